package words

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Kind is what a noun names. A noun may be of several.
type Kind uint16

// The kinds of nouns.
const (
	Person   Kind = 1 << iota // somebody: "analyst"
	Body                      // an organization or part of a state that speaks: "ministry"
	Office                    // a person's office, of which a state or body has one holder: "foreign minister"
	Calling                   // what a person does or is: it never names one by itself
	Honour                    // stands before a name and says nothing: "Mr"
	Organ                     // a state's own, that stands for it: "government"
	Force                     // several of it are a state's own: "warplanes", "troops"
	Outlet                    // a voice of its own: "television"
	Document                  // whose it is speaks in it: "statement"
	Servant                   // speaks for a state, and goes unnamed: "official"
)

var kindNames = map[string]Kind{
	"person": Person, "body": Body, "office": Office, "calling": Calling, "honour": Honour,
	"organ": Organ, "force": Force, "outlet": Outlet, "document": Document, "servant": Servant,
}

// Noun is a noun by which news speaks of somebody.
type Noun struct {
	Word   string
	Kind   Kind
	Gender byte     // 'm' or 'f', 0 for either
	Also   []string // nouns that may take it up: "the minister … the official"

	plurals []string
	classes []string
	where   string
}

// Is reports whether the noun is of any of the kinds.
func (n *Noun) Is(k Kind) bool { return n != nil && n.Kind&k != 0 }

// TakenUpBy reports whether another noun may stand for this one later on.
func (n *Noun) TakenUpBy(word string) bool { return n.Word == word || slices.Contains(n.Also, word) }

// Noun is the noun of a form in small letters, nil for none, and whether the
// form is its plural.
func (b *Book) Noun(word string) (n *Noun, plural bool) {
	f := b.forms.Get(word)
	return f.noun, f.plural
}

// takeNouns reads a class of nouns: "is" are the kinds of all of it.
func (b *Book) takeNouns(r *Rule) error {
	var kind Kind
	var errs []error
	for _, f := range r.Fields {
		where := fmt.Sprintf("%s:%d", r.File, f.Line)
		switch f.Key {
		case "is":
			for _, k := range strings.Fields(f.Value) {
				if kindNames[k] == 0 {
					errs = append(errs, fmt.Errorf("%s: no such kind of noun: %q", where, k))
				}
				kind |= kindNames[k]
			}
		case "noun":
			errs = append(errs, b.takeNoun(r.Name, where, f.Value, kind))
		default:
			errs = append(errs, fmt.Errorf("%s: a class of nouns has \"is\" and \"noun\", not %q", where, f.Key))
		}
	}
	return errors.Join(errs...)
}

// takeNoun reads "spokesman m > official spokesperson". A noun may stand in
// several classes; it is then of all their kinds.
func (b *Book) takeNoun(class, where, line string, kind Kind) error {
	said, also, _ := strings.Cut(line, ">")
	fields := strings.Fields(said)
	if len(fields) == 0 {
		return fmt.Errorf("%s: no noun", where)
	}
	n := b.nouns[fields[0]]
	if n == nil {
		n = &Noun{Word: fields[0], where: where, plurals: []string{plural(fields[0])}}
		b.nouns[n.Word] = n
	}
	if slices.Contains(n.classes, class) {
		return fmt.Errorf("%s: %s stands twice in nouns %s", where, n.Word, class)
	}
	n.classes = append(n.classes, class)
	n.Kind |= kind
	for _, f := range fields[1:] {
		switch p, isPlural := strings.CutPrefix(f, "plural="); {
		case isPlural:
			n.plurals = strings.Split(p, ",")
		case f == "m" || f == "f":
			n.Gender = f[0]
		default:
			return fmt.Errorf("%s: want m, f or plural=, got %q", where, f)
		}
	}
	for _, w := range strings.Fields(also) {
		if !slices.Contains(n.Also, w) {
			n.Also = append(n.Also, w)
		}
	}
	return nil
}

// inflect notes the forms of all nouns. A singular wins over another's plural, and
// of two nouns with one plural the first by the alphabet has it.
func (b *Book) inflect() {
	forms := make(map[string]form, 2*len(b.nouns))
	for w, n := range b.nouns {
		forms[w] = form{noun: n}
	}
	for _, w := range slices.Sorted(maps.Keys(b.nouns)) {
		n := b.nouns[w]
		for _, p := range n.plurals {
			if _, taken := forms[p]; !taken && p != "-" {
				forms[p] = form{n, true}
			}
		}
	}
	b.forms = NewTable(forms)
}

// known reports nouns that are to take up others and stand nowhere.
func (b *Book) known() error {
	var missing []string
	for _, n := range b.nouns {
		for _, w := range n.Also {
			if b.nouns[w] == nil {
				missing = append(missing, fmt.Sprintf("%s: %s is taken up by %q, which is no noun of the book", n.where, n.Word, w))
			}
		}
	}
	if missing == nil {
		return nil
	}
	slices.Sort(missing)
	return errors.New(strings.Join(missing, "\n"))
}

// plural is the regular plural of a noun, and of the nouns in -man. "-" as a
// plural is none.
func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "man"):
		return s[:len(s)-2] + "en"
	case strings.HasSuffix(s, "y") && !strings.HasSuffix(s, "ey") && !strings.HasSuffix(s, "ay"):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	}
	return s + "s"
}
