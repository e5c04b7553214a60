package postgres_test

import (
	"context"
	"os"
	"testing"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/postgrestest"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// pg is the server of these tests.
var pg *postgrestest.Server

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m, &pg)) }

func open(t testing.TB, address string, options ...postgres.Option) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), address, true, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// named gives each name of a test's one schema.
func named() func(t *testing.T, name string) string {
	known := map[string]string{}
	return func(t *testing.T, name string) string {
		t.Helper()
		k := t.Name() + name
		if known[k] == "" {
			known[k] = pg.Schema(t)
		}
		return known[k]
	}
}

func TestStore(t *testing.T) {
	of := named()
	storetest.Run(t, func(t *testing.T, name string) onrecord.Store { return open(t, of(t, name)) })
}

func TestWorld(t *testing.T) {
	of := named()
	storetest.RunWorld(t, func(t *testing.T, name string, types ...world.Type) storetest.WorldStore {
		return open(t, of(t, name), postgres.WithWorld(types...))
	})
}

func TestAccounts(t *testing.T) {
	storetest.RunAccounts(t, func(t *testing.T) account.Accounts { return open(t, pg.Schema(t)) })
}

func TestAlerts(t *testing.T) {
	of := named()
	storetest.RunAlerts(t, func(t *testing.T, name string) storetest.AlertStore { return open(t, of(t, name)) })
}
