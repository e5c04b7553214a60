package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"onrecord/ling"
)

// Of is what a field is a property of.
type Of int

// What fields are properties of.
const (
	OfStatements Of = iota // an article has it if one of its statements does
	OfArticles             // a statement has it if its article does
	OfBoth                 // either has its own
)

// Match is how a field's value is compared with what is stored.
type Match int

// The ways to compare.
const (
	ByName  Match = iota // an actor's id, or words of a name
	ByPart               // a part of a name, whatever its case
	ByID                 // the id itself
	ByFirst              // that day or later
	ByLast               // that day or earlier
	ByValue              // one of Values
)

// Anything is the value of a field with a Default that every row has.
const Anything = "any"

// Field is a field of the language: all that its users need to know of it.
type Field struct {
	Name  string
	Help  string
	Of    Of
	Match Match
	// Values are those it may have, for ByValue.
	Values []string
	// Default is the value that lists ask for where nobody asks; "" for none.
	// Rows of which nobody has judged have it too.
	Default string
}

// Fields are all fields. Command line, page and store read this table; a new
// field whose column bears its name is a line here and no more.
func Fields() []Field {
	return []Field{
		{Name: "speaker", Help: "who said it: a name, words of the source, or an actor's id (Q58217, x:ana-kovac)", Match: ByName},
		{Name: "about", Help: "whom or what it is about: words, a name, or an actor's id", Match: ByName},
		{Name: "outlet", Help: "a part of the outlet's name", Of: OfArticles, Match: ByPart},
		{Name: "since", Help: "the first day, month or year: 2015-11-19, 2015-11, 2015", Of: OfBoth, Match: ByFirst},
		{Name: "until", Help: "the last day, month or year, inclusive", Of: OfBoth, Match: ByLast},
		{Name: "mode", Help: "how much of it is quoted", Match: ByValue, Values: []string{"direct", "indirect", "mixed"}},
		{Name: "act", Help: "what was done by saying it", Match: ByValue, Values: []string{
			"say", "deny", "accuse", "demand", "propose", "promise", "threaten", "reject", "agree", "ask", "praise", "criticise", "predict", "confirm"}},
		{Name: "certainty", Help: "how sure the source presents it", Match: ByValue, Values: []string{"certain", "likely", "possible"}},
		{Name: "kind", Help: "words spoken or written, a belief or wish, or what a video, poll or text shows",
			Match: ByValue, Values: []string{"speech", "attitude", "source", Anything}, Default: "speech"},
		{Name: "status", Help: "whether it was said at all, or is only planned, imagined, asked for or denied to have been said",
			Match: ByValue, Values: []string{"made", "planned", "hypothetical", "asked", "not made", Anything}, Default: "made"},
		{Name: "article", Help: "an article's id", Of: OfArticles, Match: ByID},
	}
}

// FieldOf is the field of that name.
func FieldOf(name string) (Field, bool) {
	all := Fields()
	at := slices.IndexFunc(all, func(f Field) bool { return f.Name == name })
	if at < 0 {
		return Field{}, false
	}
	return all[at], true
}

// NewTerm is the term that asks for a field's value, as a person gives it.
func NewTerm(name, value string) (Term, error) {
	f, ok := FieldOf(name)
	if !ok {
		return Term{}, fmt.Errorf("there is no field %q; there are %s", name, strings.Join(names(), ", "))
	}
	v, err := f.check(value)
	if err != nil {
		return Term{}, fmt.Errorf("%s: %w", name, err)
	}
	return Term{name, v}, nil
}

func names() []string {
	var out []string
	for _, f := range Fields() {
		out = append(out, f.Name)
	}
	return out
}

// check gives a value its one form.
func (f Field) check(v string) (string, error) {
	switch f.Match {
	case ByName:
		return words(v)
	case ByPart:
		if v = spaces(v); v == "" {
			return "", fmt.Errorf("nothing is asked for")
		}
		return v, nil
	case ByFirst:
		first, _, err := ling.ParsePeriod(v)
		return first.String(), err
	case ByLast:
		_, last, err := ling.ParsePeriod(v)
		return last.String(), err
	case ByValue:
		for _, known := range f.Values {
			if strings.EqualFold(strings.ReplaceAll(v, "-", " "), known) {
				return known, nil
			}
		}
		return "", fmt.Errorf("%q is none of %s", v, strings.Join(f.Values, ", "))
	default:
		return v, nil
	}
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

// Shown is q with the defaults of the fields that it does not name, as a list
// of statements, or of articles, asks for it. An article is listed for what
// its statements say only where q asks what they say.
func Shown(q Q, articles bool) Q {
	named := map[string]bool{}
	Terms(q, func(t Term) { named[t.Field] = true })
	var defaults []Q
	for _, f := range Fields() {
		if f.Default != "" && !named[f.Name] {
			defaults = append(defaults, Term{f.Name, f.Default})
		}
	}
	if articles {
		return shownOfArticles(q, defaults)
	}
	return All(append([]Q{q}, defaults...)...)
}

// shownOfArticles adds the defaults wherever q asks for a statement.
func shownOfArticles(q Q, defaults []Q) Q {
	if OnlyOfStatements(q) {
		return All(append([]Q{q}, defaults...)...)
	}
	switch q := q.(type) {
	case And:
		var parts []Q
		for _, part := range q {
			parts = append(parts, shownOfArticles(part, defaults))
		}
		return All(parts...)
	case Or:
		var parts []Q
		for _, part := range q {
			parts = append(parts, shownOfArticles(part, defaults))
		}
		return Any(parts...)
	case Not:
		return Except(shownOfArticles(q.Q, defaults))
	default:
		return q
	}
}

// OnlyOfStatements reports whether q asks of nothing but single statements.
func OnlyOfStatements(q Q) bool {
	every := func(parts []Q) bool {
		return !slices.ContainsFunc(parts, func(p Q) bool { return !OnlyOfStatements(p) })
	}
	switch q := q.(type) {
	case And:
		return every(q)
	case Or:
		return every(q)
	case Not:
		return OnlyOfStatements(q.Q)
	case Term:
		f, ok := FieldOf(q.Field)
		return ok && f.Of == OfStatements
	}
	return false
}
