package main

import (
	"fmt"
	"html"
	"strings"
)

// The picture's measures, in pixels.
const (
	wide   = 860
	row    = 20
	left   = 210 // where bars and curves begin
	across = 520 // how long the longest bar is
	tall   = 150 // how high a curve is
)

// picture shows where the time goes and how it goes on. It stands on its own: no
// style sheet, and legible on light and on dark.
func (r *results) picture() string {
	var b strings.Builder
	height := 40 + row*len(r.layers) + 2*(tall+70)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="12"><title id="t">Where the time goes</title><desc id="d">Processor time by layer; words a CPU second and CPU an article as the store grows. The tables beside have the same figures.</desc><rect width="100%%" height="100%%" fill="#fff"/>`, wide, height)
	at := r.drawLayers(&b, 24)
	r.drawCurve(&b, at+40, "words a CPU second, reading and storing the corpus", r.curve, func(i int) float64 { return rate(r.curve[i].words, r.curve[i].cpu) })
	of := r.archive.curve
	r.drawCurve(&b, at+40+tall+70, "CPU ms an article, storing made-up records", of, func(i int) float64 {
		before := 0
		if i > 0 {
			before = of[i-1].articles
		}
		return perArticle(of[i], before)
	})
	b.WriteString("</svg>\n")
	return b.String()
}

// drawLayers draws a bar a layer, and is where it ends.
func (r *results) drawLayers(b *strings.Builder, at int) int {
	text(b, 10, at-6, "start", "CPU by layer, in shares of the whole")
	all := r.inAll().Seconds()
	for _, l := range r.layers {
		share := l.took.Seconds() / all
		text(b, left-8, at+14, "end", l.name)
		long := share / (r.layers[0].took.Seconds() / all) * across
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="#2a6f97"/>`, left, at+3, long, row-6)
		text(b, left+int(long)+6, at+14, "start", fmt.Sprintf("%.1f %%", 100*share))
		at += row
	}
	return at
}

// drawCurve draws a curve over how many articles there are, from nought up.
func (r *results) drawCurve(b *strings.Builder, at int, name string, curve []point, value func(int) float64) {
	if len(curve) == 0 {
		return
	}
	most := 0.0
	for i := range curve {
		most = max(most, value(i))
	}
	last := curve[len(curve)-1].articles
	text(b, 10, at-8, "start", name)
	fmt.Fprintf(b, `<path d="M%d %dV%dH%d" fill="none" stroke="#555"/>`, left, at, at+tall, left+across)
	text(b, left-8, at+10, "end", short(most))
	text(b, left-8, at+tall, "end", "0")
	text(b, left+across, at+tall+16, "end", fmt.Sprint(last, " articles"))
	var line []string
	for i, p := range curve {
		x, y := float64(left)+float64(p.articles)/float64(last)*across, float64(at+tall)-value(i)/most*tall
		line = append(line, fmt.Sprintf("%.1f,%.1f", x, y))
	}
	fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="#2a6f97" stroke-width="2"/>`, strings.Join(line, " "))
}

// short is a number in as many digits as one looks at.
func short(n float64) string {
	if n < 100 {
		return fmt.Sprintf("%.2f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

func text(b *strings.Builder, x, y int, anchor, words string) {
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="%s" fill="#222">%s</text>`, x, y, anchor, html.EscapeString(words))
}
