// Package cue tells what a paragraph or a line may be for by its words: an
// offer, an account, a note on the author. A *cue* decides nothing by itself: it
// is heard in the votes on a page's paragraphs and on a scrape's lines.
package cue

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

// Names are the cues that votes hear, in the order of their measures.
var Names = [...]string{"offer", "account", "social", "author", "legal", "other", "figure", "contact"}

// cues tell what a paragraph is for by its words.
type cues struct {
	set *match.Set
	of  []int // whose each expression is, as an index of Names
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
	read, err := rules.Read("cues.rules", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	out := &cues{}
	var exprs []string
	for i := range read {
		r := &read[i]
		of := slices.Index(Names[:], r.Name)
		if of < 0 {
			return nil, fmt.Errorf("%s: no such cue %q", r.Where(), r.Name)
		}
		for _, f := range r.Fields {
			if f.Key != "match" {
				return nil, fmt.Errorf("%s: no such field %q", r.Where(), f.Key)
			}
			exprs, out.of = append(exprs, "(?i) ("+f.Value+") "), append(out.of, of)
		}
	}
	if out.set, err = match.New(exprs); err != nil {
		return nil, fmt.Errorf("cues.rules: %w", err)
	}
	return out, nil
}

// Tells reports which cues a text holds at its beginning.
func Tells(text string) [len(Names)]bool { return theCues().tells(text) }

// tells reports which cues a text holds at its beginning.
func (c *cues) tells(text string) (told [len(Names)]bool) {
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
