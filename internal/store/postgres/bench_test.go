package postgres_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
	"onrecord/query"
)

// cpu is what this process and the server have used of the processors until now.
func cpu(b testing.TB) time.Duration { return ownCPU(b) + serverCPU(b) }

// serverCPU is what the server has used.
func serverCPU(b testing.TB) (sum time.Duration) {
	b.Helper()
	server, err := pg.PID()
	if err != nil {
		b.Fatal(err)
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range all {
		stat, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(stat), "(postgres)") {
			continue
		}
		fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
		if fields[1] != strconv.Itoa(server) && !strings.HasPrefix(string(stat), strconv.Itoa(server)+" ") {
			continue // another server's
		}
		for _, at := range []int{11, 12} { // user and system
			ticks, err := strconv.Atoi(fields[at])
			if err != nil {
				b.Fatal(err)
			}
			sum += time.Duration(ticks) * 10 * time.Millisecond
		}
	}
	return sum
}

// ownCPU is what this process has used of the processors until now.
func ownCPU(b testing.TB) time.Duration {
	b.Helper()
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		b.Fatal(err)
	}
	return time.Duration(own.Utime.Nano() + own.Stime.Nano())
}

// BenchmarkPut puts articles of the archive, one by one and a hundred at a time,
// over PostgreSQL and over a SQLite file.
func BenchmarkPut(b *testing.B) {
	for _, batch := range []int{1, 100} {
		for name, opened := range map[string]func(*testing.B) onrecord.Store{
			"postgres": func(b *testing.B) onrecord.Store { return open(b, pg.Schema(b)) },
			"sqlite": func(b *testing.B) onrecord.Store {
				s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "s.db"), true)
				if err != nil {
					b.Fatal(err)
				}
				b.Cleanup(func() { s.Close() })
				return s
			},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, batch), func(b *testing.B) {
				s, n := opened(b), 0
				began := cpu(b)
				for b.Loop() {
					var records []onrecord.Record
					for range batch {
						records = append(records, archive.Record(n))
						n++
					}
					if _, err := s.PutRecords(b.Context(), records...); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(n)/(cpu(b)-began).Seconds(), "articles/cpu-s")
				b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
				v, err := s.(onrecord.Keeper).Inventory(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(v.Bytes)/float64(n), "bytes/article")
			})
		}
	}
}

// BenchmarkBulk puts so many articles (ONRECORD_ARCHIVE, 2,000 unless it is set) in
// transactions of a hundred (ONRECORD_BATCH), and tells what they cost the program
// and the server, and which tables and indexes their bytes are in.
func BenchmarkBulk(b *testing.B) {
	size, batch := number("ONRECORD_ARCHIVE", 2000), number("ONRECORD_BATCH", 100)
	var types []world.Type
	if os.Getenv("ONRECORD_ARCHIVE_WORLD") != "" {
		types = process.WorldTypes()
	}
	address := pg.Schema(b)
	s := open(b, address, postgres.WithWorld(types...))
	var own, server time.Duration
	var took []time.Duration
	before := written(b, address)
	for n := 0; n < size; n += batch {
		var records []onrecord.Record
		for i := range batch {
			records = append(records, archive.Record(n+i))
		}
		beganServer := serverCPU(b)
		began, beganOwn := time.Now(), ownCPU(b)
		if _, err := s.PutRecords(b.Context(), records...); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		mine := ownCPU(b) - beganOwn
		own, server = own+mine, server+serverCPU(b)-beganServer
	}
	slices.Sort(took)
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(size) }
	b.ReportMetric(float64(size)/(own+server).Seconds(), "articles/cpu-s")
	b.ReportMetric(each(own), "program-µs/article")
	b.ReportMetric(each(server), "server-µs/article")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs/transaction")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs/transaction")
	b.ReportMetric(float64(written(b, address)-before)/float64(size), "wal-bytes/article")
	v, err := s.Inventory(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(v.Bytes)/float64(size), "bytes/article")
	b.Log(strings.Join(sizes(b, address, size), "; "))
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// sizes are the bytes an article of tables and indexes that take any, and how
// often each was looked up in.
func sizes(b *testing.B, address string, articles int) (out []string) {
	b.Helper()
	ask(b, address, `SELECT c.relname, pg_relation_size(c.oid) + coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0),
		coalesce(pg_stat_get_numscans(c.oid), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'i') ORDER BY 2 DESC`, func(rows *sql.Rows) error {
		var name string
		var bytes, scans int64
		err := rows.Scan(&name, &bytes, &scans)
		if each := bytes / int64(articles); each >= 20 {
			out = append(out, fmt.Sprintf("%s %d (%d scans)", name, each, scans))
		}
		return err
	})
	return out
}

// written is how far the server's log is.
func written(b *testing.B, address string) (bytes int64) {
	b.Helper()
	ask(b, address, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint", func(rows *sql.Rows) error { return rows.Scan(&bytes) })
	return bytes
}

// ask asks behind a store's back.
func ask(b *testing.B, address, question string, each func(*sql.Rows) error) {
	b.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(b.Context(), question)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLists asks a store of so many articles (ONRECORD_ARCHIVE, 2,000 unless
// it is set) what its users ask.
func BenchmarkLists(b *testing.B) {
	size := number("ONRECORD_ARCHIVE", 2000)
	s := open(b, pg.Schema(b))
	for i := 0; i < size; i += 100 {
		var records []onrecord.Record
		for n := i; n < i+100; n++ {
			records = append(records, archive.Record(n))
		}
		if _, err := s.PutRecords(b.Context(), records...); err != nil {
			b.Fatal(err)
		}
	}
	who := string(archive.Record(1).Statements[0].Source.Actors[0])
	for _, q := range []string{"", "baba", "speaker:" + who, "since:2013 until:2013-03", "act:deny", "about:" + who + " since:2013"} {
		asked, err := query.Statements.Parse(q)
		if err != nil {
			b.Fatal(err)
		}
		f := onrecord.Filter{Q: query.Statements.Shown(asked), Limit: 50, Sort: onrecord.ByDayDown}
		b.Run("newest/"+q, func(b *testing.B) {
			for b.Loop() {
				for _, err := range s.Statements(b.Context(), f) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run("count/"+q, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.CountStatements(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, word := range []string{"baba", "bababa"} {
		b.Run("articles/"+word, func(b *testing.B) {
			for b.Loop() {
				for _, err := range s.Articles(b.Context(), onrecord.Filter{Q: query.Word(word), Limit: 20}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
