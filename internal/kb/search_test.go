package kb

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
)

// The guess of firstHash may be as wrong as it likes: what it finds is what
// halving finds, on hashes that lie evenly and on those that do not.
func TestFirstHash(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, draw := range map[string]func() uint64{
		"even":    random.Uint64,
		"low":     func() uint64 { return random.Uint64() >> 40 },
		"high":    func() uint64 { return ^(random.Uint64() >> 40) },
		"doubles": func() uint64 { return random.Uint64() >> 61 << 61 },
	} {
		for _, n := range []int{0, 1, 2, 17, 1000} {
			hashes := make([]uint64, n)
			for i := range hashes {
				hashes[i] = draw()
			}
			slices.Sort(hashes)
			var rows []byte
			for _, h := range hashes {
				row := binary.LittleEndian.AppendUint64(nil, h)
				rows = append(rows, append(row, make([]byte, nameSize-8)...)...)
			}
			for range 200 {
				h := draw()
				if n > 0 && random.IntN(2) == 0 {
					h = hashes[random.IntN(n)]
				}
				want := sort.Search(n, func(i int) bool { return hashes[i] >= h })
				if got := firstHash(string(rows), h); got != want {
					t.Fatalf("%s, %d names: firstHash(%x) = %d, want %d", name, n, h, got, want)
				}
			}
		}
	}
}
