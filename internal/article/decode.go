package article

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"onrecord/internal/ingest"
)

// decodeText decodes a text scrape: UTF-8, UTF-16 with its mark, or what the
// header declares. Anything else is refused with the line of the first bad
// byte, because a guessed letter would be a false quotation.
func decodeText(body []byte, header http.Header) (string, error) {
	if e := marked(body); e != nil {
		out, err := e.NewDecoder().Bytes(body)
		if err != nil {
			return "", fmt.Errorf("decode UTF-16: %w", err)
		}
		return unixLines(string(out)), nil
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if at := ingest.InvalidUTF8(body); at >= 0 {
		if e, name := declared(header); e != nil && name != "utf-8" {
			out, err := e.NewDecoder().Bytes(body)
			if err != nil {
				return "", fmt.Errorf("decode %s: %w", name, err)
			}
			return unixLines(string(out)), nil
		}
		line := 1 + bytes.Count(body[:at], []byte("\n"))
		return "", &lineError{line, fmt.Errorf("byte 0x%02x is not UTF-8", body[at])}
	}
	return unixLines(string(body)), nil
}

// unixLines makes CRLF LF. A lone CR is left: it is white space like others.
func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// marked is the encoding that a UTF-16 byte order mark tells, nil without one.
func marked(body []byte) encoding.Encoding {
	if !bytes.HasPrefix(body, []byte("\xff\xfe")) && !bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return nil
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
}

// declared is the encoding that a header declares, nil if none or unknown.
func declared(header http.Header) (encoding.Encoding, string) {
	_, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || params["charset"] == "" {
		return nil, ""
	}
	return charset.Lookup(params["charset"])
}

// decodePage decodes an HTML page. Pages lie about their encoding more often
// than text that is valid UTF-8 is not UTF-8, so that is tried first; then what
// mark, header or meta element declare; then windows-1252, as browsers do
// (https://encoding.spec.whatwg.org). A page that is UTF-8 but for a few bytes
// keeps its letters and loses those bytes.
func decodePage(body []byte, header http.Header) (string, error) {
	if e := marked(body); e != nil {
		return decodeWith(e, body)
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return string(body), nil
	}
	if good, bad := utf8Share(body); good > bad {
		return strings.ToValidUTF8(string(body), "\ufffd"), nil
	}
	e, name, _ := charset.DetermineEncoding(body, header.Get("Content-Type"))
	if name == "utf-8" {
		e, _ = charset.Lookup("windows-1252")
	}
	return decodeWith(e, body)
}

func decodeWith(e encoding.Encoding, body []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return "", fmt.Errorf("decode: %w", err)
	}
	if !utf8.Valid(out) {
		return "", errors.New("decode: not text in the encoding that it declares")
	}
	return string(out), nil
}

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
