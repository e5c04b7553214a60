// Package clause is the view of an annotated article that everything that reads
// claims from it shares: extractors, coreference, the resolution of names.
//
// Its nouns: a *token* is known by its index in the document. A *tree* says what
// hangs on it (kids, head, subtree, from left to right); *places* say what it
// stands in (sentence, paragraph, quotation, time expression, name). *Runs* are
// tokens that belong together though others may stand between: the words of
// one part of a claim. A *phrase* is a noun with what belongs to it, a
// *nominal* the same read off the tags where no tree holds; *bounds* are where
// a clause opens and ends.
//
// A *predicate* is a verb, or a noun or adjective that acts as one: who its
// subject, agent and objects are, however the sentence turns them, and its
// *shades*, what keeps it from being told as plain fact (negation, modals,
// conditions, questions, wishes, purposes). A *fact* is what those and the words
// beside it make of the deed: happened, planned, failed, denied, supposed. The words that shade or *govern* a
// predicate ("refused to", "urged her to") are in rule files; a *grammar* is those.
//
// A question about a token answers -1, false or nothing where there is none, at
// places outside the text too. Relations, tags and forms are those of Universal
// Dependencies for English, with the Penn Treebank's tags beside them.
//
// Nothing here knows who says what: cues, sources and contents are words of
// package statement.
package clause
