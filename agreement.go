package onrecord

import (
	"iter"
	"slices"
)

// AgreementType is what sort of thing was agreed, declared or proposed.
type AgreementType string

// The types of agreements.
const (
	Ceasefire          AgreementType = "ceasefire"
	PeaceTalks         AgreementType = "peace talks" // talks as an instrument, with statuses of their own
	PeaceAgreement     AgreementType = "peace agreement"
	Cooperation        AgreementType = "cooperation"
	PrisonerExchange   AgreementType = "prisoner exchange"
	HumanitarianAccess AgreementType = "humanitarian access"
	Monitoring         AgreementType = "monitoring"
)

// AgreementTypes are all types, in the order of docs/record.schema.json.
var AgreementTypes = [...]AgreementType{Ceasefire, PeaceTalks, PeaceAgreement, Cooperation, PrisonerExchange, HumanitarianAccess, Monitoring}

// AgreementStatus is how far an agreement has come.
type AgreementStatus string

// The statuses of agreements.
const (
	Proposed         AgreementStatus = "proposed"
	Negotiated       AgreementStatus = "negotiated"
	Agreed           AgreementStatus = "agreed"
	Signed           AgreementStatus = "signed"
	Declared         AgreementStatus = "declared" // by one side
	Approved         AgreementStatus = "approved" // by one body
	Rejected         AgreementStatus = "rejected"
	InForce          AgreementStatus = "in force"
	Holding          AgreementStatus = "holding"
	Violated         AgreementStatus = "violated"
	Suspended        AgreementStatus = "suspended"
	Resumed          AgreementStatus = "resumed"
	Extended         AgreementStatus = "extended"
	Implemented      AgreementStatus = "implemented" // in part too
	Expired          AgreementStatus = "expired"
	Ended            AgreementStatus = "ended" // StatusAssertion.How says how
	NeverImplemented AgreementStatus = "never implemented"
)

// AgreementStatuses are all statuses, in the order of docs/record.schema.json.
var AgreementStatuses = [...]AgreementStatus{
	Proposed, Negotiated, Agreed, Signed, Declared, Approved, Rejected, InForce, Holding, Violated,
	Suspended, Resumed, Extended, Implemented, Expired, Ended, NeverImplemented,
}

// Stands is 1 for a status by which an agreement stands, -1 for one by which it
// does not, 0 for those that say nothing of it.
func (s AgreementStatus) Stands() int {
	switch s {
	case Agreed, Signed, Approved, InForce, Holding, Resumed, Extended, Implemented:
		return 1
	case Rejected, Violated, Suspended, Expired, Ended, NeverImplemented:
		return -1
	}
	return 0
}

// Ending is how an agreement ended, "" where it did not or where that is not told.
type Ending string

// The ways in which agreements end.
const (
	EndedByParty   Ending = "by a party"
	EndedCollapsed Ending = "collapsed"
	EndedReplaced  Ending = "replaced"
)

// Endings are all of them.
var Endings = [...]Ending{EndedByParty, EndedCollapsed, EndedReplaced}

// Told is in whose voice a status stands.
type Told string

// The voices.
const (
	ToldAct      Told = "act"       // the parties do it, though the outlet tells it
	ToldSaid     Told = "said"      // it is somebody's word only
	ToldOwnVoice Told = "own voice" // the outlet judges
)

// Tolds are all voices.
var Tolds = [...]Told{ToldAct, ToldSaid, ToldOwnVoice}

// StatusAssertion is somebody's word that an agreement had a status as of a day.
type StatusAssertion struct {
	Status AgreementStatus
	How    Ending
	When   When // it came to be so, by whoever's act
	// From and Until bound its effect: the day of effect is not that of signing.
	From, Until When
	By          []Party // whose act it was: a party declares, a side violates
	Told        Told
	// AccordingTo is the statement that says so, "" for the outlet's own voice.
	AccordingTo ClaimID
	Words       Part // that assert it
}

// Agreement is what parties agree, declare or propose to do or to stop, under
// all the names that one article gives it.
type Agreement struct {
	Claim
	Name     string
	Words    Part // the name where it stands
	Type     AgreementType
	Sides    []Party // who are parties to it
	Brokers  []Party
	Place    Party
	Monitors []Party
	Term     string // how long it is to hold, a TIMEX3 duration
	Scope    Part   // what or where it covers
	// Background is set where the article takes it for given and has no news of it.
	Background bool
	History    []StatusAssertion // in the order of the text
}

// The roles of an agreement's parts.
const (
	RoleName    Role = "spans"
	RoleSide    Role = "parties"
	RoleBroker  Role = "brokers"
	RolePlace   Role = "place"
	RoleMonitor Role = "monitors"
	RoleScope   Role = "scope"
	RoleBy      Role = "by"
	RoleStatus  Role = "history"
)

// ClaimType implements AnyClaim.
func (a *Agreement) ClaimType() ClaimType { return AgreementClaim }

// Parts implements AnyClaim.
func (a *Agreement) Parts() iter.Seq[PartRef] {
	return func(yield func(PartRef) bool) {
		ok := yield(a.Words.ref(RoleName)) && refs(RoleSide, a.Sides, yield) && refs(RoleBroker, a.Brokers, yield) &&
			yield(a.Place.ref(RolePlace)) && refs(RoleMonitor, a.Monitors, yield) && yield(a.Scope.ref(RoleScope))
		for i := range a.History {
			ok = ok && refs(RoleBy, a.History[i].By, yield) && yield(a.History[i].Words.ref(RoleStatus))
		}
	}
}

// clone is a copy whose parties can be given other actors.
func (a Agreement) clone() Agreement {
	a.Sides, a.Brokers, a.Monitors = slices.Clone(a.Sides), slices.Clone(a.Brokers), slices.Clone(a.Monitors)
	a.History = slices.Clone(a.History)
	for i := range a.History {
		a.History[i].By = slices.Clone(a.History[i].By)
	}
	return a
}
