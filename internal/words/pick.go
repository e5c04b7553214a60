package words

import (
	"errors"
	"fmt"
)

// Pick takes classes out of a book for an engine, and remembers those that are
// not there, so that the engine asks for one error only.
type Pick struct {
	book *Book
	errs []error
}

// Pick begins to take classes out.
func (b *Book) Pick() *Pick { return &Pick{book: b} }

// Set is the closed class of that name.
func (p *Pick) Set(name string) Set {
	set, ok := p.book.lists[name]
	if !ok {
		p.errs = append(p.errs, fmt.Errorf("no list %q among the words", name))
	}
	return set
}

// Names are the names of that class, by phrase.
func (p *Pick) Names(class string) map[string]string {
	names, ok := p.book.names[class]
	if !ok {
		p.errs = append(p.errs, fmt.Errorf("no names %q among the words", class))
	}
	return names
}

// Err says which classes were not there.
func (p *Pick) Err() error { return errors.Join(p.errs...) }
