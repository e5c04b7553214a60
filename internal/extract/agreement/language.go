package agreement

import (
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/rules"
)

// Kinds of rules.
const (
	kindNaming     = "naming"     // what a word names an agreement by
	kindInstrument = "instrument" // by a noun for any agreement, and what it is about
	kindPledge     = "pledge"     // a verb under which parties agree to do something
	kindDeed       = "deed"       // any verb under which parties agree to do something, tried where they do agree
	kindWhole      = "whole"      // a noun for a part of one that stands for it
	kindSide       = "side"       // a noun for parties
	kindScope      = "scope"      // a word that says what one covers
	kindJoint      = "joint"      // a preposition that opens clauses too
	kindOpening    = "opening"    // a verb that says when one begins
	kindAttack     = "attack"     // an attack that somebody is accused of
	kindWeekday    = "weekday"    // a day of the week
	kindAccusing   = "accusing"   // a verb by which somebody is accused
	kindPerforming = "performing" // a verb by which what it names is done
	kindTelling    = "telling"    // a preposition behind which it is told which agreement is meant
	kindPrivate    = "private"    // a noun for parties whose agreements are no politics
	kindDifferent  = "different"  // a word by which one is not that before
	kindSubject    = "subject"    // a word that says what an agreement is about
	kindSettling   = "settling"   // a verb that settles that something will be done
	kindStatus     = "status"     // what became of one
	kindOwn        = "own"        // the same, by words of the naming itself
	kindPart       = "part"       // who else has to do with one
)

// Flags of the rules; see Flag.
const (
	flagHappened     = "happened"
	flagPlanned      = "planned"
	flagUnfulfilled  = "unfulfilled"
	flagHypothetical = "hypothetical"
	flagSettled      = "settled"
)

// Tests of the rules; see Test.
const (
	testAgreement = "agreement"
	testCeasefire = "ceasefire"
	testTalks     = "talks"
	testDeal      = "deal"
	testScheme    = "scheme"
	testParty     = "party"
	testProper    = "proper" // a proper noun
)

// placeNearest is the naming right before the trigger, with no verb between that
// is not in the naming's own words: what a tree has hung elsewhere.
const placeNearest = "nearest"

// What a naming has to do with others.
const (
	refersBack   = "back"   // it takes one up
	refersScheme = "scheme" // it is something to be set up
	refersAbout  = "about"  // it is an agreement about another
	refersLike   = "like"   // it is one more of the kind named before it
)

// noStatus is what a rule gives that keeps later ones from holding.
const noStatus = "none"

// Keys of what rules give.
const (
	givesType   = "type"
	givesRefers = "refers"
	givesStatus = "status"
	givesHow    = "how"
	givesTold   = "told"
	givesRole   = "role"
	givesDay    = "day"
	givesSure   = "presumed" // it is so for whoever demands or asks something about it
)

// language is what the rule files may say.
func language() rules.Language {
	lang := rules.Language{
		Kinds:  []string{kindNaming, kindInstrument, kindPledge, kindWhole, kindSide, kindSubject, kindSettling, kindScope, kindPerforming, kindAccusing, kindTelling, kindPrivate, kindJoint, kindOpening, kindWeekday, kindAttack, kindDifferent, kindStatus, kindOwn, kindPart, kindDeed},
		Flags:  []string{flagHappened, flagPlanned, flagUnfulfilled, flagHypothetical, flagSettled},
		Tests:  []string{testAgreement, testCeasefire, testTalks, testDeal, testScheme, testParty, testProper},
		Places: []string{placeNearest},
		Gives: map[string][]string{
			givesRefers: {refersBack, refersScheme, refersAbout, refersLike}, givesRole: {"broker", "outsider"}, givesDay: {"effect"}, givesSure: {"yes"}, givesStatus: {noStatus},
		},
	}
	for _, t := range onrecord.AgreementTypes {
		lang.Gives[givesType] = append(lang.Gives[givesType], string(t))
	}
	for _, s := range onrecord.AgreementStatuses {
		lang.Gives[givesStatus] = append(lang.Gives[givesStatus], string(s))
	}
	for _, h := range onrecord.Endings {
		lang.Gives[givesHow] = append(lang.Gives[givesHow], string(h))
	}
	for _, t := range onrecord.Tolds {
		lang.Gives[givesTold] = append(lang.Gives[givesTold], string(t))
	}
	return lang
}

// files are the rule files, in the order in which they are read: classes of
// words stand above the rules that use them.
var files = [...]string{"words.rules", "namings.rules", "statuses.rules", "talks.rules", "parts.rules"}

// load reads and compiles the rule files.
func load() (*rules.Set, error) {
	var all []rules.Rule
	var errs []error
	for _, name := range files {
		found, err := read(name)
		errs = append(errs, err)
		all = append(all, found...)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return rules.Compile(language(), all)
}

func read(name string) ([]rules.Rule, error) {
	in, err := ownFiles.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer in.Close()
	return rules.Read(name, in)
}
