package postgres_test

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

	_ "github.com/jackc/pgx/v5/stdlib"

	"onrecord/internal/store/postgres"
)

// server is the PostgreSQL of this test binary: Debian's, begun here, in a
// directory of its own that nobody else can reach.
type server struct {
	bin, data, dir string
	as             *syscall.SysProcAttr
	schemas        atomic.Int64
}

var pg *server

func TestMain(m *testing.M) {
	code := func() int {
		if os.Getenv("ONRECORD_SKIP_POSTGRES") != "" {
			return m.Run()
		}
		dir, err := os.MkdirTemp("", "onrecord-pg-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		s, err := begin(dir)
		if err != nil {
			fmt.Fprintf(os.Stderr, "no PostgreSQL (script/bootstrap postgres installs it, ONRECORD_SKIP_POSTGRES=1 leaves these tests out): %v\n", err)
			return 1
		}
		pg = s
		defer s.stop()
		return m.Run()
	}()
	os.Exit(code)
}

// begin makes a server and starts it.
func begin(dir string) (*server, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return nil, errors.New("nothing in /usr/lib/postgresql")
	}
	s := &server{bin: found[len(found)-1], dir: dir, data: filepath.Join(dir, "data")}
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
	return s, s.start()
}

func (s *server) start() error {
	return s.run("pg_ctl", "-D", s.data, "-w", "-l", filepath.Join(s.dir, "log"), "-o",
		"-c listen_addresses='' -c unix_socket_directories="+s.dir+" -c fsync=off -c max_connections=200 -c autovacuum_naptime=5s -c shared_buffers=64MB", "start")
}

func (s *server) stop() { _ = s.run("pg_ctl", "-D", s.data, "-m", "immediate", "-w", "stop") }

func (s *server) run(name string, args ...string) error {
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

// address is that of a schema, in the one database.
func (s *server) address(schema string) string {
	return "postgres:///postgres?host=" + s.dir + "&user=onrecord&search_path=" + schema
}

// schema makes an empty schema for a test, and is its address.
func schema(t testing.TB) string {
	t.Helper()
	if pg == nil {
		t.Skip("ONRECORD_SKIP_POSTGRES is set")
	}
	name := fmt.Sprintf("s%d", pg.schemas.Add(1))
	execute(t, pg.address("public"), "CREATE SCHEMA "+name)
	t.Cleanup(func() { execute(t, pg.address("public"), "DROP SCHEMA "+name+" CASCADE") })
	return pg.address(name)
}

// execute runs a statement behind a store's back.
func execute(t testing.TB, address, statement string) {
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

func open(t testing.TB, address string, options ...postgres.Option) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), address, true, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// key is a part of a name of a store within a test.
func key(t *testing.T, name string) string { return strings.ReplaceAll(t.Name(), "/", "-") + name }
