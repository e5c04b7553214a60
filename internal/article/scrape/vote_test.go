package scrape

import (
	"strings"
	"testing"

	"onrecord/internal/article/trees"
	"onrecord/ling"
)

// TestVote holds that the trees ask for no measure that there is not, and that
// there are trees.
func TestVote(t *testing.T) {
	f, err := trees.Read(voteTrees)
	if err != nil || f.Measures() < beside/2 || f.Measures() > allMeasures {
		t.Fatalf("%v, %d measures of %d", err, f.Measures(), allMeasures)
	}
}

// always is a forest of one answer.
func always(t *testing.T, score string) *trees.Forest {
	t.Helper()
	f, err := trees.Read("base " + score)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// voteText is a page of our own with a line of each kind.
var voteText = strings.Join([]string{
	"Harbour Post",
	"Home | Islands | Weather",
	"Ferry to sail again from Orsk",
	"By Ana Moor",
	"ORSK — The harbour board said on Monday that the ferry would sail again in May, after a long winter.",
	"What it costs",
	"The chairwoman told reporters that the work had cost less than was planned, and that some was left.",
	"Boats and quays",
	"• New berth",
	"Fishermen welcomed the news, though some of them warned that the new berth was too narrow for boats.",
	"Photo: Jon Reed",
	"Weather on the islands",
	"Comments",
	"The ferry has been late in every year that I remember, and will be late again in the next, I am sure.",
}, "\n")

// kinds are the kinds of lines that begin with some words, by a forest.
func kinds(t *testing.T, f *trees.Forest) map[string]ling.BlockKind {
	t.Helper()
	s := newScrape(voteText)
	s.rule()
	s.vote(f)
	out := map[string]ling.BlockKind{}
	for i := range s.lines {
		word, _, _ := strings.Cut(s.lines[i].Text, " ")
		out[word] = s.lines[i].Kind
	}
	return out
}

// TestVoteDecides holds what a vote may change and what it may not: what rules know
// for certain stands, whatever it says.
func TestVoteDecides(t *testing.T) {
	none, rules, all := kinds(t, always(t, "-9")), kinds(t, always(t, "0")), kinds(t, always(t, "9"))
	for word, want := range map[string]ling.BlockKind{
		"Ferry": ling.BlockTitle, "By": ling.BlockByline, "Comments": ling.BlockFurniture, "Photo:": ling.BlockCaption,
	} {
		if none[word] != want || rules[word] != want || all[word] != want {
			t.Errorf("%s: %s, %s, %s, want %s", word, none[word], rules[word], all[word], want)
		}
	}
	for word, want := range map[string][3]ling.BlockKind{
		"ORSK":      {ling.BlockFurniture, ling.BlockBody, ling.BlockBody},
		"Fishermen": {ling.BlockFurniture, ling.BlockBody, ling.BlockBody},
		"Harbour":   {ling.BlockFurniture, ling.BlockFurniture, ling.BlockFurniture}, // above the title
		"Weather":   {ling.BlockFurniture, ling.BlockFurniture, ling.BlockFurniture}, // nothing runs on under it
		"•":         {ling.BlockFurniture, rules["•"], ling.BlockBody},
		"Boats":     {ling.BlockFurniture, rules["Boats"], ling.BlockHeading},
		"The":       {ling.BlockFurniture, ling.BlockFurniture, ling.BlockFurniture}, // the last that begins so is a reader's
	} {
		if got := [3]ling.BlockKind{none[word], rules[word], all[word]}; got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// TestBar holds that a long sentence is harder to lose than other lines, and that a
// vote must be surer than chance to decide against the rules.
func TestBar(t *testing.T) {
	of := func(score string, word string) ling.BlockKind { return kinds(t, always(t, score))[word] }
	if of("-1", "ORSK") != ling.BlockBody || of("-3", "ORSK") != ling.BlockFurniture {
		t.Error("a sentence is lost too early or too late")
	}
	if of("-1", "What") != ling.BlockFurniture || of("-0.2", "What") != ling.BlockHeading {
		t.Error("a heading is lost too early or too late")
	}
}

// TestVoteOfManyLines holds that what is no page is left to the rules.
func TestVoteOfManyLines(t *testing.T) {
	s := newScrape(strings.Repeat("The ferry would sail again in May, the harbour board said on Monday, and so it did.\n\n", 5000))
	s.rule()
	before := s.lines[2000].Kind
	s.vote(always(t, "-9"))
	if s.lines[2000].Kind != before {
		t.Errorf("%s, was %s", s.lines[2000].Kind, before)
	}
}

// TestLines holds that lines come as rules decide them, or a vote.
func TestLines(t *testing.T) {
	kept := func(f *trees.Forest) (n int) {
		for _, l := range Lines(voteText, f) {
			if len(l.Measures) != allMeasures || l.Text == "" {
				t.Fatalf("%q has %d measures", l.Text, len(l.Measures))
			}
			if l.Kept {
				n++
			}
		}
		return n
	}
	if rules, none := kept(nil), kept(always(t, "-9")); rules < 3 || none != 0 {
		t.Errorf("%d lines kept by rules, %d by a vote against all", rules, none)
	}
}

// TestMeasures holds some of what is asked of a line.
func TestMeasures(t *testing.T) {
	s := newScrape(voteText + "\n\nHome | Islands | Weather\nsubscribe to our newsletter for 5 % less\n")
	s.rule()
	of := s.measure()
	at := func(words string) *measures {
		for i := range s.lines {
			if strings.HasPrefix(s.lines[i].Text, words) {
				return &of[i]
			}
		}
		t.Fatalf("no line %q", words)
		return nil
	}
	menu, lead, offer, head := at("Home"), at("ORSK"), at("subscribe"), at("What it")
	for name, c := range map[string]struct{ got, want float32 }{
		"words":               {head[itsWords], 3},
		"signs":               {menu[itsSigns], 2},
		"times":               {menu[itsTimes], 2},
		"first of them":       {menu[itsOrder], 0},
		"stop":                {lead[itsEnd], 1},
		"no stop":             {head[itsEnd], 0},
		"mark":                {offer[itsMark], small},
		"bullet":              {at("•")[itsMark], bullet},
		"offer":               {offer[itsCues], 1},
		"no offer":            {lead[itsCues], 0},
		"gap":                 {offer[itsGap], 0},
		"from top":            {lead[fromTop], 4},
		"since title":         {lead[sinceTitle], 2},
		"since first":         {head[sinceFirst], 1},
		"since strong":        {head[sinceStrong], 0},
		"until strong":        {head[untilStrong], 0},
		"a run of two":        {at("Boats")[runLength], 1 + 1 + 0},
		"no run":              {lead[runLength], 0},
		"heading above":       {at("The chair")[headingWords], 3},
		"how far":             {at("The chair")[headingSince], 0},
		"beside":              {head[beside+len(besideAsked)], float32(s.lines[4].Words)},
		"nothing on top":      {of[0][beside], -1},
		"kind":                {lead[itsKind], kindNumbers[ling.BlockBody]},
		"rule":                {at("Photo")[itsRule], 1},
		"capitals of a title": {at("Ferry")[itsCapitals], 2.0 / 24},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if x := at("Weather"); x[ofTop] <= lead[ofTop] || x[ofTop] >= 1 {
		t.Errorf("part of the words above: %v, %v", lead[ofTop], x[ofTop])
	}
}
