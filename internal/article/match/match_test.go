package match

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestNeeds holds what words an expression cannot match without: < and > are the
// text's beginning and end.
func TestNeeds(t *testing.T) {
	for expr, want := range map[string]string{
		`(?i)^Photo by`:                 "<photo by",
		`(?i)\bread (more|also)\b`:      "read also|read more",
		`(red|green) light`:             "green light|red light",
		`red|green`:                     "green|red",
		`(?:lamp)+s?`:                   "lamp",
		`(?:lamp){2,3}`:                 "lamp",
		`(?:lamp){0,3}`:                 "",
		`(?:lamp)*`:                     "",
		`[a-z]+:[a-z]+`:                 "",
		`^\S+\s*[>|]`:                   ">||",
		`red|[a-z]`:                     "",
		`(AFP|AP|EPA)\s*(photo)?$`:      "afp|ap|epa",
		`^(on|off)+$`:                   "<off|<on",
		`^[\pL.]+ (of|/) \pL`:           " / | of ",
		`[\[(]\p{Lu}+/\p{Lu}+[\])]\.?$`: ")>|).>|]>|].>",
		`a[bcd]e.*xyz`:                  "abe|ace|ade",
		`^\w+$`:                         "",
	} {
		tree, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := shownAs(spell(tree).needs); got != want {
			t.Errorf("%s needs %q, want %q", expr, got, want)
		}
	}
}

// shownAs writes a list of words in one line, sorted.
func shownAs(list []string) string {
	list = slices.Sorted(slices.Values(list))
	return strings.NewReplacer(string(textBegins), "<", string(textEnds), ">").Replace(strings.Join(list, "|"))
}

// TestSetIsAsEachAlone holds a set to what its expressions say one by one.
func TestSetIsAsEachAlone(t *testing.T) {
	exprs := []string{`(?i)^photo by`, `^\d+ comments?$`, `(?i)share (this|on)`, `x`, `red|green`, `(?i)ÄRA`, `(?i)-(quays?|berth|box(es)?|a[bc]d)-`, `-(x|1)-`, `(?i)lamp`, `(?i)k(i|y)n`, `(?i)^(on|off)$`, `^[\d.]+$`,
		`(?i)(–|-)\s*(afp|ap)$`, `(?i)^(share|send|\d|\s)+$`, `[(\[]file[)\]]`, `(?i)école`, `(?i)quay\b`, `(?i)^$`}
	s, err := New(exprs)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "Photo by Ana", "12 comments", "SHARE ON the hill", "a red lamp", "ex", "nothing", "ära", "ÄRA", "a photo by", "-Quay-", "-berths-", "-boxes-box-", "-acd-", "-abcd-", "-x-", "-X-", "-1-", "LAMP", "\u212Ain",
		"on", "Off", "on and off", "1.2", "the hall – AFP", "the hall - ap.", "Send 3 share", "share that", "(file]", "ÉCOLE", "“école”", "Quays", "the QUAY", "\x02on\x03"} {
		may, any := s.May(text), false
		for i, e := range exprs {
			want := regexp.MustCompile(e).MatchString(text)
			any = any || want
			if got := may.Has(i) && s.Matches(i, text); got != want {
				t.Errorf("%s on %q: %v, want %v", e, text, got, want)
			}
		}
		if got := s.Any(text); got != any {
			t.Errorf("any on %q: %v, want %v", text, got, any)
		}
	}
	if may := s.May("nothing"); may.Has(0) || may.Has(4) || may.Has(1) {
		t.Errorf("words are not asked for: %v", may)
	}
	if _, err := New([]string{"("}); err == nil {
		t.Error("a broken expression compiles")
	}
	if _, err := New(make([]string, Most+1)); err == nil {
		t.Error("more expressions than bits")
	}
}

// TestExact holds which expressions are written out, and need no run where one of
// their strings stands.
func TestExact(t *testing.T) {
	for expr, want := range map[string]string{
		`(?i)-(quays?|box(es)?)-`: "-box-|-boxes-|-quay-|-quays-", `(?i)a[bc]`: "ab|ac", `-1-`: "-1-", `(?i)^lamps?$`: "<lamp>|<lamps>", `(?i)^-|-$`: "<-|->",
		`(?i)\blamp`: "", `lamp`: "", `(?i)a.`: "", `(?i)a*`: "", `(?i)[a-z]`: "", `[ab]x`: "", `(?i)(a|b|c|d|e|f|g|h|i|j)(a|b|c|d|e|f|g|h|i|j)(a|b|c|d|e|f|g|h|i|j)`: "",
		`(?i)a?`: "", `(?i)(?:)`: "",
	} {
		s, err := New([]string{expr})
		if err != nil {
			t.Fatal(err)
		}
		tree, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if s.exact.Has(0) {
			got = shownAs(spell(tree).exact)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", expr, got, want)
		}
	}
}

// TestAutomaton holds the automaton to what a search for each word finds, on
// words that begin, end and lie within one another.
func TestAutomaton(t *testing.T) {
	words := []string{"he", "she", "his", "hers", "share this", "are", "é", "re", "is"}
	all := map[string]Bits{}
	for i, w := range words {
		var bit Bits
		bit[i/64] = 1 << (i % 64)
		all[w] = bit
	}
	a := newAutomaton(all)
	texts := []string{"", "ushers", "SHE is HIS", "share that", "share THIS", "ÉRE", "xhxsxe", "hershe", "hi\xffs"}
	letters := "hesir a"
	for n, at := 0, uint32(1); n < 300; n++ {
		var b strings.Builder
		for range n % 12 {
			at = at*1664525 + 1013904223 // numerical recipes' generator: any will do
			b.WriteByte(letters[at>>16%uint32(len(letters))])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		var found Bits
		a.find(text, &found)
		for i, w := range words {
			if want := strings.Contains(strings.ToLower(text), w); found.Has(i) != want {
				t.Errorf("%q in %q: %v, want %v", w, text, found.Has(i), want)
			}
		}
	}
}

// TestCased holds which texts need small letters made of them by Unicode's table:
// the marks of printers do not, which stand in nearly every paragraph.
func TestCased(t *testing.T) {
	for text, want := range map[string]bool{"Plain": false, "“Plain” – it’s…": false, "École": true, "Größe": true, "\u212Ain": true, "港湾": false} {
		if got := cased(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
