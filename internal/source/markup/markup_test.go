package markup

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParagraphs(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraphs", "<p>قال <b>الوزير</b></p>\n<p>وأضاف\n  كذا</p>", "قال الوزير|وأضاف كذا"},
		{"line breaks", "قال الوزير<br/>وأضاف<br>كذا", "قال الوزير|وأضاف|كذا"},
		{"no markup", "قال الوزير", "قال الوزير"},
		{"entities", "<p>قال &quot;الوزير&quot;&nbsp;أمس &amp;lt;</p>", "قال \"الوزير\" أمس &lt;"},
		{"what nobody sees", "<html><head><title>x</title></head><body><script>x<p></script><style>p{}</style><p>قال</p></body></html>", "قال"},
		{"NITF", "<nitf><head><title>x</title></head><body><body.head><hedline><hl1>عنوان</hl1></hedline></body.head><body.content><p>قال</p><media><media-caption>صورة</media-caption></media><hl2>عنوان</hl2><p>وأضاف</p></body.content></body></nitf>",
			"قال|عنوان|وأضاف"},
		{"prefixes", "<h:p>قال</h:p><h:p>وأضاف</h:p>", "قال|وأضاف"},
		{"cdata", "<p><![CDATA[قال الوزير]]></p>", "قال الوزير"},
		{"never closed", "<p>قال<div>وأضاف", "قال|وأضاف"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(Paragraphs(tt.in), "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzParagraphs holds the promise: UTF-8 goes in, paragraphs that are not blank come out.
func FuzzParagraphs(f *testing.F) {
	for _, s := range []string{"<p>قال</p>", "<script>", "<media><media/></media>x", "<![CDATA[", "</p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		for _, p := range Paragraphs(in) {
			if strings.TrimSpace(p) == "" || !utf8.ValidString(p) {
				t.Errorf("%q of %q", p, in)
			}
		}
	})
}
