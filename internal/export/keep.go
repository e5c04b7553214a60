package export

import (
	"fmt"
	"io"
	"strings"

	"onrecord"
)

// signs of what became of a claim.
func sign(c onrecord.Change) string {
	switch {
	case c.Was == "":
		return "+"
	case c.Is == "":
		return "−"
	}
	return "~"
}

// WriteChange writes for people what became of a claim.
func WriteChange(w io.Writer, indent string, c onrecord.Change) error {
	lines := []string{c.Was, c.Is}
	switch sign(c) {
	case "+":
		lines = []string{c.Is}
	case "−":
		lines = []string{c.Was}
	}
	if _, err := fmt.Fprintf(w, "%s%s %s: %s\n", indent, sign(c), c.Type, plain(lines[0])); err != nil {
		return err
	}
	for _, line := range lines[1:] {
		if _, err := fmt.Fprintf(w, "%s  now: %s\n", indent, plain(line)); err != nil {
			return err
		}
	}
	return nil
}

// CountChanges tells how many claims of each type came, went and changed:
// "+12 −3 statements, ~1 events".
func CountChanges(changes []onrecord.Change) string {
	var out []string
	for _, of := range []onrecord.ClaimType{onrecord.StatementClaim, onrecord.EventClaim, onrecord.AgreementClaim, onrecord.MembershipClaim} {
		count := map[string]int{}
		for _, c := range changes {
			if c.Type == of {
				count[sign(c)]++
			}
		}
		var parts []string
		for _, s := range []string{"+", "−", "~"} {
			if count[s] > 0 {
				parts = append(parts, fmt.Sprintf("%s%d", s, count[s]))
			}
		}
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, " ")+" "+string(of)+"s")
		}
	}
	if len(out) == 0 {
		return "no change"
	}
	return strings.Join(out, ", ")
}

// Plain is s on one line, without what could steer a terminal.
func Plain(s string) string { return plain(s) }
