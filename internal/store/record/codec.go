// Package record is what stores of every sort write of a record: the record
// itself, once, as one compressed document, and the rows by which lists and
// look-ups find it, which can be made of it again at any time.
//
// What is written has types of its own, so that a name changed in the
// vocabulary does not change what is stored. A document begins with a byte that
// tells its form; documents of every form there ever was are read.
package record

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"onrecord"
	"onrecord/ling"
)

// The forms of documents, compressed by Zstandard.
const (
	plainJSON = 1
	byColumns = 2 // shred.go, with the dictionary
)

// dictionary is what documents of columns have in common: their paths, and
// words of ours that most have. It may never change: another one is another form.
//
//go:embed dictionary.txt
var dictionary []byte

// dictionaryID is the number of the dictionary in what is compressed with it.
const dictionaryID = byColumns

// pieces is what pieces (Pack) have in common: the names and the commonest
// values of the JSON of facts and rows. It was made by "zstd --train
// --maxdict=16384 --dictID=4" of those of the sentences that stand as examples in
// our rules. It may never change either.
//
//go:embed pieces.dict
var pieces []byte

// Codec writes and reads documents. It is safe for concurrent use.
type Codec struct {
	write *zstd.Encoder
	pack  *zstd.Encoder
	read  *zstd.Decoder
	// writers and readers of documents that nobody uses.
	writers, readers sync.Pool
}

// longest is how many bytes a document may have: articles of more than 16 MiB
// are refused, and what is found in one is some times its length.
const longest = 1 << 30

// NewCodec makes a codec.
func NewCodec() (*Codec, error) {
	// To clear the tables of a slower level takes as long as to write a document of
	// 17 KB (.53 ms for .28), and makes it 3 % smaller.
	write, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true),
		zstd.WithEncoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		return nil, fmt.Errorf("make a compressor: %w", err)
	}
	// A piece is small: the tables of a slower level are larger than what they gain
	// (4.6 %) is worth, since they are cleared for every piece (four times as slow).
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithEncoderDict(pieces))
	if err != nil {
		return nil, fmt.Errorf("make a compressor of pieces: %w", err)
	}
	read, err := zstd.NewReader(nil, zstd.WithDecoderDicts(pieces), zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(longest), zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		return nil, fmt.Errorf("make a decompressor: %w", err)
	}
	c := &Codec{write: write, pack: pack, read: read}
	c.writers.New = func() any { return newWriter(reflect.TypeFor[document]()) }
	c.readers.New = func() any { return newReader(reflect.TypeFor[document]()) }
	return c, nil
}

// document is a record as it is written, without what Head has.
type document struct {
	Text        string           `json:"text"`
	Blocks      []block          `json:"blocks,omitempty"`
	Doubts      doubts           `json:"doubts,omitzero"`
	Actors      []Actor          `json:"actors,omitempty"`
	Mentions    []mention        `json:"mentions,omitempty"`
	Times       []timeExpr       `json:"times,omitempty"`
	Statements  []statementBody  `json:"statements,omitempty"`
	Events      []eventBody      `json:"events,omitempty"`
	Agreements  []agreementBody  `json:"agreements,omitempty"`
	Memberships []membershipBody `json:"memberships,omitempty"`
}

// Encode is the document of a record.
func (c *Codec) Encode(r *onrecord.Record) []byte {
	d := document{
		Text: r.Text, Blocks: toBlocks(r.Blocks), Doubts: doubts{toDoubts(r.Article.Diagnostics), toDoubts(r.Found.Diagnostics)},
		Actors: mapped(r.Actors, ToActor), Mentions: mapped(r.Mentions, toMention), Times: mapped(r.Times, toTime),
	}
	for i := range r.Statements {
		d.Statements = append(d.Statements, toStatement(&r.Statements[i]))
	}
	for i := range r.Events {
		d.Events = append(d.Events, toEvent(&r.Events[i]))
	}
	for i := range r.Agreements {
		d.Agreements = append(d.Agreements, toAgreement(&r.Agreements[i]))
	}
	for i := range r.Memberships {
		d.Memberships = append(d.Memberships, toMembership(&r.Memberships[i]))
	}
	w := c.writers.Get().(*writer)
	columns := w.columns(reflect.ValueOf(&d).Elem())
	if w.keys <= mostKeys {
		c.writers.Put(w)
	}
	return c.write.EncodeAll(columns, []byte{byColumns})
}

// Decode fills r with what a document holds.
func (c *Codec) Decode(b []byte, r *onrecord.Record) error {
	if len(b) == 0 || b[0] != plainJSON && b[0] != byColumns {
		return fmt.Errorf("a document of an unknown form (%.1q)", b)
	}
	plain, err := c.read.DecodeAll(b[1:], nil)
	if err != nil {
		return fmt.Errorf("unpack a document: %w", err)
	}
	var d document
	read := c.unshred
	if b[0] == plainJSON {
		read = func(b []byte, d *document) error { return json.Unmarshal(b, d) }
	}
	if err := read(plain, &d); err != nil {
		return fmt.Errorf("read a document: %w", err)
	}
	r.Text, r.Blocks = d.Text, fromBlocks(d.Blocks)
	r.Article.Diagnostics, r.Found.Diagnostics = fromDoubts(d.Doubts.Page), fromDoubts(d.Doubts.Text)
	r.Actors, r.Mentions = mapped(d.Actors, Actor.Actor), mapped(d.Mentions, mention.mention)
	if r.Times, err = fromTimes(d.Times); err != nil {
		return fmt.Errorf("read a document: %w", err)
	}
	r.Statements, r.Events = mapped(d.Statements, statementBody.statement), mapped(d.Events, eventBody.event)
	r.Agreements, r.Memberships = mapped(d.Agreements, agreementBody.agreement), mapped(d.Memberships, membershipBody.membership)
	return nil
}

// unshred reads a document from its columns.
func (c *Codec) unshred(b []byte, d *document) error {
	r := c.readers.Get().(*reader)
	if err := r.read(b, reflect.ValueOf(d).Elem()); err != nil {
		return err // what it was left with is not worth keeping
	}
	if r.keys <= mostKeys {
		c.readers.Put(r)
	}
	return nil
}

// jsonOf is v as JSON. What is written here is plain data, of which no value
// fails to marshal.
func jsonOf(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// head is what a list shows of an article.
type head struct {
	Path       string   `json:"path,omitempty"`
	URL        string   `json:"url,omitempty"`
	Outlet     string   `json:"outlet,omitempty"`
	Title      string   `json:"title,omitempty"`
	Authors    []string `json:"authors,omitempty"`
	Byline     string   `json:"byline,omitempty"`
	Section    string   `json:"section,omitempty"`
	Lang       string   `json:"lang,omitempty"`
	Published  string   `json:"published,omitempty"`
	Earliest   string   `json:"earliest,omitempty"`
	Latest     string   `json:"latest,omitempty"`
	Basis      string   `json:"basis,omitempty"`
	Confidence float64  `json:"confidence,omitempty"`
	Spans      spans    `json:"spans,omitempty"`
	Modified   string   `json:"modified,omitempty"`
	Collected  string   `json:"collected,omitempty"`
}

// Head is what a list shows of an article, its id and version aside: all but
// what its document has. It is JSON.
func Head(a *onrecord.Article) []byte {
	p := a.Published
	return jsonOf(head{
		Path: a.Path, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Authors: a.Authors, Byline: a.Byline, Section: a.Section, Lang: a.Lang,
		Published: p.Value, Earliest: p.Earliest.String(), Latest: p.Latest.String(), Basis: string(p.Basis), Confidence: p.Confidence, Spans: toSpans(p.Spans),
		Modified: a.Modified, Collected: stamp(a.Collected),
	})
}

// ReadHead fills a with what a head holds.
func ReadHead(b []byte, a *onrecord.Article) error {
	var h head
	if err := json.Unmarshal(b, &h); err != nil {
		return fmt.Errorf("read an article's head: %w", err)
	}
	a.Path, a.URL, a.Outlet, a.Title, a.Authors, a.Lang, a.Modified = h.Path, h.URL, h.Outlet, h.Title, h.Authors, h.Lang, h.Modified
	a.Byline, a.Section = h.Byline, h.Section
	a.Published = onrecord.Published{Value: h.Published, Basis: onrecord.Basis(h.Basis), Confidence: h.Confidence, Spans: h.Spans.ling()}
	for _, d := range []struct {
		from string
		to   *ling.Date
	}{{h.Earliest, &a.Published.Earliest}, {h.Latest, &a.Published.Latest}} {
		if err := readDay(d.from, d.to); err != nil {
			return fmt.Errorf("read an article's head: %w", err)
		}
	}
	if h.Collected == "" {
		return nil
	}
	t, err := time.Parse(time.RFC3339, h.Collected)
	if err != nil {
		return fmt.Errorf("read an article's head: %w", err)
	}
	a.Collected = t
	return nil
}

// readDay reads a day or "".
func readDay(s string, to *ling.Date) error {
	if *to = (ling.Date{}); s == "" {
		return nil
	}
	d, err := ling.ParseDate(s)
	*to = d
	return err
}

// How what Pack made is kept, by its first byte.
const (
	asItIs   = 2
	packed   = 3 // with the dictionary of documents
	inPieces = 4 // with that of pieces, without the magic number
)

// magic is how every frame of Zstandard begins (RFC 8878, 3.1.1).
const magic = "\x28\xb5\x2f\xfd"

// Pack makes a piece smaller where it can.
func (c *Codec) Pack(b []byte) []byte {
	small := c.pack.EncodeAll(b, nil)
	if n := len(magic); len(small) > n && len(small)-n < len(b) {
		small[n-1] = inPieces
		return small[n-1:]
	}
	return append([]byte{asItIs}, b...)
}

// Unpack is what was packed.
func (c *Codec) Unpack(b []byte) ([]byte, error) {
	switch {
	case len(b) > 0 && b[0] == asItIs:
		return b[1:], nil
	case len(b) > 0 && b[0] == packed:
		return c.read.DecodeAll(b[1:], nil)
	case len(b) > 0 && b[0] == inPieces:
		return c.read.DecodeAll(append([]byte(magic), b[1:]...), nil)
	}
	return nil, fmt.Errorf("a piece of an unknown form (%.1q)", b)
}
