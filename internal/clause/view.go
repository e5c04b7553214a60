package clause

import "onrecord/ling"

// View is a document as the rules of claims ask about it: who hangs on what,
// what each word stands in, and where noun phrases and clauses begin and end.
type View struct {
	*Places
	predicates *Predicates // read so far by the program's own grammar
}

// Look prepares doc. A view reads the document and never changes it; it is safe
// for concurrent use, but for what Predicates reads.
func Look(doc *ling.Document) *View { return &View{Places: newPlaces(newTree(doc))} }
