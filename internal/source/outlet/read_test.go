package outlet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// told writes what came out of a file: a line a source, with what it has beside its key, and then the faults.
func told(t testing.TB, in string) string {
	t.Helper()
	list, err := Read(strings.NewReader(in))
	var out []string
	for i := range list {
		line := list[i].Key
		for _, c := range columns[1:] {
			if v := c.get(&list[i]); v != "" {
				line += fmt.Sprintf(" %s=%s", c.name, v)
			}
		}
		out = append(out, line)
	}
	var faults Faults
	if errors.As(err, &faults) {
		out = append(out, faults.Error())
	} else if err != nil {
		out = append(out, "error: "+err.Error())
	}
	return strings.Join(out, "\n")
}

const usual = " day_first=yes enabled=yes"

func TestRead(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"OPML of a reader, with folders", `<?xml version="1.0"?><opml version="1.0"><head><title>My & feeds</title></head><body>
<outline text="صحف"><outline text="المثال" title="صحيفة المثال &amp; الأمثال" type="rss" xmlUrl="http://mithal.example/rss?a=1&b=2" htmlUrl="http://www.mithal.example/"/>
<OUTLINE text="Example" XMLURL="https://feeds.example/x"></OUTLINE></outline></body></opml>`,
			"mithal-example name_ar=صحيفة المثال & الأمثال kind=site url=http://www.mithal.example/ feed=http://mithal.example/rss?a=1&b=2" + usual + "\n" +
				"feeds-example name_en=Example kind=site feed=https://feeds.example/x" + usual},
		{"OPML of outlets that the catalogue knows, two feeds of one", `<opml><outline text="بترا" xmlUrl="https://www.petra.gov.jo/a.xml"/><outline text="بترا ٢" xmlUrl="https://petra.gov.jo/b.xml"/></opml>`,
			"petra name_ar=بترا country=JO kind=agency url=https://www.petra.gov.jo/ feed=https://www.petra.gov.jo/a.xml lang=ar zone=Asia/Amman" + usual + "\n" +
				"petra-2 name_ar=بترا ٢ country=JO kind=agency url=https://www.petra.gov.jo/ feed=https://petra.gov.jo/b.xml lang=ar zone=Asia/Amman" + usual},
		{"OPML that is cut off", "<opml><body>\n<outline text='a' xmlUrl='http://a.example/'/>\n<outline text='b' xmlU", "a-example name_en=a kind=site feed=http://a.example/" + usual +
			"\nline 3: it is no XML (unexpected EOF): mend it there; what stands before it is read"},
		{"OPML that ends early", "<opml><body>\n<outline text='a' xmlUrl='http://a.example/'/>", "a-example name_en=a kind=site feed=http://a.example/" + usual +
			"\nline 2: it ends before </opml>: get the whole file; what is there is read"},
		{"OPML with a source that is wrong", "<opml>\n<outline text='a' xmlUrl='feed.xml'/>\n<outline text='b' xmlUrl='http://b.example/'/></opml>", "b-example name_en=b kind=site feed=http://b.example/" + usual +
			"\nline 2: key \"\" is none: write small Latin letters, digits and single hyphens, such as al-ahram"},
		{"a feed", "<?xml version='1.0'?>\n<rss version='2.0'/>", "line 2: it is no OPML but <rss>: give an OPML file; a feed is added by its address"},
		{"an entity bomb", `<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><outline text="x&b;" xmlUrl="http://x.example/"/></opml>`, "x-example name_en=x&b; kind=site feed=http://x.example/" + usual},
		{"CSV", "key,name_ar,url,include,enabled\nx,المثال,https://x.example/,/a | رياضة,no\n", "x name_ar=المثال kind=site url=https://x.example/ day_first=yes include=/a|رياضة enabled=no"},
		{"CSV of Excel: a mark, semicolons, columns in another order, empty lines", "\ufeffsep=;\r\nURL;\"name_en\";;selectors\r\n;;;\r\nhttps://x.example/;\"A; B\"\"\";;\"{\"\"body\"\":\"\"p\"\"}\"\r\n",
			`x-example name_en=A; B" kind=site url=https://x.example/ day_first=yes selectors={"body":"p"} enabled=yes`},
		{"tabs", "name_en\turl\nA, B\thttps://x.example/", "x-example name_en=A, B kind=site url=https://x.example/" + usual},
		{"CSV with faults", "key,name_en,url,colour,day_first,selectors\na,A,https://a.example/,red,,\nb,B,https://b.example/,,perhaps,\na,C,https://c.example/,,,\nd,\"D\"x,y\ne,E,https://e.example/,,,p\nf,F,https://f.example/,,,,,g\nh,H,https://h.example/",
			"a name_en=A kind=site url=https://a.example/" + usual + "\nh name_en=H kind=site url=https://h.example/" + usual +
				"\nline 1: column \"colour\" is not known: take it out, or name it one of key,name_ar,name_en,country,kind,url,feed,lang,zone,day_first,encoding,selectors,include,exclude,enabled" +
				"\nline 3: day_first \"perhaps\" is neither: write yes or no\nline 4: key \"a\" stands in line 2 already: give it another" +
				"\nline 5: its quotation marks do not pair: write \" inside a field as \"\", and the field inside \" \"" +
				"\nline 6: selectors \"p\" is no JSON object: write {\"body\":\"div.article\"}" +
				"\nline 7: it has 8 fields where the first line has 6: put fields with a comma inside \" \""},
		{"no table", "قال الوزير\nإن المحادثات", "line 1: it names no column: let the first line be key,name_ar,name_en,country,kind,url,feed,lang,zone,day_first,encoding,selectors,include,exclude,enabled"},
		{"nothing", " \n", "line 1: there is no source: give OPML with outlines, CSV whose first line names the columns, or JSON objects"},
		{"no outlines", "<opml></opml>", "line 1: there is no source: give OPML with outlines, CSV whose first line names the columns, or JSON objects"},
		{"JSON in an array", `[{"name_ar":"المثال","url":"https://x.example/","day_first":false,"include":["/a"]}, {"key":"y","name_en":" Y ","kind":"channel","url":"https://t.me/y","enabled":false}]`,
			"x-example name_ar=المثال kind=site url=https://x.example/ day_first=no include=/a enabled=yes\ny name_en=Y kind=channel url=https://t.me/y day_first=yes enabled=no"},
		{"a channel's key", `{"name_ar":"قناة","kind":"channel","url":"https://t.me/Mithal_News"}`, "t-me-mithal-news name_ar=قناة kind=channel url=https://t.me/Mithal_News" + usual},
		{"a host in Arabic", `{"name_ar":"موقع","url":"http://موقع.مثال/"}`, "xn-4gbrim-xn-mgbh0fb name_ar=موقع kind=site url=http://موقع.مثال/" + usual},
		{"an American outlet", `{"name_en":"X","lang":"en","country":"US","url":"http://x.example/"}`, "x-example name_en=X country=US kind=site url=http://x.example/ lang=en day_first=no enabled=yes"},
		{"JSON lines with faults", "{\"name_en\":\"A\",\"url\":\"http://a.example/\"}\n{\"name_en\":\n7\n{\"name_en\":\"B\",\"url\":\"http://b.example/\",\"colour\":1}\n{\"name_en\":5}\n{\"name_en\":\"C\",\"url\":\"http://c.example/\"}",
			"a-example name_en=A kind=site url=http://a.example/" + usual + "\nc-example name_en=C kind=site url=http://c.example/" + usual +
				"\nline 2: it is no JSON (invalid character '{' after object key:value pair): mend it there\nline 3: it is no object: write {\"name_ar\": …, \"url\": …}" +
				"\nline 4: unknown field \"colour\": the fields are key,name_ar,name_en,country,kind,url,feed,lang,zone,day_first,encoding,selectors,include,exclude,enabled" +
				"\nline 5: name_en cannot be a number: write it as isnad source export --format json does"},
		{"an array that is cut off", "[{\"name_en\":\"A\",\"url\":\"http://a.example/\"},\n{\"name_en\":", "a-example name_en=A kind=site url=http://a.example/" + usual + "\nline 2: it is no JSON (unexpected EOF): mend it there"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(t, tt.in); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestReadKnowsTheEncodingsOfSpreadsheets(t *testing.T) {
	const table = "name_ar;url\r\nوكالة المثال للأنباء الاقتصادية;https://x.example/\r\n"
	const opml = `<?xml version="1.0" encoding="windows-1256"?><opml><outline text="وكالة المثال للأنباء الاقتصادية" type="link" url="https://x.example/"/></opml>`
	windows, err := charmap.Windows1256.NewEncoder().String(table)
	wide, err2 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(table)
	marked, err3 := charmap.Windows1256.NewEncoder().String(opml)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{table, windows, wide, marked, opml} {
		if got := told(t, in); got != "x-example name_ar=وكالة المثال للأنباء الاقتصادية kind=site url=https://x.example/"+usual {
			t.Errorf("got %s", got)
		}
	}
}

// full is a list in which every field has something, and fields have what the formats must guard.
func full() []Source {
	return []Source{
		sound(),
		{Key: "b", NameAr: "=SUM(A1)", NameEn: `+"x", <y> & 'z'; |`, Country: "US", Kind: Channel, URL: "https://b.example/?a=1&b=2", Feed: "https://b.example/خبر", Lang: "en", Zone: "America/New_York",
			Encoding: "windows-1256", Selectors: map[string]string{"body": `div[title="a|b"] > p`, "title": "h1"}, Include: []string{"@a", "/b*"}, Exclude: []string{"-", "رياضة"}[1:], Enabled: true},
		{Key: "c", NameAr: "'", NameEn: "'=x", Kind: Site, Feed: "https://c.example/"},
		{Key: "petra", NameEn: "known, but with facts of its own", Kind: Site, URL: "https://www.petra.gov.jo/"},
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	for _, list := range [][]Source{full(), Catalogue()} {
		for _, f := range []Format{OPML, CSV, JSON} {
			var b bytes.Buffer
			if err := Write(&b, f, list); err != nil {
				t.Fatal(err)
			}
			got, err := Read(&b)
			if err != nil || !reflect.DeepEqual(got, list) {
				t.Errorf("%s:\n got %+v, %v\nwant %+v", f, got, err, list)
			}
		}
	}
	if err := Write(io.Discard, "yaml", nil); err == nil || !strings.Contains(err.Error(), "write opml, csv or json") {
		t.Errorf("got %v", err)
	}
}

func TestSpreadsheetsOpenCSVAsItIs(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, full()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\ufeffkey,name_ar,") || !strings.Contains(b.String(), "\r\nb,'=SUM(A1),\"'+\"\"x\"\"") || !strings.Contains(b.String(), ",'@a|/b*,") {
		t.Errorf("got %s", b.String())
	}
}

func TestOPMLIsThatOfOthersToo(t *testing.T) {
	var b bytes.Buffer
	if err := WriteOPML(&b, full()[:1]); err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:isnad="https://isnad.dev/opml">
  <head><title>isnad</title></head>
  <body>
    <outline url="https://mithal.example/" type="link" text="صحيفة المثال" isnad:key="al-mithal" isnad:name_ar="صحيفة المثال" isnad:country="JO" isnad:kind="paper" htmlUrl="https://mithal.example/" language="ar" isnad:zone="Asia/Amman" isnad:day_first="yes" isnad:enabled="no"/>
  </body>
</opml>
`
	if b.String() != want {
		t.Errorf("\n got %s\nwant %s", b.String(), want)
	}
}

// full disks and broken pipes.
type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestErrorsOfDisksComeBack(t *testing.T) {
	for _, f := range []Format{OPML, CSV, JSON} {
		if err := Write(shut{}, f, full()); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: got %v", f, err)
		}
	}
	for _, read := range []func(io.Reader) ([]Source, error){Read, ReadOPML, ReadCSV, ReadJSON} {
		if _, err := read(iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := Read(blanks{}); err == nil || !strings.Contains(err.Error(), "longer than 32 MB: part it") {
		t.Errorf("got %v", err)
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestFaultsAreBounded(t *testing.T) {
	list, err := Read(strings.NewReader("name_en,url\nA,http://a.example/\n" + strings.Repeat("x,y\n", 10_000)))
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != maxFaults || len(list) != 1 {
		t.Errorf("%d sources, %d faults", len(list), len(faults))
	}
}

// A reader that began anew at every line of this would go over the rest of it each time.
func TestBrokenLinesAreNotReadAgainAndAgain(t *testing.T) {
	_, err := Read(strings.NewReader(strings.Repeat("{\"a\":[\n", 1<<20)))
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != maxFaults {
		t.Errorf("got %d faults", len(faults))
	}
}

// fuzz holds that what a reader takes is sound, and is the same after it was written in any format and read again.
func fuzz(f *testing.F, read func(io.Reader) ([]Source, error), seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	for _, format := range []Format{OPML, CSV, JSON} {
		var b bytes.Buffer
		Write(&b, format, full())
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		list, err := read(bytes.NewReader(in))
		if len(list) == 0 {
			if err == nil {
				t.Error("neither a source nor a fault")
			}
			return
		}
		for _, s := range list {
			if err := s.Check(); err != nil {
				t.Errorf("%+v: %v", s, err)
			}
		}
		for _, format := range []Format{OPML, CSV, JSON} {
			var b bytes.Buffer
			if err := Write(&b, format, list); err != nil {
				t.Fatal(err)
			}
			wrote := b.String()
			if got, err := Read(&b); err != nil || !reflect.DeepEqual(got, list) {
				t.Errorf("%s:\n got %+v, %v\nwant %+v\n%s", format, got, err, list, wrote)
			}
		}
	})
}

func FuzzReadOPML(f *testing.F) {
	fuzz(f, ReadOPML, `<opml><outline text="&nbsp;a&#8207;" xmlUrl="http://a.example/"/>`, "<opml\x00><outline type=link url=http://b.example text=b>")
}

func FuzzReadCSV(f *testing.F) {
	fuzz(f, ReadCSV, "sep=;\nname_en;url\n'=a;http://a.example/\n", "\ufeffname_ar\turl\n\"ا\"\thttp://a.example/")
}

func FuzzReadJSON(f *testing.F) {
	fuzz(f, ReadJSON, `{"name_en":"\u0000a","url":"http://a.example/"}`, "[,{},\n{\"feed\":\"http://a.example/\",\"name_ar\":\"ا\"}")
}
