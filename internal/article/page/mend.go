package page

import "strings"

// mendJSON makes JSON of what browsers' scripts pass for it: wrapped in CDATA or
// comments, raw breaks and bare quotation marks in strings, a comma too many.
func mendJSON(src string) string {
	m := mender{src: unwrapJSON(src)}
	for m.at < len(m.src) {
		if m.in {
			m.quoted()
		} else {
			m.bare()
		}
	}
	return m.out.String()
}

// unwrapJSON is the text from the first bracket of a value to the last, CDATA
// looked through; "" where there is none.
func unwrapJSON(src string) string {
	const open, shut = "[CDATA[", "]]>"
	for at := strings.Index(src, open); at >= 0 && strings.IndexByte(src, '{') > at; at = strings.Index(src, open) {
		src = src[at+len(open):]
		if end := strings.LastIndex(src, shut); end >= 0 {
			src = src[:end]
		}
	}
	start, end := strings.IndexAny(src, "{["), strings.LastIndexAny(src, "}]")
	if start < 0 || end <= start {
		return ""
	}
	return src[start : end+1]
}

// mender copies JSON byte by byte and mends it on the way.
type mender struct {
	src string
	at  int
	in  bool // within a string
	out strings.Builder
}

// quoted copies a byte of a string, or what is escaped there.
func (m *mender) quoted() {
	switch c := m.src[m.at]; {
	case c == '\\' && m.at+1 < len(m.src):
		m.out.WriteString(m.src[m.at : m.at+2])
		m.at++
	case c < ' ':
		m.out.WriteByte(' ')
	case c == '"' && !closes(m.src[m.at+1:]):
		m.out.WriteString(`\"`)
	default:
		m.in = c != '"'
		m.out.WriteByte(c)
	}
	m.at++
}

// bare copies a byte between strings; comments and commas before a closing
// bracket are left out.
func (m *mender) bare() {
	rest := m.src[m.at:]
	switch c := rest[0]; {
	case c == ',' && strings.IndexAny(afterSpace(rest[1:]), "}]") == 0:
	case strings.HasPrefix(rest, "/*") && strings.Contains(rest, "*/"):
		m.at += strings.Index(rest, "*/") + 1
	default:
		m.in = c == '"'
		m.out.WriteByte(c)
	}
	m.at++
}

// closes reports whether a quotation mark before this text ends a string.
func closes(after string) bool {
	after = afterSpace(after)
	return after == "" || strings.IndexByte(",:}]", after[0]) >= 0
}

// afterSpace is the text from its first visible byte on, which is looked for
// nearby only: the search is made again at every mark.
func afterSpace(s string) string {
	const near = 200 // bytes
	return strings.TrimLeft(s[:min(len(s), near)], " \t\r\n")
}
