// Package rules is the language that rules about clauses are written in, and
// the one engine that runs them.
//
// A rule file is a list of rules in the format of package words. A rule of kind
// "words" names a class of words, and one of kind "roles" the lines that several
// patterns share, each of which says "use: NAME". Every other rule is a *pattern* over
// predicates (package clause): its kind and name, the *triggers* that it is
// tried at, *arguments* that it takes, *conditions* that must hold, and what it
// *gives* to whoever asked.
//
//	words WEAPON
//	  words: bomb, shell, rocket
//
//	event strike
//	  trigger: verb bomb shell carry_out | noun raid WEAPON
//	  arg: source = agent[name] | subject
//	  may: target = object | +on | +against | object+of[!time]
//	  where: not negated | future, not subject[they]
//	  where: quoted
//	  gives: type=ASSAULT mode=aerial
//	  yes: [[Rebels|source]] [[shelled|trigger]] [[the port|target]].
//	  no: The rebels did not shell the port.
//
// A *trigger* is a part of speech (verb, noun, adj, adv, any) and words: lemmas,
// forms, classes in capitals, * for any; "carry_out" is the verb with its particle.
//
// A *path* leads from the trigger to tokens: first a role (subject, agent, object,
// second, complement, self), an argument taken above, or a place that the user
// of the rules gives; then steps: "+on" the phrases with that preposition, "~on" those
// further down behind it as well, ">amod" what hangs on it by that relation (">*"
// all that is under it), "<" what it hangs on (past a noun that only counts it), ".object" a role of its own, ".next" and ".previous" the words beside it.
// "+on" alone begins at the trigger. In brackets, behind any part of a path, stand
// tests, all of which a token must pass there; "a/b" passes where one does and "!a" where a does not: lemmas,
// forms and classes; noun, verb, adj, adv, pron, num; name, person, org, place,
// people, time (as the layers of names and times have it); before and after (the
// trigger); quoted; the user's own tests; a backslash for a word that is called
// like one of these; and ":past" any fact of the token as a predicate.
//
// An *argument* is the first token that a path leads to, of the first path that
// leads to one; without an "arg" a pattern does not match, without a "may" it does.
//
// A *condition* is a fact of the trigger (active, passive, past, present, modal,
// tenseless, perfect, progressive, the names of shades, plain for no shade at
// all, quoted, opens and ends for the first and last word of the sentence), a
// flag of the user's, or a path that leads somewhere. Commas mean and, bars or, and
// "not" negates what follows up to the next of them. All lines must hold.
//
// Rules are tried in the order of the file, and names have no say in it.
package rules

import (
	"io"

	"onrecord/internal/words"
)

// Rule is one rule of a file.
type Rule = words.Rule

// Field is one "key: value" line of a rule.
type Field = words.Field

// Example is a sentence that a rule must catch, or leave alone.
type Example = words.Example

// Read reads a rule file. It reports every fault it finds, each with file and line.
func Read(file string, in io.Reader) ([]Rule, error) { return words.Read(file, in) }
