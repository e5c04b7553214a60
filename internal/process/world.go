package process

import (
	"onrecord/internal/world"
	"onrecord/internal/world/dispute"
	"onrecord/internal/world/incident"
	"onrecord/internal/world/inconsistency"
	"onrecord/internal/world/ledger"
	"onrecord/internal/world/naming"
	"onrecord/internal/world/position"
	"onrecord/internal/world/story"
	"onrecord/internal/world/thread"
)

// WorldTypes are all types of rows that come of many articles, those that
// others stand upon first. A store is opened with them.
func WorldTypes() []world.Type {
	return []world.Type{story.New(), thread.Type{}, naming.Type{}, inconsistency.Type{}, incident.Type{}, ledger.Breaches{}, ledger.Homes{}, ledger.Strays{}, ledger.Type{}, dispute.Type{}, position.Type{}}
}
