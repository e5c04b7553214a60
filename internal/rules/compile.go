package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord/internal/words"
	"onrecord/ling/ud"
)

// Language is what a user of rules adds to it.
type Language struct {
	// Kinds are the kinds of rules that the file may hold beside "words".
	Kinds []string
	// Places are the tokens that the user knows beside the trigger's roles, and
	// Flags what the user can say yes or no to (see Site).
	Places, Flags []string
	// Tests are the questions about a token that the user answers (see Tester).
	Tests []string
	// Gives are the keys of what a rule may give, and their values; an empty list
	// takes any.
	Gives map[string][]string
	// Classes are classes of words known from elsewhere, by names in capitals.
	Classes map[string]map[string]bool
}

// Set is a compiled rule file. It is safe for concurrent use.
type Set struct {
	patterns []*Pattern
	kinds    []string            // that have patterns
	anywhere [][]entry           // by kind: what is tried at any word of its part of speech
	words    map[string]int32    // those that rules ask for, as places on list, while it is made
	list     []*word             // what is known of them, behind two places for nothing
	table    *words.Table[int32] // the same, once all are there
}

// Pattern is a compiled rule.
type Pattern struct {
	Rule
	triggers   []trigger
	args       []argument
	conditions []condition // all must hold
	free       int         // how many of them, the first ones, ask for no argument
	gives      []given
}

// trigger is a word that a pattern is tried at.
type trigger struct {
	pos   ud.UPOS // Unknown for any
	word  string  // "" for any
	extra []string
}

// argument is a part of the match: the paths to it, best first.
type argument struct {
	name  string
	paths []path
	must  bool
}

// condition holds if one of its terms does.
type condition []term

// term is a fact or a path, or the want of it. The path is no pointer, as one more place
// to look at in memory costs more than most of what is asked there.
type term struct {
	not  bool
	fact *fact // nil for a path
	path path
}

type given struct{ key, value string }

// Name is the rule's kind and name, as a trail shows it.
func (p *Pattern) Name() string { return p.Kind + "/" + p.Rule.Name }

// Gives is what the pattern gives under that key, "" for nothing.
func (p *Pattern) Gives(key string) string {
	for _, g := range p.gives {
		if g.key == key {
			return g.value
		}
	}
	return ""
}

// Patterns are the patterns in their order.
func (s *Set) Patterns() []*Pattern { return s.patterns }

// compiler makes a Set of rules.
type compiler struct {
	lang    Language
	classes map[string]map[string]bool
	roles   map[string]Rule
	numbers map[string]int // of the classes that tests ask for, by name, or by their words
	set     *Set
}

// Compile makes the patterns of the rules. It reports every fault it finds, each
// with file and line.
func Compile(lang Language, found []Rule) (*Set, error) {
	c := &compiler{
		lang: lang, classes: map[string]map[string]bool{}, roles: map[string]Rule{}, numbers: map[string]int{},
		set: &Set{words: map[string]int32{}, list: make([]*word, unknown+1)},
	}
	for name, class := range lang.Classes {
		c.classes[name] = class
	}
	var errs []error
	for _, r := range found {
		if err := c.rule(r); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.Where(), err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("compile rules: %w", err)
	}
	c.set.table, c.set.words = words.NewTable(c.set.words), nil
	return c.set, nil
}

// rule compiles one rule.
func (c *compiler) rule(r Rule) error {
	switch r.Kind {
	case "words":
		return c.class(r)
	case "roles":
		c.roles[r.Name] = r
		return nil
	}
	if !slices.Contains(c.lang.Kinds, r.Kind) {
		return fmt.Errorf("no such kind of rule: %q", r.Kind)
	}
	p := &Pattern{Rule: r}
	var errs []error
	for _, f := range r.Fields {
		if err := c.field(p, f); err != nil {
			errs = append(errs, fmt.Errorf("line %d: %s: %w", f.Line, f.Key, err))
		}
	}
	if len(p.triggers) == 0 {
		errs = append(errs, errors.New("no trigger"))
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	p.order()
	c.index(p)
	return nil
}

// order puts the conditions first that ask for no argument, so that most places are
// left before a path to one is walked.
func (p *Pattern) order() {
	asks := func(c condition) bool {
		return slices.ContainsFunc(c, func(t term) bool {
			return t.fact == nil && slices.ContainsFunc(p.args, func(a argument) bool { return a.name == t.path.start })
		})
	}
	var free, bound []condition
	for _, c := range p.conditions {
		if asks(c) {
			bound = append(bound, c)
		} else {
			free = append(free, c)
		}
	}
	p.conditions, p.free = together(append(free, bound...)), len(free)
}

// together are the conditions with all their terms side by side in memory.
func together(list []condition) []condition {
	var all []term
	for _, c := range list {
		all = append(all, c...)
	}
	for n, c := range list {
		list[n], all = all[:len(c):len(c)], all[len(c):]
	}
	return list
}

// class adds a class of words.
func (c *compiler) class(r Rule) error {
	if strings.ToUpper(r.Name) != r.Name {
		return fmt.Errorf("the name of a class stands in capitals: %q", r.Name)
	}
	if c.classes[r.Name] != nil {
		return fmt.Errorf("the class %s is there already", r.Name)
	}
	set := map[string]bool{}
	for _, line := range r.All("words") {
		for _, w := range strings.Split(line, ",") {
			if w = strings.ToLower(strings.TrimSpace(w)); w != "" {
				set[w] = true
			}
		}
	}
	if len(set) == 0 {
		return errors.New("no words")
	}
	c.classes[r.Name] = set
	return nil
}

// field compiles one line of a pattern.
func (c *compiler) field(p *Pattern, f Field) error {
	switch f.Key {
	case "trigger":
		return c.triggers(p, f.Value)
	case "arg", "may":
		return c.argument(p, f.Value, f.Key == "arg")
	case "where":
		for _, clause := range splitOutside(f.Value, ',') {
			cond, err := c.condition(p, clause)
			if err != nil {
				return err
			}
			p.conditions = append(p.conditions, cond)
		}
		return nil
	case "gives":
		return c.given(p, f.Value)
	case "use":
		return c.use(p, f.Value)
	}
	return errors.New("no such field")
}

// use takes over the lines of a rule of roles.
func (c *compiler) use(p *Pattern, name string) error {
	r, ok := c.roles[name]
	if !ok {
		return fmt.Errorf("no roles %q above this line", name)
	}
	for _, f := range r.Fields {
		if err := c.field(p, f); err != nil {
			return fmt.Errorf("roles %s: %w", name, err)
		}
	}
	return nil
}

// given reads "key=value …".
func (c *compiler) given(p *Pattern, text string) error {
	for _, w := range strings.Fields(text) {
		key, value, ok := strings.Cut(w, "=")
		value = strings.ReplaceAll(value, "_", " ")
		values, known := c.lang.Gives[key]
		switch {
		case !ok || value == "":
			return fmt.Errorf("want key=value, got %q", w)
		case !known:
			return fmt.Errorf("nothing is called %q", key)
		case len(values) > 0 && !slices.Contains(values, value):
			return fmt.Errorf("%s is never %q", key, value)
		}
		p.gives = append(p.gives, given{key, value})
	}
	return nil
}

var partsOfSpeech = map[string]ud.UPOS{"verb": ud.VERB, "noun": ud.NOUN, "adj": ud.ADJ, "adv": ud.ADV, "any": ud.Unknown}

// triggers reads "verb bomb shell | noun raid".
func (c *compiler) triggers(p *Pattern, text string) error {
	for _, part := range strings.Split(text, "|") {
		fields := strings.Fields(part)
		if len(fields) < 2 {
			return fmt.Errorf("want a part of speech and words, got %q", part)
		}
		pos, ok := partsOfSpeech[fields[0]]
		if !ok {
			return fmt.Errorf("no such part of speech: %q", fields[0])
		}
		for _, w := range fields[1:] {
			list, err := c.members(w)
			if err != nil {
				return err
			}
			for _, member := range list {
				words := strings.FieldsFunc(member, func(r rune) bool { return r == '_' || r == ' ' })
				switch {
				case member == "*":
					words = []string{""}
				case len(words) == 0:
					return fmt.Errorf("no word in %q", member)
				}
				p.triggers = append(p.triggers, trigger{pos, words[0], words[1:]})
			}
		}
	}
	return nil
}

// members are the words of the class w, in order, or w itself.
func (c *compiler) members(w string) ([]string, error) {
	if strings.ToLower(w) == w {
		return []string{w}, nil
	}
	class, ok := c.classes[w]
	if !ok {
		return nil, fmt.Errorf("no class %s above this line", w)
	}
	var out []string
	for member := range class {
		out = append(out, member)
	}
	slices.Sort(out)
	return out, nil
}

// argument reads "name = path | path".
func (c *compiler) argument(p *Pattern, text string, must bool) error {
	name, paths, ok := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !ok || name == "" || strings.ToLower(name) != name {
		return fmt.Errorf("want \"name = path\", got %q", text)
	}
	if c.taken(p, name) || roles[name] != 0 {
		return fmt.Errorf("there is a %s already", name)
	}
	arg := argument{name: name, must: must}
	for _, one := range splitOutside(paths, '|') {
		way, err := c.path(p, one)
		if err != nil {
			return err
		}
		arg.paths = append(arg.paths, *way)
	}
	p.args = append(p.args, arg)
	return nil
}

// taken reports whether an argument or place of that name is known.
func (c *compiler) taken(p *Pattern, name string) bool {
	return slices.Contains(c.lang.Places, name) || slices.ContainsFunc(p.args, func(a argument) bool { return a.name == name })
}

// condition reads "negated | not subject[they]".
func (c *compiler) condition(p *Pattern, text string) (condition, error) {
	var out condition
	for _, one := range splitOutside(text, '|') {
		bare, not := strings.CutPrefix(one, "not ")
		bare = strings.TrimSpace(bare)
		if f, ok := facts[bare]; ok {
			out = append(out, term{not: not, fact: &f})
			continue
		}
		if slices.Contains(c.lang.Flags, bare) {
			out = append(out, term{not: not, fact: &fact{flag: bare}})
			continue
		}
		way, err := c.path(p, bare)
		if err != nil {
			return nil, err
		}
		out = append(out, term{not: not, path: *way})
	}
	return out, nil
}

// index puts p on the lists of the words that trigger it.
func (c *compiler) index(p *Pattern) {
	n := len(c.set.patterns)
	c.set.patterns = append(c.set.patterns, p)
	k := c.set.kind(p.Kind)
	if k < 0 {
		k = len(c.set.kinds)
		c.set.kinds, c.set.anywhere = append(c.set.kinds, p.Kind), append(c.set.anywhere, nil)
	}
	for _, t := range p.triggers {
		c.set.add(k, n, t)
	}
}

// splitOutside splits s at sep where no bracket is open, and trims the parts.
func splitOutside(s string, sep byte) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			depth--
		case sep:
			if depth <= 0 {
				out = append(out, strings.TrimSpace(s[from:i]))
				from = i + 1
			}
		}
	}
	return append(out, strings.TrimSpace(s[from:]))
}
