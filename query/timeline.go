package query

import "slices"

// Timeline is statements, events and what became of agreements side by side.
// Its fields are those of all three lists: a field that only some of them have
// asks for rows of these alone.
const Timeline List = "timeline"

// TimelineLists are the lists of a timeline.
var TimelineLists = [...]List{Statements, Events, Agreements}

// Parts are the lists that a list of several is made of, nil of any other.
func (l List) Parts() []List {
	switch l {
	case Timeline:
		return TimelineLists[:]
	case Everything:
		return EverythingLists[:]
	}
	return nil
}

// fieldsOfAll are the fields of some lists, each once, with all the values that
// it has in any of them. None has a default: each list has its own.
func fieldsOfAll(lists []List) []Field {
	var out []Field
	for _, l := range lists {
		for _, f := range l.Fields() {
			at := slices.IndexFunc(out, func(have Field) bool { return have.Name == f.Name })
			if at < 0 {
				f.Default = ""
				out = append(out, f)
				continue
			}
			if f.Match != out[at].Match { // any word in one of them
				out[at].Match, out[at].Values = ByStart, nil
				continue
			}
			for _, v := range f.Values {
				if !slices.Contains(out[at].Values, v) {
					out[at].Values = append(slices.Clone(out[at].Values), v)
				}
			}
		}
	}
	return out
}

// firstTerm is the term as the first of some lists takes it that does; where none
// does, the fault is that of the first that has the field.
func firstTerm(lists []List, name, value string) (Term, error) {
	var fault error
	for _, l := range lists {
		if _, has := l.Field(name); !has {
			continue
		}
		t, err := l.NewTerm(name, value)
		if err == nil {
			return t, nil
		}
		if fault == nil {
			fault = err
		}
	}
	return Term{}, fault
}

// Part is q, a query of a list of several, as a query of one of them. never is true
// where no row of the list can have what q asks: it has no such field, or the
// field no such value.
func (l List) Part(q Q) (part Q, never bool) {
	switch q := q.(type) {
	case And:
		var parts []Q
		for _, p := range q {
			part, never := l.Part(p)
			if never {
				return nil, true
			}
			parts = append(parts, part)
		}
		return All(parts...), false
	case Or:
		return l.anyPart(q)
	case Not:
		part, never := l.Part(q.Q)
		switch {
		case never:
			return nil, false
		case part == nil:
			return nil, true
		}
		return Except(part), false
	case Term:
		if l == Statements && q.Field == "actor" {
			return Any(Term{"speaker", q.Value}, Term{"about", q.Value}), false
		}
		if q.Field == "speaker" && (l == Positions || l == Disputes) {
			q.Field = "actor" // who has a part in these has it by what they said
		}
		t, err := l.NewTerm(q.Field, q.Value)
		return t, err != nil
	}
	return q, false
}

// anyPart is the Part of an Or: one part that all rows have is enough.
func (l List) anyPart(q Or) (Q, bool) {
	var parts []Q
	for _, p := range q {
		part, never := l.Part(p)
		if never {
			continue
		}
		if part == nil {
			return nil, false
		}
		parts = append(parts, part)
	}
	return Any(parts...), len(parts) == 0
}
