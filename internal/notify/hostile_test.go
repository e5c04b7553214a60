package notify

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

// hostile are words that would end a head, begin a line of it or a part, and steer
// whoever shows them.
const hostile = "\r\nBcc: evil@evil.example\r\n\r\n.\r\nQUIT\r\n--b\r\n=?utf-8?q?x?= <script>\x1b[2J\u009b2J\u202e\u2066\x00 evil"

func hostileDelivery() alert.Delivery {
	fact := alert.Fact{
		List: "statements", ID: hostile, Article: onrecord.ArticleID("https://post.example/" + hostile),
		Outlet: hostile, Title: hostile, Published: hostile, Head: hostile, Words: hostile,
	}
	decided := alert.Decided{Kind: hostile, Field: hostile, Value: hostile, By: hostile, Note: hostile}
	return alert.Delivery{Alert: alert.Alert{Name: hostile, Fact: fact, Fired: []alert.Clause{{Clause: hostile, Words: hostile}}, Decided: &decided}}
}

// Whatever an article or the one who asks says, a letter has our head and one
// body, which steers nobody.
func TestALetterIsText(t *testing.T) {
	m, err := NewMail("smtp://mail.post.example", "desk@post.example", "https://record.example")
	if err != nil {
		t.Fatal(err)
	}
	letter := m.letter("ana@post.example", []alert.Delivery{hostileDelivery(), hostileDelivery()}, time.Unix(0, 0))
	read, err := mail.ReadMessage(bytes.NewReader(letter))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, values := range read.Header {
		if names = append(names, name); len(values) != 1 {
			t.Errorf("%s stands %d times", name, len(values))
		}
	}
	slices.Sort(names)
	if want := "Auto-Submitted Content-Transfer-Encoding Content-Type Date From Message-Id Mime-Version Subject To"; strings.Join(names, " ") != want {
		t.Errorf("the head has %q", names)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	body, err2 := io.ReadAll(quotedprintable.NewReader(read.Body))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for part, words := range map[string]string{"subject": subject, "body": string(body)} {
		if !strings.Contains(words, "evil") {
			t.Errorf("the %s has none of the words: %q", part, words)
		}
		for _, r := range words {
			if unicode.IsControl(r) && (part == "subject" || r != '\n' && r != '\r') || unicode.Is(unicode.Bidi_Control, r) {
				t.Errorf("the %s has %U: %.200q", part, r, words)
				break
			}
		}
	}
	for line := range bytes.Lines(letter) {
		if len(line) > 1000 || !bytes.HasSuffix(line, []byte("\r\n")) && !bytes.HasSuffix(line, []byte("=\r\n")) && !bytes.HasSuffix(letter, line) {
			t.Errorf("a line that servers do not take: %.80q", line)
		}
	}
}

// A webhook gets such words in one JSON document that gives them back as they were,
// signed, and none of them in its head.
func TestAWebhookIsOneDocument(t *testing.T) {
	var head http.Header
	var body []byte
	there := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		head = r.Header
		body, _ = io.ReadAll(r.Body)
	}))
	defer there.Close()
	d := hostileDelivery()
	d.To, d.Query.Secret = there.URL, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	if err := NewHook(http.DefaultTransport).Send(t.Context(), d, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	var got hooked
	if err := json.Unmarshal(body, &got); err != nil || got.Data.Fact.Words != strings.ToValidUTF8(hostile, "\ufffd") || bytes.ContainsAny(body, "\r\n\x00\x1b<") {
		t.Errorf("%v: %q", err, body)
	}
	for name, values := range head {
		if strings.Contains(strings.Join(values, ""), "evil") {
			t.Errorf("%s: %q", name, values)
		}
	}
}

// The secret of a webhook is told to whoever saves it, and to nobody again.
func TestASecretIsToldOnce(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	q, err := w.Save(t.Context(), alert.Query{Name: "fire", List: query.Statements, Q: "fired", Webhook: "https://hook.example/x"})
	if err != nil || !strings.HasPrefix(q.Secret, secretStart) {
		t.Fatal(q.Secret, err)
	}
	put(t, s, storetest.Corpus()[0])
	look(t, w)
	due, err := s.Due(t.Context(), time.Now().Add(time.Hour), 10)
	if err != nil || len(due) != 1 || due[0].Query.Secret != q.Secret {
		t.Fatalf("the delivery has not its secret: %+v, %v", due, err)
	}
}

// A letter says which clause is met by a decision, and which by the words.
func TestALetterSaysWhatWasCorrected(t *testing.T) {
	m, err := NewMail("smtp://mail.post.example", "desk@post.example", "")
	if err != nil {
		t.Fatal(err)
	}
	d := alert.Delivery{Alert: alert.Alert{Name: "Minsk", Fired: []alert.Clause{{Clause: "truce", Words: "the truce"}, {Clause: "speaker:kovac", Words: "she", Corrected: true}}}}
	read, err := mail.ReadMessage(bytes.NewReader(m.letter("ana@post.example", []alert.Delivery{d}, time.Unix(0, 0))))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if want := "truce is met by “the truce”\r\n  speaker:kovac is met by “she”, as corrected\r\n"; err != nil || !strings.Contains(string(body), want) {
		t.Errorf("%v: %q", err, body)
	}
}
