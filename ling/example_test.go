package ling_test

import (
	"fmt"

	"onrecord/ling"
)

func ExampleOffsets() {
	text := "Kovač said"
	o := ling.NewOffsets(text)
	said := ling.Span{Start: 7, End: 11} // bytes
	fmt.Println(said.In(text))
	fmt.Println(o.CodePoints(said))
	// Output:
	// said
	// 6 10
}

func ExampleDocument_TokensIn() {
	doc := &ling.Document{Text: "Talks failed.", Tokens: []ling.Token{
		{Span: ling.Span{Start: 0, End: 5}, Form: "Talks"},
		{Span: ling.Span{Start: 6, End: 12}, Form: "failed"},
		{Span: ling.Span{Start: 12, End: 13}, Form: "."},
	}}
	first, last := doc.TokensIn(ling.Span{Start: 6, End: 13})
	for _, t := range doc.Tokens[first:last] {
		fmt.Println(t.Form)
	}
	// Output:
	// failed
	// .
}
