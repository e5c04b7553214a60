package refer

import "onrecord/ling/ud"

// isSomebody is the person of whom a sentence says that they are what d describes:
// "Ana Kern is a health official", "Bo Lind has been mayor of Northgate since May".
func (w *walker) isSomebody(d *Description) *Entity {
	if w.view.QuoteAt(d.Head) >= 0 || d.Former {
		return nil
	}
	copula, subject := false, -1
	for _, k := range w.view.Kids(d.Head) {
		switch tok := &w.view.Tokens[k]; {
		case tok.Deprel == "cop":
			copula = true
		case isSubject(tok.Deprel):
			subject = k
		case tok.Deprel == "neg", w.low[k] == "not", w.low[k] == "n't", w.low[k] == "never", tok.UPOS == ud.AUX && w.view.Tokens[k].XPOS == "MD":
			return nil
		}
	}
	if !copula || subject < 0 || subject > d.Head {
		return nil
	}
	if e := w.entityAt(subject); e != nil && e.Kind == Person {
		return e
	}
	return nil
}
