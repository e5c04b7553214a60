package sqlite

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"iter"
	"slices"
	"sort"

	"github.com/ncruces/go-sqlite3"

	"onrecord/internal/store/relational"
)

// functions are those that our SQL has beside SQLite's.
func functions(c *sqlite3.Conn) error {
	if err := c.CreateFunction("numbers_in", 1, sqlite3.DETERMINISTIC, numbersIn); err != nil {
		return err
	}
	if err := c.CreateFunction("has_any", 2, sqlite3.DETERMINISTIC, hasAny); err != nil {
		return err
	}
	return c.CreateAggregateFunction("packed_numbers", 1, sqlite3.DETERMINISTIC, packedNumbers)
}

// numbersIn is relational.NumbersIn as a function of SQL, which gives a JSON list.
func numbersIn(ctx sqlite3.Context, arg ...sqlite3.Value) {
	nums := relational.NumbersIn(arg[0].RawBlob())
	if nums == nil {
		nums = []int64{}
	}
	b, err := json.Marshal(nums)
	if err != nil {
		ctx.ResultError(err)
		return
	}
	ctx.ResultText(string(b))
}

// packedNumbers is an aggregate of SQL: numbers in their order, each in eight
// bytes, in which hasAny looks one up.
func packedNumbers(ctx *sqlite3.Context, seq iter.Seq[[]sqlite3.Value]) {
	var nums []int64
	for arg := range seq {
		nums = append(nums, arg[0].Int64())
	}
	slices.Sort(nums)
	packed := []byte{}
	for _, n := range nums {
		packed = binary.BigEndian.AppendUint64(packed, uint64(n))
	}
	ctx.ResultBlob(packed)
}

// hasAny is a function of SQL that tells whether a row has one of some packed
// numbers. It stops at the first: of an outlet that most rows have, nearly at once.
func hasAny(ctx sqlite3.Context, arg ...sqlite3.Value) {
	packed := arg[1].RawBlob()
	for b := arg[0].RawBlob(); len(b) > 0; {
		num, read := binary.Uvarint(b)
		if read <= 0 {
			break
		}
		b = b[read:]
		if _, found := sort.Find(len(packed)/8, func(i int) int { return cmp.Compare(num, binary.BigEndian.Uint64(packed[8*i:])) }); found {
			ctx.ResultBool(true)
			return
		}
	}
	ctx.ResultBool(false)
}
