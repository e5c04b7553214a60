// Package archive makes up large archives, to measure stores by: records of
// invented people in an invented country, of words that are no language's, in
// the proportions of news as it is read.
//
// An article has some 4,500 bytes, twenty statements, eight events, an
// agreement now and then, forty mentions of ten to twenty actors, and a day of
// the ten years from 2010; one in fifty has none. Actors, words and outlets are
// as frequent as words are in any language (Zipf): the first actor speaks in
// every fourth article, most in a handful. Record i is the same whenever it is
// asked for, and in whatever order.
package archive

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"onrecord"
	"onrecord/ling"
)

const (
	actors     = 40_000
	vocabulary = 60_000
	outlets    = 120
	statements = 20
	events     = 8
	days       = 3652
)

// Record is the article of a number, and what was found in it.
func Record(i int) onrecord.Record {
	w := &writer{random: rand.New(rand.NewPCG(uint64(i), 20100101))}
	w.actor = rand.NewZipf(w.random, 1.3, 3, actors-1)
	w.word = rand.NewZipf(w.random, 1.1, 4, vocabulary-1)
	w.outlet = rand.NewZipf(w.random, 1.4, 2, outlets-1)
	return w.record(i)
}

// writer writes one article.
type writer struct {
	random              *rand.Rand
	actor, word, outlet *rand.Zipf
	text                strings.Builder
	r                   onrecord.Record
}

func (w *writer) record(i int) onrecord.Record {
	r := &w.r
	r.ID = onrecord.ArticleID(fmt.Sprintf("https://outlet.example/news/%07d", i))
	r.URL, r.Lang, r.By = string(r.ID), "en", "archive"
	r.Outlet = fmt.Sprintf("The %s Post", name(int(w.outlet.Uint64()), 2))
	r.Title = w.sentence(8)
	if w.random.IntN(50) > 0 {
		day := ling.NewDate(2010, 1, 1).AddDays(w.random.IntN(days))
		r.Published = onrecord.Published{Value: day.String(), Earliest: day, Latest: day, Basis: onrecord.BasisMetadata, Confidence: 0.95}
	}
	for n := range statements {
		start := w.text.Len()
		w.statement(n)
		w.write(w.sentence(14) + ". " + w.sentence(12) + ". ")
		r.Blocks = append(r.Blocks, ling.Block{Span: ling.Span{Start: start, End: w.text.Len()}, Kind: ling.BlockBody})
		w.write("\n\n")
	}
	r.Text = w.text.String()
	for n := range events {
		w.event(n)
	}
	if w.random.IntN(4) == 0 {
		w.agreement()
	}
	return *r
}

// write writes words and returns where they stand.
func (w *writer) write(words string) ling.Span {
	start := w.text.Len()
	w.text.WriteString(words)
	return ling.Span{Start: start, End: w.text.Len()}
}

func (w *writer) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = word(int(w.word.Uint64()))
	}
	return strings.ToUpper(words[0][:1]) + words[0][1:] + " " + strings.Join(words[1:], " ")
}

// mention names an actor, or "she" if they were just named.
func (w *writer) mention() (ling.Span, onrecord.ActorID) {
	n := int(w.actor.Uint64())
	a := person(n)
	if _, known := w.r.Actor(a.ID); !known {
		w.r.Actors = append(w.r.Actors, a)
	}
	at := w.write(a.Name)
	w.r.Mentions = append(w.r.Mentions, onrecord.Mention{ID: fmt.Sprintf("m%d", len(w.r.Mentions)), Span: at, Type: ling.PER, Actor: a.ID, FoundBy: "archive/name@1"})
	return at, a.ID
}

var (
	acts  = []onrecord.Act{onrecord.Say, onrecord.Say, onrecord.Say, onrecord.Say, onrecord.Deny, onrecord.Accuse, onrecord.Demand, onrecord.Promise}
	modes = []onrecord.Mode{onrecord.Indirect, onrecord.Indirect, onrecord.Direct, onrecord.Mixed}
	kinds = []onrecord.StatementKind{onrecord.KindSpeech, onrecord.KindSpeech, onrecord.KindSpeech, onrecord.KindSpeech, onrecord.KindAttitude}
	types = []onrecord.EventType{onrecord.CONSULT, onrecord.ASSAULT, onrecord.AGREE, onrecord.COERCE, onrecord.ACCUSE}
)

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func (w *writer) statement(n int) {
	source, id := w.mention()
	w.write(" ")
	cue := w.write("said")
	w.write(" that ")
	start := w.text.Len()
	w.write(w.sentence(6) + " ")
	if n%2 == 0 {
		w.mention()
		w.write(" " + w.sentence(4))
	}
	s := onrecord.Statement{
		Claim: onrecord.Claim{ID: onrecord.ClaimID(fmt.Sprintf("s%d", n)), FoundBy: "archive/said@1"}, Kind: pick(w.random, kinds), Status: onrecord.StatusMade,
		Source: onrecord.Party{Spans: []ling.Span{source}, Actors: []onrecord.ActorID{id}}, Cue: onrecord.Part{Spans: []ling.Span{cue}}, CueLemma: "say",
		Content: onrecord.Part{Spans: []ling.Span{{Start: start, End: w.text.Len()}}}, Mode: pick(w.random, modes), Act: pick(w.random, acts), Certainty: onrecord.Certain,
		SaidOn: onrecord.SaidOn{Value: w.r.Published.Value, Time: -1, Basis: "document"},
	}
	w.r.Statements = append(w.r.Statements, s)
	w.write(". ")
}

// event is of the words of a statement that names somebody: what is told of one
// stands in one sentence, as it does in any language.
func (w *writer) event(n int) {
	s := &w.r.Statements[n*statements/events&^1]
	to := onrecord.Party{}
	for _, m := range w.r.Mentions {
		if words := s.Content.Spans[0]; words.Start <= m.Start && m.End <= words.End {
			to = onrecord.Party{Spans: []ling.Span{m.Span}, Actors: []onrecord.ActorID{m.Actor}}
		}
	}
	w.r.Events = append(w.r.Events, onrecord.Event{
		Claim: onrecord.Claim{ID: onrecord.ClaimID(fmt.Sprintf("e%d", n)), FoundBy: "archive/deed@1"}, Source: []onrecord.Party{s.Source}, Target: []onrecord.Party{to},
		Trigger: s.Cue, Lemma: "say", Plover: onrecord.Plover{Event: pick(w.random, types)}, CAMEO: "040",
		When: onrecord.When{Value: w.r.Published.Value, Time: -1}, Status: onrecord.EventHappened, ReportedBy: s.ID, Certainty: onrecord.Certain,
	})
}

func (w *writer) agreement() {
	a, b := &w.r.Statements[0], &w.r.Statements[1]
	w.r.Agreements = append(w.r.Agreements, onrecord.Agreement{
		Claim: onrecord.Claim{ID: "a0", FoundBy: "archive/deal@1"}, Name: "the " + word(int(w.word.Uint64())) + " truce", Words: a.Content, Type: onrecord.Ceasefire,
		Sides: []onrecord.Party{a.Source, b.Source},
		History: []onrecord.StatusAssertion{{
			Status: pick(w.random, onrecord.AgreementStatuses[:]), When: onrecord.When{Value: w.r.Published.Value, Time: -1}, From: onrecord.Unset(), Until: onrecord.Unset(),
			Told: onrecord.ToldSaid, AccordingTo: a.ID, Words: a.Content,
		}},
	})
}

// person is an invented actor. The first are known to everybody, most only to
// the article's readers.
func person(n int) onrecord.Actor {
	a := onrecord.Actor{Name: name(n, 2) + " " + name(n*7+3, 3), Type: onrecord.Person}
	if n < 2000 {
		a.ID, a.Role = onrecord.ActorID(fmt.Sprintf("Q9%08d", n)), "minister of "+word(n%300)
	} else {
		a.ID = onrecord.ActorID("x:" + strings.ToLower(strings.ReplaceAll(a.Name, " ", "-")) + fmt.Sprint("-", n))
	}
	return a
}

const consonants, vowels = "bdfgklmnprstvz", "aeiou"

// word is the word of a number, of a language that nobody speaks.
func word(n int) string {
	var b strings.Builder
	for n += len(consonants) * len(vowels); n > 0; n /= len(consonants) * len(vowels) {
		b.WriteByte(consonants[n%len(consonants)])
		b.WriteByte(vowels[n/len(consonants)%len(vowels)])
	}
	return b.String()
}

// name is a word of some syllables with a capital letter.
func name(n, syllables int) string {
	s := word(n*31 + 1_000_000)
	s = s[:min(len(s), 2*syllables)] + "n"
	return strings.ToUpper(s[:1]) + s[1:]
}
