package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/ling"
)

// offices says which offices descriptions name, and who held them.
type offices struct {
	*world
	byName map[*refer.Name]*mark // the mark of each name that the references know
	read   map[*refer.Description][]post
}

// post is an office of a state or body, and whom its holder is sent to.
type post struct {
	office kb.Office
	scope  kb.Ref
	to     kb.Ref // kb.NoRef if nobody is named
}

// un is the id of the United Nations, whose ambassadors are an office of their own.
const un = "Q1065"

// posts are the offices that a description may name, by the knowledge base:
// "the Turkish foreign minister", "UN special envoy on Syria", "NATO chief".
func (r *offices) posts(d *refer.Description) []post {
	if r.kb == nil {
		return nil
	}
	found, done := r.read[d]
	if !done {
		if found = r.readPosts(d, d.Last); len(found) == 0 && d.Last > d.Head+1 {
			found = r.readPosts(d, d.Head+1) // "head of the delegation"
		}
		r.read[d] = found
	}
	return found
}

// readPosts reads the posts of a description, its words up to token last.
func (r *offices) readPosts(d *refer.Description, last int) []post {
	left, right := r.scopesOf(d)
	phrase, all := r.officeWords(d, last)
	if slices.ContainsFunc(phrase, func(w string) bool { return r.words.sent[w] }) {
		sender, to := r.sentBy(left, right)
		if to != kb.NoRef && r.kb.ID(to) == un && len(sender) > 0 {
			return r.unAmbassador(sender[0])
		}
		return r.postsOf(nil, phrase, sender, to)
	}
	scopes := append(slices.Clone(left), right...)
	out := r.postsOf(nil, phrase, scopes, kb.NoRef)
	if len(all) > len(phrase) {
		// "White House spokesman": the palace's name belongs to the office's.
		states := make([]kb.Ref, 0, len(scopes))
		for _, s := range scopes {
			if c := r.kb.CountryOf(s); c != kb.NoRef {
				states = append(states, c)
			}
		}
		out = r.postsOf(out, all, states, kb.NoRef)
	}
	return out
}

// postsOf adds the posts that a phrase names, of any of the scopes.
func (r *offices) postsOf(out []post, phrase []string, scopes []kb.Ref, to kb.Ref) []post {
	for _, scope := range scopes {
		iso := ""
		if r.kb.Type(scope) == onrecord.Country {
			iso = r.kb.ISO3(scope)
		}
		for _, o := range r.named(phrase, iso) {
			if p := (post{o, scope, to}); !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// sentBy tells who sent an envoy from whom it is sent to: "the US ambassador
// to Turkey", "Turkey's ambassador to Washington", "UN envoy for Syria".
func (r *offices) sentBy(left, right []kb.Ref) (sender []kb.Ref, to kb.Ref) {
	to = kb.NoRef
	if len(right) > 0 {
		to = right[0]
	}
	switch {
	case len(left) > 1 && to == kb.NoRef:
		return left[:1], left[1] // "US Syria envoy", read from the left
	case len(left) > 0:
		return left[:1], to
	}
	return nil, to
}

// unAmbassador is the post of a state's ambassador to the United Nations.
func (r *offices) unAmbassador(state kb.Ref) []post {
	var out []post
	for _, o := range r.kb.Offices(nil, "ambassador to the united nations", "") {
		out = append(out, post{o, state, kb.NoRef})
	}
	return out
}

// scopesOf are the known states and bodies of a description, those before the
// head noun in text order, and those after it.
func (r *offices) scopesOf(d *refer.Description) (left, right []kb.Ref) {
	scopes := slices.Clone(d.Scopes)
	slices.SortStableFunc(scopes, func(a, b *refer.Name) int { return a.First - b.First })
	for _, s := range scopes {
		ref := r.scope(r.byName[s].entity)
		if ref == kb.NoRef || r.kb.Type(ref) == onrecord.Place {
			continue
		}
		if s.First > d.Head {
			right = append(right, ref)
		} else {
			left = append(left, ref)
		}
	}
	return left, right
}

// scope is the state or body that an entity is, or is a ministry of.
func (r *offices) scope(e *entity) kb.Ref {
	switch {
	case e == nil:
		return kb.NoRef
	case e.ref == kb.NoRef && e.nation != nil:
		return e.nation.ref
	}
	return e.ref
}

// officeWords are the words of the office up to token last without nations,
// and with the names of bodies and palaces: "spokesman", "white house spokesman".
func (r *offices) officeWords(d *refer.Description, last int) (phrase, all []string) {
	for i := d.First; i < last; i++ {
		if r.saysNothing(d, i) {
			continue
		}
		m := r.nameAt(i)
		named := m != nil && m.Type != ling.PER && i != d.Head
		if named && r.nationsName(i) {
			continue
		}
		all = append(all, r.word(i))
		if !named || m.nobody || m.entity != nil && m.entity.ministry != "" {
			phrase = append(phrase, r.word(i))
		}
	}
	return r.trim(phrase), r.trim(all)
}

// saysNothing reports whether token i says nothing of which office a description
// names: a determiner before it, an ending, "veteran" or "newly".
func (r *offices) saysNothing(d *refer.Description, i int) bool {
	w := r.word(i)
	return r.ending(i) || w == "'" || i == d.First && r.determines(w) || r.words.besideOffice[w] && i < d.Head
}

// determines reports whether a word is a determiner.
func (r *offices) determines(w string) bool {
	return r.words.Pointing[w] || r.words.Indefinite[w] || r.words.Possessive[w]
}

// nationsName reports whether a state is named at token i, be it in a longer name.
func (r *offices) nationsName(i int) bool {
	in := r.nationAt(i)
	return in != nil && in.entity != nil && in.entity.typ == onrecord.Country && !r.palace(in) || r.stateName(i)
}

// trim cuts prepositions and the like from a phrase's end.
func (r *offices) trim(phrase []string) []string {
	for len(phrase) > 0 {
		w := phrase[len(phrase)-1]
		if !r.words.OfDescription[w] && w != "on" && w != "and" && w != "the" {
			return phrase
		}
		phrase = phrase[:len(phrase)-1]
	}
	return []string{""}
}

// named are the kinds of office a phrase names.
func (r *offices) named(phrase []string, iso string) []kb.Office {
	return r.kb.Offices(nil, strings.ReplaceAll(strings.Join(phrase, " "), " - ", "-"), iso)
}

// holder is the one actor who surely held one of the posts on the article's
// day, kb.NoRef if nobody or more than one did.
func (r *offices) holder(posts []post) kb.Ref {
	if r.day.IsZero() {
		return kb.NoRef
	}
	one := kb.NoRef
	for _, p := range posts {
		if !r.kb.Single(p.office) && p.to == kb.NoRef {
			continue
		}
		for _, term := range r.kb.Holders(nil, p.office, p.scope, r.day) {
			if p.to != term.To {
				continue
			}
			if _, surely := term.Holds(r.day); !surely || one != kb.NoRef && one != term.Holder {
				return kb.NoRef
			}
			one = term.Holder
		}
	}
	return one
}

// handover is how many days before and after the article's day a person named
// with a title may have left or taken the office: papers are slow to call a
// new minister so, and a term's days differ by a week or two among sources.
const handover = 30

// holders are those who held one of the posts about the article's day.
func (r *offices) holders(posts []post) []kb.Ref {
	var out []kb.Ref
	if r.day.IsZero() {
		return nil
	}
	for _, p := range posts {
		for _, day := range [...]int{0, -handover, handover} {
			for _, term := range r.kb.Holders(nil, p.office, p.scope, r.day.AddDays(day)) {
				if (p.to == kb.NoRef || p.to == term.To) && !slices.Contains(out, term.Holder) {
					out = append(out, term.Holder)
				}
			}
		}
	}
	return out
}
