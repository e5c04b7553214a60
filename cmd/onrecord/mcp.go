package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"onrecord/internal/ask"
	"onrecord/internal/mcp"
	"onrecord/internal/world"
)

// mcpCmd answers an assistant.
type mcpCmd struct {
	storeFlag
}

// Help is shown by mcp --help.
func (mcpCmd) Help() string {
	return `Answers an assistant over standard input and output, by the Model Context Protocol. Its
tools only read: they list, cite, and check whether words stand in an article as they are
quoted, so that an assistant copies quotations from the record instead of making them.

In the configuration of an assistant:
  {"mcpServers": {"onrecord": {"command": "onrecord", "args": ["mcp", "--store", "/path/to/onrecord.db"]}}}`
}

// Run answers until standard input ends.
func (c *mcpCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	rows, ok := store.(world.Store)
	if !ok {
		return errors.New("this store keeps no rows of many articles")
	}
	server := mcp.New(store, func(ctx context.Context) (*ask.World, error) {
		if err := settle(ctx, store); err != nil {
			return nil, err
		}
		return ask.Of(rows).Beside(store), nil
	}, env.Version)
	err = server.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(env.Stdin), Writer: unclosed{env.Stdout}})
	if err != nil && !errors.Is(err, io.EOF) && ctx.Err() == nil {
		return fmt.Errorf("answer the assistant: %w", err)
	}
	return nil
}

// unclosed is an output that others close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
