package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLinked looks at what is linked now.
func TestLinked(t *testing.T) {
	t.Chdir("../..")
	var all bytes.Buffer
	if err := run(t.Context(), &all, false); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"github.com/alecthomas/kong v", "golang.org/x/sys v"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is linked and not among\n%s", want, &all)
		}
	}
	if strings.Contains(all.String(), "chromedp v") {
		t.Error("chromedp, which only tests use, is among what is linked")
	}
}

func TestJudge(t *testing.T) {
	ours, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	const agpl = "GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007\n\n" +
		"This program is free software: you can redistribute it and/or modify it under the terms of the GNU Affero General Public " +
		"License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version."
	for _, c := range []struct {
		name, file, text string
		want             string // in the error; "" for none
	}{
		{"one that is allowed", "LICENSE", string(ours), ""},
		{"spelt the other way", "licence.txt", string(ours), ""},
		{"one that is not allowed", "COPYING", agpl, "which is not allowed"},
		{"a text that nobody knows", "LICENSE", "You may look at this.", "no licence that is known"},
		{"no text", "main.go", "package main", "no licence that is known"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ls, err := licences(fstest.MapFS{c.file: {Data: []byte(c.text)}})
			if err != nil {
				t.Fatal(err)
			}
			err = judge(module{Path: "example.org/m", Version: "v1.0.0"}, ls)
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("judge: %v, want %q", err, c.want)
			}
		})
	}
}

// TestTexts asks for the texts themselves, which packages carry.
func TestTexts(t *testing.T) {
	var out bytes.Buffer
	l := license{file: "LICENSE", text: []byte("Copyright of somebody"), ids: []string{"MIT"}}
	if err := write(&out, module{Path: "example.org/m", Version: "v1.0.0"}, []license{l}, true); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "example.org/m v1.0.0: MIT (LICENSE)\n\nCopyright of somebody\n---") {
		t.Errorf("wrote %q", got)
	}
}
