package weights

import (
	"fmt"
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	for _, line := range []string{
		"attack attacks attacked attacking attack’s Attack's", "carry carries carried", "stop stops stopped stopping",
		"invade invades invaded invading", "church churches", "box boxes", "pass passes passed", "crisis", "bus", "o’neill o'neill oneill",
	} {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("%s is %s, %s is %s", w, Stem(w), words[0], Stem(words[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"general", "generate"}, {"united", "unity"}, {"iran", "iraq"}, {"thing", "the"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
	}
}

func TestTokens(t *testing.T) {
	text := "The USS Orrin lost 1,250 men. Two, in 2015’s 25th storm: “Holt’s” end"
	var got []string
	for _, w := range Tokens(text) {
		mark := ""
		if w.Name {
			mark = "*"
		}
		if w.Number {
			mark = "#"
		}
		got = append(got, text[w.Start:w.End]+"="+w.Stem+mark)
	}
	want := "The=the USS=uss* Orrin=orrin* lost=lost 1,250=1250# men=men Two=two in=in 2015=2015# s=s 25th=25# storm=storm Holt’s=holt end=end"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

func TestTable(t *testing.T) {
	table := Make(1000, map[string]int{"the": 1000, "ferry": 20, "tolmin": 2}, 4)
	for stem, want := range map[string]string{"the": "0.0", "ferry": "3.9", "tolmin": "6.2", "nothing": "6.2"} {
		if got := fmt.Sprintf("%.1f", table.Rarity(Hash(stem))); got != want {
			t.Errorf("%s: %s, want %s", stem, got, want)
		}
	}
	again, err := Read(table.Bytes())
	if err != nil || again.Rarity(Hash("ferry")) != table.Rarity(Hash("ferry")) || len(again.stems) != 2 {
		t.Errorf("comes back as %v: %v", again, err)
	}
	b := table.Bytes()
	for _, bad := range [][]byte{nil, []byte("x"), b[:len(magic)+1], b[:len(b)-1], append(b, 1)} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestEnglish(t *testing.T) {
	rarity := func(word string) float64 { return English().Rarity(Hash(Stem(word))) }
	if !(rarity("the") < rarity("government") && rarity("government") < rarity("ferry") && rarity("ferry") < rarity("xyzzyq")) {
		t.Error("the, government, ferry and a word that is none do not grow rarer")
	}
}
