package alert

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"time"

	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
)

// The headers of a webhook.
const (
	headerSignature = "Isnad-Signature" // t=1736841600,v1=hex of HMAC-SHA256 of "1736841600." and the body
	headerDelivery  = "Isnad-Delivery"  // the same whenever the message is sent again
)

// Sign is the signature of a body that is sent at a time: what the header Isnad-Signature holds.
func Sign(secret string, at time.Time, body []byte) string {
	t := strconv.FormatInt(at.Unix(), 10)
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(t + "."))
	h.Write(body)
	return "t=" + t + ",v1=" + hex.EncodeToString(h.Sum(nil))
}

// webhook sends to an address of the web that a user gave, never into a private network unless that is allowed.
type webhook struct{ d *Desk }

func (w webhook) send(ctx context.Context, a store.Alert, m Message) error {
	b, err := body(a.Template, m)
	if err != nil {
		return rejected{ErrInvalid{"template", err.Error()}, false}
	}
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	header.Set(headerDelivery, m.ID)
	header.Set(headerSignature, Sign(a.Secret, w.d.o.Now(), b))
	r, err := w.d.web.Post(ctx, a.Target, header, b)
	return judged(r, err)
}

// judged says of an answer whether another try may help.
func judged(r fetch.Response, err error) error {
	var status fetch.ErrStatus
	switch {
	case err == nil:
		return nil
	case r.RetryAfter > 0 && fetch.Passing(err):
		return held{err, r.RetryAfter}
	case errors.As(err, &status) && status.Code == http.StatusGone:
		return rejected{err, true}
	case fetch.Passing(err) || errors.Is(err, context.Canceled):
		return err
	}
	return rejected{err, false}
}
