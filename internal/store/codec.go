package store

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// recordWords is the dictionary of records (internal/store/dict). Stores are full of values that need it to be read: it never changes.
//
//go:embed record1.dict
var recordWords []byte

const recordDict = 1

// codec makes long values short. It may be used from many goroutines.
type codec struct {
	enc    *zstd.Encoder
	record *zstd.Encoder
	dec    *zstd.Decoder
}

// maxUnpacked is the size above which a packed value is no value of ours.
const maxUnpacked = 1 << 30

func newCodec() *codec {
	options := []zstd.EOption{zstd.WithEncoderConcurrency(2), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1 << 20)}
	enc, err := zstd.NewWriter(nil, options...)
	record, err2 := zstd.NewWriter(nil, append(options, zstd.WithEncoderDictRaw(recordDict, recordWords))...)
	dec, err3 := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderDictRaw(recordDict, recordWords))
	if err := errors.Join(err, err2, err3); err != nil {
		panic(err) // the options above are wrong: a broken build
	}
	return &codec{enc, record, dec}
}

func (c *codec) pack(b []byte) []byte { return c.enc.EncodeAll(b, make([]byte, 0, len(b)/2+64)) }

// packRecord packs a record, by the dictionary of records.
func (c *codec) packRecord(b []byte) []byte {
	return c.record.EncodeAll(b, make([]byte, 0, len(b)/4+64))
}

// packPair packs an article's text and the bytes that it came in as one value: what the second repeats of the first costs next to nothing.
func (c *codec) packPair(text string, raw []byte) []byte {
	b := binary.AppendUvarint(make([]byte, 0, len(text)+len(raw)+binary.MaxVarintLen64), uint64(len(text)))
	return c.pack(append(append(b, text...), raw...))
}

// unpackPair returns the text and the bytes of packPair.
func (c *codec) unpackPair(packed []byte) (text string, raw []byte, err error) {
	b, err := c.unpack(packed)
	if err != nil {
		return "", nil, err
	}
	n, width := binary.Uvarint(b)
	if width <= 0 || uint64(len(b)-width) < n {
		return "", nil, errors.New("a packed value: it is cut off")
	}
	return string(b[width : width+int(n)]), b[width+int(n):], nil
}

func (c *codec) unpack(b []byte) ([]byte, error) {
	out, err := c.dec.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("a packed value: %w", err)
	}
	return out, nil
}
