// Package wiretest is a network between a program and a server, for tests that cut
// it or have it swallow what is sent.
package wiretest

import (
	"context"
	"net"
	"sync"
	"testing"
)

// Wire is a network between programs and a server.
type Wire struct {
	network, to string
	port        net.Listener

	mu        sync.Mutex
	broken    bool           // nobody is let through
	swallowed bool           // what is sent by whoever comes now arrives nowhere
	open      map[*ends]bool // those that are let through
}

// ends are those of a connection.
type ends struct {
	near, far net.Conn
	swallowed bool
}

// New is a network to the server at an address, to the end of a test.
func New(t testing.TB, network, to string) *Wire {
	t.Helper()
	port, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &Wire{network: network, to: to, port: port, open: map[*ends]bool{}}
	t.Cleanup(func() { _ = port.Close(); w.Cut() })
	go func() {
		for {
			near, err := port.Accept()
			if err != nil {
				return
			}
			go w.pass(near)
		}
	}()
	return w
}

// Address is where the server is to be found by way of the network.
func (w *Wire) Address() string { return w.port.Addr().String() }

// pass connects somebody to the server.
func (w *Wire) pass(near net.Conn) {
	far, err := (&net.Dialer{}).DialContext(context.Background(), w.network, w.to)
	w.mu.Lock()
	if err != nil || w.broken {
		w.mu.Unlock()
		_ = near.Close()
		if err == nil {
			_ = far.Close()
		}
		return
	}
	e := &ends{near: near, far: far, swallowed: w.swallowed}
	w.open[e] = true
	w.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { w.carry(e, far, near) })
	both.Go(func() { w.carry(e, near, far) })
	both.Wait()
}

// carry takes what comes from one end to the other. Of what is swallowed the other
// end hears nothing, not even that it has ended.
func (w *Wire) carry(e *ends, to, from net.Conn) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		w.mu.Lock()
		swallowed := e.swallowed
		w.mu.Unlock()
		switch {
		case swallowed && err != nil:
			return
		case swallowed:
			continue
		}
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			_ = from.Close()
			_ = to.Close()
			return
		}
	}
}

// Cut ends all connections, and lets nobody through.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken = true
	for e := range w.open {
		_ = e.near.Close()
		_ = e.far.Close()
	}
	clear(w.open)
}

// Swallow has nothing arrive any more that is sent on the connections there are,
// whatever becomes of the network, and on those that come until it is mended. None
// of them ends.
func (w *Wire) Swallow() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.swallowed = true
	for e := range w.open {
		e.swallowed = true
	}
}

// Mend lets everybody through who comes now.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken, w.swallowed = false, false
}
