package refer

import "onrecord/ling/ud"

// doing gives the person e, whom the relative pronoun at token i means, the office
// that the verb of its clause says: "Lena Voss, who heads the guard" is the head of
// the guard.
func (w *walker) doing(i int, e *Entity) {
	v := w.view.Tokens[i].Head
	if v <= i || !isSubject(w.view.Tokens[i].Deprel) || e.Kind != Person {
		return
	}
	noun, _ := w.Noun(w.Words.doer[w.low[v]])
	o := w.view.Kid(v, "obj")
	if noun == nil || o < v {
		return
	}
	d := &Description{First: v, Last: o + 1, Head: v, Noun: noun, Office: true, Definite: true}
	for k := v + 1; k <= o; k++ {
		if t := &w.view.Tokens[k]; t.UPOS != ud.DET && t.UPOS != ud.PUNCT {
			d.mods = append(d.mods, w.low[k])
		}
	}
	e.Bear(d)
}
