package account

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// newSecret returns 256 random bits as letters for cookies and addresses.
func newSecret() string {
	var b [32]byte
	rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// isSecret says whether a string has the form of newSecret, so that nothing else is asked of the store.
func isSecret(s string) bool {
	b, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil && len(b) == 32
}

// digest is what the store keeps of a secret. A secret has 256 random bits, so that a hash without salt or cost is enough; and since rows are
// looked up by it, the time of the look-up says nothing of the secret.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// derive makes another secret of one, for one purpose.
func derive(secret, purpose string) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte("isnad " + purpose))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// same compares secrets in a time that says nothing of them.
func same(a, b string) bool { return a != "" && hmac.Equal([]byte(a), []byte(b)) }
