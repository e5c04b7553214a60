package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rivo/uniseg"
	"golang.org/x/sys/unix"
)

// onTerminal runs the program on a terminal of so many columns, and returns what
// was written there. Where the system has none to give the test is left out.
func onTerminal(t *testing.T, columns uint16, args ...string) string {
	t.Helper()
	outer, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	defer outer.Close()
	fd := int(outer.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	err = errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0), unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}))
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	inner, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	cmd := exec.Command("onrecord", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = inner, inner, inner
	cmd.Env = append(os.Environ(), "TERM=xterm")
	if err := errors.Join(cmd.Start(), inner.Close()); err != nil {
		t.Fatal(err)
	}
	out, _ := io.ReadAll(outer) // ends with an error once nobody has the terminal
	if err := cmd.Wait(); err != nil {
		t.Fatalf("onrecord %v: %v\n%s", args, err, out)
	}
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// What a terminal is told to do, besides to show characters.
var escapes = regexp.MustCompile("\x1b\\[[0-9;?]*[a-zA-Z]")

// Complaint: "the table is wider than my window". No line of a list is wider
// than the terminal, and no word of a statement is left out to make it fit.
func TestListsFitTheTerminal(t *testing.T) {
	t.Parallel()
	v := view(t)
	columns := []uint16{80}
	if !testing.Short() {
		columns = []uint16{40, 80, 132}
	}
	for _, width := range columns {
		for _, l := range views {
			shown := escapes.ReplaceAllString(onTerminal(t, width, l.list, "--limit", "40", "--store", v.path), "")
			for line := range strings.Lines(shown) {
				if line = strings.TrimSuffix(line, "\n"); uniseg.StringWidth(line) > int(width) && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%s at %d columns: %q", l.list, width, line)
				}
			}
		}
		words := strings.Join(strings.Fields(escapes.ReplaceAllString(onTerminal(t, width, "statements", "--store", v.path), "")), " ")
		for _, row := range v.rows("statements") {
			if content := strings.Join(strings.Fields(row["content"].(string)), " "); !strings.Contains(words, content) {
				t.Errorf("at %d columns %q is not shown in full", width, content)
			}
		}
	}
}

// Complaint: "is that all there is?" A list that ends at its limit says of how many.
func TestAListSaysOfHowMany(t *testing.T) {
	t.Parallel()
	v := view(t)
	for list, noun := range map[string]string{"statements": "statements", "articles": "articles", "stories": "stories", "disputes": "disputes"} {
		all := string(v.run(list, "--count"))
		for limit, want := range map[string]string{"2": "2 of " + strings.TrimSpace(all), "0": strings.TrimSpace(all), "100000": strings.TrimSpace(all)} {
			shown := onTerminal(t, 80, list, "--limit", limit, "--store", v.path)
			if !strings.HasSuffix(shown, "\n\n"+want+" "+noun+"\n") {
				t.Errorf("%s --limit %s ends with %q, want %s", list, limit, shown[max(0, len(shown)-60):], want)
			}
		}
	}
}

// Complaint: "is it still working?" On a terminal work says how much there is,
// how much of it is done, how fast, and how long the rest takes; and leaves
// nothing of that behind.
func TestProgressIsShown(t *testing.T) {
	t.Parallel()
	in, store := articles(t, 60), filepath.Join(t.TempDir(), "s.db")
	output(t, "add", "--store", store, in)
	many := articles(t, 600) // what is done before the bar is drawn anew shows no pace
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"add", "--store", store + ".other", many}, `\d+ articles?, \d+ a second, \d+s left +\d+% \|[^|]+\| \(\d+(\.\d+)?/\d+(\.\d+)? kB, `},
		{[]string{"read", "--format", "jsonl", "-o", store + ".jsonl", many}, `\d+ articles?, \d+ a second, \d+s left +\d+% \|[^|]+\| \(\d+(\.\d+)?/\d+(\.\d+)? kB, `},
		{[]string{"rerun", "--again", "--store", store}, `\d+ articles?, \d+ a second, \d+s left +\d+% \|[^|]+\| \(\d+/60\)`},
		{[]string{"reindex", "--store", store}, `\(\d+/60\)`},
	} {
		out := onTerminal(t, 80, c.args...)
		if !regexp.MustCompile(c.want).MatchString(escapes.ReplaceAllString(out, "")) {
			t.Errorf("%v: no progress as %s in %q", c.args, c.want, out)
		}
		if quiet := onTerminal(t, 80, append(c.args, "-q")...); strings.Contains(quiet, "%") {
			t.Errorf("%v -q: %q", c.args, quiet)
		}
		left := out[strings.LastIndex(out, "\r")+1:] // what stands on the last line that was drawn again
		if strings.Contains(left, "|") {
			t.Errorf("%v leaves %q", c.args, left)
		}
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		articles  int
		done, all int64
		took      time.Duration
		want      string
	}{
		{1, 50, 200, 2 * time.Second, "1 article, 0 a second, 6s left"}, {300, 100, 100, time.Minute, "300 articles, 5 a second, 0s left"},
		{10, 10, 0, time.Second, "10 articles, 10 a second"}, {30, 10, 7210, time.Second, "30 articles, 30 a second, 12m0s left"},
	} {
		if got := paceOf(c.articles, c.done, c.all, c.took); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
