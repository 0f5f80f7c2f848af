package store

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// codec makes long values short. It may be used from many goroutines.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxUnpacked is the size above which a packed value is no value of ours.
const maxUnpacked = 1 << 30

func newCodec() *codec {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic(err) // the options above are wrong: a broken build
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err)
	}
	return &codec{enc, dec}
}

func (c *codec) pack(b []byte) []byte { return c.enc.EncodeAll(b, make([]byte, 0, len(b)/2+64)) }

func (c *codec) unpack(b []byte) ([]byte, error) {
	out, err := c.dec.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("a packed value: %w", err)
	}
	return out, nil
}
