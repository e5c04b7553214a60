package notify

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// fact is a row of a list, its marks, and its words by the field that asks for them.
type fact struct {
	alert.Fact
	marks []alert.Mark
	in    map[string]string
	bare  bool // an agreement that is named, and nothing told of it
	// decided is what made it one of a query's; nil where it came with an article.
	decided *onrecord.Decision
}

// newFact is a fact of an article, its row as the list has it.
func newFact(of query.List, a *onrecord.Article, id onrecord.ClaimID, head, words string, row any, mark alert.Mark, in map[string]string) (fact, error) {
	raw, err := json.Marshal(row)
	if err != nil {
		return fact{}, fmt.Errorf("write a row of %s: %w", of, err)
	}
	in["outlet"], in["article"] = a.Outlet, string(a.ID)
	return fact{Fact: alert.Fact{
		List: alert.NameOf(of), ID: string(id), Article: a.ID, Outlet: a.Outlet, Title: a.Title, Published: a.Published.Date(),
		Head: head, Words: words, Row: raw,
	}, marks: []alert.Mark{mark}, in: in}, nil
}

func statementFact(r onrecord.Row) (fact, error) {
	s := &r.Statement
	cue, via := s.CueText, strings.Join(s.ViaText, ", ")
	return newFact(query.Statements, &r.Article, s.ID, strings.TrimSpace(cmp.Or(s.Speaker, "nobody named")+" "+cue), s.ContentText, export.NewStatementRow(r), alert.Statement(r.Article.ID, *s), map[string]string{
		"speaker": cmp.Or(s.SourceText, s.Speaker), "via": via, "act": cue, "mode": s.ContentText, "kind": cue, "status": cue, "certainty": cue, "since": s.SaidOn.Value, "until": s.SaidOn.Value,
	})
}

func eventFact(r onrecord.EventRow) (fact, error) {
	e, shown := &r.Event, export.EventForPeople(r)
	return newFact(query.Events, &r.Article, e.ID, shown.Who, e.Words, export.NewEventRow(r), alert.Event(r.Article.ID, *e), map[string]string{
		"actor": shown.Who, "source": strings.Join(e.Sources, ", "), "target": strings.Join(e.Targets, ", "), "place": e.Place, "type": e.TriggerText, "mode": e.TriggerText, "cameo": e.TriggerText,
		"status": e.TriggerText, "since": e.When.Value, "until": e.When.Value,
	})
}

func agreementFact(r onrecord.AgreementRow) (fact, error) {
	shown := export.AgreementForPeople(r)
	var words []string
	for _, s := range r.Agreement.Statuses {
		words = append(words, s.Text)
	}
	all := cmp.Or(strings.Join(words, " … "), r.Agreement.Name)
	f, err := newFact(query.Agreements, &r.Article, r.Agreement.ID, shown.Who, all, export.NewAgreementRow(r), alert.Agreement(r.Article.ID, r.Agreement), map[string]string{
		"party": strings.Join(r.Agreement.SideNames, ", "), "broker": strings.Join(r.Agreement.BrokerNames, ", "), "place": r.Agreement.PlaceName, "type": r.Agreement.Name,
	})
	f.bare = len(r.Agreement.Statuses) == 0
	return f, err
}

func membershipFact(r onrecord.MembershipRow) (fact, error) {
	m, shown := &r.Membership, export.MembershipForPeople(r)
	return newFact(query.Memberships, &r.Article, m.ID, shown.Who, m.Text, export.NewMembershipRow(r), alert.Membership(r.Article.ID, *m), map[string]string{"group": m.GroupName, "member": m.MemberName, "actor": shown.Who})
}

// claims are the facts of a list that is no list of many articles.
func (w *Watcher) claims(ctx context.Context, of query.List, f onrecord.Filter) iter.Seq2[fact, error] {
	switch of {
	case query.Statements:
		return facts(w.store.Statements(ctx, f), statementFact)
	case query.Events:
		return facts(w.store.Events(ctx, f), eventFact)
	case query.Agreements:
		return facts(w.store.Agreements(ctx, f), agreementFact)
	case query.Memberships:
		return facts(w.store.Memberships(ctx, f), membershipFact)
	default:
		return facts(w.store.Articles(ctx, f), func(a onrecord.Article) (fact, error) {
			r, err := w.store.Record(ctx, a.ID)
			if err != nil {
				return fact{}, err
			}
			f, err := newFact(query.Articles, &a, "", a.Title, a.Title, export.NewArticleRow(a), alert.Article(a.ID), map[string]string{"since": a.Published.Date(), "until": a.Published.Date(), "text": r.Text})
			return f, err
		})
	}
}

func facts[R any](rows iter.Seq2[R, error], to func(R) (fact, error)) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		for r, err := range rows {
			var f fact
			if err == nil {
				f, err = to(r)
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// many are the facts of a list of rows that come of many articles. Their ids
// change as they grow; what they are known again by is what they are made of.
func many(ctx context.Context, w *ask.World, asked ask.Question) iter.Seq2[fact, error] {
	of := asked.List
	switch of {
	case query.Stories:
		return rowFacts(ask.All[onrecord.Story](ctx, w, asked), of, func(s onrecord.Story) (id string, e export.Entry, marks []alert.Mark) {
			for _, a := range s.Articles {
				marks = append(marks, markOf(of, string(a.ID)))
			}
			return s.ID, export.StoryEntry(s), marks
		})
	case query.Threads:
		return rowFacts(ask.All[onrecord.Thread](ctx, w, asked), of, func(t onrecord.Thread) (id string, e export.Entry, marks []alert.Mark) {
			for _, s := range t.Stories {
				marks = append(marks, markOf(of, s))
			}
			return t.ID, export.ThreadEntry(t), marks
		})
	case query.Incidents:
		return rowFacts(ask.All[onrecord.Incident](ctx, w, asked), of, func(i onrecord.Incident) (string, export.Entry, []alert.Mark) {
			return i.ID, export.IncidentEntry(i), cited(of, i.Cites)
		})
	case query.Disputes:
		return rowFacts(ask.All[onrecord.Dispute](ctx, w, asked), of, func(d onrecord.Dispute) (string, export.Entry, []alert.Mark) {
			return d.ID, export.DisputeEntry(d), opposed(d)
		})
	case query.Positions:
		return rowFacts(ask.All[onrecord.Position](ctx, w, asked), of, func(p onrecord.Position) (string, export.Entry, []alert.Mark) {
			return p.ID, export.PositionEntry(p), []alert.Mark{markOf(of, p.Concept, p.Value, where(p.Cite))}
		})
	case query.Namings:
		return rowFacts(ask.All[onrecord.Naming](ctx, w, asked), of, func(n onrecord.Naming) (string, export.Entry, []alert.Mark) {
			return n.ID, export.NamingEntry(n), []alert.Mark{markOf(of, string(n.Actor), n.Name, n.Outlet, string(n.Voice), n.Wording)}
		})
	case query.Inconsistencies:
		return rowFacts(ask.All[onrecord.Inconsistency](ctx, w, asked), of, func(i onrecord.Inconsistency) (string, export.Entry, []alert.Mark) {
			return i.ID, export.InconsistencyEntry(i), []alert.Mark{markOf(of, i.Kind, string(i.Article), i.Message)}
		})
	}
	return statusFacts(ask.All[onrecord.LedgerAgreement](ctx, w, asked))
}

func markOf(of query.List, words ...string) alert.Mark {
	return alert.MarkOf(append([]string{string(of)}, words...)...)
}

// where is where a cite's words stand, and which they are.
func where(c onrecord.Cite) string { return string(c.Article) + "\x00" + c.Text }

// cited are the marks of what a row rests on.
func cited(of query.List, cites []onrecord.Cite) (out []alert.Mark) {
	for _, c := range cites {
		out = append(out, markOf(of, where(c)))
	}
	return out
}

// opposed are the marks of a dispute: each pair of words that cannot both hold.
// One statement may stand in several disputes.
func opposed(d onrecord.Dispute) (out []alert.Mark) {
	for i, one := range d.Sides {
		for _, other := range d.Sides[i+1:] {
			for _, a := range one.Cites {
				for _, b := range other.Cites {
					out = append(out, markOf(query.Disputes, string(d.Kind), where(a), where(b)))
				}
			}
		}
	}
	if out == nil { // a side that nobody is quoted for
		out = []alert.Mark{markOf(query.Disputes, d.ID)}
	}
	return out
}

// rowFacts are facts of rows, each one.
func rowFacts[T any](rows iter.Seq2[T, error], of query.List, parts func(T) (id string, e export.Entry, marks []alert.Mark)) iter.Seq2[fact, error] {
	return facts(rows, func(v T) (fact, error) {
		id, e, marks := parts(v)
		return rowFact(of, id, e, v, marks)
	})
}

func rowFact(of query.List, id string, e export.Entry, row any, marks []alert.Mark) (fact, error) {
	lines := e.Lines
	for _, side := range e.Sides {
		lines = append(lines, side...)
	}
	var words []string
	a := onrecord.Article{}
	for _, l := range lines {
		if a.ID == "" {
			a.ID, a.Outlet, a.Published.Value = l.Cite.Article, l.Cite.Outlet, l.Cite.Published
		}
		if l.Quote != "" && len(words) < mostQuotes {
			words = append(words, l.Quote)
		}
	}
	f, err := newFact(of, &a, onrecord.ClaimID(id), e.Head, strings.Join(words, " … "), row, 0, map[string]string{"since": e.Days, "until": e.Days, "kind": strings.Join(e.Tags, ", "), "concept": strings.Join(e.Tags, ", ")})
	f.Published, f.marks = a.Published.Value, marks
	return f, err
}

// mostQuotes is how many quotations of a row an alert has: those of two sides,
// and a few more.
const mostQuotes = 6

// statusFacts are what became of agreements: each word on each is a fact, so
// that who asks for an agreement is told when it is broken.
func statusFacts(rows iter.Seq2[onrecord.LedgerAgreement, error]) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		for a, err := range rows {
			if err != nil {
				yield(fact{}, err)
				return
			}
			for _, h := range a.History {
				one := a
				one.History, one.Cites = []onrecord.LedgerStatus{h}, nil
				f, err := rowFact(query.Ledger, a.ID, export.AgreementEntry(one), a, []alert.Mark{markOf(query.Ledger, string(h.Status), where(h.Cite))})
				f.Head += ": " + string(h.Status)
				if h.AccordingTo.Name != "" {
					f.Head += ", by the word of " + h.AccordingTo.Name
				}
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}
