package statement

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/rules"
	"onrecord/internal/words"
	"onrecord/ling/ud"
)

//go:embed *.rules
var ruleFiles embed.FS

// frame is one shape of content that a cue takes.
type frame struct {
	kind frameKind
	prep string // for frames of kind onPrep
}

type frameKind uint8

const (
	onQuote frameKind = iota
	onClause
	onTo
	onIng
	onObj
	onObjTo
	onObjAs
	onObjOf
	onNoun
	onPrep
)

var frameNames = map[string]frameKind{
	"quote": onQuote, "clause": onClause, "to": onTo, "ing": onIng, "obj": onObj,
	"obj+to": onObjTo, "obj+as": onObjAs, "obj+of": onObjOf, "noun": onNoun,
}

// prepositions that a frame may name; "to-" is the preposition to.
var prepositions = map[string]string{
	"for": "for", "of": "of", "on": "on", "about": "about", "to-": "to", "at": "at", "with": "with",
	"against": "against", "over": "over", "in": "in", "into": "into", "as": "as", "out": "out", "from": "from", "by": "by",
}

// sourceArg says which argument of a cue is the source.
type sourceArg uint8

const (
	bySubject sourceArg = iota
	byObject
)

// cue is one entry of the lexicon.
type cue struct {
	words     []string // the lemma first, then particle or fixed words, lower case
	class     *class
	takes     []frame
	addressee string
	act       onrecord.Act
	attitude  bool
	passive   bool // the passive's subject is content, the source may be nobody
	source    sourceArg
	opens     []string // of a phrase: it opens the sentence, and its content opens with one of these
}

// lemma is the cue as a record shows it.
func (c *cue) lemma() string { return strings.Join(c.words, " ") }

// takesQuote reports whether quoted words can be the cue's content.
func (c *cue) takesQuote() bool {
	for _, f := range c.takes {
		if f.kind == onQuote {
			return true
		}
	}
	return false
}

// takesClause reports whether a finite clause can be the cue's content, or the
// cue itself stands for one ("as he put it").
func (c *cue) takesClause() bool {
	for _, f := range c.takes {
		if f.kind == onClause {
			return true
		}
	}
	return len(c.words) > 1 && c.takesQuote()
}

// takesPrep reports whether a phrase with prep can be the cue's content.
func (c *cue) takesPrep(prep string) bool {
	for _, f := range c.takes {
		if f.kind == onPrep && f.prep == prep {
			return true
		}
	}
	return false
}

// takesObject reports whether a noun phrase can be the cue's content.
func (c *cue) takesObject() bool {
	for _, f := range c.takes {
		switch f.kind {
		case onObj, onObjAs, onObjTo, onObjOf, onNoun:
			return true
		}
	}
	return false
}

// class is a rule of the lexicon: cues that share their arguments.
type class struct {
	rules.Rule
	cues []*cue
}

// foundBy names the class as a statement's finder.
func (c *class) foundBy() string { return foundHere + c.Kind + " " + c.Name }

// lexicon holds every cue, by the kind of rule and its first word.
type lexicon struct {
	rules   []rules.Rule // every rule, for its examples
	classes []*class
	verbs   map[string][]*cue
	nouns   map[string][]*cue
	adjs    map[string][]*cue
	phrases map[string][]*cue
	forms   map[string]string // regular forms of the verbs -> their lemma
	lists   map[string]map[string]bool

	book     *words.Book // nouns for people and bodies
	standing *standing   // what a cue's statement is worth

	// Rules that are tried in the order of their file.
	bounds      [extents][]*bound
	sources     []named[sourceRule]
	contents    []named[contentRule]
	edges       []named[contentRule]
	drops       []named[dropTest]
	tangles     []named[tangleRule]
	claims      []named[articleRule]
	corrections []named[articleRule]
}

// named is a rule that is a function.
type named[F any] struct {
	name string
	do   F
}

// load reads the embedded rule files.
func load() (*lexicon, error) {
	lex := &lexicon{
		verbs: map[string][]*cue{}, nouns: map[string][]*cue{}, adjs: map[string][]*cue{},
		phrases: map[string][]*cue{}, forms: map[string]string{}, lists: map[string]map[string]bool{},
	}
	var err error
	if lex.standing, err = newStanding(); err != nil {
		return nil, fmt.Errorf("read what statements are worth: %w", err)
	}
	if lex.book, err = words.English(); err != nil {
		return nil, fmt.Errorf("read the nouns for people: %w", err)
	}
	entries, err := ruleFiles.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list rule files: %w", err)
	}
	for _, e := range entries {
		if err := lex.file(e.Name()); err != nil {
			return nil, fmt.Errorf("read %s: %w", e.Name(), err)
		}
	}
	for _, verb := range slices.Sorted(maps.Keys(lex.verbs)) {
		for _, form := range inflected(verb) {
			if _, ok := lex.verbs[form]; !ok {
				lex.forms[form] = verb
			}
		}
	}
	return lex, nil
}

// inflected are the regular forms of an English verb, and one or two that no
// verb has: a lemmatizer may not know the verb.
func inflected(verb string) []string {
	n := len(verb)
	if n < 3 {
		return nil
	}
	out := []string{verb + "s", verb + "es", verb + "ed", verb + "ing"}
	switch last, before := verb[n-1], verb[n-2]; {
	case last == 'e':
		out = append(out, verb+"d", verb[:n-1]+"ing")
	case last == 'y':
		out = append(out, verb[:n-1]+"ies", verb[:n-1]+"ied")
	case !vowel(last) && vowel(before) && !vowel(verb[n-3]):
		out = append(out, verb+string(last)+"ed", verb+string(last)+"ing")
	}
	return out
}

// vowel reports whether c is a vowel letter.
func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// file adds one rule file.
func (lex *lexicon) file(name string) error {
	in, err := ruleFiles.Open(name)
	if err != nil {
		return err
	}
	found, err := rules.Read(name, in)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range found {
		if err := lex.add(r); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.Where(), err))
		}
	}
	return errors.Join(errs...)
}

// add adds one rule, by its kind.
func (lex *lexicon) add(r rules.Rule) error {
	lex.rules = append(lex.rules, r)
	switch r.Kind {
	case "list":
		lex.addList(r)
		return nil
	case "verb", "noun", "adjective", "phrase", "mark":
		return lex.addClass(r)
	case "bound":
		return lex.addBound(r)
	case "source":
		return addNamed(&lex.sources, sourceRules, r)
	case "content":
		return addNamed(&lex.contents, contentRules, r)
	case "edge":
		return addNamed(&lex.edges, contentRules, r)
	case "drop":
		return addNamed(&lex.drops, dropTests, r)
	case "tangle":
		return addNamed(&lex.tangles, tangleRules, r)
	case "claim":
		return addNamed(&lex.claims, articleRules, r)
	case "correction":
		return addNamed(&lex.corrections, articleRules, r)
	}
	return fmt.Errorf("no such kind of rule: %q", r.Kind)
}

// addNamed adds a rule that is the function of its name.
func addNamed[F any](list *[]named[F], functions map[string]F, r rules.Rule) error {
	do, ok := functions[r.Name]
	if !ok {
		return fmt.Errorf("no function stands for %s %q", r.Kind, r.Name)
	}
	*list = append(*list, named[F]{r.Name, do})
	return nil
}

// addList adds a list of words.
func (lex *lexicon) addList(r rules.Rule) {
	set := map[string]bool{}
	for _, line := range r.All("words") {
		for _, w := range split(line) {
			set[strings.ToLower(w)] = true
		}
	}
	lex.lists[r.Name] = set
}

// split are the parts of a setting between commas, trimmed.
func split(line string) []string {
	var out []string
	for _, w := range strings.Split(line, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// addBound adds a rule that says where a content ends.
func (lex *lexicon) addBound(r rules.Rule) error {
	b := &bound{Rule: r, comma: r.Get("behind") == "comma", keeps: r.Get("goes") == "on", marks: r.Get("marks"), list: r.Get("list"), words: strings.Fields(r.Get("words"))}
	for _, tag := range split(r.Get("tags")) {
		upos := ud.ParseUPOS(tag)
		if upos.String() != tag {
			return fmt.Errorf("bound %q: no such part of speech: %q", r.Name, tag)
		}
		b.tags = append(b.tags, upos)
	}
	if b.marks == "" && b.list == "" && len(b.words)+len(b.tags) == 0 {
		if b.test = boundTests[r.Name]; b.test == nil {
			return fmt.Errorf("no pattern, and no function stands for bound %q", r.Name)
		}
	}
	for _, name := range strings.Fields(r.Get("ends")) {
		how, ok := extentNames[name]
		if !ok {
			return fmt.Errorf("bound %q: no such content: %q", r.Name, name)
		}
		lex.bounds[how] = append(lex.bounds[how], b)
	}
	return nil
}

// addClass adds a class of cues.
func (lex *lexicon) addClass(r rules.Rule) error {
	index := map[string]map[string][]*cue{
		"verb": lex.verbs, "noun": lex.nouns, "adjective": lex.adjs, "phrase": lex.phrases,
	}[r.Kind]
	c := &class{Rule: r}
	for _, f := range r.Fields {
		if f.Key != "cue" {
			continue
		}
		entry, err := parseCue(c, f.Value)
		if err != nil {
			return fmt.Errorf("line %d: %w", f.Line, err)
		}
		c.cues = append(c.cues, entry)
		if index == nil {
			continue
		}
		for _, other := range index[entry.words[0]] {
			if other.lemma() == entry.lemma() {
				return fmt.Errorf("line %d: cue %q stands already in %s %s", f.Line, entry.lemma(), other.class.Kind, other.class.Name)
			}
		}
		index[entry.words[0]] = longestFirst(append(index[entry.words[0]], entry))
	}
	lex.classes = append(lex.classes, c)
	return nil
}

// longestFirst keeps the entries with more fixed words before those with fewer.
func longestFirst(list []*cue) []*cue {
	for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	return list
}

// parseCue reads a cue line: words, then key=value settings over the class's own.
func parseCue(c *class, line string) (*cue, error) {
	get := map[string]string{}
	for _, key := range [...]string{"takes", "addressee", "act", "sort", "passive", "source", "opens"} {
		get[key] = c.Get(key)
	}
	entry := &cue{class: c}
	for _, w := range strings.Fields(line) {
		key, value, ok := strings.Cut(w, "=")
		if !ok {
			entry.words = append(entry.words, w)
			continue
		}
		if _, known := get[key]; !known {
			return nil, fmt.Errorf("cue %q: no such setting: %q", line, key)
		}
		get[key] = value
	}
	if len(entry.words) == 0 {
		return nil, fmt.Errorf("cue %q: no words", line)
	}
	for _, name := range strings.FieldsFunc(get["takes"], func(r rune) bool { return r == ' ' || r == ',' }) {
		if kind, ok := frameNames[name]; ok {
			entry.takes = append(entry.takes, frame{kind: kind})
		} else if prep, ok := prepositions[name]; ok {
			entry.takes = append(entry.takes, frame{kind: onPrep, prep: prep})
		} else {
			return nil, fmt.Errorf("cue %q: no such frame: %q", line, name)
		}
	}
	entry.addressee = get["addressee"]
	entry.opens = strings.FieldsFunc(get["opens"], func(r rune) bool { return r == ' ' || r == ',' })
	entry.attitude = get["sort"] == "attitude"
	entry.passive = get["passive"] == "content"
	if get["source"] == "object" {
		entry.source = byObject
	}
	entry.act = onrecord.Say
	if get["act"] != "" {
		entry.act = onrecord.Act(get["act"])
	}
	for _, a := range onrecord.Acts {
		if a == entry.act {
			return entry, nil
		}
	}
	return nil, fmt.Errorf("cue %q: no such act: %q", line, entry.act)
}
