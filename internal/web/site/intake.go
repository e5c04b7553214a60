package site

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ingest"
	"onrecord/internal/intake"
	"onrecord/internal/web/auth"
)

// intakePage takes articles in, and tells what became of those that came.
type intakePage struct {
	frame
	Jobs  []intake.Job
	Watch watchedPart
}

// jobPage tells how far one intake is.
type jobPage struct {
	frame
	Job intake.Job
}

// Intake is the page that takes articles in.
func (s *Site) Intake(w http.ResponseWriter, r *http.Request) error {
	if s.desk == nil {
		return errNoDesk
	}
	p := intakePage{frame: frameOf(r, "Intake", "/intake"), Jobs: s.desk.Jobs()}
	var err error
	if p.Watch, err = s.watchedPart(r, p.Jobs); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "intake", p)
}

var errNoDesk = onrecord.Errorf(onrecord.NotFound, "this server takes no articles in")

// IntakeJob is the page of one intake. While it is not done the browser asks
// for it again every other second, without script.
func (s *Site) IntakeJob(w http.ResponseWriter, r *http.Request) error {
	if s.desk == nil {
		return errNoDesk
	}
	id, err := strconv.Atoi(r.PathValue("job"))
	if err != nil {
		return Nowhere(w, r)
	}
	job, err := s.desk.Job(id)
	if err != nil {
		return err
	}
	if job.Ended.IsZero() {
		w.Header().Set("Refresh", "2")
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, http.StatusOK, "job", jobPage{frameOf(r, "Intake of "+job.Name, "/intake"), job})
}

// mostIntake is how large what is dropped may be, all files together.
const mostIntake = 64 << 20

// TakeIn takes articles in by the form of Intake: text that is pasted, files,
// or an address.
func (s *Site) TakeIn(w http.ResponseWriter, r *http.Request) error {
	if s.desk == nil {
		return errNoDesk
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostIntake)
	if err := r.ParseMultipartForm(8 << 20); err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return onrecord.Errorf(onrecord.Invalid, "that is more than %d MiB; \"onrecord add\" reads files of any size", mostIntake>>20)
		}
		return onrecord.Errorf(onrecord.Invalid, "read the form: %w", err)
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // they are read, and what cannot be removed the system removes
	sources, err := sourcesOf(r)
	if err != nil {
		return err
	}
	who, _ := auth.From(r.Context())
	to := "/intake"
	for _, source := range sources {
		job, err := s.desk.Take(who.Name, source)
		if err != nil {
			return err
		}
		if err := s.note(r.Context(), account.TookIn, job.Name); err != nil {
			return err
		}
		if len(sources) == 1 {
			to += "/" + strconv.Itoa(job.ID)
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// sourcesOf are what a form brings, at least one.
func sourcesOf(r *http.Request) (out []intake.Source, err error) {
	v := r.PostForm
	said := ingest.Given{Outlet: v.Get("outlet"), Title: v.Get("title"), Published: v.Get("published"), URL: v.Get("url")}
	if address := v.Get("address"); address != "" {
		out = append(out, intake.Source{Address: address, Said: ingest.Given{Outlet: said.Outlet}})
	}
	if text := v.Get("text"); text != "" {
		out = append(out, intake.Source{Body: []byte(text), Said: said})
	}
	for _, header := range r.MultipartForm.File["files"] {
		body, err := fileOf(header)
		if err != nil {
			return nil, err
		}
		if len(body) > 0 {
			out = append(out, intake.Source{Name: header.Filename, Body: body, Said: ingest.Given{Outlet: said.Outlet}})
		}
	}
	if len(out) == 0 {
		return nil, onrecord.Errorf(onrecord.Invalid, "there is nothing to read: paste a text, choose files, or name an address")
	}
	return out, nil
}

func fileOf(header *multipart.FileHeader) ([]byte, error) {
	f, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	return io.ReadAll(f)
}
