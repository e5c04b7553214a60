package relational

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"onrecord"
	"onrecord/internal/world"
)

// facts looks whether an article gave each type of the world tier what it gives
// today. r is as found.
func (in *inspector) facts(num int64, r *onrecord.Record) error {
	given := in.decided.Obeyed(*r)
	want, err := in.store.factsOf(in.ctx, in.tx, in.types, num, &given)
	if err != nil {
		return in.fault(r.ID, false, "%v", err)
	}
	for i, t := range in.types {
		agree, err := in.gave(num, t.Kind(), want[i])
		if err != nil {
			return err
		}
		if !agree {
			if err := in.fault(r.ID, false, "what it gives to the %s is not noted as it should be", t.Kind()); err != nil {
				return err
			}
		}
	}
	return nil
}

// gave tells whether an article is noted to have given a kind these facts, and
// their keys to have a fact of it.
func (in *inspector) gave(num int64, kind world.Kind, want []world.Fact) (bool, error) {
	got, err := in.store.given(in.ctx, in.tx, kind, num)
	if err != nil {
		return false, nil //nolint:nilerr // what cannot be read is not what it should be
	}
	var keys []int64
	for i, f := range want {
		f.Article = "" // the row of the article has it
		key, err := findKey(in.ctx, in.tx, kind, f.Key)
		if err != nil {
			return false, err
		}
		if i >= len(got) || got[i].key != key || !sameFact(got[i].Fact, f) {
			return false, nil
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	noted, err := numbers(in.ctx, in.tx, "SELECT f.key FROM world_fact f JOIN world_key k ON k.num = f.key WHERE f.source = ? AND k.kind = "+kindNum+" ORDER BY f.key", num, string(kind))
	return len(got) == len(want) && slices.Equal(noted, slices.Compact(keys)), err
}

// settled are the types whose facts are not yet to be made anew.
func (in *inspector) settled() (out []world.Type, err error) {
	var stale bool
	if err := in.tx.QueryRowContext(in.ctx, "SELECT EXISTS (SELECT 1 FROM world_stale) OR EXISTS (SELECT 1 FROM world_stale_actor)").Scan(&stale); err != nil || stale {
		return nil, err
	}
	for _, t := range in.store.types {
		var made bool
		if err := in.tx.QueryRowContext(in.ctx, "SELECT EXISTS (SELECT 1 FROM world_type WHERE kind = ? AND version = ? AND behind = 0)", string(t.Kind()), t.Version()).Scan(&made); err != nil {
			return nil, err
		}
		if made {
			out = append(out, t)
		}
	}
	return out, nil
}

// inspectedAtOnce is how many rows of the world tier are held while their cites
// are looked up.
const inspectedAtOnce = 500

// world looks whether the words that rows of the world tier cite stand where
// they are said to.
func (in *inspector) world() error {
	type one struct {
		num  int64
		kind string
		row  world.Row
	}
	for last := int64(0); ; {
		var rows []one
		seen := 0
		err := Each(in.ctx, in.tx, "SELECT "+in.store.rowColumns()+", r.num, (SELECT kind FROM world_kind WHERE num = r.kind) FROM world_row r WHERE r.num > ? ORDER BY r.num LIMIT ?", func(scanned *sql.Rows) error {
			var o one
			err := in.store.scanRow(scanned, &o.row, &o.num, &o.kind)
			if err != nil && o.num != 0 {
				err = in.fault("", false, "a row of the %s: %v", o.kind, err)
			} else if err == nil {
				rows = append(rows, o)
			}
			last, seen = max(last, o.num), seen+1
			return err
		}, last, inspectedAtOnce)
		if err != nil || seen == 0 {
			return err
		}
		for _, o := range rows {
			if err := in.cited(o.kind, o.row); err != nil {
				return err
			}
		}
	}
}

// cited looks whether what a row cites stands where it is said to.
func (in *inspector) cited(kind string, row world.Row) error {
	var tree any
	if err := json.Unmarshal(row.Body, &tree); err != nil {
		return in.fault("", false, "%s %s: %v", kind, row.ID, err)
	}
	for _, c := range cites(tree, nil) {
		said, err := in.said(c)
		if err == nil && said != c.Text && kind == string(world.Inconsistencies) {
			said, err = in.saidBefore(c, said)
		}
		if err != nil {
			return err
		} else if said != c.Text {
			if err := in.fault(c.Article, false, "%s %s cites %q at %d to %d, where %q stands", kind, row.ID, c.Text, c.Start, c.End, said); err != nil {
				return err
			}
		}
	}
	return nil
}

// cites are all cites within a JSON value, whatever it is of.
func cites(v any, out []onrecord.Cite) []onrecord.Cite {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = cites(e, out)
		}
	case map[string]any:
		article, ok := v["article"].(string)
		start, isCite := v["start"].(float64)
		end, _ := v["end"].(float64)
		text, hasText := v["text"].(string)
		if ok && isCite && hasText && article != "" {
			return append(out, onrecord.Cite{Article: onrecord.ArticleID(article), Start: int(start), End: int(end), Text: text})
		}
		for _, e := range v { // in any order
			out = cites(e, out)
		}
	}
	return out
}

// said is what stands where a cite says it does.
func (in *inspector) said(c onrecord.Cite) (string, error) {
	nums, err := numbers(in.ctx, in.tx, "SELECT num FROM article WHERE id = ?", string(c.Article))
	if err != nil || len(nums) == 0 {
		return "", err
	}
	e, err := in.store.entry(in.ctx, in.tx, nums[0])
	if errors.Is(err, errDamaged) { // which is told of already
		return c.Text, nil
	}
	if err != nil {
		return "", err
	}
	return standsAt(e.found.Text, c), nil
}

// saidBefore is what an earlier text of the article has there, if that is what is
// cited: what changed between the versions of a page is told with the words of both.
func (in *inspector) saidBefore(c onrecord.Cite, said string) (string, error) {
	nums, err := numbers(in.ctx, in.tx, "SELECT num FROM article WHERE id = ?", string(c.Article))
	if err != nil || len(nums) == 0 {
		return said, err
	}
	past, err := in.store.pastOf(in.ctx, in.tx, nums[0], c.Article)
	for i := range past {
		if before := standsAt(past[i].Text, c); before == c.Text {
			return before, nil
		}
	}
	return said, err
}

// standsAt is what stands in a text where a cite says, "" for no such place.
func standsAt(text string, c onrecord.Cite) string {
	chars := []rune(text)
	if c.Start < 0 || c.Start > c.End || c.End > len(chars) {
		return ""
	}
	return string(chars[c.Start:c.End])
}
