package site

import (
	"net/http"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/notify"
	"onrecord/internal/web/auth"
	"onrecord/query"
)

// followedThread is a thread that the reader follows, with what is new in it.
type followedThread struct {
	notify.Following
	Parts []newFacts
	More  int // than are shown
}

// newFacts are new facts of one sort.
type newFacts struct {
	Name string
	Rows []alertLine
}

// newSorts are what is new in a thread, by the lists that tell it.
var newSorts = []struct {
	list query.List
	name string
}{{query.Disputes, "Disputes opened"}, {query.Ledger, "Agreements changed"}, {query.Positions, "Positions shifted"}}

// following are the threads that who asks follows.
func (s *Site) following(r *http.Request) ([]followedThread, error) {
	who, _ := auth.From(r.Context())
	all, err := s.watch.Following(r.Context(), who.Name)
	if err != nil {
		return nil, err
	}
	out := make([]followedThread, len(all))
	for i, f := range all {
		out[i].Following = f
		for _, sort := range newSorts {
			part := newFacts{Name: sort.name}
			for _, fact := range f.New {
				if fact.List != alert.NameOf(sort.list) {
					continue
				}
				if len(part.Rows) == perPart {
					out[i].More++
					continue
				}
				part.Rows = append(part.Rows, alertLine{alert.Alert{Fact: fact}, notify.Path(&fact), notify.Source(&fact)})
			}
			if len(part.Rows) > 0 {
				out[i].Parts = append(out[i].Parts, part)
			}
		}
	}
	return out, nil
}

// Follow begins to follow a thread by a form, says that what is new in it has
// been seen, or ends it, as its field "do" has it.
func (s *Site) Follow(w http.ResponseWriter, r *http.Request) error {
	if err := parse(w, r); err != nil {
		return err
	}
	who, _ := auth.From(r.Context())
	t, _, err := row[onrecord.Thread](s, r, query.Threads)
	if err != nil {
		return err
	}
	deed := account.SavedQuery
	switch r.PostForm.Get("do") {
	case "follow":
		err = s.watch.Follow(r.Context(), who.Name, t)
	case "seen":
		err = s.watch.SeenAll(r.Context(), who.Name, t)
	case "leave":
		deed, err = account.DroppedQuery, s.watch.Leave(r.Context(), who.Name, t)
	default:
		err = onrecord.Errorf(onrecord.Invalid, "a thread is followed, seen or left, and not %q", r.PostForm.Get("do"))
	}
	if err == nil {
		err = s.note(r.Context(), deed, "thread "+t.ID)
	}
	if err != nil {
		return err
	}
	backTo(w, r, rowURL(query.Threads, t.ID))
	return nil
}
