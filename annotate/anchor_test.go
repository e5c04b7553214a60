package annotate_test

import (
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/ling"
)

// TestAnchorTime: the verb stands in <…>, the expression that belongs to it in
// […]; without […] none does.
func TestAnchorTime(t *testing.T) {
	wrong := 0
	for _, text := range []string{
		"The minister <announced> on [Nov. 18] that he will visit both capitals next week.",
		"The minister announced on Nov. 18 that he will <visit> both capitals [next week].",
		"Observers <said> the army had left the town in March.",
		"Observers said the army had <left> the town in [March].",
		"The envoy on [Tuesday] <delivered> the letter to the palace.",
		"[Yesterday], at a meeting of donors, the envoy <promised> more aid.",
		"On [Monday] the rebels <attacked> the bridge and burned a truck.",
		"On [Monday] the rebels attacked the bridge and <burned> a truck.",
		"The firm <replaced> the 1991 agreement.",
		"The envoy <praised> the accord that was signed in 2014.",
		"The envoy praised the accord that was <signed> in [2014].",
		"Prices <doubled> [last month] after the drought of 2012.",
		"“We will leave in June,” the general <said> on [Friday].",
		"“We will <leave> in [June],” the general said on Friday.",
		"The talks, which <began> on [May 4], have failed.",
	} {
		plain := strings.NewReplacer("<", "", ">", "", "[", "", "]", "").Replace(text)
		verb := between(text, "<", ">")
		want := between(text, "[", "]")
		doc := annotated(t, annotate.Source{Text: plain, Published: ling.Date{Year: 2015, Month: 11, Day: 19}})
		got := ""
		for i := range doc.Tokens {
			if doc.Tokens[i].Form == verb {
				if at := annotate.AnchorTime(doc, i); at >= 0 {
					got = doc.Times[at].In(plain)
				}
			}
		}
		if got != want {
			wrong++
			t.Logf("%s: got %q", text, got)
		}
	}
	if wrong > 1 { // the parser may err on one
		t.Errorf("%d sentences wrong", wrong)
	}
}

func between(s, open, end string) string {
	_, s, _ = strings.Cut(s, open)
	s, _, ok := strings.Cut(s, end)
	if !ok {
		return ""
	}
	return s
}

// Without trees the nearest expression of the sentence is taken.
func TestAnchorTimeWithoutTree(t *testing.T) {
	a, err := annotate.New(annotate.Without(annotate.Tags, annotate.Trees))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := a.Annotate(t.Context(), "He left in 2010 and, six governments on, returned in 2014. He stayed.")
	if err != nil {
		t.Fatal(err)
	}
	for i, tok := range doc.Tokens {
		want := map[string]string{"left": "2010", "returned": "2014", "stayed": ""}
		value, ok := want[tok.Form]
		if !ok {
			continue
		}
		got := ""
		if at := annotate.AnchorTime(doc, i); at >= 0 {
			got = doc.Times[at].Value
		}
		if got != value {
			t.Errorf("%s: got %q, want %q", tok.Form, got, value)
		}
	}
}

// TestCueTime is marked as TestAnchorTime is.
func TestCueTime(t *testing.T) {
	wrong := 0
	for _, text := range []string{
		"The envoy <said> on [Friday] that the army had left in March.",
		"The envoy <said> that the army had left in March.",
		"The envoy praised the deal on [May 4] and <noted> that it held.",
		"The envoy praised the deal on May 4 and the mayor <noted> that it held.",
		"The envoy answered, <saying>, “We left. And so we will stay away,” in a speech on [Wednesday] at the lake.",
		"The envoy answered, <saying>, “We left on Monday. And so we will stay away.”",
		"The envoy answered, <saying>, “We left. And so we will stay away,” but the army returned on Monday.",
	} {
		plain := strings.NewReplacer("<", "", ">", "", "[", "", "]", "").Replace(text)
		doc := annotated(t, annotate.Source{Text: plain, Published: ling.Date{Year: 2015, Month: 11, Day: 19}})
		got := ""
		for i := range doc.Tokens {
			if doc.Tokens[i].Form == between(text, "<", ">") {
				if at := annotate.CueTime(doc, i); at >= 0 {
					got = doc.Times[at].In(plain)
				}
			}
		}
		if want := between(text, "[", "]"); got != want {
			wrong++
			t.Logf("%s: got %q", text, got)
		}
	}
	if wrong > 1 { // the parser may err on one
		t.Errorf("%d sentences wrong", wrong)
	}
}
