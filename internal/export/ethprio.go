package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// CeasefireColumns are those of the ETH/PRIO Civil Conflict Ceasefire Dataset
// that an article can fill, by its names and in its order; a row is one party of
// one ceasefire. An unknown part of a day is -1, as there; what its codebook
// numbers is written in its words.
var CeasefireColumns = [...]string{
	"location", "cf_id", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "cf_effect_yr", "cf_effect_month", "cf_effect_day",
	"side", "written", "fixed", "fixed_time", "mediator_nego", "implement", "ended", "end_yr", "end_month", "end_day", "comment",
}

// WriteCeasefires writes the ceasefires among agreements, a row for each party
// of each, and one for a ceasefire of which no party is told. It returns how
// many rows it wrote, and how many agreements were no ceasefires.
func WriteCeasefires(w io.Writer, rows iter.Seq2[onrecord.AgreementRow, error]) (written, others int, err error) {
	out := bufio.NewWriter(w)
	file := csv.NewWriter(out)
	if err := file.Write(CeasefireColumns[:]); err != nil {
		return 0, 0, err
	}
	for r, err := range rows {
		if err != nil {
			return written, others, err
		}
		if r.Agreement.Type != onrecord.Ceasefire {
			others++
			continue
		}
		parties := r.Agreement.SideNames
		if len(parties) == 0 {
			parties = []string{""}
		}
		for _, party := range parties {
			if err := file.Write(ceasefireCells(&r, party)); err != nil {
				return written, others, err
			}
			written++
		}
	}
	file.Flush()
	if err := file.Error(); err != nil {
		return written, others, err
	}
	return written, others, out.Flush()
}

func ceasefireCells(r *onrecord.AgreementRow, party string) []string {
	a := &r.Agreement
	declared, effect, end, ended := stages(a)
	fixed, days := "0", ""
	if a.Term != "" {
		fixed, days = "1", termDays(a.Term)
	}
	written := "-1"
	for _, h := range a.History {
		if h.Status == onrecord.Signed {
			written = "1" // what is signed is written
		}
	}
	cells := []string{a.PlaceName, string(r.Article.ID) + "#" + string(a.ID), party}
	for _, d := range []string{declared, effect} {
		cells = append(cells, ymd(d)...)
	}
	implement := "-1"
	if len(a.Monitors) > 0 {
		implement = "1"
	}
	cells = append(cells, sides(a), written, fixed, days, strings.Join(a.BrokerNames, ", "), implement, ended)
	cells = append(cells, ymd(end)...)
	cells = append(cells, or(a.Name, a.ScopeText)+" ("+link(&r.Article)+")")
	for i, c := range cells {
		if c != "-1" {
			cells[i] = harmless(plain(c))
		}
	}
	return cells
}

// stages are the days on which a ceasefire was declared, took effect and ended,
// and how it ended in the codebook's words. The first that is told counts for
// the beginning, the last for the end.
func stages(a *onrecord.AgreementView) (declared, effect, end, ended string) {
	for _, h := range a.History {
		switch h.Status {
		case onrecord.Declared, onrecord.Agreed, onrecord.Signed:
			declared = or(declared, h.When.Value)
		case onrecord.InForce:
			effect = or(effect, h.When.Value)
		case onrecord.Expired:
			end, ended = h.When.Value, "expired"
		case onrecord.NeverImplemented:
			end, ended = h.When.Value, "never took effect"
		case onrecord.Extended:
			end, ended = h.When.Value, "replaced or extended by another"
		case onrecord.Ended:
			end, ended = h.When.Value, map[onrecord.Ending]string{
				onrecord.EndedByParty: "ended by a party", onrecord.EndedReplaced: "replaced or extended by another",
			}[h.How]
		}
		effect = or(effect, h.From.Value)
	}
	return declared, effect, end, or(ended, "unknown")
}

// sides is who is bound by it: one, two or more.
func sides(a *onrecord.AgreementView) string {
	switch n := len(a.Sides); {
	case n > 2:
		return "multilateral"
	case n == 2:
		return "bilateral"
	case n == 1 && declaredBy(a):
		return "unilateral"
	}
	return "-1"
}

// declaredBy reports whether somebody declared it, instead of agreeing to it.
func declaredBy(a *onrecord.AgreementView) bool {
	for _, h := range a.History {
		if h.Status == onrecord.Declared {
			return true
		}
	}
	return false
}

// ymd is a day in its three columns, as far as it is known.
func ymd(value string) []string {
	cells := []string{"-1", "-1", "-1"}
	first, last, err := ling.ParsePeriod(value)
	if value == "" || err != nil {
		return cells
	}
	if first.Year == last.Year {
		cells[0] = strconv.Itoa(first.Year)
		if first.Month == last.Month {
			cells[1] = strconv.Itoa(first.Month)
			if first.Day == last.Day {
				cells[2] = strconv.Itoa(first.Day)
			}
		}
	}
	return cells
}

// term is a TIMEX3 duration of days, weeks, months or hours.
var term = regexp.MustCompile(`^P(T?)([0-9]+)([DWMYH])$`)

// termDays is a duration in days where it is a whole number of them, else the
// duration itself.
func termDays(value string) string {
	m := term.FindStringSubmatch(value)
	if m == nil {
		return value
	}
	n, err := strconv.Atoi(m[2])
	switch {
	case err != nil:
	case m[1] == "" && m[3] == "D":
		return strconv.Itoa(n)
	case m[1] == "" && m[3] == "W":
		return strconv.Itoa(7 * n)
	case m[1] == "T" && m[3] == "H":
		return strconv.Itoa(n) + " hours"
	}
	return value
}
