package kb

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"onrecord/ling"
)

func TestPetrarchActors(t *testing.T) {
	lines := strings.Split(`# a comment
ANA_KOVAC_ [VALGOV >160101][VALELI 20100101-20151231] ; the minister
+KOVAC_
	[VALOPP <091231]
	[VALELI]
NORTHERN_LEAGUE [VALREB]
OTTO_BRANDT_ [VALGOV 160101-150101] # inverted
	[VALGOV 161341]
	[valgov 160101]
	[VALGOV 16<01]
ANA_KOVAC_ [VALELI]`, "\n")
	actors, faults := PetrarchActors(lines)
	if len(actors) != 4 || len(actors[0].Names) != 2 || len(actors[0].Codes) != 4 {
		t.Fatalf("got %+v", actors)
	}
	want := []DatedCode{
		{"VALGOV", ling.NewDate(2016, 1, 1), ling.Date{}},
		{"VALELI", ling.NewDate(2010, 1, 1), ling.NewDate(2015, 12, 31)},
		{"VALOPP", ling.Date{}, ling.NewDate(2009, 12, 31)},
		{"VALELI", ling.Date{}, ling.Date{}},
	}
	if !reflect.DeepEqual(actors[0].Codes, want) {
		t.Errorf("codes %+v", actors[0].Codes)
	}
	var at []int
	for _, f := range faults {
		at = append(at, f.Line)
	}
	if !reflect.DeepEqual(at, []int{7, 8, 9, 10, 11}) {
		t.Errorf("faults %v", faults)
	}
}

func TestPetrarchAgents(t *testing.T) {
	agents, faults := PetrarchAgents(strings.Split(`!PERSON! = MAN, WOMAN
FISHER!PERSON! [~AGR]
POLICE {} [~COP]
CHILD {CHILDREN} [~CVL]
GUARD!NOBODY! [~COP]
NOTHING
[~MIL]`, "\n"))
	want := []PetrarchAgent{{2, []string{"FISHERMAN", "FISHERWOMAN"}, "AGR"}, {3, []string{"POLICE"}, "COP"}, {4, []string{"CHILD", "CHILDREN"}, "CVL"}}
	if !reflect.DeepEqual(agents, want) || len(faults) != 3 {
		t.Errorf("got %+v, %v", agents, faults)
	}
}

func TestPetrarchFiles(t *testing.T) {
	paths, _ := filepath.Glob(tables + "/Phoenix.*.actors.txt")
	if len(paths) == 0 {
		t.Skip("no dictionaries at " + tables)
	}
	total := 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		actors, faults := PetrarchActors(strings.Split(string(data), "\n"))
		codes := 0
		for _, a := range actors {
			codes += len(a.Codes)
		}
		total += len(actors)
		t.Logf("%s: %d actors, %d codes, %d faults", filepath.Base(path), len(actors), codes, len(faults))
	}
	if total < 18000 {
		t.Errorf("%d actors", total)
	}
}

func FuzzPetrarchActors(f *testing.F) {
	f.Add("ANA_KOVAC_ [VALGOV >160101]\n+KOVAC_\n\t[VALELI 20100101-20151231]")
	f.Add("+X\n[A 0-0]\nB [C <\nD ]]][[")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		actors, faults := PetrarchActors(lines)
		for _, a := range actors {
			if a.Line < 1 || a.Line > len(lines) || len(a.Names) == 0 {
				t.Errorf("actor %+v", a)
			}
			for _, c := range a.Codes {
				if c.Code == "" || !c.Start.IsZero() && !c.End.IsZero() && c.End.Compare(c.Start) < 0 {
					t.Errorf("code %+v", c)
				}
			}
		}
		for _, fault := range faults {
			if fault.Line < 1 || fault.Line > len(lines) {
				t.Errorf("fault %+v", fault)
			}
		}
	})
}

func FuzzPetrarchAgents(f *testing.F) {
	f.Add("!PERSON! = MAN, WOMAN\nFISHER!PERSON! [~AGR]\nPOLICE {} [~COP]")
	f.Add("A {B [C\n! = \n!! [x]\n!a!!b! [y]")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		agents, _ := PetrarchAgents(lines)
		for _, a := range agents {
			if a.Line < 1 || a.Line > len(lines) || len(a.Nouns) == 0 {
				t.Errorf("agent %+v", a)
			}
		}
	})
}
