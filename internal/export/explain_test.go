package export_test

import (
	"bytes"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// parsed is the document of full's text, with a small tree and a quotation.
func parsed(text string) *ling.Document {
	words := strings.Fields(strings.TrimSuffix(text, "."))
	doc := &ling.Document{Text: text}
	at := 0
	for i, w := range words {
		start := at + strings.Index(text[at:], w)
		at = start + len(w)
		t := ling.Token{Span: ling.Span{Start: start, End: at}, Form: w, Lemma: strings.ToLower(w), UPOS: ud.NOUN, XPOS: "NN", Head: 1, Deprel: "obl"}
		if i == 1 {
			t.Head, t.Deprel, t.UPOS, t.Lemma, t.Feats = ling.Root, "root", ud.VERB, "say", "Tense=Past"
		}
		if i == 3 {
			t.Head, t.Lemma, t.XPOS = 2, "", ""
		}
		doc.Tokens = append(doc.Tokens, t)
	}
	doc.Sentences = []ling.Sentence{{Span: ling.Span{Start: 0, End: at}, First: 0, Last: len(words)}}
	doc.Quotations = []ling.Quotation{{Span: ling.Span{Start: 12, End: 20}}, {Span: ling.Span{Start: 0, End: 3}, Closed: true}}
	return doc
}

// A character is explained by its block, sentence, tree, layers and statements,
// each with what found it.
func TestExplains(t *testing.T) {
	r := full()
	r.Title, r.Statements[0].CueLemma, r.Statements[0].Certainty = "It is over", "say", onrecord.Likely
	r.Mentions = append(r.Mentions, onrecord.Mention{ID: "m2", Span: ling.Span{Start: 0, End: 3}, Type: ling.PER, Actor: "x:ana", FoundBy: "names/tagger@1", Why: "the name"})
	r.Times[0].FoundBy = "timex/weekday@1"
	for offset, want := range map[int][]string{
		0: {
			"article    a\n", "title      It is over\n", `character  0 is "A" (A)`, `block      body [0, 33) "Ana said on Thursday it was over."`, "published  12 May, year unknown, by the page (confidence 0.7)\n",
			`sentence   [0, 32)`, "   id  offset  lemma           upos   xpos   head  tree\n", ">   1       0  ana             NOUN   NN         2  · Ana  obl\n",
			"    2       4  say             VERB   NN         0  said  root  Tense=Past\n", "    4      12  _               NOUN   _          3  · · Thursday  obl\n",
			"mention    PER [0, 3) \"Ana\" → x:ana Ana  by names/tagger@1\n             because the name\n", "quotation  [0, 3) \"Ana\"\n", "doubt      m  by r\n",
			"statement  s1: this is its source and addressee and via and venue and condition  by p/rule@1\n", "             source   Ana → x:ana Ana\n", "             cue      said (say)\n",
			"             content  it was over\n", "             via      Ana\n", "             then     p/then@1\n", "             say, indirect, likely, said on 2016-05-12 (explicit)\n",
		},
		13: {"is read from here: [12, 20) \"Thursday\"", `time       DATE [12, 20) "Thursday" = 2016-05-12  by timex/weekday@1`, `quotation  [12, 20) "Thursday", not closed`},
		32: {"sentence   none: no sentence is made of this place"},
	} {
		var out bytes.Buffer
		if err := (export.Explanation{Record: &r, Doc: parsed(r.Text), Offset: offset}).Write(&out, export.Style{}); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("at %d: no %q in\n%s", offset, w, out.String())
			}
		}
	}
	r.Times[0].Latest = ling.NewDate(2016, 5, 13)
	r.Statements[0].SaidOn = onrecord.SaidOn{Time: -1}
	r.Statements[0].Source.Actors = nil
	r.Mentions[0].Actor = ""
	var out bytes.Buffer
	if err := (export.Explanation{Record: &r, Doc: parsed(r.Text), Offset: 12}).Write(&out, export.Style{}); err != nil || !strings.Contains(out.String(), "(2016-05-12 to 2016-05-13)") {
		t.Errorf("%v\n%s", err, out.String())
	}
	out.Reset()
	if err := (export.Explanation{Record: &r, Doc: parsed(r.Text), Offset: 1}).Write(&out, export.Style{}); err != nil || !strings.Contains(out.String(), "said on unknown") ||
		!strings.Contains(out.String(), "→ nobody known") || !strings.Contains(out.String(), "source   Ana\n") {
		t.Errorf("%v\n%s", err, out.String())
	}
	for _, offset := range []int{-1, 33, 99} {
		if err := (export.Explanation{Record: &r, Doc: parsed(r.Text), Offset: offset}).Write(&out, export.Style{}); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("at %d: %v", offset, err)
		}
	}
}
