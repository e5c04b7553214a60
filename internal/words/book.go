package words

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Book is what word files say: closed classes of words ("list"), phrases that
// stand for a name ("names"), and the nouns by which news speaks of people,
// offices and bodies ("nouns"). It is never changed once it is read.
//
//	list determiner
//	  words: a an another
//	  yes: He saw [[another]] man.
//	  no: He saw [[the]] man.
//
//	names ministry
//	  name: Ministry of Defence < defence ministry, ministry of defence
//	  yes: The [[ministry of defence]] was shut.
//	  no: The [[ministry]] was shut.
//
//	nouns office
//	  is: person office
//	  noun: spokesman m > official spokesperson
//	  noun: wife f plural=wives
//	  yes: The [[spokesman]] left.
//	  no: The [[speech]] was long.
//
// The words marked in a yes example stand in the class, those marked in a no
// example do not: both are tested, so that an emptied or a careless list fails.
type Book struct {
	rules []Rule
	lists map[string]Set
	names map[string]map[string]string
	nouns map[string]*Noun // singular -> noun
	forms *Table[form]
}

// Set is a closed class of words, or of phrases with a space between words.
type Set map[string]bool

// form is a noun as it stands in a text.
type form struct {
	noun   *Noun
	plural bool
}

//go:embed en/*.words
var english embed.FS

// English reads the words of English.
func English() (*Book, error) { return Open(english, "en") }

// Open reads all word files of a folder.
func Open(files fs.FS, dir string) (*Book, error) {
	found, err := fs.Glob(files, path.Join(dir, "*.words"))
	if err != nil {
		return nil, fmt.Errorf("list word files of %s: %w", dir, err)
	}
	var all []Rule
	var errs []error
	for _, name := range found {
		f, err := files.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open word file: %w", err)
		}
		rules, err := Read(name, f)
		f.Close()
		errs = append(errs, err)
		all = append(all, rules...)
	}
	book, err := newBook(all)
	return book, errors.Join(append(errs, err)...)
}

// newBook takes the classes in, and reports all faults with file and line.
func newBook(rules []Rule) (*Book, error) {
	b := &Book{rules: rules, lists: map[string]Set{}, names: map[string]map[string]string{}, nouns: map[string]*Noun{}}
	var errs []error
	seen := map[string]bool{}
	for i := range rules {
		r := &rules[i]
		if seen[r.Kind+" "+r.Name] {
			errs = append(errs, fmt.Errorf("%s: %s %s stands in another file already", r.Where(), r.Kind, r.Name))
		}
		seen[r.Kind+" "+r.Name] = true
		errs = append(errs, b.take(r), unmarked(r))
	}
	b.inflect()
	errs = append(errs, b.known())
	return b, errors.Join(errs...)
}

// take reads one class.
func (b *Book) take(r *Rule) error {
	switch r.Kind {
	case "list":
		return b.takeList(r)
	case "names":
		return b.takeNames(r)
	case "nouns":
		return b.takeNouns(r)
	}
	return fmt.Errorf("%s: no such kind of class: %q", r.Where(), r.Kind)
}

func (b *Book) takeList(r *Rule) error {
	set := Set{}
	b.lists[r.Name] = set
	for _, f := range r.Fields {
		if f.Key != "words" {
			return fmt.Errorf("%s:%d: a list has words, not %q", r.File, f.Line, f.Key)
		}
		for _, w := range entries(f.Value) {
			if set[w] {
				return fmt.Errorf("%s:%d: %q stands twice in list %s", r.File, f.Line, w, r.Name)
			}
			set[w] = true
		}
	}
	return nil
}

// entries are the words of a line: apart by commas where it has any, for
// phrases, else by spaces.
func entries(line string) []string {
	if !strings.Contains(line, ",") {
		return strings.Fields(line)
	}
	var out []string
	for w := range strings.SplitSeq(line, ",") {
		if w = strings.Join(strings.Fields(w), " "); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func (b *Book) takeNames(r *Rule) error {
	of := map[string]string{}
	b.names[r.Name] = of
	for _, f := range r.Fields {
		name, phrases, ok := strings.Cut(f.Value, "<")
		if f.Key != "name" || !ok {
			return fmt.Errorf("%s:%d: want \"name: N < phrase, phrase\"", r.File, f.Line)
		}
		for _, p := range entries(phrases + ",") {
			if of[p] != "" {
				return fmt.Errorf("%s:%d: %q is %s already", r.File, f.Line, p, of[p])
			}
			of[p] = strings.TrimSpace(name)
		}
	}
	return nil
}

// unmarked reports examples without a marked word: they could never fail.
func unmarked(r *Rule) error {
	var errs []error
	for _, e := range slices.Concat(r.Yes, r.No, r.Todo) {
		if len(marked(e.Text)) == 0 {
			errs = append(errs, fmt.Errorf("%s:%d: no word is marked in %q", r.File, e.Line, e.Text))
		}
	}
	return errors.Join(errs...)
}

// marked are the words in double brackets, in small letters.
func marked(text string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, "[[")
		if !ok {
			return out
		}
		word, after, ok := strings.Cut(rest, "]]")
		if !ok {
			return out
		}
		out = append(out, strings.ToLower(word))
		text = after
	}
}

// Check runs the examples of every class.
func (b *Book) Check() error {
	var errs []error
	for i := range b.rules {
		r := &b.rules[i]
		for _, e := range r.Yes {
			errs = append(errs, b.expect(r, e, true))
		}
		for _, e := range slices.Concat(r.No, r.Todo) {
			errs = append(errs, b.expect(r, e, false))
		}
	}
	return errors.Join(errs...)
}

func (b *Book) expect(r *Rule, e Example, in bool) error {
	for _, w := range marked(e.Text) {
		if b.holds(r, w) != in {
			return fmt.Errorf("%s:%d: %q in %s %s: %t, want %t", r.File, e.Line, w, r.Kind, r.Name, !in, in)
		}
	}
	return nil
}

// holds reports whether a word is of a class.
func (b *Book) holds(r *Rule, w string) bool {
	switch r.Kind {
	case "list":
		return b.lists[r.Name][w]
	case "names":
		return b.names[r.Name][w] != ""
	}
	n, _ := b.Noun(w)
	return n != nil && slices.Contains(n.classes, r.Name)
}

// Classes are the names of all classes, "list determiner", in order.
func (b *Book) Classes() []string {
	out := make([]string, len(b.rules))
	for i := range b.rules {
		out[i] = b.rules[i].Kind + " " + b.rules[i].Name
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

// Without is the book with one class emptied: a test can ask whether anything
// depends on it.
func (b *Book) Without(class string) *Book {
	rules := slices.Clone(b.rules)
	for i := range rules {
		if rules[i].Kind+" "+rules[i].Name == class {
			rules[i].Fields = nil
		}
	}
	out, _ := newBook(rules) // faults are those of the whole book, and of words taken up that are gone
	return out
}
