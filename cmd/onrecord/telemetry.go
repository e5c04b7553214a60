package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"onrecord"
	"onrecord/internal/telemetry"
)

// telemetryFlags let others watch a process that stays.
type telemetryFlags struct {
	Telemetry netip.AddrPort `placeholder:"ADDRESS" help:"Answer /metrics (Prometheus), /healthz and /readyz on this address and port, as 127.0.0.1:9017. Traces go where OTEL_EXPORTER_OTLP_ENDPOINT says."`
	Profile   bool           `help:"With --telemetry on this machine alone: profiles, too, under /debug/pprof/. They show what is in memory."`
	Log       string         `enum:"text,json" default:"text" help:"The form of the log on standard error: text or json."`
}

// logger writes the log of a process that stays.
func (f *telemetryFlags) logger(env *environment) *slog.Logger {
	if f.Log == "json" {
		return slog.New(slog.NewJSONHandler(env.Stderr, nil))
	}
	return slog.New(slog.NewTextHandler(env.Stderr, nil))
}

// begin lets others watch the process from now on; end stops that, and sends
// what traces are left.
func (f *telemetryFlags) begin(ctx context.Context, env *environment, store onrecord.Store, log *slog.Logger) (t *telemetry.Telemetry, end func(), err error) {
	if f.Profile && !f.Telemetry.Addr().IsLoopback() {
		return nil, nil, usageError{errors.New("--profile wants --telemetry with an address of this machine alone: profiles show what is in memory")}
	}
	var options []telemetry.Option
	var ends []func()
	end = func() {
		for _, e := range ends {
			e()
		}
	}
	if env.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || env.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != "" {
		traces, err := telemetry.Export(ctx, env.Version)
		if err != nil {
			return nil, nil, err
		}
		options = append(options, telemetry.WithTraces(traces))
		ends = append(ends, func() {
			within, done := context.WithTimeout(context.WithoutCancel(ctx), shutdownWithin)
			defer done()
			if err := traces.Shutdown(within); err != nil {
				log.Warn("send the last traces", "error", err)
			}
		})
	}
	t = telemetry.New(env.Version, options...)
	f.watchStore(ctx, t, store)
	if !f.Telemetry.IsValid() {
		return t, end, nil
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", f.Telemetry.String())
	if err != nil {
		end()
		return nil, nil, fmt.Errorf("--telemetry: listen: %w", err)
	}
	server := &http.Server{Handler: t.Handler(f.Profile), ReadHeaderTimeout: shutdownWithin, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	ends = append(ends, func() { _ = server.Close() })
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("answer who watches", "error", err)
		}
	}()
	log.Info("answers who watches", "address", l.Addr().String())
	return t, end, nil
}

// shutdownWithin is how long the end of a process waits for what is only told
// to those who watch it.
const shutdownWithin = 5 * time.Second

// stockEvery is how often what a store holds is counted anew for those who watch
// it: a count over all articles.
const stockEvery = time.Minute

// watchStore has the store watched: is it there, how much is in it, and how much
// of the rows of many articles is yet to be made.
func (f *telemetryFlags) watchStore(ctx context.Context, t *telemetry.Telemetry, store onrecord.Store) {
	t.Needs("the store", there(store))
	keeper, ok := store.(onrecord.Keeper)
	if !ok {
		return
	}
	t.Figures(ctx, stockEvery, func(ctx context.Context) ([]float64, error) {
		v, err := keeper.Inventory(ctx)
		if err != nil {
			return nil, err
		}
		dirty := 0
		for _, w := range v.World {
			dirty += w.Dirty
		}
		return []float64{float64(v.Articles), float64(v.Statements), float64(v.Bytes), float64(dirty)}, nil
	},
		telemetry.Number{Name: "onrecord_store_counted_seconds", Help: "How long ago the numbers of the store were counted."},
		telemetry.Number{Name: "onrecord_store_articles", Help: "Articles in the store."},
		telemetry.Number{Name: "onrecord_store_statements", Help: "Statements in the store."},
		telemetry.Number{Name: "onrecord_store_bytes", Help: "What the store takes, in bytes."},
		telemetry.Number{Name: "onrecord_world_keys_dirty", Help: "Keys whose rows of many articles are yet to be made anew."})
}

// there asks a store for as little as there is to ask.
func there(store onrecord.Store) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := store.IDs(ctx, "", 1)
		return err
	}
}
