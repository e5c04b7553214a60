// Package picture draws rows as pictures: scalable ones (SVG) that the server
// makes, so that they need no script and nothing from elsewhere.
//
// A picture is an image with a title and a description, and nothing in it has
// the focus: the table beside it has the same rows, and the links. Its colours
// and lines are the style sheet's, by the classes here, and no two marks differ
// by colour alone. Places across are shares of the width wherever that goes, so
// that letters keep their size on a telephone; what they are called stands
// above a lane and not beside it for the same reason.
package picture

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// Head is what every picture has.
type Head struct {
	ID    string // of the picture on its page
	Title string // what is shown, in a few words
	About string // what is to be seen, for who does not see it
}

// pen writes the elements of a picture. Whatever it is given is text.
type pen struct{ b strings.Builder }

// tag begins an element: its attributes are names and values by turns, and those
// without a value are left out.
func (p *pen) tag(name string, attributes []string, end string) {
	p.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			p.b.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
		}
	}
	p.b.WriteString(end)
}

// open begins an element that has others in it.
func (p *pen) open(name string, attributes ...string) { p.tag(name, attributes, ">") }

// shut ends an element.
func (p *pen) shut(name string) { p.b.WriteString("</" + name + ">") }

// draw is an element that has none in it.
func (p *pen) draw(name string, attributes ...string) { p.tag(name, attributes, "/>") }

// write is an element of text; none for none.
func (p *pen) write(name, words string, attributes ...string) {
	if words == "" {
		return
	}
	p.tag(name, attributes, ">")
	p.b.WriteString(html.EscapeString(words))
	p.shut(name)
}

// begin opens a picture that is as wide as its place and so many pixels high;
// with a width it is drawn to that, and keeps its shape.
func (p *pen) begin(h Head, width, height int) {
	size := []string{"class", "picture", "role", "img", "aria-labelledby", h.ID + "-title", "aria-describedby", h.ID + "-about", "width", "100%", "height", strconv.Itoa(height)}
	if width > 0 {
		size = []string{"class", "picture drawn", "role", "img", "aria-labelledby", h.ID + "-title", "aria-describedby", h.ID + "-about",
			"viewBox", fmt.Sprintf("0 0 %d %d", width, height)}
	}
	p.open("svg", size...)
	p.write("title", h.Title, "id", h.ID+"-title")
	p.write("desc", h.About, "id", h.ID+"-about")
}

// end is the picture as it is put on a page: all that came from elsewhere went
// through tag and write, which make text of it.
func (p *pen) end() template.HTML {
	p.shut("svg")
	return template.HTML(p.b.String())
}

// share is a place across, as a share of the width.
func share(of float64) string { return strconv.FormatFloat(100*of, 'f', 2, 64) + "%" }

// pixel is a place in pixels.
func pixel(at float64) string { return strconv.FormatFloat(at, 'f', -1, 64) }

// anchor is which end of words stands at a place across: they stay within.
func anchor(at float64) string {
	switch {
	case at < 0.08:
		return "start"
	case at > 0.92:
		return "end"
	}
	return "middle"
}

// Short is as much of a name as there is room for.
func Short(name string, most int) string {
	letters := []rune(name)
	if len(letters) <= most {
		return name
	}
	return strings.TrimSpace(string(letters[:most-1])) + "…"
}
