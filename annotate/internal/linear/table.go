package linear

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Table maps hashes to small values. It keeps 32 bits of each hash: of a
// hundred thousand entries one word in forty thousand that is not there is
// taken for one that is, which features can bear.
type Table struct {
	slots []slot
	mask  uint32
}

type slot struct{ key, value uint32 }

// Entry is one entry of a Table; Value is never 0.
type Entry struct {
	Hash  uint64
	Value uint32
}

// NewTable builds a table. Values of equal keys are or-ed.
func NewTable(entries []Entry) *Table {
	t := sized(len(entries))
	for _, e := range entries {
		t.put(key(e.Hash), e.Value)
	}
	return t
}

// sized is an empty table with room for n entries, at most half full.
func sized(n int) *Table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &Table{slots: make([]slot, size), mask: uint32(size - 1)}
}

func key(hash uint64) uint32 { return uint32(Mix(0, hash, 0) >> 32) }

func (t *Table) put(k, value uint32) {
	at := k & t.mask
	for t.slots[at].value != 0 && t.slots[at].key != k {
		at = (at + 1) & t.mask
	}
	t.slots[at] = slot{k, t.slots[at].value | value}
}

// Get is the value of a hash, 0 if it is not there.
func (t *Table) Get(hash uint64) uint32 {
	k := key(hash)
	for at := k & t.mask; t.slots[at].value != 0; at = (at + 1) & t.mask {
		if t.slots[at].key == k {
			return t.slots[at].value
		}
	}
	return 0
}

const tablesMagic = "onrecord tables 1\n"

// WriteTables writes tables under a header. Equal tables give equal bytes.
func WriteTables(out io.Writer, h Header, tables ...*Table) error {
	var b bytes.Buffer
	b.WriteString(tablesMagic)
	if err := h.Write(&b); err != nil {
		return err
	}
	b.WriteByte('\n')
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if _, err := z.Write(t.bytes()); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err = out.Write(b.Bytes())
	return err
}

// bytes are the number of entries, the differences of the sorted keys, and the
// values in the order of keys.
func (t *Table) bytes() []byte {
	var used []slot
	for _, s := range t.slots {
		if s.value != 0 {
			used = append(used, s)
		}
	}
	slices.SortFunc(used, func(a, b slot) int { return int(int64(a.key) - int64(b.key)) })
	out := binary.AppendUvarint(nil, uint64(len(used)))
	last := uint32(0)
	for _, s := range used {
		out = binary.AppendUvarint(out, uint64(s.key-last))
		last = s.key
	}
	for _, s := range used {
		out = binary.AppendUvarint(out, uint64(s.value))
	}
	return out
}

// maxEntries bounds what a file may ask for.
const maxEntries = 1 << 20

// ReadTables reads as many tables as there are pointers.
func ReadTables(in io.Reader, tables ...**Table) (Header, error) {
	var h Header
	r := bufio.NewReader(in)
	if first, err := r.ReadString('\n'); err != nil || first != tablesMagic {
		return h, errors.New("not a file of tables")
	}
	if err := h.Read(r); err != nil {
		return h, err
	}
	if blank, err := r.ReadString('\n'); err != nil || blank != "\n" {
		return h, errors.New("no blank line after the header")
	}
	z := bufio.NewReader(flate.NewReader(r))
	for _, t := range tables {
		read, err := readTable(z)
		if err != nil {
			return h, fmt.Errorf("table of %s: %w", h.Name, err)
		}
		*t = read
	}
	return h, nil
}

func readTable(z *bufio.Reader) (*Table, error) {
	n, err := binary.ReadUvarint(z)
	if err != nil {
		return nil, err
	}
	if n > maxEntries {
		return nil, fmt.Errorf("%d entries, more than %d", n, maxEntries)
	}
	keys := make([]uint32, n)
	last := uint64(0)
	for i := range keys {
		d, err := binary.ReadUvarint(z)
		if err != nil {
			return nil, err
		}
		last += d
		keys[i] = uint32(last)
	}
	t := sized(int(n))
	for _, k := range keys {
		v, err := binary.ReadUvarint(z)
		if err != nil {
			return nil, err
		}
		if v == 0 || v > 1<<32-1 {
			return nil, fmt.Errorf("value %d", v)
		}
		t.put(k, uint32(v))
	}
	return t, nil
}
