package copies

import (
	"encoding/json"
	"math/bits"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
)

const report = `The harbour of Velden was closed on Monday after a freighter ran aground in the outer channel, the port authority said.
Tugs from two neighbouring towns worked through the night, but the ship, which carries nine thousand tonnes of grain, did not move.
Fishing boats were told to stay at their moorings until the tide has turned, and the ferry to the islands was cancelled for the day.
“We shall try again at noon, with the highest water of the week, and if that fails we shall have to unload her where she lies,” said the harbour master, Ilse Brandt.
Nobody was hurt. The coast guard has begun to question the pilot, who came aboard an hour before the accident in thick fog.
It is the third time in two years that a vessel of this size has missed the turn at the lightship, and the town council has asked for a second light.`

const edited = `Grain ship stuck off Velden
VELDEN (Reuters) - The harbour of Velden was closed on Monday after a freighter ran aground in the outer channel, the port authority said.
Tugs from two neighboring towns worked through the night, but the ship, which carries nine thousand tonnes of grain, did not move.
Fishing boats were told to stay at their moorings until the tide has turned, and the ferry to the islands was cancelled for the day.
"We shall try again at noon, with the highest water of the week, and if that fails we shall have to unload her where she lies," said the harbour master, Ilse Brandt.
Nobody was hurt. The coast guard has begun to question the pilot, who came aboard an hour before the accident.`

const abridged = `Tugs from two neighbouring towns worked through the night, but the ship, which carries nine thousand tonnes of grain, did not move.
Fishing boats were told to stay at their moorings until the tide has turned, and the ferry to the islands was cancelled for the day.
Nobody was hurt. The coast guard has begun to question the pilot, who came aboard an hour before the accident in thick fog.`

const speech = `We have waited eleven years for this road, and I tell every family in the valley tonight that they will not wait a twelfth. The money is there, the plans are drawn, the diggers stand at the bridge. Whoever says that it cannot be done has not walked to school through the snow as I have.`

const speechOne = `Governor Maren Holt promised on Friday to begin work on the mountain road before the winter.
“` + speech + `”
Her opponents in the assembly called the promise empty and pointed to two court cases that are still open. A judge is to hear the landowners in October.`

const speechTwo = `There was applause in the town hall when the governor of the province came to her last sentence:
"` + speech + `"
The budget which the assembly passed in March has no line for a road. Engineers put the cost at forty million, twice what was set aside for all bridges together.`

const note = `I have worked at the mill since I was sixteen and I have never asked for anything.
My father lost his hand there and the company sent him a card. I kept the card in my kitchen for thirty years.
Last month they told me that my job goes to a machine. The foreman looked at his shoes.
I am not angry with the machine. I am tired, and I want the people who own the mill to read this once.`

const letterOne = `A worker's farewell has been read by half the country since it was pinned to a factory gate.
Nora Velt, 61, left the note when her shift ended on Tuesday. It says:
` + note + `
The owners have not replied. A union has called a meeting for Saturday and expects several hundred people from the valley to come to it.`

const letterTwo = `The paper mill at Sund will answer its critics next week, its lawyers told the court.
They were asked about a text that a colleague found on the gate and that has been copied ever since.
` + note + `
Two members of parliament want the law on notice periods changed. The minister of labour was not available; her office spoke of a sad case.`

func take1(text string) Print { return Take(&onrecord.Article{Text: text}) }

func TestCopy(t *testing.T) {
	for _, x := range []struct {
		name, a, b string
		want       bool
	}{
		{"the text itself", report, report, true},
		{"a new head, other spelling and marks, a line less", report, edited, true},
		{"a part of it", report, abridged, true},
		{"two reports of one speech", speechOne, speechTwo, false},
		{"two reports that give one letter without marks", letterOne, letterTwo, false},
		{"a letter alone, twice", note, note, true},
		{"two texts", report, speechOne, false},
		{"few words of one's own", "“" + speech + "” she said.", speechOne, false},
		{"a short item, twice", "Two men die in a landslide at Orrin.", "Two men die in a landslide at Orrin.", true},
		{"two short items", "Two men die in a landslide at Orrin.", "Two men die in a flood at Sund.", false},
		{"nothing", "", "", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			p, q := take1(x.a), take1(x.b)
			if Copy(p, q) != x.want || Copy(q, p) != x.want {
				own, all := Shared(p, q)
				t.Errorf("copy %v and %v, want %v; own %.2f, all %.2f", Copy(p, q), Copy(q, p), x.want, own, all)
			}
		})
	}
}

func TestQuotationGoesOnOverParagraphs(t *testing.T) {
	text := "He said: \"One two.\n\"Three four.\" Then five."
	var quoted []int
	for i, w := range split(text) {
		if w.quoted {
			quoted = append(quoted, i)
		}
	}
	if want := []int{2, 3, 4, 5}; !slices.Equal(quoted, want) {
		t.Errorf("quoted words %v, want %v", quoted, want)
	}
}

func TestStrayMarkQuotesNothing(t *testing.T) {
	text := "A 12\" gun. " + strings.Repeat("Much is said of it. ", 400) + "“Yes,” he said."
	for i, w := range split(text)[:1000] {
		if w.quoted {
			t.Fatalf("word %d is quoted", i)
		}
	}
}

// long is a text of n words of which no five come again.
func long(n int) string {
	var b strings.Builder
	for i := range n {
		for k := i; k > 0; k /= 20 {
			b.WriteByte("bcdfghjklmnpqrstvwxz"[k%20])
		}
		b.WriteString("a ")
	}
	return b.String()
}

func TestLongTextIsSampled(t *testing.T) {
	text := long(5000)
	p := take1(text)
	if len(p.Marks) != most || !p.cut {
		t.Fatalf("%d marks, cut %v", len(p.Marks), p.cut)
	}
	if half := take1(text[:len(text)/2]); !Copy(p, half) {
		t.Error("half of a long text is no copy of it")
	}
	if Copy(p, take1(report)) {
		t.Error("a report is a copy of what it shares nothing with")
	}
}

func TestPrintKeepsItsForm(t *testing.T) {
	for _, text := range []string{"", "Yes.", report, speechOne, long(5000)} {
		p := take1(text)
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var q Print
		if err := json.Unmarshal(b, &q); err != nil || !reflect.DeepEqual(p, q) {
			t.Errorf("%d marks come back as %d: %v", len(p.Marks), len(q.Marks), err)
		}
		if len(text) > 500 && len(b) > len(text)*9/10 {
			t.Errorf("a print of %d bytes for a text of %d", len(b), len(text))
		}
	}
	for _, bad := range []string{`{"w":1,"m":"%"}`, `{"w":1,"m":"//////////8"}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), new(Print)); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

func TestAgency(t *testing.T) {
	for _, x := range []struct {
		a    onrecord.Article
		want string
	}{
		{onrecord.Article{Text: "VELDEN (Reuters) - The harbour was closed."}, "reuters"},
		{onrecord.Article{Text: "VELDEN, May 3. /TASS/. The harbour was closed."}, "tass"},
		{onrecord.Article{Text: "VELDEN, May 3 (Xinhua) -- The harbour was closed."}, "xinhua"},
		{onrecord.Article{Text: "AFP - The harbour was closed."}, "afp"},
		{onrecord.Article{Text: "The harbour was closed.\nSource: ANSA"}, "ansa"},
		{onrecord.Article{Text: "The harbour was closed. (AP)"}, "ap"},
		{onrecord.Article{Text: "The harbour was closed.\n© AFP 2017"}, "afp"},
		{onrecord.Article{Text: "The harbour was closed.", Authors: []string{"Ilse Brandt, Associated Press"}}, "ap"},
		{onrecord.Article{Text: "The harbour was closed.", Outlet: "Reuters"}, "reuters"},
		{onrecord.Article{Text: "The harbour was closed.", Outlet: "www.tass.com"}, "tass"},
		{onrecord.Article{Text: "The harbour was closed, Reuters reported."}, ""},
		{onrecord.Article{Text: "A spokesman told AFP that the harbour was closed."}, ""},
		{onrecord.Article{Text: "The PA said nothing. (It never does.)"}, ""},
		{onrecord.Article{Text: "The harbour was closed.", Outlet: "Velden Post"}, ""},
	} {
		if got := agency(&x.a); got != x.want {
			t.Errorf("%q by %q of %q: %q, want %q", x.a.Text, x.a.Authors, x.a.Outlet, got, x.want)
		}
	}
}

func TestAgenciesHaveTheirForm(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range agencies() {
		if seen[s.short] {
			t.Errorf("%s stands twice", s.short)
		}
		seen[s.short] = true
	}
	if _, err := readAgencies("reuters | Reuters\n"); err == nil || !strings.Contains(err.Error(), ":1:") {
		t.Errorf("a line without domains: %v", err)
	}
}

func piece(id, outlet, text string) Piece {
	return Look(&onrecord.Article{ID: onrecord.ArticleID(id), Outlet: outlet, Text: text})
}

func TestCount(t *testing.T) {
	for _, x := range []struct {
		name   string
		pieces []Piece
		want   onrecord.Counts
	}{
		{"none", nil, onrecord.Counts{}},
		{"a copy and a part", []Piece{piece("1", "Post", report), piece("2", "Star", report), piece("3", "Sun", abridged)}, onrecord.Counts{Articles: 3, Texts: 1, Sources: 1}},
		{"two texts of one outlet", []Piece{piece("1", "Post", report), piece("2", "Post", speechOne)}, onrecord.Counts{Articles: 2, Texts: 2, Sources: 1}},
		{"two texts of one agency", []Piece{piece("1", "Post", edited), piece("2", "Star", speechOne+"\n(Reuters)")}, onrecord.Counts{Articles: 2, Texts: 2, Sources: 1}},
		{"a mark on the later copy", []Piece{piece("1", "Post", report), piece("2", "Sun", edited), piece("3", "Reuters", speechOne)}, onrecord.Counts{Articles: 3, Texts: 2, Sources: 1}},
		{"outlets that are not known", []Piece{piece("1", "", report), piece("2", "", speechOne), piece("3", "", report)}, onrecord.Counts{Articles: 3, Texts: 2, Sources: 2}},
		{"two reports", []Piece{piece("1", "Post", speechOne), piece("2", "Star", speechTwo)}, onrecord.Counts{Articles: 2, Texts: 2, Sources: 2}},
	} {
		if got := Count(x.pieces); got != x.want {
			t.Errorf("%s: %+v, want %+v", x.name, got, x.want)
		}
	}
}

func TestFoldTakesTheFirst(t *testing.T) {
	pieces := []Piece{piece("1", "", speechOne), piece("2", "", abridged), piece("3", "", report), piece("4", "", edited)}
	if got, want := Fold(pieces), []int{0, 1, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// FuzzPrint holds prints of any text to their promises: in order, a copy of itself,
// and the same after they were kept.
func FuzzPrint(f *testing.F) {
	for _, s := range []string{"", "“", report, letterOne, "\"a\n\"b", "I. I. I. \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := take1(text)
		if !slices.IsSorted(p.Marks) {
			t.Fatal("marks are not sorted")
		}
		if own, all := Shared(p, p); len(p.Marks) > 0 && (all != 1 || own != 0 && own != 1 || !Copy(p, p)) {
			t.Fatalf("shares %v and %v with itself", own, all)
		}
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var q Print
		if err := json.Unmarshal(b, &q); err != nil || !reflect.DeepEqual(p, q) {
			t.Fatalf("comes back otherwise: %v", err)
		}
	})
}

// What stands between marks is quoted, to the end; what only reaches into it is not.
func TestQuoted(t *testing.T) {
	text := `The warden said "nobody came" and left.`
	quoted := Quoted(text)
	for words, want := range map[string]bool{"nobody came": true, "came": true, "warden": false, `said "nobody`: false, "left": false} {
		if at := strings.Index(text, words); quoted(at, at+len(words)) != want {
			t.Errorf("%q is quoted: %v, want %v", words, !want, want)
		}
	}
}

// Every bit of what is mixed has a say in every bit of what comes out: half of
// them change with it, about.
func TestMix(t *testing.T) {
	for bit := range 64 {
		changed := 0
		for h := range uint64(64) {
			changed += bits.OnesCount64(mix(h*2654435761) ^ mix(h*2654435761^1<<bit))
		}
		if changed < 64*24 || changed > 64*40 {
			t.Errorf("bit %d changes %d of 64 bits on the mean", bit, changed/64)
		}
	}
}
