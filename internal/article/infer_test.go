package article

import (
	"reflect"
	"testing"
	"time"

	"onrecord"
	"onrecord/annotate"
	"onrecord/ling"
)

// infer reads a text without a date of its own.
func infer(t *testing.T, a *annotate.Annotator, art onrecord.Article) onrecord.Article {
	t.Helper()
	doc, err := a.AnnotateArticle(t.Context(), annotate.Source{Text: art.Text, Published: art.Published.Day()})
	if err != nil {
		t.Fatal(err)
	}
	given := art.Fingerprint()
	InferDate(&art, a.DateEvidence(doc))
	once := art
	if InferDate(&art, a.DateEvidence(doc)); !reflect.DeepEqual(art, once) {
		t.Errorf("%q: inferred twice: %+v, then %+v", art.Text, once, art)
	}
	if art.Fingerprint() != given {
		t.Errorf("%q: a store would take it for another article than the page's", art.Text)
	}
	return art
}

func TestInferDate(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	fetched := time.Date(2019, 10, 17, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, text                       string
		collected                        time.Time
		value, earliest, latest, bounded string
	}{
		{"nothing", "The envoy said that talks had failed.", time.Time{}, "", "", "", ""},
		{"days without a year", "They met on Nov. 14 in Vienna. On Nov. 18 the envoy said that they had failed.", time.Time{}, "XXXX-11", "", "", ""},
		{"one day may be long past", "The war broke out on March 15. Talks have failed.", time.Time{}, "", "", "", ""},
		{"the month's end", "They met on Nov. 24 in Vienna. On Nov. 28 the envoy said that they had failed.", time.Time{}, "", "", "", ""},
		{"over New Year", "They met on December 29 in Doha. On January 3 they met again and on January 5 they parted.", time.Time{}, "XXXX-01", "", "", ""},
		{"an earlier year bounds", "The town was shelled in August 2013. They met on December 3 in Doha. On December 9 he was interviewed.", time.Time{}, "XXXX-12", "2013-12-09", "", ""},
		{"a year alone bounds", "The truce was signed in the fall of 2015 and has held since.", time.Time{}, "", "2015-09-01", "", ""},
		{"a year to come does not", "The bridge will be built by 2030.", time.Time{}, "", "", "", ""},
		{"nor one that modifies a noun", "She entered the 2030 race and won the first debate.", time.Time{}, "", "", "", ""},
		{"nor one that is only spoken of", "She could win in 2030, he said.", time.Time{}, "", "", "", ""},
		{"a letter of another year", "The two sides met on 3 March 2016. The minister cited a letter of 12 February.", time.Time{}, "", "2016-03-03", "", ""},
		{"a day to come does not count", "They met on Nov. 14 and on Nov. 15. They will meet again on December 20.", time.Time{}, "XXXX-11", "", "", ""},
		{"a weekday leaves one year", "The town was shelled in August 2013. They met on Thursday, December 4, in Doha.", fetched, "2014-12", "2014-12-04", "2014-12-31", ""},
		{"a weekday leaves two years", "The town was shelled in August 2008. They met on Thursday, December 4, in Doha.", fetched, "", "2008-08-01", "", ""},
	} {
		art := infer(t, a, onrecord.Article{Text: c.text, Collected: c.collected})
		p := art.Published
		if p.Value != c.value || p.Earliest.String() != c.earliest || p.Latest.String() != c.latest {
			t.Errorf("%s: got %q, %v to %v, want %q, %s to %s", c.name, p.Value, p.Earliest, p.Latest, c.value, c.earliest, c.latest)
		}
		if p.Confidence >= 0.8 {
			t.Errorf("%s: confidence %g for what the page does not state", c.name, p.Confidence)
		}
		if (p.Basis == onrecord.BasisText) != (c.value != "" || c.earliest != "") {
			t.Errorf("%s: basis %q", c.name, p.Basis)
		}
	}
}

func TestInferDateDoubtsAStatedOne(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		basis      onrecord.Basis
		doubted    bool
	}{
		{"fits", "They met on Saturday, Nov. 14.", onrecord.BasisURL, false},
		{"fits no year near", "They met on Friday, Nov. 14.", onrecord.BasisURL, true},
		{"one of two fits", "They met on Friday, Nov. 14. They parted on Sunday, Nov. 15.", onrecord.BasisURL, false},
		{"given is given", "They met on Friday, Nov. 14.", onrecord.BasisGiven, false},
		{"last year's", "They met on Wednesday, December 31.", onrecord.BasisURL, false},
		{"over New Year", "They met on Friday, January 1.", onrecord.BasisURL, false},
	} {
		day := ling.Date{Year: 2015, Month: 11, Day: 19}
		art := infer(t, a, onrecord.Article{Text: c.text, Published: onrecord.Published{
			Value: day.String(), Earliest: day, Latest: day, Basis: c.basis, Confidence: 0.95,
		}})
		if doubted := art.Published.Confidence < 0.8; doubted != c.doubted || doubted != (len(art.Diagnostics) > 0) {
			t.Errorf("%s: confidence %g, diagnostics %v", c.name, art.Published.Confidence, art.Diagnostics)
		}
		if art.Published.Value != day.String() {
			t.Errorf("%s: the date was changed to %q", c.name, art.Published.Value)
		}
	}
}
