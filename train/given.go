package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// given counts the given names of men and women among the holders of public
// office and writes those that one gender has, as a file of words.
func given(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("given", flag.ContinueOnError)
	flags.SetOutput(out)
	data := flags.String("data", filepath.Join("..", "shared", "data"), "folder of the corpora")
	to := flags.String("out", filepath.Join("internal", "words", "en", "given.words"), "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	in, err := os.Open(filepath.Join(*data, "actors", "persons.csv"))
	if err != nil {
		return err
	}
	defer in.Close()
	counts, err := countGiven(in)
	if err != nil {
		return fmt.Errorf("count given names: %w", err)
	}
	text := givenFile(counts)
	fmt.Fprintf(out, "%s: %d bytes\n", *to, len(text))
	return os.WriteFile(*to, []byte(text), 0o644)
}

// countGiven counts men and women by folded given name.
func countGiven(in io.Reader) (map[string][2]int, error) {
	rows := csv.NewReader(in)
	head, err := rows.Read()
	if err != nil {
		return nil, err
	}
	name, gender := column(head, "name"), column(head, "gender")
	if name < 0 || gender < 0 {
		return nil, errors.New("no columns name and gender")
	}
	counts := map[string][2]int{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return counts, nil
		}
		if err != nil {
			return nil, err
		}
		words := strings.Fields(row[name])
		sex := map[string]int{"male": 0, "female": 1}
		which, ok := sex[row[gender]]
		if first := foldName(words); ok && first != "" {
			n := counts[first]
			n[which]++
			counts[first] = n
		}
	}
}

func column(head []string, name string) int {
	for i, h := range head {
		if h == name {
			return i
		}
	}
	return -1
}

// foldName is the given name in small letters without marks, "" where the name
// has no given name of three letters of the Latin alphabet.
func foldName(words []string) string {
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(words[0])) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r >= 'a' && r <= 'z' || r == '-':
			b.WriteRune(r)
		default:
			return ""
		}
	}
	if b.Len() < 3 {
		return ""
	}
	return b.String()
}

// givenFile writes the names that at least nineteen of twenty bearers share a
// gender in, sorted, some on a line, as two lists of words.
func givenFile(counts map[string][2]int) string {
	const sure = 0.95
	var b strings.Builder
	b.WriteString(`# Given names by gender of the holders of public office in the world since 2000:
# names that at least 95 % of their bearers share a gender in, in small letters
# without marks. From Wikidata (CC0), by "go run ./train given".
`)
	for which, list := range [...]struct{ name, yes, no string }{
		{"given name of men", "[[Peter]] came.", "[[Anna]] came."},
		{"given name of women", "[[Anna]] came.", "[[Peter]] came."},
	} {
		fmt.Fprintf(&b, "\nlist %s\n", list.name)
		var names []string
		for name, n := range counts {
			if n[which] > 0 && float64(n[which]) >= sure*float64(n[0]+n[1]) {
				names = append(names, name)
			}
		}
		sort.Strings(names)
		for len(names) > 0 {
			n := min(12, len(names))
			b.WriteString("  words: " + strings.Join(names[:n], " ") + "\n")
			names = names[n:]
		}
		fmt.Fprintf(&b, "  yes: %s\n  no: %s\n", list.yes, list.no)
	}
	return b.String()
}
