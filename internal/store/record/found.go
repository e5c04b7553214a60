package record

import (
	"fmt"

	"onrecord"
	"onrecord/ling"
)

// Actor is an actor as it is written.
type Actor struct {
	ID    onrecord.ActorID  `json:"id,omitempty"`
	Name  string            `json:"name,omitempty"`
	Type  string            `json:"type,omitempty"`
	Codes map[string]string `json:"codes,omitempty"`
	Role  string            `json:"role,omitempty"`
}

// ToActor is an actor as it is written.
func ToActor(a onrecord.Actor) Actor {
	return Actor{a.ID, a.Name, string(a.Type), a.Codes, a.Role}
}

// Actor is the actor that was written.
func (a Actor) Actor() onrecord.Actor {
	if len(a.Codes) == 0 {
		a.Codes = nil
	}
	return onrecord.Actor{ID: a.ID, Name: a.Name, Type: onrecord.ActorType(a.Type), Codes: a.Codes, Role: a.Role}
}

type mention struct {
	ID      string           `json:"id,omitempty"`
	Span    [2]int           `json:"at"`
	Type    string           `json:"type"`
	Actor   onrecord.ActorID `json:"actor,omitempty"`
	FoundBy string           `json:"found_by,omitempty"`
	Why     string           `json:"why,omitempty"`
}

// mentionID is the id that most mentions have: it is not written.
func mentionID(start, end int, of string) string { return fmt.Sprintf("m%d-%d-%s", start, end, of) }

func toMention(m onrecord.Mention) mention {
	id := m.ID
	if id == mentionID(m.Start, m.End, string(m.Type)) {
		id = ""
	}
	return mention{id, [2]int{m.Start, m.End}, string(m.Type), m.Actor, m.FoundBy, m.Why}
}

func (m mention) mention() onrecord.Mention {
	if m.ID == "" {
		m.ID = mentionID(m.Span[0], m.Span[1], m.Type)
	}
	return onrecord.Mention{ID: m.ID, Span: ling.Span{Start: m.Span[0], End: m.Span[1]}, Type: ling.MentionType(m.Type), Actor: m.Actor, FoundBy: m.FoundBy, Why: m.Why}
}

type timeExpr struct {
	ID           string   `json:"id"`
	Span         [2]int   `json:"at"`
	Tokens       [2]int   `json:"tokens"`
	Type         string   `json:"type"`
	Value        string   `json:"value,omitempty"`
	Mod          string   `json:"mod,omitempty"`
	Grain        string   `json:"grain,omitempty"`
	Earliest     string   `json:"earliest,omitempty"`
	Latest       string   `json:"latest,omitempty"`
	Alternatives []string `json:"alternatives,omitempty"`
	FoundBy      string   `json:"found_by,omitempty"`
}

func toTime(t onrecord.Time) timeExpr {
	return timeExpr{t.ID, [2]int{t.Start, t.End}, [2]int{t.First, t.Last}, string(t.Type), t.Value, t.Mod, t.Grain,
		t.Earliest.String(), t.Latest.String(), t.Alternatives, t.FoundBy}
}

func fromTimes(in []timeExpr) (out []onrecord.Time, err error) {
	for _, t := range in {
		u := onrecord.Time{ID: t.ID, TimeExpr: ling.TimeExpr{
			Span: ling.Span{Start: t.Span[0], End: t.Span[1]}, First: t.Tokens[0], Last: t.Tokens[1], Type: ling.TimeType(t.Type),
			Value: t.Value, Mod: t.Mod, Grain: t.Grain, Alternatives: t.Alternatives, FoundBy: t.FoundBy,
		}}
		if err := readDay(t.Earliest, &u.Earliest); err != nil {
			return nil, err
		}
		if err := readDay(t.Latest, &u.Latest); err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, nil
}

type statementBody struct {
	header
	Kind      string           `json:"kind,omitempty"`
	Status    string           `json:"status,omitempty"`
	Parts     parts            `json:"parts"`
	Lemma     string           `json:"lemma,omitempty"`
	Mode      string           `json:"mode,omitempty"`
	Act       string           `json:"act,omitempty"`
	SaidOn    when             `json:"said_on,omitzero"`
	Basis     string           `json:"basis,omitempty"`
	Negated   bool             `json:"negated,omitempty"`
	Certainty string           `json:"certainty,omitempty"`
	Parent    onrecord.ClaimID `json:"parent,omitempty"`
}

func toStatement(s *onrecord.Statement) statementBody {
	return statementBody{
		header: toHeader(s.Claim), Kind: string(s.Kind), Status: string(s.Status), Parts: toParts(s), Lemma: s.CueLemma, Mode: string(s.Mode), Act: string(s.Act),
		SaidOn: when{s.SaidOn.Value, s.SaidOn.Time + 1}, Basis: s.SaidOn.Basis, Negated: s.Negated, Certainty: string(s.Certainty), Parent: s.Parent,
	}
}

func (b statementBody) statement() onrecord.Statement {
	s := onrecord.Statement{
		Claim: b.claim(), Kind: onrecord.StatementKind(b.Kind), Status: onrecord.StatementStatus(b.Status), CueLemma: b.Lemma, Mode: onrecord.Mode(b.Mode), Act: onrecord.Act(b.Act),
		SaidOn: onrecord.SaidOn{Value: b.SaidOn.Value, Time: b.SaidOn.Time - 1, Basis: b.Basis}, Negated: b.Negated, Certainty: onrecord.Certainty(b.Certainty), Parent: b.Parent,
	}
	b.Parts.into(&s)
	return s
}
