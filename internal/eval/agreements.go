package eval

import (
	"fmt"
	"regexp"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// StatusItem is a short dated report and the statuses of agreements that a
// reader found in it.
type StatusItem struct {
	ID, Text, Published, Outlet string
	Outlets                     []string
	Statuses                    []struct {
		Contract   onrecord.AgreementStatus // "" where the contract has none for it
		Who, Told  string
		Background bool
	}
}

// Article is the item as it is read.
func (it *StatusItem) Article() onrecord.Article {
	art := onrecord.Article{ID: onrecord.ArticleID(it.ID), Text: it.Text, Outlet: it.Outlet}
	if len(it.Outlets) > 0 {
		art.Outlet = it.Outlets[0]
	}
	if day, err := ling.ParseDate(it.Published); err == nil {
		art.Published = onrecord.Published{Value: it.Published, Earliest: day, Latest: day, Basis: onrecord.BasisGiven, Confidence: 1}
	}
	return art
}

// Counts are what was found and right, found and wrong, and missed.
type Counts struct{ TP, FP, FN int }

// F1 is the harmonic mean of precision and recall.
func (c Counts) F1() float64 {
	if c.TP == 0 {
		return 0
	}
	return 2 * float64(c.TP) / float64(2*c.TP+c.FP+c.FN)
}

// String is the counts as the scorers print them.
func (c Counts) String() string {
	return fmt.Sprintf("P %.3f R %.3f F %.3f (%d/%d/%d)",
		ratio(c.TP, c.TP+c.FP), ratio(c.TP, c.TP+c.FN), c.F1(), c.TP, c.FP, c.FN)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// StatusScore compares the statuses of agreements by item, as score/claims.py does:
// a status is right as often as both have it, wrong where the reader has it nowhere.
type StatusScore struct {
	Counts
	Said, SaidRight int // statuses that are somebody's word only, and those with the right asserter
}

// told is a status that a record has: which, and by whose words.
type told struct {
	status onrecord.AgreementStatus
	by     []string
}

// Add counts one item.
func (s *StatusScore) Add(it *StatusItem, rec *onrecord.Record) {
	found := map[onrecord.AgreementStatus][]told{}
	for _, one := range toldIn(rec) {
		found[one.status] = append(found[one.status], one)
	}
	want, free := map[onrecord.AgreementStatus]int{}, map[onrecord.AgreementStatus]bool{}
	for _, g := range it.Statuses {
		free[onrecord.InForce] = free[onrecord.InForce] || g.Background
		if g.Contract == "" {
			continue
		}
		free[g.Contract] = true
		if g.Background {
			continue
		}
		want[g.Contract]++
		if g.Told == "said" {
			s.Said++
			if saidBy(g.Who, found[g.Contract]) {
				s.SaidRight++
			}
		}
	}
	for status, n := range want {
		got := min(n, len(found[status]))
		s.TP, s.FN = s.TP+got, s.FN+n-got
	}
	for status, list := range found {
		if !free[status] {
			s.FP += len(list)
		}
	}
}

// toldIn are the statuses of a record with the words and names of who says them.
func toldIn(rec *onrecord.Record) []told {
	names := map[onrecord.ActorID]string{}
	for _, a := range rec.Found.Actors {
		names[a.ID] = a.Name
	}
	var out []told
	for _, a := range rec.Found.Agreements {
		for _, h := range a.History {
			one := told{status: h.Status}
			for i := range rec.Found.Statements {
				if s := &rec.Found.Statements[i]; s.ID == h.AccordingTo {
					one.by = append(one.by, bare(textOf(rec, s.Source.Spans)), bare(names[s.Source.Actor()]))
				}
			}
			out = append(out, one)
		}
	}
	return out
}

func textOf(rec *onrecord.Record, spans []ling.Span) string {
	var parts []string
	for _, sp := range spans {
		parts = append(parts, sp.In(rec.Article.Text))
	}
	return strings.Join(parts, " ")
}

var article = regexp.MustCompile(`^(the|a|an) `)

// bare is a name in small letters without its article.
func bare(s string) string {
	return strings.Join(strings.Fields(article.ReplaceAllString(strings.ToLower(s), "")), " ")
}

// saidBy reports whether one of the statuses is told by who: one name holds the
// other, or they end in the same word.
func saidBy(who string, list []told) bool {
	w := bare(who)
	for _, one := range list {
		for _, q := range one.by {
			if q != "" && (strings.Contains(q, w) || strings.Contains(w, q) || lastWord(q) == lastWord(w)) {
				return true
			}
		}
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
