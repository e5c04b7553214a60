package process_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/ling"
)

// reader is loaded once for all tests.
var reader = sync.OnceValues(func() (*process.Reader, error) { return process.New("test") })

func newReader(t testing.TB) *process.Reader {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const story = "Harbour talks resume\n\n" +
	"The talks on the harbour of Port Ansa will resume, Foreign Minister Ana Kovač said on Thursday, 12 May 2016. " +
	"“We come to the table,” she told reporters. “But not under fire.”\n\n" +
	"According to the Northern News Agency, Marenia denied that its forces had fired.\n"

// given is a page as a JSON line states it; id "" is a page that cannot be read.
func given(id, text string) ingest.Raw {
	return ingest.Raw{Name: id, MediaType: ingest.JSONL, Given: &ingest.Given{ID: id, Text: text, Published: "2016-05-13"}}
}

func pages(n int, bad map[int]bool) iter.Seq2[ingest.Raw, error] {
	return func(yield func(ingest.Raw, error) bool) {
		for i := range n {
			raw, err := given(fmt.Sprint(i), strings.Repeat(story, 1+(n-i)%5)), error(nil)
			if bad[i] {
				raw, err = ingest.Raw{Name: fmt.Sprint(i)}, onrecord.Errorf(onrecord.Invalid, "bad")
			}
			if !yield(raw, err) {
				return
			}
		}
	}
}

func TestRunKeepsTheOrder(t *testing.T) {
	bad := map[int]bool{3: true, 11: true}
	want := 0
	for r := range newReader(t).Run(t.Context(), pages(20, bad), process.Options{Workers: 4}) {
		if r.Name != fmt.Sprint(want) || (r.Err != nil) != bad[want] {
			t.Errorf("result %d is of page %s with error %v", want, r.Name, r.Err)
		}
		if r.Err == nil && string(r.Record.ID) != r.Name {
			t.Errorf("page %s gave record %s", r.Name, r.Record.ID)
		}
		want++
	}
	if want != 20 {
		t.Errorf("%d results of 20 pages", want)
	}
}

func TestRunEndsWhenLeft(t *testing.T) {
	n := 0
	for range newReader(t).Run(t.Context(), pages(50, nil), process.Options{Workers: 3}) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n = 0
	for r := range newReader(t).Run(ctx, pages(50, nil), process.Options{Workers: 3}) {
		if r.Err != nil {
			t.Error(r.Err)
		}
		if n++; n == 2 {
			cancel()
		}
	}
	if n > 2+2*3+1 {
		t.Errorf("%d results after an interruption at the second", n)
	}
}

func TestRunPassesOverWhatIsKnown(t *testing.T) {
	broken := errors.New("no store")
	known := func(_ context.Context, a onrecord.Article) (bool, error) {
		if a.ID == "2" {
			return false, broken
		}
		return a.ID == "1", nil
	}
	var got []string
	for r := range newReader(t).Run(t.Context(), pages(3, nil), process.Options{Workers: 1, Known: known}) {
		got = append(got, fmt.Sprint(r.Known, len(r.Record.Text) > 0, errors.Is(r.Err, broken)))
	}
	want := []string{"false true false", "true false false", "false false true"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A fault of ours on one page costs that page alone, and says where it is.
func TestAPanicCostsOnePage(t *testing.T) {
	known := func(_ context.Context, a onrecord.Article) (bool, error) {
		if a.ID == "1" {
			var none []int
			_ = none[len(a.ID)]
		}
		return false, nil
	}
	n := 0
	for r := range newReader(t).Run(t.Context(), pages(3, nil), process.Options{Workers: 2, Known: known}) {
		n++
		if r.Name != "1" {
			if r.Err != nil {
				t.Error(r.Err)
			}
			continue
		}
		if onrecord.KindOf(r.Err) != onrecord.Internal || !strings.Contains(fmt.Sprint(r.Err), "process/process_test.go:") || strings.Contains(r.Err.Error(), "\n") {
			t.Errorf("error %v", r.Err)
		}
	}
	if n != 3 {
		t.Errorf("%d results of 3 pages", n)
	}
}

// The same article gives the same record, however many are read beside it.
func TestRecordIsDeterministic(t *testing.T) {
	r := newReader(t)
	art := onrecord.Article{ID: "a", Text: story}
	first, _, err := r.Record(t.Context(), art)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			again, _, err := r.Record(t.Context(), art)
			if err != nil || !reflect.DeepEqual(first, again) {
				t.Errorf("another record, %v", err)
			}
		})
	}
	all.Wait()
}

func TestSeeds(t *testing.T) {
	files, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("no scrapes here")
	}
	for result := range newReader(t).Run(t.Context(), ingest.Read(t.Context(), ingest.Options{}, files...), process.Options{Workers: 2}) {
		if result.Err != nil {
			t.Error(result.Err)
			continue
		}
		r := &result.Record
		if r.Title == "" {
			t.Errorf("%s has no title", result.Name)
		}
		raw, err := os.ReadFile(result.Name)
		if err != nil || r.Text != string(raw) {
			t.Errorf("%s: the text is not the file's, %v", result.Name, err)
		}
		for _, s := range r.Statements {
			for _, span := range s.Content.Spans {
				if k := kindAt(r, span); k == ling.BlockFurniture || k == ling.BlockCaption {
					t.Errorf("%s: a claim was read from %s: %q", result.Name, k, span.In(r.Text))
				}
			}
		}
	}
}

func kindAt(r *onrecord.Record, s ling.Span) ling.BlockKind {
	for _, b := range r.Blocks {
		if b.Contains(s) {
			return b.Kind
		}
	}
	return ""
}

// schema is the contract in docs/.
var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	return jsonschema.NewCompiler().Compile("../../docs/record.schema.json")
})

// checkSchema checks a record against the contract.
func checkSchema(t *testing.T, record []byte) {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Error(err)
	}
}

// Every article there is here gives a record that obeys the contract.
func TestEveryOutputObeysTheSchema(t *testing.T) {
	inputs := []string{"../../examples", "../article/testdata"}
	for _, more := range []string{"../../../shared/seeds", "../../../shared/example/article.jsonl", "../../../shared/data/polnear/polnear-dev.jsonl"} {
		if _, err := os.Stat(more); err == nil && !(testing.Short() && strings.HasSuffix(more, "dev.jsonl")) {
			inputs = append(inputs, more)
		}
	}
	n := 0
	for result := range newReader(t).Run(t.Context(), ingest.Read(t.Context(), ingest.Options{}, inputs...), process.Options{Workers: 2}) {
		if result.Err != nil {
			if onrecord.KindOf(result.Err) == onrecord.Internal {
				t.Error(result.Err)
			}
			continue
		}
		var out bytes.Buffer
		if err := export.WriteRecord(&out, result.Record); err != nil {
			t.Fatal(err)
		}
		checkSchema(t, out.Bytes())
		checkSpans(t, out.Bytes())
		n++
	}
	if n < 16 {
		t.Errorf("%d records", n)
	}
}

// Whatever bytes come in: either they are refused, or every span of every fact
// that leaves the program lies within the text and says what the field "text"
// says, in code points.
func FuzzReadExport(f *testing.F) {
	f.Add([]byte(story))
	f.Add([]byte("“‘He said,” she said, according to them: “"))
	f.Add([]byte("Kovač: \u00a0\u202e“no”\r\n\r\n-- Name\n"))
	f.Add([]byte("<html><title>Talks</title><p>Ana Kovač said “no” on Thursday.<p>More € said."))
	f.Add([]byte(strings.Repeat("said \"", 50)))
	f.Add([]byte("\xff\xfeA\x00"))
	r := newReader(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		in := ingest.Read(t.Context(), ingest.Options{Stdin: bytes.NewReader(body)}, "-")
		for result := range r.Run(t.Context(), in, process.Options{}) {
			if onrecord.KindOf(result.Err) == onrecord.Invalid {
				continue
			}
			if result.Err != nil {
				t.Fatal(result.Err)
			}
			var out bytes.Buffer
			if err := export.WriteRecord(&out, result.Record); err != nil {
				t.Fatal(err)
			}
			checkSchema(t, out.Bytes())
			checkSpans(t, out.Bytes())
		}
	})
}

// checkSpans reads a record as a stranger would and checks every object that
// has spans, or a start and an end.
func checkSpans(t *testing.T, record []byte) {
	t.Helper()
	var r map[string]any
	if err := json.Unmarshal(record, &r); err != nil {
		t.Fatal(err)
	}
	text := []rune(r["text"].(string))
	delete(r, "text")
	walk(r, func(o map[string]any) {
		if start, ok := o["start"].(float64); ok {
			slice(t, text, start, o["end"].(float64))
		}
		spans, ok := o["spans"].([]any)
		if !ok {
			return
		}
		var said []string
		for _, s := range spans {
			said = append(said, slice(t, text, s.([]any)[0].(float64), s.([]any)[1].(float64)))
		}
		if words, ok := o["text"].(string); ok && words != strings.Join(said, " ") {
			t.Errorf("spans %v say %q, text says %q", spans, said, words)
		}
	})
}

func walk(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, child := range v {
			walk(child, visit)
		}
	case []any:
		for _, child := range v {
			walk(child, visit)
		}
	}
}

func slice(t *testing.T, text []rune, start, end float64) string {
	t.Helper()
	if start < 0 || end <= start || int(end) > len(text) {
		t.Fatalf("span [%v, %v) of %d characters", start, end, len(text))
	}
	return string(text[int(start):int(end)])
}

func BenchmarkRecord(b *testing.B) {
	r := newReader(b)
	art := onrecord.Article{ID: "a", Text: strings.Repeat(story, 10)}
	b.ReportAllocs()
	b.SetBytes(int64(len(art.Text)))
	for b.Loop() {
		if _, _, err := r.Record(b.Context(), art); err != nil {
			b.Fatal(err)
		}
	}
}
