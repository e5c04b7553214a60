package postgres

import (
	"strconv"
	"strings"
	"sync"
)

// spelling remembers how statements of package relational are written for
// PostgreSQL.
type spelling struct {
	mu    sync.RWMutex
	known map[string]string
}

// mostSpelled is how many statements are remembered. All that a store does takes
// some hundred; a list has others for every question.
const mostSpelled = 2000

func (s *spelling) of(query string) string {
	s.mu.RLock()
	out, ok := s.known[query]
	s.mu.RUnlock()
	if ok {
		return out
	}
	out = spelled(query)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) >= mostSpelled {
		s.known = map[string]string{}
	}
	s.known[query] = out
	return out
}

// spelled writes a statement of package relational for PostgreSQL: parameters are
// $1, a list in JSON is taken apart by a function of ours, and LIKE takes no
// notice of the case of ASCII letters. What stands in quotes stays.
func spelled(query string) string {
	var out strings.Builder
	next := 1
	for i := 0; i < len(query); {
		switch c := query[i]; {
		case c == '\'' || c == '"':
			end := quoted(query, i)
			out.WriteString(query[i:end])
			i = end
		case c == '?':
			i++
			from := i
			for i < len(query) && query[i] >= '0' && query[i] <= '9' {
				i++
			}
			number := query[from:i]
			if number == "" {
				number = strconv.Itoa(next)
				next++
			}
			out.WriteString("$" + number)
		case strings.HasPrefix(query[i:], "json_each("):
			out.WriteString("each_of(")
			i += len("json_each(")
		case strings.HasPrefix(query[i:], " LIKE "):
			out.WriteString(" ILIKE ")
			i += len(" LIKE ")
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String()
}

// quoted is where what begins with a quote ends.
func quoted(query string, from int) int {
	for i := from + 1; i < len(query); i++ {
		if query[i] != query[from] {
			continue
		}
		if i+1 < len(query) && query[i+1] == query[from] {
			i++
			continue
		}
		return i + 1
	}
	return len(query)
}
