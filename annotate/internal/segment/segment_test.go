package segment_test

import (
	"strings"
	"testing"

	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

func split(t testing.TB, doc *ling.Document) []string {
	t.Helper()
	s, err := segment.NewSplitter()
	if err != nil {
		t.Fatal(err)
	}
	cut := tokenize.New()
	for _, p := range segment.Paragraphs(doc) {
		first := len(doc.Tokens)
		cut.Append(doc, p.Span)
		s.Split(doc, first, p)
	}
	var out []string
	for _, s := range doc.Sentences {
		out = append(out, strings.ReplaceAll(s.In(doc.Text), "\n", " "))
	}
	return out
}

// TestSentences: sentences are parted by "|" in what is wanted, which is
// otherwise the text.
func TestSentences(t *testing.T) {
	for _, want := range []string{
		"The talks failed. |Nobody left.",
		"Gen. Ana Kovač met Dr. Ilir Dato of the U.S. Navy in St. Marin on Oct. 4 at 5 p.m. local time.",
		"He lives in the U.S. |The others left.",
		"He was seen in the U.S. |Police said nothing.",
		"She called it 'mad.' |'The board will meet again,' she said.",
		"She called it ‘mad.’ |‘The board will meet again,’ she said.",
		"They backed “the plan.” |U.S. troops left on Monday.",
		"It says that warming should stay “well below a rise of 1.5 °C.” |Islands had asked for more.",
		"The “U.S.” Army has no such unit.",
		"She called him “a friend of Gen.” Holt and nobody laughed.",
		"Nobody knows why U.S. Police Shut Road 9.",
		"She works for Calder Corp. |Dana Holt said the pay was fair.",
		"Calder Corp. Chairman Dana Holt said the pay was fair.",
		"The ships of Calder Inc. President Dana Holt said nothing.",
		"It began at 9 a.m. North Korean time, and ended at 6 p.m. Moscow time.",
		"It began at 9 a.m. |North of the lake it snowed for the first time.",
		"J. R. Writer signed. |He was late.",
		"“We will come,” she told reporters. |“But not under fire.”",
		"“Why now?” he asked. |Nobody knew.",
		"“It is over!” the minister shouted. |“We won.” |The crowd cheered.",
		"She paused… and then left. |The end.",
		"GENEVA (NNA) — |The two sides met on Monday. |They will meet again.",
		"The force, founded in 2009, has No. 4 in its name. |It is small.",
		"The deal (see p. 4) holds. |(It was signed in May.) |All is well.",
		"Prices rose 3.5 percent. |In 2014 they fell by 1.2.",
		"Did they agree? |They did. |When? |On Friday.",
	} {
		text := strings.ReplaceAll(want, "|", "")
		got := strings.Join(split(t, &ling.Document{Text: text}), " |")
		if got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	wrapped := "The two ministers met in the old town on Monday and talked about\n" +
		"the border for three hours, after which they left without a word\n" +
		"to the reporters who were waiting outside.\n\nNobody said when\n" +
		"they would meet again."
	for _, c := range []struct{ name, text, want string }{
		{"lines", "Talks fail\nMinisters met on Monday.\nThey left.", "Talks fail|Ministers met on Monday.|They left."},
		{"blank line inside a sentence", "The talks\n\nfailed.", "The talks|failed."},
		{"hard wrap", wrapped, "The two ministers met in the old town on Monday and talked about the border for three hours, " +
			"after which they left without a word to the reporters who were waiting outside.|Nobody said when|they would meet again."},
		{"crlf", "One.\r\n\r\nTwo.", "One.|Two."},
	} {
		if got := strings.Join(split(t, &ling.Document{Text: c.text}), "|"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("“Go.” He went.\nMr. X. (Y.) 5.5", 3, 9)
	f.Add("a b\n\nc", 0, 2)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		doc := &ling.Document{Text: text}
		if start >= 0 && start < end && end <= len(text) {
			doc.Blocks = []ling.Block{{Span: ling.Span{Start: start, End: end}, Kind: ling.BlockBody}}
		}
		split(t, doc)
		at := 0
		for i, s := range doc.Sentences {
			if s.First != at || s.Last <= s.First || s.Start != doc.Tokens[s.First].Start || s.End != doc.Tokens[s.Last-1].End {
				t.Fatalf("%q: sentence %d is %+v, words begin at %d", text, i, s, at)
			}
			at = s.Last
		}
		if at != len(doc.Tokens) {
			t.Fatalf("%q: %d of %d words stand in sentences", text, at, len(doc.Tokens))
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("“We don't know,” Gen. Ana Kovač told the U.N.'s envoy on Oct. 4. The war's last day was near. ", 200)
	doc := &ling.Document{Text: text}
	s, err := segment.NewSplitter()
	if err != nil {
		b.Fatal(err)
	}
	tokenize.New().Append(doc, ling.Span{End: len(text)})
	p := segment.Paragraph{Span: ling.Span{End: len(text)}, Block: -1}
	s.Split(doc, 0, p)
	b.ReportAllocs()
	for b.Loop() {
		doc.Sentences = doc.Sentences[:0]
		s.Split(doc, 0, p)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// No text makes a sentence that the layers above could not hold.
func TestSentencesAreBounded(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("said ", 5000),
		strings.Repeat("the talks, ", 2000),
		strings.Repeat("“He said,” she said, “that he said.” ", 500),
	} {
		doc := &ling.Document{Text: text}
		split(t, doc)
		words := 0
		for _, s := range doc.Sentences {
			words += s.Last - s.First
			if s.Last-s.First > 1000 {
				t.Errorf("%.20s…: a sentence of %d words", text, s.Last-s.First)
			}
		}
		if words != len(doc.Tokens) {
			t.Errorf("%.20s…: %d of %d words stand in a sentence", text, words, len(doc.Tokens))
		}
	}
	doc := &ling.Document{Text: strings.Repeat("the talks, ", 2000)}
	split(t, doc)
	if s := doc.Sentences[0]; s.Last-s.First >= 510 || doc.Tokens[s.Last-1].Form != "," {
		t.Errorf("a long sentence ends after %d words with %q", s.Last-s.First, doc.Tokens[s.Last-1].Form)
	}
}
