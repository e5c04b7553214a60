package web

import (
	"bytes"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/webtest"
)

// reading serves a store with one article that was read from its text, and is
// the address of the server.
func reading(t *testing.T, text string) (address string, id onrecord.ArticleID, store *sqlite.Store) {
	t.Helper()
	store = filled(t, 0)
	s := working(t, store)
	webtest.Bring(t, s, map[string]string{"text": text, "outlet": "Dolna Post", "published": "2016-05-12", "url": "https://post.example/mill"}, nil)
	webtest.Done(t, s, "/intake/1")
	ids, err := store.IDs(t.Context(), "", 1)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(t.Context(), l) }()
	return "http://" + l.Addr().String(), ids[0], store
}

// A reader goes from a fact to its words and back by the keyboard alone, corrects
// the speaker in the card, and finds it corrected also once the article was read
// again.
func TestFromFactToWordsAndBack(t *testing.T) {
	ctx := browser(t)
	address, id, store := reading(t, webtest.ToTakeIn+strings.Repeat("\n\nThe valley was quiet.", 60)+"\n\nIvo Marin denied that the mill was shut.")
	r, err := store.Record(t.Context(), id)
	if err != nil || len(r.Statements) < 2 {
		t.Fatal(len(r.Statements), err)
	}
	claim := string(r.Statements[len(r.Statements)-1].ID)
	on := address + "/articles/" + url.PathEscape(string(id))
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1400, 800), chromedp.Navigate(on+"#"+claim), chromedp.WaitReady(`.card.asked`)); err != nil {
		t.Fatal(err)
	}
	inSight := `(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById("` + claim + `").getBoundingClientRect())`
	if !evaluate[bool](ctx, t, inSight) {
		t.Error("the words are not in sight")
	}
	if got := evaluate[string](ctx, t, `document.querySelector(".card.asked a.why").pathname.split("/").pop()`); got != claim {
		t.Errorf("the card of %s is asked for, want %s", got, claim)
	}
	const at = `String(window.scrollY)`
	before := evaluate[string](ctx, t, at)
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\r")); err != nil { // on the words, which have the focus
		t.Fatal(err)
	}
	if got := evaluate[string](ctx, t, `document.activeElement.closest(".card").querySelector("a.why").pathname.split("/").pop()`); got != claim {
		t.Errorf("the focus is in the card %q, want %q", got, claim)
	}
	if after := evaluate[string](ctx, t, at); after != before {
		t.Errorf("the page moved from %s to %s", before, after)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(on+"?only="+claim), chromedp.WaitReady(`.article.only`)); err != nil {
		t.Fatal(err)
	}
	if !evaluate[bool](ctx, t, inSight) || !evaluate[bool](ctx, t, `document.activeElement.id === "`+claim+`" || document.activeElement.matches(".mark.cue")`) {
		t.Error("a page of one claim alone does not begin at its words")
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(on+"#"+claim), chromedp.WaitReady(`.card.asked`)); err != nil {
		t.Fatal(err)
	}
	evaluate[bool](ctx, t, `document.querySelector(".card.asked a.why").focus(), true`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\r"), chromedp.WaitVisible(`.inset input[name="object"]`)); err != nil {
		t.Fatal(err)
	}
	evaluate[bool](ctx, t, `document.querySelector('.inset input[name="object"]').select(), true`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent("x:petar-novak\tPetar Novak\r"), chromedp.WaitReady(`//a[@class="speaker" and contains(., "Petar Novak")]`)); err != nil {
		t.Fatal(err)
	}
	if got := evaluate[string](ctx, t, `location.hash`); got != "#"+claim {
		t.Errorf("the decision leads back to %q", got)
	}
	reader, err := process.New("later")
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := reader.Record(t.Context(), r.Article)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.PutRecord(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(on), chromedp.WaitReady(`//a[@class="speaker" and contains(., "Petar Novak")]`)); err != nil {
		t.Fatal(err)
	}
}

// Without script the layers switch, words and cards lead to each other, and what
// corrects a claim is a page.
func TestWithoutScript(t *testing.T) {
	ctx := browser(t)
	address, id, store := reading(t, webtest.ToTakeIn)
	r, err := store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	claim := string(r.Statements[0].ID)
	on := address + "/articles/" + url.PathEscape(string(id))
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 800)); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	shown := `getComputedStyle(document.querySelector(".text .mark.content")).backgroundColor`
	if err := chromedp.Do(ctx, chromedp.Navigate(on+"#"+claim), chromedp.WaitVisible(`.text .mark.content`)); err != nil {
		t.Fatal(err)
	}
	if evaluate[bool](ctx, t, `document.querySelector(".card.asked") !== null`) {
		t.Fatal("scripts run")
	}
	if with := evaluate[string](ctx, t, shown); with == "rgba(0, 0, 0, 0)" {
		t.Error("content is not marked")
	}
	if err := chromedp.Do(ctx, chromedp.Click(`#layer-statements`)); err != nil {
		t.Fatal(err)
	}
	if without := evaluate[string](ctx, t, shown); without != "rgba(0, 0, 0, 0)" {
		t.Errorf("content is marked %s with its layer off", without)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(on), chromedp.Click(`.card:not(.unsaid) a.why`)); err != nil {
		t.Fatalf("to why: %v", err)
	}
	if err := chromedp.Do(ctx, chromedp.WaitVisible(`//button[.="Set the speaker"]`)); err != nil {
		t.Fatalf("at why: %v", err)
	}
	if width := evaluate[int](ctx, t, `document.documentElement.scrollWidth`); width > 390 {
		t.Errorf("at 390 pixels the page is %d wide", width)
	}
	if err := chromedp.Do(ctx, chromedp.Click(`//button[.="Confirm it"]`), chromedp.WaitVisible(`.decided`)); err != nil {
		t.Fatal(err)
	}
}

// An article of a page and a half prints on three, with marks, address and day.
func TestPrint(t *testing.T) {
	ctx := browser(t)
	var text strings.Builder
	text.WriteString("The road")
	for i := range 14 { // some 700 words
		text.WriteString("\n\nAna Kovač, the mayor of Dolna, said the road number " + strconv.Itoa(i) + " to the mill was open again. “Nobody will be cut off this winter,” she said. Ivo Marin denied that the mill was shut, and the council agreed to pay for the bridge. People in the valley had waited for it since the flood of the spring before.")
	}
	address, id, _ := reading(t, text.String())
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"/articles/"+url.PathEscape(string(id))), chromedp.WaitReady(`.card`)); err != nil {
		t.Fatal(err)
	}
	printed, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(printed.Data, []byte("/Type /Page\n")); n == 0 || n > 3 {
		t.Errorf("it prints on %d pages", n)
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	if got := evaluate[string](ctx, t, `document.querySelector(".head").innerText`); !strings.Contains(got, "12 May 2016") || !strings.Contains(got, "https://post.example/mill") {
		t.Errorf("the head is printed as %q", got)
	}
	if got := evaluate[string](ctx, t, `document.querySelector(".printed").innerText`); !strings.Contains(got, address) {
		t.Errorf("the foot is printed as %q", got)
	}
	if got := evaluate[string](ctx, t, `getComputedStyle(document.querySelector(".text .mark.content")).borderBottomStyle + getComputedStyle(document.querySelector(".top")).display`); got != "solidnone" {
		t.Errorf("marks and menu are printed as %q", got)
	}
}

// An article of 20,000 words, a claim in eight of them.
func BenchmarkLongArticlePage(b *testing.B) {
	reader, err := process.New("test")
	if err != nil {
		b.Fatal(err)
	}
	r := longArticle(b, reader)
	store := filled(b, 0)
	if _, err := store.PutRecord(b.Context(), r); err != nil {
		b.Fatal(err)
	}
	s := serverOf(b, store, slog.DiscardHandler)
	for b.Loop() {
		if status, _, _ := get(b, s, "/articles/long"); status != 200 {
			b.Fatal(status)
		}
	}
}
