package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/notify"
	"onrecord/query"
)

// eventStream is the media type of server-sent events.
const eventStream = "text/event-stream"

// How often it is looked what came, and how long a stream is silent at most:
// proxies close one that is silent for a minute.
const (
	lookEvery  = time.Second
	silentMost = 15 * time.Second
)

// together is how many arrivals are looked at before their facts are told.
const together = 100

// factsInput is what is to be told of.
type factsInput struct {
	List string `query:"list" default:"statements" enum:"articles,statements,events,assertions,memberships" doc:"The list whose new rows are told."`
	Q    string `query:"q" example:"ceasefire" doc:"The question, in the list's own language."`
	All  bool   `query:"all" doc:"Also what the list leaves out by itself."`
	Last string `header:"Last-Event-ID" doc:"Go on behind this event: that of the last that was received. Where nothing is said, what comes from now on is told."`
}

// Told is a new fact as a stream tells it.
type Told struct {
	Fact  alert.Fact     `json:"fact"`
	Fired []alert.Clause `json:"fired" doc:"Which clauses of the question it meets, and by which words."`
	// Decided is set where no article brought it.
	Decided *alert.Decided `json:"decided,omitempty" doc:"The decision that made the fact one of the question's, where no article brought it."`
}

// Facts tells of new facts of a question as they come.
func (a *API) Facts() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "stream-facts", "New facts of a question as they come: server-sent events, each \"fact\" with the fact and the clauses that it meets")
		op.Responses = map[string]*huma.Response{"200": {Description: "Events, until the asker or the server goes.", Content: map[string]*huma.MediaType{eventStream: {Schema: &huma.Schema{Type: huma.TypeString}}}}}
		register(a, to, at, op, func(ctx context.Context, in *factsInput) (*huma.StreamResponse, error) {
			s, err := a.stream(ctx, in)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: s.run}, nil
		})
	}
}

// stream is a stream of facts to one asker.
type stream struct {
	api    *API
	of     query.List
	q      query.Q // with the list's defaults
	named  query.Q // as asked
	behind int64   // the arrival up to which all was told
	sent   int     // facts of the next arrival that were told, too
	to     io.Writer
	flush  func() error
}

// stream reads what is asked for.
func (a *API) stream(ctx context.Context, in *factsInput) (*stream, error) {
	of, err := alert.ListOf(in.List)
	if err != nil {
		return nil, err
	}
	s := &stream{api: a, of: of}
	if s.named, err = of.Parse(in.Q); err != nil {
		return nil, onrecord.Errorf(onrecord.Invalid, "%w", err)
	}
	if s.q = s.named; !in.All {
		s.q = of.Shown(s.named)
	}
	if in.Last == "" {
		s.behind, err = a.watch.Kept().LastArrival(ctx)
		return s, err
	}
	arrival, sent, _ := strings.Cut(in.Last, ".")
	at, err := strconv.ParseInt(arrival, 10, 64)
	if err == nil {
		s.sent, err = strconv.Atoi(sent)
	}
	if err != nil || at < 1 || s.sent < 0 {
		return nil, onrecord.Errorf(onrecord.Invalid, "Last-Event-ID: %q is no event's", in.Last)
	}
	s.behind = at - 1
	return s, nil
}

// run tells what comes, until somebody goes.
func (s *stream) run(ctx huma.Context) {
	ctx.SetHeader("Content-Type", eventStream)
	ctx.SetHeader("Cache-Control", "no-store")
	s.to = ctx.BodyWriter()
	s.flush = func() error { return nil }
	if w, ok := s.to.(http.ResponseWriter); ok {
		c := http.NewResponseController(w)
		s.flush = func() error {
			_ = c.SetWriteDeadline(time.Now().Add(2 * silentMost)) // where there is none, nothing ends the stream
			return c.Flush()
		}
	}
	err := s.tell(ctx.Context())
	if err != nil && ctx.Context().Err() == nil {
		s.api.log.ErrorContext(ctx.Context(), "a stream of facts broke off", "error", err)
	}
}

// tell looks again and again.
func (s *stream) tell(ctx context.Context) error {
	if err := s.write(": what is new from here on\n\n"); err != nil {
		return nil // the asker has gone
	}
	decided, end := s.api.watch.Listen(s.of, s.q)
	defer func() {
		end()
		_ = s.api.watch.Hear(context.WithoutCancel(ctx)) // where it fails others soon know that nobody listens
	}()
	look, silent := time.NewTicker(lookEvery), time.NewTicker(silentMost)
	defer look.Stop()
	defer silent.Stop()
	for {
		if err := s.look(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.api.ended:
			return nil
		case f := <-decided.C:
			if err := s.event(ctx, &f, ""); err != nil {
				return err
			}
		case <-silent.C:
			if err := s.write(": still here\n\n"); err != nil {
				return nil
			}
		case <-look.C:
		}
	}
}

// look tells what came since.
func (s *stream) look(ctx context.Context) error {
	if err := s.api.watch.Hear(ctx); err != nil {
		return err
	}
	came, err := s.api.watch.Kept().Arrived(ctx, s.behind, together)
	if err != nil || len(came) == 0 {
		return err
	}
	// Those that were told of the first arrival are told of no more.
	skip, at, n := s.sent, s.behind+1, 0
	for f, err := range s.api.watch.News(ctx, s.of, s.q, came) {
		if err != nil {
			return err
		}
		if f.Seq != at {
			at, n = f.Seq, 0
		}
		if n++; f.Seq == s.behind+1 && n <= skip {
			continue
		}
		if err := s.event(ctx, &f, strconv.FormatInt(f.Seq, 10)+"."+strconv.Itoa(n)); err != nil {
			return err
		}
	}
	s.behind, s.sent = came[len(came)-1].Seq, 0
	return s.write("id: " + strconv.FormatInt(s.behind+1, 10) + ".0\n\n") // all of these were looked at
}

// event tells a fact under an id, "" for none: whoever goes on behind the last is
// told of what arrived, and of no decision twice.
func (s *stream) event(ctx context.Context, f *notify.Fresh, id string) error {
	fired, err := s.api.watch.Why(ctx, s.of, s.named, f)
	if err != nil {
		return err
	}
	if fired == nil {
		fired = []alert.Clause{}
	}
	data, err := json.Marshal(Told{f.Fact, fired, f.Decided}) // which has no line's end
	if err != nil {
		return fmt.Errorf("write a fact: %w", err)
	}
	if id != "" {
		id = "id: " + id + "\n"
	}
	return s.write(id + "event: fact\ndata: " + string(data) + "\n\n")
}

func (s *stream) write(lines string) error {
	if _, err := io.WriteString(s.to, lines); err != nil {
		return err
	}
	return s.flush()
}
