package onrecord

import "onrecord/ling"

// Mention is a ling.Mention with the actor it was resolved to.
type Mention struct {
	ID string
	ling.Span
	Type    ling.MentionType
	Actor   ActorID
	FoundBy string // the rule or model that found the span, package/name@version
	// Why is the evidence that it means Actor, in words that explain prints;
	// "" where it means nobody or where no evidence was kept.
	Why string
}
