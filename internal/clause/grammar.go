package clause

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"onrecord/internal/words"
)

//go:embed *.rules
var ruleFiles embed.FS

// Places where a word shades the predicate it stands with.
const (
	atAdverb  = "adverb"
	atAux     = "auxiliary"
	atSubject = "subject"
	atObject  = "object"
	atMark    = "mark" // the conjunction of the clause
	atLead    = "lead" // the preposition of a gerund
)

// plain is what words make that look like others and shade nothing: "not only".
const plain = "plain"

// class is a rule of the file: words that do the same to a predicate.
type class struct {
	words.Rule
	makes   ShadeKind
	control string
	voice   string
	with    string          // object: only where one stands before the governed verb
	open    bool            // only what is not told as having been
	unless  map[string]bool // of a governor: not where the subject is one of these nouns
}

// name is how a shade names its rule.
func (c *class) name() string { return c.Kind + "/" + c.Name }

// Grammar is what the rule files know of words that shade and govern
// predicates. It is read once and safe for concurrent use.
type Grammar struct {
	words     map[string]map[string]*class   // place, word
	phrased   map[string]map[string]bool     // place, words that stand in a phrase of several
	governors map[string]map[string][]*class // lead, lemma
	doing     map[string]bool                // verbs of doing: "make", "give"
	outcomes  map[string]map[string]*outcome // kind of rule, word
	own       bool                           // of this program's rule files, and no other
}

// NewGrammar reads the rule files; a fault in one is an error with file and line.
func NewGrammar() (*Grammar, error) {
	g := newGrammar()
	files, err := ruleFiles.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list the rules of clauses: %w", err)
	}
	for _, f := range files {
		if err := g.file(f.Name()); err != nil {
			return nil, fmt.Errorf("read the rules of clauses: %w", err)
		}
	}
	g.own = true
	return g, nil
}

func newGrammar() *Grammar {
	return &Grammar{
		words: map[string]map[string]*class{}, phrased: map[string]map[string]bool{}, governors: map[string]map[string][]*class{},
		doing: map[string]bool{}, outcomes: map[string]map[string]*outcome{},
	}
}

// file adds the rules of one file.
func (g *Grammar) file(name string) error {
	in, err := ruleFiles.Open(name)
	if err != nil {
		return err
	}
	found, err := words.Read(name, in)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range found {
		if err := g.add(r); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.Where(), err))
		}
	}
	return errors.Join(errs...)
}

// light reports whether the verb is one of doing, so that a deed named as its
// object is done when it is: "made a promise".
func (g *Grammar) light(verb string) bool { return g.doing[verb] }

// add adds one rule.
func (g *Grammar) add(r words.Rule) error {
	c := &class{Rule: r}
	list := wordsOf(r)
	if len(list) == 0 {
		return errors.New("no words")
	}
	if makes := r.Get("makes"); makes != "" {
		if c.makes = ParseShade(makes); c.makes == NoShade && makes != plain {
			return fmt.Errorf("no such shade: %q", makes)
		}
	}
	switch r.Kind {
	case "shade":
		return g.addShade(c, list)
	case "governor":
		return g.addGovernor(c, list)
	case outOfShade, outOfQuality, outOfMatrix, outOfVerb:
		return g.addOutcome(r, list)
	case "doing":
		for _, w := range list {
			g.doing[w] = true
		}
		return nil
	}
	return fmt.Errorf("no such kind of rule: %q", r.Kind)
}

// wordsOf are the words of a rule, in lower case.
func wordsOf(r words.Rule) []string {
	var out []string
	for _, line := range r.All("words") {
		for _, w := range strings.Split(line, ",") {
			if w = strings.ToLower(strings.TrimSpace(w)); w != "" {
				out = append(out, w)
			}
		}
	}
	return out
}

// addShade adds words that shade the predicate they stand with.
func (g *Grammar) addShade(c *class, list []string) error {
	if c.Get("makes") == "" {
		return errors.New("it makes nothing")
	}
	c.open = c.Get("only") == "open"
	at := c.Get("at")
	switch at {
	case atAdverb, atAux, atSubject, atObject, atMark, atLead:
	default:
		return fmt.Errorf("no such place: %q", at)
	}
	if g.words[at] == nil {
		g.words[at], g.phrased[at] = map[string]*class{}, map[string]bool{}
	}
	for _, w := range list {
		if other := g.words[at][w]; other != nil {
			return fmt.Errorf("%q stands already in %s", w, other.name())
		}
		g.words[at][w] = c
		if parts := strings.Fields(w); len(parts) > 1 {
			for _, part := range parts {
				g.phrased[at][part] = true
			}
		}
	}
	return nil
}

// addGovernor adds words that govern predicates.
func (g *Grammar) addGovernor(c *class, list []string) error {
	c.control, c.voice, c.with = c.Get("control"), c.Get("voice"), c.Get("with")
	c.open, c.unless = c.Get("only") == "open", map[string]bool{}
	for _, w := range strings.FieldsFunc(c.Get("unless"), func(r rune) bool { return r == ',' || r == ' ' }) {
		c.unless[w] = true
	}
	leads := strings.Fields(c.Get("leads"))
	if err := c.governs(leads); err != nil {
		return err
	}
	for _, lead := range leads {
		if g.governors[lead] == nil {
			g.governors[lead] = map[string][]*class{}
		}
		for _, w := range list {
			if err := c.apart(w, g.governors[lead][w]); err != nil {
				return err
			}
			g.governors[lead][w] = append(g.governors[lead][w], c)
		}
	}
	return nil
}

// governs reports what keeps a class from governing predicates.
func (c *class) governs(leads []string) error {
	switch {
	case len(leads) == 0:
		return errors.New("no leads")
	case c.makes == NoShade && c.control == "":
		return errors.New("it makes and controls nothing")
	case c.with != "" && c.with != "object":
		return fmt.Errorf("with %q: no such thing", c.with)
	case c.voice != "" && c.voice != "active" && c.voice != "passive":
		return fmt.Errorf("no such voice: %q", c.voice)
	}
	return nil
}

// apart reports where a word of a class stands already, for the same use of it.
func (c *class) apart(w string, others []*class) error {
	for _, other := range others {
		if other.with == c.with && other.control == c.control && (other.voice == "" || c.voice == "" || other.voice == c.voice) {
			return fmt.Errorf("%q stands already in %s", w, other.name())
		}
	}
	return nil
}
