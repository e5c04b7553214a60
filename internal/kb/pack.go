package kb

import (
	"errors"
	"math/bits"
	"sort"
	"strings"
	"time"

	"onrecord"
	"onrecord/ling"
)

// Ref is the place of an actor in its Base.
type Ref uint32

// NoRef is nobody.
const NoRef = Ref(1<<24 - 1)

// Sense says in which way a name means an actor.
type Sense uint8

// The senses of names, surest first.
const (
	Full    Sense = iota // the name in full: "Sergey Lavrov", "Russian Federation"
	Alias                // another name that stands alone: "Daesh", "U.S."
	Demonym              // people or adjective of a state: "Russian"
	Metonym              // a place that speaks for a state or body: "Moscow", "the Kremlin"
	Short                // a part of the name, as a surname: many may have it
	Sounds               // names that sound like it (see Sound)
	office               // the phrase names an Office; Ref is that
)

// Name is an actor that a name may mean.
type Name struct {
	Ref
	Sense
}

// Office is a kind of office: "foreign-minister". Offices number from 0.
type Office uint16

// Term is one actor's time in one office.
type Term struct {
	Holder Ref
	Office Office
	Scope  Ref    // the state or body that the office is of
	To     Ref    // whom an ambassador or envoy is sent to, NoRef else
	Title  string // the office's name, as its source has it
	Start  ling.Date
	// End is the last day, zero if none is known. AsOf is then the day up to
	// which the source can tell; zero means the office is still held as far as
	// anybody knew when the pack was built.
	End, AsOf ling.Date
	Acting    bool
}

// Holds reports whether the term covers a day, and whether it surely does:
// not where the day lies after what the source could know.
func (t *Term) Holds(day ling.Date) (holds, surely bool) {
	if day.Compare(t.Start) < 0 || !t.End.IsZero() && day.Compare(t.End) > 0 {
		return false, false
	}
	return true, !t.End.IsZero() || t.AsOf.IsZero() || day.Compare(t.AsOf) <= 0
}

// Actor is an actor of the knowledge base.
type Actor struct {
	onrecord.Actor
	Country    Ref  // the state it belongs to, NoRef for none
	Born, Died int  // years, 0 unknown
	Gender     byte // 'm', 'f', 0 unknown
	Prominence uint8
}

// magic begins every pack; the digit is the format's version.
const magic = "onrecord kb 2\n\x00\x00"

// The sections of a pack, in this order, each as offset and length in bytes
// after the magic.
const (
	secStrings = iota // a string: length as two bytes, then the bytes
	secActors
	secNames   // sorted by hash
	secTerms   // sorted by holder
	secHolders // terms' numbers sorted by office, scope, start
	secOffices // key and weight
	secStarts  // of names, by first word: see Starting
	sections
)

// Sizes of the fixed records.
const (
	actorSize  = 28
	nameSize   = 12
	termSize   = 32
	officeSize = 8
	headerSize = len(magic) + 8*sections
)

// Base is an opened pack. It is safe for concurrent use.
type Base struct {
	sec [sections]string
}

// Open checks a pack's frame and opens it in place: the string is kept.
func Open(pack string) (*Base, error) {
	if len(pack) < headerSize || !strings.HasPrefix(pack, magic) {
		return nil, &onrecord.Error{Kind: onrecord.Invalid, Err: errors.New("not a pack of actors, or one of another version: make it anew with onrecord kb build")}
	}
	b := &Base{}
	for i := range b.sec {
		off, n := u32(pack, len(magic)+8*i), u32(pack, len(magic)+8*i+4)
		if uint64(off)+uint64(n) > uint64(len(pack)) {
			return nil, &onrecord.Error{Kind: onrecord.Invalid, Err: errors.New("the pack of actors is cut off")}
		}
		b.sec[i] = pack[off : off+n]
	}
	return b, nil
}

func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func u64(s string, i int) uint64 { return uint64(u32(s, i)) | uint64(u32(s, i+4))<<32 }

// str reads the string at an offset, "" for one that lies outside.
func (b *Base) str(off uint32) string {
	s := b.sec[secStrings]
	if uint64(off)+2 > uint64(len(s)) {
		return ""
	}
	n := uint32(u16(s, int(off)))
	if uint64(off)+2+uint64(n) > uint64(len(s)) {
		return ""
	}
	return s[off+2 : off+2+n]
}

// Len is the number of actors.
func (b *Base) Len() int { return len(b.sec[secActors]) / actorSize }

// types are the types of actors as packs number them.
var types = [...]onrecord.ActorType{onrecord.Person, onrecord.Organization, onrecord.Country, onrecord.Group, onrecord.Place}

// Actor returns an actor, without a role. A Ref that is none of this base's
// gives the zero Actor.
func (b *Base) Actor(r Ref) Actor {
	if int(r) >= b.Len() {
		return Actor{Country: NoRef}
	}
	s := b.sec[secActors][int(r)*actorSize:]
	a := Actor{Country: country(u16(s, 12)), Born: int(u16(s, 14)), Died: int(u16(s, 16)), Gender: s[26], Prominence: s[25]}
	a.ID, a.Name = b.ID(r), b.str(u32(s, 4))
	if int(s[24]) < len(types) {
		a.Type = types[s[24]]
	}
	a.Codes = map[string]string{}
	if cameo := b.str(u32(s, 8)); cameo != "" {
		// Of a state whose CAMEO code is not ISO's the pack has "ROU/ROM".
		if _, own, two := strings.Cut(cameo, "/"); two {
			cameo = own
		}
		a.Codes["cameo"] = cameo
	}
	if iso := b.ISO3(r); iso != "" {
		a.Codes["iso3"] = iso
	}
	return a
}

// ID is the id of an actor, "" for none of this base's.
func (b *Base) ID(r Ref) onrecord.ActorID {
	if int(r) >= b.Len() {
		return ""
	}
	s := b.sec[secActors][int(r)*actorSize:]
	if id := b.str(u32(s, 0)); id != "" {
		return onrecord.ActorID(id)
	}
	return "x:" + onrecord.ActorID(Slug(b.str(u32(s, 4))))
}

// Find is the actor of an id.
func (b *Base) Find(id onrecord.ActorID) (Ref, bool) {
	for r := Ref(0); int(r) < b.Len(); r++ {
		if b.ID(r) == id {
			return r, true
		}
	}
	return NoRef, false
}

// country is a country's Ref from its two bytes: countries come first in a pack.
func country(n uint16) Ref {
	if n == 1<<16-1 {
		return NoRef
	}
	return Ref(n)
}

// Type is the type of an actor.
func (b *Base) Type(r Ref) onrecord.ActorType {
	if int(r) >= b.Len() {
		return ""
	}
	if t := b.sec[secActors][int(r)*actorSize+24]; int(t) < len(types) {
		return types[t]
	}
	return ""
}

// CountryOf is the state an actor belongs to, a state itself, NoRef for none.
func (b *Base) CountryOf(r Ref) Ref {
	if int(r) >= b.Len() {
		return NoRef
	}
	if b.Type(r) == onrecord.Country {
		return r
	}
	return country(u16(b.sec[secActors], int(r)*actorSize+12))
}

// ISO3 is the ISO 3166 code of the actor's country, "" for none.
func (b *Base) ISO3(r Ref) string {
	c := b.CountryOf(r)
	if int(c) >= b.Len() {
		return ""
	}
	code := b.str(u32(b.sec[secActors], int(c)*actorSize+8))
	if len(code) < 3 || b.Type(c) != onrecord.Country {
		return ""
	}
	return code[:3]
}

// Names appends to dst the actors that a name may mean, surest first.
func (b *Base) Names(dst []Name, name string) []Name {
	if acronym(name) {
		if dst = b.lookup(dst, key(name), isName); len(dst) > 0 {
			return dst
		}
		if len(name) < 4 {
			return dst
		}
	}
	return b.lookup(dst, Fold(name), isName)
}

func isName(s Sense) bool { return s < Sounds }

// Sounding appends to dst the actors whose full name sounds like name.
func (b *Base) Sounding(dst []Name, name string) []Name {
	return b.lookup(dst, "~"+Sound(name), func(s Sense) bool { return s == Sounds })
}

// Spelled appends to dst the people known by name whose full name sounds like
// name: as good as their name in full.
func (b *Base) Spelled(dst []Name, name string) []Name {
	at := spelling(name)
	if at == "" {
		return dst
	}
	return b.lookup(dst, at, func(s Sense) bool { return s <= Alias })
}

// Offices appends to dst the kinds of office that a phrase may name: "minister
// of foreign affairs", "chief". What it names in the one state of the ISO 3166
// code comes alone: "secretary of state" in USA. A code "" asks for no state's.
func (b *Base) Offices(dst []Office, phrase, iso3 string) []Office {
	var few [8]Name
	isOffice := func(s Sense) bool { return s == office }
	var found []Name
	if iso3 != "" {
		found = b.lookup(few[:0], iso3+" "+Fold(phrase), isOffice)
	}
	if len(found) == 0 {
		found = b.lookup(few[:0], Fold(phrase), isOffice)
	}
	for _, n := range found {
		dst = append(dst, Office(n.Ref))
	}
	return dst
}

// OfficeName is the key of an office: "foreign-minister".
func (b *Base) OfficeName(o Office) string {
	return strings.TrimPrefix(b.officeKey(o), many)
}

// many begins the stored key of an office that several hold at a time.
const many = "*"

func (b *Base) officeKey(o Office) string {
	if (int(o)+1)*officeSize > len(b.sec[secOffices]) {
		return ""
	}
	return b.str(u32(b.sec[secOffices], officeSize*int(o)))
}

// Single reports whether one person at a time holds an office.
func (b *Base) Single(o Office) bool {
	key := b.officeKey(o)
	return key != "" && !strings.HasPrefix(key, many)
}

// Rank says how likely the holder of an office is meant by a bare surname, 0 to 255.
func (b *Base) Rank(o Office) int {
	if (int(o)+1)*officeSize > len(b.sec[secOffices]) {
		return 0
	}
	return int(u32(b.sec[secOffices], officeSize*int(o)+4))
}

func (b *Base) lookup(dst []Name, key string, want func(Sense) bool) []Name {
	h, names := hash(key), b.sec[secNames]
	n := len(names) / nameSize
	i := firstHash(names, h)
	for ; i < n && u64(names, i*nameSize) == h; i++ {
		v := u32(names, i*nameSize+8)
		if s := Sense(v >> 24); want(s) {
			dst = append(dst, Name{Ref: Ref(v & (1<<24 - 1)), Sense: s})
		}
	}
	return dst
}

// firstHash is the place of the first name whose hash is h or more. Hashes lie
// evenly, so where one stands is known beforehand to within the square root of
// their number: the search goes outwards from there, in steps that double, and
// halves what is left.
func firstHash(names string, h uint64) int {
	n := len(names) / nameSize
	below := func(i int) bool { return u64(names, i*nameSize) < h }
	guess, _ := bits.Mul64(h, uint64(n))
	lo, hi := int(guess), int(guess)
	for step := 16; lo > 0 && !below(lo-1); step *= 2 {
		hi, lo = lo, max(0, lo-step)
	}
	for step := 16; hi < n && below(hi); step *= 2 {
		lo, hi = hi+1, min(n, hi+step)
	}
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); below(mid) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// hash is FNV-1a of 64 bits, mixed once more. Keys themselves are not in the
// pack: among a million names, the chance that a word not in it has the hash
// of one that is, is 1 in 10^13.
func hash(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9E3779B97F4A7C15
}

// Terms appends an actor's terms of office to dst, by start.
func (b *Base) Terms(dst []Term, r Ref) []Term {
	if int(r) >= b.Len() {
		return dst
	}
	s := b.sec[secActors][int(r)*actorSize:]
	first, n := int(u32(s, 18)), int(u16(s, 22))
	for i := first; i < first+n; i++ {
		dst = append(dst, b.term(i))
	}
	return dst
}

// Holders appends to dst the terms in an office of a scope that cover day.
func (b *Base) Holders(dst []Term, o Office, scope Ref, day ling.Date) []Term {
	index, terms := b.sec[secHolders], b.sec[secTerms]
	n := len(index) / 4
	key := func(i int) uint64 {
		t := int(u32(index, i*4)) * termSize
		if t+termSize > len(terms) {
			return 1<<64 - 1 // a broken pack: no office
		}
		return uint64(u16(terms, t+28))<<32 | uint64(u32(terms, t+4))
	}
	want, on := uint64(o)<<32|uint64(scope), toDay(day)
	for i := sort.Search(n, func(i int) bool { return key(i) >= want }); i < n && key(i) == want; i++ {
		at := int(u32(index, i*4)) * termSize
		if end := u32(terms, at+16); on < u32(terms, at+12) || end != 0 && on > end {
			continue // most terms: not worth making dates of
		}
		dst = append(dst, b.term(at/termSize))
	}
	return dst
}

func (b *Base) term(i int) Term {
	s := b.sec[secTerms]
	if i < 0 || (i+1)*termSize > len(s) {
		return Term{Scope: NoRef, To: NoRef, Holder: NoRef}
	}
	s = s[i*termSize:]
	return Term{
		Holder: Ref(u32(s, 0)), Scope: Ref(u32(s, 4)), To: Ref(u32(s, 8)),
		Start: fromDay(u32(s, 12)), End: fromDay(u32(s, 16)), AsOf: fromDay(u32(s, 20)),
		Title: b.str(u32(s, 24)), Office: Office(u16(s, 28)), Acting: s[30] != 0,
	}
}

// Days are stored as days since 1799-12-31; 0 is unknown.
var epoch = time.Date(1799, 12, 31, 0, 0, 0, 0, time.UTC)

func toDay(d ling.Date) uint32 {
	if d.IsZero() {
		return 0
	}
	// A day before the first that a pack can hold is that first one.
	return uint32(max(1, d.Time().Sub(epoch)/(24*time.Hour)))
}

func fromDay(n uint32) ling.Date {
	if n == 0 {
		return ling.Date{}
	}
	return ling.DateOf(epoch.AddDate(0, 0, int(n)))
}
