package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// maxPages is more than any article has.
const maxPages = 500

// The faults of PDF files that are no fault of ours.
var (
	errNoTextLayer = errors.New("a PDF file without a text layer: pictures of text are not read")
	errOrder       = errors.New("a PDF file whose text does not stand in reading order: not read")
	errGlyphs      = errors.New("a PDF file whose letters do not say which they are: not read")
)

// openPDF reads the text layer of a PDF as a page of paragraphs. Its words are
// taken in the order in which the file draws them, and only where that order
// runs down the page, column by column: a text in any other order would put
// words into mouths.
func openPDF(o *opening) (c Container, err error) {
	body, err := readAll(o.in, "a PDF file")
	if err != nil {
		return nil, err
	}
	defer func() {
		// The library panics on files that break its expectations.
		if p := recover(); p != nil {
			c, err = nil, fmt.Errorf("a broken PDF file: %s", clip(printable(fmt.Sprint(p))))
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("a broken PDF file: %w", oneLine(err))
	}
	if n := r.NumPage(); n > maxPages {
		return nil, fmt.Errorf("a PDF file of %d pages: no article", n)
	}
	var lines []pdfLine
	for i := 1; i <= r.NumPage(); i++ {
		if p := r.Page(i); !p.V.IsNull() {
			lines = append(lines, pdfLines(i, p.Content().Text)...)
		}
	}
	page, err := pdfPage(lines)
	if err != nil {
		return nil, err
	}
	g := &Given{Title: plain(r.Trailer().Key("Info").Key("Title").Text())}
	if strings.HasSuffix(strings.ToLower(g.Title), ".doc") || strings.HasPrefix(g.Title, "Microsoft Word") || len(strings.Fields(g.Title)) < 3 {
		g.Title = "" // the file that it was made of
	}
	return &one{member: Member{Body: strings.NewReader(page), MediaType: HTML, Fragment: true, Given: g}}, nil
}

// pdfLine is one line of text as it is drawn.
type pdfLine struct {
	page    int
	x, y    float64 // of its beginning
	end     float64 // x of its end
	size    float64
	text    string
	letters int
}

// pdfLines puts the pieces of a page together into lines, in the order of drawing.
func pdfLines(page int, pieces []pdf.Text) []pdfLine {
	var out []pdfLine
	var b strings.Builder
	var line *pdfLine
	flush := func() {
		if line != nil {
			line.text = strings.Join(strings.Fields(b.String()), " ")
			if line.text != "" {
				out = append(out, *line)
			}
		}
		b.Reset()
		line = nil
	}
	for _, t := range pieces {
		size := math.Abs(t.FontSize)
		switch {
		case line == nil:
		// A script above or below the line moves by less than half a letter.
		case math.Abs(t.Y-line.y) > max(size, line.size)/2, t.X < line.x-size, t.X > line.end+4*size:
			flush()
		case t.X-line.end > size*0.15: // a blank is a quarter of a letter wide
			b.WriteByte(' ')
		}
		if line == nil {
			line = &pdfLine{page: page, x: t.X, y: t.Y, size: size}
		}
		b.WriteString(t.S)
		line.end = t.X + t.W
		line.size = max(line.size, size)
		line.letters += utf8.RuneCountInString(t.S)
	}
	flush()
	return out
}

// pdfPage makes a page of lines, or says why the text is not to be trusted.
func pdfPage(lines []pdfLine) (string, error) {
	if err := trusted(lines); err != nil {
		return "", err
	}
	var page, para strings.Builder
	gap, flush := lineGap(lines), func() {
		if text := strings.TrimSpace(para.String()); text != "" {
			fmt.Fprintf(&page, "<p>%s</p>\n", html.EscapeString(text))
		}
		para.Reset()
	}
	for i, l := range lines {
		if i > 0 && newParagraph(&lines[i-1], &l, gap) {
			flush()
		}
		joinLine(&para, l.text)
	}
	flush()
	return page.String(), nil
}

// joinLine adds a line to a paragraph; a word parted at the line's end is joined.
func joinLine(para *strings.Builder, text string) {
	before := para.String()
	next, _ := utf8.DecodeRuneInString(text)
	if cut, ok := strings.CutSuffix(before, "-"); ok && unicode.IsLower(next) {
		if last, _ := utf8.DecodeLastRuneInString(cut); unicode.IsLower(last) {
			para.Reset()
			para.WriteString(cut + text)
			return
		}
	}
	if before != "" {
		para.WriteByte(' ')
	}
	para.WriteString(text)
}

// lineGap is the distance of lines in running text: the median.
func lineGap(lines []pdfLine) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if d := lines[i-1].y - lines[i].y; d > 0 && lines[i].page == lines[i-1].page {
			gaps = append(gaps, d)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// newParagraph reports whether a line begins a paragraph: below a wider gap, in
// another size, or indented. At the head of a column or page the sentence tells.
func newParagraph(last, l *pdfLine, gap float64) bool {
	down := last.y - l.y
	switch {
	case math.Abs(last.size-l.size) > 1:
		return true
	case last.page != l.page || down <= 0:
		return strings.HasSuffix(strings.TrimRight(last.text, `"”’»)`), ".")
	case down > gap*1.35:
		return true
	}
	return l.x-last.x > l.size*0.8 && l.x-last.x < l.size*6
}

// trusted tests the order of the lines and their letters. Down a column every
// line stands below the last; a step up leads to the next column, on the right,
// and there are few of them.
func trusted(lines []pdfLine) error {
	letters, odd, back := 0, 0, 0
	for i, l := range lines {
		for _, r := range l.text {
			letters++
			if r == utf8.RuneError || unicode.Is(unicode.Co, r) || unicode.IsControl(r) {
				odd++
			}
		}
		if i == 0 || l.page != lines[i-1].page {
			continue
		}
		if last := lines[i-1]; l.y > last.y+l.size/2 && l.x <= last.x+l.size {
			back++
		}
	}
	switch {
	case letters < 100:
		return errNoTextLayer
	case odd*20 > letters:
		return errGlyphs
	case back > 2 && back*10 > len(lines):
		return errOrder
	}
	return nil
}
