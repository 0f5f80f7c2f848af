package api

import (
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"isnad.dev/isnad/internal/web/locale"
)

// refused is a request that huma refuses, in our words.
func refused(l *locale.Words, status int, text string, errs []error) *Problem {
	code, key := "invalid", "api.invalid"
	switch {
	case status == http.StatusRequestEntityTooLarge:
		code, key = "too-large", "api.too-large"
	case status == http.StatusRequestTimeout:
		code, key = "timeout", "api.timeout"
	case status == http.StatusUnsupportedMediaType:
		code, key = "media", "api.media"
	case status >= http.StatusInternalServerError:
		code, key = "internal", "api.unavailable"
	case strings.HasPrefix(text, "request body is required"):
		code, key = "invalid", "api.body"
	}
	p := problem(l, status, code, key)
	for _, err := range errs {
		if err != nil && status < http.StatusInternalServerError {
			p.Errors = append(p.Errors, wrongOf(l, status, err))
		}
	}
	return p
}

// maxEcho is how much of what was sent is sent back.
const maxEcho = 200

func wrongOf(l *locale.Words, status int, err error) Wrong {
	var d huma.ErrorDetailer
	if !errors.As(err, &d) {
		return Wrong{Location: "request", Message: ruleOf(l, err.Error())}
	}
	detail := d.ErrorDetail()
	w := Wrong{Location: detail.Location, Value: detail.Value, Message: ruleOf(l, detail.Message)}
	if detail.Location == "body" && status == http.StatusBadRequest {
		w.Message = l.T("api.rule.json")
	}
	switch v := w.Value.(type) {
	case string:
		w.Value = strings.ToValidUTF8(v[:min(len(v), maxEcho)], "")
		if v == "" {
			w.Value = nil
		}
	case bool, float64, int64, int, nil:
	default:
		w.Value = nil // lists and objects say nothing that the place does not
	}
	return w
}

// said is a sentence of ours in English with what it is in other languages: the groups of the pattern are its arguments.
type said struct {
	is  *regexp.Regexp
	key string
}

func saying(pattern, key string) said { return said{regexp.MustCompile(`(?s)^` + pattern + `$`), key} }

// rules are what huma says of a value.
var rules = []said{
	saying(`required \w+ parameter is missing`, "api.rule.missing"),
	saying(`expected required property (.+) to be present`, "api.rule.property"),
	saying(`unexpected property`, "api.rule.unknown-property"),
	saying(`unknown query parameter`, "api.rule.unknown"),
	saying(`(?:invalid|expected) integer`, "api.rule.integer"),
	saying(`(?:invalid float|expected number)`, "api.rule.number"),
	saying(`(?:invalid|expected) boolean`, "api.rule.boolean"),
	saying(`expected string`, "api.rule.string"),
	saying(`expected array`, "api.rule.array"),
	saying(`expected object`, "api.rule.object"),
	saying(`expected value to be one of "(.+)"`, "api.rule.one-of"),
	saying(`expected number >= (.+)`, "api.rule.minimum"),
	saying(`expected number <= (.+)`, "api.rule.maximum"),
	saying(`expected length >= (.+)`, "api.rule.shortest"),
	saying(`expected length <= (.+)`, "api.rule.longest"),
	saying(`expected array length >= (.+)`, "api.rule.fewest"),
	saying(`expected array length <= (.+)`, "api.rule.most"),
	saying(`expected string to be .+`, "api.rule.pattern"),
	saying(`unknown cursor`, "api.rule.cursor"),
	saying(`no such day`, "api.rule.day"),
	saying(`no text`, "api.rule.text"),
}

func ruleOf(l *locale.Words, text string) string {
	if words, ok := inWords(l, rules, text); ok {
		return words
	}
	return l.T("api.rule.other")
}

// questions are what answer and find say of a question, and store of a change.
var questions = []said{
	saying(`no filter is called (.+?): the filters are (.+); a colon .*`, "api.question.filter"),
	saying(`-(.+): a filter cannot be turned round: .*`, "api.question.not"),
	saying(`(.+): has no value: .*`, "api.question.empty"),
	saying(`(.+):(.*) is no day: .*`, "api.question.day"),
	saying(`(.+):(.*) is not known: write one of (.+)`, "api.question.value"),
	saying(`from:(.+) is after to:(.+): .*`, "api.question.order"),
	saying(`the question has (\d+) bytes: .* of up to (\d+)`, "api.question.long"),
	saying(`(\d+) outlets are asked for .* up to (\d+) may stand`, "api.question.many"),
	saying(`(\d+) names are asked for .* up to (\d+) may stand`, "api.question.many"),
	saying(`"(.*)" is no name: .*`, "api.question.name"),
	saying(`actors (\d+) and (\d+) are one already`, "api.change.one"),
	saying(`actor (\d+) is of type (\w+) and (\d+) of (\w+); .*`, "api.change.type"),
	saying(`article (\d+) does not name actor (\d+); .*`, "api.change.names"),
	saying(`the articles name actors (.+), which were merged by hand; .*`, "api.change.merged"),
	saying(`change (\d+) was undone on (.+)`, "api.change.undone"),
	saying(`change (\d+) rests on change (\d+); .*`, "api.change.rests"),
}

// saidOf is what is wrong with a question. English is said as it comes; what has no words in another language is said in general.
func saidOf(l *locale.Words, text string) string {
	words, ok := inWords(l, questions, text)
	switch {
	case l == locale.En:
		return text
	case ok:
		return words
	}
	return l.T("api.question")
}

// known says whether a sentence is one of those that are told to users.
func known(text string) bool {
	_, ok := inWords(locale.En, questions, text)
	return ok
}

func inWords(l *locale.Words, all []said, text string) (string, bool) {
	for _, s := range all {
		if m := s.is.FindStringSubmatch(text); m != nil {
			args := make([]any, len(m)-1)
			for i := range args {
				args[i] = m[i+1]
			}
			return l.T(s.key, args...), true
		}
	}
	return "", false
}
