// Package onrecord is the vocabulary of the record that onrecord keeps of
// news: an Article is a page as read, its Text frozen; a Statement is what one
// article says somebody said; an Actor is who is meant. Every fact carries the
// spans it was read from: no span, no fact.
//
// The package does no input or output and imports nothing but package ling.
// Offsets are bytes into Article.Text; package export turns them into code
// points at the border. The contract of what leaves the program is docs/record.schema.json.
package onrecord
