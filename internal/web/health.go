package web

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// alive says that the process answers.
func alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintln(w, "ok")
}

// readyWithin is how long what the server needs may take to answer: less than
// those who ask wait.
const readyWithin = 2 * time.Second

// ready says whether all that the server needs answers, and nothing else: anybody
// may ask. What is wrong stands in the log.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	ctx, end := context.WithTimeout(r.Context(), readyWithin)
	defer end()
	for _, answers := range s.needs {
		if err := answers(ctx); err != nil {
			if r.Context().Err() == nil {
				s.log.WarnContext(ctx, "not ready", "error", err)
			}
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
	}
	fmt.Fprintln(w, "ok")
}
