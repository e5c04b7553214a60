package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// agreement is the tolds of one agreement, in canonical order, with what is
// asked of them for every told that may be another: keys of a long war are large.
type agreement struct {
	tolds      []*told
	last       string                   // day of the latest told
	lastOn     int                      // the same, counted
	place      int                      // among those of its key
	locals     []string                 // places within its theatre that it is for
	localWords []string                 // of those
	words      []string                 // that it is called by, and not every agreement
	terms      []string                 // its lengths
	bare       bool                     // somebody told of it anew without a length
	sides      *told                    // the first that names two parties
	made       bool                     // more than its making is told
	madeOn     int                      // the day on which that was first told
	endOn      int                      // the day on which its end was told, 0 for none
	actsOn     int                      // the day on which it was first told to be in force, or what comes after, 0 for none
	begins     []onrecord.Period        // when it was made or took effect
	begun      map[onrecord.Period]bool // those
	latest     onrecord.ArticleID
	towns      []string // that talks are called by
	held       []string // in which they are held
	sole       []string // who declared it alone
}

// add lays a told to the agreement.
func (a *agreement) add(t *told) {
	if len(a.tolds) == 0 && !t.New && !tells(t, makes) {
		a.made, a.madeOn = true, t.on // told as known when it was first told of
	}
	a.tolds, a.last, a.lastOn, a.latest = append(a.tolds, t), max(a.last, t.day), max(a.lastOn, t.on), t.article
	if len(a.locals) == 0 {
		a.locals, a.localWords = t.Local, t.localWords
	}
	if len(a.towns) == 0 {
		a.towns = t.Towns
	}
	if len(a.held) == 0 {
		a.held = t.Held
	}
	if len(a.sole) == 0 {
		a.sole = t.Sole
	}
	a.words = joined(a.words, t.Marks...)
	if t.Term != "" {
		a.terms = joined(a.terms, t.Term)
	}
	a.bare = a.bare || t.New && t.Term == ""
	if a.sides == nil && len(t.Parties) >= 2 {
		a.sides = t
	}
	if t.Begun != nil {
		a.begin(*t.Begun)
	}
	for _, s := range t.Statuses {
		a.became(s, t.on)
	}
}

// begin notes a day or a month that the agreement began in.
func (a *agreement) begin(p onrecord.Period) {
	if a.begun[p] {
		return
	}
	if a.begun == nil {
		a.begun = map[onrecord.Period]bool{}
	}
	a.begun[p], a.begins = true, append(a.begins, p)
}

// became notes what a status that is told on a day says of the agreement's time.
func (a *agreement) became(s status, on int) {
	if makes(s.Status) || s.Status == onrecord.InForce {
		a.begin(s.When)
	}
	if a.actsOn == 0 && !makes(s.Status) && s.Status != onrecord.Rejected {
		a.actsOn = on
	}
	if ends(s.Status) && s.AccordingTo == (onrecord.Who{}) {
		a.endOn = on
	}
	if !a.made && s.Status != onrecord.Proposed && s.Status != onrecord.Negotiated && s.Status != onrecord.Rejected {
		a.made, a.madeOn = true, on
	}
}

// joined is a list with what it does not hold yet.
func joined[T comparable](list []T, more ...T) []T {
	for _, x := range more {
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// Rows implements world.Keyed. What is told of two theatres lies under both,
// and is in a row once: under its first one, or under that to which it goes with
// the others of its agreement, by way of Strays.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	all, err := gather(key, facts)
	if err != nil {
		return nil, err
	}
	var out []world.Row
	for _, a := range all {
		if a = a.under(key); a == nil || !a.lives() {
			continue
		}
		row, err := a.row()
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// readTold reads a fact.
func readTold(fact world.Fact) (*told, error) {
	t := &told{day: fact.Day, article: fact.Article, place: fact.Place, fact: fact}
	if err := json.Unmarshal(fact.Body, t); err != nil {
		return nil, fmt.Errorf("read an agreement of %s under %s: %w", fact.Article, fact.Key, err)
	}
	t.on, t.parties, t.brokers, t.localWords = number(t.day), nameWords(t.Parties), nameWords(t.Brokers), placeWords(t.Local)
	return t, nil
}

// readTolds reads facts, and lays what is held against tolds to them. A told that
// strays comes as it is and as a stray, by each round.
func readTolds(facts []world.Fact) ([]*told, error) {
	var out []*told
	at, against := map[string]int{}, map[string]*told{}
	for _, fact := range facts {
		t, err := readTold(fact)
		if err != nil {
			return nil, err
		}
		i, known := at[t.ref()]
		switch {
		case len(t.Keys) == 0:
			against[t.ref()] = t
		case !known:
			at[t.ref()], out = len(out), append(out, t)
		case out[i].laterHome(t):
			out[i] = t
		}
	}
	for _, t := range out {
		if h := against[t.ref()]; h != nil {
			if err := t.hold(h.Against); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// hold lays incidents to a told, and to the fact that it was read from.
func (t *told) hold(against []onrecord.LedgerIncident) (err error) {
	t.Against = against
	if t.fact.Body, err = json.Marshal(t); err != nil {
		return fmt.Errorf("write agreement %s of %s: %w", t.Claim, t.article, err)
	}
	return nil
}

// gather makes agreements of what lies under a key: first of what lies there by
// itself, as every round finds them, then with what strayed there.
func gather(key string, facts []world.Fact) ([]*agreement, error) {
	tolds, err := readTolds(facts)
	if err != nil {
		return nil, err
	}
	s := newShelf()
	var strays []*told
	for i, t := range tolds {
		t.order = i
		if slices.Contains(t.Keys, key) {
			s.put(t)
		} else {
			strays = append(strays, t)
		}
	}
	return s.join(strays), nil
}

// under is what of an agreement is a row under a key, nil if nothing is: what is
// at home there.
func (a *agreement) under(key string) *agreement {
	out := &agreement{}
	for _, t := range a.tolds {
		if t.home() == key {
			out.add(t)
		}
	}
	if len(out.tolds) == 0 {
		return nil
	}
	return out
}

// ref names a told among all articles.
func (t *told) ref() string { return string(t.article) + " " + string(t.Claim) }

// lives reports whether anything is told of what became of the agreement, or
// when it began.
func (a *agreement) lives() bool {
	return slices.ContainsFunc(a.tolds, func(t *told) bool { return len(t.Statuses) > 0 || t.Begun != nil && !t.New })
}

// How long, in days, an agreement is remembered: what is told of one later is
// of another unless it names it by its day. Reports that go on telling of the
// making come within days of it.
const (
	remembered = 400
	swapped    = 60
	making     = 10
	retold     = 2
)

// standing is for how many days a truce of which no end is told is remembered
// by who tells of one that was there.
const standing = 3 * 365

// lasting is for how many days what is no truce is remembered by a word that
// not every agreement is called by: treaties are told of after decades.
const lasting = 30 * 365

// memory is for how many days an agreement is remembered by what a told calls it.
// Captives are exchanged once, and again by another deal.
func (a *agreement) memory(t *told) int {
	if sort(t.Type) == trading {
		return swapped
	}
	if sort(t.Type) == truce && !t.New && !tells(t, makes) && a.endOn == 0 {
		return standing
	}
	if t.Type != onrecord.Ceasefire && passage.Shared(t.Marks, a.words) > 0 {
		return lasting
	}
	return remembered
}

// How well a told fits an agreement.
const (
	possible    = 1
	samePlaces  = 1 // for the same places within the theatre, or for none in particular
	living      = 1 // for one of which no end is told
	sameWords   = 2 // by a word that not every agreement is called by
	mostWords   = 3 // and by each more of them, up to so many
	sameLength  = 2
	calledByDay = 8 // by the day or month that it began
)

// can is how well a told fits the agreement, 0 where it cannot be of it.
func (a *agreement) can(t *told) int {
	named := t.Begun != nil && t.Begun.Earliest != ""
	switch {
	case t.Begun == nil && after(a.lastOn, t.on) > a.memory(t), named && !a.begunIn(t.Begun):
		return 0
	case !a.meets(t):
		return 0
	case !named && (after(a.lastOn, t.on) > a.memory(t) || anew(t) && !a.beingMade(t)):
		return 0
	}
	fit := a.fit(t)
	if named {
		fit += calledByDay
	}
	if fit < sure && a.unsure(t) {
		return 0
	}
	return fit
}

// meets reports whether nothing that is known of both keeps a told from being of
// the agreement.
func (a *agreement) meets(t *told) bool {
	return localsMeet(a.localWords, t.localWords) && a.lengthsMeet(t) && a.numbersMeet(t) && a.sidesMeet(t) &&
		a.typesMeet(t) && a.townsMeet(t) && a.soleMeets(t) && a.stillTalked(t)
}

// fit is how much a told has in common with an agreement that it can be of.
func (a *agreement) fit(t *told) int {
	fit := possible
	if len(a.locals) == 0 == (len(t.Local) == 0) {
		fit += samePlaces
	}
	if shared := passage.Shared(t.Marks, a.words); shared > 0 {
		fit += sameWords + min(shared, mostWords) - 1
	}
	if t.Term != "" && slices.Contains(a.terms, t.Term) {
		fit += sameLength
	}
	if a.endOn == 0 {
		fit += living
	}
	return fit
}

// sure is how well a told must fit where nothing else speaks for one agreement.
const sure = possible + living + sameWords

// unsure reports whether nothing speaks for a told being of the agreement but
// that it could be: its day or the agreement's is unknown, or its own article
// tells of both as two.
func (a *agreement) unsure(t *told) bool {
	return t.day == "" || a.last == "" || a.latest == t.article // tolds of one article come together
}

// typesMeet reports whether a told's type can be the agreement's: the types are
// of one family, or both are called by a word that not every agreement is. Two
// deals that are no truces ("the grain deal", "the gas deal") differ by it. Where
// one is called by a noun for any agreement, its type is a guess, and who the
// parties are tells more.
func (a *agreement) typesMeet(t *told) bool {
	o := a.tolds[0]
	if passage.Shared(t.Marks, a.words) > 0 {
		return true
	}
	if (t.Vague || o.Vague) && a.sameSides(t) {
		return true
	}
	if sort(o.Type) != sort(t.Type) {
		return a.settles(t)
	}
	return sort(t.Type) == truce || t.Type == o.Type && (len(t.Marks) == 0 || len(a.words) == 0)
}

// settles reports whether a peace agreement and a pact are one between the same
// two countries: "a treaty to settle their border dispute" is the border treaty
// that one's parliament ratifies.
func (a *agreement) settles(t *told) bool {
	either := func(is onrecord.AgreementType) bool { return a.tolds[0].Type == is || t.Type == is }
	if !either(onrecord.PeaceAgreement) || !either(onrecord.Cooperation) || a.sides == nil || tells(t, founds) {
		return false
	}
	return passage.Shared(t.Of, a.sides.Of) >= 2
}

// founds reports whether a status is one with which an agreement is first told of.
func founds(s onrecord.AgreementStatus) bool { return makes(s) && s != onrecord.Approved }

// sameSides reports whether two or more parties of a told are the agreement's.
func (a *agreement) sameSides(t *told) bool {
	if a.sides == nil {
		return false
	}
	shared := 0
	for _, who := range t.Parties {
		if passage.Holds(a.sides.Parties, who) {
			shared++
		}
	}
	return shared >= 2
}

// anew reports whether an article tells of an agreement as one not told of
// before: by its article, with word of its making or its beginning, or with
// marks of its own and nothing that became of it. "A deal has expired" tells of
// one that was there.
func anew(t *told) bool {
	return t.New && (tells(t, makes) || begins(t) || t.Own && len(t.Statuses) == 0)
}

func tells(t *told, of func(onrecord.AgreementStatus) bool) bool {
	return slices.ContainsFunc(t.Statuses, func(s status) bool { return of(s.Status) })
}

// begins reports whether an article tells of an agreement's beginning alone.
func begins(t *told) bool {
	return tells(t, func(s onrecord.AgreementStatus) bool { return s == onrecord.InForce }) && !tells(t, makes)
}

// makes reports whether a status is one of an agreement's making.
func makes(s onrecord.AgreementStatus) bool {
	switch s {
	case onrecord.Proposed, onrecord.Negotiated, onrecord.Agreed, onrecord.Signed, onrecord.Declared, onrecord.Approved:
		return true
	}
	return false
}

// beingMade reports whether an agreement is still being made when a told tells
// of one: nothing but its making is told of it yet, or it was made within the
// last days and has not ended. What begins may have been made long before it. A
// "new" one is not the one that was made last week.
func (a *agreement) beingMade(t *told) bool {
	within, since := making, a.madeOn
	if t.Another {
		within = retold
	}
	if begins(t) {
		since = a.actsOn
	}
	return a.endOn == 0 && (!a.made || after(since, t.on) <= within)
}

// ends reports whether an agreement is over by a status.
func ends(s onrecord.AgreementStatus) bool { return s == onrecord.Expired || s == onrecord.Ended }

// begunIn reports whether the agreement was made, or took effect, in a period.
func (a *agreement) begunIn(p *onrecord.Period) bool {
	return slices.ContainsFunc(a.begins, func(b onrecord.Period) bool { return overlap(b, eves(*p)) })
}

// eve is how many days lie between the making of a truce and the day that it is
// called by: the Easter truce is declared before Easter.
const eve = 2

// eves is a day with those about it; a month or a year stays what it is.
func eves(p onrecord.Period) onrecord.Period {
	day, err := ling.ParseDate(p.Earliest)
	if p.Earliest == p.Latest && err == nil {
		p.Earliest, p.Latest = day.AddDays(-eve).String(), day.AddDays(eve).String()
	}
	return p
}

func overlap(a, b onrecord.Period) bool {
	return a.Earliest != "" && b.Earliest != "" && a.Earliest <= b.Latest && b.Earliest <= a.Latest
}

// placeWords are the words of places that tell which they are.
func placeWords(places []string) []string {
	return passage.Stems(strings.ReplaceAll(strings.Join(places, " "), "-", " "))
}

// lengthsMeet reports whether a told's length can be the agreement's. One that
// begins anew with another length is another one; a length that is told later
// may be what was left or what was added.
//
// One that is over by its time began as long ago as it was to last.
func (a *agreement) lengthsMeet(t *told) bool {
	if lasts := length(t.Term); lasts > 0 && tells(t, func(s onrecord.AgreementStatus) bool { return s == onrecord.Expired }) {
		for _, b := range a.begins {
			if begun := number(b.Earliest); begun > 0 && t.on > 0 && after(begun, t.on) < lasts-making {
				return false
			}
		}
	}
	if t.Term == "" || !t.New {
		return true
	}
	return a.bare || slices.ContainsFunc(a.terms, func(term string) bool {
		return term == t.Term || length(term) > 0 && length(term) == length(t.Term)
	})
}

// sidesMeet reports whether the sides that a told names can be the agreement's:
// where both name two or more who are known, they have one in common.
func (a *agreement) sidesMeet(t *told) bool {
	if len(t.Parties) < 2 || a.sides == nil {
		return true
	}
	o := a.sides
	if mine, its := inside(t.Of), inside(o.Of); len(mine) >= 2 && len(its) >= 2 && passage.Shared(mine, its) < 2 {
		return false // a truce with one enemy is none with the other
	}
	return passage.Shared(t.parties, o.parties) > 0 || passage.Shared(t.parties, o.brokers) > 0 || passage.Meet(o.Parties, t.Parties) ||
		slices.ContainsFunc(t.Of, func(c string) bool { return slices.Contains(o.Of, c) })
}

// numbersMeet reports whether an exchange of captives can be the one of the
// agreement: where both are told with a number of them, it is one.
func (a *agreement) numbersMeet(t *told) bool {
	if sort(t.Type) != trading {
		return true
	}
	mine, its := numbers(t.Marks), numbers(a.words)
	return len(mine) == 0 || len(its) == 0 || passage.Shared(mine, its) > 0
}

func numbers(marks []string) []string {
	return slices.DeleteFunc(slices.Clone(marks), func(w string) bool { return strings.Trim(w, "0123456789") != "" })
}

// inside are the countries of some that do not only broker and host.
func inside(of []string) []string {
	return slices.DeleteFunc(slices.Clone(of), func(c string) bool { return outsiders()[c] })
}

// length is how many days a TIMEX3 duration has, 0 for less or for none.
func length(term string) int {
	number, days := 0, 0
	for _, c := range []byte(strings.TrimPrefix(term, "P")) {
		switch {
		case c >= '0' && c <= '9':
			number = number*10 + int(c-'0')
		case c == 'T':
			return days
		default:
			days, number = days+number*daysIn(c), 0
		}
	}
	return days
}

// daysIn is how many days a unit of TIMEX3 has.
func daysIn(unit byte) int {
	switch unit {
	case 'D':
		return 1
	case 'W':
		return 7
	case 'M':
		return 30
	case 'Y':
		return 365
	}
	return 0
}

// nameWords are the words of names that tell who is meant.
func nameWords(list []onrecord.Who) []string {
	var out []string
	for _, w := range list {
		out = joined(out, passage.Stems(w.Name)...)
	}
	return out
}

// number counts a day from 1970, 0 where it is not known.
func number(day string) int {
	first, _, err := ling.ParsePeriod(day)
	if err != nil {
		return 0
	}
	return int(first.Time().Unix() / (24 * 60 * 60))
}

// after is how many days one day is after another, 0 where either is unknown.
func after(from, to int) int {
	if from == 0 || to == 0 {
		return 0
	}
	return to - from
}

// days are how many lie between two days, 0 where either is not known to the day.
func days(from, to string) int {
	return after(number(from), number(to))
}

// called is the name of the agreement: the one that most tolds use, of those
// the one that says most.
func (a *agreement) called() (name string, names []string) {
	uses := map[string]int{}
	for _, t := range a.tolds {
		n := plainName(t.Name)
		if uses[n] == 0 && n != "" {
			names = append(names, n)
		}
		uses[n]++
	}
	for _, n := range names {
		if name == "" || uses[n] > uses[name] || uses[n] == uses[name] && len(passage.Stems(n)) > len(passage.Stems(name)) {
			name = n
		}
	}
	return name, names
}

// plainName is a name without its article and its quotation marks.
func plainName(name string) string {
	name = strings.Join(strings.Fields(strings.Trim(name, " \t\n")), " ")
	for _, article := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		name = strings.TrimPrefix(name, article)
	}
	return strings.Trim(name, "\"“”‘’'")
}
