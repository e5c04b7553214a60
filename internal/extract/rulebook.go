package extract

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"onrecord/internal/clause"
	"onrecord/internal/extract/agreement"
	"onrecord/internal/extract/event"
	"onrecord/internal/extract/membership"
	"onrecord/internal/extract/statement"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// Rulebook has the rules that claims are found by, under the names that claims
// bear of them, without the version: "statement/verb-say".
type Rulebook map[string]rules.Rule

// NewRulebook reads the rules of all packages. What a package does without a
// rule, by its code, has a name as well, and is not in here.
func NewRulebook() (Rulebook, error) {
	book := Rulebook{}
	for _, p := range []struct {
		name  string
		files fs.FS
	}{
		{"clause", clause.Rules()}, {"statement", statement.Rules()}, {"event", event.Rules()},
		{"agreement", agreement.Rules()}, {"membership", membership.Rules()},
	} {
		err := fs.WalkDir(p.files, ".", func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(file) != ".rules" {
				return err
			}
			return book.read(p.name, p.files, file)
		})
		if err != nil {
			return nil, fmt.Errorf("rules of %s: %w", p.name, err)
		}
	}
	return book, nil
}

// read puts the rules of a file into the book.
func (b Rulebook) read(of string, files fs.FS, file string) error {
	in, err := files.Open(file)
	if err != nil {
		return err
	}
	defer in.Close() // nothing was written
	all, err := rules.Read(path.Join(of, file), in)
	if err != nil {
		return err
	}
	for _, r := range all {
		for _, name := range []string{r.Kind + " " + r.Name, r.Name} {
			key, _, _ := strings.Cut(ling.Versions{of: ""}.FoundBy(of+" "+name), "@")
			if _, taken := b[key]; !taken {
				b[key] = r
			}
		}
	}
	return nil
}

// Rule is the rule that a claim's FoundBy or a step of its Trail names, with or
// without a version; ok is false for what is no rule but code.
func (b Rulebook) Rule(name string) (r rules.Rule, ok bool) {
	name, _, _ = strings.Cut(name, "@")
	r, ok = b[name]
	return r, ok
}
