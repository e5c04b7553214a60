package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"onrecord/internal/ingest"
	"onrecord/internal/queue"
)

// placeRoom is where a store, or a queue, remembers how far files were read.
const placeRoom = "place"

// placeEvery is after how many pages of a file its place is kept. What is read
// again after an interruption is known already and costs its extraction alone.
const placeEvery = 100

// places remembers how far large files were read, so that an interrupted run
// goes on there. A file that was read to its end has no place.
type places struct {
	store queue.Memory // what the articles are put into: a store, or a queue
	by    string       // the version of the program: another one reads all again
	off   bool
	note  func(name, message string)
	now   placeKept
	n     int
}

// placeKept is a place as it is kept. A file that has changed has none.
type placeKept struct {
	Path           string `json:"-"`
	By             string `json:"by"`
	Size, Modified int64
	Offset         int64
	Member         int
}

// fileOf is a file as it is now.
func (p *places) fileOf(name string) (placeKept, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return placeKept{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return placeKept{}, err
	}
	return placeKept{Path: path, By: p.by, Size: info.Size(), Modified: info.ModTime().UnixNano()}, nil
}

// resume says where reading a file goes on.
func (p *places) resume(ctx context.Context) func(string) ingest.Mark {
	return func(name string) ingest.Mark {
		file, err := p.fileOf(name)
		if err != nil || p.off {
			return ingest.Mark{}
		}
		value, err := p.store.State(ctx, placeRoom, file.Path)
		var kept placeKept
		if err != nil || value == nil || json.Unmarshal(value, &kept) != nil {
			return ingest.Mark{} // it is read from its beginning
		}
		if kept.By != file.By || kept.Size != file.Size || kept.Modified != file.Modified {
			return ingest.Mark{}
		}
		p.note(name, fmt.Sprintf("goes on behind record %d", kept.Member))
		return ingest.Mark{Input: name, Offset: kept.Offset, Member: kept.Member}
	}
}

// passed hears of a page that was dealt with.
func (p *places) passed(ctx context.Context, mark ingest.Mark, _ error) error {
	if mark.Input == "" || mark.Link != "" {
		return nil
	}
	if file, err := p.fileOf(mark.Input); err == nil && file.Path != p.now.Path {
		if err := p.forget(ctx); err != nil { // the file before was read to its end
			return err
		}
		p.now = file
	}
	p.now.Offset, p.now.Member = mark.Offset, mark.Member
	if p.n++; p.n%placeEvery == 0 {
		return p.keep(ctx)
	}
	return nil
}

func (p *places) keep(ctx context.Context) error {
	if p.now.Path == "" {
		return nil
	}
	value, err := json.Marshal(p.now)
	if err != nil {
		return err
	}
	return p.store.PutState(ctx, placeRoom, p.now.Path, value)
}

func (p *places) forget(ctx context.Context) error {
	if p.now.Path == "" {
		return nil
	}
	path := p.now.Path
	p.now = placeKept{}
	return p.store.PutState(ctx, placeRoom, path, nil)
}

// finish keeps the place of the file that was being read, unless all is done.
func (p *places) finish(ctx context.Context, done bool) error {
	if done {
		return p.forget(ctx)
	}
	return p.keep(ctx)
}
