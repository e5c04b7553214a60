package article

import (
	"errors"
	"strings"

	"onrecord/internal/ingest"
	"onrecord/ling"
)

// decodeText decodes a text scrape. Text in no encoding that can be told is
// refused with the line of the first bad byte, because a guessed letter would
// be a false quotation.
func decodeText(raw ingest.Raw) (string, []ling.Diagnostic, error) {
	d, err := ingest.Decode(raw)
	if e, ok := errors.AsType[*ingest.ByteError](err); ok {
		return "", nil, &lineError{e.Line, err}
	}
	if err != nil {
		return "", nil, err
	}
	return unixLines(d.Text), d.Doubts, nil
}

// unixLines makes CRLF LF. A lone CR is left: it is white space like others.
func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
