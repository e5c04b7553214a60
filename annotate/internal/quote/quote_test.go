package quote

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/ling"
)

// show writes the quotations of text, one a line, inner ones indented; parts
// are joined by " + ", and one never closed ends in " …".
func show(text string, found []ling.Quotation) string {
	var out []string
	for _, q := range found {
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, p.In(text))
		}
		line := strings.Join(parts, " + ")
		if !q.Closed {
			line += " …"
		}
		for o := q.Outer; o >= 0; o = found[o].Outer {
			line = ">" + line
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func quotations(text string) []ling.Quotation {
	doc := &ling.Document{Text: text}
	Annotator{}.Annotate(doc)
	return doc.Quotations
}

func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"straight", `"We will come," she said. "But not now."`, "\"We will come,\"\n\"But not now.\""},
		{"curly", `“We will come,” she said.`, `“We will come,”`},
		{"doubled apostrophes", `''We will come,'' she said, ''and they won't.''`, "''We will come,''\n''and they won't.''"},
		{"TeX", "``We will come,'' she said.", "``We will come,''"},
		{"guillemets", `«We will come», she said.`, `«We will come»`},
		{"low", `„We will come“, she said.`, `„We will come“`},
		{"single", `‘We’ll come,’ the ministers’ aide said, ‘if it’s dry.’`, "‘We’ll come,’\n‘if it’s dry.’"},
		{"straight single", `'We'll come,' she said of the '90s.`, `'We'll come,'`},
		{"plural within single", `It was ‘the ministers’ own plan’ at first.`, `‘the ministers’ own plan’`},
		{"apostrophes only", `The ministers' plan and Lavrov's aide's dogs' food, rock 'n' roll.`, ``},
		{"elision", `’Tis the season of the ’90s, 'til then.`, ``},
		{"quote in quote", `“They said ‘never’ to us,” she said.`, "“They said ‘never’ to us,”\n>‘never’"},
		{"triple", `''He said 'never'''`, "''He said 'never'''\n>'never'"},
		{"straight in curly", `“It is "a mess" now,” she said.`, "“It is \"a mess\" now,”\n>\"a mess\""},
		{"curly in straight", `"It is “a mess” now," she said.`, "\"It is “a mess” now,\"\n>“a mess”"},
		{"same in same", `"They said "never" again," she said.`, "\"They said \"never\" again,\"\n>\"never\""},
		{"curly shut by straight", `“It is a mess," she said. “It is.”`, "“It is a mess,\"\n“It is.”"},
		{"shut by straight, then the reverse", `“It is a mess," she said. "It is.”`, "“It is a mess,\"\n\"It is.”"},
		{"straight shut by curly", `she added, "It is a mess”.`, "\"It is a mess”"},
		{"wrong glyph", `He said ”we are ready” and left.`, `”we are ready”`},
		{"inches", `He is 6'2" tall and said "yes" twice.`, `"yes"`},
		{"no space", `The minister:"We are here." Then more.`, `"We are here."`},
		{"dash", `"I thought—" he began.`, `"I thought—"`},
		{"scare", `the so-called "state" fell`, `"state"`},
		{"stray first", `He said "we are ready. Then "No," said she. "Yes," said he.`, "\"No,\"\n\"Yes,\""},
		{"stray close", `He said we are ready" today. "No," said she.`, `"No,"`},
		{"stray curly", `“One, he said. “Two,” she said. “Three,” they said.`, "“Two,”\n“Three,”"},
		{"stray in paragraph", "\"One, he said.\n\n\"Two,\" she said.", `"Two,"`},
		{"stray straight in curly", `“He left a 5" gap open,” she said.`, `“He left a 5" gap open,”`},
		{"continued", "“One is here.\n\n“Two is there.\n\n“Three,” he said.", "“One is here. + “Two is there. + “Three,”"},
		{"continued straight", "\"One 'or' two.\n\n\"Three,\" he said.", "\"One 'or' two. + \"Three,\"\n>'or'"},
		{"never closed", "She said: “One is here.\n\nNo more.", "“One is here. …"},
		{"closed then new", "“One.”\n\n“Two.”", "“One.”\n“Two.”"},
		{"set in", "The letter reads:\n\n    We are leaving.\n\nThey left.", "We are leaving."},
		{"triple that closes nothing", `He read '''never''' aloud, and 'ever' too.`, "'''never'''\n>'never'\n'ever'"},
		{"broken off before a blank", `"I thought — " he began, "that it held."`, "\"I thought — \"\n\"that it held.\""},
		{"opens at a dash", `They came late—"at dusk"—and left.`, `"at dusk"`},
		{"feet and inches within", `"He is 6'2" tall," she said.`, `"He is 6'2" tall,"`},
		{"bracket in single", `It was '[his] own plan' at first.`, `'[his] own plan'`},
		{"arrow", "The letter reads:\n\n> We are leaving.\n\nThey left.", "We are leaving."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(c.text, quotations(c.text)); got != c.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", c.text, got, c.want)
			}
		})
	}
}

// TestSentences: where sentences stand, they say where a paragraph ends; a blank
// line between two sentences of one paragraph parts nothing.
func TestSentences(t *testing.T) {
	text := "He said: “One is\n\nhere.” She left.\n    “Two” is set in:\n    Nothing follows.\n"
	doc := &ling.Document{Text: text}
	for _, s := range []struct {
		words  string
		newPar bool
	}{{"He said: “One is\n\nhere.”", true}, {"She left.", false}, {"“Two” is set in:", true}, {"Nothing follows.", true}} {
		at := strings.Index(text, s.words)
		doc.Sentences = append(doc.Sentences, ling.Sentence{Span: ling.Span{Start: at, End: at + len(s.words)}, NewPar: s.newPar, Block: -1})
	}
	Annotator{}.Annotate(doc)
	if got, want := show(text, doc.Quotations), "“One is\n\nhere.”\n“Two”"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBlocks(t *testing.T) {
	text := "Title “one\nFURNITURE “two\nBody “three” and"
	doc := &ling.Document{Text: text, Blocks: []ling.Block{
		{Span: ling.Span{Start: 0, End: 12}, Kind: ling.BlockTitle},
		{Span: ling.Span{Start: 13, End: 28}, Kind: ling.BlockFurniture},
		{Span: ling.Span{Start: 29, End: len(text)}, Kind: ling.BlockBody},
	}}
	Annotator{}.Annotate(doc)
	if got := show(text, doc.Quotations); got != "“one …\n“three”" {
		t.Errorf("got %s", got)
	}
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Rule != Rule {
		t.Errorf("diagnostics %+v", doc.Diagnostics)
	}
}

// A stray mark put anywhere into good text costs at most the quotation it
// stands in or touches, and those that a paragraph of continued speech joins.
func TestStrayCostsOne(t *testing.T) {
	text := "The first said “alpha beta gamma” to all.\n\nThe next said “delta epsilon,” and “zeta eta” too.\n\nThe last said “theta iota.”"
	base := quotations(text)
	for at := 0; at <= len(text); at++ {
		if at < len(text) && text[at]&0xC0 == 0x80 {
			continue
		}
		for _, m := range []string{"“", "”", "\"", "''", "‘", "’", "«"} {
			bad := text[:at] + m + text[at:]
			kept := 0
			for _, q := range quotations(bad) {
				for _, b := range base {
					if q.In(bad) == b.In(text) {
						kept++
					}
				}
			}
			if kept < len(base)-1 {
				t.Errorf("%s at %d keeps %d of %d:\n%s\n%s", m, at, kept, len(base), bad, show(bad, quotations(bad)))
			}
		}
	}
}

func check(t *testing.T, text string) {
	t.Helper()
	found := quotations(text)
	for i, q := range found {
		if q.Start < 0 || q.End > len(text) || q.Empty() || len(q.Parts) == 0 {
			t.Fatalf("%q: bad quotation %+v", text, q)
		}
		if q.Outer >= i || q.Outer >= 0 && !found[q.Outer].Contains(q.Span) {
			t.Fatalf("%q: %d does not nest in %d", text, i, q.Outer)
		}
		if q.Outer < 0 && i > 0 && found[i-1].Overlaps(q.Span) {
			t.Fatalf("%q: quotations %d and %d cross", text, i-1, i)
		}
		last := q.Start
		for _, p := range q.Parts {
			if p.Start < last || p.End > q.End || p.Empty() {
				t.Fatalf("%q: part %+v of %+v", text, p, q.Span)
			}
			last = p.End
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("“One 'or' two.\n\n“Three,\" he said. ''x'' «y» 'z'")
	f.Add("''' \"“”\" '’' ‘‘a’’ \xff\"\xe2\x80")
	f.Add("a:\n\n  b\n\n> c „d“")
	f.Fuzz(check)
}

// Twice the marks must not cost more than about twice the time; a quadratic
// pairing would need minutes here.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"\"", "“", "”", "'", "''", "“a", "a”", " \"a", "‘a’s ", "“a\n\n", "\"'“‘«", ", said \""} {
		check(t, strings.Repeat(unit, 200_000))
	}
}

func BenchmarkAnnotate(b *testing.B) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "“We’ll come to the table,” minister number %d said. “But it isn't ‘over’ for the ministers’ aides.\n\n“Not yet,” he added, and left it \"open\".\n\n", i)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Annotator{}.Annotate(&ling.Document{Text: text.String()})
	}
}
