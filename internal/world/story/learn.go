package story

import "onrecord/internal/world/weights"

// Example is an article that a model is learnt from.
type Example struct{ profile profile }

// NewExample is the text of an article of a day, "" for an unknown one.
func NewExample(text, day string) *Example {
	p := look(text, weights.English())
	p.day = dayNumber(day)
	return &Example{p}
}

// With is what two examples have in common: the features, in the order of
// Model.Weights.
func (e *Example) With(f *Example) []float64 {
	x := compare(&e.profile, &f.profile)
	return x[:]
}
