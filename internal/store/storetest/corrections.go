package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"onrecord"
	"onrecord/query"
)

// correction is a decision about something in article early.
func correction(on onrecord.Target, of, field, value string) onrecord.Decision {
	return onrecord.Decision{Kind: onrecord.Correction, On: on, Of: of, Article: "early", Field: field, Value: value, By: "ana", At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

// corrected corrects articles and claims, and takes it back.
func corrected(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	before, was := everything(t, s), stored(t, s, "early")
	speaker := correction(onrecord.OnStatement, "s2", "speaker", "")
	speaker.Object = kovac
	hide := correction(onrecord.OnStatement, "s1", "", "")
	hide.Kind = onrecord.Hide
	hideEvent := correction(onrecord.OnEvent, "e2", "", "")
	hideEvent.Kind = onrecord.Hide
	confirm := correction(onrecord.OnAgreement, "a1", "", "")
	confirm.Kind = onrecord.Confirmation
	for _, c := range []struct {
		d    onrecord.Decision
		list query.List
		ask  string
		want string
	}{
		{speaker, query.Statements, "speaker:Q1", "early/s2"},
		{correction(onrecord.OnStatement, "s2", "act", "accuse"), query.Statements, "act:accuse", "early/s2"},
		{correction(onrecord.OnStatement, "s2", "date", "2014-03"), query.Statements, "since:2014-03-05 until:2014-03-06", "early/s2"},
		{correction(onrecord.OnStatement, "s2", "date", ""), query.Statements, "since:2016-01 until:2016-05-11", ""},
		{hide, query.Statements, "", "early/s2 late/s1 open/s1 undated/s1"},
		{correction(onrecord.OnEvent, "e1", "date", "2013"), query.Events, "until:2013", "early/e1"},
		{hideEvent, query.Events, "", "early/e3 early/e1 late/e1"},
		{correction(onrecord.OnArticle, "", "outlet", "Northern Wire"), query.Events, "outlet:northern", "early/e3 early/e1 early/e2"},
		{correction(onrecord.OnArticle, "", "outlet", "Northern Wire"), query.Articles, "outlet:northern", "early"},
		{correction(onrecord.OnArticle, "", "title", "Quay shut"), query.Articles, "quay", "early"},
		{correction(onrecord.OnArticle, "", "date", "2012"), query.Articles, "until:2012-02-01", "early"},
		{confirm, query.Agreements, "", "late/a1 early/a1"},
	} {
		what := fmt.Sprintf("%s %s %s %s", c.d.Kind, c.d.On, c.d.Of, c.d.Field)
		d := decide(t, s, c.d)
		got := ""
		switch c.list {
		case query.Articles:
			got = articles(t, s, of(c.list, c.ask))
		case query.Statements:
			got = statements(t, s, of(c.list, c.ask))
		default:
			got = listed(t, s, c.list, of(c.list, c.ask))
		}
		if got != c.want {
			t.Errorf("%s: %s gives %q, want %q", what, c.ask, got, c.want)
		}
		faultless(t, s, what)
		again := Corpus()[0]
		again.By = "v2" // another run, that finds more
		again.Found.Diagnostics = nil
		put(t, s, again)
		if all, err := s.Decisions(t.Context()); err != nil || !reflect.DeepEqual(all[len(all)-1], d) {
			t.Errorf("%s: kept as %+v, %v", what, all[len(all)-1], err)
		}
		put(t, s, Corpus()[0])
		if err := s.Undo(t.Context(), d.ID, true); err != nil {
			t.Fatal(err)
		}
		faultless(t, s, "taking back "+what)
	}
	if after := everything(t, s); !reflect.DeepEqual(after, before) {
		t.Errorf("all was taken back\n%q\nwant\n%q", after, before)
	}
	if is := stored(t, s, "early"); !reflect.DeepEqual(is, was) {
		t.Errorf("all was taken back\n%+v\nwant\n%+v", is, was)
	}
	for _, bad := range []onrecord.Decision{
		correction("moon", "x", "", ""), correction(onrecord.OnEvent, "e1", "act", "say"), correction(onrecord.OnStatement, "s1", "act", "shout"),
		coding(onrecord.OnEvent, "e1", "a truce", "agree"), coding(onrecord.OnStatement, "s1", "", "agree"), coding(onrecord.OnStatement, "s1", "a truce", "perhaps"),
		correction(onrecord.OnStatement, "s1", "date", "yesterday"), correction(onrecord.OnStatement, "", "act", "say"), correction(onrecord.OnStatement, "s1", "speaker", "Ana"),
	} {
		if _, err := s.Decide(t.Context(), bad); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// coding is a decision about what something in article early takes a stand on.
func coding(on onrecord.Target, of, concept, value string) onrecord.Decision {
	d := correction(on, of, concept, value)
	d.Kind = onrecord.Code
	return d
}

// coded codes statements, and takes it back.
func coded(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	was := stored(t, s, "early")
	var ids []int64
	for _, c := range [][2]string{{"a truce", "agree"}, {"a truce", "disagree"}, {"a border", "none"}} {
		ids = append(ids, decide(t, s, coding(onrecord.OnStatement, "s2", c[0], c[1])).ID)
	}
	codes := func() (out []onrecord.Coding) {
		for _, st := range stored(t, s, "early").Statements {
			out = append(out, st.Coded...)
		}
		return out
	}
	border := onrecord.Coding{Concept: "a border", Value: "none", By: "ana"}
	if got, want := codes(), []onrecord.Coding{{Concept: "a truce", Value: "disagree", By: "ana"}, border}; !slices.Equal(got, want) {
		t.Errorf("coded %+v, want %+v", got, want)
	}
	if err := s.Undo(t.Context(), ids[1], true); err != nil {
		t.Fatal(err)
	}
	if got, want := codes(), []onrecord.Coding{{Concept: "a truce", Value: "agree", By: "ana"}, border}; !slices.Equal(got, want) {
		t.Errorf("with the second taken back: coded %+v, want %+v", got, want)
	}
	for _, i := range []int{0, 2} {
		if err := s.Undo(t.Context(), ids[i], true); err != nil {
			t.Fatal(err)
		}
	}
	if is := stored(t, s, "early"); !reflect.DeepEqual(is, was) {
		t.Errorf("all was taken back\n%+v\nwant\n%+v", is, was)
	}
}
