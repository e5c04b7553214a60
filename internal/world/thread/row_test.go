package thread

import (
	"testing"

	"onrecord"
)

// A thread has the title of the story that is most like all of them, and of one
// without a title none.
func TestTitleOfTheStoryMostLikeAll(t *testing.T) {
	of := func(title string, ids ...uint32) *tale {
		m := &tale{Story: onrecord.Story{Title: title}}
		for _, id := range ids {
			m.terms = append(m.terms, term{id: id, weight: 1})
		}
		return m
	}
	if got := title([]*tale{of("Miners", 1), of("Border", 1, 2, 3), of("", 1, 2, 3), of("Border again", 1, 2, 3)}); got != "Border" {
		t.Errorf("title %q", got)
	}
	if got := title([]*tale{of("", 1)}); got != "" {
		t.Errorf("title %q", got)
	}
}

func TestHasAVersion(t *testing.T) {
	if (Type{}).Version() == "" {
		t.Error("no version: what changes is not made anew")
	}
}
