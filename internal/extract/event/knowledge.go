package event

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/internal/words"
)

//go:embed patterns/*.rules
var patternFiles embed.FS

// knowledge is what the rule files know.
type knowledge struct {
	grammar   *clause.Grammar
	book      *words.Book // nouns for people
	set       *rules.Set
	words     map[string]map[string]bool // classes of words by name
	topics    []topic
	verbs     map[string]bool      // forms of the present tense of what triggers frames
	onlyVerbs map[string]bool      // those that trigger no frame as nouns
	hints     map[string][]hint    // what words say of topics
	bit       map[string]uint64    // the bit of each class
	classes   *words.Table[uint64] // the classes of each word
	counting  uint64               // the bit of the class of nouns that count others
	rules     []rules.Rule
}

// language is what the files of patterns may say.
func language() rules.Language {
	lang := rules.Language{
		Kinds: []string{"event", "none"},
		Tests: []string{testActor, testHuman, testNamed, testArmed, testTargeted},
		Gives: map[string][]string{"mode": nil, "context": nil, "cameo": nil, "takes": {"complement", "clause"}, "shade": {"none"}, "status": {"planned", "failed"}},
	}
	for _, t := range onrecord.EventTypes {
		lang.Gives["event"] = append(lang.Gives["event"], string(t))
	}
	return lang
}

// load reads all rule files.
func load() (*knowledge, error) { return loadFrom(patternFiles) }

// loadFrom reads the rule files of a directory "patterns", in the order of their
// names: what a file names, those behind it may use.
func loadFrom(files fs.FS) (*knowledge, error) {
	g, err := clause.NewGrammar()
	if err != nil {
		return nil, err
	}
	book, err := words.English()
	if err != nil {
		return nil, err
	}
	k := &knowledge{grammar: g, book: book, words: map[string]map[string]bool{}, verbs: map[string]bool{}, bit: map[string]uint64{}}
	names, err := fs.Glob(files, "patterns/*.rules")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	for _, name := range names {
		in, err := files.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		found, err := readAll(name, in)
		if err != nil {
			return nil, err
		}
		k.rules = append(k.rules, found...)
	}
	return k, k.compile()
}

func readAll(name string, in io.ReadCloser) ([]rules.Rule, error) {
	defer in.Close()
	return rules.Read(name, in)
}

// compile makes topics, classes of words and patterns of the rules.
func (k *knowledge) compile() error {
	var patterns []rules.Rule
	var errs []error
	for _, r := range k.rules {
		switch r.Kind {
		case "topic":
			t, err := newTopic(r)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", r.Where(), err))
			}
			k.topics = append(k.topics, t)
			continue
		case "words":
			k.words[r.Name] = wordSet(r, "words")
		}
		patterns = append(patterns, inflected(r))
		if r.Kind == "event" {
			k.addVerbs(r.Get("trigger"))
		}
	}
	k.onlyVerbs = k.verbsThatAreNoNouns()
	set, err := rules.Compile(language(), patterns)
	k.set, k.hints = set, hintsOf(k.topics)
	classes := map[string]uint64{}
	for n, name := range slices.Sorted(maps.Keys(k.words)) {
		k.bit[name] = 1 << n
		for w := range k.words[name] {
			classes[w] |= 1 << n
		}
	}
	k.classes = words.NewTable(classes)
	k.counting = k.bit["QUANTITY"]
	if len(k.words) > 64 {
		errs = append(errs, errors.New("more than 64 classes of words"))
	}
	return errors.Join(append(errs, err)...)
}

// wordSet are the words of a rule's lines of that key.
func wordSet(r rules.Rule, key string) map[string]bool {
	out := map[string]bool{}
	for _, line := range r.All(key) {
		for _, w := range strings.Split(line, ",") {
			if w = strings.ToLower(strings.TrimSpace(w)); w != "" {
				out[w] = true
			}
		}
	}
	return out
}

// inflected is a rule whose triggers stand in all their regular forms as well: a
// lemma may be wrong where a form is rare ("sacks", "freed").
func inflected(r rules.Rule) rules.Rule {
	fields := slices.Clone(r.Fields)
	for n, f := range fields {
		if f.Key == "trigger" {
			fields[n].Value = withForms(f.Value)
		}
	}
	r.Fields = fields
	return r
}

// addVerbs notes the forms of the present tense of the verbs on a line of triggers.
func (k *knowledge) addVerbs(line string) {
	for _, part := range strings.Split(line, "|") {
		words := strings.Fields(part)
		if len(words) == 0 || words[0] != "verb" {
			continue
		}
		for _, w := range words[1:] {
			if present := forms("verb", w); len(present) > 0 && !strings.Contains(w, "_") {
				k.verbs[w], k.verbs[present[0]] = true, true
			}
		}
	}
}

// verbsThatAreNoNouns are the forms of verbs that no pattern has as a noun as well, so
// that they are verbs wherever they stand: "disbands", not "strikes".
func (k *knowledge) verbsThatAreNoNouns() map[string]bool {
	nouns := map[string]bool{}
	for _, r := range k.rules {
		for _, part := range strings.Split(r.Get("trigger"), "|") {
			if words := strings.Fields(part); len(words) > 0 && words[0] != "verb" {
				for _, w := range words[1:] {
					nouns[w], nouns[w+"s"] = true, true
				}
			}
		}
		if r.Kind == "words" {
			maps.Copy(nouns, wordSet(r, "words"))
		}
	}
	out := map[string]bool{}
	for w := range k.verbs {
		if strings.HasSuffix(w, "s") && !nouns[w] && !nouns[strings.TrimSuffix(w, "s")] {
			out[w] = true
		}
	}
	return out
}

// withForms adds their forms to the words of a line of triggers.
func withForms(line string) string {
	var out []string
	for _, part := range strings.Split(line, "|") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		all := words[:1:1]
		for _, w := range words[1:] {
			all = append(append(all, w), forms(words[0], w)...)
		}
		out = append(out, strings.Join(all, " "))
	}
	return strings.Join(out, " | ")
}

// forms are the regular forms of a word, its particle kept: those of a verb, or the
// plural of a noun.
func forms(pos, word string) []string {
	w, particle, parted := strings.Cut(word, "_")
	if parted {
		particle = "_" + particle
	}
	if strings.ToLower(w) != w || w == "*" {
		return nil
	}
	endings := []string{"s", "ed", "ing"}
	if pos != "verb" {
		endings = endings[:1]
	}
	stem := w
	switch {
	case strings.HasSuffix(w, "e"):
		stem = w[:len(w)-1]
		endings = []string{"es", "ed", "ing"}[:len(endings)]
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "x"):
		endings[0] = "es"
	case strings.HasSuffix(w, "y") && !strings.ContainsAny(w[len(w)-2:len(w)-1], "aeo"):
		stem = w[:len(w)-1]
		endings = []string{"ies", "ied", "ying"}[:len(endings)]
	}
	var out []string
	for _, e := range endings {
		out = append(out, stem+e+particle)
	}
	return out
}
