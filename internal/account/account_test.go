package account_test

import (
	"testing"

	"onrecord/internal/account"
)

func TestARoleMayWhatThoseBelowItMay(t *testing.T) {
	for _, c := range []struct {
		has, needs account.Role
		want       bool
	}{
		{account.Reader, account.Reader, true}, {account.Reader, account.Editor, false}, {account.Editor, account.Reader, true},
		{account.Editor, account.Admin, false}, {account.Admin, account.Reader, true}, {account.Admin, account.Admin, true},
		{"", "", true}, {"", account.Reader, false}, {"guest", account.Reader, false}, {account.Admin, "root", false},
	} {
		if got := c.has.May(c.needs); got != c.want {
			t.Errorf("%q may what needs %q: %v, want %v", c.has, c.needs, got, c.want)
		}
	}
}
