package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"
)

// articleJSON is an article as onrecord reads it from a file of lines.
type articleJSON struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Lang      string `json:"lang"`
	Text      string `json:"text"`
}

// corpus is a made-up corpus: news of invented people in invented countries, of
// some 450 words an article, always the same for a number of articles. What
// it measures is work, not quality: sentences are of the kinds that news has,
// quotations, reported speech, deeds, agreements, dates and background.
type corpus struct {
	path     string
	articles int
	words    int
	bytes    int // of text
}

// makeCorpus writes a corpus to a file.
func makeCorpus(path string, articles int) (c corpus, err error) {
	f, err := os.Create(path)
	if err != nil {
		return c, fmt.Errorf("make the corpus: %w", err)
	}
	defer f.Close()
	c = corpus{path: path, articles: articles}
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for i := range articles {
		a := made(i)
		c.words += len(strings.Fields(a.Text))
		c.bytes += len(a.Text)
		if err := lines.Encode(a); err != nil {
			return c, fmt.Errorf("make the corpus: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return c, fmt.Errorf("make the corpus: %w", err)
	}
	return c, nil
}

// made is the article of a number.
func made(i int) articleJSON {
	w := &writer{random: rand.New(rand.NewPCG(uint64(i), 16))}
	w.names = rand.NewZipf(w.random, 1.2, 4, 20_000)
	day := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.random.IntN(1500))
	a := articleJSON{ID: fmt.Sprintf("made-%07d", i), Outlet: w.pick(outlets), Published: day.Format(time.DateOnly), Lang: "en"}
	a.URL = "https://outlet.example/news/" + a.ID
	w.cast()
	a.Title = strings.TrimSuffix(w.fill(w.pick(titles)), ".")
	paragraphs := []string{fmt.Sprintf("%s (%s) - %s", strings.ToUpper(w.pick(cities)), a.Outlet, w.fill(w.pick(leads)))}
	for range 7 + w.random.IntN(7) {
		var said []string
		for range 1 + w.random.IntN(3) {
			said = append(said, w.fill(w.pick(sentences)))
		}
		paragraphs = append(paragraphs, strings.Join(said, " "))
	}
	a.Text = a.Title + "\n\n" + strings.Join(paragraphs, "\n\n") + "\n"
	return a
}

// writer writes one article, which has a cast of its own.
type writer struct {
	random  *rand.Rand
	names   *rand.Zipf
	people  []person
	lands   []string
	topic   topic
	speaker person
}

// topic is where an article's matter lies: most are of their own.
type topic struct{ town, river string }

type person struct{ first, last, role, land, she string }

func (w *writer) pick(of []string) string { return of[w.random.IntN(len(of))] }

// cast chooses who is in the article.
func (w *writer) cast() {
	for range 3 {
		w.lands = append(w.lands, land(int(w.names.Uint64())%150))
	}
	w.topic = topic{town: surname(int(w.names.Uint64())) + w.pick(endings), river: surname(int(w.names.Uint64()))}
	for range 5 {
		n := int(w.names.Uint64())
		p := person{first: firsts[n%len(firsts)], last: surname(n), role: w.pick(roles), land: w.pick(w.lands), she: "he"}
		if n%len(firsts)%2 == 0 {
			p.she = "she"
		}
		w.people = append(w.people, p)
	}
	w.speaker = w.people[0]
}

// fill puts words into the places of a sentence: {P} is a person with an office,
// who is then {L}, and {S} for she or he.
func (w *writer) fill(sentence string) string {
	for {
		before, rest, found := strings.Cut(sentence, "{")
		if !found {
			return sentence
		}
		place, after, _ := strings.Cut(rest, "}")
		words := w.word(place)
		if before == "" || strings.HasSuffix(before, "“") {
			words = strings.ToUpper(words[:1]) + words[1:]
		}
		sentence = before + words + after
	}
}

// word is what stands at a place.
func (w *writer) word(place string) string {
	p := w.speaker
	switch place {
	case "P":
		w.speaker = w.people[w.random.IntN(len(w.people))]
		p = w.speaker
		return p.land + "'s " + p.role + " " + p.first + " " + p.last
	case "N":
		w.speaker = w.people[w.random.IntN(len(w.people))]
		p = w.speaker
		return p.first + " " + p.last + ", the " + p.role + " of " + p.land + ","
	case "L":
		return p.last
	case "S":
		return p.she
	case "C":
		return w.pick(w.lands)
	case "town":
		return w.topic.town
	case "river":
		return w.topic.river
	case "name": // of something that this article alone has
		return surname(w.random.IntN(20_000))
	case "#":
		return fmt.Sprint(2 + w.random.IntN(400))
	}
	of, ok := places[place]
	if !ok {
		panic("no words for the place " + place)
	}
	return w.fill(w.pick(of))
}

// land is the invented country of a number.
func land(n int) string {
	name := surname(50_000 + 977*n)
	return strings.TrimRight(name, "nvrd") + []string{"ia", "stan", "land", "ora"}[n%4]
}

// surname is the invented name of a number.
func surname(n int) string {
	var b strings.Builder
	for n += 40; n > 0; n /= len(syllables) {
		b.WriteString(syllables[n%len(syllables)])
	}
	b.WriteString([]string{"n", "v", "sky", "rd", "lin", "kov"}[b.Len()%6])
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:]
}
