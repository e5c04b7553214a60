package site

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/decide"
	"onrecord/internal/export"
	"onrecord/internal/web/auth"
)

// decider decides about the store.
func (s *Site) decider() *decide.Maker {
	return decide.New(s.store, s.known, s.rows, s.watch.Decided)
}

// Decide takes a decision by a form, from whatever page it is on. The form's
// fields are those of the API: kind, subject, object and name, article, on, of,
// field, value, note; and back, where the reader was.
func (s *Site) Decide(w http.ResponseWriter, r *http.Request) error {
	if err := parse(w, r); err != nil {
		return err
	}
	v := r.PostForm
	who, _ := auth.From(r.Context())
	made, err := s.decider().Decide(r.Context(), onrecord.Decision{
		Kind: onrecord.DecisionKind(v.Get("kind")), Subject: onrecord.ActorID(v.Get("subject")),
		Object:  onrecord.Actor{ID: onrecord.ActorID(v.Get("object")), Name: v.Get("name")},
		Article: onrecord.ArticleID(v.Get("article")), On: onrecord.Target(v.Get("on")), Of: v.Get("of"),
		Field: v.Get("field"), Value: v.Get("value"), Note: v.Get("note"), By: who.Name,
	})
	if err != nil {
		return err
	}
	if err := s.note(r.Context(), account.Decided, "decision "+strconv.FormatInt(made.ID, 10)); err != nil {
		return err
	}
	backTo(w, r, "/")
	return nil
}

// Undo takes a decision back by a form, or puts it in force again where its
// field "undone" is empty.
func (s *Site) Undo(w http.ResponseWriter, r *http.Request) error {
	if err := parse(w, r); err != nil {
		return err
	}
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return onrecord.Errorf(onrecord.NotFound, "%q is no number of a decision", r.PathValue("id"))
	}
	undone, deed := r.PostForm.Get("undone") != "", account.Redid
	if undone {
		deed = account.Undid
	}
	if err := s.decider().Undo(r.Context(), id, undone); err != nil {
		return err
	}
	if err := s.note(r.Context(), deed, "decision "+strconv.FormatInt(id, 10)); err != nil {
		return err
	}
	backTo(w, r, "/")
	return nil
}

// decisionsPage is the log of decisions.
type decisionsPage struct {
	frame
	Rows         []decisionRow
	Count, All   int
	Words        string
	Kind, By     string
	State        string // "", "in force" or "undone"
	Kinds        []onrecord.DecisionKind
	Makers       []string
	Back         string
	Newer, Older string
	Exports      []pick
}

// decisionRow is a decision in words.
type decisionRow struct {
	export.DecisionRow
	Says  string
	About string // where what it is about stands, "" for what has no page
	Day   string
}

// DecisionRows are those that the page shows.
func (p decisionsPage) DecisionRows() []decisionRow { return p.Rows }

// Decisions is the page that lists decisions, the last one first.
func (s *Site) Decisions(w http.ResponseWriter, r *http.Request) error {
	all, err := s.store.Decisions(r.Context())
	if err != nil {
		return err
	}
	v := r.URL.Query()
	p := decisionsPage{
		frame: frameOf(r, "Decisions", "/decisions"), All: len(all), Words: v.Get("q"), Kind: v.Get("kind"), By: v.Get("by"), State: v.Get("state"),
		Kinds: onrecord.DecisionKinds[:], Back: r.URL.RequestURI(),
	}
	for _, d := range all {
		if !slices.Contains(p.Makers, d.By) {
			p.Makers = append(p.Makers, d.By)
		}
	}
	slices.Sort(p.Makers)
	if form := v.Get("format"); form != "" {
		return takeSheet(w, "decisions", form, func(out *begun, l export.Layout) (int, error) {
			return export.WriteDecisions(out, l, ask.Each(slices.DeleteFunc(slices.Clone(all), func(d onrecord.Decision) bool { return !p.wants(d) })))
		})
	}
	p.Exports = exportsOf(r.URL, sheetForms...)
	rows := s.decided(all, p.wants)
	slices.Reverse(rows)
	p.Count = len(rows)
	from, err := strconv.Atoi(v.Get("from"))
	if err != nil || from < 0 || from > len(rows) {
		from = 0
	}
	p.Rows = rows[from:min(from+perPage, len(rows))]
	if from > 0 {
		p.Newer = fromURL(r.URL, max(0, from-perPage))
	}
	if from+perPage < len(rows) {
		p.Older = fromURL(r.URL, from+perPage)
	}
	return s.render(w, http.StatusOK, "decisions", p)
}

// wants reports whether the page lists a decision.
func (p *decisionsPage) wants(d onrecord.Decision) bool {
	if p.Kind != "" && string(d.Kind) != p.Kind || p.By != "" && d.By != p.By {
		return false
	}
	if p.State != "" && (p.State == "undone") != d.Undone {
		return false
	}
	said := strings.ToLower(strings.Join([]string{says(d), d.Note, string(d.Article), d.Of, d.By}, " "))
	for _, word := range strings.Fields(strings.ToLower(p.Words)) {
		if !strings.Contains(said, word) {
			return false
		}
	}
	return true
}

// decided are the decisions that are wanted, in words.
func (s *Site) decided(all onrecord.Decisions, wanted func(onrecord.Decision) bool) []decisionRow {
	var out []decisionRow
	for _, d := range all {
		if wanted(d) {
			out = append(out, decisionRow{export.NewDecisionRow(d), says(d), aboutURL(d), export.DayForPeople(d.At.Format("2006-01-02"))})
		}
	}
	return out
}

// says is a decision in words.
func says(d onrecord.Decision) string {
	what := string(d.On)
	if d.Of != "" {
		what += " " + d.Of
	}
	other := strings.TrimSpace(d.Object.Name + " " + bracketed(string(d.Object.ID)))
	switch d.Kind {
	case onrecord.Merge:
		return or(string(d.Subject), what) + " is the same as " + or(other, d.Value)
	case onrecord.Split:
		return or(string(d.Subject), what) + " is not " + or(other, or(d.Value, "of the article"))
	case onrecord.Link:
		if d.On != onrecord.OnActor {
			return what + " is joined with " + or(d.Value, "the article")
		}
		return "who was taken for " + string(d.Subject) + " is " + other
	case onrecord.Rename:
		return string(d.Subject) + " is called " + d.Object.Name
	case onrecord.Hide:
		return or(string(d.Subject), what) + " is not shown"
	case onrecord.Confirmation:
		return what + " is right"
	case onrecord.Code:
		return what + " is coded " + d.Value + ": " + d.Field
	}
	return "the " + d.Field + " of " + what + " is " + or(other, or(d.Value, "unknown"))
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// claimTargets are the targets that are claims of one article.
var claimTargets = []onrecord.Target{onrecord.OnStatement, onrecord.OnEvent, onrecord.OnAgreement, onrecord.OnMembership}

// aboutURL is where what a decision is about stands.
func aboutURL(d onrecord.Decision) string {
	switch {
	case d.On == onrecord.OnActor && d.Article == "":
		return actorURL(cmp.Or(d.Object.ID, d.Subject))
	case d.On == onrecord.OnActor, d.On == onrecord.OnArticle:
		return articleURL(d.Article, "")
	case slices.Contains(claimTargets, d.On):
		return whyURL(d.Article, onrecord.ClaimID(d.Of))
	case d.On == "positions" || d.On == "naming" || d.On == "inconsistencies":
		return "/" + string(d.On)
	}
	return "/" + string(d.On) + "/" + url.PathEscape(d.Of)
}
