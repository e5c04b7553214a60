package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
)

// knownRole is the role that the knowledge base has for a person on the
// article's day: "Minister of Foreign Affairs of Russia".
func (r *offices) knownRole(e *entity) string {
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
func (r *offices) roleTitle(t kb.Term) string {
	title := t.Title
	many := !r.kb.Single(t.Office) && t.To == kb.NoRef // "Governor of Virginia"
	if scope := r.kb.Actor(t.Scope).Name; scope != "" && !strings.Contains(title, scope) && !(many && strings.Contains(title, " of ")) {
		title += " of " + r.words.withArticle(scope)
	}
	if t.To != kb.NoRef {
		if to := r.kb.Actor(t.To).Name; !strings.Contains(title, to) {
			title += " for " + r.words.withArticle(to)
		}
	}
	return title
}

// roleOf is the role that the article gives a person beside the name.
func (r *offices) roleOf(e *entity) string {
	for _, d := range e.titles {
		if d.Former || !d.Office {
			continue
		}
		role := r.roleText(d)
		if len(d.Scopes) > 0 {
			scope := r.byName[d.Scopes[0]]
			name := r.nameText(scope)
			if scope.entity != nil && scope.entity.name != "" {
				name = scope.entity.name
			}
			if !strings.Contains(kb.Fold(role), kb.Fold(name)) {
				role += " of " + r.words.withArticle(name)
			}
		}
		return role
	}
	return ""
}

// roleText is the description as a role: "Foreign Minister of Valdoria".
func (r *offices) roleText(d *refer.Description) string {
	role := make([]string, len(d.Words))
	for i, w := range d.Words {
		if !r.words.OfDescription[w] && w != "and" && w != "the" && w != "on" {
			w = capital(w)
		}
		role[i] = w
	}
	return strings.Join(role, " ")
}

func capital(w string) string {
	if w == "" || w[0] < 'a' || w[0] > 'z' {
		return w
	}
	return string(w[0]-'a'+'A') + w[1:]
}
