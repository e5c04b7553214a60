package entities

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

// peoples are what is annotated as NORP beside the demonyms of countries:
// faiths and their branches, tongues, peoples without a state of their own.
// From general knowledge.
var peoples = strings.Fields(`Muslim Muslims Islamic Islamist Islamists Christian Christians Jewish Jew Jews Catholic
Catholics Orthodox Protestant Protestants Hindu Hindus Buddhist Buddhists Sikh Sikhs Sunni Sunnis Shia Shias Shi'ite
Shi'ites Shiite Shiites Alawite Alawites Druze Yazidi Yazidis Yezidi Yezidis Salafi Salafist Salafists Wahhabi Arab
Arabs Arabic Kurd Kurds Kurdish Turkmen Turkmens Turkoman Assyrian Assyrians Palestinian Palestinians Tibetan Tibetans
Uighur Uighurs Uyghur Uyghurs Chechen Chechens Tamil Tamils Tuareg Tuaregs Hutu Hutus Tutsi Tutsis Pashtun Pashtuns
Berber Berbers Basque Basques Catalan Catalans Scottish Welsh English African Africans European Europeans Asian Asians
Western Latin Hispanic Hispanics Slavic Baltic Balkan Nordic Scandinavian Soviet Soviets Republican Republicans
Democrat Democrats Communist Communists Socialist Socialists Zionist Zionists Nazi Nazis Baathist Baathists Ba'athist
Ba'athists Maoist Maoists Marxist Marxists Jihadist Persian Ottoman Hebrew Mandarin Cantonese Korean Koreans
Rohingya Bedouin Bosniak Bosniaks Serb Serbs Croat Croats Crimean Abkhaz Ossetian Ossetians`)

// gazetteer collects phrases and their flags.
type gazetteer struct {
	flags  map[string]uint32
	common func(word string) bool // written in small letters in free text
	cut    *tokenize.Tokenizer
}

// add adds a phrase; one that is a common word is left out.
func (g *gazetteer) add(phrase string, flag uint32) {
	phrase = strings.TrimSpace(phrase)
	if i := strings.IndexByte(phrase, '('); i > 0 {
		phrase = strings.TrimSpace(phrase[:i])
	}
	if len(phrase) < 2 || strings.IndexFunc(phrase, unicode.IsUpper) < 0 || !latin(phrase) {
		return
	}
	if !strings.Contains(phrase, " ") && g.common(strings.ToLower(phrase)) {
		return
	}
	g.flags[phrase] |= flag
}

// latin reports whether all letters of s are Latin ones.
func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

// fill reads the tables of a folder.
func (g *gazetteer) fill(dir string) error {
	read := func(file string, f func(get func(string) string)) error {
		return rows(filepath.Join(dir, file), f)
	}
	each := func(list, seps string, flag uint32) {
		for _, s := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(seps, r) }) {
			g.add(s, flag)
		}
	}
	person := func(name string) {
		f := strings.Fields(name)
		if len(f) < 2 {
			return
		}
		g.add(name, names.Person)
		g.add(f[0], names.First)
		g.add(f[len(f)-1], names.Last)
	}
	for _, err := range []error{
		read("countries.csv", func(get func(string) string) {
			// The columns that are the Factbook's.
			each(get("nationality_adjective"), ",;/", names.Demonym)
			noun := strings.NewReplacer("(s)", "", "(singular and plural)", "", "(singular, plural)", "").Replace(get("nationality_noun"))
			each(noun, ",;/", names.Demonym)
			if strings.Contains(get("nationality_noun"), "(s)") {
				for n := range strings.FieldsFuncSeq(noun, func(r rune) bool { return strings.ContainsRune(",;/", r) }) {
					g.add(strings.TrimSpace(n)+"s", names.Demonym)
				}
			}
		}),
		read("country-codes.csv", func(get func(string) string) {
			for _, column := range []string{"CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en"} {
				g.add(strings.TrimPrefix(get(column), "the "), names.Country)
			}
			g.add(get("Capital"), names.Place)
		}),
		read("world-cities.csv", func(get func(string) string) {
			g.add(get("name"), names.Place)
			g.add(get("subcountry"), names.Place)
		}),
		read("organizations.csv", func(get func(string) string) {
			g.add(get("name"), names.Org)
			g.add(get("abbreviation"), names.Org)
			each(get("aliases"), "|;", names.Org)
		}),
		read("groups.csv", func(get func(string) string) {
			if strings.Contains(get("name"), ",") {
				return // several groups that fought together
			}
			g.add(get("name"), names.Armed)
			each(get("aliases"), "|;,", names.Armed)
		}),
		read("parties.csv", func(get func(string) string) {
			g.add(get("name"), names.Org)
			if len(get("abbreviation")) > 2 {
				g.add(get("abbreviation"), names.Org)
			}
		}),
		read("forces.csv", func(get func(string) string) { g.add(get("name"), names.Org) }),
		read("outlets.csv", func(get func(string) string) { g.add(get("name"), names.Org) }),
		read("persons.csv", func(get func(string) string) { person(get("name")) }),
		read("offices.csv", func(get func(string) string) { person(get("person")) }),
		read("us_diplomats.csv", func(get func(string) string) { person(get("person")) }),
		read("leaders_factbook.csv", func(get func(string) string) { person(get("person")) }),
	} {
		if err != nil {
			return err
		}
	}
	for _, p := range peoples {
		g.flags[p] |= names.Demonym
	}
	return nil
}

// table is the gazetteer as the lexicon keeps it: words as the tokenizer cuts them.
func (g *gazetteer) table() *linear.Table {
	var entries []linear.Entry
	for _, phrase := range slices.Sorted(maps.Keys(g.flags)) {
		doc := &ling.Document{Text: phrase}
		g.cut.Append(doc, ling.Span{End: len(phrase)})
		if len(doc.Tokens) == 0 || len(doc.Tokens) > 6 {
			continue
		}
		h := names.PhraseStart
		for i := range doc.Tokens {
			h = names.PhraseAdd(h, linear.HashLower(doc.Tokens[i].Form))
		}
		entries = append(entries, linear.Entry{Hash: h, Value: g.flags[phrase]})
	}
	return linear.NewTable(entries)
}

// rows calls f for every row of a table with a head line.
func rows(file string, f func(get func(column string) string)) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	r := csv.NewReader(in)
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	column := map[string]int{}
	for i, name := range head {
		column[strings.TrimPrefix(name, "\ufeff")] = i
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		f(func(name string) string {
			if i, ok := column[name]; ok {
				return row[i]
			}
			return ""
		})
	}
}
