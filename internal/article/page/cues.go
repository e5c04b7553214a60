package page

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord/internal/article/match"
	"onrecord/internal/rules"
)

//go:embed cues.rules
var cueRules string

// cueNames are the cues that the vote hears, in the order of their measures.
var cueNames = [...]string{"offer", "account", "social", "author", "legal", "other", "figure", "contact"}

// cues tell what a paragraph is for by its words.
type cues struct {
	set *match.Set
	of  []int // whose each expression is, as an index of cueNames
}

// theCues are read once; the file is part of the program and tested.
var theCues = sync.OnceValue(func() *cues {
	read, err := parseCues(cueRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestCues says why
	}
	return read
})

func parseCues(text string) (*cues, error) {
	out := &cues{}
	var exprs []string
	err := eachMatch("cues.rules", text, func(r *rules.Rule, expr string) error {
		of := slices.Index(cueNames[:], r.Name)
		if of < 0 {
			return fmt.Errorf("no such cue %q", r.Name)
		}
		exprs, out.of = append(exprs, "(?i) ("+expr+") "), append(out.of, of)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if out.set, err = match.New(exprs); err != nil {
		return nil, fmt.Errorf("cues.rules: %w", err)
	}
	return out, nil
}

// tells reports which cues a text holds at its beginning.
func (c *cues) tells(text string) (told [len(cueNames)]bool) {
	const most = 300 // bytes; what is longer is running text by that alone
	text = wordsOnly(text[:min(len(text), most)])
	may := c.set.May(text)
	for i, of := range c.of {
		if !told[of] && may.Has(i) && c.set.Matches(i, text) {
			told[of] = true
		}
	}
	return told
}

// wordsOnly writes a text as its words, a space before and after each. The sign
// of addresses is a letter here.
func wordsOnly(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	gap := true
	for _, r := range s {
		switch {
		case r == '’':
			r = '\''
			fallthrough
		case r == '\'' || r == '@' || unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
			gap = false
		case !gap:
			b.WriteByte(' ')
			gap = true
		}
	}
	if !gap {
		b.WriteByte(' ')
	}
	return b.String()
}
