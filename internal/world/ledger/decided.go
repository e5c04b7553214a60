package ledger

import "onrecord/internal/world"

var _ world.Decidable = Type{}

// facts are those that an agreement was read from.
func (a *agreement) facts() []world.Fact {
	out := make([]world.Fact, len(a.tolds))
	for i, t := range a.tolds {
		out[i] = t.fact
	}
	return out
}

// Member implements world.Decidable.
func (Type) Member(f world.Fact) (string, error) {
	t, err := readTold(f)
	if err != nil {
		return "", err
	}
	return t.id(), nil
}

// Compose implements world.Decidable.
func (Type) Compose(facts []world.Fact) (world.Row, error) {
	a := &agreement{}
	for _, f := range facts {
		t, err := readTold(f)
		if err != nil {
			return world.Row{}, err
		}
		a.add(t)
	}
	return a.row()
}
