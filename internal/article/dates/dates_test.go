package dates

import "testing"

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
		"GENEVA, 3 May 2016 — Talks began.":                     "2016-05-03",
		"WASHINGTON, D.C., December 1, 2014 – Talks began.":     "2014-12-01",
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
