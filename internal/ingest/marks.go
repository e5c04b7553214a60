package ingest

import (
	"iter"
	"sync"
)

// Marks are those of the pages on their way. What became of pages comes in the
// order of the pages, so that the first mark is the next result's.
type Marks struct {
	mu    sync.Mutex
	queue []Mark
}

// Of are the pages, their marks remembered.
func (m *Marks) Of(pages iter.Seq2[Raw, error]) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		for raw, err := range pages {
			m.mu.Lock()
			m.queue = append(m.queue, raw.Mark)
			m.mu.Unlock()
			if !yield(raw, err) {
				return
			}
		}
	}
}

// Next is the mark of the next result.
func (m *Marks) Next() Mark {
	m.mu.Lock()
	defer m.mu.Unlock()
	mark := m.queue[0]
	m.queue = m.queue[1:]
	return mark
}
