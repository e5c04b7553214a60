package onrecord

import "iter"

// MembershipStatus is how a member stands to its group.
type MembershipStatus string

// The statuses of memberships.
const (
	Belongs    MembershipStatus = "member"
	Joined     MembershipStatus = "joined"
	Left       MembershipStatus = "left"
	Invited    MembershipStatus = "invited"
	NotInvited MembershipStatus = "not invited"
	Refused    MembershipStatus = "refused" // it would not join, or was not let in
	Expelled   MembershipStatus = "expelled"
	NotMember  MembershipStatus = "not a member"
)

// MembershipStatuses are all statuses.
var MembershipStatuses = [...]MembershipStatus{Belongs, Joined, Left, Invited, NotInvited, Refused, Expelled, NotMember}

// Capacity is what a member is in its group.
type Capacity string

// The capacities of members.
const (
	AsMember      Capacity = "member"
	AsParticipant Capacity = "participant" // of talks, a meeting, an operation
	AsSponsor     Capacity = "sponsor"     // guarantors too
	AsSignatory   Capacity = "signatory"
	AsParty       Capacity = "party" // to a conflict or an agreement
	AsAlly        Capacity = "ally"
	AsPart        Capacity = "part" // offshoot, wing, front, branch
)

// Capacities are all of them.
var Capacities = [...]Capacity{AsMember, AsParticipant, AsSponsor, AsSignatory, AsParty, AsAlly, AsPart}

// Membership is somebody's belonging to a group, as one article tells it.
type Membership struct {
	Claim
	Group  Party
	Member Party
	As     Capacity
	Status MembershipStatus
	AsOf   When
	// AccordingTo is the statement that says so, "" for the outlet's own voice.
	AccordingTo ClaimID
	Words       Part // that tell it
}

// The roles of a membership's parts.
const (
	RoleGroup  Role = "group"
	RoleMember Role = "member"
	RoleWords  Role = "words"
)

// ClaimType implements AnyClaim.
func (m *Membership) ClaimType() ClaimType { return MembershipClaim }

// Parts implements AnyClaim.
func (m *Membership) Parts() iter.Seq[PartRef] {
	return func(yield func(PartRef) bool) {
		_ = yield(m.Group.ref(RoleGroup)) && yield(m.Member.ref(RoleMember)) && yield(m.Words.ref(RoleWords))
	}
}
