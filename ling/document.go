package ling

import "onrecord/ling/ud"

// Heads that are not a token.
const (
	// Root is the Head of the token that heads its sentence.
	Root = -1
	// NoHead is the Head of a token that no parser has looked at.
	NoHead = -2
)

// Token is a syntactic word in the sense of Universal Dependencies. Parts of a
// multi-word token ("don't": do, n't) have spans within it, which may be equal
// where the parts cannot be told apart on the page.
type Token struct {
	Span
	// Form is the word; it differs from the text only where CoNLL-U input or a
	// multi-word token says so.
	Form   string
	Lemma  string
	UPOS   ud.UPOS
	XPOS   string
	Feats  string // "Number=Sing|Person=3", "" for none
	Head   int    // index of the head token in the Document, Root, or NoHead
	Deprel string // "" without a parse
	Misc   string // other CoNLL-U MISC attributes as given, "" for none
	// SpaceAfter reports whether white space (or a block's end) follows.
	SpaceAfter bool
}

// Sentence is a range of tokens.
type Sentence struct {
	Span
	First, Last int  // tokens [First, Last)
	NewPar      bool // the sentence begins a paragraph
	Block       int  // index of the Block it stands in, -1 without blocks
	// Comments are CoNLL-U comment lines as given, without line ends; nil
	// where the sentence did not come from CoNLL-U.
	Comments []string
}

// MultiWord is a surface token made of several syntactic words.
type MultiWord struct {
	Span
	First, Last int // tokens [First, Last)
	Form        string
	Misc        string
}

// EmptyNode is a CoNLL-U empty node (8.1), kept as it came.
type EmptyNode struct {
	After int    // index of the token it follows; First-1 of its sentence if it leads
	Sent  int    // index of its sentence
	Line  string // the whole line
}

// BlockKind says what a stretch of an article's text is for.
type BlockKind string

// The kinds of blocks.
const (
	BlockTitle      BlockKind = "title"
	BlockStandfirst BlockKind = "standfirst"
	BlockByline     BlockKind = "byline"
	BlockDateline   BlockKind = "dateline"
	BlockHeading    BlockKind = "heading"
	BlockBody       BlockKind = "body"
	BlockCaption    BlockKind = "caption"
	BlockFurniture  BlockKind = "furniture"
)

// Prose reports whether the block is the article's own running words, which
// are annotated and may hold claims.
func (k BlockKind) Prose() bool {
	return k == BlockTitle || k == BlockStandfirst || k == BlockHeading || k == BlockBody
}

// Annotated reports whether sentences are made of the block at all: prose and
// captions; bylines, datelines and furniture are not.
func (k BlockKind) Annotated() bool { return k.Prose() || k == BlockCaption }

// Block is a stretch of text of one kind: a paragraph, a heading, a menu line.
type Block struct {
	Span
	Kind BlockKind
}

// MentionType is the type of a Mention: names as in OntoNotes and UNER, and
// pronouns and descriptions.
type MentionType string

// The types of mentions.
const (
	PER   MentionType = "PER"
	ORG   MentionType = "ORG"
	GPE   MentionType = "GPE"
	LOC   MentionType = "LOC"
	NORP  MentionType = "NORP"
	FAC   MentionType = "FAC"
	EVENT MentionType = "EVENT"
	PRON  MentionType = "PRON"
	NOM   MentionType = "NOM"
)

// Name reports whether the type is that of a proper name.
func (t MentionType) Name() bool { return t != PRON && t != NOM && t != "" }

// Mention is a span that names or points to something. Mentions may nest: in
// "Russian Foreign Minister Sergei Lavrov" the NORP "Russian" and the PER
// "Sergei Lavrov" lie within the NOM of the whole.
type Mention struct {
	Span
	First, Last int // tokens [First, Last)
	Head        int // token index of the syntactic head (for names: the last word if no tree)
	Type        MentionType
	// Entity numbers the coreference chain within the document, from 0;
	// -1 where the mention is linked to nothing.
	Entity  int
	FoundBy string // layer or rule, with version
}

// TimeType is the TIMEX3 type of a TimeExpr.
type TimeType string

// TIMEX3's four types.
const (
	DATE     TimeType = "DATE"
	TIME     TimeType = "TIME"
	DURATION TimeType = "DURATION"
	SET      TimeType = "SET"
)

// TimeExpr is a time expression in the sense of TimeML's TIMEX3
// (ISO 24617-1). Value is a TIMEX3 value; while the year is open it is written
// "XXXX-12-09".
type TimeExpr struct {
	Span
	First, Last  int // tokens [First, Last) it touches
	Type         TimeType
	Value        string
	Mod          string // TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, …
	Grain        string // minute hour part day week weekend month quarter season half year decade century
	Earliest     Date   // first day covered, zero where open or none
	Latest       Date   // last day covered, inclusive
	Alternatives []string
	FoundBy      string
}

// Quotation is a stretch between quotation marks; a continued paragraph's
// stretch belongs to the same quotation. Not every quotation is speech.
type Quotation struct {
	Span         // from the first opening to the last closing mark, marks included
	Parts []Span // one a paragraph, marks included
	// Outer is the index of the enclosing quotation, -1 at the top.
	Outer  int
	Closed bool // false where the closing mark is missing
}

// Diagnostic is a doubt about the text that a reader should see.
type Diagnostic struct {
	Rule    string
	Message string
	Spans   []Span
}

// Document is an annotated text. It is written by one goroutine and safe for
// concurrent reading afterwards.
type Document struct {
	Text        string
	Lang        string
	Published   Date // the day the article's times are anchored on; zero if unknown
	Blocks      []Block
	Tokens      []Token
	Sentences   []Sentence
	MultiWords  []MultiWord
	EmptyNodes  []EmptyNode
	Mentions    []Mention
	Times       []TimeExpr
	Quotations  []Quotation
	Diagnostics []Diagnostic
}

// SentenceAt is the index of the sentence that holds token i, -1 if none.
func (d *Document) SentenceAt(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.Sentences) && d.Sentences[lo].First <= i {
		return lo
	}
	return -1
}

// TokensIn returns the tokens [first, last) that touch span s.
func (d *Document) TokensIn(s Span) (first, last int) {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Tokens[mid].End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	first = lo
	for last = first; last < len(d.Tokens) && d.Tokens[last].Start < s.End; last++ {
	}
	return first, last
}
