package fetch

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestInsideAddressesAreRefused(t *testing.T) {
	var to string
	at, _ := site(t, map[string]http.HandlerFunc{"/away": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }})
	c, _ := rig(Options{Allow: []string{strings.TrimPrefix(at, "http://")}, Delay: -1})
	for _, inside := range []string{
		"http://127.0.0.1:1/", "http://[::1]:1/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0:1/", "http://[::ffff:127.0.0.1]:1/",
		"http://[::ffff:a00:1]:1/", "http://10.0.0.1:1/", "http://192.168.1.1:1/", "http://172.16.0.1:1/", "http://[fe80::1]:1/", "http://[fd00::1]:1/",
		"http://[64:ff9b::7f00:1]:1/", "http://100.64.0.1:1/", "http://localhost:1/",
	} {
		to = inside
		for _, r := range []Request{{URL: inside}, {URL: at + "/away"}, {URL: at + "/away", Typed: true}} {
			if _, err := c.Get(t.Context(), r); err == nil || !strings.Contains(err.Error(), "not a public address") {
				t.Errorf("%s by %s: %v", inside, r.URL, err)
			}
		}
	}
	// Odd spellings of inside addresses are names that nobody has.
	for _, odd := range []string{"http://2130706433:1/", "http://0x7f.1:1/", "http://0177.0.0.1:1/"} {
		if _, err := c.Get(t.Context(), Request{URL: odd}); err == nil {
			t.Errorf("%s was fetched", odd)
		}
	}
}

func TestTypedHostMayBeInside(t *testing.T) {
	at, _ := site(t, map[string]http.HandlerFunc{"/p": says("x"), "/moved": sends(http.StatusFound, "/p")})
	c, _ := rig(Options{Allow: []string{"nobody"}, Delay: -1})
	for _, path := range []string{"/p", "/moved"} {
		if _, err := c.Get(t.Context(), Request{URL: at + path, Typed: true}); err != nil {
			t.Error(err)
		}
		if _, err := c.Get(t.Context(), Request{URL: at + path}); err == nil {
			t.Errorf("%s was fetched though nobody typed it", path)
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	c, _ := rig(Options{Delay: -1})
	for address, want := range map[string]string{
		"http://": "no host", "http://[::1": "missing ']'", "ftp://a.example/": `"ftp" address`, "http://a.example:99999999/": "invalid port",
	} {
		if _, err := c.Get(t.Context(), Request{URL: address}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", address, err, want)
		}
	}
	if refusePrivate("tcp", "nonsense", nil) == nil {
		t.Error("an address that is none passed")
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false,
		"0.0.0.0": false, "100.64.0.1": false, "255.255.255.255": false, "224.0.0.1": false, "::7f00:1": false,
		"::1": false, "fe80::1%eth0": false, "fd00::1": false, "::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "::": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: public = %v, want %v", addr, got, want)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e9"), "/a")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		r, err := parseRobots(http.StatusOK, body)
		if err != nil || r == nil {
			t.Fatalf("%v", err)
		}
		r.FindGroup(Agent).Test(path)
	})
}
