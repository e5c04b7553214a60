// Package queue is work that waits: articles whose pages were read, and whose
// words are yet to be.
//
// The nouns: a Job is one article to be read; who puts it into a Queue knows
// that it is kept once Put returns. A worker takes it: it is Held until it is
// Done, goes Back, or is given up and becomes a Letter among the dead ones,
// with the reason. A worker that dies holds nothing after a while, and its jobs
// are given out again; so a job may be done twice, and whoever does it must bear
// that, as stores do.
//
// Jobs of one article, which are its texts in the order in which they were put,
// are given out one after the other, each once the one before it is done. All
// others are given out in any order, to any number of workers.
package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"time"

	"onrecord"
)

// Job is an article that is to be read.
type Job struct {
	Article onrecord.Article
	// Again says that it is to be read though the store has it.
	Again bool
}

// ID is equal for jobs that are the same: the article is, as its page gives it,
// and what is to be done with it.
func (j *Job) ID() string {
	id := j.Article.Fingerprint()
	if j.Again {
		id += "-again"
	}
	return Of(j.Article.ID) + "." + id
}

// Of is what the ids of all jobs of an article begin with.
func Of(id onrecord.ArticleID) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:8])
}

// Queue keeps jobs. An implementation passes the suite of package queuetest. It
// is safe for concurrent use.
type Queue interface {
	// Put has jobs done and tells of each whether it was not waiting already. What
	// Put has returned without error is kept, whatever is killed then.
	Put(ctx context.Context, jobs ...Job) (fresh []bool, err error)
	// Take gives out at most n jobs, one at least unless none comes in that time.
	// What waits there and is no job goes to the dead letters.
	Take(ctx context.Context, n int, wait time.Duration) ([]Held, error)
	// Grace is how long who holds a job may be silent.
	Grace() time.Duration
	// Status is how much there is to do.
	Status(ctx context.Context) (Status, error)
	Letters
	Memory
	// Close gives back what is held.
	Close() error
}

// Held is a job that was given out.
type Held interface {
	Job() *Job
	// Given is how often it was given out, from 1.
	Given() int
	// Working says that somebody is still at it: before Grace is over since it was
	// given out, or since the last time.
	Working() error
	// Try counts that reading it begins, before it does, and tells how often it has
	// begun. Only of what was given out often need that be known.
	Try(ctx context.Context) (int, error)
	// Survived forgets the tries: reading it came to its end, and whoever dies now
	// does not die of that.
	Survived(ctx context.Context) error
	// Done ends the job. What came of it is stored.
	Done(ctx context.Context) error
	// Back has it given out again, not before that time has gone by.
	Back(ctx context.Context, after time.Duration) error
	// Bury ends the job without its having been done, and keeps it as a Letter.
	Bury(ctx context.Context, reason string) error
}

// Letters are the dead letters: jobs that nobody could do.
type Letters interface {
	// Dead are the letters, in the order in which they were given up.
	Dead(ctx context.Context) iter.Seq2[Letter, error]
	// Retry makes jobs of letters again and tells of how many; of all without ids.
	// An id is that of a Letter, or of an article.
	Retry(ctx context.Context, ids ...string) (int, error)
	// Drop takes letters away, as Retry does.
	Drop(ctx context.Context, ids ...string) (int, error)
}

// Memory is what a queue remembers for those who put: how far they have read what
// they put the articles of.
type Memory interface {
	// State is the value of a key of a room, nil if it has none.
	State(ctx context.Context, room, key string) ([]byte, error)
	// PutState sets a value; nil takes it away.
	PutState(ctx context.Context, room, key string, value []byte) error
}

// Letter is a job that was given up.
type Letter struct {
	ID      string // of the job; of what was none, made of its bytes
	Article onrecord.ArticleID
	Title   string
	Reason  string
	Given   int // how often it was given out
	At      time.Time
}

// Status is how much there is to do.
type Status struct {
	Waiting int // jobs that nobody holds
	Held    int
	Dead    int
	Bytes   int64     // of all of these
	Oldest  time.Time // when the first of them that are to do was put, zero if there is none
}
