package site

import (
	"net/http"
	"strconv"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/decide"
	"onrecord/internal/web/auth"
)

// Decide takes a decision by a form, from whatever page it is on. The form's
// fields are those of the API: kind, subject, object and name, article, on, of,
// field, value, note; and back, where the reader was.
func (s *Site) Decide(w http.ResponseWriter, r *http.Request) error {
	if err := parse(w, r); err != nil {
		return err
	}
	v := r.PostForm
	who, _ := auth.From(r.Context())
	made, err := decide.New(s.store, s.known).Decide(r.Context(), onrecord.Decision{
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
	if err := s.store.Undo(r.Context(), id, undone); err != nil {
		return err
	}
	if err := s.note(r.Context(), deed, "decision "+strconv.FormatInt(id, 10)); err != nil {
		return err
	}
	backTo(w, r, "/")
	return nil
}
