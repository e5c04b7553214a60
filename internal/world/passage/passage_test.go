package passage

import (
	"slices"
	"testing"

	"onrecord"
	"onrecord/ling"
)

func TestSentences(t *testing.T) {
	for _, s := range []struct {
		text string
		want []string
	}{
		{"Mr. Orlov came. He spoke to A. Bel of the U.S. Navy. It rained.", []string{"Mr. Orlov came.", "He spoke to A. Bel of the U.S. Navy.", "It rained."}},
		{"It was over.” She left\n\nA new day: at 3.5 m.", []string{"It was over.”", "She left", "A new day: at 3.5 m."}},
		{"He went to approx. five towns", []string{"He went to approx. five towns"}},
		{"", nil},
	} {
		var got []string
		for _, span := range Sentences(s.text) {
			got = append(got, s.text[span.Start:span.End])
		}
		if !slices.Equal(got, s.want) {
			t.Errorf("%q: got %q", s.text, got)
		}
	}
}

func TestStems(t *testing.T) {
	for _, same := range [][]string{{"strike", "strikes", "striking"}, {"shelled", "shelling", "shells"}, {"plan", "plans", "planned", "planning"}, {"deny", "denied", "denies"}, {"violation", "violations"}, {"Orlan's", "Orlan"}} {
		for _, w := range same[1:] {
			if a, b := Stems("x "+same[0]), Stems("x "+w); len(a) > 0 && len(b) > 0 && a[0] != b[0] {
				t.Errorf("%s is %v, %s is %v", same[0], a, w, b)
			}
		}
	}
	if got := Stems("The board said on Monday that 129 people were killed in the U.S."); !slices.Equal(got, []string{"board", "129", "kill", "u.s"}) {
		t.Errorf("got %q", got)
	}
	if got := Shared([]string{"a", "b"}, []string{"b", "c"}); got != 1 {
		t.Errorf("got %d shared", got)
	}
}

func TestWho(t *testing.T) {
	text := "Åsa: Kyiv and Russian officials said so. He left."
	r := &onrecord.Record{Article: onrecord.Article{ID: "a", Text: text, Published: onrecord.Published{Value: "2015-03-02T10:00"}}}
	at := func(words string) ling.Span {
		start := index(text, words)
		return ling.Span{Start: start, End: start + len(words)}
	}
	r.Actors = []onrecord.Actor{{ID: "Q212", Name: "Ukraine"}, {ID: "Q159", Name: "Russia"}}
	r.Mentions = []onrecord.Mention{{Span: at("Kyiv"), Type: ling.GPE, Actor: "Q212"}, {Span: at("Russian"), Type: ling.NORP, Actor: "Q159"}, {Span: at("He"), Type: ling.PRON, Actor: "Q159"}}
	p := Lay(r)
	both := onrecord.Party{Spans: []ling.Span{at("Kyiv and Russian officials")}, Actors: []onrecord.ActorID{"Q212", "Q159"}}
	if got := p.Named(both); got[0].Name != "Kyiv" || got[1].Name != "Russian officials" {
		t.Errorf("named %v", got)
	}
	if got := p.Who(both); got[0].Name != "Ukraine" || got[1].Actor != "Q159" {
		t.Errorf("who %v", got)
	}
	if got := p.Named(onrecord.Party{Spans: []ling.Span{at("He")}, Actors: []onrecord.ActorID{"Q159"}}); got[0].Name != "Russia" {
		t.Errorf("a pronoun names %v", got)
	}
	if got := p.Who(onrecord.Party{Spans: []ling.Span{at("officials")}}); got[0] != (onrecord.Who{Name: "officials"}) {
		t.Errorf("nobody known is %v", got)
	}
	if c := p.Cite(at("Kyiv")); c.Start != 5 || c.End != 9 || c.Text != "Kyiv" || c.Published != "2015-03-02" {
		t.Errorf("cites %v", c)
	}
	if p.Day() != "2015-03-02" || p.Sentence(at("He").Start) != 1 || p.Sentence(0) != 0 {
		t.Errorf("day %q, sentence %d", p.Day(), p.Sentence(at("He").Start))
	}
}

// TestBrackets has what stands in brackets behind a name be no part of it.
func TestBrackets(t *testing.T) {
	text := "Kyiv (and its allies) left."
	p := Lay(&onrecord.Record{
		Article: onrecord.Article{ID: "a", Text: text},
		Found:   onrecord.Found{Mentions: []onrecord.Mention{{Span: ling.Span{Start: 0, End: 4}, Type: ling.GPE, Actor: "Q212"}}},
	})
	party := onrecord.Party{Spans: []ling.Span{{Start: 0, End: 21}}, Actors: []onrecord.ActorID{"Q212"}}
	if got := p.Named(party); len(got) != 1 || got[0].Name != "Kyiv" {
		t.Errorf("named %v", got)
	}
}

func TestSame(t *testing.T) {
	a := []onrecord.Who{{Actor: "Q1", Name: "Orlan"}, {Name: "the board"}}
	if !Holds(a, onrecord.Who{Name: "The Board"}) || Holds(a, onrecord.Who{Actor: "Q2", Name: "Orlan"}) || !Meet(a, []onrecord.Who{{Actor: "Q1"}}) {
		t.Error("who is the same is not told")
	}
	if got := Join(a[:1], a); len(got) != 2 {
		t.Errorf("joined %v", got)
	}
}

func index(s, words string) int {
	for i := range s {
		if len(s) >= i+len(words) && s[i:i+len(words)] == words {
			return i
		}
	}
	return -1
}
