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
	OfClaims   Of = iota // an article has it if one of its statements does
	OfArticles           // a claim has it if its article does
	OfBoth               // either has its own
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
	ByStart              // what it begins with, whatever its case
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

// List is what a query is asked of. Each list has its fields; articles are
// asked for what their statements say.
type List string

// The lists.
const (
	Articles    List = "articles"
	Statements  List = "statements"
	Events      List = "events"
	Agreements  List = "agreements"
	Memberships List = "memberships"
	// Actors are asked for by words of a name, a type, and whether anybody is
	// known by it; they come of all articles, and none is of a day.
	Actors List = "actors"
)

// Fields are all fields of a list. Command line, page and store read this
// table; a new field whose column bears its name is a line here and no more.
func (l List) Fields() []Field {
	if parts := l.Parts(); parts != nil {
		return fieldsOfAll(parts)
	}
	if fields := l.worldFields(); fields != nil {
		return fields
	}
	outlet, since, until, article := outletField(), sinceField(), untilField(), articleField()
	certainty := Field{Name: "certainty", Help: "how sure the source presents it", Match: ByValue, Values: []string{"certain", "likely", "possible"}}
	background := Field{Name: "background", Help: "whether it is told as long known, and not as news", Match: ByValue, Values: []string{"yes", "no", Anything}, Default: "no"}
	switch l {
	case Events:
		return []Field{
			{Name: "actor", Help: "who did it, or to whom: a name, words, or an actor's id (Q58217, x:ana-kovac)", Match: ByName},
			{Name: "source", Help: "who did it", Match: ByName},
			{Name: "target", Help: "to whom it was done", Match: ByName},
			{Name: "place", Help: "where it happened: a name or an actor's id", Match: ByName},
			outlet, since, until,
			{Name: "type", Help: "what was done, in PLOVER's words", Match: ByValue, Values: eventTypes()},
			{Name: "mode", Help: "how it was done, in PLOVER's words (aerial, visit), or how that word begins", Match: ByStart},
			{Name: "cameo", Help: "its CAMEO code, or how that begins: 19", Match: ByStart},
			certainty,
			{Name: "status", Help: "whether it happened", Match: ByValue, Values: eventStatuses(), Default: "happened"},
			background, article,
		}
	case Agreements:
		return []Field{
			{Name: "actor", Help: "who has a part in it: a name, words, or an actor's id", Match: ByName},
			{Name: "party", Help: "a party to it", Match: ByName},
			{Name: "broker", Help: "who brokered it", Match: ByName},
			{Name: "place", Help: "where it was made: a name or an actor's id", Match: ByName},
			outlet, since, until,
			{Name: "type", Help: "what sort of agreement it is", Match: ByValue, Values: agreementTypes()},
			{Name: "status", Help: "how far it came", Match: ByValue, Values: agreementStatuses()},
			{Name: "told", Help: "whether the parties do it, somebody says so, or the outlet judges", Match: ByValue, Values: []string{"act", "said", "own voice"}},
			background, article,
		}
	case Actors:
		return []Field{
			{Name: "name", Help: "words of a name, or an actor's id (Q58217, x:ana-kovac)", Match: ByName},
			{Name: "type", Help: "what it is", Match: ByValue, Values: []string{"person", "organization", "country", "group", "place"}},
			{Name: "unknown", Help: "only names that nobody is known by", Match: ByValue, Values: []string{"yes"}},
		}
	case Memberships:
		return []Field{
			{Name: "actor", Help: "the group or the member: a name, words, or an actor's id", Match: ByName},
			{Name: "group", Help: "the group", Match: ByName},
			{Name: "member", Help: "who belongs to it, or does not", Match: ByName},
			outlet, since, until,
			{Name: "as", Help: "what the member is in the group", Match: ByValue, Values: []string{"member", "participant", "sponsor", "signatory", "party", "ally", "part"}},
			{Name: "status", Help: "how the member stands to the group", Match: ByValue, Values: []string{
				"member", "joined", "left", "invited", "not invited", "refused", "expelled", "not a member"}},
			article,
		}
	}
	return []Field{
		{Name: "speaker", Help: "who said it: a name, words of the source, or an actor's id (Q58217, x:ana-kovac)", Match: ByName},
		{Name: "about", Help: "whom or what it is about: words, a name, or an actor's id", Match: ByName},
		{Name: "via", Help: "through whom it was told, between the speaker and the reader: a name, words, or an actor's id", Match: ByName},
		outlet, since, until,
		{Name: "mode", Help: "how much of it is quoted", Match: ByValue, Values: []string{"direct", "indirect", "mixed"}},
		{Name: "act", Help: "what was done by saying it", Match: ByValue, Values: []string{
			"say", "deny", "accuse", "demand", "propose", "promise", "threaten", "reject", "agree", "ask", "praise", "criticise", "predict", "confirm"}},
		certainty,
		{Name: "kind", Help: "words spoken or written, a belief or wish, or what a video, poll or text shows",
			Match: ByValue, Values: []string{"speech", "attitude", "source", Anything}, Default: "speech"},
		{Name: "status", Help: "whether it was said at all, or is only planned, imagined, asked for or denied to have been said",
			Match: ByValue, Values: []string{"made", "planned", "hypothetical", "asked", "not made", Anything}, Default: "made"},
		article,
	}
}

// The fields that every list has.
func outletField() Field {
	return Field{Name: "outlet", Help: "a part of the outlet's name", Of: OfArticles, Match: ByPart}
}

func sinceField() Field {
	return Field{Name: "since", Help: "the first day, month or year: 2015-11-19, 2015-11, 2015", Of: OfBoth, Match: ByFirst}
}

func untilField() Field {
	return Field{Name: "until", Help: "the last day, month or year, inclusive", Of: OfBoth, Match: ByLast}
}

func articleField() Field {
	return Field{Name: "article", Help: "an article's id", Of: OfArticles, Match: ByID}
}

// The values that fields of claims and of the world tier share.
func eventTypes() []string {
	return []string{
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
		"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
	}
}

func eventStatuses() []string {
	return []string{"happened", "planned", "hypothetical", "denied", "failed", Anything}
}

func agreementTypes() []string {
	return []string{"ceasefire", "peace talks", "peace agreement", "cooperation", "prisoner exchange", "humanitarian access", "monitoring"}
}

func agreementStatuses() []string {
	return []string{
		"proposed", "negotiated", "agreed", "signed", "declared", "approved", "rejected", "in force", "holding", "violated",
		"suspended", "resumed", "extended", "implemented", "expired", "ended", "never implemented",
	}
}

// Field is the field of that name.
func (l List) Field(name string) (Field, bool) {
	all := l.Fields()
	at := slices.IndexFunc(all, func(f Field) bool { return f.Name == name })
	if at < 0 {
		return Field{}, false
	}
	return all[at], true
}

// NewTerm is the term that asks for a field's value, as a person gives it.
func (l List) NewTerm(name, value string) (Term, error) {
	f, ok := l.Field(name)
	if !ok {
		return Term{}, fmt.Errorf("there is no field %q; there are %s", name, strings.Join(l.names(), ", "))
	}
	if parts := l.Parts(); parts != nil {
		return firstTerm(parts, name, value)
	}
	v, err := f.check(value)
	if err != nil {
		return Term{}, fmt.Errorf("%s: %w", name, err)
	}
	return Term{name, v}, nil
}

func (l List) names() []string {
	var out []string
	for _, f := range l.Fields() {
		out = append(out, f.Name)
	}
	return out
}

// check gives a value its one form.
func (f Field) check(v string) (string, error) {
	switch f.Match {
	case ByName:
		return words(v)
	case ByPart, ByStart:
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

// Shown is q with the defaults of the fields that it does not name, as the list
// asks for it. An article is listed for what its statements say only where q
// asks what they say.
func (l List) Shown(q Q) Q {
	named := map[string]bool{}
	Terms(q, func(t Term) { named[t.Field] = true })
	var defaults []Q
	for _, f := range l.Fields() {
		if f.Default != "" && !named[f.Name] {
			defaults = append(defaults, Term{f.Name, f.Default})
		}
	}
	if l == Articles {
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
		f, ok := Statements.Field(q.Field)
		return ok && f.Of == OfClaims
	}
	return false
}
