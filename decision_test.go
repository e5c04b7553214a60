package onrecord_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"onrecord"
	"onrecord/ling"
)

// decided is a decision made at a fixed time.
func decided(kind onrecord.DecisionKind, subject, object onrecord.ActorID) onrecord.Decision {
	d := onrecord.Decision{Kind: kind, Subject: subject, By: "ana", At: time.Unix(1, 0)}
	switch kind {
	case onrecord.Rename:
		d.Object.Name = string(object)
	case onrecord.Hide:
	default:
		d.Object = onrecord.Actor{ID: object, Name: "Name of " + string(object)}
	}
	return d
}

func foundOf(ids ...onrecord.ActorID) onrecord.Found {
	var f onrecord.Found
	for i, id := range ids {
		f.Actors = append(f.Actors, onrecord.Actor{ID: id, Name: "Name of " + string(id)})
		f.Mentions = append(f.Mentions, onrecord.Mention{ID: string(id), Span: ling.Span{Start: i, End: i + 1}, Actor: id})
		f.Statements = append(f.Statements, onrecord.Statement{Source: onrecord.Party{Actors: []onrecord.ActorID{id}}, Via: []onrecord.Party{{Actors: []onrecord.ActorID{id}}}, Addressee: onrecord.Party{Actors: ids}})
	}
	return f
}

func TestDecisionsApply(t *testing.T) {
	merge, split, rename, hide, link := onrecord.Merge, onrecord.Split, onrecord.Rename, onrecord.Hide, onrecord.Link
	undone := decided(merge, "x:a", "x:b")
	undone.Undone = true
	here, elsewhere := decided(link, "x:a", "x:c"), decided(link, "x:a", "x:c")
	here.Article, elsewhere.Article = "art", "other"
	for _, c := range []struct {
		name string
		ds   onrecord.Decisions
		want []onrecord.ActorID // who x:a and x:b are then
	}{
		{"none", nil, []onrecord.ActorID{"x:a", "x:b"}},
		{"merge", onrecord.Decisions{decided(merge, "x:a", "x:b")}, []onrecord.ActorID{"x:b", "x:b"}},
		{"merge with one whom the article does not know", onrecord.Decisions{decided(merge, "x:a", "Q1")}, []onrecord.ActorID{"Q1", "x:b"}},
		{"merge and split", onrecord.Decisions{decided(merge, "x:a", "x:b"), decided(split, "x:a", "x:b")}, []onrecord.ActorID{"x:a", "x:b"}},
		{"undone", onrecord.Decisions{undone}, []onrecord.ActorID{"x:a", "x:b"}},
		{"a chain", onrecord.Decisions{decided(merge, "x:a", "x:b"), decided(merge, "x:b", "Q1")}, []onrecord.ActorID{"Q1", "Q1"}},
		{"a circle: the later holds", onrecord.Decisions{decided(merge, "x:a", "x:b"), decided(merge, "x:b", "x:a")}, []onrecord.ActorID{"x:a", "x:a"}},
		{"hide", onrecord.Decisions{decided(hide, "x:a", "")}, []onrecord.ActorID{"", "x:b"}},
		{"link here", onrecord.Decisions{here}, []onrecord.ActorID{"x:c", "x:b"}},
		{"link elsewhere", onrecord.Decisions{elsewhere}, []onrecord.ActorID{"x:a", "x:b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := foundOf("x:a", "x:b")
			got, changed := c.ds.Apply("art", in)
			if !reflect.DeepEqual(in, foundOf("x:a", "x:b")) {
				t.Fatal("the findings themselves were changed")
			}
			if want := !reflect.DeepEqual(got, in); changed != want {
				t.Errorf("changed %v, want %v", changed, want)
			}
			listed := map[onrecord.ActorID]bool{"": true}
			for _, a := range got.Actors {
				if listed[a.ID] || a.Name == "" {
					t.Errorf("actor %+v twice, or without a name", a)
				}
				listed[a.ID] = true
			}
			for i, want := range c.want {
				m, s := got.Mentions[i].Actor, got.Statements[i]
				if m != want || s.Source.Actor() != want || s.Via[0].Actor() != want || !listed[want] {
					t.Errorf("%d: mention %q, source %q, hop %q, want %q", i, m, s.Source.Actor(), s.Via[0].Actor(), want)
				}
			}
		})
	}
	both, _ := onrecord.Decisions{decided(merge, "x:a", "x:b")}.Apply("art", foundOf("x:a", "x:b"))
	if got := both.Statements[0].Addressee.Actors; !slices.Equal(got, []onrecord.ActorID{"x:b"}) {
		t.Errorf("two who are one: %q", got)
	}
	got, changed := onrecord.Decisions{decided(rename, "x:a", "Ana")}.Apply("art", foundOf("x:a"))
	if !changed || got.Actors[0].Name != "Ana" {
		t.Errorf("renamed: %+v", got.Actors)
	}
}

func TestDecisionCheck(t *testing.T) {
	good := decided(onrecord.Merge, "x:a", "Q1")
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []onrecord.Decision{
		{}, decided("marry", "x:a", "x:b"), decided(onrecord.Merge, "x:a", "x:a"), decided(onrecord.Merge, "a", "x:b"),
		decided(onrecord.Merge, "x:a", "Q"), decided(onrecord.Rename, "x:a", " "), decided(onrecord.Link, "x:a", "x:b"),
		{Kind: onrecord.Hide, Subject: "x:a", At: time.Unix(1, 0)}, {Kind: onrecord.Hide, Subject: "x:a", By: "ana"},
	} {
		if err := bad.Check(); onrecord.KindOf(err) != onrecord.Invalid || err == nil {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
