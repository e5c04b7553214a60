package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

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
func (r *run) posts(t *title) []post {
	if r.kb == nil {
		return nil
	}
	if t.posts == nil {
		t.posts = r.readPosts(t)
	}
	return t.posts
}

func (r *run) readPosts(t *title) []post {
	out := []post{}
	left, right := r.scopesOf(t)
	words, all := r.officeWords(t)
	add := func(phrase []string, scopes []kb.Ref, to kb.Ref) {
		for _, scope := range scopes {
			iso := ""
			if r.kb.Type(scope) == onrecord.Country {
				iso = r.kb.ISO3(scope)
			}
			for _, o := range r.offices(phrase, iso) {
				p := post{o, scope, to}
				if !slices.Contains(out, p) {
					out = append(out, p)
				}
			}
		}
	}
	head := words[len(words)-1]
	if sentOut[head] || slices.Contains(words, "envoy") || slices.Contains(words, "representative") {
		sender, to := r.sentBy(left, right)
		if to != kb.NoRef && r.kb.ID(to) == un && len(sender) > 0 {
			return append(out, r.unAmbassador(sender[0])...)
		}
		add(words, sender, to)
		return out
	}
	scopes := append(slices.Clone(left), right...)
	add(words, scopes, kb.NoRef)
	if len(all) > len(words) {
		// "White House spokesman": the palace's name belongs to the office's.
		states := make([]kb.Ref, 0, len(scopes))
		for _, s := range scopes {
			if c := r.kb.CountryOf(s); c != kb.NoRef {
				states = append(states, c)
			}
		}
		add(all, states, kb.NoRef)
	}
	return out
}

// sentOut are the heads of titles of those who are sent to somebody.
var sentOut = map[string]bool{"ambassador": true, "envoy": true, "mediator": true, "coordinator": true}

// sentBy tells who sent an envoy from whom it is sent to: "the US ambassador
// to Turkey", "Turkey's ambassador to Washington", "UN envoy for Syria".
func (r *run) sentBy(left, right []kb.Ref) (sender []kb.Ref, to kb.Ref) {
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
func (r *run) unAmbassador(state kb.Ref) []post {
	var out []post
	for _, o := range r.kb.Offices(nil, "ambassador to the united nations", "") {
		out = append(out, post{o, state, kb.NoRef})
	}
	return out
}

// scopesOf are the known states and bodies of a description, those before the
// head noun in text order, and those after it.
func (r *run) scopesOf(t *title) (left, right []kb.Ref) {
	scopes := slices.Clone(t.scopes)
	slices.SortStableFunc(scopes, func(a, b *mark) int { return a.First - b.First })
	for _, m := range scopes {
		ref := kb.NoRef
		if m.entity != nil {
			if ref = m.entity.ref; ref == kb.NoRef && m.entity.nation != nil {
				ref = m.entity.nation.ref
			}
		}
		if ref == kb.NoRef {
			continue
		}
		if typ := r.kb.Type(ref); typ == onrecord.Place {
			continue
		}
		if m.First > t.head {
			right = append(right, ref)
		} else {
			left = append(left, ref)
		}
	}
	return left, right
}

// officeWords are the words of the office without nations, and with the names
// of bodies and palaces: "spokesman", "white house spokesman".
func (r *run) officeWords(t *title) (words, all []string) {
	for i := t.first; i < t.last; i++ {
		w := r.word(i)
		m := r.nameAt(i)
		named := m != nil && m.Type != ling.PER && i != t.head
		nation := false
		if named {
			in := r.nationAt(i)
			nation = in != nil && in.entity != nil && in.entity.typ == onrecord.Country && !r.palace(in) || r.stateName(i)
		}
		ministry := named && m.entity != nil && m.entity.ministry != "" || named && m.nobody
		switch {
		case nation || w == "'s" || w == "’s" || w == "'" || i == t.first && (determiner[w] || w == "the"):
			continue
		case modifiers[w] && i < t.head:
			continue
		}
		all = append(all, w)
		if !named || ministry {
			words = append(words, w)
		}
	}
	return trimOf(words), trimOf(all)
}

// stateName reports whether one token names a state: "US" within "US State Department".
func (r *run) stateName(i int) bool {
	for _, n := range r.kb.Names(r.names4[:0], r.doc.Tokens[i].Form) {
		if n.Sense <= kb.Demonym && r.kb.Type(n.Ref) == onrecord.Country {
			return true
		}
	}
	return false
}

// palace reports whether a mention is a metonym that is no place by itself.
func (r *run) palace(m *mark) bool {
	if r.kb == nil {
		return false
	}
	names := r.kb.Names(nil, r.nameText(m))
	for _, n := range names {
		if n.Sense != kb.Metonym {
			return false
		}
	}
	return len(names) > 0
}

func trimOf(words []string) []string {
	for len(words) > 0 {
		switch words[len(words)-1] {
		case "of", "for", "to", "on", "the", "and", "at":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	if len(words) == 0 {
		return []string{""}
	}
	return words
}

// determiner are words that stand before a description.
var determiner = map[string]bool{"a": true, "an": true, "his": true, "her": true, "their": true, "its": true, "our": true, "my": true, "any": true, "another": true, "some": true, "one": true, "every": true, "each": true, "no": true}

// modifiers are words before an office that do not make another office of it.
var modifiers = map[string]bool{"former": true, "ex": true, "then": true, "late": true, "outgoing": true, "ousted": true, "deposed": true, "acting": true, "interim": true, "caretaker": true,
	"new": true, "newly": true, "appointed": true, "elected": true, "current": true, "incumbent": true, "veteran": true, "longtime": true, "long-time": true, "embattled": true, "powerful": true,
	"hardline": true, "moderate": true, "conservative": true, "reformist": true, "first": true, "visiting": true, "own": true, "-": true, "hawkish": true, "populist": true, "centrist": true, "right-wing": true, "left-wing": true, "beleaguered": true, "influential": true}

// offices are the kinds of office a phrase names.
func (r *run) offices(words []string, iso string) []kb.Office {
	phrase := strings.Join(words, " ")
	phrase = strings.ReplaceAll(phrase, " - ", "-")
	found := r.kb.Offices(nil, phrase, iso)
	if len(found) == 0 && len(words) > 1 && words[0] == "the" {
		return r.offices(words[1:], iso)
	}
	return found
}

// holder is the one actor who surely held one of the posts on the article's
// day, kb.NoRef if nobody or more than one did.
func (r *run) holder(posts []post) kb.Ref {
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
func (r *run) holders(posts []post) []kb.Ref {
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

// knownRole is the role that the knowledge base has for a person on the
// article's day: "Minister of Foreign Affairs of Russia".
func (r *run) knownRole(e *entity) string {
	if e.typ != onrecord.Person || r.day.IsZero() {
		return ""
	}
	best, score := "", -1
	for _, t := range r.kb.Terms(nil, e.ref) {
		if holds, surely := t.Holds(r.day); !holds || !surely {
			continue
		}
		if rank := r.kb.Rank(t.Office); rank > score {
			best, score = r.roleTitle(t), rank
		}
	}
	return best
}

// roleTitle is a term's office with its state or body.
func (r *run) roleTitle(t kb.Term) string {
	title := t.Title
	many := !r.kb.Single(t.Office) && t.To == kb.NoRef // "Governor of Virginia"
	if scope := r.kb.Actor(t.Scope).Name; scope != "" && !strings.Contains(title, scope) && !(many && strings.Contains(title, " of ")) {
		title += " of " + withArticle(scope)
	}
	if t.To != kb.NoRef {
		if to := r.kb.Actor(t.To).Name; !strings.Contains(title, to) {
			title += " for " + withArticle(to)
		}
	}
	return title
}

// withArticle is a name as it stands after "of": "the United States".
func withArticle(name string) string {
	first, _, more := strings.Cut(name, " ")
	switch {
	case first == "United" && more, name == "Netherlands", name == "Philippines", name == "Maldives", name == "Bahamas", name == "Gambia", name == "Seychelles", name == "Comoros",
		strings.Contains(name, "Republic"), strings.HasSuffix(name, "Islands"), strings.HasSuffix(name, "Union"), strings.HasPrefix(name, "Organi"), strings.HasSuffix(name, "Organization"), strings.HasSuffix(name, "Agency"), strings.HasSuffix(name, "League"):
		return "the " + name
	}
	return name
}

// describe makes descriptions without a name beside them mean somebody: the
// person of the article who was given that very description, else who held
// the office on the article's day.
func (r *run) describe() {
	for _, m := range r.marks {
		t := m.title
		if t == nil || m.entity != nil || t.plural || t.former || t.indefinite {
			continue
		}
		if t.definite || len(t.scopes) > 0 {
			e := r.describedAs(t)
			if e == nil && t.kind == office && len(t.scopes) > 0 {
				if ref := r.holder(r.posts(t)); ref != kb.NoRef {
					e = r.known(ref)
				}
			}
			r.put(m, e)
		}
	}
}

// mostCompared bounds how many pairs of descriptions are compared in one
// article. A thousand descriptions of a thousand others come to it; a text that
// has more is a list or a trap, and then a description means nobody.
const mostCompared = 1 << 20

// describedAs is the one person of the article who bears the description.
func (r *run) describedAs(t *title) *entity {
	var found *entity
	for _, e := range r.entities {
		for _, o := range e.titles {
			if r.compared++; r.compared > mostCompared {
				return nil
			}
			if o.former || !r.sameOffice(t, o) {
				continue
			}
			if found != nil && found != e {
				return nil
			}
			found = e
		}
	}
	return found
}

// sameOffice reports whether description t can be short for o: the same post,
// or the same head noun, no word that o has not, and no nation that o has not.
func (r *run) sameOffice(t, o *title) bool {
	for _, p := range r.posts(t) {
		if slices.Contains(r.posts(o), p) {
			return true
		}
	}
	if r.word(t.head) != r.word(o.head) {
		// "the expert" of whom the article called an analyst
		return len(t.words) == 1 && len(t.scopes) == 0 && r.words.like[[2]string{o.words[len(o.words)-1], t.words[0]}]
	}
	for _, w := range t.words {
		if !slices.Contains(o.words, w) {
			return false
		}
	}
	for _, s := range t.scopes {
		if s.entity == nil || !slices.ContainsFunc(o.scopes, func(os *mark) bool { return os.entity == s.entity }) {
			return false
		}
	}
	return true
}
