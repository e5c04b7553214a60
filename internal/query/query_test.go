package query_test

import (
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/query"
	"onrecord/ling"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want onrecord.Filter
	}{
		{"", onrecord.Filter{}},
		{"  ceasefire   Aleppo ", onrecord.Filter{Words: []string{"ceasefire", "Aleppo"}}},
		{`"freeze   zone" truce`, onrecord.Filter{Words: []string{"freeze zone", "truce"}}},
		{"“freeze zone”", onrecord.Filter{Words: []string{"freeze zone"}}},
		{"talks talks", onrecord.Filter{Words: []string{"talks"}}},
		{"16:30 GMT", onrecord.Filter{Words: []string{"16:30", "GMT"}}},
		{`say\"s`, onrecord.Filter{}}, // an open quotation mark, below
		{`"say \"no\" to C:\\"`, onrecord.Filter{Words: []string{`say "no" to C:\`}}},
		{`speaker:Lavrov about:"the United States"`, onrecord.Filter{Speaker: "Lavrov", About: "the United States"}},
		{"speaker:x:ana-kovac", onrecord.Filter{Speaker: "x:ana-kovac"}},
		{"since:2015-11 until:2015-11", onrecord.Filter{Since: ling.NewDate(2015, 11, 1), Until: ling.NewDate(2015, 11, 30)}},
		{"since:2016 until:2016-02-29", onrecord.Filter{Since: ling.NewDate(2016, 1, 1), Until: ling.NewDate(2016, 2, 29)}},
		{"mode:direct act:deny outlet:TASS article:a/b", onrecord.Filter{Mode: onrecord.Direct, Act: onrecord.Deny, Outlet: "TASS", Article: "a/b"}},
	} {
		var got onrecord.Filter
		err := query.Parse(c.in, &got)
		if c.in == `say\"s` {
			if err == nil {
				t.Errorf("%s: an open quotation mark passed", c.in)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\ngot  %+v, %v\nwant %+v", c.in, got, err, c.want)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for in, want := range map[string]string{
		"acts:deny":             `no field "acts"`,
		"act:lie":               `"lie" is none of say, deny`,
		"mode:loud":             "direct, indirect, mixed",
		"since:yesterday":       "want YYYY-MM-DD",
		"since:2015-02-30":      "want YYYY-MM-DD",
		"since:2015 since:2016": "given twice",
		`"freeze zone`:          "not closed",
		`""`:                    "nothing stands between",
		"speaker:":              "has no value",
		"—":                     "no word to look for",
		`speaker:"--"`:          "no word to look for",
	} {
		err := query.Parse(in, &onrecord.Filter{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q in it", in, err, want)
		}
	}
}

func FuzzParsePrint(f *testing.F) {
	for _, s := range []string{`a "b c" speaker:"d \" e" since:2015`, `\ "\\"`, `outlet:" "`, "act:deny mode:direct x:y", "“a” b", `article:"a:b"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var parsed, again onrecord.Filter
		if query.Parse(s, &parsed) != nil {
			return
		}
		printed := query.Print(parsed)
		if err := query.Parse(printed, &again); err != nil {
			t.Fatalf("%q prints as %q: %v", s, printed, err)
		}
		if !reflect.DeepEqual(parsed, again) {
			t.Fatalf("%q prints as %q\nread %+v\nthen %+v", s, printed, parsed, again)
		}
	})
}
