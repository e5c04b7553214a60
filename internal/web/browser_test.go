package web

import (
	"context"
	"net"
	"testing"

	"github.com/chromedp/chromedp"

	"onrecord/internal/web/webtest"
)

// browser opens a headless Chromium, where the machine has one.
func browser(t *testing.T) context.Context {
	t.Helper()
	return webtest.Browser(t)
}

// A reader looks for a speaker, opens a statement, and sees its words marked
// in the article; on a telephone nothing sticks out of the page.
func TestInABrowser(t *testing.T) {
	ctx := browser(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = served(t, 3).Serve(t.Context(), l) }()
	err = chromedp.Do(ctx,
		chromedp.EmulateViewport(400, 800),
		chromedp.Navigate("http://"+l.Addr().String()+"/statements"),
		chromedp.Click(`.more-fields summary`),
		chromedp.SendKeys(`input[name="speaker"]`, "kovac\r"),
		chromedp.WaitVisible(`//p[@class="count" and contains(., "3 found")]`),
	)
	if err != nil {
		t.Fatal(err)
	}
	if width := evaluate[int](ctx, t, `document.documentElement.scrollWidth`); width > 400 {
		t.Errorf("at 400 pixels the list is %d wide", width)
	}
	if err := chromedp.Do(ctx, chromedp.Click(`.statement .words a`), chromedp.WaitVisible(`:target`)); err != nil {
		t.Fatal(err)
	}
	for script, want := range map[string]string{
		`[...document.querySelectorAll(".text .content")].map(e => e.textContent).join("")`: "that Marenia had said “no” to it",
		`document.querySelector(":target").textContent`:                                     "Ana Kovač",
		`getComputedStyle(document.querySelector(".text .cue")).fontWeight`:                 "600", // the stylesheet is there
		`document.title`: "Talks <b>resume</b> · onrecord",
		`document.documentElement.scrollWidth <= 400 ? "fits" : "sticks out"`: "fits",
	} {
		if got := evaluate[string](ctx, t, script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
}

func evaluate[T any](ctx context.Context, t *testing.T, script string) T {
	t.Helper()
	return webtest.Evaluate[T](ctx, t, script)
}

// A click on marked words never moves the page under the reader: beside the
// text the card is lit, on a telephone a copy of it comes up at the foot.
func TestWordsAndCardAreJoined(t *testing.T) {
	ctx := browser(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = served(t, 1).Serve(t.Context(), l) }()
	address := "http://" + l.Addr().String() + "/articles/https:%2F%2Fpost.example%2F%3Fa=1&b=a"
	const at = `String(window.scrollY) + location.hash`
	for _, c := range []struct {
		width  int64
		script string
		want   string
	}{
		{400, `document.querySelector(".sheet .speaker").textContent`, "Ana Kovač"},
		{1400, `String(document.querySelector(".sheet")) + document.querySelector(".card.asked .speaker").textContent`, "nullAna Kovač"},
	} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(c.width, 300), chromedp.Navigate(address), chromedp.WaitReady(`a.mark.cue`)); err != nil {
			t.Fatal(err)
		}
		before := evaluate[string](ctx, t, at)
		evaluate[bool](ctx, t, `document.querySelector("a.mark.cue").click(), true`)
		if got := evaluate[string](ctx, t, c.script); got != c.want {
			t.Errorf("at %d pixels: %q, want %q", c.width, got, c.want)
		}
		if after := evaluate[string](ctx, t, at); after != before {
			t.Errorf("at %d pixels the page moved from %s to %s", c.width, before, after)
		}
		if lit := evaluate[bool](ctx, t, `document.querySelector("a.mark.cue").dispatchEvent(new PointerEvent("pointerover", {bubbles: true})), document.querySelector(".card.lit") !== null`); !lit {
			t.Errorf("at %d pixels the card does not light up", c.width)
		}
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate("http://"+l.Addr().String()+"/disputes"), chromedp.WaitReady(`.entry`)); err != nil {
		t.Fatal(err)
	}
	if width := evaluate[int](ctx, t, `document.documentElement.scrollWidth`); width > 390 {
		t.Errorf("at 390 pixels the disputes are %d wide", width)
	}
}
