package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// machine is where something was measured, and of which program.
type machine struct {
	processor     string
	cores         int
	instructions  string
	system        string
	language      string
	commit        string
	at            time.Time
	before, after string // how much else was running
}

// look looks at the machine; what it does not tell stays unknown.
func look(ctx context.Context) machine {
	m := machine{processor: "unknown", cores: runtime.NumCPU(), instructions: "unknown", system: runtime.GOOS + "/" + runtime.GOARCH, language: runtime.Version(), at: time.Now().UTC(), before: load()}
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		m.processor, m.instructions = processor(string(b))
	}
	m.commit = "unknown"
	if b, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--exclude=*").Output(); err == nil {
		m.commit = strings.TrimSpace(string(b))
	}
	return m
}

// processor is the name in /proc/cpuinfo, and those of its instructions that
// products of the network use.
func processor(info string) (name, instructions string) {
	name, instructions = "unknown", "none of AVX2, AVX-512, VNNI"
	var has []string
	for line := range strings.Lines(info) {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "model name":
			name = strings.TrimSpace(value)
		case "flags":
			has = strings.Fields(value)
		}
	}
	var found []string
	for _, of := range []string{"avx2", "avx512f", "avx_vnni", "avx512_vnni"} {
		if slices.Contains(has, of) {
			found = append(found, of)
		}
	}
	if len(found) > 0 {
		instructions = strings.Join(found, ", ")
	}
	return name, instructions
}

// load is how many programs wanted to run, over one, five and fifteen minutes.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(b))[:3], " ")
}
