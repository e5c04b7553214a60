package page

import (
	"slices"
	"strings"
	"unicode"

	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
)

// aboutTitle adds the authors that stand about the title, from the surest way in
// which pages name them to the least.
func (b *byliner) aboutTitle(lines []shown) {
	for _, from := range [...]func([]shown){b.marked, b.led, b.classed, b.besideDate, b.described, b.handles} {
		if from(lines); len(b.names) > 0 {
			return
		}
	}
}

// farFrom adds those that stand elsewhere on the page.
func (b *byliner) farFrom(lines []shown) {
	for _, from := range [...]func([]shown){b.marked, b.led, b.classed} {
		if from(lines); len(b.names) > 0 {
			return
		}
	}
}

// ofOtherCrafts adds who reviewed, edited or pictured the text where nobody is
// named who wrote it.
func (b *byliner) ofOtherCrafts(about, rest []shown) {
	b.crafts = true
	for _, lines := range [...][]shown{about, rest} {
		for _, from := range [...]func([]shown){b.marked, b.led} {
			if from(lines); len(b.names) > 0 {
				return
			}
		}
	}
}

// inside are the lines that do not stand beside the article.
func inside(lines []shown) []shown {
	return slices.DeleteFunc(slices.Clone(lines), func(l shown) bool { return l.outer })
}

// marked adds the elements that markup says are authors, those of one place. One
// word beside a whole name is what that person is.
func (b *byliner) marked(lines []shown) {
	const gap = 3 // lines between two authors of one article
	last := -1
	for i := range lines {
		if last >= 0 && i > last+gap {
			break
		}
		for _, m := range lines[i].makers {
			before := m.before
			if before == "" && i > 0 {
				before = lines[i-1].text
			}
			if !b.crafts && theNaming().other.MatchString(before) {
				continue // of another craft
			}
			if b.addSure(m); len(b.names) > 0 {
				last = i
			}
		}
	}
	if slices.ContainsFunc(b.names, several) {
		b.names = slices.DeleteFunc(b.names, func(n string) bool { return !several(n) })
	}
}

// fullName reports whether a name is of two or three words with capitals, as most
// persons' are.
func fullName(n string) bool {
	list := strings.Fields(n)
	return len(list) >= 2 && len(list) <= 3 && !slices.ContainsFunc(list, func(w string) bool { return strings.IndexFunc(w, unicode.IsUpper) != 0 })
}

func several(n string) bool { return strings.Contains(n, " ") }

// addSure takes the persons of a marked element; of one whose mark may mean
// something else, those that are likely persons.
func (b *byliner) addSure(m maker) {
	for _, n := range people(m.text, b.outlet) {
		if (m.sure || m.named && fullName(n) || theNaming().likely(n)) && !slices.Contains(b.names, n) && !b.outlets(n) {
			b.names = append(b.names, n)
		}
	}
}

// take takes the persons of a text if they have the names of persons, or, where
// the text says that they are authors, the shape of such names.
func (b *byliner) take(text string, said bool) bool {
	names := people(text, b.outlet)
	names = slices.DeleteFunc(names, b.outlets)
	if len(names) == 0 || !theNaming().likely(names[0]) && !(said && theNaming().shaped(names[0])) {
		return false
	}
	b.names = names
	return true
}

// led adds the names of the first line that begins as bylines do.
func (b *byliner) led(lines []shown) {
	const most = 14 // words of a byline
	for i := range lines {
		text := lines[i].text
		if i+1 < len(lines) && theNaming().onlyLeads(text) {
			text += " " + lines[i+1].text
		}
		if b.crafts {
			text = theNaming().craft.ReplaceAllString(text, "By ")
		}
		if theNaming().leads(text) && len(strings.Fields(text)) <= most && b.take(text, true) {
			return
		}
	}
}

// classed adds the names of the first line whose class says that it is a byline,
// and of those right below it that have persons' names too.
func (b *byliner) classed(lines []shown) {
	const (
		few  = 6 // words; a line of more is about the author
		more = 3 // lines for the others of a list
	)
	for i := range lines {
		l := &lines[i]
		if l.heading || !l.bylined() {
			continue
		}
		text := undated(l.text)
		brief := theNaming().leads(text) || len(strings.Fields(text)) <= few
		if !b.take(text, brief) && !b.takeParts(l, text) {
			continue
		}
		for j := i + 1; j < len(lines) && j <= i+more && lines[j].bylined(); j++ {
			b.others(lines[j].text)
		}
		return
	}
}

// bylined reports whether a class of the line says that it is a byline, and not
// what tells more of the author.
func (l *shown) bylined() bool {
	t := theNaming()
	if !t.byline.Any(l.names) {
		return false
	}
	for name := range strings.FieldsSeq(l.names) {
		if t.byline.Any(name) && !t.aside.Any(name) {
			return true
		}
	}
	return false
}

// others adds the names of a text that is wholly a list of likely persons.
func (b *byliner) others(text string) {
	names := people(text, b.outlet)
	if slices.ContainsFunc(names, func(n string) bool { return !theNaming().likely(n) }) {
		return
	}
	for _, n := range names {
		if !slices.Contains(b.names, n) && !b.outlets(n) {
			b.names = append(b.names, n)
		}
	}
}

// takeParts takes the names of a line that is made of elements with one name each
// and no sign between them.
func (b *byliner) takeParts(l *shown, text string) bool {
	if len(l.parts) < 2 || keyOf(strings.Join(l.parts, "")) != keyOf(theNaming().led(text)) {
		return false
	}
	var names []string
	for _, part := range l.parts {
		own := people(part, b.outlet)
		if len(own) != 1 || !several(own[0]) || b.outlets(own[0]) {
			return false
		}
		names = append(names, own[0])
	}
	if !slices.ContainsFunc(names, theNaming().likely) {
		return false
	}
	b.names = names
	return true
}

// handles adds the one word under which somebody writes: behind what leads to
// names, on or next to a line with a date, or where an address ends with it.
func (b *byliner) handles(lines []shown) {
	dated := func(i int) bool {
		if i < 0 || i >= len(lines) {
			return false
		}
		_, ok := dates.ReadLine(lines[i].text)
		return ok || len(lines[i].pieces) > 0
	}
	for i := range lines {
		for _, m := range lines[i].makers {
			if m.handle && !b.outlets(m.text) {
				b.names = []string{m.text}
				return
			}
		}
		if !theNaming().leads(lines[i].text) || !dated(i) && !dated(i-1) && !dated(i+1) {
			continue
		}
		word, behind, _ := strings.Cut(theNaming().led(undated(lines[i].text)), " ")
		if theNaming().handle(word) && !b.outlets(word) && (behind == "" || theNaming().end.MatchString(" "+behind+" ")) {
			b.names = []string{word}
			return
		}
	}
}

// undated is a line without its date: what stands before it, or else behind it.
func undated(s string) string {
	const marks = " ,|·•⋅・–—-"
	d, ok := dates.Find(s)
	if !ok {
		return s
	}
	return first(strings.Trim(s[:d.Start], marks), strings.Trim(s[d.End:], marks))
}

// besideDate adds the names that stand on the line of the date or alone next to it.
func (b *byliner) besideDate(lines []shown) {
	for i := range lines {
		d, ok := dates.ReadLine(lines[i].text)
		if !ok || d.Date.Year == 0 {
			continue
		}
		for _, j := range [...]int{i, i - 1, i + 1} {
			if j < 0 || j >= len(lines) || lines[j].heading {
				continue
			}
			text := undated(lines[j].text)
			office := theNaming().role.MatchString(" " + text)                      // a name that stands with an office is a person's
			joined := j == i && fullName(strings.Join(people(text, b.outlet), " ")) // "Ana Moor | 3 May 2016"
			if (j == i || line.Names(text)) && b.take(text, office || joined) {
				return
			}
		}
	}
}
