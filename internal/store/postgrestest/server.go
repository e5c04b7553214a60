// Package postgrestest runs Debian's PostgreSQL for tests: a server of their own, in
// a directory that nobody else can reach, and a schema for each store.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver by which schemas are made
)

// Skip is the environment variable that leaves out what needs a server.
const Skip = "ONRECORD_SKIP_POSTGRES"

// Server is a running PostgreSQL.
type Server struct {
	bin, data, dir string
	as             *syscall.SysProcAttr
	schemas        atomic.Int64
}

// Main runs the tests of a package with a server, which is put where to points;
// none is if Skip is set. It returns what the process is to exit with.
func Main(m *testing.M, to **Server) int {
	if os.Getenv(Skip) != "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "onrecord-pg-")
	if err == nil {
		defer os.RemoveAll(dir)
		*to, err = begin(dir)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "no PostgreSQL (script/bootstrap postgres installs it, %s=1 leaves these tests out): %v\n", Skip, err)
		return 1
	}
	defer (*to).Stop()
	return m.Run()
}

// Start runs a server to the end of a test, which is skipped if Skip is set.
func Start(t testing.TB) *Server {
	t.Helper()
	if os.Getenv(Skip) != "" {
		t.Skip(Skip + " is set")
	}
	dir, err := os.MkdirTemp("", "onrecord-pg-") // whose name is short enough for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s, err := begin(dir)
	if err != nil {
		t.Fatalf("no PostgreSQL (script/bootstrap postgres installs it, %s=1 leaves this out): %v", Skip, err)
	}
	t.Cleanup(s.Stop)
	return s
}

// begin makes a server and starts it.
func begin(dir string) (*Server, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return nil, errors.New("nothing in /usr/lib/postgresql")
	}
	s := &Server{bin: found[len(found)-1], dir: dir, data: filepath.Join(dir, "data")}
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			if u, err = user.Lookup("nobody"); err != nil {
				return nil, err
			}
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		s.as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		if err := os.Chown(dir, uid, gid); err != nil {
			return nil, err
		}
	}
	if err := s.run("initdb", "-D", s.data, "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		return nil, err
	}
	return s, s.Go()
}

// Go starts the server.
func (s *Server) Go() error {
	return s.run("pg_ctl", "-D", s.data, "-w", "-l", filepath.Join(s.dir, "log"), "-o",
		"-c listen_addresses='' -c unix_socket_directories="+s.dir+" -c fsync=off -c max_connections=200 -c autovacuum_naptime=5s -c shared_buffers=64MB", "start")
}

// Stop stops the server at once, as if its machine had failed.
func (s *Server) Stop() { _ = s.run("pg_ctl", "-D", s.data, "-m", "immediate", "-w", "stop") }

func (s *Server) run(name string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	c.Dir, c.SysProcAttr = s.dir, s.as
	if name == "pg_ctl" { // the server it leaves behind must not hold a pipe of ours
		if err := c.Run(); err != nil {
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("%s: %w\n%s", name, err, log)
		}
		return nil
	}
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// Address is that of a schema, in the one database.
func (s *Server) Address(schema string) string {
	return "postgres:///postgres?host=" + s.dir + "&user=onrecord&search_path=" + schema
}

// PID is the number of the process that all others of the server come from.
func (s *Server) PID() (int, error) {
	b, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(b), "\n")
	return strconv.Atoi(first)
}

// Socket is the file of the socket on which it answers.
func (s *Server) Socket() string { return filepath.Join(s.dir, ".s.PGSQL.5432") }

// Schema makes an empty schema for a test, and is its address.
func (s *Server) Schema(t testing.TB) string {
	t.Helper()
	if s == nil {
		t.Skip(Skip + " is set")
	}
	name := fmt.Sprintf("s%d", s.schemas.Add(1))
	Execute(t, s.Address("public"), "CREATE SCHEMA "+name)
	t.Cleanup(func() { Execute(t, s.Address("public"), "DROP SCHEMA "+name+" CASCADE") })
	return s.Address(name)
}

// Execute runs a statement behind a store's back.
func Execute(t testing.TB, address, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
