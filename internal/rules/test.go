package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// test is passed by a token if one of its alternatives holds.
type test struct {
	not   bool
	class int // the class of words that is all it asks for, 0 for one that asks more
	any   []check
}

// check is one question about a token.
type check struct {
	class int    // the number of a class of words, from 1
	word  string // while the test is read: one word
	pos   ud.UPOS
	name  []ling.MentionType
	is    property
	fact  *fact
	own   string // a test of the user's
}

// property is what else a token can be.
type property uint8

const (
	noProperty property = iota
	timed
	before
	after
	quoted
)

var tagTests = map[string]ud.UPOS{"noun": ud.NOUN, "verb": ud.VERB, "adj": ud.ADJ, "adv": ud.ADV, "pron": ud.PRON, "num": ud.NUM}

var nameTests = map[string][]ling.MentionType{
	"name":   {ling.PER, ling.ORG, ling.GPE, ling.LOC, ling.NORP, ling.FAC, ling.EVENT},
	"person": {ling.PER}, "org": {ling.ORG}, "place": {ling.GPE, ling.LOC, ling.FAC}, "people": {ling.NORP},
}

var propertyTests = map[string]property{"time": timed, "before": before, "after": after, "quoted": quoted}

// fact is what is asked of a predicate: a flag of the user's, a shade, what its
// words make of it, or how it stands there. Tense and shades cost more to read than all
// else, so that what can be said without them is.
type fact struct {
	flag   string
	shade  clause.ShadeKind
	is     func(q *clause.Predicate) bool
	stands func(m *matcher, i int) bool
}

// facts are the facts that a rule can name.
var facts = func() map[string]fact {
	out := map[string]fact{
		"active":      {stands: func(m *matcher, i int) bool { return m.p.Arguments(i).Voice == clause.Active }},
		"passive":     {stands: func(m *matcher, i int) bool { return m.p.Arguments(i).Voice == clause.Passive }},
		"past":        {is: func(q *clause.Predicate) bool { return q.Tense == clause.Past }},
		"present":     {is: func(q *clause.Predicate) bool { return q.Tense == clause.Present }},
		"modal":       {is: func(q *clause.Predicate) bool { return q.Tense == clause.Modal }},
		"tenseless":   {is: func(q *clause.Predicate) bool { return q.Tense == clause.Tenseless }},
		"perfect":     {is: func(q *clause.Predicate) bool { return q.Aspect&clause.Perfect != 0 }},
		"progressive": {is: func(q *clause.Predicate) bool { return q.Aspect&clause.Progressive != 0 }},
		"plain":       {is: func(q *clause.Predicate) bool { return len(q.Shades) == 0 }},
		"quoted":      {stands: func(m *matcher, i int) bool { return m.p.QuoteAt(i) >= 0 }},
		"opens":       {stands: (*matcher).opens},
		"ends":        {stands: (*matcher).ends},
	}
	for k := clause.Negated; k <= clause.Alleged; k++ {
		out[k.String()] = fact{shade: k}
	}
	return out
}()

// test reads one test: "noun", "!noun", "king/queen", "TITLE", ":past".
func (c *compiler) test(text string) (test, error) {
	bare, not := strings.CutPrefix(text, "!")
	out := test{not: not}
	for _, w := range strings.Split(bare, "/") {
		one, err := c.check(w)
		if err != nil {
			return out, err
		}
		out.any = append(out.any, one)
	}
	if out.any = c.gathered(out.any); len(out.any) == 1 {
		out.class = out.any[0].class
	}
	return out, nil
}

// gathered makes one check of all those for single words in a test, in front of the
// rest: a class of its own, that tests for the same words share.
func (c *compiler) gathered(list []check) []check {
	all, rest := map[string]bool{}, []check(nil)
	for _, one := range list {
		if one.word == "" {
			rest = append(rest, one)
		} else {
			all[one.word] = true
		}
	}
	if len(all) == 0 {
		return rest
	}
	return append([]check{{class: c.number(strings.Join(slices.Sorted(maps.Keys(all)), "/"), all)}}, rest...)
}

// number is that of a class of words by its name, whose words the set knows from now on.
func (c *compiler) number(name string, words map[string]bool) int {
	n, known := c.numbers[name]
	if !known {
		n = len(c.numbers) + 1
		c.numbers[name] = n
		c.set.classOf(words, n)
	}
	return n
}

// check reads one alternative of a test.
func (c *compiler) check(w string) (check, error) {
	switch name, isFact := strings.CutPrefix(w, ":"); {
	case w == "", w == `\`:
		return check{}, fmt.Errorf("an empty test")
	case w[0] == '\\':
		return check{word: strings.ToLower(w[1:])}, nil
	case isFact:
		f, ok := facts[name]
		if !ok {
			return check{}, fmt.Errorf("no such fact: %q", name)
		}
		return check{fact: &f}, nil
	case slices.Contains(c.lang.Tests, w):
		return check{own: w}, nil
	case tagTests[w] != ud.Unknown:
		return check{pos: tagTests[w]}, nil
	case nameTests[w] != nil:
		return check{name: nameTests[w]}, nil
	case propertyTests[w] != noProperty:
		return check{is: propertyTests[w]}, nil
	case strings.ToLower(w) != w:
		class, ok := c.classes[w]
		if !ok {
			return check{}, fmt.Errorf("no class %s above this line", w)
		}
		return check{class: c.number(w, class)}, nil
	}
	return check{word: w}, nil
}

// passes reports whether token i passes all the tests.
func (m *matcher) passes(tests []test, i int) bool {
	for n := range tests {
		t := &tests[n]
		hit := t.class > 0 && m.among(i, t.class)
		for k := 0; t.class == 0 && k < len(t.any) && !hit; k++ {
			hit = m.holds(&t.any[k], i)
		}
		if hit == t.not {
			return false
		}
	}
	return true
}

// holds answers one question about token i.
func (m *matcher) holds(c *check, i int) bool {
	switch {
	case c.class > 0:
		return m.among(i, c.class)
	case c.fact != nil:
		return m.fact(c.fact, i)
	case c.own != "":
		t, ok := m.site.(Tester)
		return ok && t.Test(c.own, i)
	case c.name != nil:
		return m.p.Named(i, c.name...)
	case c.pos == ud.NOUN:
		return m.p.POS(i, ud.NOUN, ud.PROPN)
	case c.pos != ud.Unknown:
		return m.p.POS(i, c.pos)
	}
	switch c.is {
	case timed:
		return m.p.Timed(i)
	case before:
		return i < m.at
	case after:
		return i > m.at
	}
	return m.p.QuoteAt(i) >= 0
}

// among reports whether token i, or what it only counts, is of that class.
func (m *matcher) among(i, class int) bool { return m.of(i, class) || m.of(m.counted(i), class) }

// of reports whether token i is of that class, by its lemma or its form.
func (m *matcher) of(i, class int) bool {
	w := m.look(i)
	return m.set.list[w.lemma].of(class) || m.set.list[w.low].of(class)
}

// counted is the noun that the one at i only counts, -1 for none.
func (m *matcher) counted(i int) int {
	if c, ok := m.site.(Counter); ok {
		return c.Counted(i)
	}
	return -1
}

// fact answers one question about the predicate at token i.
func (m *matcher) fact(f *fact, i int) bool {
	switch {
	case f.flag != "":
		return m.site != nil && m.site.Flag(f.flag, m.at)
	case f.shade != clause.NoShade:
		_, ok := m.p.Read(i).Shaded(f.shade)
		return ok
	case f.stands != nil:
		return f.stands(m, i)
	}
	return f.is(m.p.Read(i))
}

// opens reports whether nothing but quotation marks stands before the
// predicate at token i in its sentence.
func (m *matcher) opens(i int) bool {
	first, _ := m.p.Sentence(i)
	for k := first; k < i; k++ {
		if !m.p.QuoteMark(k) {
			return false
		}
	}
	return true
}

// ends reports whether no word stands behind the predicate at token i in its sentence.
func (m *matcher) ends(i int) bool {
	_, last := m.p.Sentence(i)
	for k := i + 1; k < last; k++ {
		if !m.p.POS(k, ud.PUNCT) {
			return false
		}
	}
	return true
}
