package scrape

import (
	"strings"
	"testing"

	"onrecord/ling"
)

// running are sentences of our own, long enough to be beyond doubt of shape.
var running = []string{
	"The harbour board of Orsk said on Monday that the ferry would sail again in May, after a winter of repairs.",
	"Its chairwoman, Ana Kovach, told reporters that the work had cost less than the board had planned for it.",
	"Fishermen welcomed the news, though some of them warned that the new berth was too narrow for their boats.",
	"A spokesman for the islands said that the timetable had not been agreed, and that talks would open in April.",
}

const head = "Ferry to sail again from Orsk in May\nMay 2, 2016\n"

// TestKinds holds what kind a line has, by the lines that stand around it: each
// text is read, and the kind of the line that begins with "line" words is asked.
func TestKinds(t *testing.T) {
	body := strings.Join(running, "\n")
	entry := "- nothing was agreed on the fares of the islanders"
	for name, c := range map[string]struct {
		text, line string
		want       ling.BlockKind
	}{
		"a scene above the title, with its credit": {"The chairwoman speaks to reporters on the quay on Monday.\nPhoto: Handout\n" + head + body, "The chairwoman", ling.BlockCaption},
		"a sentence above the title, no picture":   {"The sea was calm this morning, and few boats were out.\nHome\nNews\n" + head + body, "The sea", ling.BlockFurniture},
		"a scene below the title, with its credit": {head + "Photo: Handout\nThe chairwoman speaks to reporters on the quay of Orsk on a cold and windy Monday.\n" + body, "The chairwoman", ling.BlockCaption},
		"a scene below the title, reported":        {head + "Photo: Handout\nThe chairwoman said on the quay of Orsk on a cold and windy Monday that it was done.\n" + body, "The chairwoman", ling.BlockBody},
		"the last running words are no caption":    {head + body + "\nThe chairwoman speaks to reporters on the quay of Orsk on a cold and windy Monday.\nPhoto: Handout", "The chairwoman", ling.BlockBody},
		"words without a title":                    {"It was done at last.\nFrom her office on the quay, the chairwoman of the board spoke for an hour, and answered what she was asked by all who came.", "It was done", ling.BlockBody},
		"a label without a title":                  {"Home\nFrom her office on the quay, the chairwoman of the board spoke for an hour, and answered what she was asked by all who came.", "Home", ling.BlockFurniture},
		"an entry of a list":                       {head + body + "\n" + entry + "\n" + entry + " or of the others\n" + running[0] + " Or so it hoped.", entry, ling.BlockBody},
		"two labels among the words":               {head + body + "\nHarbour news of the week\nMore from the islands\n" + running[0] + " Or so it hoped.", "Harbour news", ling.BlockFurniture},
		"one label among the words":                {head + body + "\nHarbour news of the week\n" + running[0] + " Or so it hoped.", "Harbour news", ling.BlockHeading},
		"a scene two lines above its credit":       {"The chairwoman speaks to reporters on the quay on Monday.\nHome\nPhoto: Handout\n" + head + body, "The chairwoman", ling.BlockCaption},
		"a note on the author":                     {head + body + "\nPia Holm is a freelance journalist based in Orsk who has written for years about the islands and their boats.", "Pia Holm", ling.BlockFurniture},
		"a sign-off as long as a sentence":         {head + body + "\n(Reporting by Ana Moor in Orsk and Jon Reed and Pia Holm on the islands; Editing by Tom Field)", "(Reporting", ling.BlockFurniture},
		"a credit in mid-page ends nothing":        {head + running[0] + "\n" + running[1] + "\nReporting by Ana Moor in Orsk\n" + strings.Join(running, " So it went.\n") + "\n" + body, "Fishermen welcomed", ling.BlockBody},
		"comments end the article wherever":        {head + running[0] + "\n" + running[1] + "\nLeave a comment\n" + strings.Join(running, " So it went.\n") + "\n" + running[2], "Fishermen welcomed", ling.BlockFurniture},
		"a label closed with a full stop":          {head + running[0] + "\nTravel.\n" + running[1], "Travel.", ling.BlockHeading},
		"a question heads a section":               {head + body + "\nWhat happens now?\n" + running[0] + " Or so it hoped.", "What happens", ling.BlockHeading},
	} {
		art := read(t, c.text)
		found := false
		for _, b := range art.Blocks {
			if text := b.In(art.Text); strings.HasPrefix(text, c.line) {
				if found = true; b.Kind != c.want {
					t.Errorf("%s: %q is %s, want %s", name, text, b.Kind, c.want)
				}
				break
			}
		}
		if !found {
			t.Errorf("%s: no block begins with %q", name, c.line)
		}
	}
}

// TestScene holds how the text of a picture is told from a report.
func TestScene(t *testing.T) {
	for s, want := range map[string]bool{
		"The envoy arrives at the palace.":            true,
		"Delegates shake hands after the talks.":      true,
		"The envoy arrived at the palace.":            false,
		"The envoy, who holds a passport, said so.":   false,
		"“He stands with us,” the envoy told a crowd": false,
	} {
		if got := showsScene(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// FuzzRead holds that every line is in one block, in order, whatever the text.
func FuzzRead(f *testing.F) {
	f.Add(head + strings.Join(running, "\n"))
	f.Add("a\n\na\n\r\v\u2028b\x00\nReporting by A; Editing by B")
	f.Add("Related\n" + strings.Repeat("x y.\n", 40) + "May 2\nUpdated: 9/9/9999")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 && strings.ToValidUTF8(text, "") == text {
			read(t, text)
		}
	})
}

// TestHostile holds that no text costs more than its length.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"one line of 1 MB":  strings.Repeat("word ", 200_000),
		"lines of a letter": strings.Repeat("a\n", 100_000),
		"one line again":    strings.Repeat("He said so.\n", 50_000),
		"dates":             strings.Repeat("May 2, 2016\n", 50_000),
		"quotations":        strings.Repeat("“We shall see what comes of it”\n", 20_000),
	} {
		s := newScrape(text)
		s.classify()
		if len(s.blocks()) != len(s.lines) {
			t.Errorf("%s: %d blocks of %d lines", name, len(s.blocks()), len(s.lines))
		}
	}
	if s := newScrape(""); s.first != 0 || s.last != -1 || s.findTitle() != -1 {
		t.Error("an empty text has running words")
	}
}
