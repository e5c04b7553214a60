// Package site makes the pages of a store: a file a view, each on package ask
// and the store's lists. Pages are made on the server and take nothing from
// elsewhere; what little script there is improves them, and none of them needs
// it. An article's words are never trusted: they come in by html/template only.
//
// A page's template stands in assets/pages, what all have in assets; the style
// sheet is the files of assets/style, one after the other.
package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/decide"
	"onrecord/internal/export"
	"onrecord/internal/extract"
	"onrecord/internal/intake"
	"onrecord/internal/notify"
	"onrecord/internal/process"
	"onrecord/internal/web/auth"
)

//go:embed assets
var assets embed.FS

// Site makes pages.
type Site struct {
	store onrecord.Store
	world World
	known decide.Known
	acts  Log
	watch *notify.Watcher
	https bool
	rules func() (extract.Rulebook, error) // read once, where one is asked about
	read  func() (*process.Reader, error)
	desk  *intake.Desk
	pages map[string]*template.Template
	files map[string]file // of the program, by name
	menu  [][]Place       // in groups
	by    string          // the program and its version, as citations name it
}

// Page answers a request, or returns an error whose kind says what is wrong.
type Page func(http.ResponseWriter, *http.Request) error

// Parts are what a site is made of.
type Parts struct {
	Store onrecord.Store
	World World
	Known decide.Known // who actors are that the world knows
	Acts  Log
	Watch *notify.Watcher
	HTTPS bool // readers come by it
	// Read gives what reads articles. It is asked for only where one is to be
	// read, for it takes a while to load.
	Read func() (*process.Reader, error)
	Desk *intake.Desk // that takes articles in; nil for none
	// Version is the program's, which citations name; "" for none.
	Version string
}

// Log hears what users did.
type Log interface {
	Note(ctx context.Context, a account.Act) error
}

// New makes the pages of a store and of what comes of its articles.
func New(p Parts) (*Site, error) {
	if p.Store == nil || p.World == nil || p.Watch == nil {
		return nil, errors.New("a site needs a store, the rows of many articles, and a watcher that tells of decisions")
	}
	s := &Site{store: p.Store, world: p.World, known: p.Known, acts: p.Acts, read: p.Read, desk: p.Desk, watch: p.Watch, https: p.HTTPS, rules: sync.OnceValues(extract.NewRulebook), pages: map[string]*template.Template{}}
	if p.Version != "" {
		s.by = "onrecord " + p.Version
	}
	files, err := fs.Glob(assets, "assets/pages/*.html")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		t, err := template.New("").Funcs(functions).Funcs(template.FuncMap{"asset": s.asset, "menu": s.menuFor}).ParseFS(assets, "assets/frame.html", "assets/parts*.html", file)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", file, err)
		}
		s.pages[strings.TrimSuffix(path.Base(file), ".html")] = t
	}
	sheets, err := fs.Glob(assets, "assets/style/*.css")
	if err != nil {
		return nil, err
	}
	var style []byte
	for _, file := range sheets {
		b, err := assets.ReadFile(file)
		if err != nil {
			return nil, err
		}
		style = append(style, b...)
	}
	script, err := assets.ReadFile("assets/site.js")
	if err != nil {
		return nil, err
	}
	s.files = map[string]file{"style.css": newFile("text/css; charset=utf-8", style), "site.js": newFile("text/javascript; charset=utf-8", script)}
	return s, nil
}

// functions are those that the templates call.
var functions = template.FuncMap{
	"articleURL": articleURL,
	"citeURL":    citeURL,
	"actorURL":   actorURL,
	"watchURL":   watchURL,
	"rowURL":     rowURL,
	"listURL":    listURL,
	"speakerURL": speakerURL,
	"published":  export.PublishedForPeople,
	"or":         or,
	"join":       strings.Join,
	"day":        export.DayForPeople,
	"cue":        export.CueForPeople,
	"quoted":     quoted,

	"incidentHead":   func(i onrecord.Incident) string { return export.IncidentEntry(i).Head },
	"referenceWords": export.ReferenceWords,

	"title":  title,
	"short":  short,
	"number": number,
	"plural": plural,
	"things": things,
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// quoted reports whether words begin with a quotation mark of their own.
func quoted(words string) bool {
	return strings.IndexFunc(words, func(r rune) bool { return strings.ContainsRune("“\"‘«„", r) }) == 0
}

// note has the log know what a user did.
func (s *Site) note(ctx context.Context, what account.Deed, on string) error {
	who, _ := auth.From(ctx)
	return s.acts.Note(ctx, account.Act{At: time.Now().UTC(), User: who.Name, What: what, On: on, Address: who.Address})
}

// texts are the pages that show a text as it is.
var texts = map[string]bool{"article": true, "versions": true, "why": true, "tree": true}

// render writes a whole page or none.
func (s *Site) render(w http.ResponseWriter, status int, name string, page any) error {
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "frame.html", page); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(plain(b.Bytes(), texts[name])) // a reader who has gone is no fault
	return nil
}

type failedPage struct {
	frame
	Message string
}

// Failed is the page for a request that cannot be answered.
func (s *Site) Failed(w http.ResponseWriter, r *http.Request, status int, message string) error {
	return s.render(w, status, "failed", failedPage{frame: frameOf(r, http.StatusText(status), ""), Message: message})
}

// Nowhere is where no page is.
func Nowhere(http.ResponseWriter, *http.Request) error {
	return onrecord.Errorf(onrecord.NotFound, "there is no such page")
}

// file is a file of the program that pages need.
type file struct {
	mediaType, print string // print is of its bytes
	bytes            []byte
}

func newFile(mediaType string, b []byte) file {
	sum := sha256.Sum256(b)
	return file{mediaType, hex.EncodeToString(sum[:8]), b}
}

// asset is the address of a file, another one for other bytes: a browser keeps
// what it has until the program has another.
func (s *Site) asset(name string) string { return "/" + name + "?v=" + s.files[name].print }

// Style is the style sheet.
func (s *Site) Style(w http.ResponseWriter, r *http.Request) error { return s.send(w, r, "style.css") }

// Script is what little script there is.
func (s *Site) Script(w http.ResponseWriter, r *http.Request) error { return s.send(w, r, "site.js") }

// send answers with a file of the program.
func (s *Site) send(w http.ResponseWriter, r *http.Request, name string) error {
	f := s.files[name]
	life := "max-age=300"
	if r.URL.Query().Get("v") == f.print {
		life = "max-age=31536000, immutable"
	}
	w.Header().Set("Content-Type", f.mediaType)
	w.Header().Set("Cache-Control", life)
	_, _ = w.Write(f.bytes) // a reader who has gone is no fault
	return nil
}

// title is the name of a field or column as a heading has it.
func title(s string) string {
	s = strings.ReplaceAll(s, "_", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// plural is so many of something, in words.
func plural(n int, what string) string {
	return number(n) + strings.TrimPrefix(export.Plural(n, what), strconv.Itoa(n))
}

// things are what so many are called.
func things(n int, what string) string {
	return strings.TrimSpace(strings.TrimPrefix(export.Plural(n, what), strconv.Itoa(n)))
}

// short is a title as a page has it that shows the words of a text whole.
func short(s string) string {
	if len(s) > longest {
		s = string(cut([]byte(s))) + "…"
	}
	return s
}

// number is a number with its thousands apart.
func number(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
