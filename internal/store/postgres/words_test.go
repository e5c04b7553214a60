package postgres_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/query"
)

// Words are found over PostgreSQL where they are over SQLite, whatever they are
// written in and however long the text is.
func TestWordsAreFoundAlike(t *testing.T) {
	texts := []string{
		"The harbour-master's e-mail (a.b@c.example) of 3.5 % said: U.S. troops, half-time.", "Ĳsselmeer, Łódź, ŁÓDŹ, søndag, Ångström, Straße, İstanbul, ﬁnance, ½ ²",
		"Καλημέρα κόσμε; Київ, Москва́, ёлка", "中文新聞 報導", "日本 한국어 한국", "العَرَبِيَّة الأمم", "हिन्दी भाषा", "emoji 😀 between😀words", "NUL\x00between and 'quotes' \\slashes: & | ! ( ) <-> :*",
		strings.Repeat("the word ", 3000) + "then the late harbour of an endless text", strings.Repeat("x", 3000) + " behind a long word",
	}
	one, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	s := open(t, pg.Schema(t))
	for i, text := range texts {
		r := onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(string(rune('a' + i))), Text: text, Title: "title " + text[:7]}}
		r.By = "test"
		for _, s := range []onrecord.Store{one, s} {
			if _, err := s.PutRecord(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, q := range []query.Q{
		query.Word("harbour"), query.Word("HARBOUR"), query.Phrase("harbour master s"), query.Phrase("master's e-mail"), query.Word("e-mail"), query.Word("3.5"), query.Phrase("u s"), query.Word("u.s."),
		query.Word("lodz"), query.Word("łodz"), query.Word("sondag"), query.Word("søndag"), query.Word("angstrom"), query.Word("strasse"), query.Word("straße"), query.Word("istanbul"), query.Word("½"), query.Word("finance"),
		query.Word("καλημερα"), query.Word("Καλημέρα"), query.Word("ёлка"), query.Word("العربية"), query.Word("الأمم"), query.Word("हिन्दी"), query.Word("киев"), query.Word("київ"), query.Word("москва"), query.Word("елка"), query.Word("中文新聞"), query.Word("한국"), query.Prefix("한국"), query.Word("日本"),
		query.Word("भाषा"), query.Word("emoji"), query.Word("between"), query.Word("words"), query.Word("quotes"), query.Word("slashes"), query.Phrase("between and quotes"),
		query.Phrase("late harbour of"), query.Phrase("the word then"), query.Phrase("word then the late"), query.All(query.Word("late"), query.Word("word")), query.Prefix("endl"), query.Prefix("harb"),
		query.Phrase("title the har"), query.Not{Q: query.Word("the")}, query.Word("title"), query.Phrase("behind a long word"), query.Any(query.Word("lodz"), query.Word("late")),
	} {
		got, want := ids(t, s, q), ids(t, one, q)
		if !slices.Equal(got, want) {
			t.Errorf("%#v: %v, and over SQLite %v", q, got, want)
		}
	}
}

func ids(t *testing.T, s onrecord.Store, q query.Q) (out []onrecord.ArticleID) {
	t.Helper()
	for a, err := range s.Articles(t.Context(), onrecord.Filter{Q: q}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a.ID)
	}
	return out
}
