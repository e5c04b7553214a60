// Package kb is the knowledge base: actors known to the world, the names they
// go by and how sure each is, and who held which office when.
//
// It is one pack, read in place: a Base looks things up in the pack's bytes
// and builds nothing when it opens. Build makes the pack, the same bytes from
// the same facts, from tables and from our own files in data/, which win where
// they differ. An id is Wikidata's where a source says so, else "x:" and a slug.
package kb
