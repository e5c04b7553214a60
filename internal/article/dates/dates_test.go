package dates

import (
	"testing"

	"onrecord"
	"onrecord/ling"
)

func TestReadDateLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"February 13, 2017, 2:43 pm", "2017-02-13"},
		{"August 6, 2015 at 1:53 pm", "2015-08-06"},
		{"26 Feb 2016 15:02 GMT | Middle East, Politics", "2016-02-26"},
		{"Fri, Feb. 26, 2016", "2016-02-26"},
		{"Sat Feb 27, 2016 6:10am EST", "2016-02-27"},
		{"Friday 26 February 2016 18.30 GMT", "2016-02-26"},
		{"Published: 2016-02-26 08:51:33", "2016-02-26"},
		{"Posted on 26th of February 2016 by Nora Feld", "2016-02-26"},
		{"26.02.2016", "2016-02-26"},
		{"31/01/2017", "2017-01-31"},
		{"01/31/2017", "2017-01-31"},
		{"04/03/2016", " 2016-03-04 2016-04-03"},
		{"Source: Eastern News | 2016-02-27 08:51:33 | Editor: liwei", "2016-02-27"},
		{"March 4, 2016 / 6:08 PM / 3 years ago", "2016-03-04"},
		{"Lakeside, 26 February 2016", "2016-02-26"},
		{"Updated 27 February 2016", "2016-02-27 modified"},
		{"Published 26 February 2016 · Updated 1 March 2016", "2016-02-26"},
		{"26 February", "XXXX-02-26"},
		{"10:42 GMT +317 October 2019", ""},
		{"© 2016 Lakeside Media, 3 May", ""},
		{"Talks set for 26 February", ""},
		{"The talks began on 26 February 2016 and went on.", ""},
		{"Born 3 May 1950", ""},
		{"32 March 2016", ""},
		{"February 30, 2016", ""},
		{"May 2016 elections put off", ""},
		{"Datum:26. Januar 2016", "2016-01-26"},
		{"10:26 January 2016", ""},
		{"May 2016", "2016-05"},
		{"32 May 2016", ""},
		{"26-02-2016", "2016-02-26"},
		{"19-Nov-2012", "2012-11-19"},
		{"26. 2. 2016", "2016-02-26"},
		{"26.02.16", "2016-02-26"},
		{"Version 4.26.02.16", ""},
		{"2016年2月26日", "2016-02-26"},
		{"26 février 2016 à 18h30", "2016-02-26"},
		{"Opublikowano: 26 lutego 2016", "2016-02-26"},
		{"10:42 GMT +3 October 2019", ""},
		{"3 May, 4 May 2016", "2016-05-04"},
		{"6 March 2016, 5 March 2016", "2016-03-06"},
	} {
		got := ""
		if d, ok := ReadLine(c.in); ok {
			p := d.Date.Published()
			if got = p.Value; got == "" {
				got = " " + p.Earliest.String() + " " + p.Latest.String()
			}
			if d.Modified {
				got += " modified"
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDatelineDate(t *testing.T) {
	for in, want := range map[string]string{
		"MOSCOW, Feb. 26 (Xinhua) -- Talks began.":              "XXXX-02-26",
		"PORT ELSA, February 24. /Agency 24/. Talks began.":     "XXXX-02-24",
		"ASTANA, Jan 24 (Northern Wire) - Talks began.":         "XXXX-01-24",
		"BOGOTA, Nov 25, 2016 - Talks began.":                   "2016-11-25",
		"GENEVA, 3 May 2016 — Talks began.":                     "2016-05-03",
		"WASHINGTON, D.C., December 1, 2014 – Talks began.":     "2014-12-01",
		"Orsk, (12.11.2021). Die Gespräche begannen.":           "2021-11-12",
		"Orsk (3. Mai 2021). Die Gespräche begannen.":           "2021-05-03",
		"LAKESIDE, 12.11.2021 – Talks began.":                   "2021-11-12",
		"The talks (12.11.2021) began.":                         "",
		"Talks began on 12.11.2021 and ended.":                  "",
		"GENEVA (Northern Wire) - Talks began on May 3.":        "",
		"Lavrov, on Feb. 26, said that talks would begin - now": "",
	} {
		got := ""
		if d, ok := Dateline(in); ok {
			got = d.Value()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestParseISO(t *testing.T) {
	for in, want := range map[string]string{
		"2016": "2016 2016-01-01 2016-12-31", "2016-02": "2016-02 2016-02-01 2016-02-29", "2016-02-26": "2016-02-26 2016-02-26 2016-02-26",
		"2016-02-26T23:30:00-05:00": "2016-02-26 2016-02-26 2016-02-26", "2016-02-26T10:00:00Z": "2016-02-26 2016-02-26 2016-02-26",
		"2016-02-26 10:00:00": "2016-02-26 2016-02-26 2016-02-26", "20160226": "2016-02-26 2016-02-26 2016-02-26",
		"2016-02-30": "", "last week": "", "": "", "26/02/2016": "", "0000": "",
	} {
		got := ""
		if p, ok := ISO(in); ok {
			got = p.Value + " " + p.Earliest.String() + " " + p.Latest.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDateOfURL(t *testing.T) {
	for in, want := range map[string]string{
		"/world/2016/02/26/truce.html": "2016-02-26", "/2016/feb/26/truce": "2016-02-26", "/world-20160226-truce": "2016-02-26",
		"/2016/02/truce": "2016-02", "/a/2016-02-26-truce": "2016-02-26", "/world-35674908": "", "/p/1HuR1": "", "/2016/13/41/x": "", "/id/19871231/x": "",
	} {
		got := ""
		if p, ok := OfURL(in); ok {
			got = p.Value
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestDated holds what a line says besides its date.
func TestDated(t *testing.T) {
	for in, want := range map[string]Dated{
		"Published on 3 May 2016":      {Labelled: true},
		"Lakeside, 3 May 2016":         {Rest: 1},
		"3 May 2016, 18:30 GMT":        {Clock: true},
		"Last updated: 3 May 2016":     {Modified: true},
		"Ana Moor | 3 May 2016 | News": {Rest: 3},
	} {
		got, ok := ReadLine(in)
		want.Date = got.Date
		if !ok || got != want {
			t.Errorf("%q: got %+v %v, want %+v", in, got, ok, want)
		}
	}
}

// TestOrdered holds that a date in digits is settled by the order it is told.
func TestOrdered(t *testing.T) {
	d, ok := Find("04/03/2016")
	if !ok || !d.Either {
		t.Fatalf("got %+v %v, want an open date", d, ok)
	}
	if a, b := d.Ordered(true), d.Ordered(false); a.Value() != "2016-03-04" || b.Value() != "2016-04-03" || a.Either || b.Either {
		t.Errorf("got %s and %s", a.Value(), b.Value())
	}
	if whole, _ := Find("31/01/2017"); whole.Ordered(false).Value() != "2017-01-31" {
		t.Error("a date that is not open was turned round")
	}
}

func TestNumeric(t *testing.T) {
	for in, want := range map[string]int{"31/01/2017": 1, "01/31/2017": -1, "04/03/2016": 0, "3 May 2016": 0, "31/13/2017": 0} {
		if got := Numeric(in); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}

// TestMoment holds that a time is read only with its zone, and midnight never:
// systems write it where they know no time.
func TestMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2016-02-26T23:30:00-05:00":       "2016-02-27 04:30",
		"2016-02-26T23:30+0300":           "2016-02-26 20:30",
		"2016-02-26 10:00:00 +02:00":      "2016-02-26 08:00",
		"Fri, 26 Feb 2016 10:00:00 +0000": "2016-02-26 10:00",
		"2016-02-26T00:00:00Z":            "",
		"2016-02-26T10:00:00":             "",
		"2016-02-26":                      "",
	} {
		got := ""
		if at, ok := Moment(in); ok {
			got = at.UTC().Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestStated holds the forms in which metadata state a date.
func TestStated(t *testing.T) {
	for in, want := range map[string]string{
		"2016-02-26T10:00:00Z":            "2016-02-26",
		"2016-02":                         "2016-02",
		"2016":                            "",
		"Fri, 26 Feb 2016 10:00:00 +0000": "2016-02-26",
		"February 26, 2016 10:00 am":      "2016-02-26",
		"26 février 2016":                 "2016-02-26",
		"20160226103000":                  "2016-02-26",
		"p20160226":                       "",
		"20160226":                        "2016-02-26",
		"id 20160226":                     "2016-02-26",
		"26 February":                     "",
		"soon":                            "",
	} {
		got := ""
		if p, ok := Stated(in); ok {
			got = p.Value
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOnPage(t *testing.T) {
	d, _ := Find("On 3 May 2016")
	p := OnPage(d, 40, 0.9)
	if p.Basis != onrecord.BasisPage || p.Confidence != 0.9 || p.Value != "2016-05-03" || len(p.Spans) != 1 || p.Spans[0] != (ling.Span{Start: 43, End: 53}) {
		t.Errorf("got %+v", p)
	}
}

func TestOnly(t *testing.T) {
	for in, want := range map[string]bool{
		"3 May 2016": true, "Ana Moor and Jon Reed": true, "Ana Moor": true, "The talks began on 3 May 2016 and went on.": false, "No talks today": false,
	} {
		if Only(in) != want {
			t.Errorf("%q: want %v", in, want)
		}
	}
}

func TestPosted(t *testing.T) {
	for in, want := range map[string]string{
		"This entry was posted on Tuesday, May 3rd, 2016 at 10:00 am and is filed under Harbour.":                 "2016-05-03",
		"Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 10:00 Uhr veröffentlicht und unter Hafen abgelegt.": "2011-12-03",
		"This entry was posted in Harbour.":              "",
		"The entry of May 3, 2016 was posted by nobody.": "",
	} {
		got := ""
		if d, ok := Posted(in); ok {
			got = d.Value()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLead holds what the words right before a date say of it.
func TestLead(t *testing.T) {
	for in, want := range map[string][2]bool{
		"Published":                    {true, false},
		"By Ana Moor. Posted on":       {true, false},
		"Last updated:":                {false, true},
		"Aktualisiert am":              {false, true},
		"Published 3 May 2016, by Ana": {false, false},
		"":                             {false, false},
		"The ferry":                    {false, false},
		"Published" + "                                                                 ": {false, false},
	} {
		published, changed := Lead(in)
		if published != want[0] || changed != want[1] {
			t.Errorf("%q: published %v, changed %v", in, published, changed)
		}
	}
	for in, want := range map[string]bool{"Published": true, "Published on:": true, "Datum": true, "Published by Ana": false, "Updated": false, "It was published": false} {
		if Label(in) != want {
			t.Errorf("%q is a label: %v", in, !want)
		}
	}
}
