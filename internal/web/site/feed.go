package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/notify"
	"onrecord/ling"
	"onrecord/query"
)

// perFeed is how many entries a feed has: more than come between two looks of a
// reader that looks once an hour.
const perFeed = 50

// atomFeed is a feed (RFC 4287).
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary atomText `xml:"summary"`
}

type atomText struct {
	Type string `xml:"type,attr"` // always text: an article's words are never markup
	Text string `xml:",chardata"`
}

// Feed is a list as a feed, by what its path and fields ask for: the rows whose
// articles were published last.
func (s *Site) Feed(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutSuffix(r.PathValue("feed"), ".atom")
	of, err := alert.ListOf(name)
	if err != nil || !ok {
		return onrecord.Errorf(onrecord.NotFound, "there is no feed %q", r.PathValue("feed"))
	}
	v := r.URL.Query()
	q, err := ask.Read(of, v.Get("q"), v.Get, true)
	if err != nil {
		return onrecord.Errorf(onrecord.Invalid, "%w", err)
	}
	page := &url.URL{Path: "/" + name, RawQuery: r.URL.RawQuery}
	f := s.feed(r, "onrecord: "+name, v.Get("q"), page.String())
	if of == query.Actors {
		if err := s.addActors(r, f, q); err != nil {
			return err
		}
		return f.send(w)
	}
	rows, err := s.watch.Newest(r.Context(), &alert.Query{List: of, Q: query.Print(q), All: v.Get("all") != ""}, perFeed)
	if err != nil {
		return err
	}
	for _, n := range rows {
		f.add(s.origin(r), &n.Fact, uuidOf(name, strconv.FormatUint(uint64(n.Mark), 16)), dayOf(n.Published), "")
	}
	return f.send(w)
}

// addActors adds the actors that a query asks for, those first that were named
// last for the first time, each by the article that came with them.
func (s *Site) addActors(r *http.Request, f *atomFeed, q query.Q) error {
	asked, err := alert.ActorsOf(q)
	if err != nil {
		return err
	}
	asked.Newest, asked.Limit = true, perFeed
	var all []onrecord.ActorDetail
	var first []query.Q
	for a, err := range s.store.Actors(r.Context(), asked) {
		if err != nil {
			return err
		}
		d, err := s.store.Actor(r.Context(), a.ID)
		if err != nil {
			return err
		}
		all, first = append(all, d), append(first, query.Term{Field: "article", Value: string(d.FirstIn)})
	}
	if len(all) == 0 {
		return nil
	}
	articles := map[onrecord.ArticleID]onrecord.Article{}
	for a, err := range s.store.Articles(r.Context(), onrecord.Filter{Q: query.Any(first...)}) {
		if err != nil {
			return err
		}
		articles[a.ID] = a
	}
	for _, d := range all {
		f.addActor(s.origin(r), d, articles[d.FirstIn])
	}
	return nil
}

// addActor adds an actor, whom an article named first.
func (f *atomFeed) addActor(origin string, d onrecord.ActorDetail, in onrecord.Article) {
	at := dayOf(in.Published.Date())
	words := []string{or(d.Role, string(d.Type)), notify.Source(&alert.Fact{Outlet: in.Outlet, Published: in.Published.Date(), Title: in.Title})}
	f.entry(atomEntry{ID: uuidOf("actors", string(d.ID)), Title: forXML(d.Name), Link: atomLink{Href: origin + actorURL(d.ID)}, Summary: atomText{"text", forXML(strings.Join(words, "\n"))}}, at)
}

// AlertFeed is what fired for a saved query, as a feed.
func (s *Site) AlertFeed(w http.ResponseWriter, r *http.Request) error {
	q, err := s.saved(r)
	if err != nil {
		return err
	}
	alerts, err := s.watch.Kept().Fired(r.Context(), q.ID, perFeed)
	if err != nil {
		return err
	}
	f := s.feed(r, "onrecord: "+q.Name, q.Q, "/saved")
	for _, a := range alerts {
		f.add(s.origin(r), &a.Fact, uuidOf("alert", strconv.FormatInt(a.ID, 10), a.At.Format(time.RFC3339Nano)), a.At, export.FiredForPeople(a))
	}
	return f.send(w)
}

// origin is where readers find the pages.
func (s *Site) origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || s.https {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// feed is one without entries.
func (s *Site) feed(r *http.Request, title, asked, page string) *atomFeed {
	self := s.origin(r) + r.URL.RequestURI()
	return &atomFeed{
		ID: self, Title: forXML(title), Subtitle: forXML(asked), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Author: atomPerson{"onrecord"},
		Links: []atomLink{{"self", self, "application/atom+xml"}, {"alternate", s.origin(r) + page, "text/html"}},
	}
}

// add adds a fact.
func (f *atomFeed) add(origin string, fact *alert.Fact, id string, at time.Time, why string) {
	words := []string{"“" + fact.Words + "”", notify.Source(fact)}
	if why != "" {
		words = append(words, "fired by "+why)
	}
	f.entry(atomEntry{ID: id, Title: forXML(fact.Head), Link: atomLink{Href: origin + notify.Path(fact)}, Summary: atomText{"text", forXML(strings.Join(words, "\n"))}}, at)
}

// entry adds an entry of a time.
func (f *atomFeed) entry(e atomEntry, at time.Time) {
	e.Updated = at.UTC().Format(time.RFC3339)
	f.Updated = max(f.Updated, e.Updated)
	f.Entries = append(f.Entries, e)
}

// send writes a feed.
func (f *atomFeed) send(w http.ResponseWriter) error {
	b, err := xml.Marshal(f)
	if err != nil {
		return fmt.Errorf("write a feed: %w", err)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	_, _ = w.Write(append([]byte(xml.Header), b...)) // a reader who has gone is no fault
	return nil
}

// forXML is s as a reader of feeds may show it: cut where it is too long, without
// what XML cannot have and without characters that act on others.
func forXML(s string) string {
	return strings.Map(func(r rune) rune {
		if export.Steers(r) || r == '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, short(strings.ToValidUTF8(s, "\uFFFD")))
}

// uuidOf is an address that stays for what these words name: a UUID of version 8
// (RFC 9562), made of their hash.
func uuidOf(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	h := hex.EncodeToString(u)
	return "urn:uuid:" + strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// dayOf is the first moment of a day, month or year, and the epoch for an unknown one.
func dayOf(day string) time.Time {
	first, _, err := ling.ParsePeriod(day)
	if err != nil || first.IsZero() {
		return time.Unix(0, 0)
	}
	at, err := time.Parse(time.DateOnly, first.String())
	if err != nil {
		return time.Unix(0, 0)
	}
	return at
}
