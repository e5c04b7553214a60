package timex

import (
	"fmt"
	"strconv"
	"strings"
)

// A pattern is written over lexemes:
//
//	march          the word itself, any case
//	, - / .        a mark (a bracket is \( or \))
//	MONTH          a word or number of that class, which also names the slot
//	11             that number in digits
//	D2:D           a class under another slot name
//	<date>         a date that another rule without < > finds here
//	{monthday}     the pattern of the "part" of that name
//	( a | b )  x?  alternatives, tried in order; zero or one, one first
//	[ … ]          the expression; without brackets the whole match. A second
//	               pair of brackets is a second expression ("from May 4 to 6").
//	~              no space between its neighbours
//
// It is compiled to a small backtracking program. There is no repetition, so
// a match costs at most the size of its program at each lexeme.
type op uint8

const (
	opClass  op = iota // a lexeme of class; slot, or -1
	opWord             // the word with index arg
	opNumber           // the number arg in digits
	opExpr             // an expression of a rule without < >; slot
	opGlued            // the next lexeme stands right here
	opMark             // span mark number arg
	opSplit            // try pc+1, then arg
	opJump             // go to arg
	opMatch
)

type instr struct {
	op    op
	slot  int8
	arg   int32
	class class
}

const (
	maxSlots = 16
	maxSpans = 2
)

// node is a parsed pattern.
type node struct {
	kind  byte // 'w' word, 'n' number, 'c' class, 'x' expression, 'g' glued, 'm' mark, 's' sequence, 'a' alternatives, '?' optional
	text  string
	slot  string
	class class
	mark  int32
	kids  []*node
}

// patternParser turns the text of a pattern into a node.
type patternParser struct {
	words []string
	at    int
	names map[string]class
	parts map[string]string
	marks int32
	depth int
}

// splitPattern cuts a pattern at spaces and around brackets.
func splitPattern(s string) []string {
	var out []string
	for _, f := range strings.Fields(s) {
		for f != "" {
			i := strings.IndexAny(f, "()|[]~")
			switch {
			case strings.HasPrefix(f, `\`) && len(f) > 1:
				end := 2
				if len(f) > 2 && f[2] == '?' {
					end = 3
				}
				out, f = append(out, f[:end]), f[end:]
			case i < 0:
				out, f = append(out, f), ""
			case i > 0:
				out, f = append(out, f[:i]), f[i:]
			case len(f) > 1 && f[0] == ')' && f[1] == '?':
				out, f = append(out, ")?"), f[2:]
			default:
				out, f = append(out, f[:1]), f[1:]
			}
		}
	}
	return out
}

func (p *patternParser) alternatives() (*node, error) {
	alt := &node{kind: 'a'}
	for {
		seq := &node{kind: 's'}
		for p.at < len(p.words) && p.words[p.at] != "|" && p.words[p.at] != ")" && p.words[p.at] != ")?" {
			n, err := p.item()
			if err != nil {
				return nil, err
			}
			seq.kids = append(seq.kids, n)
		}
		alt.kids = append(alt.kids, seq)
		if p.at == len(p.words) || p.words[p.at] != "|" {
			break
		}
		p.at++
	}
	if len(alt.kids) == 1 {
		return alt.kids[0], nil
	}
	return alt, nil
}

func (p *patternParser) item() (*node, error) {
	w := p.words[p.at]
	p.at++
	switch w {
	case "(":
		n, err := p.alternatives()
		if err != nil {
			return nil, err
		}
		if p.at == len(p.words) {
			return nil, fmt.Errorf("( without )")
		}
		p.at++
		if p.words[p.at-1] == ")?" {
			n = &node{kind: '?', kids: []*node{n}}
		}
		return n, nil
	case "[", "]":
		p.marks++
		return &node{kind: 'm', mark: p.marks - 1}, nil
	case "~":
		return &node{kind: 'g'}, nil
	}
	bare, optional := strings.CutSuffix(w, "?")
	n, err := p.atom(bare)
	if err == nil && optional {
		n = &node{kind: '?', kids: []*node{n}}
	}
	return n, err
}

func (p *patternParser) atom(w string) (*node, error) {
	switch {
	case strings.HasPrefix(w, "<"):
		return &node{kind: 'x', text: strings.Trim(w, "<>"), slot: w}, nil
	case strings.HasPrefix(w, "{"):
		return p.part(strings.Trim(w, "{}"))
	case strings.HasPrefix(w, `\`):
		return &node{kind: 'w', text: w[1:]}, nil
	}
	slot, name, labelled := strings.Cut(w, ":")
	if !labelled || name == "" {
		slot, name = w, w
	}
	if c, ok := p.names[name]; ok {
		return &node{kind: 'c', class: c, slot: slot}, nil
	}
	if v, err := strconv.Atoi(w); err == nil {
		return &node{kind: 'n', mark: int32(v)}, nil
	}
	if strings.ToLower(w) != w {
		return nil, fmt.Errorf("no class %s", name)
	}
	return &node{kind: 'w', text: w}, nil
}

// part parses the pattern of a part in place.
func (p *patternParser) part(name string) (*node, error) {
	text, ok := p.parts[name]
	if !ok {
		return nil, fmt.Errorf("no part %s above this line", name)
	}
	if p.depth > 8 {
		return nil, fmt.Errorf("part %s: too deep", name)
	}
	inner := patternParser{words: splitPattern(text), names: p.names, parts: p.parts, depth: p.depth + 1}
	return inner.whole()
}

func (p *patternParser) whole() (*node, error) {
	n, err := p.alternatives()
	if err == nil && p.at != len(p.words) {
		return nil, fmt.Errorf("%s without (", p.words[p.at])
	}
	return n, err
}

// emitter lays a node out as a program.
type emitter struct {
	prog  []instr
	slots []string
	word  func(string) int32
}

func (e *emitter) add(i instr) int {
	e.prog = append(e.prog, i)
	return len(e.prog) - 1
}

func (e *emitter) slot(name string) (int8, error) {
	for i, s := range e.slots {
		if s == name {
			return int8(i), nil
		}
	}
	if len(e.slots) == maxSlots {
		return -1, fmt.Errorf("more than %d slots", maxSlots)
	}
	e.slots = append(e.slots, name)
	return int8(len(e.slots) - 1), nil
}

func (e *emitter) emit(n *node) error {
	switch n.kind {
	case 'w':
		e.add(instr{op: opWord, arg: e.word(n.text)})
	case 'g':
		e.add(instr{op: opGlued})
	case 'n':
		e.add(instr{op: opNumber, arg: n.mark})
	case 'm':
		e.add(instr{op: opMark, arg: n.mark})
	case 'c', 'x':
		slot, err := e.slot(n.slot)
		if err != nil {
			return err
		}
		if n.kind == 'c' {
			e.add(instr{op: opClass, class: n.class, slot: slot})
			return nil
		}
		kind, ok := exprKinds[n.text]
		if !ok {
			return fmt.Errorf("no kind of expression <%s>", n.text)
		}
		e.add(instr{op: opExpr, arg: kind, slot: slot})
	case '?':
		split := e.add(instr{op: opSplit})
		if err := e.emit(n.kids[0]); err != nil {
			return err
		}
		e.prog[split].arg = int32(len(e.prog))
	case 's':
		for _, k := range n.kids {
			if err := e.emit(k); err != nil {
				return err
			}
		}
	case 'a':
		return e.alternatives(n)
	}
	return nil
}

func (e *emitter) alternatives(n *node) error {
	var ends []int
	for i, k := range n.kids {
		split := -1
		if i < len(n.kids)-1 {
			split = e.add(instr{op: opSplit})
		}
		if err := e.emit(k); err != nil {
			return err
		}
		if split >= 0 {
			ends = append(ends, e.add(instr{op: opJump}))
			e.prog[split].arg = int32(len(e.prog))
		}
	}
	for _, at := range ends {
		e.prog[at].arg = int32(len(e.prog))
	}
	return nil
}

// starts is what a match may begin with.
type starts struct {
	words   wordSet
	classes class
	expr    bool // an expression of another rule
	ends    bool // nothing: the program may be at its end
}

// first collects what may come next at pc.
func first(prog []instr, pc int32, out *starts) {
	for {
		switch i := prog[pc]; i.op {
		case opWord:
			out.words.add(i.arg)
			return
		case opClass:
			out.classes |= i.class
			return
		case opNumber:
			out.classes |= classN
			return
		case opExpr:
			out.expr = true
			return
		case opSplit:
			first(prog, pc+1, out)
			pc = i.arg
			continue
		case opJump:
			pc = i.arg
			continue
		case opMatch:
			out.ends = true
			return
		}
		pc++
	}
}

// second collects what may come after a first lexeme.
func second(prog []instr, pc int32, out *starts) {
	for {
		switch i := prog[pc]; i.op {
		case opWord, opClass, opNumber:
			first(prog, pc+1, out)
			return
		case opExpr: // of any length
			out.ends = true
			return
		case opSplit:
			second(prog, pc+1, out)
			pc = i.arg
			continue
		case opJump:
			pc = i.arg
			continue
		case opMatch:
			return
		}
		pc++
	}
}

// filter says what a match's second lexeme may be, so that most rules are
// passed over without running them.
type filter struct {
	free    bool // a match may end with its first lexeme, or not be known
	classes class
	words   wordSet
}

// wordSet is a set of the lexicon's words.
type wordSet [wordSetSize]uint64

// wordSetSize bounds the lexicon: 64 words to an element.
const wordSetSize = 24

func (s *wordSet) add(w int32)      { s[w>>6] |= 1 << (w & 63) }
func (s *wordSet) has(w int32) bool { return s[w>>6]>>(w&63)&1 != 0 }

func (f *filter) passes(next *lexeme) bool {
	return f.free || next.class&f.classes != 0 || f.words.has(next.word)
}
