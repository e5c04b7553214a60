package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"onrecord"
	"onrecord/annotate"
	"onrecord/conllu"
	"onrecord/internal/extract/statement"
	"onrecord/ling"
)

func main() {
	x, err := statement.New()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	a, err := annotate.New()
	if err != nil {
		panic(err)
	}
	if os.Args[1] == "conllu" {
		f, _ := os.Open(os.Args[2])
		r := conllu.NewReader(f)
		for {
			doc, err := r.Next()
			if err != nil {
				break
			}
			a.AnnotateTokens(context.Background(), doc)
			show(doc.Text, x.Extract(doc, &onrecord.Article{Text: doc.Text}))
		}
		return
	}
	if os.Args[1] == "text" {
		b, _ := os.ReadFile(os.Args[2])
		doc, err := a.Annotate(context.Background(), string(b))
		if err != nil {
			panic(err)
		}
		if len(os.Args) > 3 {
			for _, s := range doc.Sentences {
				for i := s.First; i < s.Last; i++ {
					t := doc.Tokens[i]
					h := t.Head
					if h >= 0 {
						h -= s.First
					}
					fmt.Println(i-s.First, t.Form, t.Lemma, t.UPOS, t.XPOS, h, t.Deprel)
				}
				fmt.Println()
			}
		}
		show(doc.Text, x.Extract(doc, &onrecord.Article{Text: doc.Text}))
		return
	}
	f, _ := os.Open(os.Args[1])
	in := bufio.NewReaderSize(f, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var ta, tx time.Duration
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 {
			break
		}
		var art struct{ ID, Text string }
		if e := json.Unmarshal(line, &art); e != nil {
			panic(e)
		}
		t0 := time.Now()
		doc, e := a.Annotate(context.Background(), art.Text)
		if e != nil {
			panic(e)
		}
		t1 := time.Now()
		found := x.Extract(doc, &onrecord.Article{Text: art.Text})
		ta += t1.Sub(t0)
		tx += time.Since(t1)
		off := ling.NewOffsets(art.Text)
		var rows []map[string]any
		conv := func(p []ling.Span) map[string]any {
			o := [][2]int{}
			for _, s := range p {
				a, b := off.CodePoints(s)
				o = append(o, [2]int{a, b})
			}
			return map[string]any{"spans": o}
		}
		for _, s := range found {
			rows = append(rows, map[string]any{"found_by": s.FoundBy, "lemma": s.CueLemma, "parent": s.Parent, "source": conv(s.Source.Spans), "cue": conv(s.Cue.Spans), "content": conv(s.Content.Spans)})
		}
		b, _ := json.Marshal(map[string]any{"id": art.ID, "text": art.Text, "statements": rows})
		out.Write(b)
		out.WriteByte('\n')
		if err != nil {
			break
		}
	}
	fmt.Fprintln(os.Stderr, "annotate", ta, "extract", tx)
}

func show(text string, found []onrecord.Statement) {
	w := func(p onrecord.Part) string {
		var o []string
		for _, s := range p.Spans {
			o = append(o, s.In(text))
		}
		return strings.ReplaceAll(strings.Join(o, " || "), "\n", "¶")
	}
	for _, s := range found {
		p := ""
		if s.Parent != "" {
			p = "   ^"
		}
		fmt.Printf("%s[%s] S: %s | Q: %s | C: %s | to %s | venue %s via %d neg %v cond %v %s %s\n", p, s.Act, w(s.Source), w(s.Cue), w(s.Content), w(s.Addressee), w(s.Venue), len(s.Via), s.Negated, s.Condition, s.SaidOn.Value, s.FoundBy)
	}
}
