package expr

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// expressions are of the kinds that rules and codebooks have.
var expressions = []string{
	`(?i)\b(?:islands?|coast(?:al)?|harbou?rs?|sea)\b|\bIS\b`,
	`\b(?:deny|denies|denied)\b[^,]*\b(?:charge|claim)s?`,
	`(?i)\bkept|(?i)sank`,
	`(?i)((?:[a-z]+ ){0,3})\b(\d+|two|three) (?:were )?(killed|hurt)\b`,
	`da[’']esh|état`,
	`\?["”'’)\s]*$`,
	`^(?:is|at)$`,
	`\w+`,
	``,
}

// texts are some that expressions hold of, in capitals and small letters, cut in
// the middle of words, and with letters that are others' capitals by Unicode alone.
var texts = []string{
	"The ISLANDS off the coast", "harbor", "is", "IS", "i", "", "at", "A land", "They denied it, and the charge", "denies any charges",
	"\u212aept his word", "the ship \u017fank", "SANK", "some two were killed and three hurt", "da’esh", "DA'ESH", "ÉTAT", "un état",
	"Is it so?”", "se", "coas", "harbou", "den\xffy", strings.Repeat("x", 5000) + "sea",
}

// TestEqualsRegexp has every method answer what regexp does.
func TestEqualsRegexp(t *testing.T) {
	for _, e := range expressions {
		for _, text := range texts {
			same(t, e, text)
		}
	}
}

// FuzzEqualsRegexp does so with expressions and texts that nobody thought of.
func FuzzEqualsRegexp(f *testing.F) {
	for _, e := range expressions {
		f.Add(e, texts[0]+texts[3])
	}
	f.Fuzz(func(t *testing.T, e, text string) {
		if len(e) < 100 && len(text) < 1000 {
			same(t, e, text)
		}
	})
}

func same(t *testing.T, expression, text string) {
	t.Helper()
	re, err := regexp.Compile(expression)
	got, gotErr := Compile(expression)
	if (err == nil) != (gotErr == nil) {
		t.Fatalf("%q: error %v, want %v", expression, gotErr, err)
	}
	if err != nil {
		return
	}
	for name, pair := range map[string][2]any{
		"MatchString":                {got.MatchString(text), re.MatchString(text)},
		"FindStringIndex":            {got.FindStringIndex(text), re.FindStringIndex(text)},
		"FindStringSubmatchIndex":    {got.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text)},
		"FindAllStringIndex":         {got.FindAllStringIndex(text, -1), re.FindAllStringIndex(text, -1)},
		"FindAllStringSubmatchIndex": {got.FindAllStringSubmatchIndex(text, 2), re.FindAllStringSubmatchIndex(text, 2)},
		"FindAllStringSubmatch":      {got.FindAllStringSubmatch(text, -1), re.FindAllStringSubmatch(text, -1)},
		"String":                     {got.String(), re.String()},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%q of %q: %s is %v, want %v", expression, text, name, pair[0], pair[1])
		}
	}
}

// TestPutsAside has texts put aside that hold none of the words.
func TestPutsAside(t *testing.T) {
	for expression, want := range map[string]map[string]bool{
		`(?i)\b(?:hoax|fakery)\b`: {"A HOAX": true, "hoa": false, "a fakir": false, "fakery": true, "": false, "\u212a": true, "\u017f": true, "é": false},
		`\bIS\b|(?i:bell)`:        {"it is his": false, "Is": false, "IS": true, "BEll": true},
		`(?i)\bis (?:so|it)\b`:    {"is it": true, "was so": false},
		`\w+`:                     {"": true, "a": true},
	} {
		e := MustCompile(expression)
		for text, may := range want {
			if got := e.sieve.may(text); got != may {
				t.Errorf("%s: may hold of %q: %v, want %v", expression, text, got, may)
			}
		}
	}
}

// TestMustCompile panics over what is no expression.
func TestMustCompile(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("( is taken for an expression")
		}
	}()
	MustCompile("(")
}

// BenchmarkPutAside compares an expression with and without its hints over a
// passage of three sentences that holds none of its words.
func BenchmarkPutAside(b *testing.B) {
	text := strings.Repeat("The two delegations met in the capital for the third time since the autumn. ", 3)
	e := MustCompile(expressions[0])
	b.Run("hints", func(b *testing.B) {
		for b.Loop() {
			e.MatchString(text)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		for b.Loop() {
			e.re.MatchString(text)
		}
	})
}
