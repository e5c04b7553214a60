package ledger

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Homing is a kind of rows that no list shows: it finds the theatre of what is
// told without one.
const Homing world.Kind = "homes"

// Homes finds theatres. "The two powers broker a truce" names none; those who
// tell of truces in the same weeks do, and name the same brokers or the same
// day. Keys are months; whoever tells of a theatre is an anchor in the month
// and its neighbours.
type Homes struct{}

var _ world.Keyed = Homes{}

// Kind implements world.Type.
func (Homes) Kind() world.Kind { return Homing }

// Version implements world.Type.
func (Homes) Version() string { return version() }

// homed is what a fact of Homes holds: one who looks for a theatre, or an
// anchor, who has one.
type homed struct {
	Key    string            `json:"key"`              // where it lies, or would if nothing is found
	Powers []string          `json:"powers,omitempty"` // outsiders whom it names
	When   []onrecord.Period `json:"when,omitempty"`   // of its making and its effect
	Told   *told             `json:"told,omitempty"`   // of who looks for a theatre
	on     int               // the day counted from 1970
	fact   world.Fact
}

// Facts implements world.Type.
func (Homes) Facts(r *onrecord.Record) ([]world.Fact, error) {
	p := passage.Lay(r)
	var out []world.Fact
	for i := range r.Agreements {
		a := &r.Agreements[i]
		if sort(a.Type) != truce || len(p.Day()) < len("2006-01") {
			continue
		}
		t := tell(p, i)
		h := homed{Key: t.Keys[0], Powers: keep(weigh(p, a), true), When: whens(t)}
		months := []string{p.Day()[:len("2006-01")]}
		if homeless(t) {
			h.Told = t
		} else {
			months = around(p.Day())
		}
		body, err := json.Marshal(h)
		if err != nil {
			return nil, fmt.Errorf("write agreement %s of %s: %w", t.Claim, r.ID, err)
		}
		for _, month := range months {
			out = append(out, world.Fact{Key: month, Article: r.ID, Day: p.Day(), Place: i, Body: body})
		}
	}
	return out, nil
}

// homeless reports whether a told of a truce has no theatre but what outsiders,
// or what names that nobody knows, it tells of.
func homeless(t *told) bool {
	code, _, _ := strings.Cut(t.Keys[0], "|")
	first, _, _ := strings.Cut(code, "+")
	return sort(t.Type) == truce && (code == "" || strings.HasPrefix(code, unknown) || outsiders()[first])
}

// whens are the days on which a told says the agreement was made or took effect.
func whens(t *told) []onrecord.Period {
	var out []onrecord.Period
	for _, s := range t.Statuses {
		if (makes(s.Status) || s.Status == onrecord.InForce) && len(s.When.Value) == len("2006-01-02") {
			out = append(out, s.When)
		}
	}
	return out
}

// around are the month of a day and its neighbours.
func around(day string) []string {
	first, _, err := ling.ParsePeriod(day[:len("2006-01")])
	if err != nil {
		return nil
	}
	before, after := first.AddDays(-1), first.AddDays(31)
	return []string{before.String()[:7], first.String()[:7], after.String()[:7]}
}

// How much speaks for two telling of one agreement; nothing is taken for one
// that only lies near in time.
const (
	samePower = 2
	sameDay   = 3
	enough    = 2
	nearBy    = 21 // days
)

// Rows implements world.Keyed: one for each who looks for a theatre.
func (Homes) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	var anchors, looking []*homed
	against := map[string][]onrecord.LedgerIncident{}
	for _, fact := range facts {
		h := &homed{on: number(fact.Day), fact: fact}
		if err := json.Unmarshal(fact.Body, h); err != nil {
			return nil, fmt.Errorf("read an agreement of %s under %s: %w", fact.Article, key, err)
		}
		if h.Key == "" { // incidents that are held against one who looks
			t, err := readTold(fact)
			if err != nil {
				return nil, err
			}
			against[t.ref()] = t.Against
			continue
		}
		if h.Told == nil {
			anchors = append(anchors, h)
		} else {
			looking = append(looking, h)
		}
	}
	find(looking, anchors)
	var out []world.Row
	for _, h := range looking {
		h.Told.Against = against[string(h.fact.Article)+" "+string(h.Told.Claim)]
		if h.Key != h.Told.Keys[0] {
			h.Told.Keys = []string{h.Key}
		}
		row, err := moved(h.Told, h.fact, h.Told.Keys)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// find gives those who look for a theatre that of the anchor they meet best,
// and then, to those who met none, that of who looked with them and found one,
// until nobody finds any more. Who met none of those that were there asks only
// those who have found one since.
func find(looking, anchors []*homed) {
	asked := anchors
	for rest := slices.Clone(looking); ; {
		var still, now []*homed
		for _, h := range rest {
			if home := nearest(h, asked); home != nil {
				h.Key = home.Key
				now = append(now, h)
			} else {
				still = append(still, h)
			}
		}
		if len(now) == 0 {
			return
		}
		asked, rest = now, still
	}
}

// nearest is who of some tells most probably of the same as h, nil if nobody
// does. Of equals it is the one nearest in time, then the first.
func nearest(h *homed, some []*homed) *homed {
	var best *homed
	most, least := 0, 0
	for _, o := range some {
		apart := max(after(h.on, o.on), after(o.on, h.on))
		if apart > nearBy {
			continue
		}
		n := speaks(h, o)
		if n >= enough && (best == nil || cmp.Or(cmp.Compare(most, n), cmp.Compare(apart, least)) < 0) {
			best, most, least = o, n, apart
		}
	}
	return best
}

func speaks(h, o *homed) int {
	n := samePower * passage.Shared(h.Powers, o.Powers)
	for _, w := range h.When {
		if slices.ContainsFunc(o.When, func(v onrecord.Period) bool { return v.Value == w.Value }) {
			return n + sameDay
		}
	}
	return n
}
