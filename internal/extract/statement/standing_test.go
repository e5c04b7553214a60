package statement

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// worth is the statement at each cue of a text, and the rule that took a
// candidate back at its cue.
type worth struct {
	found   []onrecord.Statement
	dropped map[int]string // byte of the cue -> rule
}

func (r reading) worth(t testing.TB, text string) worth {
	t.Helper()
	d := r.draft(t, text)
	out := worth{found: d.statements(&onrecord.Article{Text: text}), dropped: map[int]string{}}
	for _, c := range d.dropped {
		out.dropped[d.Token(c.at).Start] = strings.Join(c.trail, " ")
	}
	return out
}

// fires reports whether the rule of that name held for the cue at a mark.
func (w worth) fires(rule string, mark ling.Span) bool {
	for at, by := range w.dropped {
		if strings.Contains(by+" ", rule+" ") && mark.Contains(ling.Span{Start: at, End: at + 1}) {
			return true
		}
	}
	s := at(w.found, []ling.Span{mark})
	return s != nil && strings.Contains(strings.Join(s.Trail, " ")+" ", rule+" ")
}

// Every pattern of what a statement is worth holds where its yes examples say,
// and nowhere in its no examples.
func TestStandingExamples(t *testing.T) {
	r := newReading(t)
	for _, q := range r.x.lex.standing.set.Patterns() {
		rule := foundHere + q.Name()
		t.Run(q.Name(), func(t *testing.T) {
			for _, e := range q.Yes {
				m, err := rules.Unmark(e.Text)
				if err != nil || len(m.Marks) != 1 {
					t.Fatalf("line %d: %d marks, %v", e.Line, len(m.Marks), err)
				}
				if w := r.worth(t, m.Text); !w.fires(rule, m.Marks[0].Span) {
					t.Errorf("%s:%d: does not hold: %s\n%s", q.File, e.Line, m.Text, w)
				}
			}
			for _, e := range q.No {
				if w := r.worth(t, e.Text); w.fires(rule, ling.Span{End: len(e.Text)}) {
					t.Errorf("%s:%d: holds: %s", q.File, e.Line, e.Text)
				}
			}
		})
	}
}

func (w worth) String() string {
	var out strings.Builder
	for _, s := range w.found {
		fmt.Fprintf(&out, "  %s: %s %s %s %v\n", s.CueLemma, s.Kind, s.Status, s.Act, s.Trail)
	}
	for _, by := range w.dropped {
		fmt.Fprintf(&out, "  dropped by %s\n", by)
	}
	return out.String()
}

// The marked sentences have the status and kind that they are marked with.
func TestStanding(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor int // of a hundred
	}{{"status-seen.txt", 95}, {"status-third.txt", 95}, {"status-unseen.txt", 92}} {
		t.Run(c.file, func(t *testing.T) { testStanding(t, "testdata/"+c.file, c.floor) })
	}
}

func testStanding(t *testing.T, file string, floor int) {
	r := newReading(t)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for n, line := range strings.Split(string(data), "\n") {
		want, text, ok := strings.Cut(line, ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for at := strings.Index(text, "[["); at >= 0; at = strings.Index(text, "[[") {
			cue, rest, _ := strings.Cut(text[at+2:], "]]")
			text = text[:at] + cue + rest
			plain := strings.NewReplacer("[[", "", "]]", "").Replace(text)
			all++
			got := "none"
			if s := cueAt(r.worth(t, plain).found, at, at+len(cue)); s != nil {
				got = fmt.Sprintf("%s %s", s.Status, s.Kind)
			}
			if got == want {
				right++
				continue
			}
			t.Logf("%s:%d: %s, want %s: %s", file, n+1, got, want, plain)
		}
	}
	t.Logf("%s: %d of %d right", file, right, all)
	if right*100 < all*floor {
		t.Errorf("%s: %d of %d right, want %d %%", file, right, all, floor)
	}
}

// cueAt is the statement whose cue begins in the text's bytes [a, b).
func cueAt(found []onrecord.Statement, a, b int) *onrecord.Statement {
	return at(found, []ling.Span{{Start: a, End: b}})
}

// A rule file that says what it may not is refused.
func TestStandingLanguage(t *testing.T) {
	lang := standingLanguage()
	for _, gives := range []string{"status=perhaps", "kind=music", "act=sing"} {
		found, err := rules.Read("f", strings.NewReader("status a\n trigger: any *\n gives: "+gives+"\n yes: x\n no: y\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rules.Compile(lang, found); err == nil {
			t.Errorf("%s passes", gives)
		}
	}
}
