// Package encode turns the words of a sentence into vectors that know their
// surroundings: word and subword embeddings, then a light recurrent network.
// Whatever labels words (tags, trees, names) puts its classifier on top.
package encode
