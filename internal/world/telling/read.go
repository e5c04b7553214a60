package telling

import (
	"strings"

	"onrecord/internal/world/asked"
	"onrecord/internal/world/passage"
)

// Where sentences stand. What an article is about stands in its first ones; what
// stands far down may be about something else.
const (
	brief = 2 // sentences of what is hardly more than a headline
	lead  = 3 // sentences in which the news stands
	late  = 8 // sentences from which on an article may be about other things
	// lateMost is how much all late sentences together add: no heap of remarks
	// outweighs one plain word at the top.
	lateMost = 0.75
)

// weightAt is how much a word in a sentence weighs by where that stands.
func weightAt(n int) float64 {
	switch {
	case n < 2:
		return 1
	case n < 4:
		return 0.8
	case n < late:
		return 0.5
	}
	return 0.25
}

// How much speaks for an article's saying that a tale is false. A plain word for
// it at the top ("is a hoax") is the measure, 1.
const (
	ifOpen   = 0.25 // of that where the sentence leaves it open ("may be a hoax")
	ifApart  = 0.3  // where the sentence has nothing of what the article is about
	byTurn   = 0.5  // for "it turns out", which may turn to anything
	byDenial = 0.8  // for a denial at the top by whom it concerns
	// byDenialAlone is for a headline that somebody denies a thing: that is a
	// dispute of its own, but the outlet takes no side in it.
	byDenialAlone = 0.5
	byLife        = 1    // for its saying that somebody lives, where others tell of a death
	byOpening     = 0.7  // for "No, …" and "Sorry, …"
	byYes         = -0.8 // for "yes, really"
	most          = 2.0  // turns, at most
	// byNegation is little, and only for which words to quote: whether a negation
	// counts is seen when others are known.
	byNegation = 0.1
)

// reader goes over the sentences of an article.
type reader struct {
	book      *asked.Book
	page      *passage.Page
	about     map[uint32]bool
	telling   *Telling
	refuted   float64
	ofLate    float64
	best      float64
	turned    float64
	denied    bool
	opened    bool
	confirmed bool
	died      bool
	insists   bool // it opens with no, and not with "no, this is no joke"
}

// read takes up a sentence.
func (r *reader) read(s line) {
	r.negations(s)
	at, rule := r.book.Find("refutes", s.text)
	turn := r.book.Tell("turns", s.text)
	if s.n < lead {
		r.fates(s)
	}
	if s.n >= lead && rule == "" && turn == "" {
		return // nothing more is asked of what stands further down
	}
	asks := func(of string) bool { return r.book.Tell(of, s.text) != "" }
	confirms, open := asks("confirms"), asks("open")
	if s.n < lead {
		r.top(asks, confirms, open)
	}
	if confirms {
		return
	}
	if rule != "" {
		w := r.weigh(s, open && !strings.Contains(s.text[at.Start:at.End], "exaggerat"))
		r.refuted += w
		r.quote(s, rule, w)
	}
	if turn != "" {
		r.turned += weightAt(s.n)
		r.quote(s, turn, byTurn*weightAt(s.n))
	}
	if rule := r.book.Tell("opens", s.text); rule != "" && s.n < lead {
		r.opened = true
		r.quote(s, rule, byOpening)
	}
	if rule := r.book.Tell("denies", s.text); rule != "" && s.n < 2 {
		r.denied = true
		r.quote(s, rule, byDenial)
	}
}

// fates sees who is told to live and who to have died.
func (r *reader) fates(s line) {
	if rule := r.book.Tell("lives", s.text); rule != "" {
		r.telling.Lives = max(r.telling.Lives, byLife*weightAt(s.n))
		r.quote(s, rule, byLife*weightAt(s.n))
	}
	r.died = r.died || r.book.Tell("dies", s.text) != ""
}

// top counts how one of the first sentences tells the story.
func (r *reader) top(asks func(string) bool, confirms, open bool) {
	t := r.telling
	if confirms {
		r.confirmed = true
	} else if asks("opens") {
		r.insists = true
	}
	if open {
		t.Open++
	}
	if asks("doubts") {
		t.Doubts++
	}
	if asks("hedge") {
		t.Hedges++
	}
}

// weigh is how much a sentence that says that a tale is false weighs.
func (r *reader) weigh(s line, open bool) float64 {
	w := weightAt(s.n)
	if open {
		w *= ifOpen
	}
	if !r.onTopic(s.text) {
		w *= ifApart
	}
	if s.n >= late {
		w = min(w, lateMost-r.ofLate)
		r.ofLate += w
	}
	return w
}

// onTopic reports whether a sentence has to do with what the article is about:
// by a term of that, or by a word for what is told.
func (r *reader) onTopic(text string) bool {
	if r.book.Tell("tale", text) != "" {
		return true
	}
	for _, t := range stems(text) {
		if r.about[t] {
			return true
		}
	}
	return false
}

// quote keeps the words that say most plainly that a tale is false.
func (r *reader) quote(s line, rule string, weight float64) {
	if s.at < 0 || weight <= r.best {
		return
	}
	r.best, r.telling.Rule = weight, rule
	r.telling.Refutes = r.page.Cite(r.page.Sentences[s.at])
}

// settle adds up what was read.
func (r *reader) settle() {
	f := r.refuted + byTurn*min(r.turned, most)
	switch {
	case r.denied && r.telling.Brief:
		f += byDenialAlone
	case r.denied:
		f += byDenial
	}
	if r.opened {
		f += byOpening
	}
	if r.confirmed && !r.insists {
		f += byYes
	}
	r.telling.False = f
	r.telling.Dies = r.died && r.telling.Lives == 0
}

// negations keeps what one of the first sentences negates.
func (r *reader) negations(s line) {
	if s.n >= late {
		return
	}
	breaks := r.book.All("breaks", s.text)
	for _, n := range r.book.All("negates", s.text) {
		if r.book.Tell("affirms", s.text[n.End:]) != "" || r.book.Tell("supposes", s.text[:n.Start]) != "" {
			continue
		}
		from, to := 0, len(s.text)
		for _, b := range breaks {
			if b.End <= n.Start {
				from = b.End
			}
			if b.Start >= n.End && b.Start < to {
				to = b.Start
			}
		}
		if scope := stems(s.text[n.End:to]); len(scope) > 0 {
			r.quote(s, "negated", byNegation*weightAt(s.n))
			r.telling.Negated = append(r.telling.Negated, negated{Scope: scope, Before: stems(s.text[from:n.Start]), At: s.n})
		}
	}
}
