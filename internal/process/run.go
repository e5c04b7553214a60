package process

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"runtime"
	"strings"
	"sync"

	"onrecord"
	"onrecord/internal/article"
	"onrecord/internal/article/recurring"
	"onrecord/internal/ingest"
)

// Result is what became of one page.
type Result struct {
	Name    string // what to call the page in messages
	Article onrecord.Article
	Record  onrecord.Record // zero if Err or Known
	Known   bool            // the article needed no reading
	Err     error           // about this page alone
}

// Options are how Run runs.
type Options struct {
	// Workers is how many articles are read at once, at least one.
	Workers int
	// Known reports whether an article needs no reading; nil for never.
	Known func(context.Context, onrecord.Article) (bool, error)
}

// Run reads pages in parallel and yields what became of each, in their order.
// What it does to a page depends on those before it in one way: lines that recur
// in an outlet's pages are told by them (package recurring). Memory is bounded by the number of workers. When ctx ends Run stops taking
// pages, yields the results of those that are done, and ends.
func (r *Reader) Run(ctx context.Context, pages iter.Seq2[ingest.Raw, error], o Options) iter.Seq[Result] {
	var lines recurring.Lines
	return inOrder(ctx, inTurn(pages), o.Workers, func(ctx context.Context, p turn, err error) Result {
		if err != nil {
			return Result{Name: p.raw.Name, Err: err}
		}
		return r.page(ctx, p, &lines, o)
	})
}

// turn is a page with its place among the others, for what has to be done with
// them one by one.
type turn struct {
	raw    ingest.Raw
	before <-chan struct{} // closed once it is this page's turn
	done   chan<- struct{} // to be closed once it is the next one's
}

// inTurn gives each page its turn. What is no page has none.
func inTurn(pages iter.Seq2[ingest.Raw, error]) iter.Seq2[turn, error] {
	return func(yield func(turn, error) bool) {
		first := make(chan struct{})
		close(first)
		var before <-chan struct{} = first
		for raw, err := range pages {
			t := turn{raw: raw}
			if err == nil {
				done := make(chan struct{})
				t.before, t.done = before, done
				before = done
			}
			if !yield(t, err) {
				return
			}
		}
	}
}

// read reads a page's article, and tells its recurring lines by those that came
// before. Those are on their way: no page begins before them.
func (t turn) read(ctx context.Context, lines *recurring.Lines) (onrecord.Article, error) {
	defer close(t.done)
	defer func() { <-t.before }() // also after a panic, so that nobody is overtaken
	art, err := article.Read(ctx, t.raw)
	if err != nil || t.raw.Given != nil && t.raw.Body == nil {
		return art, err // a stated text is taken as it is
	}
	page := recurring.Look(&art)
	<-t.before
	lines.Read(&art, page)
	return art, nil
}

// Again reads articles once more that were read before, from their texts, as
// Run reads pages.
func (r *Reader) Again(ctx context.Context, articles iter.Seq2[onrecord.Article, error], workers int) iter.Seq[Result] {
	return inOrder(ctx, articles, workers, func(ctx context.Context, a onrecord.Article, err error) (result Result) {
		result = Result{Name: string(a.ID), Article: a, Err: err}
		defer result.recovered(ingest.Raw{Name: string(a.ID)})
		if err == nil {
			result.Record, _, result.Err = r.Record(ctx, a)
		}
		return result
	})
}

// inOrder does what is to be done with items in parallel, and yields the
// results in their order.
func inOrder[T any](ctx context.Context, items iter.Seq2[T, error], workers int, do func(context.Context, T, error) Result) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		ctx, stop := context.WithCancel(ctx)
		var all sync.WaitGroup
		defer all.Wait() // nothing of ours runs on afterwards
		defer stop()

		// order holds a place for each item on its way, so that what is done
		// early waits for what came before it. Twice the workers keeps them
		// busy while one long article holds up the line.
		order := make(chan chan Result, 2*max(1, workers))
		free := make(chan struct{}, max(1, workers))
		all.Go(func() {
			defer close(order)
			for item, err := range items {
				place := make(chan Result, 1)
				select {
				case order <- place:
				case <-ctx.Done():
					return
				}
				if err != nil {
					place <- do(ctx, item, err)
					continue
				}
				free <- struct{}{}
				all.Go(func() {
					place <- do(ctx, item, nil)
					<-free
				})
			}
		})
		for place := range order {
			result := <-place
			if errors.Is(result.Err, context.Canceled) && ctx.Err() != nil {
				return
			}
			if !yield(result) {
				return
			}
		}
	}
}

// page is the way of one page. A panic on it is a fault of ours that must not
// cost the pages beside it.
func (r *Reader) page(ctx context.Context, p turn, lines *recurring.Lines, o Options) Result {
	result := p.result(ctx, lines)
	if result.Err == nil {
		r.words(ctx, &result, p.raw, o.Known)
	}
	return result
}

// result is the page's article.
func (t turn) result(ctx context.Context, lines *recurring.Lines) (result Result) {
	result.Name = t.raw.Name
	defer result.recovered(t.raw)
	result.Article, result.Err = t.read(ctx, lines)
	return result
}

// words reads what an article says, unless that is known.
func (r *Reader) words(ctx context.Context, result *Result, raw ingest.Raw, known func(context.Context, onrecord.Article) (bool, error)) {
	defer result.recovered(raw)
	if known != nil {
		if result.Known, result.Err = known(ctx, result.Article); result.Known || result.Err != nil {
			return
		}
	}
	if result.Record, _, result.Err = r.Record(ctx, result.Article); result.Err != nil && ctx.Err() == nil {
		result.Err = &onrecord.Error{Kind: onrecord.Internal, Path: raw.Name, Line: raw.Line, Err: result.Err}
	}
}

// Articles reads pages into articles as Run does, and goes no further: what they
// say is read by whoever calls Article, somewhere else perhaps.
func Articles(ctx context.Context, pages iter.Seq2[ingest.Raw, error], workers int) iter.Seq[Result] {
	var lines recurring.Lines
	return inOrder(ctx, inTurn(pages), workers, func(ctx context.Context, p turn, err error) Result {
		if err != nil {
			return Result{Name: p.raw.Name, Err: err}
		}
		return p.result(ctx, &lines)
	})
}

// Article goes on with an article that Articles has read.
func (r *Reader) Article(ctx context.Context, a onrecord.Article) Result {
	result := Result{Name: string(a.ID), Article: a}
	r.words(ctx, &result, ingest.Raw{Name: string(a.ID)}, nil)
	return result
}

// recovered makes a panic on a page the result's error.
func (result *Result) recovered(raw ingest.Raw) {
	if p := recover(); p != nil {
		result.Err = &onrecord.Error{Kind: onrecord.Internal, Path: raw.Name, Line: raw.Line,
			Err: fmt.Errorf("a fault of ours at %s: %v", fault(), p)}
	}
}

// fault is where a panic that is being recovered from began: file and line
// below the runtime's own frames.
func fault() string {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
	for panicked := false; ; {
		frame, more := frames.Next()
		if panicked && !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Join(path.Base(path.Dir(frame.File)), path.Base(frame.File)), frame.Line)
		}
		panicked = panicked || frame.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}
