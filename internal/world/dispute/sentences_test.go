package dispute_test

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world/dispute"
)

// sentences are texts with the disputes that they tell of, a line each: the
// kind, and whom the sides name. They are all our own.
var sentences = []struct{ text, want string }{
	// The claim is named in what is denied.
	{"Mayor Anna Kovač denied claims by the harbour board that she had taken money.", "denial: Anna Kovač denies, harbour board asserts"},
	{"Anna Kovač rejected the harbour board's claim that the bridge was unsafe.", "denial: Anna Kovač denies, harbour board asserts"},
	{"Norway dismissed the accusations made by Swedish fishermen of dumping oil.", "denial: Norway denies, Swedish fishermen asserts"},
	// It stands before the denial, which takes it up.
	{"France said Belgian boats had fired on a trawler. Belgium denied the accusation.", "denial: Belgium denies, France asserts"},
	{"France claims that Belgium cut the cable, which Belgium denies.", "denial: Belgium denies, France asserts"},
	{"Peru accused Chile of moving the border stones. Chile denied any involvement.", "denial: Chile denies, Peru asserts"},
	{"Chile denied responsibility after Peru accused it of moving the stones.", "denial: Chile denies, Peru asserts"},
	{"Finland said the trawler was shelled by Estonia. Estonia disputes the accuracy of the report.", "denial: Estonia denies, Finland asserts"},
	// It has no named source: its other side stays open.
	{"Chile denied that its soldiers had crossed the river.", "denial: Chile denies, nobody asserts"},
	{"Portugal denied reports of a secret meeting in Lisbon.", "denial: Portugal denies, nobody asserts"},
	// In other words.
	{"Peru accused Chile of moving the border stones. Chile called the accusation baseless.", "denial: Chile denies, Peru asserts"},
	{"France said that Belgium had cut the cable. Belgium said that it had nothing to do with the damage.", "denial: Belgium denies, France asserts"},
	{"Belgium said it was not behind the attack.", "denial: Belgium denies, nobody asserts"},
	{"Peru rejected Chile's claims to the island.", ""},
	{"Anna Kovač, a judge in Lima, denies approval to the sale of the harbour.", ""},
	{"The judge denied taking the money.", "denial: judge denies, nobody asserts"},
	{"Anna Kovač denied that she had hit a man who called her a thief.", "denial: Anna Kovač denies, nobody asserts"},
	{"A court in Lima dismissed the charges against Anna Kovač.", ""},
	// Figures.
	{"Kenya said 40 people were killed in the flood. Uganda disputed the figure.", "figures: Uganda denies, Kenya asserts"},
	// Each the other.
	{"Peru and Chile accused each other of moving the border stones.", "accusation: Peru accuses, Chile accuses"},
	{"Peru accused Chile of moving the stones. Chile accused Peru of building a wall.", "accusation: Peru accuses, Chile accuses"},
	{"The Kenyan army and the Ugandan army fought at the bridge. Both sides blame each other for the fighting.", "accusation: Kenyan army accuses, Ugandan army accuses"},
	// Who or what did it.
	{"Peru said the boat was sunk by a mine, while Chile said the blast was caused by a gas leak.", "attribution: Peru asserts, Chile asserts"},
	// For and against, a demand and its refusal.
	{"Norway supports the ban on seal hunting, while Canada opposes the ban.", "stance: Norway supports, Canada opposes"},
	{"Peru demanded that Chile withdraw its troops from the island. Chile refused to withdraw the troops.", "stance: Peru demands, Chile refuses"},
	// Whom a deed hit.
	{"Chile bombed villages of Peruvian farmers in the valley, rather than Bolivia.", "attribution: nobody asserts, nobody asserts"},
	// A refusal, one that is taken back, one that was not made, one of a norm.
	{"Norway denied the two ships passage through the fjord.", ""},
	{"Chile denies air space to planes of Peruvian airlines.", ""},
	{"The mayor, who initially denied taking the money, resigned.", ""},
	{"Anna Kovač had previously denied the theft. On Monday Anna Kovač admitted that she took the money.", ""},
	{"The ministry would neither confirm nor deny the report.", ""},
	{"It is not known whether Anna Kovač denies the charge.", ""},
	{"The leaders of Peru and Chile met to discuss the disputed island.", ""},
	{"Peru rejected an offer of talks from Chile.", ""},
	// What denies nothing: a negation alone, a thing, a turn of speech, a jest.
	{"\"Ferries do not just sink in winter,\" Anna Kovač said.", ""},
	{"\"It is not true,\" Anna Kovač said.", "denial: Anna Kovač denies, nobody asserts"},
	{"The storm dented the confidence of Anna Kovač.", ""},
	{"Anna Kovač declined to discuss the harbour board's report.", ""},
	{"Anna Kovač said that the songs had nothing to do with who she was as a mayor.", ""},
	{"Belgium said that the harbour fee had nothing to do with the emails.", ""},
	{"The rules of the club contradict the wishes of Anna Kovač.", ""},
	{"Peru and Chile mocked each other.", ""},
	{"Norway supports the ban on seal hunting but opposes the ban on seal trade.", ""},
	// Who is against those who are for it.
	{"Anna Kovač criticised Norway for supporting the ban on seal hunting.", "stance: Norway supports, Anna Kovač opposes"},
	// Two who count one thing otherwise, each in their own name.
	{"Kenya said 40 people were killed in the flood. Uganda said 55 people were killed in the flood.", "figures: Kenya asserts, Uganda asserts"},
	{"Anna Kovač said 40 people were killed in the flood. Anna Kovač said 55 people were killed in the flood.", ""},
	{"Kenya said 40 people were killed. Uganda said 55 fishermen were arrested at the lake.", ""},
	// The claim that the denial shares most with, and none that only has a word of it.
	{"Peru said Chile had moved the stones at the border. Bolivia said Chile had burned the mill. Chile denied that it had moved the stones.", "denial: Chile denies, Peru asserts"},
	{"Peru said Chile had burned the mill. Bolivia said Chile had moved the stones at the border. Chile denied that it had burned the mill.", "denial: Chile denies, Peru asserts"},
	{"Peru said Chile had moved the stones. Bolivia said Chile had moved the stones at the border by night. Chile denied that it had moved the stones at the border by night.", "denial: Chile denies, Bolivia asserts"},
	{"Bolivia said Chile had moved the stones at the border by night. Peru said Chile had moved the stones. Chile denied that it had moved the stones at the border by night.", "denial: Chile denies, Bolivia asserts"},
	{"Kenya said the bridge was unsafe. Belgium denied that its bridge was sold.", "denial: Belgium denies, nobody asserts"},
	// A denial that somebody tells of is one, and once.
	{"According to two sailors, the harbour board called the story of the wreck false.", "denial: harbour board denies, nobody asserts"},
	// Two who say one thing, and an accusation that nobody answers.
	{"Peru said the boat was sunk by a mine, and Chile said it was sunk by a mine too.", ""},
	{"Peru accused Chile of moving the border stones.", ""},
}

func TestSentences(t *testing.T) {
	reader, kind := newReader(t), dispute.Type{}
	for i, s := range sentences {
		art := onrecord.Article{ID: onrecord.ArticleID(fmt.Sprintf("a%d", i)), Text: s.text, Published: given(t, "2015-03-02")}
		rows := disputes(t, kind, reader, art)
		var got []string
		for _, d := range rows {
			got = append(got, told(d))
			checkCites(t, d, s.text)
			if d.First != "2015-03-02" || d.Last != "2015-03-02" {
				t.Errorf("%s: of %s to %s", s.text, d.First, d.Last)
			}
		}
		if line := strings.Join(got, "; "); line != s.want {
			t.Errorf("%s\n got %s\nwant %s", s.text, line, s.want)
		}
	}
}

// told is a dispute in a line.
func told(d onrecord.Dispute) string {
	var sides []string
	for _, s := range d.Sides {
		names := make([]string, len(s.Who))
		for i, w := range s.Who {
			names[i] = strings.TrimPrefix(strings.TrimPrefix(w.Name, "the "), "The ") // whether an article is part of a name is the reader's to say
		}
		if len(names) == 0 {
			names = []string{"nobody"}
		}
		sides = append(sides, strings.Join(names, " and ")+" "+s.Stance)
	}
	return string(d.Kind) + ": " + strings.Join(sides, ", ")
}

// checkCites has every cite be words of the text where it says.
func checkCites(t *testing.T, d onrecord.Dispute, text string) {
	t.Helper()
	for _, s := range d.Sides {
		if len(s.Who) > 0 && len(s.Cites) == 0 {
			t.Errorf("%s: %s is named and not quoted", text, s.Who[0].Name)
		}
		for _, c := range s.Cites {
			if got := string([]rune(text)[c.Start:c.End]); got != c.Text || got == "" {
				t.Errorf("%s: cite %q stands at %d-%d, where %q does", text, c.Text, c.Start, c.End, got)
			}
		}
	}
}
