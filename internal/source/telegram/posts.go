package telegram

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"

	"isnad.dev/isnad/internal/source/object"
)

// Options say where to begin and how much one post may hold.
type Options struct {
	From int64 // the offset of the first post to read
	Max  int64 // bytes of a post
}

// Post is one message, with its place. Raw is an export of this one message: what the chat says of itself, and the message as it stands in the file.
type Post struct {
	Line         int
	Offset, Next int64
	Raw          []byte
}

// Errors of a post or of the whole export.
var (
	ErrTooLarge = errors.New("a post is over the limit")
	ErrBroken   = errors.New("the JSON of the export breaks")
)

// Posts returns the posts of an export in order, holding one at a time. After ErrTooLarge, whose Post says where it is, others follow; any other error ends the export.
func Posts(s *object.Scanner, o Options) iter.Seq2[Post, error] {
	return func(yield func(Post, error) bool) {
		w := &walker{Scanner: s, o: o, yield: yield}
		for {
			b, err := w.visible()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err == nil && b == '{':
				err = w.object(0)
			case err == nil && b != 0xEF && b != 0xBB && b != 0xBF: // the mark of UTF-8
				err = ErrBroken
			}
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(Post{Line: s.Line, Offset: s.At}, err)
				return
			}
		}
	}
}

var errStopped = errors.New("nobody listens")

// walker walks over an export.
type walker struct {
	*object.Scanner
	o     Options
	yield func(Post, error) bool
}

// Limits of what is looked into: a whole account has its chats three objects deep.
const (
	maxDepth = 6
	maxName  = 4096
)

// object walks over the fields of an object whose brace was just read.
func (w *walker) object(depth int) error {
	var c chat
	for {
		b, err := w.visible()
		switch {
		case err != nil:
			return noEnd(err)
		case b == '}':
			return nil
		case b == ',':
			continue
		case b != '"':
			return ErrBroken
		}
		key, err := w.text()
		if err != nil {
			return err
		}
		if b, err = w.visible(); err != nil || b != ':' {
			return cause(err)
		}
		if b, err = w.visible(); err != nil {
			return noEnd(err)
		}
		if err := w.field(&c, key, b, depth); err != nil {
			return noEnd(err)
		}
	}
}

// field reads the value of a field, whose first byte was just read.
func (w *walker) field(c *chat, key string, b byte, depth int) (err error) {
	switch {
	case key == "name" && b == '"':
		c.Name, err = w.text()
	case key == "type" && b == '"':
		c.Type, err = w.text()
	case key == "id" && b >= '0' && b <= '9':
		var number string
		number, err = w.Number(b, 32)
		c.ID, _ = strconv.ParseInt(number, 10, 64)
	case key == "messages" && b == '[':
		err = w.list(func() error { return w.message(c) })
	case (key == "chats" || key == "left_chats") && b == '{' && depth < maxDepth:
		err = w.object(depth + 1)
	case key == "list" && b == '[' && depth < maxDepth:
		err = w.list(func() error { return w.object(depth + 1) })
	default:
		err = w.Pass(b)
	}
	return err
}

// list walks over the objects of a list whose bracket was just read.
func (w *walker) list(each func() error) error {
	for {
		b, err := w.visible()
		switch {
		case err != nil:
			return noEnd(err)
		case b == ']':
			return nil
		case b == '{':
			err = each()
		case b != ',':
			err = ErrBroken
		}
		if err != nil {
			return err
		}
	}
}

// message cuts a message and gives it, if it is a post.
func (w *walker) message(c *chat) error {
	p := Post{Line: w.Line, Offset: w.At - 1}
	raw, long, err := w.Object(w.o.Max)
	if err != nil {
		return err
	}
	p.Next = w.At
	switch {
	case p.Offset < w.o.From:
		return nil
	case long:
		err = ErrTooLarge
	case !isPost(raw):
		return nil
	default:
		p.Raw = envelope(c, raw)
	}
	if !w.yield(p, err) {
		return errStopped
	}
	return nil
}

// envelope is an export of one message.
func envelope(c *chat, raw []byte) []byte {
	head, err := json.Marshal(c)
	if err != nil {
		head = []byte("{}") // a name and a number always have their JSON
	}
	head = append(head[:len(head)-1], `,"messages":[`...)
	return append(append(head, raw...), "]}"...)
}

// visible returns the next byte that is no white space.
func (w *walker) visible() (byte, error) {
	for {
		b, err := w.Byte()
		if err != nil || b != ' ' && b != '\n' && b != '\t' && b != '\r' {
			return b, err
		}
	}
}

// text returns the string whose quotation mark was just read; one of unreasonable length is empty.
func (w *walker) text() (string, error) {
	raw, err := w.String(maxName)
	if err != nil {
		return "", err
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", nil
	}
	return s, nil
}

func noEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return object.ErrNoEnd
	}
	return err
}

func cause(err error) error {
	if err == nil {
		return ErrBroken
	}
	return noEnd(err)
}
