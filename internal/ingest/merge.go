package ingest

import (
	"iter"
	"sync"
)

// Merge yields what several streams yield, n of them read at once. The order
// within each stream is kept. When the one who reads stops, so do the streams.
func Merge(n int, streams ...iter.Seq2[Raw, error]) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		type page struct {
			raw Raw
			err error
		}
		pages := make(chan page)
		stop := make(chan struct{})
		var all sync.WaitGroup
		defer all.Wait()
		defer close(stop)
		next := make(chan iter.Seq2[Raw, error], len(streams))
		for _, s := range streams {
			next <- s
		}
		close(next)
		for range max(1, min(n, len(streams))) {
			all.Go(func() {
				for stream := range next {
					for raw, err := range stream {
						select {
						case pages <- page{raw, err}:
						case <-stop:
							return
						}
					}
				}
			})
		}
		go func() { all.Wait(); close(pages) }()
		for p := range pages {
			if !yield(p.raw, p.err) {
				return
			}
		}
	}
}
