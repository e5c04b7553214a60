package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/kb"
)

// known is the knowledge base that the flag names, else the program's own.
func (f *kbFlag) known() (*kb.Base, error) {
	if f.KB == "" {
		return kb.Builtin()
	}
	base, _, err := openPack(f.KB)
	if err != nil {
		return nil, usageError{fmt.Errorf("--kb: %w", err)}
	}
	return base, nil
}

// kbFindCmd looks a name up.
type kbFindCmd struct {
	kbFlag
	Limit  int      `default:"20" placeholder:"N" help:"At most so many (${default}); 0 for all."`
	Format string   `enum:"table,jsonl,json,csv,markdown" default:"table" placeholder:"FORMAT" help:"${enum}."`
	Name   []string `arg:"" help:"A name, in any of its forms, or a part of one."`
}

// Help is shown by kb find --help.
func (kbFindCmd) Help() string {
	return `Finds whom a name may mean: those it is a name of, surest first, then those whose name is
spelled or sounds like it, then those in whose name the words stand.

Examples:
  onrecord kb find Lavrov
  onrecord kb find --format csv "foreign ministry"
  onrecord kb find Shoukri                        spelled Shoukry elsewhere`
}

// Run looks it up.
func (c *kbFindCmd) Run(env *environment) error {
	base, err := c.known()
	if err != nil {
		return err
	}
	if c.Limit < 0 {
		return usageError{errors.New("--limit: must not be negative")}
	}
	found := findActors(base, strings.Join(c.Name, " "))
	if c.Limit > 0 && len(found) > c.Limit {
		found = found[:c.Limit]
	}
	_, err = export.WriteKnown(env.Stdout, export.Layout{Format: export.Format(c.Format), Width: env.Terminal.Width}, knownRows(base, slices.Values(found)))
	return written(err)
}

// findActors are the actors that a name may mean, each once.
func findActors(base *kb.Base, name string) []kb.Ref {
	var out []kb.Ref
	listed := map[kb.Ref]bool{}
	add := func(refs []kb.Ref) {
		for _, r := range refs {
			if !listed[r] {
				listed[r] = true
				out = append(out, r)
			}
		}
	}
	for _, names := range [][]kb.Name{base.Names(nil, name), base.Spelled(nil, name), base.Sounding(nil, name)} {
		slices.SortStableFunc(names, func(a, b kb.Name) int {
			return cmp.Or(cmp.Compare(a.Sense, b.Sense), cmp.Compare(base.Actor(b.Ref).Prominence, base.Actor(a.Ref).Prominence))
		})
		var refs []kb.Ref
		for _, n := range names {
			refs = append(refs, n.Ref)
		}
		add(refs)
	}
	var within []kb.Ref
	words := " " + kb.Fold(name)
	for r := range kb.Ref(base.Len()) {
		if strings.Contains(" "+kb.Fold(base.Actor(r).Name), words) {
			within = append(within, r)
		}
	}
	byProminence(base, within)
	add(within)
	return out
}

// byProminence puts those first who are known best.
func byProminence(base *kb.Base, refs []kb.Ref) {
	slices.SortStableFunc(refs, func(a, b kb.Ref) int {
		return cmp.Compare(base.Actor(b).Prominence, base.Actor(a).Prominence)
	})
}

// knownRows are actors as a list shows them.
func knownRows(base *kb.Base, refs iter.Seq[kb.Ref]) iter.Seq2[export.Known, error] {
	return func(yield func(export.Known, error) bool) {
		for r := range refs {
			if !yield(knownActor(base, r), nil) {
				return
			}
		}
	}
}

// knownActor is an actor with its country and its terms of office.
func knownActor(base *kb.Base, r kb.Ref) export.Known {
	a := base.Actor(r)
	out := export.Known{ID: a.ID, Name: a.Name, Type: string(a.Type), CAMEO: a.Codes["cameo"], ISO3: a.Codes["iso3"], Born: a.Born, Died: a.Died, Terms: []export.Term{}}
	if a.Country != kb.NoRef && a.Country != r {
		out.Country = base.Actor(a.Country).Name
	}
	for _, t := range base.Terms(nil, r) {
		term := export.Term{Office: t.Title, Start: t.Start.String(), End: t.End.String(), AsOf: t.AsOf.String(), Acting: t.Acting}
		if term.Office == "" {
			term.Office = base.OfficeName(t.Office)
		}
		if t.Scope != kb.NoRef {
			term.Of = base.Actor(t.Scope).Name
		}
		out.Terms = append(out.Terms, term)
	}
	return out
}

// kbShowCmd shows one actor.
type kbShowCmd struct {
	kbFlag
	Format string `enum:"table,json" default:"table" placeholder:"FORMAT" help:"table, for people, or json."`
	ID     string `arg:"" help:"The actor's id: Q58217, x: and a name, or one of your own list."`
}

// Help is shown by kb show --help.
func (kbShowCmd) Help() string {
	return `Shows what the knowledge base knows of one actor: names, codes, terms of office.

Examples:
  onrecord kb show Q58217
  onrecord kb show --kb onrecord.kb x:lakeside-league`
}

// Run shows it.
func (c *kbShowCmd) Run(env *environment) error {
	base, err := c.known()
	if err != nil {
		return err
	}
	r, ok := base.Find(onrecord.ActorID(c.ID))
	if !ok { // by the id that a list of one's own gives
		r, ok = base.Find(onrecord.ActorID("x:" + c.ID))
	}
	if !ok {
		return onrecord.Errorf(onrecord.NotFound, "the knowledge base has no %s; \"onrecord kb find\" looks names up", c.ID)
	}
	return written(export.WriteKnownActor(env.Stdout, knownActor(base, r), export.Format(c.Format) == export.JSON))
}

// kbListCmd lists the actors.
type kbListCmd struct {
	kbFlag
	Type    string `enum:",person,organization,country,group,place" default:"" placeholder:"TYPE" help:"person, organization, country, group or place."`
	Country string `placeholder:"CODE" help:"Only those of a state, by its ISO 3166 code: RUS."`
	Own     bool   `help:"Only what your own lists added to the program's own."`
	Limit   int    `placeholder:"N" help:"At most so many."`
	Format  string `enum:"table,jsonl,json,csv,markdown" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// Help is shown by kb list --help.
func (kbListCmd) Help() string {
	return `Lists the actors of the knowledge base, those known best first.

Examples:
  onrecord kb list --type group --country SYR
  onrecord kb list --kb onrecord.kb --own --format csv`
}

// Run lists them.
func (c *kbListCmd) Run(env *environment) error {
	if c.Limit < 0 {
		return usageError{errors.New("--limit: must not be negative")}
	}
	base, err := c.known()
	if err != nil {
		return err
	}
	builtin, err := kb.Builtin()
	if err != nil {
		return err
	}
	old := map[onrecord.ActorID]bool{}
	for r := range kb.Ref(builtin.Len()) {
		old[builtin.ID(r)] = c.Own
	}
	var refs []kb.Ref
	for r := range kb.Ref(base.Len()) {
		if (c.Type == "" || string(base.Type(r)) == c.Type) && (c.Country == "" || strings.EqualFold(base.ISO3(r), c.Country)) && !old[base.ID(r)] {
			refs = append(refs, r)
		}
	}
	byProminence(base, refs)
	if c.Limit > 0 && len(refs) > c.Limit {
		refs = refs[:c.Limit]
	}
	_, err = export.WriteKnown(env.Stdout, export.Layout{Format: export.Format(c.Format), Width: env.Terminal.Width}, knownRows(base, slices.Values(refs)))
	return written(err)
}
