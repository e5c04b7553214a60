package dispute

import (
	"embed"
	"sync"

	"onrecord/internal/world/asked"
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
	askDisowned   ask = "disowned"     // does this cue disown, rather than deny?
	askIdle       ask = "idle"         // is it a turn of speech, and no word on a part in something?
	askPlainly    ask = "plainly"      // does this cue deny by itself?
	askUntrue     ask = "untrue"       // does it say that something is not so?
	askClause     ask = "clause"       // is what is denied told in a clause, or a deed?
	askFigures    ask = "figures"      // is a figure denied?
	askReciprocal ask = "reciprocal"   // each the other?
	askJests      ask = "jests"        // does this cue laugh at somebody?
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

// asks are what the rules may be asked, and whether capitals count.
var asks = asked.Asks{
	string(askRejected):   false,
	string(askContra):     false,
	string(askJudging):    false,
	string(askWithdrawn):  false,
	string(askFormerly):   false,
	string(askOwnedUp):    false,
	string(askNoClaim):    false,
	string(askRefused):    false,
	string(askDisowned):   false,
	string(askIdle):       false,
	string(askPlainly):    false,
	string(askUntrue):     false,
	string(askClause):     false,
	string(askFigures):    false,
	string(askDeed):       false,
	string(askReciprocal): false,
	string(askJests):      false,
	string(askTraded):     false,
	string(askBoth):       false,
	string(askTakesUp):    false,
	string(askGuilt):      false,
	string(askClaimant):   true,
	string(askNobody):     false,
	string(askFor):        false,
	string(askAgainst):    false,
	string(askRather):     false,
	string(askClaimNoun):  false,
	string(askToldBy):     true,
	string(askContrast):   false,
	string(askCause):      false,
}

// ruleSet is the rules of disputes.
type ruleSet struct{ book *asked.Book }

// readRules reads a rule file.
func readRules(file, text string) (ruleSet, error) {
	book, err := asked.Read(file, text, asks)
	return ruleSet{book}, err
}

// tell is the rule that holds of a text, "" if none does.
func (set ruleSet) tell(of ask, text string) string { return set.book.Tell(string(of), text) }

// part is what the group of the first rule that holds of a text stands on.
func (set ruleSet) part(of ask, text string) (s ling.Span, rule string) {
	return set.book.Part(string(of), text)
}
