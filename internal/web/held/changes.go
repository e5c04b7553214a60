package held

import "time"

// change is what somebody changes.
type change struct {
	under int       // how many changes are under way
	ended int64     // when the last one ended, by the count
	at    time.Time // the same
}

// mostChanges is of how many people's changes are remembered that no longer matter.
const mostChanges = 1000

// changing begins a change of somebody, and gives what ends it.
func (a *Answers) changing(who string) (end func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.changes[who]
	if c == nil {
		c = &change{}
		a.changes[who] = c
	}
	c.under++
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.count++
		c.under, c.ended, c.at = c.under-1, a.count, a.now()
		a.forget()
	}
}

// forget lets those changes go that all answers which may still be given have.
func (a *Answers) forget() {
	if len(a.changes) < mostChanges {
		return
	}
	for who, c := range a.changes {
		if c.under == 0 && a.now().Sub(c.at) > life+longest {
			delete(a.changes, who)
		}
	}
}

// changedBy is since when somebody must see answers that are begun, by the count.
// While they are changing something, none but their own will do.
func (a *Answers) changedBy(who string) (since int64, alone bool) {
	c := a.changes[who]
	if c == nil {
		return 0, false
	}
	return c.ended, c.under > 0
}
