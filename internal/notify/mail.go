package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/url"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/export"
)

// Mail sends alerts through an SMTP server: all that is due for one address as
// one letter.
type Mail struct {
	address, host string // of the server
	user          *url.Userinfo
	tls           bool // from the first byte; else as soon as the server offers it
	from          string
	site          string // where the pages are; "" for nowhere
}

// NewMail makes a Mail of a server's address, smtp://user:password@host:587 or
// smtps://…, a sender, and the address of the pages that letters link to.
func NewMail(server, from, site string) (*Mail, error) {
	fault := func(what string) error { return onrecord.Errorf(onrecord.Invalid, "%s", what) }
	u, err := url.Parse(server)
	if err != nil { // which may have the password
		return nil, fault("the SMTP server's address cannot be read; it is like smtp://user:password@mail.example.org:587")
	}
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fault("the sender of mail: " + err.Error())
	}
	ports := map[string]string{"smtp": "587", "smtps": "465"}
	port := u.Port()
	if port == "" {
		port = ports[u.Scheme]
	}
	if port == "" || u.Hostname() == "" || ports[u.Scheme] == "" {
		return nil, fault("the SMTP server's address is like smtp://mail.example.org:587 or smtps://mail.example.org")
	}
	return &Mail{net.JoinHostPort(u.Hostname(), port), u.Hostname(), u.User, u.Scheme == "smtps", sender.Address, strings.TrimSuffix(site, "/")}, nil
}

// longestSend is how long a letter may take.
const longestSend = 30 * time.Second

// Send sends one letter of deliveries to an address.
func (m *Mail) Send(ctx context.Context, to string, ds []alert.Delivery, now time.Time) (err error) {
	dialer := net.Dialer{Timeout: longestSend / 3}
	conn, err := dialer.DialContext(ctx, "tcp", m.address)
	if err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	defer func() { _ = conn.Close() }() // the server has answered, or there was a fault
	if err := conn.SetDeadline(time.Now().Add(longestSend)); err != nil {
		return err
	}
	config := &tls.Config{ServerName: m.host, MinVersion: tls.VersionTLS12}
	if m.tls {
		conn = tls.Client(conn, config)
	}
	c, err := smtp.NewClient(conn, m.host)
	if err != nil {
		return fmt.Errorf("greet the mail server: %w", err)
	}
	defer func() { _ = c.Close() }()
	if ok, _ := c.Extension("STARTTLS"); ok && !m.tls {
		if err := c.StartTLS(config); err != nil {
			return fmt.Errorf("encrypt mail: %w", err)
		}
	}
	if err := m.hand(c, to, m.letter(to, ds, now)); err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	_ = c.Quit() // the letter is taken
	return nil
}

// hand gives a letter to a server.
func (m *Mail) hand(c *smtp.Client, to string, letter []byte) error {
	if m.user != nil {
		password, _ := m.user.Password()
		if err := c.Auth(smtp.PlainAuth("", m.user.Username(), password, m.host)); err != nil { // which sends none unencrypted
			return err
		}
	}
	if err := c.Mail(m.from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	body, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := body.Write(letter); err != nil {
		return err
	}
	return body.Close()
}

// letter is a letter with its head (RFC 5322). Words of articles stand in its
// body, and in the subject as an encoded word: none of them makes a line of the head.
func (m *Mail) letter(to string, ds []alert.Delivery, now time.Time) []byte {
	first := &ds[0].Alert
	subject := first.Name + ": " + first.Fact.Head
	if len(ds) > 1 {
		subject = fmt.Sprintf("%s and %d more", subject, len(ds)-1)
	}
	if r := []rune(strings.Join(strings.Fields(export.Still(subject)), " ")); len(r) > 150 {
		subject = string(r[:150]) + "…"
	} else {
		subject = string(r)
	}
	var b bytes.Buffer
	for _, line := range [][2]string{
		{"From", "onrecord <" + m.from + ">"}, {"To", to}, {"Subject", mime.QEncoding.Encode("utf-8", subject)}, {"Date", now.Format(time.RFC1123Z)},
		{"Message-ID", fmt.Sprintf("<alert.%d.%d@%s>", first.ID, len(ds), domain(m.from))}, // the same when it is sent again
		{"Auto-Submitted", "auto-generated"}, {"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"}, {"Content-Transfer-Encoding", "quoted-printable"},
	} {
		b.WriteString(line[0] + ": " + line[1] + "\r\n")
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	for i := range ds {
		_, _ = w.Write([]byte(m.told(&ds[i]))) // to a buffer
	}
	_ = w.Close()
	return b.Bytes()
}

func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// told is an alert as people read it.
func (m *Mail) told(d *alert.Delivery) string {
	f := &d.Alert.Fact
	line := func(parts ...string) string {
		return strings.Join(strings.Fields(export.Still(strings.Join(parts, " "))), " ") + "\r\n"
	}
	var b strings.Builder
	b.WriteString(line(d.Alert.Name + ":"))
	b.WriteString(line(f.Head))
	b.WriteString("  " + line("“"+f.Words+"”"))
	b.WriteString("  " + line(Source(f)))
	for _, c := range d.Alert.Fired {
		b.WriteString("  " + line(c.Clause, "is met by “"+c.Words+"”"+corrected(c)))
	}
	if d.Alert.Decided != nil {
		b.WriteString("  " + line(d.Alert.Decided.String()))
	}
	if m.site != "" {
		b.WriteString("  " + m.site + Path(f) + "\r\n")
	}
	b.WriteString("\r\n")
	return b.String()
}

// corrected says of a clause that it is met by a decision.
func corrected(c alert.Clause) string {
	if c.Corrected {
		return ", as corrected"
	}
	return ""
}

// Source is where a fact stands, in a line.
func Source(f *alert.Fact) string {
	var parts []string
	for _, p := range []string{f.Outlet, f.Published, f.Title} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// Path is where the pages show a fact: on its words, or the row of many articles.
func Path(f *alert.Fact) string {
	switch f.List {
	case "stories", "threads", "incidents", "agreements", "disputes", "positions", "naming", "inconsistencies":
		if f.ID == "" { // of an alert that fired when these had no pages of their own
			break
		}
		return "/" + f.List + "/" + url.PathEscape(f.ID)
	}
	if f.List == "actors" {
		return "/actors/" + url.PathEscape(f.ID)
	}
	path := "/articles/" + url.PathEscape(string(f.Article))
	if f.List != "articles" && f.ID != "" {
		path += "#" + url.PathEscape(f.ID)
	}
	return path
}
