package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	utf "golang.org/x/text/encoding/unicode"

	"onrecord/ling"
)

// KnownCharset reports whether an encoding is known by this name.
func KnownCharset(name string) bool {
	e, _ := charset.Lookup(name)
	return e != nil
}

// Decoded is the text of a page's bytes, with doubts about it.
type Decoded struct {
	Text   string
	Doubts []ling.Diagnostic
}

// Decode decodes a page. What the caller says counts first. Bytes that are
// valid UTF-8 are UTF-8, whatever the page says: pages lie about their
// encoding more often than text of another encoding happens to be UTF-8. Then
// header and page are believed as far as the bytes allow; then it is guessed
// from the letters, and said so.
//
// An error is a *ByteError, of text that is in no encoding that can be told.
func Decode(raw Raw) (Decoded, error) {
	body := raw.Body
	if raw.Charset != "" {
		return decodeAs(body, raw.Charset)
	}
	body = bytes.TrimPrefix(body, bom)
	if utf8.Valid(body) {
		return judged(string(body), nil), nil
	}
	if good, bad := utf8Share(body); good > bad && good > 2 {
		text := strings.ToValidUTF8(string(body), "\ufffd")
		return judged(text, doubt("charset", "some bytes are not UTF-8 as the others are: they were left out")), nil
	}
	said := declared(raw)
	if said != "" {
		if d, err := decodeAs(body, said); err == nil && plausible(d.Text) {
			return d, nil
		}
	}
	return guess(raw, body, said)
}

// declared is the encoding that header or page declare, "" if none that can be
// true of bytes that are not UTF-8.
func declared(raw Raw) string {
	_, params, _ := mime.ParseMediaType(raw.Header.Get("Content-Type"))
	for _, name := range []string{params["charset"], metaCharset(raw.Body)} {
		if e, canonical := charset.Lookup(strings.TrimSpace(name)); e != nil && canonical != "utf-8" && !strings.HasPrefix(canonical, "utf-16") {
			return canonical
		}
	}
	return ""
}

// inPage finds the declaration of a page or an XML document. Browsers look at
// its first kilobyte; servers that put scripts before it were not asked.
var inPage = regexp.MustCompile(`(?i)(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding)\s*=\s*["']?\s*([\w.:-]{2,40})`)

func metaCharset(body []byte) string {
	const looked = 256 << 10
	if m := inPage.FindSubmatch(body[:min(len(body), looked)]); m != nil {
		return string(m[1])
	}
	return ""
}

func decodeAs(body []byte, name string) (Decoded, error) {
	e, canonical := charset.Lookup(name)
	if e == nil {
		return Decoded{}, fmt.Errorf("no encoding is named %q", clip(printable(name)))
	}
	if canonical == "utf-8" {
		text := strings.ToValidUTF8(string(bytes.TrimPrefix(body, bom)), "\ufffd")
		return judged(text, nil), nil
	}
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return Decoded{}, fmt.Errorf("decode %s: %w", canonical, err)
	}
	return judged(strings.ToValidUTF8(strings.TrimPrefix(string(out), string(bom)), "\ufffd"), nil), nil
}

// plausible reports whether a text was decoded as what it is: controls of the
// second set, private letters and letters of two scripts in one word come of
// another encoding's bytes. One in a hundred letters that are not ASCII is let pass.
func plausible(text string) bool {
	odd, all, last := 0, 0, rune(0)
	for _, r := range text {
		if r >= 0x80 {
			all++
			switch {
			case r < 0xa0, r == 0xfffd, unicode.Is(unicode.Co, r), foreign(last) && latin(r), latin(last) && foreign(r):
				odd++
			}
		} else if foreign(last) && latin(r) {
			odd++
		}
		last = r
	}
	return odd*100 <= all
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// foreign are the alphabets whose single-byte encodings share their bytes with
// accented Latin letters.
func foreign(r rune) bool {
	return unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai)
}

// guess finds the encoding by its letters.
func guess(raw Raw, body []byte, said string) (Decoded, error) {
	name := "windows-1252" // what browsers fall back to (https://encoding.spec.whatwg.org)
	text := body
	if raw.MediaType == HTML {
		text = []byte(plain(string(body))) // tags are no letters of the language
	}
	if found, err := chardet.NewTextDetector().DetectBest(text[:min(len(text), 256<<10)]); err == nil && sure(found, text) {
		name = found.Charset
	} else if raw.MediaType != HTML && said == "" && !western(body) {
		return Decoded{}, badByte(body)
	}
	d, err := decodeAs(body, name)
	if err != nil || !plausible(d.Text) {
		if raw.MediaType != HTML {
			return Decoded{}, badByte(body)
		}
		name = "windows-1252"
		if d, err = decodeAs(body, name); err != nil {
			return Decoded{}, err
		}
	}
	message := "neither UTF-8 nor of a stated encoding: read as " + strings.ToLower(name)
	if said != "" {
		message = "not in the encoding " + said + " that it states: read as " + strings.ToLower(name)
	}
	d.Doubts = append(d.Doubts, doubt("charset", message)...)
	return d, nil
}

// sure reports whether a detection is more than a toss: the detector's own
// measure for encodings of several bytes, letters enough to judge by for those of one.
func sure(found *chardet.Result, text []byte) bool {
	if e, _ := charset.Lookup(found.Charset); e == nil {
		return false
	}
	high := 0
	for _, b := range text {
		if b >= 0x80 {
			high++
		}
	}
	if strings.HasPrefix(found.Charset, "ISO-8859-1") || high < 8 {
		return false // the detector's answer to everything; western looks closer
	}
	return found.Confidence >= 50 || high >= 40 && found.Confidence >= 25
}

// westernOnly are the characters beyond ASCII of English, German, French,
// Spanish, Italian, Portuguese, Dutch and the Scandinavian languages, with the
// marks that word processors set. Others of windows-1252, ÿ and þ before all,
// are the bytes of something else far more often.
const westernOnly = "‘’“”‚„–—…•€£§©®°·«»‹›´¡¿½¼¾ªº™†\u00a0\u00ad" +
	"àáâãäåæçèéêëìíîïñòóôõöøœùúûüßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŠšŽž"

// western reports whether text can be windows-1252: the bytes beyond ASCII are
// characters of a western language, and its words mostly ASCII.
func western(body []byte) bool {
	d, err := decodeAs(body, "windows-1252")
	if err != nil {
		return false
	}
	high := 0
	for _, r := range d.Text {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r >= 0x7f && !strings.ContainsRune(westernOnly, r) {
			return false
		}
		if r > 0x7f {
			high++
		}
	}
	return high*5 <= utf8.RuneCountInString(d.Text)
}

// ByteError is the first byte of a text that is not UTF-8.
type ByteError struct {
	Line int
	Byte byte
}

func (e *ByteError) Error() string { return fmt.Sprintf("byte 0x%02x is not UTF-8", e.Byte) }

func badByte(body []byte) error {
	at := InvalidUTF8(body)
	if at < 0 {
		return errors.New("text in no encoding that can be told; --charset says which it is")
	}
	return &ByteError{Line: 1 + bytes.Count(body[:at], []byte("\n")), Byte: body[at]}
}

func doubt(rule, message string) []ling.Diagnostic {
	return []ling.Diagnostic{{Rule: rule, Message: message}}
}

// judged adds what shows in the text itself: that it was decoded wrongly before
// it came here.
func judged(text string, doubts []ling.Diagnostic) Decoded {
	if n := mojibake(text); n > 0 {
		doubts = append(doubts, doubt("mojibake", fmt.Sprintf("%d characters were garbled before they came here: UTF-8 once read as another encoding", n))...)
	}
	return Decoded{text, doubts}
}

// mojibake counts the characters that came of UTF-8 read as windows-1252: runs
// of letters and signs whose bytes in that encoding are a UTF-8 character, as
// "â€™" for ’ and "Ã©" for é.
//
// A character's first byte is 0xC2 to 0xF4: read as windows-1252, and as Latin-1
// too, these are the letters U+00C2 to U+00F4, which UTF-8 writes with the one
// first byte that is looked for.
func mojibake(text string) int {
	const first = 0xc3
	n := 0
	for {
		at := strings.IndexByte(text, first)
		if at < 0 {
			return n
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		text = text[at+size:]
		if lead, ok := toByte(r); ok && lead >= 0xc2 && lead <= 0xf4 {
			if took := garbled(lead, text); took > 0 {
				n++
				text = text[took:]
			}
		}
	}
}

// garbled is the length in text of the bytes that complete a character after
// its lead byte, 0 if they do not.
func garbled(lead byte, text string) int {
	buf, took := []byte{lead}, 0
	for _, r := range text {
		b, ok := toByte(r)
		if !ok || b < 0x80 || b > 0xbf {
			return 0
		}
		buf, took = append(buf, b), took+utf8.RuneLen(r)
		if utf8.FullRune(buf) {
			c, size := utf8.DecodeRune(buf)
			if size != len(buf) || !usual(c) {
				return 0
			}
			return took
		}
	}
	return 0
}

// usual are the characters of news in any script: not the phonetic letters and
// rare marks that pairs of letters make by chance.
func usual(c rune) bool {
	if c < 0x180 || c >= 0x2000 && c < 0x2300 {
		return unicode.IsPrint(c) || c == '\u00a0' || unicode.Is(unicode.Cf, c)
	}
	return c >= 0x370 && c < 0x700 && unicode.IsLetter(c) || c >= 0x900 && unicode.IsLetter(c) || c >= 0x1f300
}

// toByte is the byte that a character has in windows-1252.
func toByte(r rune) (byte, bool) {
	if r < 0x80 || r >= 0xa0 && r <= 0xff || r >= 0x80 && r < 0xa0 {
		return byte(r), r < 0x100
	}
	i := strings.IndexRune(high1252, r)
	if i < 0 {
		return 0, false
	}
	return byte(0x80 + utf8.RuneCountInString(high1252[:i])), true
}

// high1252 are the characters of windows-1252 from 0x80 to 0x9f, in order;
// those that it has not stand as controls (https://encoding.spec.whatwg.org/index-windows-1252.txt).
const high1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// utf8Share counts characters of several bytes, and bytes that are in none.
func utf8Share(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good, bad
}

// inUTF16 reports whether bytes are UTF-16: by their mark, or because every
// second byte of a text in it is zero for ASCII, blanks and line ends, and no
// other byte is. A sample that decodes to controls is none.
func inUTF16(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	_, ok := utf16Order(head)
	return ok
}

func utf16Order(head []byte) (utf.Endianness, bool) {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	const blanks = 20 // one character in so many is a blank, in any language that has them
	if pairs < 8 || min(zeros[0], zeros[1]) > 0 || max(zeros[0], zeros[1]) < max(1, pairs/blanks) {
		return utf.BigEndian, false
	}
	order, high := utf.BigEndian, 0
	if zeros[1] > 0 {
		order, high = utf.LittleEndian, 1
	}
	for i := 0; i+1 < len(head); i += 2 {
		r := rune(head[i+high])<<8 | rune(head[i+1-high])
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || !utf16.IsSurrogate(r) && !unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return utf.BigEndian, false
		}
	}
	return order, true
}

// openUTF16 turns UTF-16 into UTF-8 and looks again.
func openUTF16(o *opening) (Container, error) {
	head, _ := o.in.Peek(sniffed)
	order, policy := utf.LittleEndian, utf.UseBOM
	if found, ok := utf16Order(head); ok {
		order = found
	}
	raw := o.raw
	out := utf.UTF16(order, policy).NewDecoder().Reader(o.in)
	return &one{member: Member{
		Body: out, URL: raw.URL, Header: raw.Header, Collected: raw.Collected, MediaType: raw.MediaType,
		Fragment: raw.Fragment, Given: raw.Given, Hint: raw.Hint, Mark: raw.Mark,
	}}, nil
}

// xmlEncoding is the declaration of an XML document.
var xmlEncoding = regexp.MustCompile(`^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"']*["']`)

// decodeXML decodes a feed, and takes out its own declaration, which is no
// longer true then.
func decodeXML(body []byte, raw Raw, name string) ([]byte, error) {
	raw.Body, raw.MediaType, raw.Charset = body, HTML, name
	d, err := Decode(raw)
	if err != nil {
		return nil, err
	}
	return xmlEncoding.ReplaceAll([]byte(d.Text), []byte("$1")), nil
}

// charsetReader decodes what an XML document declares; what nobody knows is
// read as it is.
func charsetReader(label string, in io.Reader) (io.Reader, error) {
	e, _ := charset.Lookup(label)
	if e == nil {
		e = encoding.Nop
	}
	return e.NewDecoder().Reader(in), nil
}
