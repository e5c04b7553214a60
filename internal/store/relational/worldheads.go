package relational

import (
	"context"
	"database/sql"
	"iter"

	"onrecord/internal/world"
)

// head is a row without what it is, and the numbers of what it has.
type head struct {
	world.Row
	has []int64
}

// Heads implements world.Lists.
func (s *Store) Heads(ctx context.Context, kind world.Kind, f world.Filter, fields ...string) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		heads, err := s.heads(ctx, kind, f)
		var values map[int64]world.Has
		if err == nil {
			values, err = s.valuesOf(ctx, heads, fields)
		}
		if err != nil {
			yield(world.Row{}, s.Wrap("list the heads of "+string(kind), err))
			return
		}
		for _, h := range heads {
			for _, num := range h.has {
				if v, ok := values[num]; ok {
					h.Has = append(h.Has, v)
				}
			}
			if !yield(h.Row, nil) {
				return
			}
		}
	}
}

func (s *Store) heads(ctx context.Context, kind world.Kind, f world.Filter) (out []head, err error) {
	asked, args, err := s.listed(ctx, kind, f, "r.id, r.first, r.last, r.has")
	if err != nil {
		return nil, err
	}
	err = Each(ctx, s.read, asked, func(rows *sql.Rows) error {
		var h head
		var has []byte
		err := rows.Scan(&h.ID, rowDayIn{&h.First, s.engine.DayOf}, rowDayIn{&h.Last, s.engine.DayOf}, &has)
		h.has = NumbersIn(has)
		out = append(out, h)
		return err
	}, args...)
	return out, err
}

// valuesOf are the values of some fields that rows have, by their numbers. Each is
// looked up once, whatever field it is of: only the value itself knows.
func (s *Store) valuesOf(ctx context.Context, heads []head, fields []string) (map[int64]world.Has, error) {
	out, asked := map[int64]world.Has{}, map[int64]bool{}
	var nums []int64
	for _, h := range heads {
		for _, num := range h.has {
			if !asked[num] {
				asked[num], nums = true, append(nums, num)
			}
		}
	}
	if len(nums) == 0 || len(fields) == 0 {
		return out, nil
	}
	err := Each(ctx, s.read, "SELECT v.num, v.field, v.value, v.name FROM "+integers+" x CROSS JOIN world_value v WHERE v.num = x.value AND v.field IN (SELECT value FROM json_each(?))", func(rows *sql.Rows) error {
		var num int64
		var h world.Has
		err := rows.Scan(&num, &h.Field, &h.Value, &h.Name)
		out[num] = h
		return err
	}, text(nums), text(fields))
	return out, err
}
