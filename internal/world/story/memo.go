package story

import (
	"bytes"
	"sync"

	"onrecord/internal/world"
)

// memo holds the articles of the last board, with their links.
type memo struct {
	mu       sync.Mutex
	facts    []world.Fact
	articles []*article
}

// past are the remembered articles of facts, nil if these are not the last of those
// that are remembered.
func (m *memo) past(facts []world.Fact) []*article {
	m.mu.Lock()
	defer m.mu.Unlock()
	from := len(m.facts) - len(facts)
	if from < 0 {
		return nil
	}
	for i, f := range facts {
		g := m.facts[from+i]
		if f.Key != g.Key || f.Article != g.Article || !bytes.Equal(f.Body, g.Body) {
			return nil
		}
	}
	articles := m.articles[from:]
	m.facts, m.articles = nil, nil // they are the board's now
	return articles
}

func (m *memo) keep(b *board) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.facts, m.articles = b.facts, b.articles
}

// read reads the articles of a day and its past.
func (b *board) read(m *memo, d world.Day) error {
	if m != nil {
		b.articles = m.past(d.Past)
	}
	for _, f := range b.facts[len(b.articles):] {
		a, err := read(f)
		if err != nil {
			return err
		}
		b.articles = append(b.articles, a)
	}
	return nil
}
