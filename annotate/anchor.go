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

// CueTime is the index in doc.Times of the expression that says when the words
// of the reporting verb at token tok were said, -1 for none. It is stricter than
// AnchorTime: the expression hangs on the very verb, on one joined to it under
// one subject, or stands behind the quotation that the verb opens.
func CueTime(doc *ling.Document, tok int) int { return timex.OfCue(doc, tok) }
