package newsml

import (
	"fmt"
	"strings"
	"testing"
)

func TestNinjs(t *testing.T) {
	want := Article{ID: "https://agency.example/1", URL: "https://agency.example/1", Lang: "ar", Published: "2025-01-14T09:00:00Z", Updated: "2025-01-14T10:00:00Z", Title: "لقاء في عمّان",
		Author: "سامي", Outlet: "وكالة المثال", Source: "وكالة أخرى", Section: "سياسة", Text: "لقاء في عمّان\n\nقال الوزير\n\nوأضاف"}
	const common = `"uri":"https://agency.example/1","type":"text","language":"ar","provider":"وكالة المثال",`
	tests := []struct{ name, in string }{
		{"version 1", `{` + common + `"firstcreated":"2025-01-14T09:00:00Z","versioncreated":"2025-01-14T10:00:00Z","byline":"سامي","headline":"لقاء في عمّان","source":"وكالة أخرى",
			"subject":[{"code":"1"},{"name":"سياسة"}],"body_text":"غيره","body_xhtml":"<p>قال الوزير</p><p>وأضاف</p>"}`},
		{"version 2", `{` + common + `"firstcreated":"2025-01-14T09:00:00Z","versioncreated":"2025-01-14T10:00:00Z","by":"سامي","headlines":[{"role":"short","value":"لقاء"},{"role":"main","value":"لقاء في عمّان"}],
			"infosources":[{"name":"وكالة أخرى"}],"subjects":[{"name":"سياسة"}],"bodies":[{"role":"main","contenttype":"text/plain","value":"لا"},{"role":"main","contenttype":"text/html","value":"<p>قال الوزير</p><p>وأضاف</p>"}]}`},
		{"version 3", `{` + common + `"firstCreated":"2025-01-14T09:00:00Z","versionCreated":"2025-01-14T10:00:00Z","by":"سامي","headlines":[{"role":"main","value":"لقاء في عمّان"}],
			"infoSources":[{"name":"وكالة أخرى"}],"subjects":[{"name":"سياسة"}],"bodies":[{"contentType":"text/plain","value":"قال الوزير\n\nوأضاف"}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !IsNinjs([]byte(tt.in)) {
				t.Error("not told")
			}
			if got, err := Ninjs([]byte(tt.in)); err != nil || got != want {
				t.Errorf("got  %+v %v\nwant %+v", got, err, want)
			}
		})
	}
	for in, want := range map[string]string{
		`{"uri":"x","type":"picture","headline":"قال"}`:                    "this item is a picture, not a text",
		`{"uri":"x","pubstatus":"canceled","body_text":"قال"}`:             "this item was cancelled by its agency",
		`{"uri":"x","headline":"قال"}`:                                     "this item has no text",
		`{"uri":"x","headline":7,"versioncreated":"2025-01-14T09:00:00Z"}`: "json: cannot unmarshal number into Go struct field ninjs.headline of type string",
	} {
		if _, err := Ninjs([]byte(in)); err == nil || err.Error() != want {
			t.Errorf("%s: %v", in, err)
		}
	}
	if IsNinjs([]byte(`{"uri":"x","text":"قال"}`)) || IsNinjs([]byte(`{"headline":"قال"}`)) {
		t.Error("an object of another kind is taken for ninjs")
	}
}

func item(guid, meta, content string) string {
	return `<newsItem xmlns="http://iptc.org/std/nar/2006-10/" guid="` + guid + `" version="2" standard="NewsML-G2" xml:lang="ar">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:MTH"><name xml:lang="en">Example</name><name xml:lang="ar">وكالة المثال</name></provider>
<versionCreated>2025-01-14T12:00:00+02:00</versionCreated><firstCreated>2025-01-14T11:00:00+02:00</firstCreated>` + meta + `</itemMeta>
<contentMeta><creator><name>سامي</name></creator><infoSource literal="وكالة أخرى"/><subject type="cpnat:abstract" qcode="medtop:11"><name>سياسة</name></subject><headline>لقاء في عمّان</headline></contentMeta>
<contentSet>` + content + `</contentSet></newsItem>`
}

const nitf = `<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>لقاء</hl1></hedline></body.head><body.content><p>قال الوزير &amp; الوفد</p><p>وأضاف</p></body.content></body></nitf></inlineXML>`

func TestG2(t *testing.T) {
	want := Article{ID: "urn:x:1", Lang: "ar", Published: "2025-01-14T11:00:00+02:00", Updated: "2025-01-14T12:00:00+02:00", Title: "لقاء في عمّان",
		Author: "سامي", Outlet: "وكالة المثال", Source: "وكالة أخرى", Section: "سياسة", Text: "لقاء في عمّان\n\nقال الوزير & الوفد\n\nوأضاف"}
	tests := []struct{ name, content string }{
		{"NITF", nitf},
		{"XHTML", `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>قال الوزير &amp; الوفد</p><p>وأضاف</p></body></html></inlineXML>`},
		{"plain data", `<inlineData contenttype="text/plain">قال الوزير &amp; الوفد` + "\n\n" + `وأضاف</inlineData>`},
		{"escaped data", `<inlineData contenttype="text/html">&lt;p&gt;قال الوزير &amp;amp; الوفد&lt;/p&gt;&lt;p&gt;وأضاف&lt;/p&gt;</inlineData>`},
		{"a picture first", `<remoteContent href="x.jpg"/><inlineXML contenttype="application/nitf+xml"><nitf/></inlineXML>` + nitf},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := G2([]byte(item("urn:x:1", "", tt.content))); err != nil || got != want {
				t.Errorf("got  %+v %v\nwant %+v", got, err, want)
			}
		})
	}
	for in, want := range map[string]string{
		item("1", `<pubStatus qcode="stat:canceled"/>`, nitf):                  "this item was cancelled by its agency",
		item("1", "", `<remoteContent href="x.jpg"/>`):                         "this item has no text",
		strings.Replace(item("1", "", nitf), "ninat:text", "ninat:picture", 1): "this item is a picture, not a text",
	} {
		if _, err := G2([]byte(in)); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func told(in string) string {
	var out []string
	for i, err := range Items([]byte(in)) {
		if err != nil {
			out = append(out, "!"+err.Error())
			continue
		}
		a, err := G2(i.Raw)
		if err != nil || in[i.Offset:i.Next] != string(i.Raw) {
			a.ID = fmt.Sprint("!", err)
		}
		out = append(out, fmt.Sprint(i.Line, " ", a.ID))
	}
	return strings.Join(out, "|")
}

func TestItems(t *testing.T) {
	two := `<?xml version="1.0" encoding="windows-1256"?>` + "\n<!-- <newsItem> -->\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10/\"><header/><itemSet>" + item("1", "", nitf) + "<packageItem/>\n" + item("2", "", nitf) + "</itemSet></newsMessage>"
	tests := []struct{ name, in, want string }{
		{"one", item("1", "", nitf), "1 1"},
		{"a message of two", two, "3 1|8 2"},
		{"with a prefix", strings.NewReplacer("<newsItem", "<n:newsItem", "</newsItem", "</n:newsItem").Replace(two), "3 1|8 2"},
		{"cut off", two[:strings.LastIndex(two, "<contentSet>")], "3 1|!its XML breaks (an item has no end)"},
		{"a bare ampersand", strings.ReplaceAll(two, "سامي", "سامي & رامي"), "3 1|8 2"},
		{"an entity of its own", `<!DOCTYPE x [<!ENTITY a "aaaa">]>` + strings.ReplaceAll(two, "سامي", "&a;&a;"), "3 1|8 2"},
		{"no items", "<newsMessage/>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if !strings.Contains(tt.name, "entity") && !IsG2([]byte(tt.in)) {
				t.Error("not told")
			}
		})
	}
	for _, in := range []string{"<html><newsItem>", "<rss/>", "قال", "", "<"} {
		if IsG2([]byte(in)) {
			t.Errorf("%s is taken for NewsML", in)
		}
	}
}

// FuzzItems and FuzzNinjs hold the promise: no panic, and an item is where it says it is.
func FuzzItems(f *testing.F) {
	f.Add(item("1", "", nitf))
	f.Add("<newsMessage><newsItem/><newsItem><newsItem></newsItem>")
	f.Add("<newsItem><contentMeta><headline>x</contentMeta></headline><inlineXML><p></inlineXML></newsItem>")
	f.Fuzz(func(t *testing.T, in string) {
		IsG2([]byte(in))
		for i, err := range Items([]byte(in)) {
			if err != nil {
				break
			}
			if in[i.Offset:i.Next] != string(i.Raw) {
				t.Fatalf("%q is not at %d", i.Raw, i.Offset)
			}
			G2(i.Raw)
		}
	})
}

func FuzzNinjs(f *testing.F) {
	f.Add(`{"uri":"x","headlines":[{"value":"<b>"}],"bodies":[{"contenttype":"html","value":"<p>x"}]}`)
	f.Add(`{"uri":"x","body_text":"a\n\nb","headline":"a"}`)
	f.Fuzz(func(t *testing.T, in string) {
		IsNinjs([]byte(in))
		Ninjs([]byte(in))
	})
}
