package alert

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"

	"onrecord"
	"onrecord/query"
)

// Mark is by what a fact is known again. It hangs on where and in which words a
// fact stands, and not on who is found to say it or where in the text: an
// article that is read again by a better program says the same things. Two of a
// query's facts have one mark by chance once in some 10^19 pairs.
type Mark uint64

// MarkOf is the mark of what is told in these words, the first of which say what
// it is.
func MarkOf(words ...string) Mark {
	h := fnv.New64a()
	for _, w := range words {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(w)))
		h.Write(n[:])
		h.Write([]byte(w))
	}
	return Mark(h.Sum64())
}

// Statement is the mark of a statement.
func Statement(in onrecord.ArticleID, v onrecord.StatementView) Mark {
	return MarkOf(string(query.Statements), string(in), v.SourceText, v.CueText, v.ContentText)
}

// Event is the mark of an event.
func Event(in onrecord.ArticleID, v onrecord.EventView) Mark {
	return MarkOf(string(query.Events), string(in), string(v.Plover.Event), v.TriggerText, v.Words)
}

// Agreement is the mark of what an article tells of an agreement.
func Agreement(in onrecord.ArticleID, v onrecord.AgreementView) Mark {
	words := []string{string(query.Agreements), string(in), v.Name}
	for i, s := range v.Statuses {
		words = append(words, string(v.History[i].Status), s.Text)
	}
	return MarkOf(words...)
}

// Membership is the mark of a membership.
func Membership(in onrecord.ArticleID, v onrecord.MembershipView) Mark {
	return MarkOf(string(query.Memberships), string(in), v.GroupName, v.MemberName, string(v.As), string(v.Status), v.Text)
}

// Article is the mark of an article.
func Article(id onrecord.ArticleID) Mark { return MarkOf(string(query.Articles), string(id)) }

// Actor are the marks of an actor: whom a name means is found out anew with every
// reading, link and merge, and who is known by an id or by a name is not new under
// the other.
func Actor(a onrecord.Actor) []Mark {
	return []Mark{MarkOf(string(query.Actors), "id", string(a.ID)), MarkOf(string(query.Actors), "name", strings.ToLower(a.Name))}
}

// MarksOf are the marks of all that a record claims, in order, each once, and
// that of the article.
func MarksOf(r *onrecord.Record) []Mark {
	out := []Mark{Article(r.ID)}
	for _, v := range r.Views() {
		out = append(out, Statement(r.ID, v))
	}
	view := onrecord.NewViewer(r)
	for i := range r.Events {
		out = append(out, Event(r.ID, view.Event(&r.Events[i])))
	}
	for i := range r.Agreements {
		out = append(out, Agreement(r.ID, view.Agreement(&r.Agreements[i])))
	}
	for i := range r.Memberships {
		out = append(out, Membership(r.ID, view.Membership(&r.Memberships[i])))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// New reports whether any of marks is none of those that were had; both are in order.
func New(marks, had []Mark) bool {
	return slices.ContainsFunc(marks, func(m Mark) bool { _, found := slices.BinarySearch(had, m); return !found })
}
