package line

import (
	"slices"
	"strings"
	"testing"
)

// wrap breaks a text at a column, as mail does.
func wrap(text string, width int) string {
	var b strings.Builder
	at := 0
	for _, w := range strings.Fields(text) {
		if at > 0 && at+1+len(w) > width {
			b.WriteByte('\n')
			at = 0
		} else if at > 0 {
			b.WriteByte(' ')
			at++
		}
		b.WriteString(w)
		at += len(w)
	}
	return b.String()
}

// TestParagraphsUndoWraps holds that hard wraps of any width are undone, and
// that what is no wrapped text is left.
func TestParagraphsUndoWraps(t *testing.T) {
	text := strings.Repeat("the harbour board said that the ferry would sail again in may after a winter in which the quay had been closed for repairs and the islands had waited for news ", 3)
	for _, width := range []int{34, 60, 72, 100, 130} {
		got := Paragraphs(wrap(text, width) + "\n\n" + wrap(text, width) + "\n")
		if len(got) != 2 {
			t.Errorf("width %d: %d paragraphs, want 2", width, len(got))
		}
	}
	list := "Home\nWorld news of the day\nSport\nThe weather in the islands\nCulture and the arts\nVideo\nLetters to the board\n"
	if got := Paragraphs(list); len(got) != 7 {
		t.Errorf("a menu: %d lines, want 7", len(got))
	}
}

func TestMeasure(t *testing.T) {
	for text, want := range map[string]struct {
		words, lower int
		ends, asks   bool
	}{
		"Who Were They?":               {3, 0, true, true},
		"the ferry sails.":             {3, 3, true, false},
		"(“It sails.”)":                {2, 1, true, false},
		"港湾日报。":                        {3, 3, true, false},
		"\u200fthe ferry sails.\u200e": {3, 3, true, false},
		"Ferry to Sail":                {3, 1, false, false},
	} {
		l := Paragraphs(text)[0]
		if l.Words != want.words || l.Lower != want.lower || l.Ends != want.ends || l.Asks != want.asks {
			t.Errorf("%q: %d words, %d small, ends %v, asks %v", text, l.Words, l.Lower, l.Ends, l.Asks)
		}
	}
}

func TestByNames(t *testing.T) {
	for text, want := range map[string][]string{
		"By Ana Moor":                        {"Ana Moor"},
		"By Ana Moor and Jon Reed in Orsk":   {"Ana Moor", "Jon Reed"},
		"Ana Moor, harbour correspondent":    {"Ana Moor"},
		"By Orsk News Agency":                nil,
		"-- Ana Moor":                        {"Ana Moor"},
		"by our own":                         nil,
		"By ANA MOOR, JON REED and LI O'DAY": {"Ana Moor", "Jon Reed", "Li O'Day"},
		"By ORSK NEWS AGENCY":                nil,
	} {
		if got := ByNames(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSplitTitle(t *testing.T) {
	for text, want := range map[string][2]string{
		"Ferry to sail again from Orsk | Orsk Days":       {"Ferry to sail again from Orsk", "Orsk Days"},
		"Ferry to sail again from Orsk - The Orsk Days":   {"Ferry to sail again from Orsk", "The Orsk Days"},
		"Ceasefire holds on the river - but for how long": {"Ceasefire holds on the river - but for how long", ""},
		"Ferry to sail again from Orsk":                   {"Ferry to sail again from Orsk", ""},
	} {
		if title, outlet := SplitTitle(text); title != want[0] || outlet != want[1] {
			t.Errorf("%q: %q, %q", text, title, outlet)
		}
	}
	if !Alike("Ferry sails again", "The ferry sails once again") || Alike("Ferry sails again", "A lighthouse burns down") {
		t.Error("titles are compared wrongly")
	}
}

func TestSpeech(t *testing.T) {
	for text, want := range map[string]bool{"“No.": true, "He said “no”": true, "no": false, "\"No": true, "no”": false} {
		if got := Speech(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestRunning holds which shapes of a line are running words, and which beyond doubt.
func TestRunning(t *testing.T) {
	for text, want := range map[string]struct {
		share         float64
		prose, strong bool
	}{
		"The ferry will sail again in May after a winter in the yard.": {11. / 13, true, true},
		"The ferry will sail in May.":                                  {4. / 6, true, false},
		"The ferry will sail again in May after a winter in the yard":  {11. / 13, false, false},
		"Harbour Board Hears Of Ferry Plans.":                          {0, false, false},
		"it sails.":                                                    {1, false, false},
	} {
		l := Paragraphs(text)[0]
		if got := l.Share(); got != want.share || l.Prose() != want.prose || l.Strong() != want.strong {
			t.Errorf("%q: share %v, prose %v, strong %v", text, got, l.Prose(), l.Strong())
		}
	}
	if (&Line{}).Share() != 0 {
		t.Error("a line without words has a share of small letters")
	}
}

// TestParagraphsEnd holds that what follows the last line is one block, however much it is.
func TestParagraphsEnd(t *testing.T) {
	got := Split(strings.Repeat("a\n", maxLines+50))
	if len(got) != maxLines+1 || len(got[maxLines].Text) != 99 {
		t.Errorf("%d lines, the last of %d bytes", len(got), len(got[len(got)-1].Text))
	}
}
