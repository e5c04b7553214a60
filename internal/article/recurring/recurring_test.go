package recurring

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// tales are articles that tell of different things.
var tales = []string{
	"Ferries from Port Ansa will carry lorries again in spring. The old slip was closed after a beam broke.\nDivers found rust on nine of the twelve posts below the water line.\nA yard in Lower Orsk makes new ones of larch, as it did a century ago, and brings them on barges.\nFarmers on the island have had to sell their milk for half of its price since winter.",
	"The museum of Velm shows maps that a surveyor drew by moonlight. They had lain behind a stove.\nA carpenter came upon them when the kitchen floor was taken up last autumn.\nSome name villages which no other map has, with wells, mills and a chapel on stilts.\nScholars from three towns are at work on the handwriting and on the kind of ink.",
	"Bees have come back to the gardens of Tarn Hill after a warm May. Nobody had seen any for two years.\nA teacher counted them with her pupils on every clover patch along the railway.\nThey wrote each number on a wall of the school, in chalk, with the hour and the wind.\nBeekeepers in the valley lend them hives and have given a jar to every family there.",
	"Marenian judges have to wear plain coats from next year, a decree orders. Wigs will go to a theatre.\nThe gowns cost more than a clerk earns in a month, and moths like the wool.\nCourts in the south gave them up long ago because of the heat in the halls.\nTailors wait for orders and do not know yet which grey the ministry has in mind.",
	"A bridge of ice lets lorries cross Lake Sorrow a month early this winter. Wardens measure it at dawn.\nTwo spans were roped off where warm springs make the sheet thin and dark.\nDrivers keep a hundred paces apart and leave their doors open all the way over.\nFishermen sell soup in tents at both ends, and a dentist has parked his van there.",
}

// told makes an article of the tale n, under the address of an outlet, with
// lines over and under it.
func told(n int, outlet, over, under string) onrecord.Article {
	art := onrecord.Article{ID: onrecord.ArticleID(fmt.Sprint(outlet, n)), URL: fmt.Sprintf("https://www.%s/%d", outlet, n), Title: "A tale", Authors: []string{"Mira Holt"}}
	art.Text = strings.Trim(over+"\n"+tales[n]+"\n"+under, "\n")
	for _, l := range line.Paragraphs(strings.ReplaceAll(art.Text, "\n", "\n\n")) {
		at := strings.Index(art.Text, l.Text)
		art.Blocks = append(art.Blocks, ling.Block{Span: ling.Span{Start: at, End: at + len(l.Text)}, Kind: ling.BlockBody})
	}
	return art
}

// furniture is what was made furniture of an article, each with its diagnostic.
func furniture(t *testing.T, art *onrecord.Article) string {
	t.Helper()
	var out []string
	for _, b := range art.Blocks {
		if b.Kind == ling.BlockFurniture {
			if g := art.Diagnostics[len(out)]; g.Rule != "recurring-line" || g.Spans[0] != b.Span {
				t.Errorf("%+v does not tell of %v", g, b.Span)
			}
			out = append(out, b.In(art.Text))
		}
	}
	if len(art.Diagnostics) != len(out) {
		t.Errorf("%d diagnostics of %d lines", len(art.Diagnostics), len(out))
	}
	return strings.Join(out, "\n")
}

// last reads the tales in turn and gives what was made furniture of the last;
// of the others nothing may be before three were read.
func last(t *testing.T, over, under string) string {
	t.Helper()
	var l Lines
	for n := range others {
		art := told(n, "ledger.example", over, under)
		if l.Read(&art, Look(&art)); furniture(t, &art) != "" {
			t.Errorf("after %d articles: %q", n, furniture(t, &art))
		}
	}
	art := told(others, "ledger.example", over, under)
	text := art.Text
	l.Read(&art, Look(&art))
	if art.Text != text {
		t.Error("the text was changed")
	}
	return furniture(t, &art)
}

func TestLinesOfAnOutletAreFurniture(t *testing.T) {
	for _, c := range []string{
		"Thirty people make these pages in a rope factory, and readers alone pay them.",
		"Mira Holt walked across nine countries before settling down as a reporter.",
		"Opinions printed here belong to their writers and bind nobody else.",
		"A shorter piece like this was printed first by Quayside Quarterly.",
		"Get one letter with the best of the week, every Sunday at noon.",
		"Hand this on to friends",
		"Get it now",
		"The Ledger prints corrections on page two of its weekend edition.",
	} {
		if got := last(t, "", c); got != c {
			t.Errorf("under the article: %q of %q", got, c)
		}
		if got := last(t, "", "A line of this page alone, on pears.\n"+c); !strings.HasSuffix(got, c) {
			t.Errorf("behind another line: %q of %q", got, c)
		}
	}
	if got := last(t, "Hear it read aloud", "“Well,” he said.\n“No,” she said."); got != "Hear it read aloud" {
		t.Errorf("over the article: %q", got)
	}
}

// Nor does it matter whether the address has its www.
func TestNumbersInALabelDoNotMatter(t *testing.T) {
	var l Lines
	for n := range others + 1 {
		art := told(n, "ledger.example", "", fmt.Sprintf("Handed on %d times", 7*n+2))
		if n == 1 {
			art.URL = strings.Replace(art.URL, "www.", "", 1)
		}
		if l.Read(&art, Look(&art)); (furniture(t, &art) != "") != (n == others) {
			t.Errorf("article %d: %q", n, furniture(t, &art))
		}
	}
}

func TestWhatOthersSayStays(t *testing.T) {
	for _, c := range []string{
		"“Not one boat leaves while I hold this office,” the minister repeated.",
		"The minister said again that no boat leaves while he holds office.",
		"\"Not one boat leaves\" has been his answer to everybody for weeks.",
		"It was over before that.",
	} {
		if got := last(t, "", c); got != "" {
			t.Errorf("%q", got)
		}
	}
	if got := last(t, "Thirty people make these pages in a rope factory.", ""); got != "" {
		t.Errorf("a sentence over the article: %q", got)
	}
}

// with is an article with more in the midst of it.
func with(art onrecord.Article, more string) onrecord.Article {
	return retold(art, strings.Replace(art.Text, ".\n", ". "+more+"\n", 1))
}

// A running story tells its beginnings again in every article.
func TestARunningStoryStays(t *testing.T) {
	for _, c := range []struct{ line, told string }{
		{"Ansa regards the Orsk Brigades as smugglers and has closed all passes to traders.", "Near Orsk %s."}, // what is named is named in the article
		{"The siege began when rebels cut off water in the northern quarter.", "It is day %s of a siege: rebels hold the springs, and water is scarce."},
	} {
		var l Lines
		for n := range tales {
			art := with(told(n, "ledger.example", "", c.line), fmt.Sprintf(c.told, []string{"one", "two", "three", "four", "five"}[n]))
			if l.Read(&art, Look(&art)); furniture(t, &art) != "" {
				t.Errorf("article %d: %q", n, furniture(t, &art))
			}
		}
	}
}

// That an article names its outlet or its author, or begins a sentence with the
// same word, makes no line a part of it.
func TestOwnNamesAreNoMatterOfTheArticle(t *testing.T) {
	for _, c := range []struct{ line, told string }{
		{"The Ledger prints corrections on page two of its weekend edition.", "Some wrote to the Ledger."},
		{"Mira Holt reads letters.", "So people told Mira Holt."},
		{"Opinions printed here belong to their writers and bind no editor of these pages.", "Opinions differ on that."},
		{"The weekend edition has corrections on page two.", "Some went to The Hague."},
	} {
		var l Lines
		for n := range others + 1 {
			art := with(told(n, "ledger.example", "", c.line), c.told)
			if l.Read(&art, Look(&art)); (furniture(t, &art) == c.line) != (n == others) {
				t.Errorf("article %d: %q of %q", n, furniture(t, &art), c.line)
			}
		}
	}
}

// retold is an article with another text, a block a line.
func retold(art onrecord.Article, text string) onrecord.Article {
	art.Text, art.Blocks = text, nil
	at := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		art.Blocks = append(art.Blocks, ling.Block{Span: ling.Span{Start: at, End: at + len(strings.TrimSuffix(l, "\n"))}, Kind: ling.BlockBody})
		at += len(l)
	}
	return art
}

const notice = "Thirty people make these pages in a rope factory, and readers alone pay them."

// Copies of one article are one, however often they come.
func TestCopiesCountOnce(t *testing.T) {
	var l Lines
	for n := range 2 * others {
		art := told(0, "ledger.example", "", notice)
		art = retold(art, strings.Replace(art.Text, "in spring", fmt.Sprintf("on day %d of spring", n), 1))
		if l.Read(&art, Look(&art)); furniture(t, &art) != "" {
			t.Fatalf("copy %d: %q", n, furniture(t, &art))
		}
	}
}

// A sentence of two outlets is an agency's, a label of two is not.
func TestTwoOutlets(t *testing.T) {
	for _, c := range []struct{ under, want string }{{notice, ""}, {"Hand this on to friends", "Hand this on to friends"}} {
		var l Lines
		art := told(4, "courier.example", "", c.under)
		l.Read(&art, Look(&art))
		for n := range others {
			art := told(n, "ledger.example", "", c.under)
			l.Read(&art, Look(&art))
		}
		art = told(others, "ledger.example", "", c.under)
		if l.Read(&art, Look(&art)); furniture(t, &art) != c.want {
			t.Errorf("%q", furniture(t, &art))
		}
	}
}

// No outlet is known, or too little is: nothing is told.
func TestLeavesAlone(t *testing.T) {
	for name, change := range map[string]func(onrecord.Article) onrecord.Article{
		"no outlet": func(a onrecord.Article) onrecord.Article { a.URL = ""; return a },
		"too short": func(a onrecord.Article) onrecord.Article { return retold(a, a.Text[:90]+"\n"+notice) },
		"long lines": func(a onrecord.Article) onrecord.Article {
			return retold(a, strings.Replace(a.Text, notice, strings.Repeat(notice+" ", 12)+notice, 1))
		},
		"captions": func(a onrecord.Article) onrecord.Article {
			a.Blocks[len(a.Blocks)-1].Kind = ling.BlockCaption
			return a
		},
		"in the middle": func(a onrecord.Article) onrecord.Article {
			return retold(a, strings.Replace(a.Text, "\n", "\n"+notice+"\n", 1)[:len(a.Text)])
		},
	} {
		var l Lines
		for n := range tales {
			art := change(told(n, "ledger.example", "", notice))
			l.Read(&art, Look(&art))
			if got := furniture(t, &art); got != "" {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
	var l Lines
	for n := range tales { // known by its name
		art := told(n, "ledger.example", "", notice)
		art.URL, art.Outlet = "", "The Ansa Ledger"
		if l.Read(&art, Look(&art)); (furniture(t, &art) != "") != (n >= others) {
			t.Errorf("article %d: %q", n, furniture(t, &art))
		}
	}
}

// What is not met again for long is forgotten, so that memory stays bounded.
func TestForgets(t *testing.T) {
	var l Lines
	kept, lost := l.recall("a", "kept"), l.recall("a", "lost")
	for n := range 2*most + 2 {
		l.recall("b", fmt.Sprint(n))
		if n%1000 == 0 && l.recall("a", "kept") != kept {
			t.Fatalf("forgot what was met, after %d", n)
		}
		if len(l.young)+len(l.old) > 2*most {
			t.Fatalf("remembers %d and %d lines", len(l.young), len(l.old))
		}
	}
	if l.recall("a", "lost") == lost {
		t.Error("remembers what was not met again")
	}
}

// Sketches have as much in common as their texts, by and large.
func TestSketch(t *testing.T) {
	text := func(from, to int) *sketch {
		var words []string
		for n := from; n < to; n++ {
			words = append(words, fmt.Sprint("word", n))
		}
		return sketchOf(words)
	}
	a := text(0, 400)
	for _, c := range []struct {
		from, least, most int
	}{{0, 16, 16}, {20, 11, 16}, {130, 5, 12}, {395, 0, 2}, {400, 0, 0}} {
		b, n := text(c.from, c.from+400), 0
		for i := range a {
			if a[i] == b[i] {
				n++
			}
		}
		if n < c.least || n > c.most || a.like(b) != (n >= alike) {
			t.Errorf("%d of 400 words another: %d of 16 in common, alike %v", c.from, n, a.like(b))
		}
	}
}
