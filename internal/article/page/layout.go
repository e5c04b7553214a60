package page

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"onrecord/internal/article/match"
	"onrecord/internal/rules"
)

//go:embed layout.rules
var layoutRules string

// layout tells, by the name that a site gives an element, that it is no part of
// the article: one set of expressions a kind ("over", "talk", "card").
type layout map[string]*match.Set

// theLayout is read once; the file is part of the program and tested.
var theLayout = sync.OnceValue(func() layout {
	read, err := parseLayout(layoutRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestLayout says why
	}
	return read
})

// parseLayout reads the expressions of each kind.
func parseLayout(text string) (layout, error) {
	read, err := rules.Read("layout.rules", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	joined := map[string][]string{}
	for _, r := range read {
		for _, f := range r.Fields {
			if f.Key != "match" {
				return nil, fmt.Errorf("%s: no such field %q", r.Where(), f.Key)
			}
			joined[r.Kind] = append(joined[r.Kind], f.Value)
		}
	}
	out := layout{}
	for kind, list := range joined {
		if out[kind], err = match.New(list); err != nil {
			return nil, fmt.Errorf("layout.rules: %s: %w", kind, err)
		}
	}
	return out, nil
}

// tells reports whether one of an element's names is of this kind.
func (l layout) tells(kind, names string) bool {
	return names != "" && l[kind] != nil && l[kind].Any(names)
}

// layoutName makes one name of a class or an id: small letters, parted by
// hyphens, one at both ends.
func layoutName(s string) string {
	var b strings.Builder
	b.WriteByte('-')
	last := '-'
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(last):
			b.WriteByte('-')
			fallthrough
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case last != '-':
			b.WriteByte('-')
			last = '-'
			continue
		default:
			continue
		}
		last = r
	}
	if last != '-' {
		b.WriteByte('-')
	}
	return b.String()
}
