package clause_test

import (
	"os"
	"strings"
	"testing"

	"onrecord/internal/clause"
)

// Every line of testdata/predicates.txt holds.
func TestPredicates(t *testing.T) {
	r := newReading(t)
	data, err := os.ReadFile("testdata/predicates.txt")
	if err != nil {
		t.Fatal(err)
	}
	var p *clause.Predicates
	fresh, tested := true, 0
	for n, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "":
			fresh = true
		case line[0] == '#':
		case fresh:
			p, fresh = r.read(t, line), false
		default:
			word, rest, _ := strings.Cut(line, " ")
			for _, want := range strings.Fields(rest) {
				key, value, _ := strings.Cut(want, "=")
				tested++
				if got := told(t, p, word, key); got != value {
					t.Errorf("predicates.txt:%d: %s of %q is %s, want %s in: %s", n+1, key, word, got, value, p.Text)
				}
			}
		}
	}
	if tested < 100 {
		t.Errorf("only %d facts were looked at", tested)
	}
}

var voices = []string{"active", "passive"}
var tenses = []string{"-", "past", "present", "modal"}
var aspects = []string{"simple", "perfect", "progressive", "perfect-progressive"}

// told is what the predicate at the word is told to be under that key.
func told(t *testing.T, p *clause.Predicates, word, key string) string {
	t.Helper()
	at := -1
	for i := range p.Tokens {
		if p.Tokens[i].Form == word {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("no word %q in %s", word, p.Text)
	}
	q := p.Read(at)
	heads := map[string]int{"subject": q.Subject, "agent": q.Agent, "object": q.Object, "second": q.Second, "complement": q.Complement}
	head, ok := heads[key]
	switch {
	case ok:
	case key == "voice":
		return voices[q.Voice]
	case key == "tense":
		return tenses[q.Tense]
	case key == "aspect":
		return aspects[q.Aspect]
	case key == "shades":
		return shades(q)
	default:
		head = q.Oblique(key)
	}
	if head < 0 {
		return "-"
	}
	return p.Tokens[head].Form
}

func shades(q *clause.Predicate) string {
	if len(q.Shades) == 0 {
		return "plain"
	}
	var names []string
	for _, s := range q.Shades {
		names = append(names, s.Kind.String())
	}
	return strings.Join(names, ",")
}

// Whatever a tree may be, an answer comes, and its tokens lie in the document.
func TestPredicatesOfBrokenTrees(t *testing.T) {
	r := newReading(t)
	for seed := range 40 {
		p := r.read(t, "The king said that no rebels, who had been urged to leave, would agree to stop saying so if asked. Did they?")
		n := len(p.Tokens)
		for i := range p.Tokens {
			p.Tokens[i].Head = (i*7 + seed*13 + i*i*seed) % (n + 2)
			if i%5 == seed%5 {
				p.Tokens[i].Deprel = []string{"conj", "xcomp", "advcl", "acl", "acl:relcl", "ccomp"}[(i+seed)%6]
			}
		}
		p = r.g.Predicates(clause.Look(p.Document))
		for i := range p.Tokens {
			q := p.Read(i)
			for _, at := range []int{q.Subject, q.Agent, q.Object, q.Second, q.Complement} {
				if at < -1 || at >= n {
					t.Fatalf("seed %d: token %d of %d", seed, at, n)
				}
			}
		}
	}
}

func BenchmarkPredicates(b *testing.B) {
	r := newReading(b)
	text := strings.Repeat("The mayor, who had been urged to leave, did not say on Monday that he would go if the council agreed. ", 20)
	p := r.read(b, text)
	b.ReportAllocs()
	for b.Loop() {
		q := r.g.Predicates(p.View)
		for i := range q.Tokens {
			if q.Tokens[i].XPOS != "" && q.Tokens[i].XPOS[0] == 'V' {
				q.Read(i)
			}
		}
	}
	b.ReportMetric(float64(len(p.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}

// What was read is taken over for the tokens that are the same, and no others.
func TestKeep(t *testing.T) {
	r := newReading(t)
	old := r.read(t, "Rebels burned the ship. The army left.")
	read := old.Read(1)
	p := r.read(t, "Rebels burned the ship. The army left.")
	p.Keep(old, func(i int) bool { return i == 1 })
	if p.Read(1) != read || p.Read(6) == old.Read(6) {
		t.Error("the wrong predicates were kept")
	}
}
