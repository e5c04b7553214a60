package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"unicode/utf8"
)

// parseGiven reads one line, whose keys are those of the fields unless keys names
// others. They are compared exactly, which encoding/json does only for maps; of
// a key that stands twice the last value counts.
func parseGiven(line []byte, keys map[string]string) (*Given, error) {
	if at := InvalidUTF8(line); at >= 0 {
		return nil, fmt.Errorf("byte %d is not UTF-8", at+1)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, broken(err)
	}
	if fields == nil {
		return nil, errors.New("broken JSON: not an object")
	}
	fields = called(fields, keys)
	g := &Given{}
	for _, need := range []struct {
		key string
		to  *string
	}{{"id", &g.ID}, {"text", &g.Text}} {
		if err := stringField(fields, need.key, need.to); err != nil {
			if key := keys[need.key]; key != "" {
				err = fmt.Errorf("%w (from %q)", err, key)
			}
			return nil, err
		}
	}
	if g.ID == "" {
		return nil, errors.New(`"id" is empty`)
	}
	if len(g.Text) > MaxArticle {
		return nil, fmt.Errorf("larger than the %d MiB that an article may have", MaxArticle>>20)
	}
	g.read(fields)
	return g, nil
}

// called are the fields by their own names, where the line calls some otherwise.
func called(fields map[string]json.RawMessage, keys map[string]string) map[string]json.RawMessage {
	if len(keys) == 0 {
		return fields
	}
	out := maps.Clone(fields)
	for field, key := range keys {
		if value, there := fields[key]; there {
			out[field] = value
		} else {
			delete(out, field)
		}
	}
	return out
}

// read takes the fields that an article may have.
func (g *Given) read(fields map[string]json.RawMessage) {
	for _, may := range []struct {
		key string
		to  *string
	}{{"url", &g.URL}, {"outlet", &g.Outlet}, {"title", &g.Title}, {"published", &g.Published}, {"modified", &g.Modified}, {"lang", &g.Lang}} {
		*may.to, _ = asString(fields[may.key])
	}
	g.Authors = authors(fields["authors"])
}

// broken words a fault of JSON for the reader of the message.
func broken(err error) error {
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return errors.New("broken JSON: not an object")
	}
	return fmt.Errorf("broken JSON: %w", err)
}

// stringField reads a field that must be a string.
func stringField(fields map[string]json.RawMessage, key string, to *string) error {
	value, there := fields[key]
	if !there {
		return fmt.Errorf("no %q", key)
	}
	s, ok := asString(value)
	if !ok {
		return fmt.Errorf("%q is not a string", key)
	}
	// encoding/json would put U+FFFD in its place and the text would not come
	// back as it was; half a pair is no code point that UTF-8 can hold.
	if esc := loneSurrogate(value); esc != "" {
		return fmt.Errorf("%q holds %s, half of a surrogate pair", key, esc)
	}
	*to = s
	return nil
}

func asString(value json.RawMessage) (s string, ok bool) {
	if len(value) == 0 || value[0] != '"' {
		return "", false
	}
	return s, json.Unmarshal(value, &s) == nil
}

// authors reads a list of strings, or one string.
func authors(value json.RawMessage) []string {
	if s, ok := asString(value); ok && s != "" {
		return []string{s}
	}
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		return nil
	}
	var out []string
	for _, v := range list {
		if s, ok := asString(v); ok && s != "" {
			out = append(out, s)
		}
	}
	return out
}

// loneSurrogate finds the first \uD800–\uDFFF escape of a JSON string that is
// not half of a pair (RFC 8259, section 8.2); "" if there is none.
func loneSurrogate(quoted []byte) string {
	for i := 0; i < len(quoted); {
		u, ok := escape(quoted[i:])
		switch {
		case !ok && quoted[i] == '\\':
			i += 2
		case !ok:
			i++
		case u < 0xD800 || u > 0xDFFF:
			i += 6
		default:
			low, pair := escape(quoted[i+6:])
			if u >= 0xDC00 || !pair || low < 0xDC00 || low > 0xDFFF {
				return string(quoted[i : i+6])
			}
			i += 12
		}
	}
	return ""
}

// escape is the value of the \uXXXX that b begins with.
func escape(b []byte) (u rune, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		u <<= 4
		switch {
		case '0' <= c && c <= '9':
			u |= rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			u |= rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	return u, true
}

// InvalidUTF8 is the place of the first byte that is not UTF-8, -1 if all are.
func InvalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// clip shortens a string for a message, and takes bytes that are no UTF-8 as they come.
func clip(s string) string {
	const enough = 80
	if len(s) <= enough {
		return s
	}
	cut := enough
	for cut > enough-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
