package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is running text without annotation, as numbers: each token is the
// number of its form, sentences one after another.
type Text struct {
	Forms  []string // by number
	Tokens []uint32
	Ends   []uint32 // end of each sentence in Tokens
	index  map[string]uint32
}

// maxRun is the length at which a sentence without an end is cut.
const maxRun = 80

// ReadText tokenizes every *.txt.gz of a folder, in the order of their names.
// limit bounds the tokens, 0 for all; where it cuts, every file gives a share
// of its beginning.
func ReadText(dir string, limit int) (*Text, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt.gz"))
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	sort.Strings(files)
	t := &Text{index: map[string]uint32{}}
	for i, name := range files {
		until := 0
		if limit > 0 {
			until = limit * (i + 1) / len(files)
		}
		if err := t.readFile(name, until); err != nil {
			return nil, err
		}
	}
	if len(t.Tokens) == 0 {
		return nil, fmt.Errorf("no text in %s", dir)
	}
	return t, nil
}

func (t *Text) readFile(name string, until int) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", name, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		t.paragraph(lines.Text())
		if until > 0 && len(t.Tokens) >= until {
			return nil
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func (t *Text) number(form string) uint32 {
	n, ok := t.index[form]
	if !ok {
		n = uint32(len(t.Forms))
		form = strings.Clone(form)
		t.Forms = append(t.Forms, form)
		t.index[form] = n
	}
	return n
}

// paragraph appends a paragraph's sentences.
func (t *Text) paragraph(line string) {
	words := roughTokens(nil, line)
	start := 0
	for i, w := range words {
		t.Tokens = append(t.Tokens, t.number(w))
		last := i == len(words)-1
		if last || i-start >= maxRun || ends(w) && starts(words[i+1]) {
			t.Ends = append(t.Ends, uint32(len(t.Tokens)))
			start = i + 1
		}
	}
}

func ends(w string) bool { return w == "." || w == "!" || w == "?" }

func starts(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLower(r) && w != ")" && w != "”" && w != "\""
}

// roughTokens cuts a paragraph into words roughly as English UD treebanks do.
// It need not be exact: only counts are taken from it. The product's own
// tokenizer is learnt and is another thing.
func roughTokens(dst []string, line string) []string {
	for _, field := range strings.Fields(line) {
		dst = roughField(dst, field)
	}
	return dst
}

const (
	opening = "\"'“‘([{<$£€«*_#"
	closing = "\"'”’)]}>.,;:!?%»*_…"
)

func roughField(dst []string, w string) []string {
	for w != "" {
		r, n := utf8.DecodeRuneInString(w)
		if !strings.ContainsRune(opening, r) || n == len(w) {
			break
		}
		dst = append(dst, w[:n])
		w = w[n:]
	}
	end := len(w)
	for end > 0 {
		r, n := utf8.DecodeLastRuneInString(w[:end])
		if n == end || !strings.ContainsRune(closing, r) || r == '.' && abbreviation(w[:end]) {
			break
		}
		end -= n
	}
	dst = roughHyphens(dst, w[:end])
	for tail := w[end:]; tail != ""; {
		_, n := utf8.DecodeRuneInString(tail)
		for n < len(tail) && (tail[0] == '.' || tail[0] == '-') && tail[n] == tail[0] {
			n++
		}
		dst = append(dst, tail[:n])
		tail = tail[n:]
	}
	return dst
}

// abbreviation reports whether a word that ends in a full stop keeps it: it has
// another one within, is an initial, or a title or month usual in news.
func abbreviation(w string) bool {
	body := w[:len(w)-1]
	if utf8.RuneCountInString(body) == 1 && unicode.IsUpper(rune(body[0])) || strings.Contains(body, ".") && !strings.HasSuffix(body, ".") {
		return true
	}
	switch body {
	case "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Sgt", "Capt", "Adm", "Prof", "St", "Rev",
		"Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "No", "vs", "Jr", "Sr", "Inc", "Corp", "Ltd", "Co":
		return true
	}
	return false
}

func roughHyphens(dst []string, w string) []string {
	for i := 1; i+1 < len(w); {
		r, n := utf8.DecodeRuneInString(w[i:])
		if (r == '-' || r == '–' || r == '—' || r == '/') && i+n < len(w) {
			for i+n < len(w) && w[i+n] == '-' {
				n++
			}
			dst = roughClitics(dst, w[:i])
			dst = append(dst, w[i:i+n])
			w, i = w[i+n:], 0
		}
		i += max(n, 1)
	}
	return roughClitics(dst, w)
}

func roughClitics(dst []string, w string) []string {
	if w == "" {
		return dst
	}
	low := strings.ToLower(w)
	if low == "cannot" {
		return append(dst, w[:3], w[3:])
	}
	for _, c := range [...]string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"} {
		if cut := len(w) - len(c); cut > 0 && len(low) == len(w) && low[cut:] == c {
			return append(dst, w[:cut], w[cut:])
		}
	}
	return append(dst, w)
}

// freeText deals out the sentences of a text in an order drawn from a seed.
type freeText struct {
	text  *Text
	order []uint32
	at    int
}

func newFreeText(t *Text, seed uint64) *freeText {
	f := &freeText{text: t, order: make([]uint32, len(t.Ends))}
	for i := range f.order {
		f.order[i] = uint32(i)
	}
	r := rand.New(rand.NewPCG(seed, 31))
	r.Shuffle(len(f.order), func(i, j int) { f.order[i], f.order[j] = f.order[j], f.order[i] })
	return f
}

// sentence is the next sentence's forms.
func (f *freeText) sentence() []uint32 {
	i := f.order[f.at]
	f.at++
	start := uint32(0)
	if i > 0 {
		start = f.text.Ends[i-1]
	}
	return f.text.Tokens[start:f.text.Ends[i]]
}
