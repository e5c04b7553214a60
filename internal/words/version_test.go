package words_test

import (
	"slices"
	"testing"

	"onrecord/internal/words"
)

func TestVersion(t *testing.T) {
	if v := words.Version(); len(v) != 8 || v != words.Version() {
		t.Errorf("version %q", v)
	}
}

// TestClasses holds that the classes are listed, by kind and name and in order.
func TestClasses(t *testing.T) {
	all := english(t).Classes()
	if !slices.IsSorted(all) || !slices.Contains(all, "list fits many") || !slices.Contains(all, "names nation") || !slices.Contains(all, "nouns honour") {
		t.Errorf("classes are %q", all)
	}
}
