package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/world"
)

// The commands that keep a store in order.

type infoCmd struct {
	storeFlag
	Format string `enum:"table,json" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// Help is shown by info --help.
func (infoCmd) Help() string {
	return `Tells what a store holds, how large it is, which versions of onrecord read its articles,
and whether anything that comes of many articles is yet to be made anew.

Examples:
  onrecord info
  onrecord info --store syria.db --format json`
}

// Run tells what there is.
func (c *infoCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	v, err := store.Inventory(ctx)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return written(json.NewEncoder(env.Stdout).Encode(newStock(v)))
	}
	for _, line := range stockLines(v) {
		if _, err := fmt.Fprintf(env.Stdout, "%-15s %s\n", line[0], export.Plain(line[1])); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	return nil
}

func stockLines(v onrecord.Inventory) [][2]string {
	n := func(n int) string { return fmt.Sprint(n) }
	per := ""
	if v.Articles > 0 {
		per = fmt.Sprintf(", %d an article", v.Bytes/int64(v.Articles))
	}
	lines := [][2]string{
		{"store", v.Path}, {"size", export.Plural(int(v.Bytes), "byte") + per}, {"schema", n(v.Schema)},
		{"articles", n(v.Articles)}, {"past texts", n(v.Past)}, {"statements", n(v.Statements)}, {"events", n(v.Events)},
		{"assertions", n(v.Agreements)}, {"memberships", n(v.Memberships)}, {"actors", n(v.Actors)}, {"decisions", n(v.Decisions)},
	}
	if !v.First.IsZero() {
		lines = append(lines, [2]string{"published", v.First.String() + " to " + v.Last.String()})
	}
	for _, t := range v.FoundBy {
		lines = append(lines, [2]string{"read by", t.Name + ": " + export.Plural(t.N, "article")})
	}
	for _, t := range v.World {
		if !world.Kind(t.Kind).Listed() {
			continue
		}
		line := fmt.Sprint(t.Rows)
		if t.Dirty > 0 {
			line += ", " + export.Plural(t.Dirty, "key") + " to be made anew"
		}
		lines = append(lines, [2]string{t.Kind, line})
	}
	return lines
}

// stock is an inventory as JSON.
type stock struct {
	Store       string         `json:"store"`
	Bytes       int64          `json:"bytes"`
	Schema      int            `json:"schema"`
	Articles    int            `json:"articles"`
	Past        int            `json:"past_texts"`
	Statements  int            `json:"statements"`
	Events      int            `json:"events"`
	Agreements  int            `json:"agreements"`
	Memberships int            `json:"memberships"`
	Actors      int            `json:"actors"`
	Decisions   int            `json:"decisions"`
	First       string         `json:"first"`
	Last        string         `json:"last"`
	ReadBy      map[string]int `json:"read_by"`
	Rows        map[string]int `json:"rows"`
	Dirty       map[string]int `json:"dirty"`
}

func newStock(v onrecord.Inventory) stock {
	s := stock{v.Path, v.Bytes, v.Schema, v.Articles, v.Past, v.Statements, v.Events, v.Agreements, v.Memberships, v.Actors, v.Decisions,
		v.First.String(), v.Last.String(), map[string]int{}, map[string]int{}, map[string]int{}}
	for _, t := range v.FoundBy {
		s.ReadBy[t.Name] = t.N
	}
	for _, t := range v.World {
		if !world.Kind(t.Kind).Listed() {
			continue
		}
		s.Rows[t.Kind], s.Dirty[t.Kind] = t.Rows, t.Dirty
	}
	return s
}

type versionsCmd struct {
	storeFlag
	Format string             `enum:"people,jsonl" default:"people" placeholder:"FORMAT" help:"${enum}."`
	ID     onrecord.ArticleID `arg:"" help:"The article's id."`
}

// Help is shown by versions --help.
func (versionsCmd) Help() string {
	return `Shows the texts that were seen under an article's id, oldest first, and what became of
its claims from each to the next: + came, − gone, ~ changed.

Examples:
  onrecord versions https://example.org/story
  onrecord versions https://example.org/story --format jsonl   with the texts themselves`
}

// aVersion is a version as JSON.
type aVersion struct {
	Version   int               `json:"version"`
	Title     string            `json:"title"`
	Published string            `json:"published"`
	Modified  string            `json:"modified"`
	FoundBy   string            `json:"found_by"`
	Text      string            `json:"text"`
	Claims    int               `json:"claims"`
	Changes   []onrecord.Change `json:"changes"`
}

// Run shows the versions.
func (c *versionsCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	all, err := store.Versions(ctx, c.ID)
	if err != nil {
		return err
	}
	for i := range all {
		r := &all[i]
		changes := []onrecord.Change{}
		if i > 0 && all[i-1].By != "" { // of texts that an older program kept it did not keep what it found
			changes = append(changes, onrecord.Compare(&all[i-1], r)...)
		}
		if c.Format == "jsonl" {
			err = json.NewEncoder(env.Stdout).Encode(aVersion{r.Version, r.Title, r.Published.Value, r.Modified, r.By, r.Text, r.CountClaims(), changes})
		} else {
			err = versionForPeople(env, r, i > 0, changes)
		}
		if err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	return nil
}

func versionForPeople(env *environment, r *onrecord.Record, compared bool, changes []onrecord.Change) error {
	line := fmt.Sprintf("version %d  %s  %s  (%s, %s)", r.Version, r.Published.Value, r.Title, export.Plural(len(r.Text), "byte"), export.Plural(r.CountClaims(), "claim"))
	if compared {
		line += ": " + export.CountChanges(changes)
	}
	if _, err := fmt.Fprintln(env.Stdout, export.Plain(line)); err != nil {
		return err
	}
	for _, change := range changes {
		if err := export.WriteChange(env.Stdout, "  ", change); err != nil {
			return err
		}
	}
	return nil
}

type removeCmd struct {
	storeFlag
	ID []onrecord.ArticleID `arg:"" help:"The articles' ids."`
}

// Help is shown by remove --help.
func (removeCmd) Help() string {
	return `Takes articles out of a store with all that is kept of them: their texts, past ones too,
what was found in them, and what they gave to counts, stories, incidents and agreements.
Decisions stay.

Examples:
  onrecord remove https://example.org/story
  onrecord articles --outlet test --format csv | cut -d, -f3 | xargs onrecord remove`
}

// Run removes.
func (c *removeCmd) Run(ctx context.Context, env *environment) (err error) {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	bad := badInputs{env: env}
	n := 0
	for _, id := range c.ID {
		removed, err := store.Remove(ctx, id)
		if err != nil {
			return err
		}
		if removed == 0 {
			bad.report(&onrecord.Error{Kind: onrecord.NotFound, Path: c.name(), Err: fmt.Errorf("no article %q", id)})
		}
		n += removed
	}
	if err := settle(ctx, store); err != nil {
		return err
	}
	if err := env.told("%s removed", export.Plural(n, "article")); err != nil {
		return err
	}
	return bad.end(ctx)
}

// told writes a line about what was done, unless nobody wants to hear it.
func (env *environment) told(format string, args ...any) error {
	if env.Quiet {
		return nil
	}
	if _, err := fmt.Fprintf(env.Stdout, format+"\n", args...); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

type backupCmd struct {
	storeFlag
	File string `arg:"" help:"The file to write; it must be a new one."`
}

// Help is shown by backup --help.
func (backupCmd) Help() string {
	return `Copies a store, as it is at one moment, to a new file. Others may read the store and
write to it meanwhile. The copy is a store itself, as small as it can be.

Examples:
  onrecord backup monday.db
  onrecord statements --store monday.db`
}

// Run copies.
func (c *backupCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	if err := store.Backup(ctx, c.File); err != nil {
		return err
	}
	return env.told("%s is a copy of %s", c.File, c.name())
}

type restoreCmd struct {
	storeFlag
	File string `arg:"" help:"The backup."`
}

// Help is shown by restore --help.
func (restoreCmd) Help() string {
	return `Puts what a backup holds in the place of all that a store holds; where there is no store
it makes one. Others may have the store open: they see the one or the other, never a mixture.
What the store held is gone, so back it up first.

Example:
  onrecord restore monday.db`
}

// Run puts a backup back.
func (c *restoreCmd) Run(ctx context.Context, env *environment) (err error) {
	if _, err := os.Stat(c.File); err != nil { // before a store is made for it
		return &onrecord.Error{Kind: onrecord.Invalid, Path: c.File, Err: cause(err)}
	}
	store, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if same, err := c.isFile(c.File); err != nil || same {
		return cmp.Or(err, error(usageError{fmt.Errorf("%s is the store itself, not a backup of it", c.File)}))
	}
	if err := store.Restore(ctx, c.File); err != nil {
		return err
	}
	return env.told("%s is as %s", c.name(), c.File)
}

// sameFile reports whether two names are of one file.
func sameFile(a, b string) (bool, error) {
	one, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other), err
}

type reindexCmd struct{ storeFlag }

// Help is shown by reindex --help.
func (reindexCmd) Help() string {
	return `Makes all indexes, counts, stories, incidents, agreements and disputes of a store anew from
the records it keeps. The articles are not read again ("onrecord rerun" does that).

Example:
  onrecord reindex --store syria.db`
}

// Run makes everything anew.
func (c *reindexCmd) Run(ctx context.Context, env *environment) (err error) {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	n, err := reindex(ctx, env, store)
	if err != nil {
		return err
	}
	return env.told("%s indexed", export.Plural(n, "article"))
}

func reindex(ctx context.Context, env *environment, store onrecord.Store) (n int, err error) {
	all, err := store.CountArticles(ctx, onrecord.Filter{})
	if err != nil {
		return 0, err
	}
	bar := newProgress(env)
	bar.totalArticles(all)
	err = store.Reindex(ctx, func() { n++; bar.add() })
	bar.clear()
	if err == nil {
		err = settle(ctx, store)
	}
	return n, err
}

type checkCmd struct {
	storeFlag
	Repair bool `help:"Make anew what can be made of the records that are kept."`
}

// Help is shown by check --help.
func (checkCmd) Help() string {
	return `Looks whether a store is whole: that the file is undamaged, every text is the one that was
stored, every span lies in its text, every id is somebody's, every citation says the words
that stand there, and indexes and counts agree with the records.

--repair makes indexes and counts anew. A record that is damaged itself cannot be made of
anything: restore a backup, or remove the article and add it again.

Examples:
  onrecord check
  onrecord check --store syria.db --repair

Exit status: 0 all is whole, or was made so; 1 it is not.`
}

// Run checks.
func (c *checkCmd) Run(ctx context.Context, env *environment) (err error) {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := settle(ctx, store); err != nil { // or what is yet to be made anew could not be looked at
		return err
	}
	faults, lost, n, err := c.inspect(ctx, env, store)
	if err != nil {
		return err
	}
	if faults > lost && c.Repair {
		if _, err := reindex(ctx, env, store); err != nil {
			return fmt.Errorf("repair: %w", err)
		}
		if faults, lost, n, err = c.inspect(ctx, env, store); err != nil {
			return err
		}
	}
	switch {
	case faults == 0:
		return env.told("%s, all whole", export.Plural(n, "article"))
	case c.Repair:
		return fmt.Errorf("%s could not be made good for", export.Plural(faults, "fault"))
	case lost == 0:
		return fmt.Errorf("%s; \"onrecord check --repair\" makes good for them", export.Plural(faults, "fault"))
	}
	return fmt.Errorf("%s, of which %d cannot be made good for", export.Plural(faults, "fault"), lost)
}

// inspect writes the faults of a store, and counts them.
func (c *checkCmd) inspect(ctx context.Context, env *environment, store onrecord.Store) (faults, lost, n int, err error) {
	bar := newProgress(env)
	defer bar.clear()
	if all, err := store.CountArticles(ctx, onrecord.Filter{}); err == nil { // else it is a fault that is told below
		bar.totalArticles(all)
	}
	for f, err := range store.Inspect(ctx, func() { n++; bar.add() }) {
		if err != nil {
			return 0, 0, 0, err
		}
		if faults++; f.Lost {
			lost++
		}
		line := f.What
		if f.Article != "" {
			line = string(f.Article) + ": " + line
		}
		bar.clear()
		if _, err := fmt.Fprintln(env.Stdout, export.Plain(line)); err != nil {
			return 0, 0, 0, fmt.Errorf("standard output: %w", err)
		}
	}
	return faults, lost, n, nil
}
