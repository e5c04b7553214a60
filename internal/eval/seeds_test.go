package eval

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/ling"
)

var (
	showSeeds   = flag.Bool("seeds.show", false, "print every statement of the scrapes that is not right")
	updateSeeds = flag.Bool("seeds.update", false, "write testdata/seeds.golden")
)

// seedFacts is what a reader sees on the five scrapes: the title's first words
// and the day the page states, "" where it states none.
var seedFacts = []struct{ file, title, day string }{
	{"000", "Russia signals willingness", ""},
	{"001", "US, Russia to work together", "2015-08-06"},
	{"002", "Russia or Daesh?", ""},
	{"003", "Lavrov: U.S. Didn't Ask", ""},
	{"004", "Lavrov expects close work", "2017-02-13"},
}

// seedFurniture are beginnings of lines that no body block may hold.
var seedFurniture = []string{
	"Photo by", "TRTWorld and", "Creating new", "10:42 GMT", "Listen Live", "©", "Politics", "Get short", "39437",
	"Subscribe", "Related:", "Who Were", "Damascus Ready", "US Coalition Resp", "Russia Expects", "Tags:", "Syrian ceasefire, anti",
	"Community", "Comment via", "Accessibility", "Breaking News", "-- Joanna", "About This", "\"Under The", "Latest Posts",
	"Follow us", "The BRICS Post", "Leave a", "Your email", "Anti-Spam", "Syrian Foreign Minister Walid Muallem (left)",
}

// readSeeds reads the five scrapes as `onrecord read` does.
func readSeeds(t *testing.T) map[string]onrecord.Record {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "seeds")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the scrapes are not here")
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	records := map[string]onrecord.Record{}
	ctx := context.Background()
	for r := range reader.Run(ctx, ingest.Read(ctx, ingest.Options{}, dir), process.Options{Workers: 2}) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		records[filepath.Base(r.Record.Path)] = r.Record
	}
	if len(records) != len(seedFacts) {
		t.Fatalf("%d records, want %d", len(records), len(seedFacts))
	}
	return records
}

func TestSeedPages(t *testing.T) {
	records := readSeeds(t)
	for _, want := range seedFacts {
		for file, r := range records {
			if !strings.HasPrefix(file, want.file) {
				continue
			}
			if !strings.HasPrefix(r.Title, want.title) {
				t.Errorf("%s: title %q", file, r.Title)
			}
			p := r.Published
			if want.day != "" && (p.Value != want.day || p.Confidence < .9) {
				t.Errorf("%s: published %+v, want %s", file, p, want.day)
			}
			// None of the others states its year.
			if want.day == "" && (p.Confidence >= .8 || strings.HasPrefix(p.Value, "2") && p.Confidence >= .6) {
				t.Errorf("%s: published %+v, which the page does not state", file, p)
			}
			for _, b := range r.Blocks {
				for _, line := range seedFurniture {
					if b.Kind == ling.BlockBody && strings.HasPrefix(b.In(r.Text), line) {
						t.Errorf("%s: furniture in the body: %q", file, b.In(r.Text))
					}
				}
			}
		}
	}
}

// TestSeedStatements counts right, wrong and unknown speakers on the list of
// testdata/seeds.tsv. The golden holds the counts; fewer right ones or more
// wrong ones fail.
func TestSeedStatements(t *testing.T) {
	records := readSeeds(t)
	name := filepath.Join("testdata", "seeds.tsv")
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	expected, err := ReadExpected(name, f)
	if err != nil {
		t.Fatal(err)
	}
	byFile := map[string][]Expected{}
	for _, e := range expected {
		byFile[e.File] = append(byFile[e.File], e)
	}
	count := map[Verdict]int{}
	hard := 0
	for file, list := range byFile {
		r, ok := records[file]
		if !ok {
			t.Fatalf("no record of %s", file)
		}
		for _, j := range Judge(r, list) {
			count[j.Verdict]++
			if j.Hard {
				hard++
			}
			if *showSeeds && j.Verdict != Right {
				o := ling.NewOffsets(r.Text)
				t.Logf("%s %s: cue %q, want %v, got %q, content %.80q", j.Verdict, file[:3], r.Text[o.Byte(j.Cue[0]):o.Byte(j.Cue[1])],
					j.Speakers, j.Speaker, r.Text[o.Byte(j.Content[0]):o.Byte(j.Content[1])])
			}
		}
	}
	got := fmt.Sprintf("expected %d (hard %d) right %d wrong %d unknown %d missing %d\n", len(expected), hard,
		count[Right], count[Wrong], count[Nobody], count[Missing])
	t.Log(strings.TrimSpace(got))
	golden := filepath.Join("testdata", "seeds.golden")
	if *updateSeeds {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var n, h, right, wrong, unknown, missing int
	if _, err := fmt.Sscanf(string(was), "expected %d (hard %d) right %d wrong %d unknown %d missing %d", &n, &h, &right, &wrong, &unknown, &missing); err != nil {
		t.Fatalf("%s: %v", golden, err)
	}
	if count[Right] < right || count[Wrong] > wrong {
		t.Errorf("was %sis  %s", was, got)
	}
}
