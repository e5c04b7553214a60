package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// others are other programs on the first articles of the corpus, and onrecord
// on the same for comparison, each on one core. What cannot be installed here is
// left out with a word.
func others(ctx context.Context, program, dir string, articles int) []usage {
	say("other programs")
	c, err := makeCorpus(filepath.Join(dir, "others.jsonl"), articles)
	if err != nil {
		return []usage{{name: "other programs", without: err.Error()}}
	}
	goProgram := filepath.Join(dir, "others")
	goErr := build(ctx, "script/others", ".", goProgram)
	if goErr != nil {
		goErr = errors.New("not built here: its modules could not be fetched")
	}
	script, npmErr := node(ctx)
	var out []usage
	for _, o := range []struct {
		name string
		err  error
		args []string
	}{
		{"onrecord `read`: all it does", nil, []string{program, "read", "--format", "jsonl", "--from", "jsonl", "--jobs", "1", c.path}},
		{"prose v2 (Go): words, sentences, tags, names (its model loaded once)", goErr, []string{goProgram, "prose", c.path}},
		{"compromise (JavaScript): words, tags, names", npmErr, []string{"node", script, "compromise", c.path}},
		{"go-dateparser (Go): dates alone", goErr, []string{goProgram, "dateparser", c.path}},
		{"chrono (JavaScript): dates alone", npmErr, []string{"node", script, "chrono", c.path}},
	} {
		u := usage{name: o.name}
		if err := o.err; err == nil {
			if u, err = timed(ctx, o.name, 1, o.args...); err != nil {
				u.without = "it failed: " + err.Error()
			}
		} else {
			u.without = err.Error()
		}
		u.words = c.words
		out = append(out, u)
	}
	return out
}

// node installs what is compared with into the user's cache, and is the script
// there.
func node(ctx context.Context) (script string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", errors.New("there is no cache to install it into")
	}
	dir := filepath.Join(cache, "onrecord-bench")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", fmt.Errorf("make a place for it: %w", err)
	}
	for _, name := range []string{"package.json", "package-lock.json", "others.mjs"} {
		b, err := os.ReadFile(filepath.Join("script/others", name))
		if err != nil {
			return "", fmt.Errorf("copy it: %w", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return "", fmt.Errorf("copy it: %w", err)
		}
	}
	c := exec.CommandContext(ctx, "npm", "ci", "--silent", "--no-audit", "--no-fund")
	c.Dir = dir
	if err := c.Run(); err != nil {
		return "", errors.New("not installed here: npm could not fetch it")
	}
	return filepath.Join(dir, "others.mjs"), nil
}
