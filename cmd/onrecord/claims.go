package main

import (
	"context"
	"fmt"

	"onrecord"
	"onrecord/internal/export"
)

type eventsCmd struct {
	list
	Sort string `enum:"oldest,newest,outlet" default:"oldest" placeholder:"ORDER" help:"${enum}: by the day it happened, or by name."`
	Per  string `enum:",day,month,year,type,outlet,source,target,place" default:"" placeholder:"WHAT" help:"Count them by day, month, year, type, outlet, source, target or place; only what happened is counted."`
}

// Help is shown by events --help.
func (eventsCmd) Help() string {
	return `Lists the events of a store by the day they happened on, undated last: who did what to
whom, in PLOVER's words. What is planned, imagined, denied or failed, and what an article
only tells as long known, is left out unless --all or --status asks for it, and is never
counted by --per.

Examples:
  onrecord events --actor Turkey                    what Turkey did, and what was done to it
  onrecord events --source Q159 --type assault      assaults by Russia
  onrecord events --status planned --since 2017     what was planned
  onrecord events --per month --format csv          how many happened in each month
  onrecord events 'type:assault mode:aerial place:Aleppo'

Words must stand in the names of who took part or in what tells the event; since and until
bound the day it happened.`
}

// Run lists the events, or counts them.
func (c *eventsCmd) Run(ctx context.Context, env *environment) error {
	if c.Per != "" {
		return c.counts(ctx, env)
	}
	return c.run(ctx, env, "event", claimOrder[c.Sort], export.EventColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		return export.WriteEvents(env.Stdout, l, s.Events(ctx, f))
	})
}

// counts writes how many events have each value of what they are counted by.
func (c *eventsCmd) counts(ctx context.Context, env *environment) error {
	if c.Count {
		return usageError{fmt.Errorf("--count and --per: one of them")}
	}
	return c.run(ctx, env, "row", "", export.EventCountColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		counts, err := s.EventCounts(ctx, f, onrecord.EventKey(c.Per))
		if err != nil {
			return 0, err
		}
		return export.WriteEventCounts(env.Stdout, l, c.Per, counts)
	})
}

type assertionsCmd struct {
	list
	Sort string `enum:"oldest,newest,outlet" default:"oldest" placeholder:"ORDER" help:"${enum}: by the first day told of it, or by name."`
}

// Help is shown by assertions --help.
func (assertionsCmd) Help() string {
	return `Lists what single articles tell of agreements: a row for each that an article tells of, with
what is said of its state: since when, by whose act, according to whom. Agreements that are
only told of as long known are left out unless --all asks for them. What all articles
together tell of one is listed by "onrecord agreements".

Examples:
  onrecord assertions --type ceasefire              what became of ceasefires
  onrecord assertions --status violated --told said somebody's word that one was violated
  onrecord assertions --party Turkey --since 2016   with Turkey as a party

One status must have all that is asked of statuses; since and until bound the day it came
to be so.`
}

// Run lists the agreements.
func (c *assertionsCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "agreement", claimOrder[c.Sort], export.AgreementColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		return export.WriteAgreements(env.Stdout, l, s.Agreements(ctx, f))
	})
}

type membershipsCmd struct {
	list
	Sort string `enum:"oldest,newest,outlet" default:"oldest" placeholder:"ORDER" help:"${enum}: by the day as of which it is told, or by name."`
}

// Help is shown by memberships --help.
func (membershipsCmd) Help() string {
	return `Lists who belongs to which group, coalition, talks or agreement, and who left, was invited,
refused or expelled, by the day as of which it is told, undated last.

Examples:
  onrecord memberships --group coalition            who is in a coalition
  onrecord memberships --member Turkey              to what Turkey belongs
  onrecord memberships --status "not invited"       who was left out`
}

// Run lists the memberships.
func (c *membershipsCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "membership", claimOrder[c.Sort], export.MembershipColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		return export.WriteMemberships(env.Stdout, l, s.Memberships(ctx, f))
	})
}

// claimOrder are the orders by the names that --sort has for them.
var claimOrder = map[string]onrecord.Sort{"oldest": onrecord.ByDay, "newest": onrecord.ByDayDown, "outlet": onrecord.ByOutlet}
