package page

import (
	"strings"
	"testing"

	"onrecord/internal/rules"
)

// TestLayout runs the examples of the names that sites give what is no article:
// each rule tells its own yes and leaves its no alone.
func TestLayout(t *testing.T) {
	read, err := rules.Read("layout.rules", strings.NewReader(layoutRules))
	if err != nil {
		t.Fatal(err)
	}
	whole := theLayout()
	for _, r := range read {
		alone, err := parseLayout(alone(r))
		if err != nil {
			t.Fatal(err)
		}
		of := partNames[r.Kind]
		for _, e := range r.Yes {
			if alone.tells(e.Text)&of == 0 || whole.tells(e.Text)&of == 0 {
				t.Errorf("layout.rules:%d: %s does not tell %q", e.Line, r.Name, e.Text)
			}
		}
		for _, e := range r.No {
			if alone.tells(e.Text)&of != 0 {
				t.Errorf("layout.rules:%d: %s tells %q", e.Line, r.Name, e.Text)
			}
		}
	}
	if whole.tells("") != 0 {
		t.Error("no name is told")
	}
}

// TestWalls does so for the sentences of pages that are no article.
func TestWalls(t *testing.T) {
	read, err := rules.Read("walls.rules", strings.NewReader(wallRules))
	if err != nil {
		t.Fatal(err)
	}
	all := theWalls()
	for i, w := range all.kinds {
		tells := func(text string) bool { return all.tells(text)&(1<<i) != 0 }
		for _, e := range read[i].Yes {
			if !tells(e.Text) {
				t.Errorf("walls.rules:%d: %s does not tell %q", e.Line, w.name, e.Text)
			}
		}
		for _, e := range read[i].No {
			if tells(e.Text) {
				t.Errorf("walls.rules:%d: %s tells %q", e.Line, w.name, e.Text)
			}
		}
		if long := read[i].Yes[0].Text + strings.Repeat(" and so on", 200); tells(long) {
			t.Errorf("%s tells a line of %d bytes", w.name, len(long))
		}
	}
}

// alone writes one rule of the layout as a file of its own.
func alone(r rules.Rule) string {
	var b strings.Builder
	b.WriteString(r.Kind + " " + r.Name + "\n")
	for _, f := range r.Fields {
		b.WriteString("  " + f.Key + ": " + f.Value + "\n")
	}
	b.WriteString("  yes: " + r.Yes[0].Text + "\n  no: " + r.No[0].Text + "\n")
	return b.String()
}

// TestRuleFilesRefuse holds what a rule file may not have.
func TestRuleFilesRefuse(t *testing.T) {
	for _, text := range []string{"over x\n  color: red\n  yes: a\n  no: b\n", "over x\n  match: (\n  yes: a\n  no: b\n", "neither x\n  match: a\n  yes: a\n  no: b\n"} {
		if _, err := parseLayout(text); err == nil {
			t.Errorf("layout takes %q", text)
		}
		if strings.HasPrefix(text, "neither") {
			continue
		}
		if _, err := parseWalls(text); err == nil {
			t.Errorf("walls take %q", text)
		}
	}
}

func TestLayoutName(t *testing.T) {
	for in, want := range map[string]string{
		"relatedStories": "-related-stories-", "a_b  c": "-a-b-c-", "": "-", "--x--": "-x-", "Über-uns": "-über-uns-", "h1": "-h1-",
	} {
		if got := layoutName(in); got != want {
			t.Errorf("%q is named %q, want %q", in, got, want)
		}
	}
}
