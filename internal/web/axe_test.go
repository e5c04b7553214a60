package web

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
)

// axe is axe-core as script/bootstrap keeps it, outside the tree: it judges pages
// in tests, and no part of the program is made of it.
func axe(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	b, err := os.ReadFile(filepath.Join(cache, "onrecord", "axe-core-4.14.1.min.js"))
	if err != nil {
		t.Skip("no axe-core here; script/bootstrap axe fetches it: ", err)
	}
	return string(b)
}

// barrier is a fault that axe finds.
type barrier struct {
	ID, Impact, Help string
	Nodes            []struct{ HTML, FailureSummary string }
}

// judge has axe look at the page that is open, by WCAG 2.0, 2.1 and 2.2, A and AA,
// and by what is held to be good practice.
const judge = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(r.violations))`

// beside is what axe does not look for, of the page that is open.
const beside = `(() => {
	const faults = [];
	if (document.documentElement.scrollWidth > innerWidth) faults.push("it is " + document.documentElement.scrollWidth + " wide at " + innerWidth);
	const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(e => e.checkVisibility() && !e.disabled);
	if (stops[0].getAttribute("href") !== "#main" || !document.querySelector("main#main")) faults.push("the first stop leads not to the content but is " + stops[0].outerHTML);
	for (const e of stops) {
		e.focus({focusVisible: true, preventScroll: true});
		const s = getComputedStyle(e);
		if (document.activeElement !== e || s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) faults.push("nobody sees the focus on " + e.outerHTML.slice(0, 200));
	}
	document.activeElement.blur();
	const rows = document.querySelectorAll(".rowtable tbody tr");
	if (innerWidth > 1000 && rows.length > 30 && rows[29].getBoundingClientRect().bottom + scrollY > innerHeight) faults.push("thirty rows are " + (rows[29].getBoundingClientRect().bottom + scrollY) + " high");
	return faults.slice(0, 5);
})()`

// heaviest are the addresses of each route, of rows of one kind the one whose page
// is the longest: what it lacks the others lack too.
func heaviest(t *testing.T, s *Server, store *sqlite.Store) (out []string) {
	t.Helper()
	for path, all := range addresses(t, s, store) {
		longest, length := map[string]string{}, map[string]int{}
		for _, address := range all {
			_, body, header := get(t, s, address)
			if !strings.HasPrefix(header.Get("Content-Type"), "text/html") || header.Get("Location") != "" {
				continue
			}
			_, shown, _ := strings.Cut(address, "?")
			if strings.Contains(path, "{") && length[shown] > len(body) {
				continue
			}
			longest[shown], length[shown] = address, len(body)
		}
		for _, address := range longest {
			out = append(out, address)
		}
	}
	slices.Sort(out)
	return out
}

// Every page of every route is without a barrier that axe can find, in both
// schemes of colour, on a desk and on a telephone; nothing sticks out of it, its
// first stop leads to the content, the focus is always seen, nothing to press is
// cut off, and a table shows thirty rows on a screen. Who forces their colours sees
// all of it, paper shows it whole with its address and a day, and without script it
// tells the same, and every form and link is of use.
func TestNoPageHasBarriers(t *testing.T) {
	script := axe(t)
	ctx := browser(t)
	open, store := whole(t)
	scrapes(t, store)
	pages := heaviest(t, open, store)
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = atDoor(t, store, reader).Serve(t.Context(), l) }()
	origin := "http://" + l.Addr().String()
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	media(ctx, t, "", "prefers-color-scheme", "light")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1400, 900)); err != nil {
		t.Fatal(err)
	}
	opens(ctx, t, origin+"/login?to=/articles")
	hasNoBarriers(ctx, t, "/login", script)
	if err := chromedp.Do(ctx, chromedp.SendKeys(`input[name="name"]`, "ana"), chromedp.SendKeys(`input[name="password"]`, password+"\r"), chromedp.WaitVisible(`form.leave`)); err != nil {
		t.Fatal(err)
	}
	for _, address := range pages {
		opens(ctx, t, origin+address)
		hasNoBarriers(ctx, t, address, script)
	}
	media(ctx, t, "", "prefers-color-scheme", "dark")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 800)); err != nil {
		t.Fatal(err)
	}
	tells := map[string]string{}
	for _, address := range pages {
		opens(ctx, t, origin+address)
		byKeys(ctx, t, address)
		hasNoBarriers(ctx, t, address, script)
		look(ctx, t, address, "at 390", beyondReach)
		tells[address] = evaluate[string](ctx, t, told)
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	media(ctx, t, "", "forced-colors", "active")
	f := newFollower(open)
	for _, address := range pages {
		withoutScript(ctx, t, origin, address, tells[address], f)
		look(ctx, t, address, "with forced colours", hiddenByForce)
	}
	media(ctx, t, "print")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(718, 1000)); err != nil { // A4 less the margins
		t.Fatal(err)
	}
	for _, address := range pages {
		opens(ctx, t, origin+address)
		look(ctx, t, address, "printed", badlyPrinted)
	}
	if len(pages) < 50 {
		t.Errorf("only %d pages were looked at", len(pages))
	}
}

// opens has the browser show a page.
func opens(ctx context.Context, t *testing.T, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// hasNoBarriers judges the page that is open.
func hasNoBarriers(ctx context.Context, t *testing.T, address, script string) {
	t.Helper()
	evaluate[bool](ctx, t, script+"; true")
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](judge, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	var barriers []barrier
	if err := json.Unmarshal([]byte(found), &barriers); err != nil {
		t.Fatal(err)
	}
	for _, b := range barriers {
		t.Errorf("%s: %s (%s) on %d: %s\n%s\n%s", address, b.ID, b.Impact, len(b.Nodes), b.Help, b.Nodes[0].HTML, b.Nodes[0].FailureSummary)
	}
	for _, fault := range evaluate[[]string](ctx, t, beside) {
		t.Errorf("%s: %s", address, fault)
	}
}
