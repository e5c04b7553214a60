package kb

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"onrecord"
)

// Extend makes a builder that holds all that a pack holds, to which more can be
// added. What a user adds wins: a name that it makes unambiguous is ambiguous
// for others from then on.
func Extend(base *Base, report io.Writer) (*Builder, error) {
	b, err := NewBuilder(report)
	if err != nil {
		return nil, err
	}
	for r := Ref(0); int(r) < base.Len(); r++ {
		b.load(base, r)
	}
	for r := Ref(0); int(r) < base.Len(); r++ {
		if err := b.loadTerms(base, r); err != nil {
			return nil, err
		}
	}
	b.starts = base.sec[secStarts]
	names := base.sec[secNames]
	for i := 0; i+nameSize <= len(names); i += nameSize {
		v := u32(names, i+8)
		at := v & (1<<24 - 1)
		if s := Sense(v >> 24); s < office {
			if int(at) >= len(b.entries) {
				return nil, errBroken
			}
			e := b.entries[at]
			e.hashed = append(e.hashed, packedName{u64(names, i), uint32(s)})
		}
	}
	return b, eachRow("states.txt", 9, func(cols []string) error {
		iso, _, _ := strings.Cut(cols[0], "/")
		if e := b.states[iso]; e != nil {
			e.leader = cols[7]
		}
		return nil
	})
}

// load takes over one actor.
func (b *Builder) load(base *Base, r Ref) {
	a := base.Actor(r)
	s := base.sec[secActors][int(r)*actorSize:]
	e := &Entry{
		Name: a.Name, Type: a.Type, Country: base.ISO3(r), CAMEO: base.str(u32(s, 8)),
		Born: a.Born, Died: a.Died, Gender: a.Gender, Prominence: a.Prominence,
	}
	if id := base.str(u32(s, 0)); id != "" {
		e.ID = id
	}
	b.byID[string(a.ID)] = e
	b.entries = append(b.entries, e)
	switch e.Type {
	case onrecord.Country:
		b.states[e.Country] = e
		b.stateNames[Fold(e.Name)] = e
	case onrecord.Organization, onrecord.Group:
		b.bodies[Fold(e.Name)] = e
	case onrecord.Person:
		b.called(e.Name, e)
	case onrecord.Place:
		b.places[Fold(e.Name)+"/"+e.Country] = e
	}
}

// errBroken is a pack whose tables point out of it.
var errBroken = onrecord.Errorf(onrecord.Invalid, "the pack of actors is broken")

func (b *Builder) loadTerms(base *Base, r Ref) error {
	for _, t := range base.Terms(nil, r) {
		if int(t.Scope) >= len(b.entries) || t.To != NoRef && int(t.To) >= len(b.entries) {
			return errBroken
		}
		term := entryTerm{
			office: base.OfficeName(t.Office), title: t.Title, start: t.Start, end: t.End, asOf: t.AsOf, acting: t.Acting,
			scope: b.entries[t.Scope], source: "pack",
		}
		if t.To != NoRef {
			term.to = b.entries[t.To]
		}
		e := b.entries[r]
		e.terms = append(e.terms, term)
		b.holdsOffice(term.office+"/"+term.scope.Name, e)
	}
	return nil
}

// settleAdded makes the unambiguous names of what was added ambiguous for what
// was loaded, and for each other where two added actors share one.
func (b *Builder) settleAdded() {
	owners := map[uint64]*Entry{}
	shared := map[uint64]bool{}
	for _, e := range b.entries {
		for k, s := range e.names {
			if s > Alias {
				continue
			}
			h := hash(k)
			if old := owners[h]; old != nil && old != e {
				shared[h] = true
			}
			owners[h] = e
		}
	}
	for _, e := range b.entries {
		for k, s := range e.names {
			if s <= Alias && shared[hash(k)] {
				e.names[k] = Short
			}
		}
		for i := range e.hashed {
			n := &e.hashed[i]
			if o := owners[n.hash]; o != nil && o != e && Sense(n.value) <= Alias {
				n.value = uint32(Short)
				b.dropped["name that an added actor has, made ambiguous"]++
			}
		}
	}
}

// BuildAdded settles what was added and writes the pack.
func (b *Builder) BuildAdded() ([]byte, error) {
	for _, why := range slices.Sorted(maps.Keys(b.dropped)) {
		if n := b.dropped[why] - few; n > 0 && b.report != nil {
			_, _ = fmt.Fprintf(b.report, "%s: %d more\n", why, n)
		}
	}
	b.settleAdded()
	b.settleTerms()
	return b.Build()
}
