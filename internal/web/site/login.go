package site

import (
	"net/http"
	"net/url"
	"strings"

	"onrecord"
	"onrecord/internal/web/auth"
)

// Door lets users in and out.
type Door interface {
	// Enter begins a session for whoever knows a user's password.
	Enter(r *http.Request, name, password string) error
	// Leave ends the session.
	Leave(r *http.Request) error
}

type loginPage struct {
	frame
	Name, To, Problem string
}

// Login is the page that asks for name and password.
func (s *Site) Login(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, http.StatusOK, "login", loginPage{frame: frameOf(r, "Log in", ""), To: within(r.URL.Query().Get("to"))})
}

// Enter lets a user in by the form of Login, and leads to where they wanted to go.
func (s *Site) Enter(door Door) Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := parse(w, r); err != nil {
			return err
		}
		name, to := r.PostForm.Get("name"), within(r.PostForm.Get("to"))
		err := door.Enter(r, name, r.PostForm.Get("password"))
		status := http.StatusUnauthorized
		switch onrecord.KindOf(err) {
		case onrecord.Limited:
			status = http.StatusTooManyRequests
			w.Header().Set("Retry-After", auth.RetryAfter(err))
		case onrecord.Unauthenticated:
		default:
			if err != nil {
				return err
			}
			http.Redirect(w, r, to, http.StatusSeeOther)
			return nil
		}
		return s.render(w, status, "login", loginPage{frameOf(r, "Log in", ""), name, to, err.Error()})
	}
}

// Leave ends a user's session.
func (s *Site) Leave(door Door) Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := door.Leave(r); err != nil {
			return err
		}
		http.Redirect(w, r, "/login", http.StatusSeeOther)
		return nil
	}
}

// LoginFirst leads to the login and from there back, for a page that was asked for by nobody known.
func LoginFirst(w http.ResponseWriter, r *http.Request) {
	to := "/login"
	if r.Method == http.MethodGet {
		to += "?" + url.Values{"to": {r.URL.RequestURI()}}.Encode()
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// within is a place on the site, "/" for what leads elsewhere: a link to the
// login must not lead a user to a page that looks like ours.
func within(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\x00\r\n\t") {
		return "/"
	}
	return to
}

// mostForm is how large a form may be.
const mostForm = 64 << 10

// parse reads a form that was sent.
func parse(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return onrecord.Errorf(onrecord.Invalid, "read the form: %w", err)
	}
	return nil
}
