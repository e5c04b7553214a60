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
	annotate func(*ling.Document, *parse.Scores)
}

// alone is a layer that needs nothing but the document.
func alone(name Layer, annotate func(*ling.Document)) layer {
	return layer{name, func(doc *ling.Document, _ *parse.Scores) { annotate(doc) }}
}

// build makes the layers in their order, each resting on those before it.
func build(a *Annotator, without map[Layer]bool) ([]layer, error) {
	var all []layer
	tags, trees, named := !without[Tags], !without[Trees], !without[Names]
	if tags || trees || named {
		p, err := parse.English()
		if err != nil {
			return nil, fmt.Errorf("load tagger and parser: %w", err)
		}
		if named && p.NameTags() != names.Tags {
			return nil, fmt.Errorf("load names: the network knows %d tags of them, want %d", p.NameTags(), names.Tags)
		}
		// One run of the network serves all three, so they stand under one name.
		all = append(all, layer{Tags, func(doc *ling.Document, scores *parse.Scores) {
			if !named {
				scores = nil
			}
			p.AnnotateNames(doc, tags, trees, scores)
		}})
	}
	if !without[Lemmas] {
		l, err := lemma.English()
		if err != nil {
			return nil, fmt.Errorf("load lemmatizer: %w", err)
		}
		all = append(all, alone(Lemmas, l.Annotate))
	}
	if named {
		f, err := names.English()
		if err != nil {
			return nil, fmt.Errorf("load names: %w", err)
		}
		all = append(all, layer{Names, func(doc *ling.Document, scores *parse.Scores) { f.Annotate(doc, scores.Rows) }})
	}
	if !without[Times] {
		all = append(all, alone(Times, a.times.Annotate))
	}
	if !without[Quotes] {
		all = append(all, alone(Quotes, quote.Annotator{}.Annotate))
	}
	if !without[Coref] {
		c, err := coref.New()
		if err != nil {
			return nil, fmt.Errorf("load coreference: %w", err)
		}
		all = append(all, alone(Coref, c.Annotate))
	}
	return all, nil
}
