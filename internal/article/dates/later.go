package dates

import (
	"regexp"
	"sync"
)

// later is an expression that is compiled when it is first asked for. Most of a
// command's runs read no page, and most pages hold no date of most forms.
func later(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
