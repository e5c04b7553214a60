package site

import (
	"net/url"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// card is a claim beside the text.
type card struct {
	ID      onrecord.ClaimID
	Number  int // on its page
	Type    onrecord.ClaimType
	Depth   int // how many statements it stands in
	Unsaid  bool
	Only    bool // the others are not marked
	Speaker onrecord.ActorID
	Who     string
	Cue     string
	As      string // the source's words, where they are not the name
	Not     []string
	What    string
	Notes   []string // in words: via, to whom, where, if
	Tags    []string
	Days    []said
	FoundBy string
	URL     string // of its words, from their page
	OnlyURL string // of the page where its words alone are marked
	WhyURL  string // of the page that tells why, and takes corrections
}

// said is the day of a statement as programs and as people write it.
type said struct{ Value, People string }

// groups are the cards of all that an article claims, by type; of those that
// lists leave out only the one that is asked for is shown from the beginning.
func groups(r *onrecord.Record, only onrecord.ClaimID) []group {
	out := []group{
		{Type: onrecord.StatementClaim, Heading: "Statements", Why: "not said, but planned, imagined, believed or shown"},
		{Type: onrecord.EventClaim, Heading: "Events", Why: "that did not happen, or are told as long known"},
		{Type: onrecord.AgreementClaim, Heading: "Agreements", Why: "only told as long known"},
		{Type: onrecord.MembershipClaim, Heading: "Memberships"},
	}
	view, depths, n := onrecord.NewViewer(r), r.Depths(), 0
	views, numbers := r.Views(), numbersOf(r)
	for c := range r.Claims() {
		var k card
		at := 0
		switch c := c.(type) {
		case *onrecord.Statement:
			k = statementCard(r, views[n], min(depths[n], 3))
			n++
		default:
			for at = range out {
				if out[at].Type == c.ClaimType() {
					break
				}
			}
			k = claimCard(view, c)
		}
		id := c.Head().ID
		k.ID, k.Number, k.Type, k.FoundBy = id, numbers[id], c.ClaimType(), c.Head().FoundBy
		k.URL, k.OnlyURL, k.WhyURL = "#"+url.PathEscape(string(id)), "?"+onlyOf(id), whyURL(r.ID, id)
		if only != "" { // the words of others are marked elsewhere
			k.URL = articleURL(r.ID, id)
		}
		k.Only, k.Unsaid = id == only, !onrecord.Shown(c)
		if k.Unsaid {
			out[at].Hidden++
		}
		out[at].Cards = append(out[at].Cards, k)
	}
	return out
}

// whyURL is where it stands why an article is said to claim something.
func whyURL(id onrecord.ArticleID, claim onrecord.ClaimID) string {
	return articleURL(id, "") + "/claims/" + url.PathEscape(string(claim))
}

// claimCard is the card of an event, an agreement or a membership.
func claimCard(view *onrecord.Viewer, c onrecord.AnyClaim) card {
	s := export.ForPeople(view, c)
	return card{Who: s.Who, Not: s.Not, What: s.What, Tags: s.Tags, Notes: s.Notes}
}

// statementCard is the card of a statement. What would change its sense, a
// condition or a doubt, stands in words.
func statementCard(r *onrecord.Record, v onrecord.StatementView, depth int) card {
	k := card{
		Depth: depth, Speaker: v.Source.Actor(), Who: or(v.Speaker, "nobody named"), Cue: export.CueForPeople(v.CueText),
		Not: v.Unsaid(), What: v.ContentText, Tags: []string{string(v.Act), string(v.Mode)},
	}
	if v.SourceText != v.Speaker {
		k.As = v.SourceText
	}
	if v.Certainty != "" && v.Certainty != onrecord.Certain {
		k.Tags = append(k.Tags, string(v.Certainty))
	}
	note := func(lead string, spans []ling.Span) {
		if words := wordsOf(r, spans); words != "" {
			k.Notes = append(k.Notes, strings.TrimSpace(lead+" “"+words+"”"))
		}
	}
	if len(v.ViaText) > 0 {
		k.Notes = append(k.Notes, "via "+strings.Join(v.ViaText, " ← "))
	}
	note("to", v.Addressee.Spans)
	note("at", v.Venue.Spans)
	note("on condition", v.Condition)
	for _, c := range v.Coded {
		k.Notes = append(k.Notes, "coded "+c.Value+": "+c.Concept)
	}
	if v.SaidOn.Value != "" {
		k.Days = []said{{v.SaidOn.Value, export.DayForPeople(v.SaidOn.Value)}}
	}
	return k
}

// wordsOf are spans of a text with a space between them.
func wordsOf(r *onrecord.Record, spans []ling.Span) string {
	var words []string
	for _, s := range spans {
		words = append(words, strings.Join(strings.Fields(s.In(r.Text)), " "))
	}
	return strings.Join(words, " ")
}
