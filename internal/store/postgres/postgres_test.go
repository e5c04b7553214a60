package postgres_test

import (
	"testing"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// named gives each name of a test's one schema.
func named() func(t *testing.T, name string) string {
	known := map[string]string{}
	return func(t *testing.T, name string) string {
		t.Helper()
		k := key(t, name)
		if known[k] == "" {
			known[k] = schema(t)
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
	storetest.RunAccounts(t, func(t *testing.T) account.Accounts { return open(t, schema(t)) })
}

func TestAlerts(t *testing.T) {
	of := named()
	storetest.RunAlerts(t, func(t *testing.T, name string) storetest.AlertStore { return open(t, of(t, name)) })
}
