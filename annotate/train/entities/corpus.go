package entities

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/parse"
	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

// sentence is the words of a sentence with their right tags.
type sentence struct {
	tokens []ling.Token
	tags   []int
	weight float64
	// doc numbers the document of a corpus that is split by documents.
	doc int
}

// span is a name by its words.
type span struct {
	first, last int
	kind        names.Kind
}

// tagged makes the tags of names; of those that overlap the first stays.
func tagged(n int, spans []span) []int {
	tags := make([]int, n)
	for _, s := range spans {
		if slices.ContainsFunc(tags[s.first:s.last], func(t int) bool { return t != 0 }) {
			continue
		}
		for i := s.first; i < s.last; i++ {
			tags[i] = names.Tag(s.kind, i == s.first, i == s.last-1)
		}
	}
	return tags
}

// column reads sentences of a file of columns: number, form, IOB2 tag. name
// makes a span of what a tag's name stands for; ok is false for what is no name.
func column(file string, weight float64, name func(forms []string, tag string) (s span, ok bool)) ([]sentence, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	var out []sentence
	var forms, tags []string
	flush := func() {
		if len(forms) > 0 {
			out = append(out, makeSentence(forms, tags, weight, name))
		}
		forms, tags = nil, nil
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		cols := strings.Split(lines.Text(), "\t")
		switch {
		case len(cols) >= 3 && cols[0] != "" && cols[0][0] != '#':
			forms, tags = append(forms, cols[1]), append(tags, cols[2])
		case len(cols) < 2 && lines.Text() == "":
			flush()
		}
	}
	flush()
	return out, lines.Err()
}

func makeSentence(forms, tags []string, weight float64, name func([]string, string) (span, bool)) sentence {
	s := sentence{weight: weight}
	for _, form := range forms {
		s.tokens = append(s.tokens, ling.Token{Form: form})
	}
	var spans []span
	for i := 0; i < len(tags); {
		if !strings.HasPrefix(tags[i], "B-") {
			i++
			continue
		}
		j := i + 1
		for j < len(tags) && tags[j] == "I-"+tags[i][2:] {
			j++
		}
		if found, ok := name(forms[i:j], tags[i][2:]); ok && found.first < found.last {
			spans = append(spans, span{i + found.first, i + found.last, found.kind})
		}
		i = j
	}
	s.tags = tagged(len(forms), spans)
	return s
}

// mapper turns the corpora's types into ours.
type mapper struct {
	lex   *names.Lexicon
	known map[string]ling.MentionType
}

func newMapper(lex *names.Lexicon) mapper { return mapper{lex, names.Known()} }

func (m mapper) flags(forms []string) uint32 {
	h := names.PhraseStart
	for _, f := range forms {
		h = names.PhraseAdd(h, linear.HashLower(f))
	}
	return m.lex.Phrases.Get(h)
}

// uner maps the types of UNER and of GUM's names.
func (m mapper) uner(forms []string, tag string) (span, bool) {
	s := span{0, len(forms), names.OTHER}
	switch tag {
	case "PER":
		s.kind = names.PER
		s.first = m.bare(forms)
	case "ORG":
		s.kind = names.ORG
	case "LOC":
		s.kind = names.LOC
	case "OTH":
		if len(forms) == 1 && m.flags(forms)&names.Demonym != 0 {
			s.kind = names.NORP
		}
	default:
		return s, false // B-O, a slip
	}
	if len(forms) > 1 && strings.EqualFold(forms[0], "the") && tag != "OTH" {
		s.first = 1
	}
	return s, true
}

// bare is where a person's name begins after titles, and what stands before
// titles: GUM's and the Groningen bank's names have them, UNER's and ours do not.
func (m mapper) bare(forms []string) int {
	first := 0
	for i, form := range forms[:len(forms)-1] {
		if isTitle(form) || title[form] {
			first = i + 1
			continue
		}
		if m.flags(forms[i:i+1])&(names.Demonym|names.Country) == 0 && !small(form) {
			break
		}
	}
	return first
}

// title are words in small letters that GUM has before names.
var title = map[string]bool{
	"spokesman": true, "spokeswoman": true, "researcher": true, "professor": true, "author": true, "actor": true,
	"actress": true, "singer": true, "journalist": true, "founder": true, "leader": true, "coach": true, "editor": true,
	"artist": true, "writer": true, "director": true, "candidate": true, "scientist": true,
}

// small reports whether a word in small letters is none of the particles of names.
func small(form string) bool {
	switch form {
	case "al", "bin", "ibn", "de", "von", "van", "el", "da", "di", "la", "le", "du", "der", "den", "dos", "d'":
		return false
	}
	return unicode.IsLower([]rune(form)[0])
}

// gmb maps the types of the Groningen Meaning Bank.
func (m mapper) gmb(forms []string, tag string) (span, bool) {
	s := span{0, len(forms), names.OTHER}
	flags := m.flags(forms)
	switch tag {
	case "geo":
		s.kind = names.LOC
		if forms[0] == "U.N." {
			s.kind = names.ORG
		}
	case "gpe":
		s.kind = names.NORP
		if flags&(names.Country|names.Place) != 0 && flags&names.Demonym == 0 || forms[0] == "U.S." {
			s.kind = names.LOC
		}
	case "per":
		s.kind = names.PER
		if s.first = m.bare(forms); s.first == s.last-1 && isTitle(forms[s.first]) {
			return s, false
		}
		if flags&names.Demonym != 0 {
			s.kind = names.NORP
		}
	case "org":
		if len(forms) == 1 && forms[0] == "State" {
			return s, false // of "Secretary of State"
		}
		s.kind = gmbBody(forms, flags)
	case "eve", "art":
	default:
		return s, false // times, and nature's
	}
	if strings.EqualFold(forms[0], "the") {
		s.first++
	}
	if s.first < s.last {
		s.kind = m.settle(forms[s.first:], s.kind)
	}
	return s, true
}

// gmbBody is the kind of what the bank calls an organization: among them are
// peoples ("Iranian") and states.
func gmbBody(forms []string, flags uint32) names.Kind {
	switch {
	case flags&names.Demonym != 0 && len(forms) == 1:
		return names.NORP
	case flags&names.Country != 0:
		return names.LOC
	}
	return names.ORG
}

// settle corrects the kinds of names that a machine tagged: it took the West
// Bank for a bank, Fatah for a place and Arafat for an organization.
func (m mapper) settle(forms []string, k names.Kind) names.Kind {
	switch m.known[strings.Join(forms, " ")] {
	case ling.ORG:
		return names.ORG
	case ling.PER:
		return names.PER
	case ling.GPE, ling.LOC, ling.FAC:
		return names.LOC
	}
	flags := m.flags(forms)
	if settled, ok := names.Settled(flags); ok {
		return settled
	}
	const other = names.Org | names.Armed | names.Country | names.Place | names.Demonym
	if len(forms) == 1 && flags&names.Last != 0 && flags&other == 0 {
		return names.PER
	}
	return k
}

// isTitle reports whether a word is a title that stands before a name.
func isTitle(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "mr", "mrs", "ms", "dr", "president", "prime", "minister", "vice", "secretary", "general", "gen", "senator", "sen",
		"king", "queen", "prince", "princess", "pope", "chancellor", "secretary-general", "colonel", "lieutenant", "major",
		"captain", "admiral", "foreign", "defense", "interior", "ambassador", "governor", "mayor", "judge", "justice", "deputy",
		"congressman", "representative", "premier", "sir", "lord", "lady", "ayatollah", "sheikh", "cardinal", "archbishop",
		"bishop", "reverend", "father", "professor", "chairman", "director", "spokesman", "spokeswoman", "envoy", "emir",
		"sultan", "state", "attorney", "chief", "commander", "the", "former", "then-president", "ex-president":
		return true
	}
	return false
}

// peoplesToo marks the peoples that a corpus leaves unmarked.
func (m mapper) peoplesToo(all []sentence) {
	for i := range all {
		s := &all[i]
		for t, tag := range s.tags {
			form := s.tokens[t].Form
			if tag == 0 && unicode.IsUpper([]rune(form)[0]) && m.flags([]string{form})&(names.Demonym|names.Country|names.Place) == names.Demonym {
				s.tags[t] = names.Tag(names.NORP, true, true)
			}
		}
	}
}

// countriesToo marks the countries that a corpus leaves unmarked.
func (m mapper) countriesToo(all []sentence) {
	for i := range all {
		s := &all[i]
		for t := 0; t < len(s.tags); t++ {
			for n := min(4, len(s.tags)-t); n > 0; n-- {
				var forms []string
				free := true
				for k := t; k < t+n; k++ {
					forms, free = append(forms, s.tokens[k].Form), free && s.tags[k] == 0
				}
				if !free || !capital.MatchString(forms[0][:1]) || m.flags(forms)&names.Country == 0 {
					continue
				}
				for k := t; k < t+n; k++ {
					s.tags[k] = names.Tag(names.LOC, k == t, k == t+n-1)
				}
				break
			}
		}
	}
}

// tagWords gives the words their XPOS as they will be when names are looked for.
func tagWords(all []sentence) error {
	p, err := parse.English()
	if err != nil {
		return err
	}
	const batch = 512
	for from := 0; from < len(all); from += batch {
		part := all[from:min(from+batch, len(all))]
		doc := &ling.Document{}
		for i := range part {
			first := len(doc.Tokens)
			doc.Tokens = append(doc.Tokens, part[i].tokens...)
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens)})
		}
		p.Annotate(doc, true, false)
		for i := range part {
			copy(part[i].tokens, doc.Tokens[doc.Sentences[i].First:doc.Sentences[i].Last])
		}
	}
	return nil
}

// re3d reads documents with entities, cut into words by our own tokenizer.
func (m mapper) re3d(file string, weight float64) ([]sentence, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	split, err := segment.NewSplitter()
	if err != nil {
		return nil, err
	}
	cut := tokenize.New()
	var out []sentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for n := 0; lines.Scan(); n++ {
		var d document
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
		// The European Union's part may not ship.
		if strings.HasPrefix(d.Outlet, "Delegation of the European Union") {
			continue
		}
		doc := &ling.Document{Text: d.Text}
		for _, p := range segment.Paragraphs(doc) {
			first := len(doc.Tokens)
			cut.Append(doc, p.Span)
			split.Split(doc, first, p)
		}
		found := d.names(doc, m)
		for _, s := range doc.Sentences {
			var inside []span
			for _, e := range found {
				if e.first >= s.First && e.last <= s.Last {
					inside = append(inside, span{e.first - s.First, e.last - s.First, e.kind})
				}
			}
			// Repeated text is annotated in one document and not in the next:
			// where nothing is marked, nothing is learnt.
			if len(inside) > 0 {
				out = append(out, sentence{
					tokens: slices.Clone(doc.Tokens[s.First:s.Last]), tags: tagged(s.Last-s.First, inside), weight: weight, doc: n,
				})
			}
		}
	}
	return out, lines.Err()
}

type document struct {
	Outlet, Text string
	Mentions     []struct {
		Start, End int
		Type       string
	}
}

// names are the document's innermost names as spans of words.
func (d *document) names(doc *ling.Document, m mapper) []span {
	o := ling.NewOffsets(d.Text)
	kinds := map[string]names.Kind{"PER": names.PER, "ORG": names.ORG, "LOC": names.LOC, "NORP": names.NORP}
	var all []span
	for _, e := range d.Mentions {
		kind, ok := kinds[e.Type]
		if !ok {
			continue
		}
		first, last := doc.TokensIn(ling.Span{Start: o.Byte(e.Start), End: o.Byte(e.End)})
		s := withoutFrame(doc, span{first, last, kind})
		if s.first < s.last && namelike(doc.Tokens[s.first:s.last]) {
			all = append(all, s)
		}
	}
	out := innermost(all)
	// A country that acts is an organization to this corpus in some places and
	// a place in others; the place is what the rest of the data has.
	for i := range out {
		var forms []string
		for _, t := range doc.Tokens[out[i].first:out[i].last] {
			forms = append(forms, t.Form)
		}
		if flags := m.flags(forms); out[i].kind == names.ORG && flags&names.Country != 0 {
			out[i].kind = names.LOC
		}
	}
	return out
}

// withoutFrame leaves off what the corpus counts to a name and we do not: its
// article, marks around it, a possessive, a person's titles.
func withoutFrame(doc *ling.Document, s span) span {
	form := func(i int) string { return doc.Tokens[i].Form }
	for s.first < s.last && (strings.EqualFold(form(s.first), "the") || !hasLetter(form(s.first))) {
		s.first++
	}
	for s.last > s.first && (!hasLetter(form(s.last-1)) || form(s.last-1) == "'s" || form(s.last-1) == "’s") {
		s.last--
	}
	for s.kind == names.PER && s.last-s.first > 1 && isTitle(form(s.first)) {
		s.first++
	}
	return s
}

// innermost are the spans that hold no other.
func innermost(all []span) []span {
	var out []span
	for _, a := range all {
		if !slices.ContainsFunc(all, func(b span) bool {
			return a.first <= b.first && b.last <= a.last && b.last-b.first < a.last-a.first
		}) {
			out = append(out, a)
		}
	}
	return out
}

func hasLetter(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

var capital = regexp.MustCompile(`[A-Z]`)

// namelike reports whether words are a name: capitals in all that are not
// small words, and more than titles.
func namelike(words []ling.Token) bool {
	name := false
	for _, t := range words {
		if capital.MatchString(t.Form) {
			name = name || !isTitle(t.Form)
			continue
		}
		switch t.Form {
		case "of", "the", "and", "al", "-", "for", "bin", "ibn", "de", "'", "’", "'s", "in", "on", "&", "el", "ul", "at", ".", "/":
		default:
			if !capital.MatchString(t.Form) && !strings.ContainsAny(t.Form, "0123456789") {
				return false
			}
		}
	}
	return name
}

// corpora are the sentences of one training run.
func (m mapper) corpora(data string, s Settings) (train []sentence, err error) {
	ner := filepath.Join(data, "ner")
	uner, err := column(filepath.Join(ner, "uner_ewt-train.iob2"), 1, m.uner)
	if err != nil {
		return nil, err
	}
	gum, err := column(filepath.Join(ner, "gum_free-train.iob2"), s.Gum, m.uner)
	if err != nil {
		return nil, err
	}
	silver, err := column(filepath.Join(ner, "gmb-silver.iob2.gz"), s.Silver, m.gmb)
	if err != nil {
		return nil, err
	}
	m.peoplesToo(uner)
	m.peoplesToo(gum)
	train = append(uner, gum...)
	// A third of the silver sentences says what all of them say, in a third of
	// the time.
	for i := 0; i < len(silver) && s.Silver > 0; i += 3 {
		train = append(train, silver[i])
	}
	return train, nil
}
