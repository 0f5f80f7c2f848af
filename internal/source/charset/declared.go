package charset

import "bytes"

// headSize is how much of a page is searched for a declaration: browsers look at the first 1024 bytes, pages hide it behind scripts.
const headSize = 8192

// Declared returns the encoding that an HTML or XML page says it is in, or "": <meta charset=…>, <meta … content="…; charset=…">,
// <?xml … encoding="…"?>.
func Declared(b []byte) string {
	b = bytes.ToLower(b[:min(len(b), headSize)])
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("<?xml")) {
		if name := valueAfter(b, "encoding"); name != "" {
			return name
		}
	}
	for {
		at := bytes.Index(b, []byte("<meta"))
		if at < 0 {
			return ""
		}
		b = b[at+len("<meta"):]
		tag := b
		if end := bytes.IndexByte(b, '>'); end >= 0 {
			tag = b[:end]
		}
		if name := valueAfter(tag, "charset"); name != "" {
			return name
		}
	}
}

// valueAfter returns the value in key = "value", with any quotation marks and white space.
func valueAfter(b []byte, key string) string {
	at := bytes.Index(b, []byte(key))
	if at < 0 {
		return ""
	}
	b = bytes.TrimLeft(b[at+len(key):], " \t\r\n")
	if len(b) == 0 || b[0] != '=' {
		return ""
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n\"'")
	end := bytes.IndexAny(b, " \t\r\n\"'>;/?")
	if end < 0 {
		end = len(b)
	}
	return string(b[:min(end, 40)])
}
