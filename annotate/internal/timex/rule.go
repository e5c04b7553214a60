package timex

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"onrecord/internal/rules"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// Kinds of rules, as bits: what <date> and its like in a pattern ask for.
const (
	kindDate int32 = 1 << iota
	kindTime
	kindDuration
	kindSet
	kindNone // "not" rules: what they match is no time and hides what is in it
)

var exprKinds = map[string]int32{
	"date": kindDate, "time": kindTime, "duration": kindDuration, "set": kindSet, "not": kindNone,
	"when": kindDate | kindTime,
}

var exprTypes = map[string]ling.TimeType{"date": ling.DATE, "time": ling.TIME, "duration": ling.DURATION, "set": ling.SET}

// rule is a compiled rule: what it matches and what that says.
type rule struct {
	name       string
	kind       int32
	typ        ling.TimeType
	prog       []instr
	slots      []string
	slotClass  []class
	conditions []condition
	is         []action
	second     []action // the second expression of a range, over a copy of the first
	outer      bool     // it has inner expressions
	keepKind   bool     // its own kind stands, whatever the inner expression's is
	brackets   int
	narrative  bool // only where the text tells a history
	day        bool // only where its inner expression is a day
	ahead      bool // only where the words around it speak of what is to come
}

// uposSet is a set of universal part-of-speech tags.
type uposSet uint32

func (u uposSet) has(p ud.UPOS) bool { return u&(1<<p) != 0 }

// compiler turns rule files into a Tagger.
type compiler struct {
	t     *Tagger
	index map[string]int32
	names map[string]int32
	parts map[string]string
}

// compile reads a language's rule file.
func compile(file string, in io.Reader) (*Tagger, error) {
	found, err := rules.Read(file, in)
	if err != nil {
		return nil, fmt.Errorf("reading time rules: %w", err)
	}
	c := compiler{
		t:     &Tagger{lexicon: newLexicon(), rules: make([]rule, 0, 2*len(found)), filters: make([]filter, 0, 2*len(found))},
		index: map[string]int32{}, names: constants(), parts: map[string]string{},
	}
	c.marks()
	var errs []error
	for i := range found {
		if err := c.rule(&found[i]); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", found[i].Where(), err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("compiling time rules: %w", err)
	}
	c.t.to, c.t.set, c.t.beWord = c.literal("to"), c.literal("set"), c.literal("be")
	c.t.have, c.t.not, c.t.forWord, c.t.on = c.literal("have"), c.literal("not"), c.literal("for"), c.literal("on")
	c.t.after, c.t.following, c.t.the = c.literal("after"), c.literal("following"), c.literal("the")
	if n := len(c.t.lexicon.words); n > 64*wordSetSize {
		return nil, fmt.Errorf("compiling time rules: %d words, room for %d", n, 64*wordSetSize)
	}
	c.finish()
	return c.t, nil
}

// marks gives every ASCII punctuation mark an entry, so that patterns name
// marks as they name words.
func (c *compiler) marks() {
	for _, b := range []byte("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~") {
		c.t.marks[b] = c.t.lexicon.entry(c.index, string(rune(b)))
	}
}

func (c *compiler) rule(r *rules.Rule) error {
	switch r.Kind {
	case "words":
		return c.t.lexicon.addWords(c.index, r, c.names)
	case "part":
		c.parts[r.Name] = r.Get("match")
		return nil
	}
	kind, ok := exprKinds[r.Kind]
	if !ok || kind&(kind-1) != 0 {
		return fmt.Errorf("no kind %q", r.Kind)
	}
	// Several "match" lines are several ways to say the same thing.
	union := map[string]bool{}
	var out []rule
	for _, pattern := range r.All("match") {
		one, err := c.pattern(pattern)
		if err != nil {
			return fmt.Errorf("%s: %w", pattern, err)
		}
		one.name, one.kind, one.typ = r.Name, kind, exprTypes[r.Kind]
		for _, s := range one.slots {
			union[s] = true
		}
		out = append(out, one)
	}
	if len(out) == 0 {
		return errors.New("no match")
	}
	if err := c.fields(r, &out[0], union); err != nil {
		return err
	}
	for i := range out[1:] {
		o := &out[i+1]
		o.keepKind, o.narrative, o.day, o.ahead = out[0].keepKind, out[0].narrative, out[0].day, out[0].ahead
		o.conditions = out[0].conditions
		if err := c.says(r, o, union); err != nil {
			return err
		}
	}
	c.t.rules = append(c.t.rules, out...)
	return nil
}

// pattern compiles one match line.
func (c *compiler) pattern(pattern string) (rule, error) {
	var out rule
	p := patternParser{words: splitPattern(pattern), names: c.t.lexicon.names, parts: c.parts}
	n, err := p.whole()
	if err != nil {
		return out, err
	}
	if p.marks%2 != 0 || p.marks > 2*maxSpans {
		return out, errors.New("unpaired brackets")
	}
	e := emitter{word: c.literal}
	if err := e.emit(n); err != nil {
		return out, err
	}
	e.add(instr{op: opMatch})
	out.prog, out.slots, out.brackets = e.prog, e.slots, int(p.marks)
	out.slotClass = make([]class, len(out.slots))
	for _, i := range out.prog {
		if i.op == opClass {
			out.slotClass[i.slot] |= i.class
		}
		out.outer = out.outer || i.op == opExpr
	}
	return out, nil
}

// says reads what a rule's match says; each pattern has its own slots.
func (c *compiler) says(r *rules.Rule, out *rule, union map[string]bool) error {
	for _, f := range r.Fields {
		var err error
		switch f.Key {
		case "is":
			out.is, err = parseActions(f.Value, out.slots, union, c.names)
		case "second":
			out.second, err = parseActions(f.Value, out.slots, union, c.names)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Key, err)
		}
	}
	return nil
}

// fields reads a rule's other fields.
func (c *compiler) fields(r *rules.Rule, out *rule, union map[string]bool) error {
	if err := c.says(r, out, union); err != nil {
		return err
	}
	for _, f := range r.Fields {
		var err error
		switch f.Key {
		case "match", "is", "second":
		case "keep":
			out.keepKind = f.Value == "kind"
		case "only":
			out.narrative, out.day, out.ahead = f.Value == "narrative", f.Value == "day", f.Value == "ahead"
		default:
			err = c.condition(f.Key, f.Value, out)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Key, err)
		}
	}
	return nil
}

// condition reads "before: in since WDAY pos:NOUN ^".
func (c *compiler) condition(key, value string, out *rule) error {
	cond := condition{words: map[int32]bool{}, want: true}
	if bare, ok := strings.CutPrefix(key, "not-"); ok {
		cond.want, key = false, bare
	}
	switch key {
	case "before":
	case "after":
		cond.after = true
	case "earlier":
		cond.far = true
	case "later":
		cond.after, cond.far = true, true
	default:
		return fmt.Errorf("no such field")
	}
	for _, w := range strings.Fields(value) {
		tag, isTag := strings.CutPrefix(w, "pos:")
		cls, isClass := c.t.lexicon.names[w]
		switch {
		case isTag && ud.ParseUPOS(tag) != ud.Unknown:
			cond.tagged |= 1 << ud.ParseUPOS(tag)
		case isTag:
			return fmt.Errorf("no tag %s", tag)
		case isClass:
			cond.classes |= cls
		case w == "^" && !cond.after || w == "$" && cond.after:
			cond.edge = true
		case strings.ToLower(w) != w:
			return fmt.Errorf("no class %s", w)
		default:
			cond.words[c.literal(strings.TrimPrefix(w, `\`))] = true
		}
	}
	out.conditions = append(out.conditions, cond)
	return nil
}

// literal is the lexicon's entry of a word named in a pattern.
func (c *compiler) literal(w string) int32 { return c.t.lexicon.entry(c.index, w) }

// finish builds the tables that dispatch on a match's first lexeme.
func (c *compiler) finish() {
	t := c.t
	l := t.lexicon
	t.cardinal, t.ordinal, t.scale = l.names["CARDINAL"], l.names["ORDINAL"], l.names["SCALE"]
	t.numberWords, t.suffixes = t.cardinal|t.ordinal, l.names["SUFFIX"]
	t.futureCue, t.pastCue = l.names["FUTURE"], l.names["PAST"]
	t.deferring, t.asking = l.names["DEFER"], l.names["ASKING"]
	t.opening, t.dating = l.names["OPENING"], l.names["DATING"]
	t.futurish, t.be, t.reports = l.names["FUTURISH"], l.names["BE"], l.names["REPORTS"]
	// A rule that begins with an expression begins as any of those do.
	var inner starts
	for i := range t.rules {
		if !t.rules[i].outer && t.rules[i].kind != kindNone {
			first(t.rules[i].prog, 0, &inner)
		}
	}
	for i := range t.rules {
		c.dispatch(int32(i), &inner)
	}
	t.abbreviations = map[string]int32{}
	for at := range l.words {
		if w := &l.words[at]; len(w.text) >= 2 && len(w.text) <= 4 && at > 0 {
			t.abbreviations[w.text] = int32(at)
		}
	}
	l.freeze()
}

// dispatch puts rule i on the lists of the words it may begin with.
func (c *compiler) dispatch(i int32, inner *starts) {
	l := c.t.lexicon
	var one starts
	first(c.t.rules[i].prog, 0, &one)
	if one.expr {
		one.classes |= inner.classes
	}
	number := one.classes&numeric != 0
	for at := 1; at < len(l.words); at++ {
		w := &l.words[at]
		if one.words.has(int32(at)) || one.expr && inner.words.has(int32(at)) || w.classes&one.classes != 0 {
			w.rules = append(w.rules, i)
			number = number || w.classes&(c.t.cardinal|c.t.ordinal) != 0
		}
	}
	if number {
		c.t.numberRules = append(c.t.numberRules, i)
	}
	c.t.filters = append(c.t.filters, c.filter(&c.t.rules[i], inner))
}

func (c *compiler) filter(r *rule, inner *starts) filter {
	var two starts
	second(r.prog, 0, &two)
	f := filter{free: two.ends, classes: two.classes, words: two.words}
	if two.expr {
		f.classes |= inner.classes
		for i, bits := range inner.words {
			f.words[i] |= bits
		}
	}
	return f
}
