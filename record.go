package onrecord

import (
	"iter"
	"slices"

	"onrecord/ling"
)

// Found is all that was found in one article.
type Found struct {
	By          string    // the version of the program that found it
	Mentions    []Mention // in text order
	Actors      []Actor
	Times       []Time
	Statements  []Statement
	Events      []Event
	Agreements  []Agreement
	Memberships []Membership
	Diagnostics []ling.Diagnostic
}

// Record is an article with all that was found in it.
type Record struct {
	Article
	Found
}

// Diagnostics are the doubts about the page, then those about its text.
func (r *Record) Diagnostics() []ling.Diagnostic {
	return slices.Concat(r.Article.Diagnostics, r.Found.Diagnostics)
}

// Claims are all claims in f, by type, and those of one type in its order.
func (f *Found) Claims() iter.Seq[AnyClaim] {
	return func(yield func(AnyClaim) bool) {
		_ = claims(f.Statements, yield) && claims(f.Events, yield) && claims(f.Agreements, yield) && claims(f.Memberships, yield)
	}
}

// CountClaims is how many Claims there are.
func (f *Found) CountClaims() int {
	return len(f.Statements) + len(f.Events) + len(f.Agreements) + len(f.Memberships)
}

// claims yields the claims of a list, each in its place, until yield has enough.
func claims[T any, P interface {
	*T
	AnyClaim
}](list []T, yield func(AnyClaim) bool) bool {
	for i := range list {
		if !yield(P(&list[i])) {
			return false
		}
	}
	return true
}

// otherParties is f with claims of its own, to whose parties other actors can
// be given.
func (f Found) otherParties() Found {
	f.Statements, f.Events = slices.Clone(f.Statements), slices.Clone(f.Events)
	f.Agreements, f.Memberships = slices.Clone(f.Agreements), slices.Clone(f.Memberships)
	for i := range f.Statements {
		f.Statements[i].Via = slices.Clone(f.Statements[i].Via) // the rest is no longer found's by copying it
	}
	for i := range f.Events {
		f.Events[i] = f.Events[i].clone()
	}
	for i := range f.Agreements {
		f.Agreements[i] = f.Agreements[i].clone()
	}
	return f
}

// Saying are the statements in whose content a span lies, the innermost first.
func (f *Found) Saying(span ling.Span) []*Statement {
	var out []*Statement
	for i := range f.Statements {
		if s := &f.Statements[i]; slices.ContainsFunc(s.Content.Spans, func(c ling.Span) bool { return c.Contains(span) }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b *Statement) int { return a.Content.size() - b.Content.size() })
	return out
}
