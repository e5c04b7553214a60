package membership

import (
	"embed"
	"fmt"
	"io/fs"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	lists "onrecord/internal/words"
	"onrecord/ling"
)

// ownFiles are what the version is derived from.
//
//go:embed *.go *.rules
var ownFiles embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(ownFiles, []byte(rules.Version()+lists.Version())) }

// Rules are the files that the rules stand in.
func Rules() fs.FS { return ownFiles }

// foundHere is what the name of every rule that finds a membership begins with.
const foundHere = "membership "

// Kinds of rules.
const (
	kindLink     = "link"     // a word that ties a member to a group
	kindGrouping = "grouping" // a noun for a group
	kindBelonger = "belonger" // a noun for somebody or something that can belong to one
)

// Tests of the rules.
const (
	testGroup   = "group"   // heads words that can name a group
	testMember  = "member"  // heads words that can name a member
	testNamed   = "named"   // is a name
	testCapital = "capital" // begins with a capital
)

// Flags of the rules.
const (
	flagHappened     = "happened"
	flagPlanned      = "planned"
	flagUnfulfilled  = "unfulfilled"
	flagHypothetical = "hypothetical"
)

// Places of the rules; see Place.
const (
	placeAhead = "ahead"
	placeOwner = "owner"
)

// Keys of what rules give.
const (
	givesAs     = "as"
	givesStatus = "status"
	givesLone   = "lone" // the member is one, whoever is joined to it
)

// language is what the rule file may say.
func language() rules.Language {
	lang := rules.Language{
		Kinds:  []string{kindLink, kindGrouping, kindBelonger},
		Places: []string{placeAhead, placeOwner},
		Flags:  []string{flagHappened, flagPlanned, flagUnfulfilled, flagHypothetical},
		Tests:  []string{testGroup, testMember, testNamed, testCapital}, Gives: map[string][]string{givesLone: {"yes"}},
	}
	for _, c := range onrecord.Capacities {
		lang.Gives[givesAs] = append(lang.Gives[givesAs], string(c))
	}
	for _, s := range onrecord.MembershipStatuses {
		lang.Gives[givesStatus] = append(lang.Gives[givesStatus], string(s))
	}
	return lang
}

// Extractor finds memberships. It is safe for concurrent use.
type Extractor struct {
	grammar *clause.Grammar
	set     *rules.Set
	book    *lists.Book
}

// New reads the rule file; a fault in it is an error that names file and line.
func New() (*Extractor, error) {
	const name = "links.rules"
	in, err := ownFiles.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer in.Close()
	found, err := rules.Read(name, in)
	if err != nil {
		return nil, fmt.Errorf("read the rules of memberships: %w", err)
	}
	set, err := rules.Compile(language(), found)
	if err != nil {
		return nil, fmt.Errorf("load the rules of memberships: %w", err)
	}
	g, err := clause.NewGrammar()
	if err != nil {
		return nil, fmt.Errorf("load the grammar of memberships: %w", err)
	}
	book, err := lists.English()
	if err != nil {
		return nil, fmt.Errorf("load the words of memberships: %w", err)
	}
	return &Extractor{g, set, book}, nil
}

// Extract finds the memberships of art, whose annotated text view shows, in text
// order. It reads the times and statements of found. Actors are left empty.
func (x *Extractor) Extract(view *clause.View, art *onrecord.Article, found *onrecord.Found) []onrecord.Membership {
	p := x.grammar.Predicates(view)
	r := &reader{
		Predicates: p, rules: x.set.On(p), book: x.book, art: art, in: found,
		known: map[pair]bool{},
	}
	for s := range r.Sentences {
		if r.Prose(s) {
			r.sentence(r.Sentences[s].First, r.Sentences[s].Last)
		}
	}
	return r.found
}
