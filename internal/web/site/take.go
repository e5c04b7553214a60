package site

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// mediaTypes are those of the forms in which lists are taken away.
var mediaTypes = map[string]string{
	"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"parquet": "application/vnd.apache.parquet", "bibtex": "application/x-bibtex; charset=utf-8", "ris": "application/x-research-info-systems; charset=utf-8",
	"csl": "application/vnd.citationstyles.csl+json", "gexf": "application/gexf+xml", "graphml": "application/graphml+xml",
	"markdown": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8",
}

// sheetForms are the forms that every list is taken away in.
var sheetForms = []string{"csv", "jsonl", "xlsx", "parquet"}

// forms are the forms in which the list is taken away.
func (l listing[In]) forms() []string {
	if l.of == query.Articles || l.of == query.Statements {
		return append(slices.Clone(sheetForms), bibliographies...)
	}
	return sheetForms
}

// bibliographies are the forms of reference managers: of an article, or of a
// statement as a quotation of one.
var bibliographies = []string{string(export.BibTeX), string(export.RIS), string(export.CSL)}

// takeReferences answers with articles or statements in one of bibliographies.
func (l listing[In]) takeReferences(w http.ResponseWriter, r *http.Request, store onrecord.Store, f onrecord.Filter, form string) error {
	return takeAs(w, strings.TrimPrefix(listPath(l.of), "/"), form, func(out *begun) (err error) {
		if l.of == query.Articles {
			_, err = export.WriteBibliography(out, export.Bibliography(form), store.Articles(r.Context(), f))
			return err
		}
		here := origin(w, r)
		_, err = export.WriteQuotations(out, export.Bibliography(form), store.Statements(r.Context(), f), func(row onrecord.Row) string {
			return here + articleURL(row.Article.ID, row.Statement.ID)
		})
		return err
	})
}

// exportsOf lead to the list at an address in some forms.
func exportsOf(u *url.URL, forms ...string) []pick {
	var out []pick
	for _, form := range forms {
		out = append(out, pick{Name: form, URL: with(u, "format", form, "view", "", "counts", "", "zoom", "")})
	}
	return out
}

// take answers with the whole list in a form.
func (l listing[In]) take(w http.ResponseWriter, r *http.Request, store onrecord.Store, f onrecord.Filter, form string, columns []string) error {
	f.Limit, f.After = 0, ""
	name := strings.TrimPrefix(listPath(l.of), "/")
	if slices.Contains(bibliographies, form) && slices.Contains(l.forms(), form) {
		return l.takeReferences(w, r, store, f, form)
	}
	return takeSheet(w, name, form, func(out *begun, layout export.Layout) (int, error) {
		if form != "jsonl" { // an object has all of them
			layout.Columns = columns
		}
		return l.sheet.Write(out, layout, l.rows(store, r.Context(), f))
	})
}

// takeSheet answers with a list in one of sheetForms.
func takeSheet(w http.ResponseWriter, name, form string, write func(*begun, export.Layout) (int, error)) error {
	return takeOneOf(w, sheetForms, name, form, write)
}

// takeOneOf answers with a list in one of some forms.
func takeOneOf(w http.ResponseWriter, forms []string, name, form string, write func(*begun, export.Layout) (int, error)) error {
	if !slices.Contains(forms, form) {
		return onrecord.Errorf(onrecord.Invalid, "%s: not taken away as %q; there are %s", name, form, strings.Join(forms, ", "))
	}
	return takeAs(w, name, form, func(out *begun) error {
		_, err := write(out, export.Layout{Format: export.Format(form)})
		return err
	})
}

// takeAs answers with a file of a list.
func takeAs(w http.ResponseWriter, name, form string, write func(*begun) error) error {
	end := cmp.Or(map[string]string{"bibtex": "bib", "csl": "json", "markdown": "md"}[form], form)
	out := &begun{w: w, header: func() {
		w.Header().Set("Content-Type", mediaTypes[form])
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+end+`"`)
	}}
	err := write(out)
	if err != nil && out.has {
		panic(http.ErrAbortHandler) // there is no other way to tell of a fault than to break off
	}
	if err == nil && !out.has { // an empty file is a file
		_, err = out.Write(nil)
	}
	return err
}

// begun is an answer whose head is written with its first bytes: a fault before
// them is told as any other.
type begun struct {
	w      http.ResponseWriter
	header func()
	has    bool
}

func (b *begun) Write(p []byte) (int, error) {
	if !b.has {
		b.has = true
		b.header()
	}
	return b.w.Write(p)
}
