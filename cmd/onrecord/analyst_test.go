package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"onrecord/internal/web/webtest"
)

// spokenTo is what a command writes while others read it.
type spokenTo struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *spokenTo) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *spokenTo) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// atWork runs a command of this program, which must succeed.
func atWork(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("onrecord %q: status %d: %s%s", args, code, &out, &errs)
	}
	return out.String()
}

// onASite serves a store until the test ends, and is where.
func onASite(t *testing.T, store string) (origin string) {
	t.Helper()
	ctx, end := context.WithCancel(context.Background())
	var out spokenTo
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--store", store, "--listen", "127.0.0.1:0"}, strings.NewReader(""), &out, &out)
	}()
	t.Cleanup(func() {
		end()
		if code := <-ended; code != exitOK {
			t.Errorf("serve ended with %d: %s", code, &out)
		}
	})
	address := regexp.MustCompile(`http://[0-9.:]+`)
	for range 500 {
		if origin = address.FindString(out.String()); origin != "" {
			return origin
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nothing is served: %s", &out)
	return ""
}

// the articles of a way: what a country says in two years, the second time by a
// ministry that no text gives a name.
var theWay = []map[string]string{
	{"id": "a", "url": "https://post.example/a", "outlet": "Dolna Post", "published": "2014-03-02", "title": "No joint work", "text": "Norway said it would not cooperate with the alliance in Syria. Canada said it was willing to cooperate with the alliance in Syria."},
	{"id": "b", "url": "https://post.example/b", "outlet": "Pier Post", "published": "2015-03-04", "title": "A change", "text": "The ministry said it was willing to cooperate with the alliance in Syria."},
}

// An analyst adds articles, gives one statement the speaker that its text leaves
// open, sees that after all was read again, and by it that somebody changed
// position; takes the network away, and a citation that leads to the words.
func TestTheWayOfAnAnalyst(t *testing.T) {
	ctx := webtest.Browser(t)
	dir := t.TempDir()
	store, articles := filepath.Join(dir, "s.db"), filepath.Join(dir, "a.jsonl")
	var lines []byte
	for _, a := range theWay {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, line...), '\n')
	}
	if err := os.WriteFile(articles, lines, 0o666); err != nil {
		t.Fatal(err)
	}
	atWork(t, "add", "--store", store, articles)
	origin := onASite(t, store)
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	do(chromedp.EmulateViewport(1400, 900), chromedp.Navigate(origin+"/positions/shifts"), chromedp.WaitVisible(`//p[contains(., "Nobody is found to have changed position")]`))

	// To the statement by search, and on its card to what corrects it.
	do(chromedp.Navigate(origin+"/statements"), chromedp.SendKeys(`input[name="q"]`, "outlet:\"Pier Post\"\r"), chromedp.WaitVisible(`//p[@class="count" and contains(., "1 found")]`),
		chromedp.Click(`.statement .words a`), chromedp.WaitVisible(`.card.asked a.why`), chromedp.Click(`.card.asked a.why`), chromedp.WaitVisible(`.inset input[name="object"]`))
	webtest.Evaluate[bool](ctx, t, `document.querySelector('.inset input[name="object"]').select(), true`)
	do(chromedp.SendKeys(`.inset input[name="object"]`, "Q20\r"), chromedp.WaitVisible(`//a[@class="speaker" and contains(., "Norway")]`))

	atWork(t, "rerun", "--again", "--store", store)
	do(chromedp.Reload(), chromedp.WaitVisible(`//a[@class="speaker" and contains(., "Norway")]`))
	do(chromedp.Navigate(origin+"/statements?speaker=Norway"), chromedp.WaitVisible(`//p[@class="count" and contains(., "2 found")]`))

	// What follows from it.
	for range 50 {
		do(chromedp.Navigate(origin + "/positions/shifts"))
		if webtest.Evaluate[int](ctx, t, `document.querySelectorAll(".shift").length`) == 1 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	shift := webtest.Evaluate[string](ctx, t, `document.querySelector(".shift")?.innerText || document.querySelector("main").innerText`)
	for _, want := range []string{"Norway", "disagreed, 2 March 2014", "agreed, 4 March 2015", "would not cooperate", "it was willing to cooperate", "Pier Post"} {
		if !strings.Contains(strings.ToLower(shift), strings.ToLower(want)) {
			t.Errorf("the shift says no %q:\n%s", want, shift)
		}
	}

	// Away with the network.
	if _, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		t.Fatal(err)
	}
	do(chromedp.Navigate(origin+"/network"), chromedp.Click(`.exports a[href*="gexf"]`))
	checkGEXF(t, dir)

	// And a citation.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted}); err != nil {
		t.Fatal(err)
	}
	do(chromedp.Navigate(origin+"/statements?speaker=Norway&since=2015"), chromedp.Click(`.statement button.copy`), chromedp.WaitVisible(`//button[.="Copied"]`))
	do(chromedp.Navigate(origin+"/saved"), chromedp.Focus(`input[name="q"]`))
	cited := webtest.Evaluate[string](ctx, t, `navigator.clipboard.readText().catch(e => "fault: " + e)`)
	for _, want := range []string{"it was willing to cooperate with the alliance in Syria", "Pier Post", "4 March 2015", origin + "/articles/"} {
		if !strings.Contains(cited, want) {
			t.Errorf("the citation has no %q: %s", want, cited)
		}
	}
	link := regexp.MustCompile(regexp.QuoteMeta(origin) + `/articles/[^\s>]*[^\s>.,]`).FindString(cited)
	do(chromedp.Navigate(link), chromedp.WaitVisible(`:target`))
	if words := webtest.Evaluate[string](ctx, t, `[...document.querySelectorAll(".text .mark.content")].map(e => e.textContent).join("")`); !strings.Contains(words, "willing to cooperate") {
		u, _ := url.Parse(link)
		t.Errorf("%s leads to %q", u, words)
	}
}

// checkGEXF reads the network that a browser took away.
func checkGEXF(t *testing.T, dir string) {
	t.Helper()
	var file []string
	for range 100 {
		if file, _ = filepath.Glob(filepath.Join(dir, "*.gexf")); len(file) == 1 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if len(file) != 1 {
		t.Fatalf("no file came: %q", file)
	}
	b, err := os.ReadFile(file[0])
	if err != nil {
		t.Fatal(err)
	}
	var drawn struct {
		XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
		Nodes   []struct {
			ID    string `xml:"id,attr"`
			Label string `xml:"label,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
		} `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal(b, &drawn); err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for _, n := range drawn.Nodes {
		known[n.ID] = n.Label
	}
	if len(drawn.Edges) == 0 || len(drawn.Nodes) < 3 {
		t.Errorf("%d nodes, %d edges", len(drawn.Nodes), len(drawn.Edges))
	}
	for _, e := range drawn.Edges {
		if known[e.Source] == "" || known[e.Target] == "" {
			t.Errorf("an edge of nobody: %+v", e)
		}
	}
}
