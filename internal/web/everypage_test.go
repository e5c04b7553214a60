package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"onrecord/internal/web/auth"
)

// media says how the pages of a browser are shown from here on: on what, and which
// of the features that a style sheet can ask for hold.
func media(ctx context.Context, t *testing.T, on string, features ...string) {
	t.Helper()
	p := emulation.SetEmulatedMediaParams{Media: on}
	for i := 0; i < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, p); err != nil {
		t.Fatal(err)
	}
}

// beyondReach are the controls of the page that is open that are cut off, or lie
// under something else, where they should be pressed.
const beyondReach = `(() => {
	const faults = [];
	const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(e => e.checkVisibility() && !e.matches(".skip, .text *, .rowtable td *"));
	const looked = {};
	for (const e of controls) {
		const sort = e.tagName + e.className + e.parentElement.tagName + e.parentElement.className;
		if ((looked[sort] = (looked[sort] || 0) + 1) > 3) continue; // the others of a sort lie as the first do
		for (let around = e.parentElement; around && around !== document.body; around = around.parentElement) {
			const s = getComputedStyle(around), r = e.getBoundingClientRect(), a = around.getBoundingClientRect();
			if (["hidden", "clip"].includes(s.overflowX) && s.textOverflow !== "ellipsis" && (r.right > a.right + 1 || r.left < a.left - 1)) faults.push("cut off: " + e.outerHTML.slice(0, 160));
		}
		e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const r = e.getClientRects()[0], hit = document.elementFromPoint(r.left + Math.min(r.width / 2, 20), r.top + r.height / 2);
		if (!hit || !(e.contains(hit) || hit.contains(e) || hit.closest("label")?.contains(e))) faults.push("under " + (hit ? hit.outerHTML.slice(0, 80) : "nothing") + ": " + e.outerHTML.slice(0, 160));
	}
	scrollTo(0, 0);
	return faults.slice(0, 5);
})()`

// hiddenByForce are the parts of pictures, and the controls, of the page that is
// open that one who forces the colours does not see.
const hiddenByForce = `(() => {
	const faults = [];
	const probe = document.createElement("p");
	probe.style.cssText = "forced-color-adjust: none; color: Canvas";
	document.body.append(probe);
	const canvas = getComputedStyle(probe).color;
	probe.remove();
	const unseen = colour => colour === "none" || colour === canvas || colour === "rgba(0, 0, 0, 0)";
	for (const e of document.querySelectorAll(":is(.picture, figure svg) :is(path, rect, circle, line, polygon, text)")) {
		const s = getComputedStyle(e);
		if (e.checkVisibility() && unseen(s.fill) && unseen(s.stroke)) faults.push("nobody sees " + e.outerHTML.slice(0, 160) + " of " + e.parentElement.outerHTML.slice(0, 100));
	}
	for (const e of document.querySelectorAll("button, input:not([type=hidden], [type=checkbox]), select, textarea")) {
		const s = getComputedStyle(e);
		if (e.checkVisibility() && (s.borderTopStyle === "none" || unseen(s.borderTopColor)) && unseen(s.backgroundColor)) faults.push("nothing shows where it ends: " + e.outerHTML.slice(0, 160));
	}
	for (const e of document.querySelectorAll(".text .mark, [aria-current]")) {
		const s = getComputedStyle(e);
		const told = s.textDecorationLine !== "none" || s.borderBottomStyle !== "none" || s.outlineStyle !== "none" || s.fontStyle !== "normal" || s.fontWeight > 500 || e.matches(".name, .time, .unsaid, .party");
		if (!told) faults.push("told by its colour alone: " + e.outerHTML.slice(0, 160));
	}
	return faults.slice(0, 5);
})()`

// badlyPrinted is what is wrong with the page that is open as paper shows it, which
// has no controls and does not scroll.
const badlyPrinted = `(() => {
	const faults = [];
	const seen = e => e.checkVisibility();
	for (const e of document.querySelectorAll("nav, button, input:not([type=hidden]), select, textarea, [download]")) if (seen(e)) faults.push("paper has " + e.outerHTML.slice(0, 120));
	if (![...document.querySelectorAll("h1")].some(seen)) faults.push("no heading is printed");
	if (document.documentElement.scrollWidth > innerWidth) faults.push("it is " + document.documentElement.scrollWidth + " wide on a paper of " + innerWidth);
	for (const e of document.querySelectorAll("main *")) {
		const s = getComputedStyle(e);
		if (seen(e) && ["auto", "scroll", "hidden"].includes(s.overflowX) && !e.matches(".unseen, thead") && s.display !== "inline" && e.scrollWidth > e.clientWidth + 1) faults.push("paper cuts " + (e.scrollWidth - e.clientWidth) + " pixels off " + e.outerHTML.slice(0, 120));
	}
	const words = document.body.innerText;
	if (!words.includes(location.origin + location.pathname)) faults.push("nothing says where it was printed from");
	if (!/\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/.test(words)) faults.push("it has no day");
	return faults.slice(0, 5);
})()`

// told is what a page tells, without what only script can do.
const told = `(() => {
	const main = document.querySelector("main").cloneNode(true);
	main.querySelectorAll("button.copy").forEach(e => e.remove());
	return main.textContent.replace(/\s+/g, " ").trim();
})()`

// useless are the controls of the page that is open that do nothing by themselves.
const useless = `(() => {
	const faults = [];
	for (const e of document.querySelectorAll("button, input:not([type=hidden]), select, textarea")) if (!e.form) faults.push("in no form: " + e.outerHTML.slice(0, 160));
	for (const form of document.forms) {
		const fields = [...form.elements].filter(e => e.matches("input:not([type=hidden]), select, textarea"));
		if (!form.querySelector("button:not([type=button])") && !form.matches(".layers")) faults.push("nothing sends it: " + form.outerHTML.slice(0, 160));
		for (const e of fields) if (!e.labels?.length && !e.ariaLabel) faults.push("nothing says what it is: " + e.outerHTML.slice(0, 160));
		for (const e of fields) if (!e.name && !form.matches(".layers")) faults.push("it sends nothing: " + e.outerHTML.slice(0, 160));
	}
	for (const e of document.querySelectorAll("a")) if (!e.getAttribute("href") || e.getAttribute("href") === "#") faults.push("it leads nowhere: " + e.outerHTML.slice(0, 160));
	return faults.slice(0, 5);
})()`

// firstByKeys is what the first stop after the menu is: of the page, as the order
// of its parts has it.
const firstByKeys = `(() => {
	const main = document.querySelector("main"), e = document.activeElement;
	const first = [...main.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].find(e => e.checkVisibility() && !e.disabled && e.tabIndex === 0);
	if (!first) return "";
	return e === first ? "" : (e ? e.outerHTML.slice(0, 120) : "nothing") + " and not " + first.outerHTML.slice(0, 120);
})()`

// look has a script say what is wrong with the page that is open.
func look(ctx context.Context, t *testing.T, address, how, script string) {
	t.Helper()
	for _, fault := range evaluate[[]string](ctx, t, script) {
		t.Errorf("%s, %s: %s", address, how, fault)
	}
}

// byKeys goes past the menu of the page that was opened just now into its content,
// by the keyboard alone.
func byKeys(ctx context.Context, t *testing.T, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"), chromedp.KeyEvent("\t")); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	if fault := evaluate[string](ctx, t, firstByKeys); fault != "" {
		t.Errorf("%s: the keyboard comes to %s", address, fault)
	}
}

// kindOf is what a link leads to, for one of each kind is followed: a path without
// the names of what stands in it, and what is asked there.
func kindOf(u *url.URL) string {
	parts := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	kind := parts[0] + strings.Repeat("/…", len(parts)-1)
	if len(parts) > 3 {
		kind += parts[len(parts)-1]
	}
	asked := make([]string, 0, 4)
	for name := range u.Query() {
		asked = append(asked, name)
	}
	slices.Sort(asked)
	if u.Fragment != "" {
		asked = append(asked, "#")
	}
	return kind + "?" + strings.Join(asked, "&")
}

// follower follows links and looks where forms go, each kind of them a few times.
type follower struct {
	s    *Server
	ways *http.ServeMux // every method and path there is
	seen map[string]int
}

func newFollower(s *Server) *follower {
	f := &follower{s: s, ways: http.NewServeMux(), seen: map[string]int{}}
	for _, r := range routes(s.site, s.api, &auth.Door{}) {
		if r.page != nil {
			f.ways.HandleFunc(r.method+" "+r.path, func(http.ResponseWriter, *http.Request) {})
		}
	}
	return f
}

// link follows an address that stands on a page of ours.
func (f *follower) link(t *testing.T, on, address string) {
	t.Helper()
	base, err := url.Parse("http://localhost" + on)
	if err != nil {
		t.Fatal(err)
	}
	u, err := base.Parse(address)
	if err != nil {
		t.Errorf("%s leads to %q: %v", on, address, err)
		return
	}
	if u.Host != base.Host || u.Scheme != base.Scheme {
		return // not ours
	}
	if kind := kindOf(u); f.seen[kind] < 2 {
		f.seen[kind]++
		status, body, header := get(t, f.s, u.RequestURI())
		if status >= 300 && status < 400 {
			status, body, header = get(t, f.s, header.Get("Location"))
		}
		if own, _, _ := get(t, f.s, on); status != http.StatusOK && status != own { // a page of a fault leads to itself
			t.Errorf("%s leads to %s: status %d", on, u, status)
		} else if strings.HasPrefix(header.Get("Content-Type"), "text/html") && u.Fragment != "" && !hasID(t, body, u.Fragment) {
			t.Errorf("%s leads to %s, and that has no such part", on, u)
		}
	}
}

func hasID(t *testing.T, body, id string) bool {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if attr(n, "id") == id {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// form looks whether there is a way that takes what a form sends, and sends what
// changes nothing.
func (f *follower) form(t *testing.T, on, method, action, sends string) {
	t.Helper()
	if method == "get" {
		f.link(t, on, action+"?"+sends)
		return
	}
	r := httptest.NewRequest(strings.ToUpper(method), action, nil)
	if _, pattern := f.ways.Handler(r); pattern == "" || strings.HasSuffix(pattern, " /") {
		t.Errorf("%s has a form that sends %s %s, and nothing takes that", on, method, action)
	}
}

// leading are the links and forms of the page that is open.
type leading struct {
	Links []string
	Forms [][3]string // method, path, and what it sends as it stands
}

const leads = `({Links: [...new Set([...document.querySelectorAll("a[href]")].map(e => e.href))], Forms: [...document.forms].map(e => [e.method, new URL(e.action).pathname, new URLSearchParams(new FormData(e)).toString()])})`

// withoutScript looks at a page where no script runs: it tells the same, and all
// that can be pressed on it does something.
func withoutScript(ctx context.Context, t *testing.T, origin, address, with string, f *follower) {
	t.Helper()
	opens(ctx, t, origin+address)
	if without := evaluate[string](ctx, t, told); without != with {
		t.Errorf("%s tells without script\n%.600s\nand with it\n%.600s", address, without, with)
	}
	look(ctx, t, address, "without script", useless)
	there := evaluate[leading](ctx, t, leads)
	for _, to := range there.Links {
		f.link(t, address, strings.TrimPrefix(to, origin))
	}
	for _, form := range there.Forms {
		f.form(t, address, form[0], form[1], form[2])
	}
}
