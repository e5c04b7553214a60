package annotate

import (
	"onrecord/annotate/internal/timex"
	"onrecord/ling"
)

// AnchorTime is the index in doc.Times of the expression that belongs to the
// verb or event noun at token tok: the one that says when it happened. It is
// -1 where none does; then the article's day is the best guess. It rests on the
// tree, and takes the nearest expression of the sentence where there is none.
func AnchorTime(doc *ling.Document, tok int) int { return timex.Anchor(doc, tok) }
