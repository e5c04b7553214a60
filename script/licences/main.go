// Command licences looks at the licence of every module that is linked into
// onrecord, on each system that it is built for. Without a flag it fails on a
// module whose licence is unknown or not among those allowed, and CI runs it as
// a test; with -texts it writes all texts one after the other, which packages
// carry beside the program, as those licences ask.
//
// What a text says is judged by licensecheck, which pkg.go.dev uses.
package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed are licences, by SPDX identifier, that let a program under the Apache
// License 2.0 link what they cover and be given on as a binary with their texts.
// CC-BY-4.0 covers the documentation of a module whose code is under others.
var allowed = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "Unlicense", "Zlib"}

// systems are those that releases are built for.
var systems = []string{"linux", "darwin", "windows"}

// module is a module that is linked.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// license is a text of a module, and what it is found to be.
type license struct {
	file string
	text []byte
	ids  []string // SPDX identifiers, sorted
}

func main() {
	texts := flag.Bool("texts", false, "write the texts of all licences")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *texts); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, texts bool) error {
	ms, err := linked(ctx, "./cmd/onrecord")
	if err != nil {
		return err
	}
	var bad []error
	for _, m := range ms {
		ls, err := licences(os.DirFS(m.Dir))
		if err != nil {
			return fmt.Errorf("read the licences of %s: %w", m.Path, err)
		}
		bad = append(bad, judge(m, ls))
		if err := write(w, m, ls, texts); err != nil {
			return fmt.Errorf("write the licences of %s: %w", m.Path, err)
		}
	}
	return errors.Join(bad...)
}

// linked lists the modules, the main one aside, that a package is linked from
// on any of the systems, sorted.
func linked(ctx context.Context, pkg string) ([]module, error) {
	var all []module
	for _, system := range systems {
		list := exec.CommandContext(ctx, "go", "list", "-deps", "-f", `{{with .Module}}{"Path":{{printf "%q" .Path}},"Version":{{printf "%q" .Version}},"Dir":{{printf "%q" .Dir}},"Main":{{.Main}}}{{end}}`, pkg)
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list what %s is linked from on %s: %w", pkg, system, err)
		}
		for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
			var m module
			if err := d.Decode(&m); err != nil {
				return nil, fmt.Errorf("read what %s is linked from: %w", pkg, err)
			}
			if !m.Main {
				all = append(all, m)
			}
		}
	}
	slices.SortFunc(all, func(a, b module) int { return cmp.Compare(a.Path, b.Path) })
	return slices.Compact(all), nil
}

// licences reads the texts of licences at the top of a module.
func licences(dir fs.FS) ([]license, error) {
	files, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	var ls []license
	for _, f := range files {
		if f.IsDir() || !isLicense(f.Name()) {
			continue
		}
		text, err := fs.ReadFile(dir, f.Name())
		if err != nil {
			return nil, err
		}
		l := license{file: f.Name(), text: text}
		for _, m := range licensecheck.Scan(text).Match {
			l.ids = append(l.ids, m.ID)
		}
		slices.Sort(l.ids)
		l.ids = slices.Compact(l.ids)
		ls = append(ls, l)
	}
	return ls, nil
}

func isLicense(file string) bool {
	name := strings.ToUpper(strings.TrimSuffix(file, path.Ext(file)))
	return name == "LICENSE" || name == "LICENCE" || name == "COPYING" || name == "NOTICE" || name == "UNLICENSE" ||
		strings.HasPrefix(strings.ToUpper(file), "LICENSE-")
}

// judge reports what is wrong with the licences of a module: there are none that
// are known, or one that is not allowed.
func judge(m module, ls []license) error {
	known := false
	for _, l := range ls {
		for _, id := range l.ids {
			if !slices.Contains(allowed, id) {
				return fmt.Errorf("%s %s: %s is under %s, which is not allowed", m.Path, m.Version, l.file, id)
			}
			known = true
		}
	}
	if !known {
		return fmt.Errorf("%s %s: no licence that is known", m.Path, m.Version)
	}
	return nil
}

func write(w io.Writer, m module, ls []license, texts bool) error {
	for _, l := range ls {
		if _, err := fmt.Fprintf(w, "%s %s: %s (%s)\n", m.Path, m.Version, strings.Join(l.ids, ", "), l.file); err != nil {
			return err
		}
		if !texts {
			continue
		}
		if _, err := fmt.Fprintf(w, "\n%s\n%s\n\n", bytes.TrimSpace(l.text), strings.Repeat("-", 80)); err != nil {
			return err
		}
	}
	return nil
}
