// Package eval scores what the program finds against what people marked. With
// package train it is the only reader of corpora, all of which stand outside
// the repository: its tests skip where they are absent.
package eval
