package alert

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"
	"text/template"
	"text/template/parse"

	"isnad.dev/isnad/internal/store"
)

// The bounds of a template, of what it makes, and of a word that it makes on the way.
const (
	maxTemplate = 16 << 10
	maxBody     = 256 << 10
	maxMade     = 64 << 10
	maxLoops    = 2 // one inside the other
)

// functions are those that a template may call, each bounded: a user's template may not use up the server. The last ones stand in the place of those of
// the language that have no bound.
var functions = template.FuncMap{
	"json": bounded(func(args ...any) (string, error) { return one(args, literal) }),
	"escape": bounded(func(args ...any) (string, error) {
		return one(args, func(v any) (string, error) { return html.EscapeString(fmt.Sprint(v)), nil })
	}),
	"join":    join,
	"cut":     cut,
	"print":   bounded(func(args ...any) (string, error) { return fmt.Sprint(args...), nil }),
	"println": bounded(func(args ...any) (string, error) { return fmt.Sprintln(args...), nil }),
	"printf": func(...any) (string, error) {
		return "", errors.New("printf is not there: write the words, or use print")
	},
	"html":     bounded(func(args ...any) (string, error) { return template.HTMLEscaper(args...), nil }),
	"js":       bounded(func(args ...any) (string, error) { return template.JSEscaper(args...), nil }),
	"urlquery": bounded(func(args ...any) (string, error) { return url.QueryEscape(fmt.Sprint(args...)), nil }),
}

func bounded(f func(...any) (string, error)) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		size := 0
		for _, a := range args {
			if s, ok := a.(string); ok {
				size += len(s)
			}
		}
		if size > maxMade {
			return "", fmt.Errorf("what it makes is longer than %d bytes", maxMade)
		}
		return f(args...)
	}
}

func one(args []any, f func(any) (string, error)) (string, error) {
	if len(args) != 1 {
		return "", fmt.Errorf("it takes one value, not %d", len(args))
	}
	return f(args[0])
}

// literal writes a value as JSON, letters of all scripts as they are.
func literal(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// join writes a list with words between.
func join(list []string, between string) (string, error) {
	if len(between)*len(list) > maxMade {
		return "", fmt.Errorf("what it makes is longer than %d bytes", maxMade)
	}
	return strings.Join(list, between), nil
}

// cut shortens words to so many letters.
func cut(s string, letters int) string {
	points := []rune(s)
	if letters < 1 || len(points) <= letters {
		return s
	}
	return strings.TrimRight(string(points[:letters-1]), " ") + "…"
}

// parsed reads a user's template and refuses what could keep the server busy without end.
func parsed(text string) (*template.Template, error) {
	if len(text) > maxTemplate {
		return nil, fmt.Errorf("it is longer than %d bytes", maxTemplate)
	}
	t, err := template.New("template").Option("missingkey=error").Funcs(functions).Parse(text)
	if err != nil {
		return nil, err
	}
	if len(t.Templates()) > 1 || t.Tree == nil {
		return nil, errors.New("it defines another template: write all in one")
	}
	return t, checkNodes(t.Root, 0)
}

// checkNodes walks a template. Loops go over the lists of the message only, since a number can be counted to for years.
func checkNodes(n parse.Node, loops int) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for _, x := range n.Nodes {
			if err := checkNodes(x, loops); err != nil {
				return err
			}
		}
	case *parse.TemplateNode:
		return errors.New("it calls another template: write all in one")
	case *parse.IfNode:
		return errors.Join(checkNodes(n.List, loops), checkNodes(n.ElseList, loops))
	case *parse.WithNode:
		return errors.Join(checkNodes(n.List, loops), checkNodes(n.ElseList, loops))
	case *parse.RangeNode:
		if loops == maxLoops {
			return fmt.Errorf("it has more than %d loops inside each other", maxLoops)
		}
		if !isList(n.Pipe) {
			return fmt.Errorf("{{range %s}}: a loop goes over .Items, .Who, .Outlets or .Origins", n.Pipe)
		}
		return errors.Join(checkNodes(n.List, loops+1), checkNodes(n.ElseList, loops))
	}
	return nil
}

// isList says whether a loop goes over a field; all fields that can be gone over are lists.
func isList(p *parse.PipeNode) bool {
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return false
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.FieldNode:
		return true
	case *parse.VariableNode:
		return len(n.Ident) > 1
	}
	return false
}

// bound is a writer that takes no more than so many bytes.
type bound struct {
	bytes.Buffer
	most int
}

func (b *bound) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, fmt.Errorf("it makes more than %d bytes", b.most)
	}
	return b.Buffer.Write(p)
}

// body is what a webhook is sent: the message as JSON, or what the user's template makes of it, which has to be JSON too.
func body(text string, m Message) ([]byte, error) {
	if text == "" {
		s, err := literal(m)
		return []byte(s), err
	}
	t, err := parsed(text)
	if err != nil {
		return nil, err
	}
	out := &bound{most: maxBody}
	if err := t.Execute(out, m); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(out.Bytes(), new(any)); err != nil {
		return nil, fmt.Errorf("what it makes is no JSON (%w): write values as {{json .Text}}", err)
	}
	return out.Bytes(), nil
}

// checkTemplate tries a template with the sample.
func (d *Desk) checkTemplate(a *store.Alert) error {
	if a.Template = strings.TrimSpace(a.Template); a.Template == "" {
		return nil
	}
	if a.Channel != store.Webhook {
		return ErrInvalid{"template", "only a webhook has one: leave it empty"}
	}
	if _, err := body(a.Template, d.sample(store.SavedSearch{Name: "الحصار", Question: "حصار"})); err != nil {
		return ErrInvalid{"template", err.Error()}
	}
	return nil
}

// Preview returns what a webhook would be sent of an alert, by its template, with a sample.
func (d *Desk) Preview(ctx context.Context, owner store.UserID, a store.Alert) (string, error) {
	x, err := d.Search(ctx, owner, a.Search)
	if err != nil {
		return "", err
	}
	b, err := body(strings.TrimSpace(a.Template), d.sample(x))
	if err != nil {
		return "", ErrInvalid{"template", err.Error()}
	}
	return string(b), nil
}
