package nats

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"onrecord"
	"onrecord/internal/queue"
	"onrecord/internal/queue/queuetest"
)

// opened opens the queue at an address for as long as a test runs.
func opened(t *testing.T, address string) *Queue {
	t.Helper()
	q, err := Open(t.Context(), address, func(s string) { t.Log(s) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
	return q
}

// TestInProcess runs the suite on queues in directories: of two that have one
// open, one has the server.
func TestInProcess(t *testing.T) {
	dir := t.TempDir()
	queuetest.Test(t, func(t *testing.T, name string) queue.Queue {
		return opened(t, "file:"+filepath.Join(dir, name)+"?grace=1s")
	})
}

// free are ports that nobody listens on.
func free(t *testing.T, n int) (out []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		out = append(out, l.Addr().(*net.TCPAddr).Port)
	}
	return out
}

// cluster is three servers that know each other.
type cluster struct {
	options []*server.Options
	servers []*server.Server
}

func newCluster(t *testing.T) *cluster {
	t.Helper()
	ports := free(t, 6)
	var routes []string
	for i := range 3 {
		routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", ports[3+i]))
	}
	c := &cluster{servers: make([]*server.Server, 3)}
	for i := range 3 {
		c.options = append(c.options, &server.Options{
			ServerName: fmt.Sprint("node", i), Host: "127.0.0.1", Port: ports[i], JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true,
			Cluster: server.ClusterOpts{Name: "three", Host: "127.0.0.1", Port: ports[3+i]}, Routes: server.RoutesFromStr(strings.Join(routes, ",")),
		})
	}
	for i := range 3 {
		c.start(t, i)
	}
	t.Cleanup(func() {
		for i := range 3 {
			c.stop(i)
		}
	})
	return c
}

func (c *cluster) start(t *testing.T, i int) {
	t.Helper()
	s, err := server.NewServer(c.options[i])
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	c.servers[i] = s
}

func (c *cluster) stop(i int) {
	if s := c.servers[i]; s != nil {
		s.Shutdown()
		s.WaitForShutdown()
		c.servers[i] = nil
	}
}

// address is where a queue of three copies is.
func (c *cluster) address(name string) string {
	var hosts []string
	for _, o := range c.options {
		hosts = append(hosts, fmt.Sprintf("127.0.0.1:%d", o.Port))
	}
	return "nats://" + strings.Join(hosts, ",") + "?replicas=3&grace=1s&name=" + name
}

// TestCluster runs the suite on three servers.
func TestCluster(t *testing.T) {
	if testing.Short() {
		t.Skip("three servers that agree on everything take their time")
	}
	c := newCluster(t)
	queuetest.Test(t, func(t *testing.T, name string) queue.Queue { return opened(t, c.address(name)) })
}

// A node of three that is lost costs nothing: what was put is given out, more can
// be put, and what comes back later knows of it. With ONRECORD_FAULTS set each of
// the three is lost once.
func TestNodeLost(t *testing.T) {
	if testing.Short() {
		t.Skip("three servers that agree on everything take their time")
	}
	c := newCluster(t)
	q := opened(t, c.address("lost"))
	had := map[onrecord.ArticleID]bool{}
	failed := 0
	put := func(from, to int) {
		t.Helper()
		var jobs []queue.Job
		for i := from; i < to; i++ {
			jobs = append(jobs, queue.Job{Article: queuetest.Article(fmt.Sprint("a", i), fmt.Sprint("text ", i))})
		}
		if _, err := q.Put(t.Context(), jobs...); err != nil {
			t.Fatal(err)
		}
	}
	take := func(n int) {
		t.Helper()
		for end := time.Now().Add(time.Minute); len(had) < n; {
			held, err := q.Take(t.Context(), n, time.Second)
			if err != nil {
				failed++
				time.Sleep(100 * time.Millisecond)
			}
			for _, h := range held {
				if err := h.Done(t.Context()); err == nil {
					had[h.Job().Article.ID] = true
				}
			}
			if time.Now().After(end) {
				t.Fatalf("%d of %d were given out", len(had), n)
			}
		}
	}
	put(0, 50)
	lost := []int{0, 1, 2} // the one that leads is among them
	if os.Getenv("ONRECORD_FAULTS") == "" {
		lost = lost[:1]
	}
	for n, i := range lost {
		c.stop(i)
		put(50+20*n, 70+20*n)
		take(60 + 20*n)
		c.start(t, i)
		if !c.servers[i].ReadyForConnections(20 * time.Second) {
			t.Fatal("a node did not come back")
		}
		for end := time.Now().Add(30 * time.Second); !c.servers[i].JetStreamIsCurrent(); time.Sleep(50 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("a node did not catch up")
			}
		}
	}
	take(50 + 20*len(lost))
	t.Logf("%d times nobody answered", failed)
}
