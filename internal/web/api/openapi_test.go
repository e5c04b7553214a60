package api_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// document is the OpenAPI document of a server, valid by a reader of it that is
// not the one that wrote it.
func document(t *testing.T, s *web.Server) (*openapi3.T, *jsonschema.Compiler) {
	t.Helper()
	written := webtest.Call(t, s, "/openapi.json", http.Header{}).Body.Bytes()
	doc, err := openapi3.NewLoader().LoadFromData(written)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	raw, err := jsonschema.UnmarshalJSON(bytes.NewReader(written))
	if err != nil {
		t.Fatal(err)
	}
	schemas := jsonschema.NewCompiler() // by 2020-12, as OpenAPI 3.1 has it
	if err := schemas.AddResource("openapi.json", raw); err != nil {
		t.Fatal(err)
	}
	return doc, schemas
}

// addresses are what programs ask, which stay.
var addresses = map[string]string{
	"DELETE": `/saved/{id} /watches/{address}`,
	"GET": `/actors /actors/{id} /agreements /agreements/{id} /articles /articles/facets /articles/{id}
		/articles/{id}/claims/{claim} /articles/{id}/versions /assertions /assertions/facets /brief /compare
		/decisions /disputes /disputes/{id} /events /events/facets /facts /following /health /incidents
		/incidents/{id} /inconsistencies /inconsistencies/{id} /intake /intake/{job} /memberships /memberships/facets /naming /naming/matrix /naming/{id}
		/network /places /positions /positions/matrix /positions/over-time /positions/shifts /positions/{id} /saved /saved/{id}/alerts
		/statements /statements/facets /stories /stories/{id} /threads /threads/{id} /timeline /watches`,
	"PATCH": `/decisions/{id}`,
	"POST":  `/articles /decisions /saved /threads/{id}/follow /watches /watches/{address}/look`,
}

// An address that programs ask is never gone.
func TestAddressesStay(t *testing.T) {
	doc, _ := document(t, served(t, 0))
	for method, paths := range addresses {
		for _, path := range strings.Fields(paths) {
			if item := doc.Paths.Find(path); item == nil || item.GetOperation(method) == nil {
				t.Errorf("%s %s is not there", method, path)
			}
		}
	}
}

// Every operation is asked with each of the examples that its document gives,
// and answers with what the document says it answers with.
func TestTheDocumentsExamplesRun(t *testing.T) {
	pages, programs := webtest.Examples(t)
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	doc, schemas := document(t, s)
	ran, rows := 0, 0
	for _, path := range doc.Paths.InMatchingOrder() {
		if path == "/facts" {
			continue // which does not end: see TestFactsComeAsTheyArrive
		}
		for method, op := range doc.Paths.Find(path).Operations() {
			for _, target := range examples(t, s, path, op) {
				w := sent(t, s, method, target, op)
				if w.Code >= 300 {
					t.Errorf("%s %s: status %d: %s", method, target, w.Code, w.Body)
					continue
				}
				checked(t, schemas, path, strings.ToLower(method), target, w)
				if ran++; strings.Contains(w.Body.String(), `"rows":[{`) {
					rows++
				}
			}
		}
	}
	if ran < 150 || rows < 60 {
		t.Errorf("%d examples ran, and %d lists had rows", ran, rows)
	}
}

// examples are the targets of an operation: without anything, and with the
// example of each parameter. An id is that of the first row of its list.
func examples(t *testing.T, s *web.Server, path string, op *openapi3.Operation) (out []string) {
	t.Helper()
	switch path {
	case "/articles/{id}/claims/{claim}":
		var list struct {
			Rows []struct{ Article, ID string }
		}
		webtest.First(t, s, "/statements", &list)
		return []string{"/articles/" + url.PathEscape(list.Rows[0].Article) + "/claims/" + list.Rows[0].ID}
	case "/intake/{job}":
		if w := webtest.Bring(t, s, map[string]string{"text": webtest.ToTakeIn}, nil); w.Code != http.StatusSeeOther {
			t.Fatalf("brought to be read: status %d: %s", w.Code, w.Body)
		}
		return []string{"/intake/1"}
	case "/watches/{address}", "/watches/{address}/look":
		if w := webtest.Send(t, s, http.MethodPost, "/watches", `{"address":"https://post.example/feed.xml"}`); w.Code != http.StatusNoContent {
			t.Fatalf("begun to watch: status %d: %s", w.Code, w.Body)
		}
		return []string{strings.Replace(path, "{address}", "https:%2F%2Fpost.example%2Ffeed.xml", 1)}
	case "/inconsistencies/{id}":
		return nil // no example goes against itself; see package site's TestRowsOfOnePlace
	case "/compare":
		var list struct{ Rows []onrecord.Story }
		webtest.First(t, s, "/stories?limit=1000", &list)
		for _, story := range list.Rows {
			if len(ask.OutletsOf(story)) > 1 {
				return []string{"/compare?story=" + url.QueryEscape(story.ID)}
			}
		}
		t.Fatal("no story of two outlets")
	}
	to, rest, one := strings.Cut(path, "/{id}")
	if one {
		id := "1" // of a decision
		switch to {
		case "/decisions":
		case "/saved":
			// One is saved for each that asks for one, whose turn may come after another took it away.
			id = saveOne(t, s)
		default:
			var list struct{ Rows []struct{ ID string } }
			webtest.First(t, s, to, &list)
			id = list.Rows[0].ID
		}
		return []string{to + "/" + url.PathEscape(id) + rest}
	}
	out = append(out, path)
	for _, p := range op.Parameters {
		if p.Value.In == "query" && p.Value.Example != nil {
			out = append(out, path+"?"+url.Values{p.Value.Name: {fmt.Sprint(p.Value.Example)}}.Encode())
		}
	}
	return out
}

// saveOne saves a query and gives its id.
func saveOne(t *testing.T, s *web.Server) string {
	t.Helper()
	var saved struct{ ID int64 }
	w := webtest.Send(t, s, http.MethodPost, "/saved", `{"list":"statements"}`)
	if err := json.Unmarshal(w.Body.Bytes(), &saved); err != nil || saved.ID == 0 {
		t.Fatalf("%s, %v", w.Body, err)
	}
	return strconv.FormatInt(saved.ID, 10)
}

// sent asks for a target, with the example of a body where one is to be sent.
func sent(t *testing.T, s *web.Server, method, target string, op *openapi3.Operation) *httptest.ResponseRecorder {
	t.Helper()
	if op.RequestBody == nil {
		return webtest.Send(t, s, method, target, "")
	}
	body, err := json.Marshal(op.RequestBody.Value.Content["application/json"].Example)
	if err != nil {
		t.Fatal(err)
	}
	return webtest.Send(t, s, method, target, string(body))
}

// checked compares an answer with the schema that the document has for it.
func checked(t *testing.T, schemas *jsonschema.Compiler, path, method, target string, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code == http.StatusNoContent {
		return
	}
	kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	escaped := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	schema, err := schemas.Compile(fmt.Sprintf("openapi.json#/paths/%s/%s/responses/%d/content/%s/schema", escaped.Replace(path), method, w.Code, escaped.Replace(kind)))
	if err != nil {
		t.Errorf("%s: its answer, %s, has no schema: %v", target, kind, err)
		return
	}
	for line := range strings.SplitSeq(strings.TrimSpace(w.Body.String()), "\n") {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Errorf("%s: %v", target, err)
			return
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v\n%.600s", target, err, line)
			return
		}
	}
}

// Whatever is asked wrongly is answered by a problem that the document tells of.
func TestEveryFaultIsADocumentedProblem(t *testing.T) {
	s := served(t, 1)
	doc, schemas := document(t, s)
	problem, err := schemas.Compile("openapi.json#/components/schemas/ErrorModel")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, path := range doc.Paths.InMatchingOrder() {
		op := doc.Paths.Find(path).Get
		if op == nil {
			continue
		}
		target := cmp.Or(strings.Replace(path, "{id}", "nobody", 1), path)
		if !strings.Contains(path, "{") { // of a stream too, which ends by this
			target += "?limit=-1&act=lie&mode=lie&window=x&after=-1&q=%28"
		}
		w := webtest.Call(t, s, target, http.Header{})
		if w.Code < 400 {
			told = append(told, path)
			continue
		}
		if w.Code >= 500 || op.Responses.Value(fmt.Sprint(w.Code)) == nil {
			t.Errorf("%s: status %d, which the document does not tell of: %s", target, w.Code, w.Body)
		}
		v, err := jsonschema.UnmarshalJSON(w.Body)
		if err != nil || problem.Validate(v) != nil {
			t.Errorf("%s: no problem: %v, %v", target, err, problem.Validate(v))
		}
	}
	// Decisions and saved queries are all listed; hostile rows of many articles are found under any id.
	if want := []string{"/decisions", "/following", "/health", "/intake", "/saved", "/watches"}; !slices.Equal(slices.DeleteFunc(slices.Sorted(slices.Values(told)), func(p string) bool { return strings.Contains(p, "{id}") }), want) {
		t.Errorf("asked wrongly, and answered: %v", told)
	}
}
