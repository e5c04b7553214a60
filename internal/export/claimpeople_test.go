package export_test

import (
	"bytes"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// With all of it asked for, people read what happened, how surely and who says so.
func TestPeopleReadClaims(t *testing.T) {
	r := full()
	var out bytes.Buffer
	if err := export.WritePeople(&out, &r, export.Style{}, true); err != nil {
		t.Fatal(err)
	}
	const want = `
Events
  Ana → ASSAULT, aerial → Ana
    12 May 2016 · Ana · 129 or more killed · likely · military · CAMEO 190
    [background] Ana said on Thursday it was over. (according to Ana)

Agreements
  it
    ceasefire · Ana · brokered by Ana · monitored by Ana · Ana · for P7D · Ana
    [background] ended (by a party) 12 May 2016 from May 2016 until 2016 by Ana, says Ana.

Memberships
  Ana → not invited → Ana
    as sponsor · 12 May 2016 · according to Ana
`
	if !strings.Contains(out.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	// Nothing of it is said of an article that claims no such thing.
	r.Events, r.Agreements, r.Memberships = nil, nil, nil
	out.Reset()
	if err := export.WritePeople(&out, &r, export.Style{}, true); err != nil || strings.Contains(out.String(), "Events") || strings.Contains(out.String(), "Agreements") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// What is explained of a character is every claim that has a part there.
func TestExplainsClaims(t *testing.T) {
	r := full()
	doc := &ling.Document{Text: r.Text}
	for offset, want := range map[int][]string{
		4: {
			"event      e1: this is its trigger  by p/rule@1\n", "  Ana → ASSAULT, aerial → Ana\n", "  trigger  said (say)\n",
			"  12 May 2016, Ana, 129 or more killed, likely, military, CAMEO 190, happened, aerial, background\n", "  told by  Ana\n",
			"membership b1: this is its words", "  words    said\n",
		},
		21: {"agreement  a1: this is its spans and history", `  status   ended (by a party) 12 May 2016 from May 2016 until 2016 by Ana, says Ana, told as said: "it was over"`},
		0:  {"this is its source and target and where and counts", "this is its parties and brokers and place and monitors and scope and by", "this is its group and member"},
	} {
		var out bytes.Buffer
		if err := (export.Explanation{Record: &r, Doc: doc, Offset: offset}).Write(&out, export.Style{}); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("at %d: no %q in\n%s", offset, w, out.String())
			}
		}
	}
	var out bytes.Buffer
	if err := (export.Explanation{Record: &r, Doc: doc, Offset: 15}).Write(&out, export.Style{}); err != nil || strings.Contains(out.String(), "e1") {
		t.Errorf("where no claim stands: %v\n%s", err, out.String())
	}
}

// Cards on a page are made of the same pieces.
func TestForPeople(t *testing.T) {
	r := full()
	r.Events[0].Status = onrecord.EventPlanned
	view := onrecord.NewViewer(&r)
	var got []string
	for c := range r.Claims() {
		s := export.ForPeople(view, c)
		got = append(got, strings.Join([]string{s.Who, strings.Join(s.Not, ","), s.What, strings.Join(s.Tags, ","), strings.Join(s.Notes, ",")}, " | "))
	}
	want := []string{
		" |  |  |  | ",
		"Ana → assault, aerial → Ana | planned,background | Ana said on Thursday it was over. | military | 12 May 2016,Ana,129 or more killed,likely,according to Ana",
		"it | background | ended (by a party) 12 May 2016 from May 2016 until 2016 by Ana, says Ana. | ceasefire | Ana,brokered by Ana,monitored by Ana,Ana,for P7D,Ana",
		"Ana → not invited → Ana |  | said |  | as sponsor,12 May 2016,according to Ana",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
