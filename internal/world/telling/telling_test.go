package telling

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world/passage"
)

// filler is a paragraph that says nothing for or against a tale, so that what it
// follows is longer than a headline.
const filler = " The bell was cast in Orsk long ago. Its clapper weighs as much as a calf. The bellfounder kept its drawings in a chest."

// TestFalse weighs how strongly an article says that a tale is false.
func TestFalse(t *testing.T) {
	for text, want := range map[string]float64{
		"The story of the sunken bell is a hoax." + filler:                                                         1,
		"The sunken bell may be a hoax." + filler:                                                                  0.25,
		"The bell rang." + filler + " The story of the sunken bell is a hoax.":                                     0.5,
		"The bell rang." + filler + filler + filler + " The tale is a hoax.":                                       0.25,
		"The bell rang." + filler + filler + filler + strings.Repeat(" The tale is a hoax.", 9):                    0.75,
		"It turns out that the bell never sank." + filler:                                                          0.5,
		strings.Repeat("It turns out that the bell never sank. ", 12) + filler:                                     1,
		"The bellfounder denied that the bell sank." + filler:                                                      0.8,
		"The bellfounder denied that the bell sank.":                                                               0.5,
		"No, the bell rang." + filler:                                                                              0.7,
		"Yes, the bell sank." + filler:                                                                             -0.8,
		"No, this is no joke: the bell sank." + filler:                                                             -0.8,
		"Did the bell sink? No. Yes, it rang." + filler:                                                            0.7,
		"The bell rang." + filler + " The bellfounder denied it.":                                                  0,
		"The sunken bell is 'complete fiction', and the tale of its theft was greatly exaggerated." + filler:       1,
		"Reports of the theft of the bell may be greatly exaggerated." + filler:                                    1,
		"The bell rang." + filler + " No, it did.":                                                                 0,
		"The bell rang over the lake.":                                                                             0,
		"The tale of the bell is untrue. The picture was doctored. It began as an internet hoax in Orsk." + filler: 2.8,
	} {
		got := tellingOf(t, "a", text)
		if math.Abs(got.False-want) > 1e-9 {
			t.Errorf("%.80q\n   says it is false by %.2f, want %.2f (%s)", text, got.False, want, got.Rule)
		}
	}
}

// TestApart has a sentence that is about something else weigh less.
func TestApart(t *testing.T) {
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	r := reader{book: book, about: map[uint32]bool{stems("bell")[0]: true}}
	for text, want := range map[string]float64{"The bell is a hoax.": 1, "The rumour is a hoax.": 1, "Plums are a hoax.": 0.3} {
		if got := r.weigh(line{text: text}, false); got != want {
			t.Errorf("%q weighs %.2f, want %.2f", text, got, want)
		}
	}
}

// TestTop counts how the first sentences tell the story, and no others.
func TestTop(t *testing.T) {
	got := tellingOf(t, "a", "Did the bell sink? Some say it did, reportedly. The mayor claims it rang. According to Orsk it might be true, they claim?")
	if got.Open != 2 || got.Doubts != 2 || got.Hedges != 2 || got.Brief {
		t.Errorf("open %d, doubts %d, hedges %d, brief %v", got.Open, got.Doubts, got.Hedges, got.Brief)
	}
	if got := tellingOf(t, "a", "The bell sank. It rang."); !got.Brief || got.Open+got.Doubts+got.Hedges != 0 {
		t.Errorf("two plain sentences are %+v", got)
	}
}

// TestWords keeps the words for the claim and those that say most plainly that
// it is false, as they stand in the text.
func TestWords(t *testing.T) {
	text := "A bell sank in the lake. It turns out that nobody saw it. The story is a hoax. The tale is a joke." + filler
	got := tellingOf(t, "a", text)
	if got.Claim.Text != "A bell sank in the lake." || got.Refutes.Text != "The story is a hoax." || got.Rule != "said-false" {
		t.Errorf("claims %q, refutes by %q of %s", got.Claim.Text, got.Refutes.Text, got.Rule)
	}
	if r := []rune(text); string(r[got.Refutes.Start:got.Refutes.End]) != got.Refutes.Text || got.Refutes.Article != "a" {
		t.Errorf("cites %+v", got.Refutes)
	}
	negated := tellingOf(t, "a", "A bell rang. The mayor did not sell the bell to Orlan.")
	if negated.Refutes.Text != "The mayor did not sell the bell to Orlan." || negated.Rule != "negated" {
		t.Errorf("quotes %q for %s", negated.Refutes.Text, negated.Rule)
	}
	titled, err := Read(passage.Lay(&onrecord.Record{Article: onrecord.Article{ID: "a", Title: "Bell story is a hoax", Text: "A bell rang."}}))
	if err != nil || titled.False != 1 || titled.Refutes.Text != "A bell rang." || titled.Claim != titled.Refutes {
		t.Errorf("a title that stands apart: %+v, %v", titled, err)
	}
	within, err := Read(passage.Lay(&onrecord.Record{Article: onrecord.Article{ID: "a", Title: "Bell story is a hoax", Text: "Bell story is a hoax\nA bell rang."}}))
	if err != nil || within.False != 1 || within.Refutes.Text != "Bell story is a hoax" {
		t.Errorf("a title that the text holds: %+v, %v", within, err)
	}
	none, err := Read(passage.Lay(&onrecord.Record{}))
	if err != nil || none != nil {
		t.Errorf("no text tells %+v, %v", none, err)
	}
	bare, err := Read(passage.Lay(&onrecord.Record{Article: onrecord.Article{ID: "a", Outlet: "Orsk Bell", Title: "Bell sinks"}}))
	if want := (onrecord.Cite{Article: "a", Outlet: "Orsk Bell"}); err != nil || bare.Claim != want {
		t.Errorf("a title without a text: %+v, %v", bare, err)
	}
}

// TestNegated takes what is negated, clause by clause, and no wish or condition.
func TestNegated(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor did not sell the bell, but he rang it.":        "[sell bell|mayor]",
		"In Orsk, the bellfounder never sold a clapper.":          "[sold clapper|bellfounder]",
		"He hid the bell so that it would not ring.":              "[]",
		"Not only the mayor rang the bell.":                       "[]",
		"He was fined for not ringing the bell.":                  "[]",
		"The mayor has not yet commented on the bell.":            "[]",
		"The mayor sold a clapper, not the bell. Nobody rang it.": "[bell|mayor sold clapper rang|]",
	} {
		var got []string
		for _, n := range tellingOf(t, "a", text).Negated {
			got = append(got, spelt(text, n.Scope)+"|"+spelt(text, n.Before))
		}
		if s := fmt.Sprint(got); s != want {
			t.Errorf("%q negates %s, want %s", text, s, want)
		}
	}
	if got := tellingOf(t, "a", "The bell rang."+filler+filler+filler+" The mayor did not sell it."); len(got.Negated) != 0 {
		t.Errorf("far down it negates %v", got.Negated)
	}
}

// spelt are the words of a text whose terms some are.
func spelt(text string, terms Terms) string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		if s := stems(w); len(s) == 1 && slices.Contains(terms, s[0]) {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// TestKeys finds an article by its rarest words, those of its top first, and by
// more of them one that may refute others.
func TestKeys(t *testing.T) {
	text := "A clapper fell in Orsk. The mayor of Orlan saw barnacles, limpets, cormorants, herons, otters, newts, eels and lampreys at the lake."
	got := tellingOf(t, "a", text)
	if len(got.Keys) != keys || !slices.Contains(got.Keys, "orsk") || slices.Contains(got.Keys, "the") {
		t.Errorf("is found by %v", got.Keys)
	}
	if got := tellingOf(t, "a", "It is a hoax. "+text); len(got.Keys) <= keys {
		t.Errorf("one that refutes is found by %v", got.Keys)
	}
	far := weigh("", "A clapper fell."+strings.Repeat(" It was so and that was it.", 10)+strings.Repeat(" It rained on the roofs.", 20))
	if far.order[0].stem != "clapper" {
		t.Errorf("the most telling is %s", far.order[0].stem)
	}
	if got := weigh("Otters", "A clapper fell."); got.order[0].stem != "otter" && got.order[1].stem != "otter" {
		t.Errorf("a title tells nothing: %v", got.order)
	}
	if m := far.most(); !slices.IsSorted(m) || len(m) == 0 || len(far.terms) != len(m) {
		t.Errorf("the most telling are %v of %v", m, far.terms)
	}
	var many strings.Builder
	for i := range 2 * terms {
		fmt.Fprintf(&many, "zq%dv ", i)
	}
	if m := weigh("", many.String()).most(); len(m) != terms {
		t.Errorf("it has %d terms", len(m))
	}
}

// TestJSON has a telling come back as it was written.
func TestJSON(t *testing.T) {
	want := tellingOf(t, "a", "No, the bell did not sink. The mayor claims it rang."+filler)
	raw, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got := &Telling{}
	if err := json.Unmarshal(raw, got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	for _, bad := range []string{`{"t":"AAA"}`, `{"t":"AAAAAA!"}`} {
		if err := json.Unmarshal([]byte(bad), &Telling{}); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

func TestVersion(t *testing.T) {
	if Version() == "" {
		t.Error("no version")
	}
}
