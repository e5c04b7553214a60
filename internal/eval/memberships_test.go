package eval

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// spanOf is where words stand in a text.
func spanOf(text, words string) ling.Span {
	at := strings.Index(text, words)
	return ling.Span{Start: at, End: at + len(words)}
}

// A pair is right where both sides overlap; allies either way round; who is in
// charge counts neither way.
func TestAddRelations(t *testing.T) {
	const text = "The Reed Front joined the Lake bloc – an ally of Chad – and Ole Brandt led it."
	party := func(words string) onrecord.Party { return onrecord.Party{Spans: []ling.Span{spanOf(text, words)}} }
	offsets := ling.NewOffsets(text)
	relation := func(kind, source, target string) Relation {
		s, f := spanOf(text, source), spanOf(text, target)
		return Relation{kind, offsets.CodePoint(s.Start), offsets.CodePoint(s.End), offsets.CodePoint(f.Start), offsets.CodePoint(f.End)}
	}
	doc := RelationDoc{Text: text, Relations: []Relation{
		relation(BelongsTo, "The Reed Front", "Lake bloc"), relation(AlliesOf, "Chad", "Lake"),
		relation(InChargeOf, "Ole Brandt", "it"), relation(BelongsTo, "Chad", "bloc"), relation("Likes", "Chad", "it"),
	}}
	rec := onrecord.Record{Article: onrecord.Article{Text: text}}
	member := func(who, group string, as onrecord.Capacity, status onrecord.MembershipStatus) {
		rec.Found.Memberships = append(rec.Found.Memberships, onrecord.Membership{Member: party(who), Group: party(group), As: as, Status: status})
	}
	member("Reed Front", "the Lake bloc", onrecord.AsMember, onrecord.Joined)
	member("the Lake bloc", "Chad", onrecord.AsAlly, onrecord.Belongs)
	member("Ole Brandt", "it", onrecord.AsMember, onrecord.Belongs)
	member("Ole Brandt", "Chad", onrecord.AsMember, onrecord.Belongs)
	member("Chad", "it", onrecord.AsMember, onrecord.Left)
	score := map[string]*Counts{}
	AddRelations(score, &doc, &rec)
	if got, want := *score[BelongsTo], (Counts{1, 1, 1}); got != want {
		t.Errorf("%s: %v, want %v", BelongsTo, got, want)
	}
	if got, want := *score[AlliesOf], (Counts{1, 0, 0}); got != want {
		t.Errorf("%s: %v, want %v", AlliesOf, got, want)
	}
}
