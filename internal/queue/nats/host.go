package nats

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// host is the server of a directory. The first process that comes has it in
// itself; others find it by a file in the directory. When that process ends,
// whoever needs it next takes its place: dialing is all that has to be done.
type host struct {
	dir string

	mu     sync.Mutex
	closed bool
	lock   *os.File // held while the server is ours
	server *server.Server
	at     whereabouts
}

// whereabouts is what the file in the directory says.
type whereabouts struct {
	Address string `json:"address"`
	Token   string `json:"token"`
}

// The files in a directory, beside those of the server.
const (
	lockFile  = "lock"
	whereFile = "server.json"
)

// errStarting is a server that somebody is about to start, or has just ended.
var errStarting = errors.New("nobody answers yet")

// newHost makes the directory, if there is none.
func newHost(dir string) (*host, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the directory: %w", err)
	}
	return &host{dir: path}, nil
}

// Dial implements nats.CustomDialer: it connects to the server of the directory,
// and starts it if nobody has.
func (h *host) Dial(network, _ string) (net.Conn, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, net.ErrClosed
	}
	if err := h.find(); err != nil {
		return nil, err
	}
	return (&net.Dialer{Timeout: 2 * time.Second}).Dial(network, h.at.Address)
}

// token is what the server wants to hear. The client asks for it once it has dialed.
func (h *host) token() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at.Token
}

// find finds the server, or starts it.
func (h *host) find() error {
	if h.server != nil {
		return nil
	}
	lock, err := os.OpenFile(filepath.Join(h.dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	ours, err := tryLock(lock)
	if err != nil {
		lock.Close()
		return fmt.Errorf("lock %s: %w", lock.Name(), err)
	}
	if ours {
		if err := h.start(); err != nil {
			lock.Close()
			return err
		}
		h.lock = lock
		return nil
	}
	lock.Close()
	b, err := os.ReadFile(filepath.Join(h.dir, whereFile))
	if err == nil {
		err = json.Unmarshal(b, &h.at)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errStarting, err)
	}
	return nil
}

// start starts the server.
func (h *host) start() error {
	where := filepath.Join(h.dir, whereFile)
	if err := os.Remove(where); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	at := whereabouts{Token: rand.Text()}
	s, err := server.NewServer(&server.Options{
		ServerName: "onrecord", Host: "127.0.0.1", Port: server.RANDOM_PORT, Authorization: at.Token,
		JetStream: true, StoreDir: h.dir, NoSigs: true, NoLog: true,
		SyncAlways: true, // what was put survives a power failure, as what is stored does
	})
	if err != nil {
		return fmt.Errorf("make the server: %w", err)
	}
	go s.Start()
	if !s.ReadyForConnections(20 * time.Second) {
		s.Shutdown()
		return fmt.Errorf("the server of %s did not start", h.dir)
	}
	if !s.JetStreamEnabled() {
		s.Shutdown()
		return fmt.Errorf("the server of %s could not open its files", h.dir)
	}
	at.Address = s.Addr().String()
	if err := writeWhere(where, at); err != nil {
		s.Shutdown()
		return err
	}
	h.server, h.at = s, at
	return nil
}

// writeWhere writes the file whole or not at all.
func writeWhere(path string, at whereabouts) error {
	b, err := json.Marshal(at)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// close ends the server, if it is ours, and lets others have it.
func (h *host) close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	if h.server == nil {
		return nil
	}
	err := os.Remove(filepath.Join(h.dir, whereFile))
	h.server.Shutdown()
	h.server.WaitForShutdown()
	h.server = nil
	return errors.Join(err, h.lock.Close())
}
