package site

import (
	"net/http"
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
	"csl": "application/vnd.citationstyles.csl+json",
}

// forms are the forms in which the list is taken away.
func (l listing[In]) forms() []string {
	out := []string{"csv", "jsonl", "xlsx", "parquet"}
	if l.of == query.Articles {
		out = append(out, "bibtex", "ris", "csl")
	}
	return out
}

// take answers with the whole list in a form.
func (l listing[In]) take(w http.ResponseWriter, r *http.Request, store onrecord.Store, f onrecord.Filter, form string, columns []string) error {
	if !slices.Contains(l.forms(), form) {
		return onrecord.Errorf(onrecord.Invalid, "there is no form %q; there are %s", form, strings.Join(l.forms(), ", "))
	}
	f.Limit, f.After = 0, ""
	ends := map[string]string{"bibtex": "bib", "csl": "json"}
	end := form
	if e := ends[form]; e != "" {
		end = e
	}
	out := &begun{w: w, header: func() {
		w.Header().Set("Content-Type", mediaTypes[form])
		w.Header().Set("Content-Disposition", `attachment; filename="`+strings.TrimPrefix(listPath(l.of), "/")+"."+end+`"`)
	}}
	var err error
	switch export.Bibliography(form) {
	case export.BibTeX, export.RIS, export.CSL:
		_, err = export.WriteBibliography(out, export.Bibliography(form), store.Articles(r.Context(), f))
	default:
		layout := export.Layout{Format: export.Format(form), Columns: columns}
		if form == "jsonl" {
			layout.Columns = nil // an object has all of them
		}
		_, err = l.sheet.Write(out, layout, l.rows(store, r.Context(), f))
	}
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
