package extract

import (
	"strings"
	"testing"
)

// What claims say that they were found by is looked up with and without a
// version, in the rules of every package.
func TestRulebook(t *testing.T) {
	book, err := NewRulebook()
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"statement/verb-say@12345678": "statement/verbs.rules", "statement/verb-deny": "statement/verbs.rules",
		"event/event-sign@1": "event/patterns/", "agreement/naming-cessation@1": "agreement/namings.rules",
		"membership/link-of-body@1": "membership/links.rules", "clause/governor-deny@1": "clause/",
	} {
		r, ok := book.Rule(name)
		if !ok || !strings.HasPrefix(r.Where(), file) || len(r.Yes) == 0 {
			t.Errorf("%s: %v, in %s with %d examples; want it in %s", name, ok, r.Where(), len(r.Yes), file)
		}
	}
	for _, name := range []string{"statement/hops-and-bounds", "nobody/verb-say", ""} {
		if r, ok := book.Rule(name); ok {
			t.Errorf("%q is %s", name, r.Where())
		}
	}
}
