package sqlite

import (
	"database/sql"

	"onrecord"
	"onrecord/ling"
)

// events, agreements and memberships write the rows of what was found beside
// statements, and who takes part in it.

func (p *finds) events(view *onrecord.Viewer) {
	stmt := p.prepare(`INSERT INTO event (article, article_id, place, id, type, mode, cameo, status, background, certainty, first, last,
			sources, targets, location, words, cue, reporter, body)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)`)
	defer p.done(stmt)
	actor := p.prepare("INSERT OR IGNORE INTO event_actor SELECT ?, ?, num FROM event WHERE article = ? AND place = ?")
	defer p.done(actor)
	for i := range p.r.Events {
		v := view.Event(&p.r.Events[i])
		p.insert(stmt, "event", string(v.ID), p.article, string(p.r.ID), i, string(v.ID), string(v.Plover.Event), v.Plover.Mode, v.CAMEO,
			string(v.Status), yes(v.Background), string(v.Certainty), v.First.String(), v.Last.String(),
			text(orEmpty(v.Sources)), text(orEmpty(v.Targets)), v.Place, v.Words, v.TriggerText, v.Reporter, text(toEvent(&v.Event)))
		p.takePart(actor, i, &v.Event)
	}
}

func (p *finds) agreements(view *onrecord.Viewer) {
	stmt := p.prepare(`INSERT INTO agreement (article, article_id, place, id, name, first, parties, brokers, monitors, location, shown, body)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`)
	defer p.done(stmt)
	status := p.prepare(`INSERT INTO agreement_status (claim, place, article, type, background, status, told, first, last)
		SELECT num, ?, article, ?, ?, ?, ?, ?, ? FROM agreement WHERE article = ? AND place = ?`)
	defer p.done(status)
	actor := p.prepare("INSERT OR IGNORE INTO agreement_actor SELECT ?, ?, num FROM agreement WHERE article = ? AND place = ?")
	defer p.done(actor)
	for i := range p.r.Agreements {
		v := view.Agreement(&p.r.Agreements[i])
		p.insert(stmt, "agreement", string(v.ID), p.article, string(p.r.ID), i, string(v.ID), v.Name, firstDay(v.Statuses).String(),
			text(orEmpty(v.SideNames)), text(orEmpty(v.BrokerNames)), text(orEmpty(v.MonitorNames)), v.PlaceName, text(toShown(&v)), text(toAgreement(&v.Agreement)))
		for n, h := range v.History {
			p.insert(status, "status of agreement", string(v.ID), n, string(v.Type), yes(v.Background), string(h.Status), string(h.Told),
				v.Statuses[n].First.String(), v.Statuses[n].Last.String(), p.article, i)
		}
		if len(v.History) == 0 {
			p.insert(status, "agreement without status", string(v.ID), 0, string(v.Type), yes(v.Background), "", "", "", "", p.article, i)
		}
		p.takePart(actor, i, &v.Agreement)
	}
}

func (p *finds) memberships(view *onrecord.Viewer) {
	stmt := p.prepare(`INSERT INTO membership (article, article_id, place, id, "as", status, first, last, band, member, words, says, body)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`)
	defer p.done(stmt)
	actor := p.prepare("INSERT OR IGNORE INTO membership_actor SELECT ?, ?, num FROM membership WHERE article = ? AND place = ?")
	defer p.done(actor)
	for i := range p.r.Memberships {
		v := view.Membership(&p.r.Memberships[i])
		p.insert(stmt, "membership", string(v.ID), p.article, string(p.r.ID), i, string(v.ID), string(v.As), string(v.Status),
			v.First.String(), v.Last.String(), v.GroupName, v.MemberName, v.Text, v.Says, text(toMembership(&v.Membership)))
		p.takePart(actor, i, &v.Membership)
	}
}

// takePart writes who takes part in the claim at a place, and as what.
func (p *finds) takePart(stmt *sql.Stmt, place int, c onrecord.AnyClaim) {
	for party := range onrecord.Parties(c) {
		for _, id := range *party.Actors {
			p.insert(stmt, "part in", string(c.Head().ID), string(id), string(party.Role), p.article, place)
		}
	}
}

// firstDay is the earliest day that a status has, zero if none has one.
func firstDay(statuses []onrecord.StatusView) (first ling.Date) {
	for _, s := range statuses {
		if !s.First.IsZero() && (first.IsZero() || s.First.Compare(first) < 0) {
			first = s.First
		}
	}
	return first
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// shown is what a list shows of an agreement's scope and statuses.
type shown struct {
	Scope    string        `json:"scope,omitempty"`
	Statuses []shownStatus `json:"statuses,omitempty"`
}

type shownStatus struct {
	By     []string         `json:"by,omitempty"`
	Says   string           `json:"says,omitempty"`
	SaysID onrecord.ActorID `json:"says_id,omitempty"`
	Text   string           `json:"text,omitempty"`
	First  string           `json:"first,omitempty"`
	Last   string           `json:"last,omitempty"`
}

func toShown(v *onrecord.AgreementView) shown {
	return shown{v.ScopeText, mapped(v.Statuses, func(s onrecord.StatusView) shownStatus {
		return shownStatus{s.ByNames, s.Says, s.SaysID, s.Text, s.First.String(), s.Last.String()}
	})}
}

func (s shownStatus) view() (v onrecord.StatusView, err error) {
	v = onrecord.StatusView{ByNames: s.By, Says: s.Says, SaysID: s.SaysID, Text: s.Text}
	if err = (day{&v.First}).Scan(s.First); err == nil {
		err = (day{&v.Last}).Scan(s.Last)
	}
	return v, err
}
