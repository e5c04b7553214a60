package kb

import (
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"

	"onrecord"
	"onrecord/ling"
)

// Entry is an actor on its way into a pack.
type Entry struct {
	ID         string // "Q…", or "" for "x:" and the slug of Name
	Name       string
	Type       onrecord.ActorType
	Country    string // ISO 3166 alpha-3, "" for none
	CAMEO      string // CAMEO actor code; of a state at least its alpha-3
	Born, Died int
	Gender     byte
	Prominence uint8
	own        bool             // from our own files
	leader     string           // the office that news calls a state's leader
	names      map[string]Sense // folded name (or "~" and its sound) -> sense
	hashed     []packedName     // names of a pack that was loaded, by their hash; value is the sense
	terms      []entryTerm
	place      int
}

type entryTerm struct {
	office, title    string
	scope, to        *Entry
	start, end, asOf ling.Date
	acting           bool
	vagueStart       bool // known to the month or year only
	vagueEnd         bool
	joined           bool // with another row for the same term
	source           string
}

// Call adds a name, unless the entry has it already in a surer sense. A name in
// full also stands under its sound.
func (e *Entry) Call(name string, sense Sense) {
	e.call(key(name), sense)
	if e.Type == onrecord.Person && sense <= Alias {
		e.call("~"+Sound(name), Sounds)
	}
}

func (e *Entry) call(key string, sense Sense) {
	if key == "" || key == "~" {
		return
	}
	if e.names == nil {
		e.names = map[string]Sense{}
	}
	if old, ok := e.names[key]; !ok || sense < old {
		e.names[key] = sense
	}
}

// Builder gathers entries and writes the pack.
type Builder struct {
	entries    []*Entry
	starts     string // of a pack that was loaded
	byID       map[string]*Entry
	states     map[string]*Entry   // by ISO 3166 alpha-3
	stateNames map[string]*Entry   // by folded name
	bodies     map[string]*Entry   // our own bodies and groups by folded name
	places     map[string]*Entry   // by folded name, "/" and state
	ownNames   map[string]*Entry   // names of our own entries that mean nobody else
	persons    map[string][]*Entry // by the key of a full name
	holders    map[string][]*Entry // by office, "/" and the scope's name
	titles     map[string]string   // how an office is called there
	offices    []officeKind
	leftOut    map[string]bool   // names of leaders_factbook.csv that are broken
	alpha2     map[string]string // ISO 3166 alpha-2 -> alpha-3
	dropped    map[string]int
	faults     int // lines that could not be read
	report     io.Writer
}

// NewBuilder makes an empty builder that reports what it drops, and why, to report.
func NewBuilder(report io.Writer) (*Builder, error) {
	b := &Builder{
		byID: map[string]*Entry{}, states: map[string]*Entry{}, stateNames: map[string]*Entry{}, bodies: map[string]*Entry{}, places: map[string]*Entry{},
		persons: map[string][]*Entry{}, holders: map[string][]*Entry{}, titles: map[string]string{},
		dropped: map[string]int{}, report: report,
	}
	var err error
	b.offices, err = readOffices()
	return b, err
}

// Add makes an entry, or returns the one of that type that has the id already.
func (b *Builder) Add(id, name string, typ onrecord.ActorType) *Entry {
	at := id
	if at == "" {
		at = "x:" + Slug(name)
	}
	if e := b.byID[at]; e != nil {
		if e.Type == typ {
			return e
		}
		at += "-" + string(typ)
		if e := b.byID[at]; e != nil {
			return e
		}
		id = at
	}
	if id == "x:"+Slug(name) {
		id = ""
	}
	e := &Entry{ID: id, Name: name, Type: typ}
	e.Call(name, Full)
	b.byID[at] = e
	b.entries = append(b.entries, e)
	return e
}

// identify gives an entry without an id of Wikidata's the one it turned out to have.
func (b *Builder) identify(e *Entry, id string) {
	if e.ID != "" || id == "" || b.byID[id] != nil {
		return
	}
	delete(b.byID, "x:"+Slug(e.Name))
	e.ID = id
	b.byID[id] = e
}

// few is how many of what is dropped for one reason are reported each.
const few = 12

// drop notes that something was left out.
func (b *Builder) drop(why, format string, args ...any) {
	b.dropped[why]++
	if b.report != nil && b.dropped[why] <= few {
		_, _ = fmt.Fprintf(b.report, "dropped: %s: %s\n", why, fmt.Sprintf(format, args...))
	}
}

// fault notes a line of a file that cannot be read and is passed over.
func (b *Builder) fault(path string, line int, err error) {
	b.faults++
	why := "fault in " + path
	if b.dropped[why]++; b.report != nil && b.dropped[why] <= few {
		_, _ = fmt.Fprintf(b.report, "%s:%d: %v\n", path, line, err)
	}
}

// Faults is how many lines could not be read and were passed over.
func (b *Builder) Faults() int { return b.faults }

// Build writes the pack. The same entries give the same bytes, in whatever
// order they came.
func (b *Builder) Build() ([]byte, error) {
	b.order()
	var strs stringTable
	strs.add("")
	out := [sections][]byte{}
	countries := map[string]int{}
	for i, e := range b.entries {
		e.place = i
		if l := b.officeOf(e.leader); l != nil {
			l.only[e.Country] = append(l.only[e.Country], "leader")
		}
		if e.Type == onrecord.Country && len(e.CAMEO) >= 3 {
			countries[e.CAMEO[:3]] = i
		}
	}
	if len(b.entries) >= int(NoRef) {
		return nil, fmt.Errorf("building a pack: %d actors, the format holds %d", len(b.entries), int(NoRef)-1)
	}
	officeAt := map[string]int{}
	for i, o := range b.offices {
		officeAt[o.key] = i
		stored := o.key
		if !o.one {
			stored = many + stored
		}
		out[secOffices] = binary.LittleEndian.AppendUint32(out[secOffices], strs.add(stored))
		out[secOffices] = binary.LittleEndian.AppendUint32(out[secOffices], uint32(o.weight))
	}
	var names []packedName
	var holders []holder
	terms := 0
	for i, e := range b.entries {
		out[secActors] = appendActor(out[secActors], e, &strs, countries, terms)
		for key, sense := range e.names {
			names = append(names, packedName{hash(key), uint32(i) | uint32(sense)<<24})
		}
		for _, n := range e.hashed {
			names = append(names, packedName{n.hash, uint32(i) | n.value<<24})
		}
		for _, t := range e.terms {
			o, ok := officeAt[t.office]
			if !ok {
				return nil, fmt.Errorf("building a pack: %s: no office %q", e.Name, t.office)
			}
			out[secTerms] = appendTerm(out[secTerms], i, o, t, &strs)
			holders = append(holders, holder{o, refOf(t.scope), toDay(t.start), terms})
			terms++
		}
	}
	for i, o := range b.offices {
		for _, p := range o.phrases {
			names = append(names, packedName{hash(Fold(p)), uint32(i) | uint32(office)<<24})
		}
		for _, iso := range slices.Sorted(maps.Keys(o.only)) {
			for _, p := range o.only[iso] {
				names = append(names, packedName{hash(iso + " " + Fold(p)), uint32(i) | uint32(office)<<24})
			}
		}
	}
	out[secNames] = appendNames(nil, names)
	out[secHolders] = appendHolders(nil, holders)
	out[secStarts] = b.startsTable()
	out[secStrings] = strs.bytes
	return frame(out), nil
}

// order sorts entries so that states come first (their number has two bytes in
// a record), then by id; and each entry's terms by start.
func (b *Builder) order() {
	key := func(e *Entry) string {
		id := e.ID
		if id == "" {
			id = "x:" + Slug(e.Name)
		}
		if e.Type == onrecord.Country {
			return "\x00" + id
		}
		return id
	}
	keys := make(map[*Entry]string, len(b.entries))
	for _, e := range b.entries {
		keys[e] = key(e)
	}
	sort.SliceStable(b.entries, func(i, j int) bool { return keys[b.entries[i]] < keys[b.entries[j]] })
	for _, e := range b.entries {
		sort.SliceStable(e.terms, func(i, j int) bool {
			x, y := &e.terms[i], &e.terms[j]
			if c := x.start.Compare(y.start); c != 0 {
				return c < 0
			}
			if x.office != y.office {
				return x.office < y.office
			}
			return x.title < y.title
		})
	}
}

func frame(secs [sections][]byte) []byte {
	pack := []byte(magic)
	off := uint32(headerSize)
	for _, s := range secs {
		pack = binary.LittleEndian.AppendUint32(pack, off)
		pack = binary.LittleEndian.AppendUint32(pack, uint32(len(s)))
		off += uint32(len(s))
	}
	for _, s := range secs {
		pack = append(pack, s...)
	}
	return pack
}

func appendActor(dst []byte, e *Entry, strs *stringTable, countries map[string]int, firstTerm int) []byte {
	le := binary.LittleEndian
	dst = le.AppendUint32(dst, strs.add(e.ID))
	dst = le.AppendUint32(dst, strs.add(e.Name))
	dst = le.AppendUint32(dst, strs.add(e.CAMEO))
	c := uint16(1<<16 - 1)
	if at, ok := countries[e.Country]; ok && at < 1<<16-1 {
		c = uint16(at)
	}
	dst = le.AppendUint16(dst, c)
	dst = le.AppendUint16(dst, uint16(e.Born))
	dst = le.AppendUint16(dst, uint16(e.Died))
	dst = le.AppendUint32(dst, uint32(firstTerm))
	dst = le.AppendUint16(dst, uint16(min(len(e.terms), 1<<16-1)))
	typ := 0
	for i, t := range types {
		if t == e.Type {
			typ = i
		}
	}
	return append(dst, byte(typ), e.Prominence, e.Gender, 0)
}

func refOf(e *Entry) uint32 {
	if e == nil {
		return uint32(NoRef)
	}
	return uint32(e.place)
}

func appendTerm(dst []byte, i, office int, t entryTerm, strs *stringTable) []byte {
	le := binary.LittleEndian
	for _, v := range [...]uint32{uint32(i), refOf(t.scope), refOf(t.to), toDay(t.start), toDay(t.end), toDay(t.asOf), strs.add(t.title)} {
		dst = le.AppendUint32(dst, v)
	}
	dst = le.AppendUint16(dst, uint16(office))
	acting := byte(0)
	if t.acting {
		acting = 1
	}
	return append(dst, acting, 0)
}

type packedName struct {
	hash  uint64
	value uint32
}

func appendNames(dst []byte, names []packedName) []byte {
	// Same name: surer senses first (the high byte), then by actor.
	sort.Slice(names, func(i, j int) bool {
		if names[i].hash != names[j].hash {
			return names[i].hash < names[j].hash
		}
		return names[i].value < names[j].value
	})
	for i, n := range names {
		if i > 0 && n == names[i-1] {
			continue
		}
		dst = binary.LittleEndian.AppendUint64(dst, n.hash)
		dst = binary.LittleEndian.AppendUint32(dst, n.value)
	}
	return dst
}

type holder struct {
	office int
	scope  uint32
	start  uint32
	term   int
}

func appendHolders(dst []byte, hs []holder) []byte {
	sort.Slice(hs, func(i, j int) bool {
		a, b := hs[i], hs[j]
		switch {
		case a.office != b.office:
			return a.office < b.office
		case a.scope != b.scope:
			return a.scope < b.scope
		case a.start != b.start:
			return a.start < b.start
		}
		return a.term < b.term
	})
	for _, h := range hs {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(h.term))
	}
	return dst
}

// stringTable holds every string once.
type stringTable struct {
	bytes []byte
	at    map[string]uint32
}

func (t *stringTable) add(s string) uint32 {
	if at, ok := t.at[s]; ok {
		return at
	}
	if t.at == nil {
		t.at = map[string]uint32{}
	}
	if len(s) >= 1<<16 {
		s = s[:1<<16-1]
	}
	at := uint32(len(t.bytes))
	t.at[s] = at
	t.bytes = binary.LittleEndian.AppendUint16(t.bytes, uint16(len(s)))
	t.bytes = append(t.bytes, s...)
	return at
}
