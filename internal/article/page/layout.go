package page

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"

	"onrecord/internal/article/match"
	"onrecord/internal/rules"
)

//go:embed layout.rules
var layoutRules string

// part is what an element's names say that it is, as bits.
type part uint8

const (
	partOver part = 1 << iota // lies over the page
	partTalk                  // what readers write
	partCard                  // other articles, letters, what is sold
	partText                  // the article's text
	partSide                  // what stands beside it
)

// partNames are the parts by their names in the file.
var partNames = map[string]part{"over": partOver, "talk": partTalk, "card": partCard, "text": partText, "side": partSide}

// layout tells, by the name that a site gives an element, what part of a page it
// is.
type layout struct {
	set *match.Set
	of  []part // whose each expression is
}

// theLayout is read once; the file is part of the program and tested.
var theLayout = sync.OnceValue(func() *layout {
	read, err := parseLayout(layoutRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestLayout says why
	}
	return read
})

// parseLayout reads the expressions of each part.
func parseLayout(text string) (*layout, error) {
	out := &layout{}
	var exprs []string
	err := eachMatch("layout.rules", text, func(r *rules.Rule, expr string) error {
		of, ok := partNames[r.Kind]
		if !ok {
			return fmt.Errorf("no such part %q", r.Kind)
		}
		exprs, out.of = append(exprs, "(?i)"+expr), append(out.of, of)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if out.set, err = match.New(exprs); err != nil {
		return nil, fmt.Errorf("layout.rules: %w", err)
	}
	return out, nil
}

// eachMatch reads a file of rules that have expressions and no other field.
func eachMatch(file, text string, take func(r *rules.Rule, expr string) error) error {
	read, err := rules.Read(file, strings.NewReader(text))
	if err != nil {
		return err
	}
	for i := range read {
		r := &read[i]
		for _, f := range r.Fields {
			if f.Key != "match" {
				return fmt.Errorf("%s: no such field %q", r.Where(), f.Key)
			}
			if err := take(r, f.Value); err != nil {
				return fmt.Errorf("%s: %w", r.Where(), err)
			}
		}
	}
	return nil
}

// tells is what parts an element's names are of.
func (l *layout) tells(names string) part {
	told, may := part(0), l.set.May(names)
	for i, of := range l.of {
		if told&of == 0 && may.Has(i) && l.set.Matches(i, names) {
			told |= of
		}
	}
	return told
}

// namer knows the names of a page's elements, most of which stand there often.
type namer map[string]part

// part is what an element's names tell of it.
func (k namer) part(n *html.Node) part {
	const shortest = 4 // bytes; shorter names tell nothing
	class, id := attr(n, "class"), attr(n, "id")
	if len(class)+len(id) < shortest {
		return 0
	}
	key := class + "\x00" + id
	told, ok := k[key]
	if !ok {
		told = theLayout().tells(layoutName(class) + " " + layoutName(id))
		k[key] = told
	}
	return told
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
