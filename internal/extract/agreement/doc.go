// Package agreement finds what parties agree, declare or propose to do or to
// stop, and what one article says became of it: ceasefires, peace deals, talks,
// exchanges of prisoners, access for aid, monitoring, cooperation.
//
// Its nouns: a *naming* is a word that names an agreement ("the truce", "the
// December 29 ceasefire", "it"), or a verb under which parties agree to do
// something ("agreed [to share intelligence]"). Namings of one thing are
// gathered into one *agreement*. A *status* is a word that says what became of
// one: "declared", "violation", "has largely held".
//
// What names and what gives a status is in rule files beside the code, over the
// predicates of package clause. The code is the engine: it tries the rules,
// gathers namings, and says who is party, broker or monitor, when it came to be
// so, and in whose voice it is told.
//
// A status is only what is told as having come about. Who calls for a truce,
// fears its end or would sign makes a statement, and no status. What is to be
// signed, or to begin, on a day is agreed, and takes effect then.
package agreement
