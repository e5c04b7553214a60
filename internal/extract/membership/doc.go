// Package membership finds who belongs to what group, as one article tells it:
// members of coalitions, parties and armed groups, participants and sponsors of
// talks, signatories, allies, offshoots; and who joined, left, was invited, kept
// out or expelled.
//
// Its nouns: a *link* is a word that ties a member to a group ("includes",
// "member", "offshoot", "joined"); *sides* of a link are heads of noun phrases,
// and a list of members ("with the participation of …") is as many memberships.
//
// The links are patterns in a rule file; the code takes lists apart, and says
// as of when and according to whom it is told. A membership that is only wished
// for, feared or demanded is none; who is invited, refuses or is refused is told
// as such.
package membership
