package source

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes that a person writes as 32MB, 512kB or 1048576.
type Size int64

var units = []struct {
	name  string
	bytes int64
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"B", 1}}

// UnmarshalText reads a size.
func (s *Size) UnmarshalText(b []byte) error {
	number, factor := strings.ToUpper(strings.TrimSpace(string(b))), int64(1)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, factor = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n <= 0 || n > 1<<40/factor {
		return fmt.Errorf("%q is no size: write 512KB, 32MB or 1GB", b)
	}
	*s = Size(n * factor)
	return nil
}

// String writes the size as a person would.
func (s Size) String() string {
	for _, u := range units[:3] {
		if int64(s) >= u.bytes && int64(s)%u.bytes == 0 {
			return strconv.FormatInt(int64(s)/u.bytes, 10) + " " + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10) + " bytes"
}
