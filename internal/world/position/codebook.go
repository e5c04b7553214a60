package position

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"onrecord"
	"onrecord/internal/expr"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

//go:embed codebooks/*.yaml
var shipped embed.FS

// Codebook is what statements are coded by: concepts, and rules that say of a
// statement that its speaker agrees or disagrees with one.
type Codebook struct {
	Name     string    `yaml:"name"`
	About    string    `yaml:"about"`
	Concepts []Concept `yaml:"concepts"`
}

// Concept is a sentence that somebody can agree or disagree with. Context are
// expressions over the passage as it is written, every one of which must hold
// there: the title, the article's first sentences and those around the statement.
// What powers should do about one thing, others say of other things in the same
// words.
type Concept struct {
	Name    string   `yaml:"name"`
	About   string   `yaml:"about"`
	Context []string `yaml:"context"`
	Rules   []Rule   `yaml:"rules"`
	context []*expr.Expr
}

// Rule codes a statement. All that it gives must hold: one of Acts, one of Cues
// (lemmas), one of Kinds, every expression of Says in the statement's content, and
// none of Unless. Expressions are regular ones over the content in lower case;
// what they find in the words for who somebody is ("people who do not trust each
// other") or under a condition is no stand.
// Where Negation is set, a content that denies what Says finds stands for the
// other value, "will not cooperate", and so does one that is rejected, where no
// Acts are given. Every rule has sentences that it codes and
// some that it leaves alone.
type Rule struct {
	Name     string                   `yaml:"name"`
	Value    string                   `yaml:"value"` // agree or disagree
	Acts     []onrecord.Act           `yaml:"acts"`
	Cues     []string                 `yaml:"cues"`
	Kinds    []onrecord.StatementKind `yaml:"kinds"`
	Says     []string                 `yaml:"says"`
	Unless   []string                 `yaml:"unless"`
	Negation bool                     `yaml:"negation"`
	Yes      []string                 `yaml:"yes"`
	No       []string                 `yaml:"no"`
	says     []*expr.Expr
	unless   []*expr.Expr
}

// The values of a position.
const (
	Agree    = "agree"
	Disagree = "disagree"
)

// negating is a word that turns what follows it into its opposite.
var negating = expr.MustCompile(`\b(?:not|never|no|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wouldn't|refuses? to|rule[sd]? out|unwilling|without|against|stop|end|halt|reject\w*|oppose[sd]?)\b`)

// denying is a word that does so between the words that an expression finds.
var denying = expr.MustCompile(`\b(?:not|never)\b|n't\b`)

// Read reads a codebook. It reports every fault that it finds, with its place.
func Read(text []byte) (*Codebook, error) {
	book := &Codebook{}
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(book); err != nil {
		return nil, fmt.Errorf("read the codebook: %w", err)
	}
	var faults []error
	seen := map[string]bool{}
	if book.Name == "" || len(book.Concepts) == 0 {
		faults = append(faults, errors.New("a codebook has a name and concepts"))
	}
	for i := range book.Concepts {
		c := &book.Concepts[i]
		if c.Name == "" || seen[c.Name] {
			faults = append(faults, fmt.Errorf("concept %d: no name, or one that stands already: %q", i+1, c.Name))
		}
		seen[c.Name] = true
		var err error
		if c.context, err = compileAll(c.Context); err != nil {
			faults = append(faults, fmt.Errorf("concept %q, its context: %w", c.Name, err))
		}
		for j := range c.Rules {
			r := &c.Rules[j]
			if err := r.compile(); err != nil {
				faults = append(faults, fmt.Errorf("concept %q, rule %d (%s): %w", c.Name, j+1, r.Name, err))
			}
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return book, nil
}

func (r *Rule) compile() error {
	switch {
	case r.Name == "":
		return errors.New("no name")
	case r.Value != Agree && r.Value != Disagree:
		return fmt.Errorf("value %q is neither %s nor %s", r.Value, Agree, Disagree)
	case len(r.Says) == 0:
		return errors.New("it says nothing")
	case len(r.Yes) == 0 || len(r.No) == 0:
		return errors.New("it has no yes or no no")
	}
	for _, a := range r.Acts {
		if !slices.Contains(onrecord.Acts[:], a) {
			return fmt.Errorf("there is no act %q", a)
		}
	}
	for _, k := range r.Kinds {
		if !slices.Contains(onrecord.StatementKinds[:], k) {
			return fmt.Errorf("there is no kind %q", k)
		}
	}
	var err error
	if r.says, err = compileAll(r.Says); err != nil {
		return err
	}
	r.unless, err = compileAll(r.Unless)
	return err
}

func compileAll(exprs []string) ([]*expr.Expr, error) {
	var out []*expr.Expr
	for _, e := range exprs {
		re, err := expr.Compile(e)
		if err != nil {
			return nil, fmt.Errorf("expression %q: %w", e, err)
		}
		out = append(out, re)
	}
	return out, nil
}

// Code is the value that a rule gives a statement of that content, "" for none.
func (r *Rule) Code(s *onrecord.Statement, content string) string {
	if len(r.Acts) > 0 && !slices.Contains(r.Acts, s.Act) || len(r.Cues) > 0 && !slices.Contains(r.Cues, s.CueLemma) ||
		len(r.Kinds) > 0 && !slices.Contains(r.Kinds, s.Kind) {
		return ""
	}
	for _, at := range passage.Sentences(content) {
		value := r.codeSentence(strings.ToLower(content[at.Start:at.End]))
		if value != "" && r.Negation && len(r.Acts) == 0 && s.Act == onrecord.Reject {
			return other(value)
		}
		if value != "" {
			return value
		}
	}
	return ""
}

// codeSentence is the value that a rule gives to a sentence of what somebody says,
// "" for none: words of two sentences are no stand, nor is a question.
func (r *Rule) codeSentence(content string) string {
	if asking.MatchString(content) {
		return ""
	}
	turned := false
	for _, re := range r.says {
		at := stand(re, content)
		if at == nil {
			return ""
		}
		turned = turned || negating.MatchString(near(content[:at[0]])) || denying.MatchString(content[at[0]:at[1]])
	}
	for _, re := range r.unless {
		if re.MatchString(content) {
			return ""
		}
	}
	if r.Negation && turned {
		return other(r.Value)
	}
	return r.Value
}

// asking is the end of a question.
var asking = expr.MustCompile(`\?["”'’)\s]*$`)

// setApart is a clause that says who somebody is, on what condition something
// holds, or what others think, up to its end.
var setApart = expr.MustCompile(`\b(?:who|whom|whose|if|unless|whether|(?:you|they|he|she|candidates?|opponents?|critics|skeptics|sceptics|some|others|rivals?|nobody) (?:\w+ )?(?:think|believe|say|said|claim|argue|insist)\w*)\b[^,.;:—–]*$`)

// stand is the first place of a content that an expression finds where it is a
// stand of whoever speaks.
func stand(re *expr.Expr, content string) []int {
	for _, at := range re.FindAllStringIndex(content, -1) {
		if !setApart.MatchString(content[:at[0]]) {
			return at
		}
	}
	return nil
}

// holds reports whether a passage is about what a concept is.
func (c *Concept) holds(passage string) bool {
	return !slices.ContainsFunc(c.context, func(re *expr.Expr) bool { return !re.MatchString(passage) })
}

// near is the last words before a place and of its clause, in which a negation is
// one of what stands there.
func near(before string) string {
	const span = 40 // bytes: about six words, as far as an auxiliary is from its verb
	before = before[max(0, len(before)-span):]
	return before[strings.LastIndexAny(before, ",;:")+1:]
}

func other(value string) string {
	if value == Agree {
		return Disagree
	}
	return Agree
}

// Shipped are the codebooks of the program.
var Shipped = sync.OnceValues(func() ([]*Codebook, error) {
	var out []*Codebook
	names, err := fs.Glob(shipped, "codebooks/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the codebooks: %w", err)
	}
	for _, name := range names {
		text, err := shipped.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("open the codebook: %w", err)
		}
		book, err := Read(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, book)
	}
	return out, nil
})

// sources are what the version is derived from.
//
//go:embed *.go *.rules codebooks/*.yaml
var sources embed.FS

var version = sync.OnceValue(func() string { return ling.VersionOf(sources) })
