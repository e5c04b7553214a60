package postgres_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/query"
)

// cpu is what this process and the server have used of the processors until now.
func cpu(b testing.TB) time.Duration {
	b.Helper()
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		b.Fatal(err)
	}
	sum := time.Duration(own.Utime.Nano() + own.Stime.Nano())
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

// BenchmarkLists asks a store of so many articles (ONRECORD_ARCHIVE, 2,000 unless
// it is set) what its users ask.
func BenchmarkLists(b *testing.B) {
	size := 2000
	if n, err := strconv.Atoi(os.Getenv("ONRECORD_ARCHIVE")); err == nil {
		size = n
	}
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
