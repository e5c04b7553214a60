package annotate

import (
	"onrecord/annotate/internal/timex"
	"onrecord/ling"
)

// DateEvidence is what a text says of the day it was written, without saying
// it: the latest year and the latest day of a year that it tells of as past,
// and days that stand with their weekday.
type DateEvidence = timex.Evidence

// DateEvidence gathers it from an annotated document.
func (a *Annotator) DateEvidence(doc *ling.Document) DateEvidence { return a.times.Evidence(doc) }
