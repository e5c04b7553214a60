// Package query reads and prints the search language of command line and page:
//
//	ceasefire "freeze zone" speaker:Lavrov about:"the United States" since:2015-11 act:deny
//
// A word, or a phrase between quotation marks, must stand there; field:value
// bounds the rest. All terms must hold. Within quotation marks a backslash
// takes the next character as it is. Days are ISO 8601; a month or a year
// stands for its first day in since and for its last in until.
//
// Print after Parse, and Parse after Print, is the identity.
package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"onrecord"
	"onrecord/ling"
)

// Field is one field of the language.
type Field struct {
	Name string
	Help string
	get  func(*onrecord.Filter) string
	set  func(f *onrecord.Filter, value string) error
}

// Fields are all fields, in the order in which Print writes them.
func Fields() []Field {
	return []Field{
		{"speaker", "who said it: a name, words of the source, or an actor's id",
			func(f *onrecord.Filter) string { return f.Speaker },
			func(f *onrecord.Filter, v string) (err error) { f.Speaker, err = words(v); return err }},
		{"about", "whom or what it is about: words, a name, or an actor's id",
			func(f *onrecord.Filter) string { return f.About },
			func(f *onrecord.Filter, v string) (err error) { f.About, err = words(v); return err }},
		{"outlet", "a part of the outlet's name",
			func(f *onrecord.Filter) string { return f.Outlet },
			func(f *onrecord.Filter, v string) error { f.Outlet = spaces(v); return nil }},
		{"since", "the first day, month or year: 2015-11-19, 2015-11, 2015",
			func(f *onrecord.Filter) string { return f.Since.String() },
			func(f *onrecord.Filter, v string) (err error) { f.Since, _, err = ling.ParsePeriod(v); return err }},
		{"until", "the last day, month or year, inclusive",
			func(f *onrecord.Filter) string { return f.Until.String() },
			func(f *onrecord.Filter, v string) (err error) { _, f.Until, err = ling.ParsePeriod(v); return err }},
		{"mode", "direct, indirect or mixed",
			func(f *onrecord.Filter) string { return string(f.Mode) },
			func(f *onrecord.Filter, v string) (err error) { f.Mode, err = oneOf(v, onrecord.Modes[:]); return err }},
		{"act", "say, deny, accuse, …",
			func(f *onrecord.Filter) string { return string(f.Act) },
			func(f *onrecord.Filter, v string) (err error) { f.Act, err = oneOf(v, onrecord.Acts[:]); return err }},
		{"article", "an article's id",
			func(f *onrecord.Filter) string { return string(f.Article) },
			func(f *onrecord.Filter, v string) error { f.Article = onrecord.ArticleID(v); return nil }},
	}
}

// Set sets a field of f by its name. An empty value leaves it as it is.
func Set(f *onrecord.Filter, name, value string) error {
	if value == "" {
		return nil
	}
	for _, field := range Fields() {
		if field.Name != name {
			continue
		}
		if field.get(f) != "" {
			return fmt.Errorf("%s is given twice", name)
		}
		if err := field.set(f, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	return fmt.Errorf("there is no field %q", name)
}

// Parse reads a query into f, on top of what f says already.
func Parse(s string, f *onrecord.Filter) error {
	sc := scanner{rest: s}
	for {
		t, ok, err := sc.next()
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		if t.field != "" {
			if err := Set(f, t.field, t.value); err != nil {
				return err
			}
			continue
		}
		w, err := words(t.value)
		if err != nil {
			return err
		}
		if !slices.Contains(f.Words, w) {
			f.Words = append(f.Words, w)
		}
	}
}

// Print is the query that reads as f. Limit and Offset are no part of it.
func Print(f onrecord.Filter) string {
	var terms []string
	for _, w := range f.Words {
		terms = append(terms, quote(w))
	}
	for _, field := range Fields() {
		if v := field.get(&f); v != "" {
			terms = append(terms, field.Name+":"+quote(v))
		}
	}
	return strings.Join(terms, " ")
}

// quote puts v between quotation marks where it would not read as one word.
func quote(v string) string {
	if v != "" && !strings.ContainsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`":\“”`, r) }) {
		return v
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v) + `"`
}

// words is a phrase with single spaces between its words. It must have
// something to look for: a letter or a digit.
func words(v string) (string, error) {
	if !strings.ContainsFunc(v, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return "", fmt.Errorf("%q has no word to look for", v)
	}
	return spaces(v), nil
}

func spaces(v string) string { return strings.Join(strings.Fields(v), " ") }

func oneOf[T ~string](v string, all []T) (T, error) {
	if at := slices.Index(all, T(v)); at >= 0 {
		return all[at], nil
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = string(a)
	}
	return "", fmt.Errorf("%q is none of %s", v, strings.Join(names, ", "))
}
