package notify

import (
	"bufio"
	"encoding/json"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/internal/alert"
	"onrecord/internal/fetch"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func deliver(t *testing.T, w *Watcher) int {
	t.Helper()
	n, err := w.Deliver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A webhook gets each alert once, signed, and again only while it fails; one
// that is gone is left alone.
func TestWebhooks(t *testing.T) {
	var got []http.Header
	var bodies []string
	status := http.StatusInternalServerError
	there := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, bodies = append(got, r.Header), append(bodies, string(b))
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
	}))
	defer there.Close()
	at := &clock{time.Date(2016, 5, 12, 12, 0, 0, 0, time.UTC)}
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"), ByHook(NewHook(http.DefaultTransport)), At(at.now))
	q, err := w.Save(t.Context(), alert.Query{Name: "fire", List: query.Statements, Q: "fired", Webhook: there.URL + "/hook"})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, storetest.Corpus()[0])
	look(t, w)
	for i, step := range []struct {
		later  time.Duration
		status int
		sent   int // in all
		came   int
	}{
		{0, 500, 1, 0}, {59 * time.Second, 500, 1, 0}, {time.Second, 302, 2, 0}, {time.Minute, 200, 2, 0}, {time.Minute, 204, 3, 1}, {24 * time.Hour, 200, 3, 0},
	} {
		at.at, status = at.at.Add(step.later), step.status
		if came := deliver(t, w); came != step.came || len(got) != step.sent {
			t.Errorf("step %d: %d came, %d sent in all; want %d and %d", i, came, len(got), step.came, step.sent)
		}
	}
	if len(got) != 3 {
		t.FailNow()
	}
	for i, h := range got {
		signature, err := sign(q.Secret, h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"), []byte(bodies[i]))
		if err != nil || signature != h.Get("Webhook-Signature") || h.Get("Webhook-Id") != got[0].Get("Webhook-Id") || bodies[i] != bodies[0] {
			t.Errorf("try %d: signed %s, %v; by %s", i, h, err, signature)
		}
	}
	var body struct {
		Type string
		Data alert.Alert
	}
	if err := json.Unmarshal([]byte(bodies[0]), &body); err != nil || body.Type != "alert.fired" || body.Data.Fact.Words != "that its forces had fired" || len(body.Data.Fired) != 1 || body.Data.Fired[0].Words != "fired" {
		t.Errorf("%s, %v", bodies[0], err)
	}
	if strings.Contains(bodies[0], q.Secret) {
		t.Error("the secret is told")
	}
	gone, err := w.Save(t.Context(), alert.Query{Name: "gone", List: query.Articles, Webhook: there.URL})
	if err != nil || gone.Secret == q.Secret {
		t.Fatal(err)
	}
	put(t, s, storetest.Corpus()[1])
	look(t, w)
	status = http.StatusGone
	for range 3 {
		deliver(t, w)
		at.at = at.at.Add(time.Hour)
	}
	tries := 0
	for _, b := range bodies {
		if strings.Contains(b, `"name":"gone"`) {
			tries++
		}
	}
	if tries != 1 {
		t.Errorf("one that is gone was called %d times", tries)
	}
}

// The published example of Standard Webhooks.
func TestSignsAsOthersDo(t *testing.T) {
	got, err := sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want || err != nil {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

// No webhook reaches an address that others cannot, by whatever name.
func TestWebhooksReachNoAddressInside(t *testing.T) {
	called := false
	there := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer there.Close()
	hook := NewHook(fetch.Outside())
	_, port, _ := net.SplitHostPort(there.Listener.Addr().String())
	for _, to := range []string{there.URL, "http://localhost:" + port, "http://[::1]:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "http://10.0.0.1", "http://169.254.169.254/latest/meta-data"} {
		err := hook.Send(t.Context(), alert.Delivery{To: to, Query: alert.Query{Secret: secretStart}}, time.Now())
		if err == nil || !strings.Contains(err.Error(), "not a public address") && !strings.Contains(err.Error(), "no such host") {
			t.Errorf("%s: %v", to, err)
		}
	}
	if called {
		t.Error("an inside address was called")
	}
}

// mailServer takes letters as an SMTP server does, and refuses the first.
func mailServer(t *testing.T, refuse int) (address string, letters chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	letters = make(chan string, 10)
	go func() {
		for n := 0; ; n++ {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			takeLetter(conn, n < refuse, letters)
		}
	}()
	return l.Addr().String(), letters
}

func takeLetter(conn net.Conn, refuse bool, letters chan<- string) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	say("220 here")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(line)[0]); {
		case verb == "RCPT" && refuse:
			say("451 later")
		case verb == "DATA":
			say("354 go on")
			var b strings.Builder
			for line, err := in.ReadString('\n'); line != ".\r\n" && err == nil; line, err = in.ReadString('\n') {
				b.WriteString(line)
			}
			letters <- b.String()
			say("250 taken")
		case verb == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// All that is due for somebody is one letter, whatever stands in it.
func TestMail(t *testing.T) {
	server, letters := mailServer(t, 1)
	post, err := NewMail("smtp://"+server, "The record <record@post.example>", "https://record.example/")
	if err != nil {
		t.Fatal(err)
	}
	at := &clock{time.Date(2016, 5, 12, 12, 0, 0, 0, time.UTC)}
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"), ByMail(post), At(at.now))
	if _, err := w.Save(t.Context(), alert.Query{Name: "Kovač\r\nBcc: eve@evil.example", List: query.Statements, All: true, Mail: "Ana <ana@post.example>"}); err != nil {
		t.Fatal(err)
	}
	hostile := storetest.Corpus()[0]
	hostile.Title, hostile.Outlet = "Harbour\r\n.\r\nRCPT TO:<eve@evil.example>", "<script>alert(1)</script>"
	put(t, s, hostile)
	if n := look(t, w); n != 2 {
		t.Fatalf("%d alerts", n)
	}
	if n := deliver(t, w); n != 0 {
		t.Errorf("%d came, and the server refused", n)
	}
	at.at = at.at.Add(time.Minute)
	if n := deliver(t, w); n != 2 {
		t.Errorf("%d came", n)
	}
	if n := deliver(t, w); n != 0 || len(letters) != 1 {
		t.Fatalf("%d came again, %d letters", n, len(letters))
	}
	m, err := mail.ReadMessage(strings.NewReader(<-letters))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Kovač Bcc: eve@evil.example: Marenia denied and 1 more" || m.Header.Get("Bcc") != "" || m.Header.Get("To") != "ana@post.example" || m.Header.Get("From") != "onrecord <record@post.example>" || m.Header.Get("Message-Id") != "<alert.1.2@post.example>" {
		t.Errorf("%q: %v, %v", subject, m.Header, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  “the harbour was closed”\r\n", "  <script>alert(1)</script>, 2016-05-12, Harbour . RCPT TO:<eve@evil.example>\r\n", "  https://record.example/articles/early#s2\r\n"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if strings.Contains(string(body), "\r\n.\r\n") {
		t.Error("a line ends the letter")
	}
}

func TestMailServersAddress(t *testing.T) {
	for address, ok := range map[string]bool{
		"smtp://mail.example": true, "smtps://u:p@mail.example:2465": true, "mail.example:25": false, "https://mail.example": false, "smtp://": false, "smtp://u:secret%zz@mail.example": false,
	} {
		_, err := NewMail(address, "a@b.example", "")
		if (err == nil) != ok || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := NewMail("smtp://mail.example", "nobody", ""); err == nil {
		t.Error("a sender that is none")
	}
}
