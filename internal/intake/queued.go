package intake

import (
	"context"
	"slices"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
)

// Waiting is the outcome of a page whose article waits to be read by others.
const Waiting Outcome = "waiting"

// followEvery is how often a desk looks what became of what it left to others.
const followEvery = time.Second

// Through has jobs read by those who take from a queue: the desk reads pages into
// articles, and tells what becomes of them. What is read at once (Read) is not
// left to others.
func (d *Desk) Through(q queue.Queue) { d.through = q }

// Leaves reports whether others read what is brought.
func (d *Desk) Leaves() bool { return d.through != nil }

// Leave puts the articles of a source into the queue at once, and is the job that
// tells what becomes of them. An error is about the source as a whole, or the queue.
func (d *Desk) Leave(ctx context.Context, by string, s Source) (Job, error) {
	now := time.Now().UTC()
	job := &Job{By: by, Name: s.name(), Asked: now, Began: now}
	d.set(func() { d.enlist(job) })
	err := d.put(ctx, job, s)
	d.did(job, err)
	if err != nil {
		return Job{}, err
	}
	return d.Job(job.ID)
}

// left is an article that was left to others.
type left struct {
	job  *Job
	line int // of the job, -1 where there was no room for it
	id   onrecord.ArticleID
	key  string // of the job in the queue
	hash string // of its text
}

// put puts the articles of a source into the queue, one by one: what comes slowly
// is on its way meanwhile.
func (d *Desk) put(ctx context.Context, job *Job, s Source) error {
	if err := d.check(s); err != nil {
		return err
	}
	for result := range process.Articles(ctx, d.pages(ctx, s), 1) {
		if result.Err != nil {
			refuse(job, result, d.set)
		} else if err := d.leave(ctx, job, result, d.set); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// follow looks what became of what was left to others, until ctx ends.
func (d *Desk) follow(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var all []left
		d.set(func() { all = slices.Clone(d.left) })
		if len(all) > 0 {
			d.look(ctx, all)
		}
	}
}

// look looks what became of articles. A store or a queue that does not answer is
// asked the next time.
func (d *Desk) look(ctx context.Context, all []left) {
	status, err := d.through.Status(ctx)
	if err != nil {
		return
	}
	dead := map[string]string{}
	for letter, err := range d.through.Dead(ctx) {
		if err != nil {
			return
		}
		dead[letter.ID] = letter.Reason
	}
	for _, l := range all {
		r, err := d.store.Record(ctx, l.id)
		reason, given := dead[l.key]
		var line Line
		switch {
		case err == nil && r.TextHash() == l.hash:
			line = lineOf(l.id, &r)
			line.Outcome = Stored
		case given:
			line = Line{Outcome: Refused, Why: reason}
		case status.Waiting+status.Held == 0: // a newer text of it stands there
			line = Line{Article: l.id, Outcome: Known}
		default:
			continue
		}
		d.set(func() { d.became(l, line) })
	}
}

// became notes what became of an article, in place of its waiting.
func (d *Desk) became(l left, line Line) {
	l.job.Waiting--
	l.job.count(line.Outcome)
	if l.line >= 0 {
		was := l.job.Lines[l.line]
		line.Name = was.Name
		if line.Title == "" {
			line.Title = was.Title
		}
		l.job.Lines[l.line] = line
	}
	d.left = slices.DeleteFunc(d.left, func(o left) bool { return o.key == l.key && o.job == l.job })
	if l.job.Waiting == 0 && l.job.put {
		l.job.Ended = time.Now().UTC()
	}
}
