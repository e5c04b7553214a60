package dispute

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/internal/world/weights"
)

// What the keys begin with under which stands meet: those of two who accuse, and
// those on one matter.
const (
	underPair   = "pair|"
	underMatter = "on|"
)

// stand is where somebody stands by one statement of an article: for something
// or against it, demanding or refusing it, or accusing somebody. Of two articles
// two that are opposed are a dispute.
type stand struct {
	Way   string         `json:"way"`
	Who   []onrecord.Who `json:"who"`
	Whom  []onrecord.Who `json:"whom,omitempty"` // it is about, the accused first
	Text  string         `json:"text"`
	Stems []string       `json:"stems"` // of what it is about, names of the accused and their accusers aside
	Keys  []string       `json:"keys"`
	Cite  onrecord.Cite  `json:"cite"`

	day string
}

// stands are those that an article's statements show.
func (a *article) stands() []*stand {
	var out []*stand
	for i := range a.said {
		s := &a.said[i]
		if way := a.way(s); way != "" && somebody(s.who) {
			st := &stand{Way: way, Who: s.who, Whom: a.named(s.Content.Spans), Text: s.content, Stems: s.stems, Cite: a.CiteStatement(s.Statement)}
			if st.Keys = a.standKeys(st); len(st.Keys) > 0 {
				out = append(out, st)
			}
		}
	}
	return out
}

// way is how a statement stands to what it is about, "" if that is not told.
func (a *article) way(s *said) string {
	switch {
	case !s.made() || a.rules.tell(askReciprocal, s.content) != "":
	case s.Act == onrecord.Accuse && s.voiced():
		return Accuses
	case s.voiced() && (s.Act == onrecord.Demand || s.Act == onrecord.Ask):
		return Demands
	case s.Act == onrecord.Reject && a.rules.tell(askAgainst, s.CueLemma) == "":
		return Refuses
	case a.rules.tell(askFor, s.CueLemma) != "":
		return For
	case a.rules.tell(askAgainst, s.CueLemma) != "":
		return Against
	}
	return ""
}

// standKeys are where a stand lies: an accusation under the two, others under the
// words that tell most of what they are about.
func (a *article) standKeys(st *stand) []string {
	if st.Way != Accuses {
		var out []string
		for _, stem := range rarest(st.Text) {
			out = append(out, underMatter+stem+"|"+quarter(a.Day()))
		}
		return out
	}
	if len(st.Whom) == 0 || !passage.Known(st.Whom[0]) {
		return nil
	}
	st.Whom = st.Whom[:1]
	for _, w := range st.Who {
		if passage.Known(w) && !passage.Same(w, st.Whom[0]) {
			st.Stems = slices.DeleteFunc(slices.Clone(st.Stems), func(stem string) bool {
				return slices.Contains(passage.Stems(w.Name+" "+st.Whom[0].Name), stem)
			})
			pair := []string{string(w.Actor), string(st.Whom[0].Actor)}
			slices.Sort(pair)
			return []string{underPair + strings.Join(pair, "|") + "|" + quarter(a.Day())}
		}
	}
	return nil
}

// rarest are the two rarest words of a text, the rarest first: what two texts on
// one matter have in common.
func rarest(text string) []string {
	type weighed struct {
		stem   string
		rarity float64
	}
	var list []weighed
	for _, w := range passage.Tokens(text) {
		stem := passage.Stem(w)
		if len(passage.Stems(w)) == 0 || slices.ContainsFunc(list, func(o weighed) bool { return o.stem == stem }) {
			continue
		}
		list = append(list, weighed{stem, weights.English().Rarity(weights.Hash(weights.Stem(w)))})
	}
	slices.SortStableFunc(list, func(a, b weighed) int {
		if a.rarity != b.rarity {
			if a.rarity > b.rarity {
				return -1
			}
			return 1
		}
		return strings.Compare(a.stem, b.stem)
	})
	var out []string
	for _, w := range list[:min(len(list), 2)] {
		out = append(out, w.stem)
	}
	return out
}

// standFacts are the stands of an article as facts, the first of them in place at.
func standFacts(a *article, at int) ([]world.Fact, error) {
	var out []world.Fact
	for _, st := range a.stands() {
		body, err := json.Marshal(st)
		if err != nil {
			return nil, fmt.Errorf("write a stand of %s: %w", a.ID, err)
		}
		for _, key := range st.Keys {
			out = append(out, world.Fact{Key: key, Article: a.ID, Day: a.Day(), Place: at, Body: body})
			at++
		}
	}
	return out, nil
}

// isStands reports whether what lies under a key are stands.
func isStands(key string) bool {
	return strings.HasPrefix(key, underPair) || strings.HasPrefix(key, underMatter)
}

// standRows are the disputes of stands that are opposed: a row for each matter,
// all on the one side and all on the other.
func standRows(key string, facts []world.Fact) ([]world.Row, error) {
	all := make([]*stand, len(facts))
	for i, f := range facts {
		all[i] = &stand{day: f.Day}
		if err := json.Unmarshal(f.Body, all[i]); err != nil {
			return nil, fmt.Errorf("read a stand of %s under %s: %w", f.Article, key, err)
		}
	}
	var out []world.Row
	taken := make([]bool, len(all))
	for i, st := range all {
		if taken[i] {
			continue
		}
		with, against := sideWith(all, taken, i)
		if len(against) == 0 || home(st, against[0]) != key {
			continue
		}
		row, err := standRow(key, with, against)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// sideWith are those of the stands that are opposed to the one at i, and those
// that are opposed to the first of them; all are taken.
func sideWith(all []*stand, taken []bool, i int) (with, against []*stand) {
	for j := i + 1; j < len(all); j++ {
		if !taken[j] && opposedStands(all[i], all[j]) {
			against, taken[j] = append(against, all[j]), true
		}
	}
	if len(against) == 0 {
		return nil, nil
	}
	for j := i; j < len(all); j++ {
		if j == i || !taken[j] && opposedStands(all[j], against[0]) {
			with, taken[j] = append(with, all[j]), true
		}
	}
	return with, against
}

// home is the key that two stands meet under first.
func home(a, b *stand) string {
	for _, k := range a.Keys {
		if slices.Contains(b.Keys, k) {
			return k
		}
	}
	return ""
}

// inOneTime is how many days apart two stands may be that are of one dispute.
const inOneTime = 30

// opposedStands reports whether two stands of two articles are opposed: of others,
// on one matter, at one time.
func opposedStands(a, b *stand) bool {
	days, known := daysBetween(a.day, b.day)
	if !known || days > inOneTime || a.Cite.Article == b.Cite.Article || alikeNames(a.Who, b.Who) {
		return false
	}
	return opposite(a, b) || opposite(b, a)
}

// opposite reports whether b is opposed to what a is for, refuses what a demands
// of it, or accuses a back.
func opposite(a, b *stand) bool {
	switch {
	case a.Way == Accuses && b.Way == Accuses:
		return passage.Meet(a.Who, b.Whom) && passage.Meet(b.Who, a.Whom) && half(a.Stems, b.Stems, 1)
	case a.Way == For && b.Way == Against:
		return half(a.Stems, b.Stems, min(2, len(a.Stems), len(b.Stems)))
	case a.Way == Demands && b.Way == Refuses:
		return passage.Meet(a.Whom, b.Who) && half(a.Stems, b.Stems, 2)
	}
	return false
}

// half reports whether half of the words of the shorter matter stand in the other
// one too, and so many at least.
func half(a, b []string, least int) bool {
	n := passage.Shared(a, b)
	return n >= max(1, least) && 2*n >= min(len(a), len(b))
}

// standRow is the dispute of those who stand against each other.
func standRow(key string, with, against []*stand) (world.Row, error) {
	rule, kind := "for-and-against-elsewhere", onrecord.DisputeStance
	switch with[0].Way {
	case Accuses:
		rule, kind = "accuse-back-elsewhere", onrecord.DisputeAccusation
	case Demands, Refuses:
		rule = "demand-refused-elsewhere"
	}
	c := &cluster{finding: finding{Kind: kind, Rule: rule, Text: with[0].Text}}
	for _, list := range [][]*stand{with, against} {
		s := side(list[0].Way, nil)
		for _, st := range list {
			s.Who, s.Cites = passage.Join(s.Who, st.Who), append(s.Cites, st.Cite)
			c.About = passage.Join(c.About, st.Whom)
			c.span(st.day)
		}
		c.Sides = append(c.Sides, s)
	}
	h := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", key, with[0].Cite.Article, with[0].Cite.Start))
	c.id = "d" + hex.EncodeToString(h[:8])
	return c.row()
}
