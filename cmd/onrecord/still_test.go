package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/export"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
)

// What a terminal would act on is shown and not done, wherever writing parts it;
// colours and lines stand.
func TestATerminalIsToldNothing(t *testing.T) {
	const words = "\x1b[1;36mAna\x1b[0m Kovač\r\n\x1b[2J\x1b]8;;http://evil.example\x07\u009b2Jא\u200fב\u202e\u2066\rback\x7f\tend\x9b\n\x1b[31"
	const want = "\x1b[1;36mAna\x1b[0m Kovač\n\\u001b[2J\\u001b]8;;http://evil.example\\u0007\\u009b2Jא\u200fב\\u202e\\u2066\\u000dback\\u007f\tend\ufffd\n"
	for _, at := range []int{1, 2, 3, 5, 7, 1000} {
		var b bytes.Buffer
		w := stilled(&b, true)
		for rest := []byte(words); len(rest) > 0; rest = rest[min(at, len(rest)):] {
			if n, err := w.Write(rest[:min(at, len(rest))]); err != nil || n != min(at, len(rest)) {
				t.Fatal(n, err)
			}
		}
		if b.String() != want {
			t.Errorf("parted at %d\ngot  %q\nwant %q", at, &b, want)
		}
	}
	if w := stilled(io.Discard, false); w != io.Discard {
		t.Error("what is no terminal gets all as it is")
	}
}

// hostileStore is a store whose articles have in every field, and in every claim's
// words, what a terminal would act on.
func hostileStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.db")
	store, err := sqlite.Open(t.Context(), path, true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b"} {
		r := webtest.Record(t, onrecord.ArticleID("https://post.example/"+id), "2016-05-12")
		webtest.Fill(&r, "\x1b]0;evil\x07\u009b2J\u202e\u2066\x1b[2J\rback "+id)
		r.Published.Value, r.Lang = "2016-05-12", "en"
		r.Text = strings.NewReplacer("“", "\u202e", "”", "\u2066", "č", "\u009b", "no", "\x1bc").Replace(r.Text) // as long, so that spans stand
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	saved := alert.Query{User: "ana\u009b", Name: "evil\u009b2J\u202e", List: "statements", Mail: "a@post.example"}
	if _, err := store.SaveQuery(t.Context(), saved, nil); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(world.Settle(t.Context(), store, process.WorldTypes()), store.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// shownOn is what the program writes to a terminal, in this process.
func shownOn(t *testing.T, args ...string) (out string, status int) {
	t.Helper()
	outer, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	defer outer.Close()
	n, err := unix.IoctlGetInt(int(outer.Fd()), unix.TIOCGPTN)
	if err = errors.Join(err, unix.IoctlSetPointerInt(int(outer.Fd()), unix.TIOCSPTLCK, 0)); err != nil {
		t.Skip("no terminal: ", err)
	}
	inner, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	all := make(chan string)
	go func() {
		b, _ := io.ReadAll(outer) // ends with an error once nobody has the terminal
		all <- string(b)
	}()
	status = run(t.Context(), args, strings.NewReader(""), inner, inner)
	inner.Close()
	return <-all, status
}

// No list in any of its forms has a terminal do anything, whatever the articles say.
func TestNoListSteersATerminal(t *testing.T) {
	path := hostileStore(t)
	lists := [][]string{{"articles"}, {"statements", "--all"}, {"events", "--all"}, {"assertions"}, {"memberships"}, {"stories"}, {"threads"}, {"incidents"}, {"agreements"},
		{"disputes"}, {"positions"}, {"naming"}, {"inconsistencies"}, {"timeline"}, {"actors"}, {"actors", "--unknown"}, {"alert", "list"}, {"alert", "show"}, {"log"}, {"user", "list"}, {"brief"},
		{"versions", "https://post.example/a"}, {"statements", "nosuch\u009bword"}, {"articles", "--outlet", "\u009b2J"}, {"info"}, {"explain", "https://post.example/a", "5"}}
	words := 0
	for _, list := range lists {
		for _, form := range append([]string{""}, formsOf(t, list)...) {
			args := append(list[:len(list):len(list)], "--store", path)
			if form != "" {
				args = append(args, "--format", form)
			}
			out, code := shownOn(t, args...)
			if code == exitFailed || code == exitUsage && len(list) < 2 {
				t.Errorf("%q: status %d: %.200q", args, code, out)
			}
			if strings.Contains(out, "evil") {
				words++
			}
			for _, r := range escapes.ReplaceAllString(strings.ReplaceAll(out, "\r\n", "\n"), "") {
				if export.Steers(r) || r == '\r' {
					t.Errorf("%q: it has %U: %.300q", args, r, out)
					break
				}
			}
		}
	}
	if words < 30 {
		t.Errorf("hostile words were shown %d times alone", words)
	}
}

// formsOf are the formats that a command has besides files.
func formsOf(t *testing.T, command []string) (out []string) {
	t.Helper()
	all := newCommands()
	v := reflect.ValueOf(all)
	var look func(v reflect.Value, at []string)
	look = func(v reflect.Value, at []string) {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name := f.Tag.Get("name")
			if name == "" {
				name = strings.ToLower(f.Name)
			}
			switch {
			case len(at) > 0 && name == at[0] && f.Type.Kind() == reflect.Struct:
				look(v.Field(i), at[1:])
			case f.Anonymous && f.Type.Kind() == reflect.Struct:
				look(v.Field(i), at)
			case len(at) == 0 && f.Name == "Format":
				for form := range strings.SplitSeq(f.Tag.Get("enum"), ",") {
					if form != "" && form != "table" && form != "xlsx" && form != "parquet" {
						out = append(out, form)
					}
				}
			}
		}
	}
	look(v, command[:1])
	return out
}

// A webhook's secret is shown by the command that saves it, and by no other.
func TestASecretIsShownOnce(t *testing.T) {
	path := hostileStore(t)
	said := func(args ...string) string {
		var out bytes.Buffer
		if code := run(t.Context(), append(args, "--store", path), strings.NewReader(""), &out, &out); code != exitOK {
			t.Errorf("%q: status %d: %s", args, code, &out)
		}
		return out.String()
	}
	_, after, shown := strings.Cut(said("alert", "add", "statements", "truce", "--webhook", "https://hook.example/x"), "whsec_")
	if !shown {
		t.Fatal("nobody is told the secret")
	}
	secret, _, _ := strings.Cut(after, ";")
	for _, args := range [][]string{
		{"alert", "list"}, {"alert", "list", "--format", "jsonl"}, {"alert", "list", "--format", "csv"}, {"alert", "show"}, {"alert", "show", "--format", "jsonl"}, {"alert", "run"},
		{"log"}, {"log", "--format", "jsonl"}, {"log", "--format", "csv"}, {"info"}, {"backup", path + ".copy"}, {"check"}, {"export", "--format", "records"},
	} {
		if out := said(args...); strings.Contains(out, secret) {
			t.Errorf("%q: %s", args, out)
		}
	}
}
