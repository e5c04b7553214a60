package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"onrecord/internal/account"
)

// userCmd says who may use a store that others can reach.
type userCmd struct {
	Add    userAddCmd    `cmd:"" help:"Add a user, or give one another role or password."`
	List   userListCmd   `cmd:"" help:"List the users."`
	Remove userRemoveCmd `cmd:"" help:"Take a user away, with all tokens."`
}

// tokenCmd says which programs may ask in a user's name.
type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a token, which is shown once."`
	List   tokenListCmd   `cmd:"" help:"List the tokens."`
	Remove tokenRemoveCmd `cmd:"" help:"Take a token away by its id."`
}

// accountFlag is the store whose users are meant.
type accountFlag struct {
	storeFlag
	By string `env:"ONRECORD_USER,USER" default:"somebody" placeholder:"WHO" help:"Who says so, for the log (environment: ONRECORD_USER, USER)."`
}

// with does something with the users of a store. Whoever can write its file may.
func (f *accountFlag) with(ctx context.Context, do func(account.Accounts) error) (err error) {
	store, err := f.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	accounts, ok := store.(account.Accounts)
	if !ok {
		return fmt.Errorf("%s keeps no users", f.name())
	}
	return do(accounts)
}

// change is as with, for what the log tells of.
func (f *accountFlag) change(ctx context.Context, what account.Deed, on string, do func(account.Accounts) error) error {
	return f.with(ctx, func(a account.Accounts) error {
		if err := do(a); err != nil {
			return err
		}
		return a.Note(ctx, account.Act{At: now(), User: f.By, What: what, On: on})
	})
}

func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

type userAddCmd struct {
	accountFlag
	Name       string       `arg:"" help:"The name that decisions and the log bear."`
	Role       account.Role `default:"reader" placeholder:"ROLE" help:"What they may do: reader sees everything, editor decides and takes articles in, admin says who may (${default})."`
	NoPassword bool         `help:"They come by tokens only."`
}

// Help is shown by user add --help.
func (userAddCmd) Help() string {
	return `Asks for the password on a terminal; else it is the first line of standard input. Whoever
is logged in by that name has to log in again.

Examples:
  onrecord user add ana --role admin
  pass show onrecord/ben | onrecord user add ben --role editor
  onrecord user add notebook --no-password        then: onrecord token add notebook`
}

// Run stores a user.
func (c *userAddCmd) Run(ctx context.Context, env *environment) error {
	u := account.User{Name: c.Name, Role: c.Role, Changed: now()}
	if err := u.Check(); err != nil {
		return usageError{err}
	}
	if !c.NoPassword {
		password, err := askPassword(env)
		if err != nil {
			return err
		}
		if u.Hash, err = account.HashPassword(password); err != nil {
			return usageError{err}
		}
	}
	return c.change(ctx, account.PutUser, u.Name, func(a account.Accounts) error { return a.PutUser(ctx, u) })
}

// askPassword asks for a password twice on a terminal, and takes a line of any
// other input.
func askPassword(env *environment) (string, error) {
	if f, ok := env.Stdin.(*awaited).in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		ask := func(prompt string) (string, error) {
			fmt.Fprint(env.Stderr, prompt)
			defer fmt.Fprintln(env.Stderr)
			b, err := term.ReadPassword(int(f.Fd()))
			return string(b), err
		}
		password, err := ask("Password: ")
		if err != nil {
			return "", fmt.Errorf("ask for the password: %w", err)
		}
		switch again, err := ask("Once more: "); {
		case err != nil:
			return "", fmt.Errorf("ask for the password: %w", err)
		case again != password:
			return "", usageError{errors.New("the two passwords differ")}
		}
		return password, nil
	}
	line, err := bufio.NewReader(io.LimitReader(env.Stdin, 8<<10)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

type userListCmd struct {
	accountFlag
	listForm
}

// Run lists users.
func (c *userListCmd) Run(ctx context.Context, env *environment) error {
	return c.with(ctx, func(a account.Accounts) error {
		users, err := a.Users(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"NAME", "ROLE", "COMES BY", "SINCE"}}
		for _, u := range users {
			by := "password"
			if u.Hash == "" {
				by = "tokens"
			}
			rows = append(rows, []string{u.Name, string(u.Role), by, u.Changed.Format(time.DateTime)})
		}
		return c.write(env.Stdout, rows)
	})
}

type userRemoveCmd struct {
	accountFlag
	Name string `arg:"" help:"Whom."`
}

// Run takes a user away.
func (c *userRemoveCmd) Run(ctx context.Context) error {
	return c.change(ctx, account.RemovedUser, c.Name, func(a account.Accounts) error { return a.RemoveUser(ctx, c.Name) })
}

type tokenAddCmd struct {
	accountFlag
	Name string       `arg:"" help:"The user in whose name the program asks."`
	Role account.Role `default:"reader" placeholder:"ROLE" help:"What it may do, at most what the user may (${default})."`
	For  string       `placeholder:"TEXT" help:"What it is for."`
	Days int          `default:"365" help:"After how many days it ends (${default}); 0 for never."`
}

// Run makes a token and shows it.
func (c *tokenAddCmd) Run(ctx context.Context, env *environment) error {
	if c.Days < 0 {
		return usageError{errors.New("--days: not less than 0")}
	}
	made, until := now(), time.Time{}
	if c.Days > 0 {
		until = made.AddDate(0, 0, c.Days)
	}
	return c.with(ctx, func(a account.Accounts) error {
		u, err := a.User(ctx, c.Name)
		if err != nil {
			return err
		}
		token, secret, err := account.NewToken(u, c.Role, c.For, made, until)
		if err != nil {
			return usageError{err}
		}
		if err := a.PutToken(ctx, token); err != nil {
			return err
		}
		if err := a.Note(ctx, account.Act{At: made, User: c.By, What: account.MadeToken, On: token.ID + " of " + u.Name}); err != nil {
			return err
		}
		fmt.Fprintf(env.Stderr, "onrecord: token %s of %s, %s; it is shown this once\n", token.ID, u.Name, ends(token.Until))
		if _, err := fmt.Fprintln(env.Stdout, secret); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
		return nil
	})
}

// ends tells when a token ends.
func ends(until time.Time) string {
	if until.IsZero() {
		return "without an end"
	}
	return "until " + until.Format(time.DateOnly)
}

type tokenListCmd struct {
	accountFlag
	listForm
}

// Run lists tokens.
func (c *tokenListCmd) Run(ctx context.Context, env *environment) error {
	return c.with(ctx, func(a account.Accounts) error {
		tokens, err := a.Tokens(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "USER", "ROLE", "MADE", "ENDS", "FOR"}}
		for _, t := range tokens {
			end := ends(t.Until)
			if !t.Valid(now()) {
				end = "ended"
			}
			rows = append(rows, []string{t.ID, t.User, string(t.Role), t.Made.Format(time.DateOnly), end, t.Note})
		}
		return c.write(env.Stdout, rows)
	})
}

type tokenRemoveCmd struct {
	accountFlag
	ID string `arg:"" help:"The token's id, as the list has it."`
}

// Run takes a token away.
func (c *tokenRemoveCmd) Run(ctx context.Context) error {
	return c.change(ctx, account.RemovedToken, c.ID, func(a account.Accounts) error { return a.RemoveToken(ctx, c.ID) })
}

// logCmd shows who did what.
type logCmd struct {
	accountFlag
	listForm
	Limit int `default:"50" help:"How many acts, the newest first (${default})."`
}

// Run shows the log.
func (c *logCmd) Run(ctx context.Context, env *environment) error {
	if c.Limit < 1 {
		return usageError{errors.New("--limit: at least 1")}
	}
	return c.with(ctx, func(a account.Accounts) error {
		acts, err := a.Acts(ctx, c.Limit)
		if err != nil {
			return err
		}
		rows := [][]string{{"WHEN", "WHO", "WHAT", "ON", "FROM"}}
		for _, act := range acts {
			rows = append(rows, []string{act.At.Format(time.DateTime), cmp.Or(act.User, "nobody known"), string(act.What), act.On, cmp.Or(act.Address, "here")})
		}
		return c.write(env.Stdout, rows)
	})
}
