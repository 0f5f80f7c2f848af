package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// How long a password is, in characters.
const shortest, longest = 10, 256

// cost is what a hash takes. It stands in the hash, so that old ones hold when it changes.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// usual is what OWASP's password storage cheat sheet asks of argon2id at least.
var usual = cost{memory: 19 * 1024, passes: 2, threads: 1}

// dearest is what a hash in the store may ask of us, since a backup comes from anywhere.
var dearest = cost{memory: 256 * 1024, passes: 16, threads: 16}

const saltBytes, keyBytes = 16, 32

// hasher makes and checks hashes, a few at once, so that attempts to sign in cannot take all memory.
type hasher struct {
	cost    cost
	slots   chan struct{}
	waiting atomic.Int32
	decoy   string // what is checked where there is no account, so that it takes as long
}

// waitingMost is how many wait for a hash.
const waitingMost = 64

func newHasher(c cost, atOnce int) *hasher {
	h := &hasher{cost: c, slots: make(chan struct{}, atOnce)}
	var salt [saltBytes]byte
	var key [keyBytes]byte
	rand.Read(salt[:])
	rand.Read(key[:])
	h.decoy = c.phc(salt[:], key[:])
	return h
}

// phc writes a hash with its parameters: $argon2id$v=19$m=19456,t=2,p=1$salt$hash.
func (c cost) phc(salt, key []byte) string {
	e := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.threads, e.EncodeToString(salt), e.EncodeToString(key))
}

var errHash = errors.New("the stored hash of a password cannot be read; set a new one")

// parse reads what phc wrote.
func parse(phc string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads); err != nil {
		return c, nil, nil, errHash
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(salt) < 8 || len(salt) > 64 || len(key) < 16 || len(key) > 64 || c.passes < 1 || c.threads < 1 ||
		c.memory > dearest.memory || c.passes > dearest.passes || c.threads > dearest.threads {
		return c, nil, nil, errHash
	}
	return c, salt, key, nil
}

// run computes a hash when there is room for it.
func (h *hasher) run(ctx context.Context, password string, c cost, salt []byte, n int) ([]byte, error) {
	if h.waiting.Add(1) > waitingMost {
		h.waiting.Add(-1)
		return nil, ErrBusy
	}
	defer h.waiting.Add(-1)
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, c.passes, c.memory, c.threads, uint32(n)), nil
}

// hash returns the PHC string of a password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	var salt [saltBytes]byte
	rand.Read(salt[:])
	key, err := h.run(ctx, password, h.cost, salt[:], keyBytes)
	if err != nil {
		return "", err
	}
	return h.cost.phc(salt[:], key), nil
}

// check says whether this is the password of a hash; old says that the hash costs something else than new ones. An empty hash is no password's, and is
// checked as long as others.
func (h *hasher) check(ctx context.Context, phc, password string) (ok, old bool, err error) {
	none := phc == "" || utf8.RuneCountInString(password) > longest
	if none {
		phc, password = h.decoy, ""
	}
	c, salt, key, err := parse(phc)
	if err != nil {
		return false, false, err
	}
	got, err := h.run(ctx, password, c, salt, len(key))
	if err != nil {
		return false, false, err
	}
	return subtle.ConstantTimeCompare(got, key) == 1 && !none, c != h.cost, nil
}

// strong refuses a password that is too short, too long, or the name.
func strong(name, password string) error {
	n := utf8.RuneCountInString(password)
	if n < shortest || n > longest || !utf8.ValidString(password) || strings.EqualFold(name, password) || strings.TrimSpace(password) == "" {
		return ErrWeak
	}
	return nil
}
