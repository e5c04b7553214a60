//go:build !amd64

package linear

const hasFast = false

func sumAVX2(rows *int8, shift uint, features *uint64, n int, sum *[breadth]int16) {
	panic("linear: instructions of another processor")
}
