// Package naming counts by what words each outlet names somebody, and in whose
// voice: its own, that of whom it quotes, or an editor's, who puts a name in brackets
// into what is quoted. "Daesh" in a quotation is not the outlet's word.
//
// The nouns: a wording is the words of a mention that is a name; a use is how often
// an article has a wording of somebody in one voice. Uses are keyed by actor and
// outlet, so that each row is made of one outlet's articles.
package naming

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/ling"
)

// Type is the namings.
type Type struct{}

// Kind is what the rows are.
func (Type) Kind() world.Kind { return world.Naming }

// Version of the rows; it changes with what makes them.
func (Type) Version() string { return "3" }

// use is a wording of somebody in one article.
type use struct {
	Name    string         `json:"name"`
	Wording string         `json:"wording"`
	Voice   onrecord.Voice `json:"voice"`
	Count   int            `json:"count"`
	Cite    onrecord.Cite  `json:"cite"` // of the first
}

// Facts are the uses of an article.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	names := map[onrecord.ActorID]string{}
	for _, a := range r.Actors {
		names[a.ID] = a.Name
	}
	quoted, offsets := quotations(r), ling.NewOffsets(r.Text)
	type which struct {
		actor   onrecord.ActorID
		wording string
		voice   onrecord.Voice
	}
	at := map[which]int{}
	var uses []use
	var actors []onrecord.ActorID
	for _, m := range r.Mentions {
		if m.Actor == "" || !m.Type.Name() || m.Start < 0 || m.End > len(r.Text) || m.Start >= m.End {
			continue
		}
		wording := wordingOf(r.Text[m.Start:m.End])
		k := which{m.Actor, wording, voice(r.Text, m.Start, m.End, quoted)}
		if i, known := at[k]; known {
			uses[i].Count++
			continue
		}
		at[k] = len(uses)
		start, end := offsets.CodePoints(m.Span)
		actors = append(actors, m.Actor)
		uses = append(uses, use{names[m.Actor], wording, k.voice, 1, onrecord.Cite{
			Article: r.ID, Outlet: r.Outlet, Published: r.Published.Date(), Start: start, End: end, Text: r.Text[m.Start:m.End],
		}})
	}
	var out []world.Fact
	day := ""
	if d := r.Published.Day(); d.Valid() {
		day = d.String()
	}
	for i, u := range uses {
		body, err := json.Marshal(u)
		if err != nil {
			return nil, fmt.Errorf("writing a fact of naming from article %s: %w", r.ID, err)
		}
		out = append(out, world.Fact{Key: string(actors[i]) + "\t" + r.Outlet, Article: r.ID, Day: day, Place: i, Body: body})
	}
	return out, nil
}

// quotations says of places of an article whether somebody else's words stand
// there: between double marks, or in what is quoted of somebody by any others
// ('We shall win,' she said).
func quotations(r *onrecord.Record) func(start, end int) bool {
	marked := copies.Quoted(r.Text)
	var said []ling.Span
	for i := range r.Statements {
		if s := &r.Statements[i]; s.Mode == onrecord.Direct {
			said = append(said, s.Content.Spans...)
		}
	}
	return func(start, end int) bool {
		return marked(start, end) || slices.ContainsFunc(said, func(s ling.Span) bool { return s.Start <= start && end <= s.End })
	}
}

// wordingOf is a mention without its article and possessive, white space made one.
func wordingOf(mention string) string {
	w := strings.Join(strings.Fields(mention), " ")
	for _, article := range [...]string{"the ", "The "} {
		w = strings.TrimPrefix(w, article)
	}
	for _, possessive := range [...]string{"'s", "’s"} {
		w = strings.TrimSuffix(w, possessive)
	}
	return w
}

// voice is whose words a mention is. A name that stands in brackets within a
// quotation is an editor's; one that has quotation marks to itself is the outlet's
// own, at arm's length.
func voice(text string, start, end int, quoted func(start, end int) bool) onrecord.Voice {
	switch {
	case !quoted(start, end) || alone(text, start, end):
		return onrecord.OwnVoice
	case bracketed(text, start, end):
		return onrecord.InsertedVoice
	}
	return onrecord.QuotedVoice
}

// alone says whether quotation marks stand on both sides of a mention.
func alone(text string, start, end int) bool {
	before, after := text[:start], text[end:]
	return endsIn(before, "\"", "“", "«", "„") && (startsIn(after, "\"", "”", "»", "“"))
}

func endsIn(s string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(s, e) })
}

func startsIn(s string, starts ...string) bool {
	return slices.ContainsFunc(starts, func(e string) bool { return strings.HasPrefix(s, e) })
}

// farthest is how many bytes an editor's bracket may hold.
const farthest = 120

func bracketed(text string, start, end int) bool {
	before, after := text[max(0, start-farthest):start], text[end:min(len(text), end+farthest)]
	return strings.LastIndexByte(before, '[') > strings.LastIndexByte(before, ']') &&
		strings.Contains(after, "]") && !strings.Contains(after[:strings.IndexByte(after, ']')], "[")
}

// Rows are the wordings of an actor by an outlet.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	actor, outlet, _ := strings.Cut(key, "\t")
	type which struct {
		wording string
		voice   onrecord.Voice
	}
	at := map[which]int{}
	var list []onrecord.Naming
	articles := []onrecord.ArticleID{} // the last counted of each
	for _, f := range facts {
		var u use
		if err := json.Unmarshal(f.Body, &u); err != nil {
			return nil, fmt.Errorf("reading a fact of naming from article %s: %w", f.Article, err)
		}
		i, known := at[which{u.Wording, u.Voice}]
		if !known {
			i = len(list)
			at[which{u.Wording, u.Voice}] = i
			list = append(list, onrecord.Naming{
				Who: onrecord.Who{Actor: onrecord.ActorID(actor), Name: u.Name}, Outlet: outlet, Wording: u.Wording, Voice: u.Voice, First: f.Day, Cite: u.Cite,
			})
			articles = append(articles, "")
		}
		n := &list[i]
		n.Count += u.Count
		n.Last = f.Day // facts come by day
		if articles[i] != f.Article {
			n.Articles, articles[i] = n.Articles+1, f.Article
		}
	}
	slices.SortFunc(list, func(a, b onrecord.Naming) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Wording, b.Wording), cmp.Compare(a.Voice, b.Voice))
	})
	var out []world.Row
	for _, n := range list {
		r, err := row(key, n)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func row(key string, n onrecord.Naming) (world.Row, error) {
	sum := sha256.Sum256([]byte("naming\x00" + key + "\x00" + n.Wording + "\x00" + string(n.Voice)))
	n.ID = "naming-" + hex.EncodeToString(sum[:8])
	body, err := json.Marshal(n)
	if err != nil {
		return world.Row{}, fmt.Errorf("writing the naming of %s: %w", n.Actor, err)
	}
	has := []world.Has{
		{Field: "actor", Value: string(n.Actor), Name: n.Name},
		{Field: "wording", Value: n.Wording, Name: n.Wording},
		{Field: "voice", Value: string(n.Voice)},
		{Field: "article", Value: string(n.Cite.Article)},
	}
	if n.Outlet != "" {
		has = append(has, world.Has{Field: "outlet", Value: n.Outlet})
	}
	return world.Row{
		ID: n.ID, First: n.First, Last: n.Last, Has: has, Words: n.Wording + "\n" + n.Name, Body: body,
	}, nil
}
