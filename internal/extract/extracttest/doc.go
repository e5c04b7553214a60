// Package extracttest is what the tests of the extractors share: it reads a text up to
// its statements as the program does (a Page), makes texts and trees that no writer and
// no parser would give (Wild, Shake), checks that claims stand in their text, and keeps
// goldens.
//
// The extractors' own packages import it in their tests only.
package extracttest
