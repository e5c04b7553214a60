package picture

import (
	"testing"
	"time"
)

// Whatever days a scale is over, the words of its axis stand clear of each other on
// a telephone, and there are some.
func TestWordsOfAnAxisStandApart(t *testing.T) {
	begin := time.Date(2016, 2, 22, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{2, 5, 8, 9, 15, 30, 31, 45, 80, 100, 200, 365, 400, 700, 1500, 4000, 40000} {
		for shift := range 12 {
			s := scale{begin.AddDate(0, shift, 0), begin.AddDate(0, shift, days)}
			all := s.ticks()
			if len(all) == 0 || len(all) > most || !apart(all) {
				t.Errorf("%d days from %s: %+v", days, s.first.Format(time.DateOnly), all)
			}
		}
	}
	if apart([]tick{{0.025, "22 Feb 2016"}, {0.15, "24 Feb"}}) || !apart([]tick{{0.025, "22 Feb 2016"}, {0.4, "24 Feb"}, {0.975, "1 Mar"}}) {
		t.Error("words upon each other are apart, or such as are not")
	}
}
