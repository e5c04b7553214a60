package article

import "testing"

// TestAddress holds that links to one article are one address, and that nothing
// else of an address is changed.
func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://N.Example:443/a/./b/../c?utm_source=x&id=7&UTM_medium=rss#top": "https://n.example/a/c?id=7",
		"https://n.example/a?fbclid=1":                                          "https://n.example/a",
		"https://n.example/a?b=2&a=1&gclid=x":                                   "https://n.example/a?b=2&a=1",
		"https://n.example/a/":                                                  "https://n.example/a/",
		"http://n.example:80/a":                                                 "http://n.example/a",
		"http://n.example:8080/A":                                               "http://n.example:8080/A",
		"https://n.example/?p=12":                                               "https://n.example/?p=12",
		"https://n.example/a?at_custom1=x&atx=1":                                "https://n.example/a?atx=1",
		"https://n.example/caf%c3%a9":                                           "https://n.example/caf%C3%A9",
		"urn:uuid:1":                                                            "urn:uuid:1",
		"/a?utm_source=x":                                                       "/a?utm_source=x",
		"":                                                                      "",
		"https://n.example/a?source=utm_x&ref=b":                                "https://n.example/a?source=utm_x&ref=b",
	} {
		if got := address(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
