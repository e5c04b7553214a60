package timex

// capture is what a slot holds: a lexeme, or the rule and end of an inner
// expression that begins there.
type capture struct {
	lex  int32 // -1 while empty
	rule int32 // of an inner expression
}

// memo is the best expression that begins at a lexeme, by rules without
// inner expressions: its rule and end, rule -1 for none.
type memo struct {
	done      bool
	rule, end int32
}

// run runs a program at lexeme pos and returns the end of the match, -1 for
// none. Captures and marks are left in the scratch.
func (t *Tagger) run(s *scratch, prog []instr, pc, pos int32) int32 {
	for {
		i := &prog[pc]
		switch i.op {
		case opMatch:
			return pos
		case opMark:
			s.marks[i.arg] = pos
		case opJump:
			pc = i.arg
			continue
		case opSplit:
			caps, marks := s.caps, s.marks
			if end := t.run(s, prog, pc+1, pos); end >= 0 {
				return end
			}
			s.caps, s.marks = caps, marks
			pc = i.arg
			continue
		default:
			if pos = t.take(s, i, pos); pos < 0 {
				return -1
			}
		}
		pc++
	}
}

// take lets an instruction that asks for a lexeme have the one at pos, and
// returns where the next stands, -1 where it is not what was asked for.
func (t *Tagger) take(s *scratch, i *instr, pos int32) int32 {
	if int(pos) >= len(s.lex) {
		return -1
	}
	x := &s.lex[pos]
	switch i.op {
	case opWord:
		if x.word != i.arg {
			return -1
		}
	case opNumber:
		if x.class&classN == 0 || x.num != float64(i.arg) {
			return -1
		}
	case opClass:
		if x.class&i.class == 0 {
			return -1
		}
		s.caps[i.slot] = capture{lex: pos, rule: -1}
	case opExpr:
		m := t.inner(s, pos)
		if m.rule < 0 || t.rules[m.rule].kind&i.arg == 0 {
			return -1
		}
		s.caps[i.slot] = capture{lex: pos, rule: m.rule}
		return m.end
	case opGlued:
		if !x.glued {
			return -1
		}
		return pos
	}
	return pos + 1
}

// inner is the longest match of a rule without inner expressions at pos.
func (t *Tagger) inner(s *scratch, pos int32) memo {
	if int(pos) >= len(s.lex) {
		return memo{rule: -1}
	}
	m := &s.memo[pos]
	if !m.done {
		caps, marks := s.caps, s.marks
		*m = memo{done: true, rule: -1}
		m.rule, m.end = t.longest(s, pos, false)
		s.caps, s.marks = caps, marks
	}
	return *m
}

// longest is the rule with the longest match at pos, the first of the file
// among equals, and the match's end; outer says whether rules with inner
// expressions take part. Its captures are not kept.
func (t *Tagger) longest(s *scratch, pos int32, outer bool) (rule, end int32) {
	x := &s.lex[pos]
	rule, end = -1, pos
	if x.class == 0 && x.word == 0 {
		return
	}
	candidates := t.lexicon.words[x.word].rules
	if x.class&numeric != 0 {
		candidates = t.numberRules
	}
	next := &nothing
	if int(pos)+1 < len(s.lex) {
		next = &s.lex[pos+1]
	}
	for _, at := range candidates {
		if !t.filters[at].passes(next) {
			continue
		}
		r := &t.rules[at]
		if r.outer && !outer || r.kind == kindNone && !outer {
			continue
		}
		if stop := t.try(s, r, pos); stop > end {
			rule, end = at, stop
		}
	}
	return rule, end
}

// nothing stands behind a sentence's last lexeme.
var nothing lexeme

// try runs one rule at pos, conditions on its neighbours included.
func (t *Tagger) try(s *scratch, r *rule, pos int32) int32 {
	for i := range r.slots {
		s.caps[i] = capture{lex: -1, rule: -1}
	}
	s.marks[2] = -1
	end := t.run(s, r.prog, 0, pos)
	if end <= pos {
		return -1
	}
	for i := range r.conditions {
		if !r.conditions[i].holds(s, pos, end) {
			return -1
		}
	}
	if r.day && !t.innerDay(s, r) || r.ahead && t.tense(s, pos, end) <= 0 {
		return -1
	}
	return end
}

// innerDay reports whether the rule's inner expression is a single day.
func (t *Tagger) innerDay(s *scratch, r *rule) bool {
	for i := range r.slots {
		if s.caps[i].lex >= 0 && s.caps[i].rule >= 0 {
			sp := t.innerSpec(s, s.caps[i])
			return sp.any(fDay, fWday, fHoliday) || unit(sp.get(fUnit)) == uDay
		}
	}
	return false
}

// condition asks for a word beside a match, or for none.
type condition struct {
	after   bool // beside the end, else the start
	far     bool // any word of the sentence on that side, else the neighbour
	want    bool
	classes class
	words   map[int32]bool
	edge    bool // the sentence's edge counts as a hit
	tagged  uposSet
}

func (c *condition) holds(s *scratch, pos, end int32) bool {
	at, step, stop := pos-1, int32(-1), int32(-1)
	if c.after {
		at, step, stop = end, 1, int32(len(s.lex))
	}
	if at == stop {
		return c.edge == c.want
	}
	for n := 0; at != stop && n < reach; at, n = at+step, n+1 {
		if c.hits(s, at) {
			return c.want
		}
		if !c.far {
			break
		}
	}
	return !c.want
}

// reach is how many lexemes a far condition looks at: about a clause.
const reach = 24

func (c *condition) hits(s *scratch, at int32) bool {
	x := &s.lex[at]
	return x.class&c.classes != 0 || x.word != 0 && c.words[x.word] || c.tagged.has(s.doc.Tokens[x.tok].UPOS)
}
