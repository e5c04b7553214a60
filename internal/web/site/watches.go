package site

import (
	"net/http"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/intake"
	"onrecord/internal/watch"
)

// watchedPart is what is watched, with what an editor does about it.
type watchedPart struct {
	Here    bool // whether this server looks at it
	Rows    []watchedRow
	Periods []choice
}

// watchedRow is a watch with its last intake.
type watchedRow struct {
	watch.Watch
	State string
	Job   int // 0 for none that the desk still tells of
}

// watchPeriods are how often a page offers to look.
var watchPeriods = []choice{{"15m", "quarter of an hour"}, {"1h", "hour"}, {"6h", "six hours"}, {"24h", "day"}}

// watchedPart is that of the intake.
func (s *Site) watchedPart(r *http.Request, jobs []intake.Job) (p watchedPart, err error) {
	p.Here, p.Periods = s.desk.Watches() != nil, watchPeriods
	all, err := s.watched(r.Context())
	for _, w := range all {
		row := watchedRow{Watch: w, State: stateOf(&w, time.Now())}
		for _, j := range jobs { // the newest first
			if j.By == intake.ByWatch && j.Name == w.Address {
				row.Job = j.ID
				break
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return p, err
}

// stateOf is how a watch stands, in a word.
func stateOf(w *watch.Watch, now time.Time) string {
	switch {
	case w.Fault != "":
		return "fails"
	case w.Checked.IsZero():
		return "not looked at yet"
	case !now.Before(w.Next):
		return "due"
	}
	return "in order"
}

// Often is how often it is looked at, for people.
func (r watchedRow) Often() string {
	for _, p := range watchPeriods {
		if d, err := time.ParseDuration(p.Value); err == nil && d == r.Every {
			return p.Words
		}
	}
	return r.Every.String()
}

// BeginWatch begins to watch an address.
func (s *Site) BeginWatch(w http.ResponseWriter, r *http.Request) error {
	every, err := time.ParseDuration(or(r.PostFormValue("every"), "1h"))
	if err != nil {
		return onrecord.Errorf(onrecord.Invalid, "every %q is no time", r.PostFormValue("every"))
	}
	return s.changeWatch(w, r, account.Watched, r.PostFormValue("address"), func(all *intake.Watches, address string) error {
		return all.Add(r.Context(), address, every)
	})
}

// EndWatch watches an address no longer.
func (s *Site) EndWatch(w http.ResponseWriter, r *http.Request) error {
	return s.changeWatch(w, r, account.Unwatched, r.PathValue("address"), func(all *intake.Watches, address string) error {
		return watch.Remove(r.Context(), all, address)
	})
}

// LookNow has an address that is watched looked at.
func (s *Site) LookNow(w http.ResponseWriter, r *http.Request) error {
	return s.changeWatch(w, r, account.LookedAt, r.PathValue("address"), func(all *intake.Watches, address string) error {
		return all.Look(r.Context(), address)
	})
}

// changeWatch does something with what is watched, and leads back to it.
func (s *Site) changeWatch(w http.ResponseWriter, r *http.Request, what account.Deed, address string, do func(*intake.Watches, string) error) error {
	if s.desk == nil || s.desk.Watches() == nil {
		return onrecord.Errorf(onrecord.NotFound, "this server watches nothing")
	}
	if err := do(s.desk.Watches(), address); err != nil {
		return err
	}
	if err := s.note(r.Context(), what, address); err != nil {
		return err
	}
	http.Redirect(w, r, "/intake#watched", http.StatusSeeOther)
	return nil
}
