package annotate

import (
	"fmt"

	"onrecord/annotate/internal/coref"
	"onrecord/annotate/internal/lemma"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/parse"
	"onrecord/annotate/internal/quote"
	"onrecord/ling"
)

// Layer names a part of what an Annotator adds to tokens.
type Layer string

// The layers above tokens, in the order they run.
const (
	Tags   Layer = "tags"   // UPOS, XPOS, feats
	Lemmas Layer = "lemmas" // lemmas, from form and tags
	Trees  Layer = "trees"  // heads and relations
	Names  Layer = "names"  // Mentions of names
	Times  Layer = "times"  // TimeExprs
	Quotes Layer = "quotes" // Quotations
	Coref  Layer = "coref"  // Mentions of pronouns and descriptions, chains
)

// layer fills its part of a document. It is safe for concurrent use.
type layer struct {
	name     Layer
	annotate func(*ling.Document)
}

// build makes the layers in their order, each resting on those before it.
func build(a *Annotator, without map[Layer]bool) ([]layer, error) {
	var all []layer
	tags, trees := !without[Tags], !without[Trees]
	if tags || trees {
		p, err := parse.English()
		if err != nil {
			return nil, fmt.Errorf("load tagger and parser: %w", err)
		}
		// One run of the network serves both, so both stand under one name.
		name := Tags
		if !tags {
			name = Trees
		}
		all = append(all, layer{name, func(doc *ling.Document) { p.Annotate(doc, tags, trees) }})
	}
	if !without[Lemmas] {
		l, err := lemma.English()
		if err != nil {
			return nil, fmt.Errorf("load lemmatizer: %w", err)
		}
		all = append(all, layer{Lemmas, l.Annotate})
	}
	if !without[Names] {
		f, err := names.English()
		if err != nil {
			return nil, fmt.Errorf("load names: %w", err)
		}
		all = append(all, layer{Names, f.Annotate})
	}
	all = append(all, []layer{
		{Times, a.times.Annotate},
		{Quotes, quote.New().Annotate},
	}...)
	if !without[Coref] {
		c, err := coref.New()
		if err != nil {
			return nil, fmt.Errorf("load coreference: %w", err)
		}
		all = append(all, layer{Coref, c.Annotate})
	}
	var wanted []layer
	for _, l := range all {
		if !without[l.name] {
			wanted = append(wanted, l)
		}
	}
	return wanted, nil
}
