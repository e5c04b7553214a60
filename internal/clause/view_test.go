package clause_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"onrecord/internal/clause"
)

// asking is a question about a sentence as testdata/view.txt writes it: the
// tokens and words it names.
type asking struct {
	*clause.View
	at    []int
	words []string
}

// answers are the questions that testdata/view.txt may ask.
var answers = map[string]func(asking) string{
	"AdditionAt":      func(q asking) string { return q.token(q.View.AdditionAt(q.at[0], q.at[1])) },
	"AdditionEnd":     func(q asking) string { return q.token(q.View.AdditionEnd(q.at[0], q.end())) },
	"AfterDateline":   func(q asking) string { return q.token(q.View.AfterDateline(q.at[0], q.end())) },
	"BeginsSentence":  func(q asking) string { return strconv.FormatBool(q.View.BeginsSentence(q.at[0])) },
	"CaseIs":          func(q asking) string { return strconv.FormatBool(q.CaseIs(q.at[0], q.words[1])) },
	"ClauseOpens":     func(q asking) string { return strconv.FormatBool(q.View.ClauseOpens(q.at[0])) },
	"Clausal":         func(q asking) string { return strconv.FormatBool(q.View.Clausal(q.at[0], q.end())) },
	"CommaIn":         func(q asking) string { return strconv.FormatBool(q.View.CommaIn(q.at[0], q.at[1])) },
	"EndsLikeSpeech":  func(q asking) string { return strconv.FormatBool(q.View.EndsLikeSpeech(q.QuoteAt(q.at[0]))) },
	"FirstSubject":    func(q asking) string { return q.token(q.View.FirstSubject(q.at[0], q.end())) },
	"HasTensed":       func(q asking) string { return strconv.FormatBool(q.View.HasTensed(q.at[0], q.at[1])) },
	"IfClause":        func(q asking) string { return q.token(q.View.IfClause(q.at[0])) },
	"Infinitive":      func(q asking) string { return q.text(q.View.Infinitive(q.at[0])) },
	"LeadsOn":         func(q asking) string { return strconv.FormatBool(q.View.LeadsOn(q.at[0])) },
	"LoneDash":        func(q asking) string { return strconv.FormatBool(q.View.LoneDash(q.at[0], 0, q.end())) },
	"MainVerb":        func(q asking) string { return q.token(q.View.MainVerb(q.at[0], q.end())) },
	"NominalBefore":   func(q asking) string { return q.text(second(q.View.NominalBefore(q.first(), q.at[0]))) },
	"NominalFrom":     func(q asking) string { return q.text(second(q.View.NominalFrom(q.at[0], q.end()))) },
	"NominalOnly":     func(q asking) string { return strconv.FormatBool(q.View.NominalOnly(q.at[0], q.at[1])) },
	"OpeningNominal":  func(q asking) string { return q.text(second(q.View.OpeningNominal(q.first(), q.at[0]))) },
	"OnDay":           func(q asking) string { return strconv.FormatBool(q.View.OnDay(q.at[0])) },
	"OpensAt":         func(q asking) string { return q.token(q.View.OpensAt(q.at[0])) },
	"OpensSpeech":     func(q asking) string { return strconv.FormatBool(q.View.OpensSpeech(q.Quotation(q.QuoteAt(q.at[0])))) },
	"Paragraph":       func(q asking) string { return q.text(clause.Range(q.View.Paragraph(q.at[0]))) },
	"ParagraphOf":     func(q asking) string { return strconv.Itoa(q.View.ParagraphOf(q.SentenceAt(q.at[0]))) },
	"Parsed":          func(q asking) string { return strconv.FormatBool(q.View.Parsed(q.at[0])) },
	"Phrase":          func(q asking) string { return q.text(q.View.Phrase(q.at[0])) },
	"PhraseBefore":    func(q asking) string { return q.text(q.View.PhraseBefore(q.at[0], q.at[1])) },
	"PhraseFrom":      func(q asking) string { return q.text(second(q.View.PhraseFrom(q.at[0], q.end()))) },
	"Quotation":       func(q asking) string { return q.text(q.View.Quotation(q.QuoteAt(q.at[0]))) },
	"QuoteOpens":      func(q asking) string { return strconv.FormatBool(q.QuoteOpensBefore(q.at[0])) },
	"QuotedIn":        func(q asking) string { return strconv.Itoa(q.View.QuotedIn(q.at[0], q.at[1])) },
	"RelativeOf":      func(q asking) string { return q.token(q.View.RelativeOf(q.at[0])) },
	"SameParagraph":   func(q asking) string { return strconv.FormatBool(q.View.SameParagraph(q.at[0], q.at[1])) },
	"SecondPredicate": func(q asking) string { return q.token(q.View.SecondPredicate(q.at[0], q.end())) },
	"Stops":           func(q asking) string { return strconv.FormatBool(q.View.Stops(q.at[0])) },
	"SubjectAndVerb":  func(q asking) string { return strconv.FormatBool(q.View.SubjectAndVerb(q.at[0], q.end())) },
	"Tensed":          func(q asking) string { return strconv.FormatBool(q.View.Tensed(q.at[0])) },
	"Timed":           func(q asking) string { return strconv.FormatBool(q.View.Timed(q.at[0])) },
	"ToInfinitive":    func(q asking) string { return strconv.FormatBool(q.View.ToInfinitive(q.at[0])) },
	"TopQuotes":       func(q asking) string { return strconv.Itoa(len(q.View.TopQuotes())) },
	"VerbOf":          func(q asking) string { return q.token(q.View.VerbOf(q.at[0])) },
	"WholeQuotations": func(q asking) string { return q.text(q.View.WholeQuotations(clause.Range(q.at[0], q.at[1]), 0)) },
	"Shouted":         func(q asking) string { return strconv.FormatBool(q.View.Shouted(q.at[0])) },
	"Trim":            func(q asking) string { return q.text(q.View.Trim(clause.Range(q.at[0], q.at[1]))) },
	"HeadOf":          func(q asking) string { return q.token(q.View.HeadOf(clause.Range(q.at[0], q.at[1]))) },
	"MainOf":          func(q asking) string { return q.token(q.View.MainOf(clause.Run{From: q.at[0], To: q.at[1]})) },
	"NominalRoot":     func(q asking) string { return strconv.FormatBool(q.View.NominalRoot(q.first(), q.end())) },
	"OwnSubject":      func(q asking) string { return q.token(q.View.OwnSubject(q.at[0])) },
}

func second(_ int, rs clause.Runs) clause.Runs { return rs }

// first and end are the sentence of the first word that is asked about.
func (q asking) first() int { a, _ := q.Sentence(q.at[0]); return a }
func (q asking) end() int   { _, b := q.Sentence(q.at[0]); return b }

// token is the form of token i, "-" for none.
func (q asking) token(i int) string {
	if i < 0 || i >= len(q.Tokens) {
		return "-"
	}
	return q.Tokens[i].Form
}

// text is the words of rs as they stand in the text, runs parted by a bar.
func (q asking) text(rs clause.Runs) string {
	var out []string
	for _, span := range q.Spans(rs) {
		out = append(out, span.In(q.Text))
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, " | ")
}

// find is the token of the word; "word#2" is the second of its kind, and "^" and
// "$" are the text's ends.
func find(t *testing.T, p *clause.Predicates, word string) int {
	t.Helper()
	form, nth, _ := strings.Cut(word, "#")
	count, _ := strconv.Atoi(nth)
	switch form {
	case "^":
		return 0
	case "$":
		return len(p.Tokens)
	}
	for i := range p.Tokens {
		if p.Tokens[i].Form == form {
			if count--; count <= 0 {
				return i
			}
		}
	}
	t.Fatalf("no word %q in %s", word, p.Text)
	return -1
}

// Every line of testdata/view.txt holds.
func TestView(t *testing.T) {
	r := newReading(t)
	data, err := os.ReadFile("testdata/view.txt")
	if err != nil {
		t.Fatal(err)
	}
	var p *clause.Predicates
	asked := map[string]bool{}
	for n, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, "= "); ok {
			p = r.read(t, strings.ReplaceAll(rest, "¶", "\n\n"))
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		question, want, ok := strings.Cut(line, ": ")
		words := strings.Fields(question)
		answer := answers[words[0]]
		if !ok || answer == nil {
			t.Fatalf("view.txt:%d: no question: %s", n+1, line)
		}
		q := asking{View: p.View, words: words[1:]}
		for _, w := range q.words {
			q.at = append(q.at, find(t, p, w))
		}
		asked[words[0]] = true
		if got := answer(q); got != want {
			t.Errorf("view.txt:%d: %s is %q, want %q in: %s", n+1, question, got, want, p.Text)
		}
	}
	for name := range answers {
		if !asked[name] {
			t.Errorf("nothing is asked about %s", name)
		}
	}
}
