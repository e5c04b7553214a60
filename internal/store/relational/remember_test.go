package relational

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"onrecord"
	"onrecord/query"
)

// clock is an engine that only tells moments.
type clock struct {
	Engine
	moment string
}

func (c *clock) Moment(context.Context) (string, error) {
	if c.moment == "" {
		return "", errors.New("no moment")
	}
	return c.moment, nil
}

func TestWhatWasCountedIsNotCountedAgainBeforeSomethingIsWritten(t *testing.T) {
	engine := &clock{moment: "1"}
	s := &Store{engine: engine}
	made := 0
	ask := func(what string) int {
		n, err := remember(t.Context(), s, what, func() (int, error) {
			made++
			return made, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if a, again, b := ask("a"), ask("a"), ask("b"); a != 1 || again != 1 || b != 2 {
		t.Errorf("%d, %d, %d: counted %d times", a, again, b, made)
	}
	engine.moment = "2"
	if n := ask("a"); n != 3 {
		t.Errorf("%d is of a moment that is past", n)
	}
	if _, err := remember(t.Context(), s, "c", func() (int, error) { return 0, errors.New("a fault") }); err == nil || ask("c") != 4 {
		t.Error("a fault is remembered")
	}
	// What is counted while something is written may be of either moment.
	if _, err := remember(t.Context(), s, "d", func() (int, error) {
		engine.moment = "3"
		ask("a")
		return 100, nil
	}); err != nil || ask("d") == 100 {
		t.Errorf("a count from before is remembered, %v", err)
	}
	engine.moment = ""
	if first := ask("a"); first == ask("a") {
		t.Error("remembered, and nobody knows whether it is still so")
	}
	engine.moment = "4"
	for i := range 2 * mostRemembered {
		ask(fmt.Sprint(i))
	}
	if len(s.counted.of) > mostRemembered {
		t.Errorf("%d counts are remembered", len(s.counted.of))
	}
}

// What is counted is named by all that is asked of it.
func TestCountsAreNamedByWhatIsAsked(t *testing.T) {
	seen := map[string]bool{}
	for _, of := range []query.List{query.Statements, query.Events} {
		for _, q := range []query.Q{nil, query.Word("a"), query.Not{Q: query.Word("a")}, query.Term{Field: "outlet", Value: "a"}} {
			for _, by := range [][]any{nil, {"rows"}, {[]onrecord.Facet{"outlet"}, 8}, {[]onrecord.Facet{"outlet"}, 9}} {
				seen[countOf(of, onrecord.Filter{Q: q}, by...)] = true
			}
		}
	}
	if len(seen) != 2*4*4 {
		t.Errorf("%d names", len(seen))
	}
}
