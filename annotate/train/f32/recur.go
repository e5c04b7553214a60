package f32

// Recurrence points to what one step of a layer of simple recurrent units of
// width n reads and writes. The assembly reads the fields by their order.
type Recurrence struct {
	U       *float32 // candidate, forget and reset inputs: 3n
	High    *float32 // what passes by
	Before  *float32 // the state before
	Weights *float32 // of the state: forget, reset; their biases: 4n
	After   *float32 // the state after
	Forget  *float32 // the gate and its derivative: 2n
	Reset   *float32 // the gate and its derivative: 2n
	Out     *float32
}

// BackRecurrence points to the same step's values and to its gradients.
type BackRecurrence struct {
	U, High, Before, Weights, After, Forget, Reset *float32
	DOut                                           *float32
	Carry                                          *float32 // gradient of the state, from later steps and for earlier ones
	DU                                             *float32 // 3n, written
	DHigh                                          *float32 // added to
	DWeights                                       *float32 // 4n, added to
}

// HasRecur reports whether Recur and BackRecur serve for width n on this machine.
func HasRecur(n int) bool { return fast() && n%16 == 0 }

// Recur takes one step forwards.
func Recur(n int, p *Recurrence) { recur16(n, p) }

// BackRecur takes one step backwards.
func BackRecur(n int, p *BackRecurrence) { back16(n, p) }
