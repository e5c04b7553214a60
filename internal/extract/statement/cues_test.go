package statement

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
)

// Every cue of the rule files reads a sentence of its own, made from a frame of
// its class, with the right source and content, under its own name. A cue that
// reads none is none: it is to be mended or taken out.
func TestEveryCueReadsItsFrame(t *testing.T) {
	r := newReading(t)
	for _, c := range r.x.lex.classes {
		t.Run(c.Kind+"/"+c.Name, func(t *testing.T) {
			for _, entry := range c.cues {
				if fault := r.readsFrame(t, entry); fault != "" {
					t.Errorf("%s: cue %q: %s", c.Where(), entry.lemma(), fault)
				}
			}
		})
	}
}

// readsFrame is "" if one of the sentences made for a cue is read rightly, else
// what is wrong with the last.
func (r reading) readsFrame(t *testing.T, entry *cue) string {
	t.Helper()
	fault := "no sentence for its frames"
	for _, line := range sentencesFor(entry) {
		m, err := parseMarked(line)
		if err != nil {
			t.Fatal(err)
		}
		s := at(r.read(t, m.text), m.parts[""]["cue"])
		switch fault = judge(m.text, m.parts[""], s); {
		case fault != "":
			fault += " in " + m.text
		case entry.source == byObject && s.CueLemma == "say": // "quoted him as saying" is said by him
			return ""
		case s.CueLemma != entry.lemma() && !strings.HasPrefix(s.CueLemma, entry.lemma()):
			fault = fmt.Sprintf("the cue is %q in %s", s.CueLemma, m.text)
		case s.FoundBy != entry.class.foundBy():
			fault = fmt.Sprintf("found by %s in %s", s.FoundBy, m.text)
		default:
			return ""
		}
	}
	return fault
}

// sentencesFor are sentences with a cue's parts marked, one and more for each of
// its frames.
func sentencesFor(c *cue) []string {
	switch c.class.Kind {
	case "phrase":
		return phraseSentences(c)
	case "noun":
		return nounSentences(c)
	case "adjective":
		return adjectiveSentences(c)
	}
	return verbSentences(c)
}

// said is the cue's words, marked, in the given form of the first.
func said(form string, words []string) string {
	out := "[[" + form + "|cue]]"
	for _, w := range words {
		out += " [[" + w + "|cue]]"
	}
	return out
}

// verbSentences put a verb in the plural present, the past and after "did", so
// that a form that a tagger takes for a noun does not decide.
func verbSentences(c *cue) []string {
	var out []string
	rest := c.words[1:]
	for _, f := range c.takes {
		for _, shape := range verbShapes(f) {
			for _, group := range [...]string{"[[The guards|source]] %s", "Yesterday [[they|source]] %s", "[[Ivo Orlan|source]] did %s"} {
				out = append(out, fmt.Sprintf(strings.Replace(shape, "V", group, 1), said(c.words[0], rest)))
			}
			for _, past := range pasts(c.words[0]) {
				out = append(out, fmt.Sprintf(strings.Replace(shape, "V", "[[Ivo Orlan|source]] %s", 1), said(past, rest)))
			}
		}
	}
	if c.source == byObject {
		out = append(out, fmt.Sprintf("The paper %s [[him|source]] %s", said(c.words[0]+"d", nil), "as saying [[that the road was open|content]]."))
	}
	return out
}

// irregular are the past forms of cues that do not end in "ed".
var irregular = map[string]string{
	"say": "said", "tell": "told", "think": "thought", "feel": "felt", "find": "found", "see": "saw", "hear": "heard", "know": "knew",
	"write": "wrote", "read": "read", "speak": "spoke", "swear": "swore", "forbid": "forbade", "foresee": "foresaw", "understand": "understood",
	"hold": "held", "let": "let", "put": "put", "make": "made", "give": "gave", "take": "took", "go": "went", "begin": "began", "lay": "laid",
	"get": "got", "break": "broke", "show": "showed", "teach": "taught", "bring": "brought", "seek": "sought", "mean": "meant", "forget": "forgot",
	"vow": "vowed", "cry": "cried", "decry": "decried", "sing": "sang", "set": "set", "throw": "threw", "come": "came", "rip": "ripped", "lead": "led",
}

// pasts are the past forms that a verb may have.
func pasts(verb string) []string {
	if p, ok := irregular[verb]; ok {
		return []string{p}
	}
	var out []string
	for _, form := range inflected(verb) {
		if strings.HasSuffix(form, "ed") || strings.HasSuffix(form, "ied") {
			out = append(out, form)
		}
	}
	return out
}

// verbShapes are sentences with V for subject and verb.
func verbShapes(f frame) []string {
	switch f.kind {
	case onQuote:
		return []string{"[[“The road to the old mill is open again,”|content]] V.", "V: [[“The road to the old mill is open again.”|content]]"}
	case onClause:
		return []string{"V [[that the road was open|content]].", "V [[the road was open|content]]."}
	case onTo:
		return []string{"V [[to open the road|content]]."}
	case onIng:
		return []string{"V [[opening the road|content]]."}
	case onObj, onNoun:
		return []string{"V [[the new plan|content]].", "V [[the minister|content]]."}
	case onObjTo:
		return []string{"V [[the villagers to leave|content]]."}
	case onObjAs:
		return []string{"V [[the plan as a mess|content]].", "V [[the plan a mess|content]]."}
	case onObjOf:
		return []string{"V [[the guards of lying|content]]."}
	}
	return []string{"V [[" + f.prep + "|cue]] [[the new plan|content]].", "V " + f.prep + " [[the new plan|content]]."}
}

// nounSentences have who has the noun, and who brings it forward by a light verb.
func nounSentences(c *cue) []string {
	var out []string
	for _, f := range c.takes {
		for _, shape := range nounShapes(f) {
			out = append(out,
				"[["+"Ivo Orlan’s"+"|source]] [["+c.words[0]+"|cue]] "+shape+" was rejected.",
				"They rejected [[his|source]] [["+c.words[0]+"|cue]] "+shape+".",
				"[[Ivo Orlan|source]] [[made a|cue]] [["+c.words[0]+"|cue]] "+shape+".")
		}
	}
	return out
}

func nounShapes(f frame) []string {
	switch f.kind {
	case onClause:
		return []string{"[[that the road was open|content]]"}
	case onTo:
		return []string{"[[to open the road|content]]"}
	}
	return []string{"[[" + f.prep + " a new truce|content]]"}
}

func adjectiveSentences(c *cue) []string {
	var out []string
	for _, f := range c.takes {
		shape := "[[" + f.prep + "|cue]] [[the new plan|content]]"
		switch f.kind {
		case onClause:
			shape = "[[that the road is open|content]]"
		case onTo:
			shape = "[[to open the road|content]]"
		}
		out = append(out, "[[Ivo Orlan|source]] is "+said(c.words[0], c.words[1:])+" "+shape+".", "[[They|source]] were "+said(c.words[0], c.words[1:])+" "+shape+".")
	}
	return out
}

func phraseSentences(c *cue) []string {
	cue := "[[" + strings.Join(c.words, " ") + "|cue]]"
	upper := "[[" + strings.ToUpper(c.words[0][:1]) + strings.Join(c.words, " ")[1:] + "|cue]]"
	out := []string{"[[The road is open|content]], " + cue + " [[Ivo Orlan|source]].", upper + " [[Ivo Orlan|source]], [[the road is open|content]]."}
	for _, w := range c.opens {
		out = append(out, upper+" [[Ivo Orlan|source]], [["+w+" road is open|content]].", upper+" [[Ivo Orlan|source]], [["+w+" is open|content]].")
	}
	return out
}

var _ = onrecord.Say
