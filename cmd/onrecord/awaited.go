package main

import (
	"context"
	"io"
)

// awaited is standard input, whose reads end when ctx does: a signal must not
// wait until somebody types a line or a pipe is closed.
type awaited struct {
	ctx  context.Context
	in   io.Reader
	pipe *io.PipeReader // once something was read
}

// Read implements io.Reader.
func (a *awaited) Read(p []byte) (int, error) {
	if a.pipe == nil {
		var w *io.PipeWriter
		a.pipe, w = io.Pipe()
		// What waits for input cannot be ended; it is left behind, and ends with the program.
		go func() {
			_, err := io.Copy(w, a.in)
			w.CloseWithError(err)
		}()
		context.AfterFunc(a.ctx, func() { w.CloseWithError(a.ctx.Err()) })
	}
	return a.pipe.Read(p)
}
