package statement

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// Every field of a statement, in a sentence that fills it: what record.md
// promises is empty for no want of looking.
func TestFields(t *testing.T) {
	r := newReading(t)
	for name, c := range map[string]struct {
		text, cue, want string
		get             func(text string, s *onrecord.Statement) string
	}{
		"source":              {"Kovač said the road was open.", "said", "Kovač", func(x string, s *onrecord.Statement) string { return inText(x, s.Source.Spans) }},
		"source in a letter":  {"Kovač (left) said the road was open.", "said", "Kovač (left)", func(x string, s *onrecord.Statement) string { return inText(x, s.Source.Spans) }},
		"cue":                 {"Kovač made it clear that the road was open.", "made", "made it clear", func(x string, s *onrecord.Statement) string { return inText(x, s.Cue.Spans) }},
		"lemma":               {"Kovač pointed out that the road was open.", "pointed", "point out", func(_ string, s *onrecord.Statement) string { return s.CueLemma }},
		"content":             {"“The road,” Kovač said, “is open.”", "said", "“The road,” || “is open.”", func(x string, s *onrecord.Statement) string { return inText(x, s.Content.Spans) }},
		"direct":              {"“The road is open,” Kovač said.", "said", "direct", func(_ string, s *onrecord.Statement) string { return string(s.Mode) }},
		"indirect":            {"Kovač said the road was open.", "said", "indirect", func(_ string, s *onrecord.Statement) string { return string(s.Mode) }},
		"mixed":               {"Kovač said the road was “wide open.”", "said", "mixed", func(_ string, s *onrecord.Statement) string { return string(s.Mode) }},
		"act of the cue":      {"Kovač denied that the road was open.", "denied", "deny", func(_ string, s *onrecord.Statement) string { return string(s.Act) }},
		"act of the words":    {"“Is the road open?” Kovač said.", "said", "ask", func(_ string, s *onrecord.Statement) string { return string(s.Act) }},
		"a promise":           {"“We will open the road,” Kovač said.", "said", "promise", func(_ string, s *onrecord.Statement) string { return string(s.Act) }},
		"addressee":           {"Kovač told reporters that the road was open.", "told", "reporters", func(x string, s *onrecord.Statement) string { return inText(x, s.Addressee.Spans) }},
		"addressee by to":     {"“The road is open,” Kovač said to the guards.", "said", "the guards", func(x string, s *onrecord.Statement) string { return inText(x, s.Addressee.Spans) }},
		"named addressee":     {"Kovač told the news agency Norda that the road was open.", "told", "the news agency Norda", func(x string, s *onrecord.Statement) string { return inText(x, s.Addressee.Spans) }},
		"outlet told":         {"Kovač told the Northern News Agency that the road was open.", "told", "the Northern News Agency", via},
		"outlet in a venue":   {"Kovač said in an interview with the Northern Times that the road was open.", "said", "the Northern Times", via},
		"outlet written for":  {"“The road is open,” Kovač wrote for the Northern Times.", "wrote", "the Northern Times", via},
		"via":                 {"Orlan had denied that the road was open, according to the paper.", "denied", "the paper", via},
		"venue":               {"Kovač said in a statement that the road was open.", "said", "a statement", func(x string, s *onrecord.Statement) string { return inText(x, s.Venue.Spans) }},
		"venue without day":   {"Kovač said in an interview on Friday that the road was open.", "said", "an interview", func(x string, s *onrecord.Statement) string { return inText(x, s.Venue.Spans) }},
		"no hop for oneself":  {"“I told them that the road was open,” Kovač said.", "told", "", via},
		"said by a venue":     {"In an interview broadcast on Monday, Kovač said that the road was open.", "said", "2016-05-09 explicit", saidOn},
		"condition":           {"Kovač said the road would open if the snow melted.", "said", "if the snow melted", func(x string, s *onrecord.Statement) string { return inText(x, s.Condition) }},
		"condition unless":    {"Kovač said the road would stay shut unless the snow melted.", "said", "unless the snow melted", func(x string, s *onrecord.Statement) string { return inText(x, s.Condition) }},
		"condition provided":  {"Kovač said the road would open provided that the snow melted.", "said", "provided that the snow melted", func(x string, s *onrecord.Statement) string { return inText(x, s.Condition) }},
		"condition in front":  {"If the snow melts, Kovač said, the road will open.", "said", "If the snow melts", func(x string, s *onrecord.Statement) string { return inText(x, s.Condition) }},
		"no condition":        {"Kovač asked if the road was open.", "asked", "", func(x string, s *onrecord.Statement) string { return inText(x, s.Condition) }},
		"certain":             {"Kovač said the road was open.", "said", "certain", func(_ string, s *onrecord.Statement) string { return string(s.Certainty) }},
		"possible":            {"Kovač said the road might be open.", "said", "possible", func(_ string, s *onrecord.Statement) string { return string(s.Certainty) }},
		"likely":              {"Kovač said the road was probably open.", "said", "likely", func(_ string, s *onrecord.Statement) string { return string(s.Certainty) }},
		"unsure cue":          {"Kovač speculated that the road was open.", "speculated", "possible", func(_ string, s *onrecord.Statement) string { return string(s.Certainty) }},
		"negated":             {"Kovač did not say that the road was open.", "say", "true", func(_ string, s *onrecord.Statement) string { return map[bool]string{true: "true"}[s.Negated] }},
		"inserted":            {"“The road [to the mill] is open,” Kovač said.", "said", "[to the mill]", func(x string, s *onrecord.Statement) string { return inText(x, s.Inserted) }},
		"not inserted":        {"Kovač said the road [to the mill] was open.", "said", "", func(x string, s *onrecord.Statement) string { return inText(x, s.Inserted) }},
		"said on a day":       {"Kovač said on Monday that the road was open.", "said", "2016-05-09 explicit", saidOn},
		"said in a venue":     {"Kovač said in an interview on Monday that the road was open.", "said", "2016-05-09 explicit", saidOn},
		"said while speaking": {"Speaking on Monday at a rally, Kovač said that the road was open.", "said", "2016-05-09 explicit", saidOn},
		"said today":          {"Kovač said the road was open on Monday.", "said", "2016-05-12 document", saidOn},
		"said in words":       {"“On Monday the road was open,” Kovač said.", "said", "2016-05-12 document", saidOn},
		"found by":            {"Kovač said the road was open.", "said", "statement verb say", func(_ string, s *onrecord.Statement) string { return s.FoundBy }},
		"trail":               {"Kovač said the road was open, adding that he had left.", "adding", "statement saying-comma", func(_ string, s *onrecord.Statement) string { return strings.Join(s.Trail, ", ") }},
	} {
		day := ling.NewDate(2016, 5, 12)
		doc, err := r.a.AnnotateArticle(t.Context(), annotate.Source{Text: c.text, Published: day})
		if err != nil {
			t.Fatal(err)
		}
		found := r.x.Extract(clause.Look(doc), &onrecord.Article{Text: c.text, Published: onrecord.Published{Earliest: day, Latest: day, Value: day.String()}})
		var s *onrecord.Statement
		for i := range found {
			if strings.HasPrefix(inText(c.text, found[i].Cue.Spans), c.cue) {
				s = &found[i]
			}
		}
		if s == nil {
			t.Errorf("%s: no statement with the cue %q in %q", name, c.cue, c.text)
		} else if got := c.get(c.text, s); got != c.want {
			t.Errorf("%s: %q, want %q, in %q", name, got, c.want, c.text)
		}
	}
}

// via are the hops of a statement.
func via(text string, s *onrecord.Statement) string {
	var out []string
	for _, v := range s.Via {
		out = append(out, inText(text, v.Spans))
	}
	return strings.Join(out, "; ")
}

// saidOn is when it was said, and how that is known.
func saidOn(_ string, s *onrecord.Statement) string { return s.SaidOn.Value + " " + s.SaidOn.Basis }

// A statement within another names it for its parent, and says who passes it on.
func TestParent(t *testing.T) {
	r := newReading(t)
	text := "Kovač said Orlan had denied that the road was open."
	found := r.read(t, text)
	if len(found) != 2 || found[0].Parent != "" || found[1].Parent != found[0].ID || via(text, &found[1]) != "Kovač" {
		t.Errorf("%+v", found)
	}
}
