// Package refer reads how a text speaks of people and bodies: by name, by
// description ("the Turkish foreign minister") and by pronoun, and which of
// these mean the same one.
//
// A Text is a document with its names. A Name may be whole ("Ana Kovač") or
// short ("Kovač"); Persons joins short names with whole ones. A Description is
// a noun phrase around a noun of internal/words; the name that stands with it,
// if any, is its Name. An Entity is who is meant. Walk goes through the text
// from left to right, with what was mentioned last in hand, and says for every
// description and pronoun which Entity it means, and why.
//
// Walk is light: a score for each candidate and a margin that the best must
// have. Where the margin is missing nothing is linked, because a wrong speaker
// is worse than an unknown one. The signals are those of the sieves of
// Raghunathan et al. (2010) and of the salience of Lappin and Leass (1994), with
// one of news: who spoke last goes on speaking. Work a mention is bounded,
// whatever the document.
//
// The package knows nothing of the world. annotate's coreference layer uses it
// as it stands; internal/resolve uses it with entities that it knows more of.
package refer
