package ledger_test

import (
	"crypto/md5"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world/ledger"
)

// The sample ledgers of testdata/ledgers.txt, which says how it is written.
type (
	sampleItem struct {
		id, ledger string
		article    onrecord.Article
		told       []sampleStatus
	}
	sampleStatus struct{ agreement, status, day, who string }
	sampleAsked  struct{ ledger, agreement, day, status string }
)

// samples reads the file.
func samples(t *testing.T) (items []sampleItem, asked []sampleAsked) {
	t.Helper()
	text, err := os.ReadFile("testdata/ledgers.txt")
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.HasPrefix(line, "@ "):
			name = line[2:]
		case strings.HasPrefix(line, "> "):
			f := append(strings.Fields(line[2:]), "")
			it := &items[len(items)-1]
			it.told = append(it.told, sampleStatus{f[0], strings.ReplaceAll(f[1], "_", " "), f[2], strings.ReplaceAll(f[3], "_", " ")})
		case strings.HasPrefix(line, "? "):
			f := strings.Fields(line[2:])
			asked = append(asked, sampleAsked{name, f[1], f[0], strings.ReplaceAll(f[2], "_", " ")})
		case line != "" && !strings.HasPrefix(line, "#"):
			day, rest, _ := strings.Cut(line, " ")
			outlet, body, _ := strings.Cut(rest, ": ")
			id := fmt.Sprintf("%s %02d", name, len(items))
			items = append(items, sampleItem{id: id, ledger: name, article: onrecord.Article{
				ID: onrecord.ArticleID(id), Outlet: outlet, Text: body, Published: given(t, day),
			}})
		}
	}
	return items, asked
}

// seen reports whether a sample ledger is of the half that rules were written at.
func seen(name string) bool { return md5.Sum([]byte(name))[15]&1 == 0 }

// TestSampleLedgers counts, over all sample ledgers in one store, the statuses
// told in their agreement's row with day and asserter, the agreements that
// share a row, and what is answered as of a day.
func TestSampleLedgers(t *testing.T) {
	items, asked := samples(t)
	var arts []onrecord.Article
	for _, it := range items {
		arts = append(arts, it.article)
	}
	rows := lay(t, arts...)
	for _, half := range []struct {
		seen                   bool
		told, merged, answered int // floors, and the most
	}{{true, 45, 1, 10}, {false, 53, 1, 19}} {
		told, right, merged, answered, questions := 0, 0, 0, 0, 0
		tell := func(format string, args ...any) {
			if half.seen || os.Getenv("UNSEEN") != "" {
				t.Logf("   "+format, args...)
			}
		}
		for i := range items {
			it := &items[i]
			if seen(it.ledger) != half.seen {
				continue
			}
			for _, s := range it.told {
				told++
				if row := rowOf(items, rows, it.ledger, s.agreement); row != nil && tellsOf(row, it, s) {
					right++
				} else {
					tell("%s: not told %s %s by %q: %s", it.id, s.status, s.day, s.who, it.article.Text)
					for _, s := range toldBy(rows, it.id) {
						tell("       %s", s)
					}
				}
			}
		}
		for i := range rows {
			if of := agreementsOf(items, &rows[i]); len(of) > 1 && seen(strings.Fields(of[0])[0]) == half.seen {
				merged++
				tell("one row: %s", strings.Join(of, ", "))
			}
		}
		for _, q := range asked {
			if seen(q.ledger) != half.seen {
				continue
			}
			questions++
			row := rowOf(items, rows, q.ledger, q.agreement)
			if row != nil {
				if at, ok := ledger.AsOf(*row, q.day); ok && string(at.Latest[len(at.Latest)-1].Status) == q.status {
					answered++
					continue
				}
			}
			tell("%s: as of %s %s is not %s", q.ledger, q.day, q.agreement, q.status)
		}
		t.Logf("looked at %v: told %d of %d; %d rows of several agreements; as of %d of %d", half.seen, right, told, merged, answered, questions)
		if right < half.told || merged > half.merged || answered < half.answered {
			t.Errorf("has fallen below %+v", half)
		}
	}
}

// rowOf is the row that cites most of an agreement's items.
func rowOf(items []sampleItem, rows []onrecord.LedgerAgreement, name, agreement string) (best *onrecord.LedgerAgreement) {
	most := 0
	for i := range rows {
		n := 0
		for k := range items {
			of := slices.ContainsFunc(items[k].told, func(s sampleStatus) bool { return s.agreement == agreement })
			if items[k].ledger == name && of && cites(&rows[i], items[k].id) {
				n++
			}
		}
		if n > most {
			best, most = &rows[i], n
		}
	}
	return best
}

func tellsOf(row *onrecord.LedgerAgreement, it *sampleItem, want sampleStatus) bool {
	return slices.ContainsFunc(row.History, func(s onrecord.LedgerStatus) bool {
		who := strings.ToLower(s.AccordingTo.Name)
		return string(s.Cite.Article) == it.id && string(s.Status) == want.status && s.When.Value == want.day &&
			(want.who == "" && who == "" || want.who != "" && strings.Contains(who, strings.ToLower(want.who)))
	})
}

// toldBy is what an article tells, in lines.
func toldBy(rows []onrecord.LedgerAgreement, id string) (out []string) {
	for i := range rows {
		for _, s := range rows[i].History {
			if string(s.Cite.Article) == id {
				out = append(out, fmt.Sprintf("%s %q (%s): %s %s by %q", rows[i].ID, rows[i].Name, rows[i].Type, s.Status, s.When.Value, s.AccordingTo.Name))
			}
		}
	}
	return out
}

// agreementsOf are those that a row cites items of; an item of several counts
// for none.
func agreementsOf(items []sampleItem, row *onrecord.LedgerAgreement) (out []string) {
	for i := range items {
		it := &items[i]
		if len(it.told) == 0 || !cites(row, it.id) || slices.ContainsFunc(it.told, func(s sampleStatus) bool { return s.agreement != it.told[0].agreement }) {
			continue
		}
		if of := it.ledger + " " + it.told[0].agreement; !slices.Contains(out, of) {
			out = append(out, of)
		}
	}
	return out
}
