package resolve_test

import (
	"context"
	"sync"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/extract/statement"
	"onrecord/internal/kb"
	"onrecord/internal/resolve"
	"onrecord/ling"
)

// reading is all that comes before and with the linker.
type reading struct {
	annotator  *annotate.Annotator
	statements *statement.Extractor
	resolver   *resolve.Resolver
}

var loaded = sync.OnceValues(func() (*reading, error) {
	a, err := annotate.New()
	if err != nil {
		return nil, err
	}
	s, err := statement.New()
	if err != nil {
		return nil, err
	}
	base, err := kb.Builtin()
	if err != nil {
		return nil, err
	}
	r, err := resolve.New(base)
	return &reading{a, s, r}, err
})

// read reads a text as an article of a day.
func (r *reading) read(t testing.TB, text string) onrecord.Record {
	t.Helper()
	day := ling.NewDate(2015, 11, 19)
	art := onrecord.Article{ID: "a", Text: text, Published: onrecord.Published{Value: day.String(), Earliest: day, Latest: day}}
	doc, err := r.annotator.AnnotateArticle(context.Background(), annotate.Source{Text: text, Published: day})
	if err != nil {
		t.Fatal(err)
	}
	found := onrecord.Found{By: "test", Statements: r.statements.Extract(clause.Look(doc), &art)}
	r.resolver.Local(clause.Look(doc), &art, &found)
	return onrecord.Record{Article: art, Found: found}
}

const sample = `Russian Foreign Minister Sergei Lavrov said on Thursday that Moscow was ready for talks with the US-led coalition, according to Agence France Presse. "We are ready," he told reporters in Moscow. The Turkish foreign minister, Feridun Sinirlioglu, denied it. Washington and Damascus, UN envoy Staffan de Mistura said, had met. The Syrian army, DAESH and the Islamic State group (IS) fought near Aleppo; the Valdorian premier and a senior official of Valdoria were in Geneva.`

// FuzzLocal holds what every record must, whatever the text.
func FuzzLocal(f *testing.F) {
	f.Add(sample)
	f.Add("U.S. Secretary of State Kerry's 's 's -- \"I\" [US President] Donald Trump: of the of Russia")
	f.Add("The the of minister, minister Minister of of Russia's Russia's chief al-al- Secretary-General")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		r, err := loaded()
		if err != nil {
			t.Fatal(err)
		}
		record := r.read(t, text)
		listed, ids := map[onrecord.ActorID]bool{"": true}, map[string]bool{}
		for _, a := range record.Actors {
			if listed[a.ID] || a.Name == "" || a.Codes == nil {
				t.Errorf("actor %+v: twice, or without name or codes", a)
			}
			listed[a.ID] = true
		}
		for _, m := range record.Mentions {
			if ids[m.ID] || !listed[m.Actor] || m.Start < 0 || m.End > len(text) || m.Empty() {
				t.Errorf("mention %+v: id twice, actor not listed, or outside the text", m)
			}
			ids[m.ID] = true
		}
		for i := range record.Statements {
			for p := range record.Statements[i].Parties() {
				for _, id := range *p.Actors {
					if !listed[id] {
						t.Errorf("statement %+v: actor %s of its %s not listed", record.Statements[i], id, p.Role)
					}
				}
			}
		}
	})
}

func BenchmarkLocal(b *testing.B) {
	r, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	day := ling.NewDate(2015, 11, 19)
	art := onrecord.Article{ID: "a", Text: sample, Published: onrecord.Published{Value: day.String(), Earliest: day, Latest: day}}
	doc, err := r.annotator.AnnotateArticle(context.Background(), annotate.Source{Text: sample, Published: day})
	if err != nil {
		b.Fatal(err)
	}
	statements := r.statements.Extract(clause.Look(doc), &art)
	b.ReportAllocs()
	b.SetBytes(int64(len(sample)))
	for b.Loop() {
		found := onrecord.Found{Statements: statements}
		r.resolver.Local(clause.Look(doc), &art, &found)
	}
}
