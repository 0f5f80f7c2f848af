package source

import (
	"bytes"

	"isnad.dev/isnad/internal/source/archive"
	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/mail"
	"isnad.dev/isnad/internal/source/newsml"
	"isnad.dev/isnad/internal/source/telegram"
)

// kind is what an input is.
type kind uint8

const (
	plain kind = iota
	html
	jsonLines  // an object a line
	jsonValues // objects one after another, each over as many lines as it likes, or in an array
	webRecord
	telegramPost
	newsItem // of NewsML-G2; items of ninjs are JSON
	message  // e-mail
	packed   // gzip of any of these
	foreign  // no text
)

// mediaTypes are the names of the kinds of pieces.
var mediaTypes = [...]string{plain: "text/plain", html: "text/html", jsonLines: "application/json", jsonValues: "application/json", webRecord: "application/warc",
	telegramPost: "application/json", newsItem: "application/vnd.iptc.g2.newsitem+xml", message: "message/rfc822"}

// signatures are the first bytes of files that are no text, by what a person calls them.
var signatures = []struct {
	at     int
	magic  string
	what   string
	remedy string
}{
	{0, "\x89PNG", "a PNG picture", ""},
	{0, "\xFF\xD8\xFF", "a JPEG picture", ""},
	{0, "GIF8", "a GIF picture", ""},
	{8, "WEBP", "a WebP picture", ""},
	{0, "%PDF-", "a PDF", "extract its text first, for example with pdftotext"},
	{0, "PK\x03\x04", "a zip file (or a Word document)", "unpack it, or save the document as plain text"},
	{0, "\xD0\xCF\x11\xE0", "an old Word document", "save it as plain text"},
	{0, "BZh", "a bzip2 file", "unpack it: bunzip2 -c FILE | isnad read -"},
	{0, "\xFD7zXZ", "an xz file", "unpack it: xz -dc FILE | isnad read -"},
	{0, "\x28\xB5\x2F\xFD", "a zstd file", "unpack it: zstd -dc FILE | isnad read -"},
	{0, "7z\xBC\xAF", "a 7z file", "unpack it"},
	{0, "Rar!", "a rar file", "unpack it"},
	{257, "ustar", "a tar file", "unpack it"},
	{0, "\x7FELF", "a program", ""},
	{0, "SQLite format 3", "an SQLite database", ""},
	{0, "ID3", "a sound file", ""},
	{0, "OggS", "a sound file", ""},
	{4, "ftyp", "a video", ""},
	{0, "{\\rtf", "an RTF document", "save it as plain text"},
	{0, "From: <Saved by", "a page saved as one file (MHTML)", "save it as “page, HTML only”"},
}

// sniff tells what an input is from its first bytes; the fault is set where it is foreign. UTF-16 has been decoded before.
func sniff(head []byte, whole bool) (kind, *Fault) {
	switch {
	case archive.Is(head), archive.IsPacked(head):
		return webRecord, nil
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		return packed, nil
	}
	for _, s := range signatures {
		if len(head) >= s.at+len(s.magic) && string(head[s.at:s.at+len(s.magic)]) == s.magic {
			f := notText("it is " + s.what)
			if s.remedy != "" {
				f.Remedy = s.remedy
			}
			return foreign, f
		}
	}
	body := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n\f")
	switch {
	case len(body) == 0:
		return plain, nil
	case body[0] == '{' && telegram.Is(body):
		return telegramPost, nil
	case body[0] == '{':
		return sniffObject(body, whole), nil
	case body[0] == '[' && isObject(body[1:], true):
		return jsonValues, nil
	case body[0] == '<' && newsml.IsG2(body):
		return newsItem, nil
	case mail.Is(body):
		return message, nil
	case body[0] == '<' && isPage(body):
		return html, nil
	}
	if bytes.IndexByte(body, 0) >= 0 {
		return foreign, notText("it holds NUL bytes")
	}
	return plain, nil
}

// isObject says whether an object (or, where it may be empty, the end of an array) comes next.
func isObject(b []byte, array bool) bool {
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 {
		return false
	}
	if array {
		return b[0] == ']' && len(bytes.TrimSpace(b)) == 1 || b[0] == '{' && isObject(b[1:], false)
	}
	return b[0] == '"' || b[0] == '}'
}

// sniffObject tells objects a line from an object over many lines, by the first line: complete, or cut off with another object
// below it, it is a line of its own.
func sniffObject(body []byte, whole bool) kind {
	if !isObject(body[1:], false) {
		return plain
	}
	first, rest, more := bytes.Cut(body, []byte("\n"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	switch {
	case !more && !whole:
		return jsonLines // nobody breaks lines inside an object only after the first 64 kB
	case bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")):
		return jsonLines
	case len(rest) > 0 && rest[0] == '{' && isObject(rest[1:], false):
		return jsonLines
	}
	return jsonValues
}

var pageTags = [][]byte{[]byte("<!doctype html"), []byte("<html"), []byte("<head"), []byte("<body"), []byte("<meta"), []byte("<title"),
	[]byte("<article"), []byte("<div"), []byte("<p>"), []byte("<p "), []byte("<h1"), []byte("<script")}

// isPage says whether text that opens with < is HTML.
func isPage(body []byte) bool {
	body = bytes.ToLower(body[:min(len(body), 4096)])
	for _, tag := range pageTags {
		if bytes.Contains(body, tag) {
			return true
		}
	}
	return bytes.HasPrefix(body, []byte("<?xml")) && charset.Declared(body) != ""
}
