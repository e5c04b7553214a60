package timex

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// ruleDay is the day that the rule file's examples are read on, a Thursday.
var ruleDay = ling.Date{Year: 2015, Month: 11, Day: 19}

func newTagger(t testing.TB) *Tagger {
	t.Helper()
	tagger, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// splitter is the sentence splitter, its model loaded once.
var splitter = sync.OnceValues(segment.NewSplitter)

// tokens cuts text as the annotator does.
func tokens(text string, day ling.Date) *ling.Document {
	doc := &ling.Document{Text: text, Published: day}
	split, err := splitter()
	if err != nil {
		panic(err)
	}
	cut := tokenize.New()
	for _, p := range segment.Paragraphs(doc) {
		first := len(doc.Tokens)
		cut.Append(doc, p.Span)
		split.Split(doc, first, p)
	}
	return doc
}

func read(t *Tagger, text string, day ling.Date) *ling.Document {
	doc := tokens(text, day)
	t.Annotate(doc)
	return doc
}

var marked = regexp.MustCompile(`\[\[([^|\]]*)(?:\|([^\]]*))?\]\]`)

type mark struct {
	ling.Span
	value string
}

// unmark takes "[[Nov. 14|2015-11-14]]" apart.
func unmark(s string) (text string, marks []mark) {
	for {
		at := marked.FindStringSubmatchIndex(s)
		if at == nil {
			return text + s, marks
		}
		text += s[:at[0]]
		m := mark{Span: ling.Span{Start: len(text), End: len(text) + at[3] - at[2]}}
		text += s[at[2]:at[3]]
		if at[4] >= 0 {
			m.value = s[at[4]:at[5]]
		}
		marks, s = append(marks, m), s[at[1]:]
	}
}

// edges leaves out punctuation at a span's edges, as the scorer does.
func edges(text string, s ling.Span) string { return strings.Trim(s.In(text), " .,'’()") }

func TestRuleExamples(t *testing.T) {
	in, err := os.Open("en.rules")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	found, err := rules.Read("en.rules", in)
	if err != nil {
		t.Fatal(err)
	}
	tagger := newTagger(t)
	for i := range found {
		r := &found[i]
		for _, e := range r.Yes {
			if fault := checkYes(tagger, r, e.Text); fault != "" {
				t.Errorf("en.rules:%d: %s %s: %s: %s", e.Line, r.Kind, r.Name, e.Text, fault)
			}
		}
		for _, e := range r.No {
			if fault := checkNo(tagger, r, e.Text); fault != "" {
				t.Errorf("en.rules:%d: %s %s must leave alone: %s: %s", e.Line, r.Kind, r.Name, e.Text, fault)
			}
		}
		for _, e := range r.Todo {
			if checkYes(tagger, r, e.Text) == "" {
				t.Errorf("en.rules:%d: %s %s: passes now, make it a yes: %s", e.Line, r.Kind, r.Name, e.Text)
			}
		}
	}
}

func checkYes(tagger *Tagger, r *rules.Rule, example string) string {
	text, marks := unmark(example)
	switch r.Kind {
	case "words":
		for _, m := range marks {
			if !hasClass(tagger, m.In(text), tagger.lexicon.names[r.Name]) {
				return "is not of the class"
			}
		}
		if len(marks) == 0 {
			return "marks nothing"
		}
		return ""
	case "part":
		if !partMatches(r, text) {
			return "does not match"
		}
		return ""
	case "not":
		doc := read(tagger, text, ruleDay)
		for _, m := range marks {
			for _, e := range doc.Times {
				if e.Overlaps(m.Span) {
					return "found " + e.In(text)
				}
			}
		}
		if len(marks) == 0 || !fires(tagger, r.Name, text) {
			return "does not fire"
		}
		return ""
	}
	doc := read(tagger, text, ruleDay)
	for _, m := range marks {
		ok := slices.ContainsFunc(doc.Times, func(e ling.TimeExpr) bool {
			return e.FoundBy == "timex "+r.Name && edges(text, e.Span) == edges(text, m.Span) && e.Value == m.value
		})
		if !ok {
			return "found " + show(doc)
		}
	}
	if len(marks) == 0 {
		return "marks nothing"
	}
	return ""
}

func checkNo(tagger *Tagger, r *rules.Rule, text string) string {
	switch r.Kind {
	case "words":
		if hasClass(tagger, text, tagger.lexicon.names[r.Name]) {
			return "is of the class"
		}
		return ""
	case "part":
		if partMatches(r, text) {
			return "matches"
		}
		return ""
	case "not":
		if fires(tagger, r.Name, text) {
			return "fires"
		}
		return ""
	}
	doc := read(tagger, text, ruleDay)
	for _, e := range doc.Times {
		if e.FoundBy == "timex "+r.Name {
			return "found " + show(doc)
		}
	}
	return ""
}

// show prints what was found, with rules and values.
func show(doc *ling.Document) string {
	var b strings.Builder
	for _, e := range doc.Times {
		b.WriteString("[" + e.In(doc.Text) + "|" + e.Value + "|" + e.FoundBy + "] ")
	}
	return b.String()
}

// lexed runs f on each sentence's lexemes.
func lexed(tagger *Tagger, text string, f func(*scratch)) {
	doc := tokens(text, ruleDay)
	s := &scratch{doc: doc}
	for _, sent := range doc.Sentences {
		tagger.lexSentence(s, sent.First, sent.Last)
		s.memo = make([]memo, len(s.lex))
		f(s)
	}
}

func hasClass(tagger *Tagger, text string, c class) (has bool) {
	doc := tokens(text, ruleDay)
	s := &scratch{doc: doc}
	for _, sent := range doc.Sentences {
		tagger.lexSentence(s, sent.First, sent.Last)
		for _, x := range s.lex {
			w := tagger.lexicon.words[x.word]
			has = has || x.word != 0 && (x.class|w.classes&^w.capital)&c != 0
		}
	}
	return has
}

// fires reports whether a rule matches anywhere, context included.
func fires(tagger *Tagger, name, text string) (fired bool) {
	lexed(tagger, text, func(s *scratch) {
		for pos := range s.lex {
			if at, _ := tagger.longest(s, int32(pos), true); at >= 0 && tagger.rules[at].name == name {
				fired = true
			}
		}
	})
	return fired
}

// partMatches compiles the rule file with a rule of the part alone in front.
func partMatches(r *rules.Rule, text string) bool {
	file := english + "\nnot probe\n  match: {" + r.Name + "}\n  yes: a\n  no: b\n"
	tagger, err := compile("probe", strings.NewReader(file))
	if err != nil {
		panic(err)
	}
	matched := false
	lexed(tagger, text, func(s *scratch) {
		matched = matched || tagger.try(s, &tagger.rules[len(tagger.rules)-1], 0) == int32(len(s.lex))
	})
	return matched
}
