package statement

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// One article with a chain, a condition, an addressee and words that run on:
// the grain of the record, as the statements' own fields.
func TestChain(t *testing.T) {
	r := newReading(t)
	text := "GENEVA — Valdorian Foreign Minister Ana Kovač said on Thursday that her country was ready for talks with Marenia " +
		"if the border reopened, according to the Northern News Agency, citing Valdorian state television.\n\n" +
		"“We will come to the table,” she told reporters. “But not under fire.”\n\n" +
		"Marenia denied that its forces had fired on the border post, saying the ceasefire agreed on May 3 was “holding.”"
	doc, err := r.a.Annotate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	day := ling.NewDate(2016, 5, 12)
	found := r.x.Extract(clause.Look(doc), &onrecord.Article{Text: text, Published: onrecord.Published{Earliest: day, Latest: day, Value: day.String()}})
	byCue := map[string]onrecord.Statement{}
	for _, s := range found {
		byCue[inText(text, s.Cue.Spans)] = s
	}
	agency, tv, said, told := byCue["according to"], byCue["citing"], byCue["said"], byCue["told"]
	if tv.Parent != agency.ID || said.Parent != tv.ID || agency.Parent != "" || agency.ID == "" {
		t.Errorf("parents: said in %q, citing in %q, according to in %q", said.Parent, tv.Parent, agency.Parent)
	}
	var via []string
	for _, v := range said.Via {
		via = append(via, inText(text, v.Spans))
	}
	if got := strings.Join(via, "; "); got != "the Northern News Agency; Valdorian state television" {
		t.Errorf("via %q", got)
	}
	if got := inText(text, said.Condition); got != "if the border reopened" {
		t.Errorf("condition %q", got)
	}
	if len(agency.Condition)+len(tv.Condition) > 0 {
		t.Errorf("who passes a condition on makes none: %v, %v", agency.Condition, tv.Condition)
	}
	if got := inText(text, told.Content.Spans); got != "“We will come to the table,” || “But not under fire.”" {
		t.Errorf("told content %q", got)
	}
	if told.Act != onrecord.Promise || told.Mode != onrecord.Direct || inText(text, told.Addressee.Spans) != "reporters" {
		t.Errorf("told: act %s, mode %s, to %q", told.Act, told.Mode, inText(text, told.Addressee.Spans))
	}
	if s := byCue["saying"]; inText(text, s.Source.Spans) != "Marenia" || s.Mode != onrecord.Mixed || s.Parent != "" {
		t.Errorf("saying: source %q, mode %s, parent %q", inText(text, s.Source.Spans), s.Mode, s.Parent)
	}
	if s := byCue["denied"]; s.Act != onrecord.Deny || s.SaidOn.Value != "2016-05-12" || s.SaidOn.Basis != "document" {
		t.Errorf("denied: act %s, said on %+v", s.Act, s.SaidOn)
	}
}

func TestQualify(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct {
		text      string
		negated   bool
		certainty onrecord.Certainty
		act       onrecord.Act
		condition string
	}{
		{"She said the road was shut.", false, onrecord.Certain, onrecord.Say, ""},
		{"She did not say that the road was shut.", true, onrecord.Certain, onrecord.Say, ""},
		{"She never confirmed that the road was shut.", true, onrecord.Certain, onrecord.Say, ""},
		{"She said the road might be shut.", false, onrecord.Possible, onrecord.Say, ""},
		{"She believes the road is shut.", false, onrecord.Likely, onrecord.Say, ""},
		{"She said they would leave unless the road was opened.", false, onrecord.Certain, onrecord.Say, "unless the road was opened"},
		{"“We will leave,” she said.", false, onrecord.Certain, onrecord.Promise, ""},
		{"“Is the road open?” she said.", false, onrecord.Certain, onrecord.Ask, ""},
		{"She asked if the road was open.", false, onrecord.Certain, onrecord.Ask, ""},
		{"She threatened to leave.", false, onrecord.Certain, onrecord.Threaten, ""},
	} {
		found := r.read(t, c.text)
		if len(found) == 0 {
			t.Errorf("%s: nothing found", c.text)
			continue
		}
		s := found[0]
		if s.Negated != c.negated || s.Certainty != c.certainty || s.Act != c.act || inText(c.text, s.Condition) != c.condition {
			t.Errorf("%s: negated %v, %s, %s, condition %q", c.text, s.Negated, s.Certainty, s.Act, inText(c.text, s.Condition))
		}
	}
}

// checkStatements holds what is true of every statement of any text.
func checkStatements(t *testing.T, text string, found []onrecord.Statement) {
	t.Helper()
	ids := map[onrecord.ClaimID]bool{}
	for _, s := range found {
		ids[s.ID] = true
	}
	if len(ids) != len(found) {
		t.Fatalf("%q: %d ids for %d statements", text, len(ids), len(found))
	}
	for _, s := range found {
		for p := range s.Parts() {
			spans := *p.Spans
			last := 0
			for _, sp := range spans {
				if sp.Start < last || sp.End > len(text) || sp.Empty() {
					t.Fatalf("%q: span %v after byte %d of %d", text, sp, last, len(text))
				}
				last = sp.End
			}
		}
		if len(s.Content.Spans) == 0 || len(s.Cue.Spans) == 0 || s.FoundBy == "" || s.Mode == "" || s.Act == "" {
			t.Fatalf("%q: incomplete %+v", text, s)
		}
		if overlap(s.Cue.Spans, s.Content.Spans) > 0 {
			t.Fatalf("%q: cue within content: %+v", text, s)
		}
		if s.Parent != "" && !ids[s.Parent] || s.Parent == s.ID {
			t.Fatalf("%q: parent %q of %q", text, s.Parent, s.ID)
		}
	}
}

func FuzzExtract(f *testing.F) {
	r := newReading(f)
	f.Add("“We will come,” she told TASS, citing officials. ‘No,’ said Kovač, according to AFP, if it rains.")
	f.Add("Lavrov: “One said 'two' \"three”\n\n“four he said, adding that: ''five''\n\nA: yes. — B. Reader")
	f.Add("The envoy, who said it is shut, said, who asked, agreed on May 3 was, which on Tuesday, who said,")
	f.Add("said said said, that that “said” according to according to citing citing, he said, said he")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		checkStatements(t, text, r.read(t, text))
	})
}

// Twice the text must not cost more than about twice the time: quadratic work
// would need minutes here.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	r := newReading(t)
	for _, unit := range []string{
		"he said ", "“a,” he said. ", "said that ", "according to he said, ", "Kovač, who said, ", "“x\n\n", "A: “said” ", "if ", "citing officials, ",
	} {
		text := strings.Repeat(unit, 8_000)
		doc := &ling.Document{Text: text}
		for at := 0; at < len(text); { // tokens without a model: the tagger is not what is tested
			end := at + strings.IndexAny(text[at:]+" ", " \n")
			if end > at {
				doc.Tokens = append(doc.Tokens, ling.Token{Span: ling.Span{Start: at, End: end}, Form: text[at:end], UPOS: ud.VERB, XPOS: "VBD", Head: ling.NoHead})
			}
			at = end + 1
		}
		for first := 0; first < len(doc.Tokens); first += 500 {
			last := min(first+500, len(doc.Tokens))
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: last, Block: -1,
				Span: ling.Span{Start: doc.Tokens[first].Start, End: doc.Tokens[last-1].End}})
		}
		checkStatements(t, text, r.x.Extract(clause.Look(doc), &onrecord.Article{Text: text}))
		checkStatements(t, text[:4000], r.read(t, text[:4000]))
	}
}

// Equal input gives equal output, from many goroutines at once.
func TestConcurrent(t *testing.T) {
	r := newReading(t)
	text := strings.Repeat("Kovač said the road was mined, adding that “nobody should use it.” “Not yet,” she told TASS.\n\n", 5)
	want := len(r.read(t, text))
	for i := range 8 {
		t.Run(string(rune('a'+i)), func(t *testing.T) {
			t.Parallel()
			if got := len(r.read(t, text)); got != want {
				t.Errorf("%d statements, want %d", got, want)
			}
		})
	}
}

func BenchmarkExtract(b *testing.B) {
	r := newReading(b)
	text := strings.Repeat("Valdorian Foreign Minister Ana Kovač said on Thursday that her country was ready for talks if the border reopened, "+
		"according to the Northern News Agency. “We will come to the table,” she told reporters. “But not under fire.”\n\n"+
		"Marenia denied that its forces had fired on the border post. Snow fell on the valley for three days and closed the road.\n\n", 20)
	doc, err := r.a.Annotate(b.Context(), text)
	if err != nil {
		b.Fatal(err)
	}
	art := &onrecord.Article{Text: text}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.x.Extract(clause.Look(doc), art)
	}
}
