package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
)

// limited reads at most so many packed bytes: a stream may be long without holding anything. Packing never makes a body an eighth longer.
type limited struct {
	r    io.Reader
	left int64
}

var errLong = errors.New("longer than was allowed")

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLong
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// unpack reads the body of a response, which may be max bytes long, packed and unpacked. With ErrTooBig and ErrCut it returns what it has read.
func unpack(resp *http.Response, max int64) ([]byte, error) {
	where, encoding := shown(resp.Request.URL), strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	r, err := unpacker(encoding, bufio.NewReader(&limited{resp.Body, max + max/8 + 1024}))
	if err != nil {
		return nil, ErrPacked{where, cut(encoding)}
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, max+1))
	body := b.Bytes()
	switch {
	case n > max || errors.Is(err, errLong):
		body = body[:min(int64(len(body)), max)]
		return body, ErrTooBig{where, max}
	case err == nil:
		return body, nil
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		return nil, err
	case isPacking(err):
		return nil, ErrPacked{where, cut(encoding)}
	}
	return body, ErrCut{where}
}

// unpacker unpacks gzip and deflate. A body that is not packed at all, whatever its header says, is read as it is: some servers forget.
func unpacker(encoding string, r *bufio.Reader) (io.Reader, error) {
	head, _ := r.Peek(2)
	switch encoding {
	case "", "identity", "none", "utf-8":
		return r, nil
	case "gzip", "x-gzip":
		if string(head) != "\x1f\x8b" {
			return r, nil
		}
		return gzip.NewReader(r)
	case "deflate": // zlib by the standard, and bare by some servers
		if len(head) == 2 && head[0]&0x0F == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(r)
		}
		return flate.NewReader(r), nil
	}
	return nil, errors.ErrUnsupported
}

// isPacking tells what is packed wrongly from what does not come.
func isPacking(err error) bool {
	return errors.As(err, new(flate.CorruptInputError)) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrHeader) ||
		errors.Is(err, zlib.ErrChecksum)
}
