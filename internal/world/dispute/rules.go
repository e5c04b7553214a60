package dispute

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"onrecord/internal/words"
	"onrecord/ling"
)

//go:embed dispute.rules
var ruleText string

// sources are what the version is derived from.
//
//go:embed *.go *.rules
var sources embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return version() }

var version = sync.OnceValue(func() string { return ling.VersionOf(sources) })

// ask is what the engine asks rules for, by their field "of".
type ask string

const (
	askRejected   ask = "rejected"     // is what is turned down a claim?
	askContra     ask = "contradicted" // does it say of a claim, or of a part in something, that it is none?
	askJudging    ask = "judging"      // does its speaker judge by office?
	askWithdrawn  ask = "withdrawn"    // is the denial told as taken back?
	askFormerly   ask = "formerly"     // does it lie before the news?
	askOwnedUp    ask = "owned-up"     // is this cue one of owning up?
	askNoClaim    ask = "no-claim"     // is what is contradicted a norm?
	askRefused    ask = "refused"      // is it a thing that somebody is not given?
	askDeed       ask = "deed"         // is it a deed by its verb?
	askFigures    ask = "figures"      // is a figure denied?
	askReciprocal ask = "reciprocal"   // each the other?
	askTraded     ask = "traded"       // do accusations go to and fro?
	askBoth       ask = "both"         // two who were named before?
	askTakesUp    ask = "takes-up"     // does the denial take up an earlier claim?
	askGuilt      ask = "guilt"        // does it deny a part in something?
	askClaimant   ask = "claimant"     // whose claim is denied?
	askClaimNoun  ask = "claim-noun"   // is it a noun for what somebody claims?
	askToldBy     ask = "told-by"      // who reports or alleges, in the words of a sentence?
	askNobody     ask = "nobody"       // is this no name of who claims?
	askFor        ask = "for"          // is this verb one of who is for something?
	askAgainst    ask = "against"      // of who is against it?
	askRather     ask = "rather"       // does it say "these rather than those"?
	askContrast   ask = "contrast"     // is one statement set against another?
	askCause      ask = "cause"        // does it say who or what did something?
)

var asks = map[ask]bool{
	askRejected: true, askContra: true, askJudging: true, askWithdrawn: true, askFormerly: true, askOwnedUp: true, askNoClaim: true, askRefused: true, askFigures: true, askDeed: true, askReciprocal: true, askTraded: true,
	askBoth: true, askTakesUp: true, askGuilt: true, askClaimant: true, askNobody: true, askFor: true, askAgainst: true, askRather: true, askClaimNoun: true, askToldBy: true, askContrast: true, askCause: true,
}

// pattern is an expression of a rule.
type pattern struct {
	rule string
	expr *regexp.Regexp
}

// ruleSet is the rules by what they are asked for, in the order of the file.
type ruleSet map[ask][]pattern

// readRules reads a rule file.
func readRules(file, text string) (ruleSet, error) {
	read, err := words.Read(file, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	set, lists, faults := ruleSet{}, map[string]string{}, []error{}
	for i := range read {
		r := &read[i]
		if err := set.take(r, lists); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", r.Where(), err))
		}
	}
	return set, errors.Join(faults...)
}

// take adds a rule, or a list that later rules name.
func (set ruleSet) take(r *words.Rule, lists map[string]string) error {
	switch r.Kind {
	case "words":
		lists[r.Name] = "(?:" + strings.Join(strings.Fields(strings.Join(r.All("list"), " ")), "|") + ")"
		return nil
	case "rule":
	default:
		return fmt.Errorf("no such kind %q", r.Kind)
	}
	of := ask(r.Get("of"))
	if !asks[of] {
		return fmt.Errorf("rule %s is of %q, which nobody asks", r.Name, of)
	}
	for _, text := range r.All("match") {
		for name, list := range lists {
			text = strings.ReplaceAll(text, "{"+name+"}", list)
		}
		if of != askClaimant && of != askToldBy {
			text = "(?i)" + text
		}
		expr, err := regexp.Compile(text)
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.Name, err)
		}
		set[of] = append(set[of], pattern{r.Name, expr})
	}
	return nil
}

// tell is the rule that holds of a text, "" if none does.
func (set ruleSet) tell(of ask, text string) string {
	for _, p := range set[of] {
		if p.expr.MatchString(text) {
			return p.rule
		}
	}
	return ""
}

// part is what the group of the first rule that holds of a text stands on.
func (set ruleSet) part(of ask, text string) (s ling.Span, rule string) {
	for _, p := range set[of] {
		if m := p.expr.FindStringSubmatchIndex(text); len(m) > 3 && m[2] >= 0 {
			return ling.Span{Start: m[2], End: m[3]}, p.rule
		}
	}
	return ling.Span{}, ""
}
