package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"golang.org/x/sys/unix"

	"onrecord/internal/store/postgrestest"
	"onrecord/internal/store/wiretest"
)

// standalone is a queue server that is nobody's own.
func standalone(t *testing.T) (address string) {
	t.Helper()
	s, err := server.NewServer(&server.Options{ServerName: "apart", Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatal("the server did not start")
	}
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	return s.Addr().String()
}

// background is the program at work, and what it writes.
type background struct {
	cmd      *exec.Cmd
	mu       sync.Mutex
	out, err bytes.Buffer
}

type locked struct {
	mu *sync.Mutex
	to *bytes.Buffer
}

func (l locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(b)
}

func begin(t *testing.T, args ...string) *background {
	t.Helper()
	b := &background{cmd: exec.Command(args[0], args[1:]...)}
	b.cmd.Stdout, b.cmd.Stderr = locked{&b.mu, &b.out}, locked{&b.mu, &b.err}
	if err := b.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.cmd.Process.Kill() })
	return b
}

// said is what it has written so far.
func (b *background) said() (out, err string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.out.String(), b.err.String()
}

// until waits for something.
func until(t *testing.T, what string, b *background, is func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			out, err := b.said()
			t.Fatalf("%s did not come:\n%s\n%s", what, out, err)
		}
	}
}

// A network that is cut between those who put, those who read and the queue costs
// time alone: each says that nobody answers, goes on when somebody does, and all
// is stored once.
func TestNetworkCut(t *testing.T) {
	t.Parallel()
	n := often(60, 400)
	in, store := articles(t, n), filepath.Join(t.TempDir(), "s.db")
	apart := standalone(t)
	network := wiretest.New(t, "tcp", apart)
	queue := "nats://" + network.Address() + "?grace=1s"
	worker := begin(t, "onrecord", "work", "--verbose", "--jobs", "1", "--queue", queue, "--store", store)
	stored := func() int {
		out, _ := worker.said()
		return strings.Count(out, "stored ")
	}
	random := chance(t)
	putter := begin(t, "onrecord", "add", "-q", "--queue", queue, in)
	for cut := range often(2, 10) {
		before := stored()
		until(t, "the next article", worker, func() bool { return stored() > before || stored() == n })
		network.Cut()
		until(t, "word that nobody answers", worker, func() bool {
			_, said := worker.said()
			return strings.Count(said, "does not answer") > cut
		})
		time.Sleep(between(random, 10*time.Millisecond, 2500*time.Millisecond))
		network.Mend()
		until(t, "word that somebody answers", worker, func() bool {
			_, said := worker.said()
			return strings.Count(said, "answers again") > cut
		})
	}
	if err := putter.cmd.Wait(); err != nil {
		_, said := putter.said()
		t.Errorf("add: %v: %s", err, said)
	}
	until(t, "the last article", worker, func() bool { return stored() == n })
	if got := output(t, "queue", "status", "--queue", "nats://"+apart+"?grace=1s"); !strings.Contains(got, "dead     0\n") {
		t.Errorf("in the queue: %s", got)
	}
	output(t, "work", "-q", "--until-empty", "--queue", "nats://"+apart+"?grace=1s", "--store", store)
	acks := acknowledged{articles: map[string]bool{}}
	for i := range n {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after the cuts")
}

// A disk that fills under a worker costs time alone: it says so and waits, and
// goes on once there is room.
func TestDiskFullUnderWorker(t *testing.T) {
	t.Parallel()
	in, store := articles(t, 200), filepath.Join(t.TempDir(), "s.db")
	queue := "nats://" + standalone(t) + "?grace=1s"
	output(t, "add", "-q", "--queue", queue, in)
	// A limit on the size of any file stands in for a disk, and can be lifted.
	worker := begin(t, "sh", "-c", `ulimit -S -f 5000; exec onrecord work --queue "$0" --store "$1"`, queue, store)
	until(t, "word of the disk", worker, func() bool {
		_, said := worker.said()
		return strings.Contains(said, "; waiting")
	})
	held := output(t, "queue", "status", "--queue", queue)
	if err := unix.Prlimit(worker.cmd.Process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY}, nil); err != nil {
		t.Fatal(err)
	}
	until(t, "an empty queue", worker, func() bool {
		return strings.Contains(output(t, "queue", "status", "--queue", queue), "waiting  0\nheld     0\ndead     0\n")
	})
	_, said := worker.said()
	if !strings.Contains(held, "dead     0\n") || strings.Contains(said, "goroutine") || strings.Contains(said, "dead letters") {
		t.Errorf("with a full disk %s and it says %s", held, said)
	}
	acks := acknowledged{articles: map[string]bool{}}
	for i := range 200 {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after the disk was full")
}

// An article that takes more memory than there is ends whoever reads it. Others
// are read all the same, by whoever is started again, and after some tries it is
// given up.
func TestOutOfMemory(t *testing.T) {
	if os.Getenv(faultsEnv) == "" {
		t.Skip("it takes a minute; " + faultsEnv + " has it done")
	}
	t.Parallel()
	dir := t.TempDir()
	in, large, store := articles(t, 20), filepath.Join(dir, "large.jsonl"), filepath.Join(dir, "s.db")
	var text strings.Builder
	for i := 0; text.Len() < 12<<20; i++ {
		fmt.Fprintf(&text, "Foreign Minister Ana Kovač said on day %d that the harbour of Norhaven was open. ", i)
	}
	if err := os.WriteFile(large, fmt.Appendf(nil, `{"id": "large", "text": %q}`, text.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	queue := "nats://" + standalone(t) + "?grace=1s"
	output(t, "add", "-q", "--queue", queue, large)
	output(t, "add", "-q", "--queue", queue, in)
	died := 0
	for {
		// So much address space is enough for all others: the most of it is reserved alone.
		cmd := exec.Command("sh", "-c", `ulimit -v 2300000; exec onrecord work --until-empty --jobs 1 --queue "$0" --store "$1"`, queue, store)
		out, err := cmd.CombinedOutput()
		if err == nil || cmd.ProcessState.ExitCode() == exitBadInput {
			break
		}
		if died++; died > trustedAndTried+1 || !strings.Contains(string(out), "out of memory") && !strings.Contains(string(out), "cannot allocate") {
			t.Fatalf("it ended %d times, with %.500s", died, out)
		}
	}
	letters := output(t, "queue", "list", "--queue", queue)
	t.Logf("it died %d times: %s", died, letters)
	if died == 0 || !strings.Contains(letters, " large    whoever read or stored it died of it or was stopped, 3 times: given up") {
		t.Errorf("it died %d times: %s", died, letters)
	}
	acks := acknowledged{articles: map[string]bool{}}
	for i := range 20 {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after it died of one article")
}

// trustedAndTried is how often an article may end who reads it.
const trustedAndTried = 6

// A PostgreSQL that fails under a worker, and is started again, costs time alone.
func TestPostgresRestarted(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	n := often(60, 400)
	in, store, queue := articles(t, n), server.Schema(t), "nats://"+standalone(t)+"?grace=1s"
	output(t, "add", "-q", "--queue", queue, in)
	worker := begin(t, "onrecord", "work", "--verbose", "--jobs", "1", "--queue", queue, "--store", store)
	stored := func() int {
		out, _ := worker.said()
		return strings.Count(out, "stored ")
	}
	for fall := range often(1, 8) {
		before := stored()
		until(t, "the next article", worker, func() bool { return stored() > before || stored() == n })
		server.Stop()
		if stored() < n {
			until(t, "word that the store is away", worker, func() bool {
				_, said := worker.said()
				return strings.Count(said, "; waiting") > fall || stored() == n
			})
		}
		if err := server.Go(); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "the last article", worker, func() bool { return stored() == n })
	if err := worker.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := worker.cmd.Wait(); err != nil {
		_, said := worker.said()
		t.Errorf("%v: %s", err, said)
	}
	if got := output(t, "queue", "status", "--queue", queue); !strings.Contains(got, "waiting  0\nheld     0\ndead     0\n") {
		t.Errorf("in the queue: %s", got)
	}
	acks := acknowledged{articles: map[string]bool{}}
	for i := range n {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after it failed")
}

// swallowing is a network that swallows what is sent between a worker and a server,
// and ends no connection: the worker says so, goes on once it is mended, and all is
// stored once.
func swallowing(t *testing.T, network *wiretest.Wire, queue, store, apart, said string) {
	t.Helper()
	output(t, "add", "-q", "--queue", apart, articles(t, 1))
	worker := begin(t, "onrecord", "work", "--verbose", "--jobs", "1", "--queue", queue, "--store", store)
	until(t, "the first article", worker, func() bool {
		out, _ := worker.said()
		return strings.Contains(out, "stored ")
	})
	network.Swallow()
	output(t, "add", "-q", "--queue", apart, articles(t, often(30, 400)))
	until(t, "word that nobody answers", worker, func() bool {
		_, out := worker.said()
		return strings.Contains(out, said)
	})
	network.Mend()
	until(t, "an empty queue", worker, func() bool {
		return strings.Contains(output(t, "queue", "status", "--queue", apart), "waiting  0\nheld     0\ndead     0\n")
	})
}

// holds reports what of n articles a store does not have.
func holds(t *testing.T, store string, n int) {
	t.Helper()
	acks := acknowledged{articles: map[string]bool{}}
	for i := range n {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after it was mended")
}

func TestStoreSwallowed(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	store, queue := server.Schema(t), "nats://"+standalone(t)+"?grace=1s"
	network := wiretest.New(t, "unix", server.Socket())
	swallowing(t, network, queue, byWay(t, network, store)+"&silence=300ms", queue, "; waiting")
	holds(t, store, often(30, 400))
}

func TestQueueSwallowed(t *testing.T) {
	t.Parallel()
	store, apart := filepath.Join(t.TempDir(), "s.db"), standalone(t)
	network := wiretest.New(t, "tcp", apart)
	swallowing(t, network, "nats://"+network.Address()+"?grace=1s", store, "nats://"+apart+"?grace=1s", "does not answer")
	holds(t, store, often(30, 400))
}

// byWay is the address of a store by way of a network.
func byWay(t *testing.T, network *wiretest.Wire, store string) string {
	t.Helper()
	far, err := url.Parse(store)
	if err != nil {
		t.Fatal(err)
	}
	values := far.Query()
	values.Del("host")
	values.Set("sslmode", "disable")
	far.Host, far.RawQuery = network.Address(), values.Encode()
	return far.String()
}

// A network that is cut between those who read and the store costs time alone: a
// worker says that nobody answers, goes on when somebody does, and all is stored once.
func TestStoreCut(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	n := often(60, 400)
	in, store, queue := articles(t, n), server.Schema(t), "nats://"+standalone(t)+"?grace=1s"
	network := wiretest.New(t, "unix", server.Socket())
	output(t, "add", "-q", "--queue", queue, in)
	worker := begin(t, "onrecord", "work", "--verbose", "--jobs", "1", "--queue", queue, "--store", byWay(t, network, store))
	stored := func() int {
		out, _ := worker.said()
		return strings.Count(out, "stored ")
	}
	random := chance(t)
	waited := 0
	for range often(2, 10) {
		before := stored()
		until(t, "the next article", worker, func() bool { return stored() > before || stored() == n })
		if stored() == n {
			break
		}
		network.Cut()
		until(t, "word that nobody answers", worker, func() bool {
			_, said := worker.said()
			return strings.Count(said, "; waiting") > waited
		})
		time.Sleep(between(random, 10*time.Millisecond, time.Second))
		_, said := worker.said()
		waited = strings.Count(said, "; waiting")
		network.Mend()
	}
	until(t, "the last article", worker, func() bool { return stored() == n })
	if err := worker.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := worker.cmd.Wait()
	if _, said := worker.said(); err != nil || waited == 0 || strings.Contains(said, "dead letters") {
		t.Errorf("%v, it waited %d times: %s", err, waited, said)
	}
	if got := output(t, "queue", "status", "--queue", queue); !strings.Contains(got, "waiting  0\nheld     0\ndead     0\n") {
		t.Errorf("in the queue: %s", got)
	}
	acks := acknowledged{articles: map[string]bool{}}
	for i := range n {
		acks.articles[fmt.Sprintf("a%03d", i)] = true
	}
	acks.check(t, store, "after the cuts")
}
