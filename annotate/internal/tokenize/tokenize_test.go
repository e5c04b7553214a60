package tokenize

import (
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/ling"
)

// words is a text's tokens with "|" between words and "+" inside a multi-word token.
func words(text string) string {
	doc := &ling.Document{Text: text}
	New().Append(doc, ling.Span{End: len(text)})
	inner := map[int]bool{}
	for _, m := range doc.MultiWords {
		for i := m.First + 1; i < m.Last; i++ {
			inner[i] = true
		}
	}
	var b strings.Builder
	for i, t := range doc.Tokens {
		switch {
		case inner[i]:
			b.WriteByte('+')
		case i > 0:
			b.WriteByte('|')
		}
		b.WriteString(t.Form)
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The talks failed.", "The|talks|failed|."},
		{"We don't know what they'll do, can't say.", "We|do+n't|know|what|they+'ll|do|,|ca+n't|say|."},
		{"Kovač’s plan isn’t dead", "Kovač+’s|plan|is+n’t|dead"},
		{"the ministers' visit", "the|ministers+'|visit"},
		{"the 'old friends' met", "the|'|old|friends|'|met"},
		{"I cannot stay", "I|can+not|stay"},
		{"its own house", "its|own|house"},
		{"Gen. Ana B. Kovač of the U.S. Navy", "Gen.|Ana|B.|Kovač|of|the|U.S.|Navy"},
		{"on Oct. 4 in the U.S.", "on|Oct.|4|in|the|U.S."},
		{"He said no. No. 4 was open.", "He|said|no|.|No.|4|was|open|."},
		{"a 15-year-old, so-called pro-Valdorian ex-minister", "a|15|-|year|-|old|,|so|-|called|pro-Valdorian|ex-minister"},
		{"the non-aligned al-Rasim group's re-election", "the|non-aligned|al|-|Rasim|group+'s|re-election"},
		{"in 2012-2015, call 555-0123", "in|2012|-|2015|,|call|555-0123"},
		{"$5,000 or US$3.5m, 12%", "$|5,000|or|US$|3.5|m|,|12|%"},
		{"at 10:30am (local time)", "at|10:30|am|(|local|time|)"},
		{"“Stop!” he said… “Now?!”", "“|Stop|!|”|he|said|…|“|Now|?!|”"},
		{"war—or peace--now...", "war|—|or|peace|--|now|..."},
		{"and/or a 9/11 link, n/a", "and|/|or|a|9/11|link|,|n/a"},
		{"see https://example.org/a?b=c, or ana@example.org.", "see|https://example.org/a?b=c|,|or|ana@example.org|."},
		{"ISIL [DAESH] targets", "ISIL|[|DAESH|]|targets"},
		{"It ended.The rest left.", "It|ended|.|The|rest|left|."},
		{"the '90s", "the|'90s"},
		{"Shi'ite and o’clock", "Shi'ite|and|o’clock"},
		{"GENEVA (NNA) - The", "GENEVA|(|NNA|)|-|The"},
		{"a\u00a0b\u200bc", "a|b|c"},
		{"", ""},
	} {
		if got := words(c.text); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestMultiWordSpans(t *testing.T) {
	text := "They don't."
	doc := &ling.Document{Text: text}
	New().Append(doc, ling.Span{End: len(text)})
	m := doc.MultiWords[0]
	if m.In(text) != "don't" || doc.Tokens[m.First].In(text) != "do" || doc.Tokens[m.First+1].In(text) != "n't" {
		t.Errorf("got %+v over %+v", m, doc.Tokens)
	}
}

// checkTokens holds tokens to their promise: in order, inside the text, and
// nothing but white space between them.
func checkTokens(t *testing.T, text string) {
	t.Helper()
	doc := &ling.Document{Text: text}
	New().Append(doc, ling.Span{End: len(text)})
	at := 0
	gap := func(to int) {
		for at < to {
			size, space := spaceAt(text, at)
			if !space {
				t.Fatalf("%q: byte %d is in no token", text, at)
			}
			at += size
		}
	}
	for i, tok := range doc.Tokens {
		if tok.Start < at || tok.Empty() || tok.End > len(text) || tok.Form != tok.In(text) {
			t.Fatalf("%q: token %d is %+v after byte %d", text, i, tok, at)
		}
		gap(tok.Start)
		at = tok.End
	}
	gap(len(text))
	for _, m := range doc.MultiWords {
		if m.Last-m.First < 2 || m.Start != doc.Tokens[m.First].Start || m.End != doc.Tokens[m.Last-1].End {
			t.Fatalf("%q: multi-word token %+v", text, m)
		}
	}
}

func FuzzJoinBack(f *testing.F) {
	for _, s := range []string{"Don't “go”—U.S. e-mail: a@b.c...", "s' ' ’ ’s $5 US$5k 5pm x-y-z", "\xff.\xe2\x80", ":) 10:30am.The [a](b)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.RuneCountInString(text) < 1<<12 {
			checkTokens(t, text)
		}
	})
}

func TestHostileRuns(t *testing.T) {
	for _, s := range []string{".", "-", "'", "\"", "(", "a-", "1,", "x.", "’", "&", "$"} {
		for _, n := range []int{1 << 10, longestRun/len(s) + 1, 1 << 16} {
			checkTokens(t, strings.Repeat(s, n))
		}
		doc := &ling.Document{Text: strings.Repeat(s, longestRun/len(s)+1) + " end."}
		New().Append(doc, ling.Span{End: len(doc.Text)})
		if len(doc.Tokens) != 3 {
			t.Errorf("%q: a run without spaces made %d words of a text, want it, end and a stop", s, len(doc.Tokens))
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	text := strings.Repeat("“We don't know,” Gen. Ana Kovač told the U.N.'s envoy on Oct. 4, the 15-year war's last day. ", 200)
	doc := &ling.Document{Text: text}
	cut := New()
	cut.Append(doc, ling.Span{End: len(text)})
	n := len(doc.Tokens)
	b.ReportAllocs()
	for b.Loop() {
		doc.Tokens, doc.MultiWords = doc.Tokens[:0], doc.MultiWords[:0]
		cut.Append(doc, ling.Span{End: len(text)})
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
