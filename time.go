package onrecord

import "onrecord/ling"

// Time is a ling.TimeExpr with its id.
type Time struct {
	ID string
	ling.TimeExpr
}
