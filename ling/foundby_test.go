package ling_test

import (
	"testing"
	"testing/fstest"

	"onrecord/ling"
)

func TestVersionOf(t *testing.T) {
	files := func(change func(fstest.MapFS)) fstest.MapFS {
		m := fstest.MapFS{"a.rules": {Data: []byte("one")}, "b.go": {Data: []byte("two")}, "b_test.go": {Data: []byte("three")}}
		change(m)
		return m
	}
	same := func(fstest.MapFS) {}
	first := ling.VersionOf(files(same), []byte("model"))
	if again := ling.VersionOf(files(same), []byte("model")); again != first || len(first) != 8 {
		t.Errorf("%s, then %s", first, again)
	}
	for name, other := range map[string]string{
		"a rule changes":      ling.VersionOf(files(func(m fstest.MapFS) { m["a.rules"].Data = []byte("One") }), []byte("model")),
		"the engine changes":  ling.VersionOf(files(func(m fstest.MapFS) { m["b.go"].Data = nil }), []byte("model")),
		"a file has new name": ling.VersionOf(files(func(m fstest.MapFS) { m["c.rules"] = m["a.rules"]; delete(m, "a.rules") }), []byte("model")),
		"the model changes":   ling.VersionOf(files(same), []byte("Model")),
		"there is no model":   ling.VersionOf(files(same)),
	} {
		if other == first {
			t.Errorf("%s, and the version stays", name)
		}
	}
	if got := ling.VersionOf(files(func(m fstest.MapFS) { m["b_test.go"].Data = nil }), []byte("model")); got != first {
		t.Error("a test changes the version")
	}
}

func TestFoundBy(t *testing.T) {
	v := ling.Versions{"timex": "1f", "coref": "2e"}
	for own, want := range map[string]string{
		"timex weekday":      "timex/weekday@1f",
		"coref/his own":      "coref/his-own@2e",
		"timex/part/of/day":  "timex/part-of-day@1f",
		"timex/weekday@1f":   "timex/weekday@1f",
		"elsewhere/weekday":  "elsewhere/weekday",
		"timex":              "timex",
		"":                   "",
		"page heading":       "page heading",
		"coref first person": "coref/first-person@2e",
	} {
		if got := v.FoundBy(own); got != want {
			t.Errorf("%q: %q, want %q", own, got, want)
		}
	}
}
