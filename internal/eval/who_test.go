package eval

import (
	"os"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/process"
	"onrecord/ling"
)

// who is a line of testdata/who-*.txt: on a day, these words as a source mean
// that person, or somebody of that state.
type who struct {
	line              int
	day               ling.Date
	words, kind, want string
}

func readWho(t *testing.T, name string) (all []who) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(text), "\n") {
		cols := strings.Split(line, " | ")
		if len(cols) != 4 {
			continue
		}
		day, err := ling.ParseDate(cols[0])
		if err != nil {
			t.Fatalf("%s:%d: %v", name, n+1, err)
		}
		all = append(all, who{n + 1, day, cols[1], cols[2], cols[3]})
	}
	return all
}

// identity is what the source of a statement was taken for: "right", "open"
// where nobody known is meant, "wrong" where another is.
func identity(base *kb.Base, w who, found *onrecord.Record) (string, string) {
	if len(found.Statements) == 0 {
		return "open", "no statement"
	}
	id := found.Statements[0].Source.Actor()
	ref, known := base.Find(id)
	if !known && w.kind == "country" {
		for _, a := range found.Actors {
			if a.ID == id && a.Codes["iso3"] == w.want {
				return "right", "" // nobody known, but of that state
			}
		}
	}
	if !known && w.kind == "nobody" {
		return "right", ""
	}
	if !known {
		return "open", string(id)
	}
	actor := base.Actor(ref)
	if w.kind == "country" {
		if base.ISO3(ref) == w.want {
			return "right", ""
		}
		return "wrong", actor.Name
	}
	for _, n := range base.Names(nil, w.want) {
		if n.Ref == ref && n.Sense <= kb.Short {
			return "right", ""
		}
	}
	if kb.Sound(actor.Name) == kb.Sound(w.want) {
		return "right", "" // the same name in another spelling
	}
	return "wrong", actor.Name
}

// leastRight are how many of each file must be right: today's figures less what
// a better parser may lose.
var leastRight = map[string]map[string]int{
	"who-seen.txt":   {"person": 240, "country": 26, "nobody": 2},
	"who-unseen.txt": {"person": 228, "country": 26, "nobody": 2},
}

// TestWho reads one sentence for each line and asks who its source is.
func TestWho(t *testing.T) {
	if testing.Short() {
		t.Skip("reads five hundred sentences")
	}
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"who-seen.txt", "who-unseen.txt"} {
		t.Run(name, func(t *testing.T) {
			count := map[string]map[string]int{"person": {}, "country": {}, "nobody": {}}
			for _, w := range readWho(t, name) {
				art := onrecord.Article{Text: w.words + " said on Tuesday that the road was shut."}
				art.ID = onrecord.ArticleID("sha256:" + art.Fingerprint())
				art.Published = onrecord.Published{Value: w.day.String(), Earliest: w.day, Latest: w.day, Basis: onrecord.BasisGiven, Confidence: 1}
				record, _, err := reader.Record(t.Context(), art)
				if err != nil {
					t.Fatal(err)
				}
				got, as := identity(base, w, &record)
				count[w.kind][got]++
				count[w.kind]["all"]++
				if got != "right" {
					t.Logf("%s:%d: on %v, %s, %s for %s: %s", name, w.line, w.day, w.words, got, w.want, as)
				}
			}
			for kind, least := range leastRight[name] {
				if c := count[kind]; c["right"] < least || 100*c["wrong"] > c["all"] {
					t.Errorf("%s: %v, want at least %d right and one in a hundred wrong", kind, c, least)
				}
			}
			t.Logf("persons %v, countries %v, nobody %v", count["person"], count["country"], count["nobody"])
		})
	}
}
