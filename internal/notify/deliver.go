package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onrecord/internal/alert"
)

// together is how many deliveries are made between two looks.
const together = 200

// Deliver tries all deliveries that are due, and tells how many came. A fault of
// an address is kept with its delivery; an error is the store's.
func (w *Watcher) Deliver(ctx context.Context) (n int, err error) {
	due, err := w.store.Due(ctx, w.now(), together)
	if err != nil {
		return 0, err
	}
	var letters []string // addresses, in order
	mails := map[string][]alert.Delivery{}
	for _, d := range due {
		if d.Mail {
			if mails[d.To] == nil {
				letters = append(letters, d.To)
			}
			mails[d.To] = append(mails[d.To], d)
			continue
		}
		sent := errNoWay
		if w.hook != nil {
			sent = w.hook.Send(ctx, d, w.now())
		}
		came, err := w.note(ctx, sent, d)
		if n += came; err != nil {
			return n, err
		}
	}
	for _, to := range letters {
		sent := errNoWay
		if w.mail != nil {
			sent = w.mail.Send(ctx, to, mails[to], w.now())
		}
		came, err := w.note(ctx, sent, mails[to]...)
		if n += came; err != nil {
			return n, err
		}
	}
	return n, nil
}

// errNoWay is that this program was not told how to reach an address.
var errNoWay = errors.New("there is no way to send it; see \"onrecord serve --help\"")

// errRefused is an address that wants nothing more.
var errRefused = errors.New("the address is gone")

// note stores what became of deliveries.
func (w *Watcher) note(ctx context.Context, sent error, ds ...alert.Delivery) (n int, err error) {
	if ctx.Err() != nil {
		return 0, ctx.Err() // it was broken off, and is no fault of the address
	}
	for _, d := range ds {
		if sent == nil {
			if err := w.store.Delivered(ctx, d.ID); err != nil {
				return n, err
			}
			n++
			continue
		}
		var again time.Time
		if d.Tries+1 < mostTries && !errors.Is(sent, errRefused) {
			again = w.now().Add(firstWait << d.Tries)
		}
		if err := w.store.Failed(ctx, d.ID, sent.Error(), again); err != nil {
			return n, err
		}
	}
	return n, nil
}

// A delivery is tried again after a minute, two, four and so on: for some three
// days, so that nothing is lost over a weekend.
const (
	firstWait = time.Minute
	mostTries = 13
)

// Hook calls webhooks, by the rules of Standard Webhooks 1.0.0
// (https://www.standardwebhooks.com): each has an id that stays, a time, and a
// signature of both and the body by the query's secret.
type Hook struct{ client *http.Client }

// secretStart begins every secret, so that whoever finds one knows what it is.
const secretStart = "whsec_"

// NewHook makes a Hook that dials as transport does, which must reach no address
// that others cannot.
func NewHook(transport http.RoundTripper) *Hook {
	return &Hook{&http.Client{Transport: transport, Timeout: 15 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // an address that moved is to be changed by its owner
	}}}
}

// hooked is what a webhook gets.
type hooked struct {
	Type      string      `json:"type"`
	Timestamp time.Time   `json:"timestamp"`
	Data      alert.Alert `json:"data"`
}

// Send calls a webhook.
func (h *Hook) Send(ctx context.Context, d alert.Delivery, now time.Time) error {
	body, err := json.Marshal(hooked{"alert.fired", d.Alert.At, d.Alert})
	if err != nil {
		return fmt.Errorf("write alert %d: %w", d.Alert.ID, err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, d.To, bytes.NewReader(body))
	if err != nil {
		return err
	}
	id, at := "alert_"+strconv.FormatInt(d.Alert.ID, 10), strconv.FormatInt(now.Unix(), 10)
	signature, err := sign(d.Query.Secret, id, at, body)
	if err != nil {
		return err
	}
	r.Header = http.Header{
		"Content-Type": {"application/json"}, "User-Agent": {"onrecord"},
		"Webhook-Id": {id}, "Webhook-Timestamp": {at}, "Webhook-Signature": {signature},
	}
	answer, err := h.client.Do(r)
	if err != nil {
		return fmt.Errorf("call the webhook: %w", err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusGone:
		return errRefused
	case answer.StatusCode < 200 || answer.StatusCode > 299:
		return fmt.Errorf("the webhook answered %s", answer.Status)
	}
	return nil
}

// sign is the signature of a message by a secret.
func sign(secret, id, at string, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretStart))
	if err != nil {
		return "", fmt.Errorf("read the secret: %w", err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + at + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}
