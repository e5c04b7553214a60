package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// write writes the table and the picture.
func (r *results) write(dir string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	for name, words := range map[string]string{"figures.md": r.table(), "figures.svg": r.picture()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o600); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// table is all that was measured, in Markdown.
func (r *results) table() string {
	var b strings.Builder
	m, c := r.machine, r.corpus
	fmt.Fprintf(&b, "# Figures\n\nWritten by `make bench`; do not edit. ")
	fmt.Fprintf(&b, "Commit %s, %s, %s, %s (%d cores; %s), %s. Load average before: %s; after: %s.\n\n", m.commit, m.language, m.system, m.processor, m.cores, m.instructions, m.at.Format("2006-01-02 15:04"), m.before, m.after)
	fmt.Fprintf(&b, "The corpus is made up (`script/bench`): %d articles, %d words, %d bytes of text. *CPU* is the processor time of the program alone, user and system; on a machine that is busy the clock says little, and *words a CPU second* is what can be compared.\n\n", c.articles, c.words, c.bytes)
	b.WriteString("![Where the time goes, and how it goes on as the store grows](figures.svg)\n\n")
	r.writeWhole(&b)
	r.writeLayers(&b)
	r.writeCurves(&b)
	r.writeOthers(&b)
	return b.String()
}

func (r *results) writeWhole(b *strings.Builder) {
	b.WriteString("## In all\n\n| run | clock s | CPU s | of it user | words/s by the clock | words a CPU second | peak memory MB | bytes an article | store : text |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, u := range r.whole {
		size, times := "", ""
		if u.bytes > 0 {
			size, times = fmt.Sprint(u.bytes/int64(r.corpus.articles)), fmt.Sprintf("%.2f", float64(u.bytes)/float64(r.corpus.bytes))
		}
		fmt.Fprintf(b, "| %s | %.1f | %.1f | %.1f | %.0f | %.0f | %d | %s | %s |\n", u.name, u.wall.Seconds(), u.cpu.Seconds(), u.user.Seconds(), rate(u.words, u.wall), u.perCPU(), u.memory>>20, size, times)
	}
	b.WriteString("\n| start, median of seven | clock ms | CPU ms | peak memory MB |\n|---|--:|--:|--:|\n")
	for _, u := range r.start {
		fmt.Fprintf(b, "| %s | %d | %d | %d |\n", u.name, u.wall.Milliseconds(), u.cpu.Milliseconds(), u.memory>>20)
	}
	b.WriteString("\n")
}

func (r *results) writeLayers(b *strings.Builder) {
	all := r.inAll()
	fmt.Fprintf(b, "## By layer\n\nReading and storing the corpus in one process on one core, by a profile of the processor's time (%.1f s).\n\n| layer | CPU s | share | words a CPU second |\n|---|--:|--:|--:|\n", all.Seconds())
	for _, l := range r.layers {
		fmt.Fprintf(b, "| %s | %.2f | %.1f %% | %.0f |\n", l.name, l.took.Seconds(), 100*l.took.Seconds()/all.Seconds(), rate(r.corpus.words, l.took))
	}
	b.WriteString("\n")
}

// inAll is the time of all layers.
func (r *results) inAll() (all time.Duration) {
	for _, l := range r.layers {
		all += l.took
	}
	return all
}

func (r *results) writeCurves(b *strings.Builder) {
	b.WriteString("## From the first article to the last\n\nThe corpus, read and stored:\n\n| articles | words a CPU second | bytes an article in the store |\n|--:|--:|--:|\n")
	for _, p := range r.curve {
		fmt.Fprintf(b, "| %d | %.0f | %d |\n", p.articles, rate(p.words, p.cpu), p.bytes/int64(p.articles))
	}
	b.WriteString("\nMade-up records (`internal/store/archive`), stored alone:\n\n| articles | CPU ms an article | bytes an article in the store |\n|--:|--:|--:|\n")
	before := 0
	for _, p := range r.archive.curve {
		fmt.Fprintf(b, "| %d | %.2f | %d |\n", p.articles, perArticle(p, before), p.bytes/int64(p.articles))
		before = p.articles
	}
	if n := len(r.archive.curve); n > 0 {
		last := r.archive.curve[n-1]
		fmt.Fprintf(b, "\nIn the end %.2f bytes a byte of text, and %.2f ms of CPU an article for the rows that come of many articles.\n\n", float64(last.bytes)/float64(r.archive.text), float64(r.archive.settle.Microseconds())/1000/float64(last.articles))
	}
}

// perArticle is what an article since the point before took, in milliseconds.
func perArticle(p point, before int) float64 {
	return float64(p.cpu.Microseconds()) / 1000 / float64(max(1, p.articles-before))
}

func (r *results) writeOthers(b *strings.Builder) {
	b.WriteString("## Beside others\n\nEach on one core in the same run, its start with it; what each does is not the same, and is said. SQLite's load has the whole corpus, the others its first articles.\n\n| program | words | clock s | CPU s | words a CPU second | peak memory MB |\n|---|--:|--:|--:|--:|--:|\n")
	for _, u := range append([]usage{r.limit}, r.others...) {
		if u.without != "" {
			fmt.Fprintf(b, "| %s | %s |\n", u.name, u.without)
			continue
		}
		memory := ""
		if u.memory > 0 {
			memory = fmt.Sprint(u.memory >> 20)
		}
		fmt.Fprintf(b, "| %s | %d | %.2f | %.2f | %.0f | %s |\n", u.name, u.words, u.wall.Seconds(), u.cpu.Seconds(), u.perCPU(), memory)
	}
}
