package export_test

import (
	"bytes"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

func TestMarked(t *testing.T) {
	const text = "Menu\nAna Kovač said that Marenia had denied it."
	at := func(words string) []ling.Span {
		i := strings.Index(text, words)
		return []ling.Span{{Start: i, End: i + len(words)}}
	}
	r := onrecord.Record{Article: onrecord.Article{ID: "a", Text: text, Blocks: []ling.Block{
		{Span: ling.Span{Start: 0, End: 4}, Kind: ling.BlockFurniture}, {Span: ling.Span{Start: 5, End: len(text)}, Kind: ling.BlockBody}}}}
	r.Statements = []onrecord.Statement{
		{Source: onrecord.Party{Spans: at("Ana Kovač")}, Cue: onrecord.Part{Spans: at("said")}, Content: onrecord.Part{Spans: at("that Marenia had denied it")}},
		{Source: onrecord.Party{Spans: at("Marenia")}, Cue: onrecord.Part{Spans: at("denied")}, Content: onrecord.Part{Spans: at("it")},
			Via: []onrecord.Party{{Spans: at("Ana Kovač")}}, Status: onrecord.StatusHypothetical},
	}
	r.Events = []onrecord.Event{{Status: onrecord.EventPlanned, Trigger: onrecord.Part{Spans: at("had")}}}
	r.Agreements = []onrecord.Agreement{{Background: true, Words: onrecord.Part{Spans: at("it")}}}
	for _, c := range []struct {
		style export.Style
		all   bool
		want  string
	}{
		{export.Style{}, false, "\n[Ana Kovač] *said* {that Marenia had denied it}.\n"},
		{export.Style{}, true, "\n[<Ana Kovač>] *said* {that [Marenia] ^had^ *denied* {~it~}}.\n"},
		{export.Style{Width: 30}, false, "\n[Ana Kovač] *said* {that\nMarenia had denied it}.\n"},
		{export.Style{Color: true}, false, "\n\x1b[1;36mAna\x1b[0m \x1b[1;36mKovač\x1b[0m \x1b[32msaid\x1b[0m \x1b[4mthat\x1b[0m \x1b[4mMarenia\x1b[0m \x1b[4mhad\x1b[0m \x1b[4mdenied\x1b[0m \x1b[4mit\x1b[0m.\n"},
		{export.Style{Color: true}, true, "\x1b[4;1;36mMarenia\x1b[0m"},
	} {
		var out bytes.Buffer
		if err := export.WriteMarked(&out, &r, c.style, c.all); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.Contains(got, c.want) || strings.Contains(got, "Menu") || !strings.Contains(got, "marked: ") {
			t.Errorf("%+v\ngot\n%q\nwant\n%q", c.style, got, c.want)
		}
	}
}
