package article

import (
	_ "embed"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/PuerkitoBio/purell"
)

//go:embed tracking.txt
var trackingList string

// tracking are the names of parameters that tell of a link's way and not of what
// it leads to, as patterns.
var tracking = func() []string {
	var out []string
	for row := range strings.Lines(trackingList) {
		if !strings.HasPrefix(row, "#") {
			out = append(out, strings.Fields(row)...)
		}
	}
	return out
}()

// address is an article's address in the spelling under which it is kept, so that
// links to one article are one id: scheme and host in small letters, no port
// that is the scheme's own, no dots in the path, no fragment, no parameters that
// tell where a reader came from. What is no address of the web is left.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return s
	}
	u.RawQuery = untracked(u.RawQuery)
	return purell.NormalizeURL(u, purell.FlagsSafe|purell.FlagRemoveDotSegments|purell.FlagRemoveFragment|
		purell.FlagRemoveUnnecessaryHostDots|purell.FlagRemoveEmptyPortSeparator)
}

// untracked is a query without what tracks its reader, the rest in its order.
func untracked(query string) string {
	if query == "" {
		return ""
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return pair == "" || tracks(strings.ToLower(name))
	})
	return strings.Join(kept, "&")
}

// tracks reports whether a parameter of this name tells of the way to a page.
func tracks(name string) bool {
	return slices.ContainsFunc(tracking, func(pattern string) bool {
		ok, err := path.Match(pattern, name)
		return err == nil && ok
	})
}
