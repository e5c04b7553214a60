// Others reads the corpus of script/bench with Go programs that do a part of
// what onrecord does, to be measured beside it. It is a module of its own, so
// that nothing of them is among what onrecord is built from.
//
//	others prose articles.jsonl        words, sentences, tags and names: jdkato/prose
//	others dateparser articles.jsonl   dates: markusmobius/go-dateparser
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/jdkato/prose/v2"
	dateparser "github.com/markusmobius/go-dateparser"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "others:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: others prose|dateparser FILE")
	}
	var read func(text string, day time.Time) (int, error)
	switch args[0] {
	case "prose":
		first, err := prose.NewDocument("")
		if err != nil {
			return err
		}
		read = tagger(first.Model)
	case "dateparser":
		read = dated
	default:
		return fmt.Errorf("no program is named %q", args[0])
	}
	found := 0
	err := articles(args[1], func(text string, day time.Time) error {
		n, err := read(text, day)
		found += n
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Printf("{\"found\": %d}\n", found)
	return err
}

// articles calls read for each article of a file.
func articles(path string, read func(text string, day time.Time) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct{ Text, Published string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return err
		}
		day, err := time.Parse(time.DateOnly, a.Published)
		if err != nil {
			return err
		}
		if err := read(a.Text, day); err != nil {
			return err
		}
	}
	return lines.Err()
}

// tagger tells how many names prose finds. Its model is loaded once: left to
// itself it would load it anew for each text.
func tagger(model *prose.Model) func(string, time.Time) (int, error) {
	return func(text string, _ time.Time) (int, error) {
		doc, err := prose.NewDocument(text, prose.UsingModel(model))
		if err != nil {
			return 0, err
		}
		return len(doc.Entities()), nil
	}
}

// dated is how many dates go-dateparser finds.
func dated(text string, day time.Time) (int, error) {
	_, dates, err := dateparser.Search(&dateparser.Configuration{CurrentTime: day, Languages: []string{"en"}}, text)
	return len(dates), err
}
