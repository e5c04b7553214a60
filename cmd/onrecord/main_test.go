package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
)

// TestMain puts this program on the PATH of scripts and tests as "onrecord".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"onrecord": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: switched,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": exits,
			"line":   line,
			"unhex":  unhex,
			"rows":   rows,
			"corpus": corpus,
			"sql":    behind,
			"idof":   idOf,
		},
	})
}

// switched hands a script what its test was given: whoever switches a function off
// to see which tests hold it says so in the environment.
func switched(e *testscript.Env) error {
	e.Setenv("SWITCHED_OFF", os.Getenv("SWITCHED_OFF"))
	return nil
}

// exits runs a command that must end with an exit status: status 3 onrecord read x.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND ARG…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// line writes a file of one line of so many bytes: line N FILE.
func line(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), bytes.Repeat([]byte("word "), n/5), 0o666))
}

// corpus makes a store that holds a claim of every type: corpus STORE.
func corpus(ts *testscript.TestScript, _ bool, args []string) {
	s, err := sqlite.Open(context.Background(), ts.MkAbs(args[0]), true)
	ts.Check(err)
	for _, r := range storetest.Corpus() {
		_, err := s.PutRecord(context.Background(), r)
		ts.Check(err)
	}
	ts.Check(s.Close())
}

// behind runs a statement behind a store's back: sql STORE STATEMENT.
func behind(ts *testscript.TestScript, _ bool, args []string) {
	db, err := driver.Open("file:" + ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.ExecContext(context.Background(), args[1])
	ts.Check(err)
	ts.Check(db.Close())
}

// rows checks that one file has as many lines as another says: rows FILE COUNTED.
func rows(ts *testscript.TestScript, neg bool, args []string) {
	lines, want := strings.Count(ts.ReadFile(args[0]), "\n"), strings.TrimSpace(ts.ReadFile(args[1]))
	if got := strconv.Itoa(lines); got != want || lines == 0 {
		ts.Fatalf("%s rows, counted %s", got, want)
	}
}

// idOf puts the id of the first row of a list, in JSON Lines, into a variable: idof NAME FILE.
func idOf(ts *testscript.TestScript, _ bool, args []string) {
	var row struct{ ID string }
	line, _, _ := strings.Cut(ts.ReadFile(args[1]), "\n")
	ts.Check(json.Unmarshal([]byte(line), &row))
	ts.Setenv(args[0], row.ID)
}

// unhex writes a file of the bytes given in hexadecimal: unhex HEX FILE.
func unhex(ts *testscript.TestScript, neg bool, args []string) {
	b, err := hex.DecodeString(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o666))
}
