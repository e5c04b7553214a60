package annotate

import (
	"context"

	"onrecord/ling"
)

// Times finds the time expressions of a text and resolves them from the given
// day, zero if there is none: what a page says of its own date can be read
// with it before there is an article. The error is that of ctx.
func (a *Annotator) Times(ctx context.Context, text string, day ling.Date) ([]ling.TimeExpr, error) {
	doc := &ling.Document{Text: text, Published: day}
	if err := a.cut(ctx, doc); err != nil {
		return nil, err
	}
	a.times.Annotate(doc)
	return doc.Times, nil
}
