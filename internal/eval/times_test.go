package eval

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"onrecord/annotate"
	"onrecord/ling"
)

const timeData = "../../../shared/data/time"

var timesOut = flag.String("times.out", "", "folder to write found times to, as score/times.py reads them")

// corpus reads a file of a corpus, and skips the test where there is none.
func corpus[T any](t *testing.T, name string) []T {
	t.Helper()
	in, err := os.Open(filepath.Join(timeData, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no corpus %s here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	list, err := ReadJSONLines[T](name, in)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// annotatedDocs reads each document with its day.
func annotatedDocs(t *testing.T, docs []TimeDoc) map[string]*ling.Document {
	t.Helper()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*ling.Document{}
	for _, d := range docs {
		doc, err := a.AnnotateArticle(context.Background(), annotate.Source{Text: d.Text, Published: d.Day()})
		if err != nil {
			t.Fatal(err)
		}
		found[d.Doc] = doc
	}
	return found
}

// FoundTimes are a document's time expressions in code points.
func foundTimes(id string, doc *ling.Document) []MarkedTime {
	var list []MarkedTime
	at := ling.NewOffsets(doc.Text)
	for _, e := range doc.Times {
		s, end := at.CodePoints(e.Span)
		list = append(list, MarkedTime{Doc: id, Start: s, End: end, Type: string(e.Type), Value: e.Value})
	}
	return list
}

// TestTimeScores holds the scores to what they were: a drop fails.
func TestTimeScores(t *testing.T) {
	if testing.Short() {
		t.Skip("reads corpora")
	}
	for _, c := range []struct {
		name                   string
		intervals              bool
		strict, relaxed, value float64
	}{
		{"meantime-dev", false, 89.5, 94, 84},
		{"gumnews", true, 63, 70, 62},
		{"wikiwars", false, 89, 94, 88.9},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := corpus[TimeDoc](t, c.name+".docs.jsonl")
			gold := corpus[MarkedTime](t, c.name+".gold.jsonl")
			read := annotatedDocs(t, docs)
			var found []MarkedTime
			for _, d := range docs {
				found = append(found, foundTimes(d.Doc, read[d.Doc])...)
			}
			s := ScoreTimes(docs, gold, found, c.intervals)
			t.Log(s)
			if s.StrictF1() < c.strict || s.RelaxedF1() < c.relaxed || s.ValueF1() < c.value {
				t.Errorf("%s: below strict %.1f, relaxed %.1f or value %.1f", s, c.strict, c.relaxed, c.value)
			}
			writeTimes(t, c.name, found)
			if testing.Verbose() {
				for _, e := range s.Errors {
					t.Log(e)
				}
			}
		})
	}
}

func writeTimes(t *testing.T, name string, found []MarkedTime) {
	if *timesOut == "" {
		return
	}
	out, err := os.Create(filepath.Join(*timesOut, name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	for _, f := range found {
		if err := json.NewEncoder(out).Encode(f); err != nil {
			t.Fatal(err)
		}
	}
}
