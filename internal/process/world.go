package process

import (
	"context"
	"time"

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
	return []world.Type{story.New(), thread.Type{}, naming.Type{}, inconsistency.Type{}, incident.Type{}, ledger.Breaches{}, ledger.Homes{}, ledger.Strays{}, ledger.Strays{Again: true}, ledger.Type{}, dispute.Type{}, position.Type{}}
}

// KeepSettled brings what comes of many articles up to date with a store until
// ctx ends, at once and then every so often, so that nobody who asks has to wait
// for it. failed hears what went wrong; it is tried again.
func KeepSettled(ctx context.Context, s world.Store, every time.Duration, failed func(error)) {
	for ctx.Err() == nil {
		if err := world.Settle(ctx, s, WorldTypes()); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}
