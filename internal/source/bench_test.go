package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkCut cuts and decodes 32 MB of each kind, on one core.
func BenchmarkCut(b *testing.B) {
	const size = 32 << 20
	warc := sample(b, "crawl.warc")
	packed := sample(b, "crawl.warc.gz")[:1912] // up to the broken member
	post := `{"id":7,"type":"message","date":"2025-01-14T11:00:00","date_unixtime":"1736845200","text":["عاجل: ",{"type":"bold","text":"` + strings.Repeat("قال الوزير إن المحادثات ستستأنف. ", 20) + `"}]}`
	many := func(one []byte) []byte { return bytes.Repeat(one, size/len(one)) }
	inputs := []struct {
		name string
		file []byte
	}{
		{"warc", many(warc)}, {"warc.gz", many(packed)[:size/8/len(packed)*len(packed)]},
		{"telegram", fmt.Appendf(nil, `{"name":"x","type":"public_channel","id":1,"messages":[%s]}`, many([]byte(post + ",\n"))[:size/len(post+",\n")*len(post+",\n")-2])},
	}
	for _, in := range inputs {
		for _, decode := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/decode=%v", in.name, decode), func(b *testing.B) {
				b.SetBytes(int64(len(in.file)))
				for b.Loop() {
					for p := range Cut("f", bytes.NewReader(in.file), Options{}) {
						if decode {
							p.Article(Options{})
						}
					}
				}
			})
		}
	}
}
