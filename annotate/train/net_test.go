package train

import (
	"math"
	"testing"
)

// tiny is a small network over sentences of our own.
func tiny() (*Net, []*Sentence) {
	emb := &Embeddings{Dim: 16, Words: []string{"", "the", "minister", "said", "so", "."}}
	emb.Rows = make([]float32, len(emb.Words)*emb.Dim)
	for i := range emb.Rows {
		emb.Rows[i] = float32(math.Sin(float64(i)))
	}
	row := func(form string, upos int, head int, rel string) Row {
		return Row{Form: form, XPOS: "T" + rel, Feats: "_", Rel: rel, UPOS: 1, Head: head}
	}
	bank := [][]Row{
		{row("The", 6, 2, "det"), row("minister", 8, 3, "nsubj"), row("said", 16, 0, "root"), row("so", 3, 3, "advmod"), row(".", 13, 3, "punct")},
		{row("Said", 16, 0, "root"), row("the", 6, 3, "det"), row("minister", 8, 1, "nsubj")},
		{row("Ministers", 8, 0, "root"), row(".", 13, 1, "punct")},
		{row("So", 3, 2, "advmod"), row("said", 16, 0, "root"), row(".", 13, 2, "punct")},
	}
	labels := NewLabels(bank)
	c := Config{Word: 16, Sub: 16, SubBits: 6, Hidden: 32, Arc: 16, Rel: 16}
	coder := NewCoder(emb, labels, c.SubBits)
	sents := coder.Treebank(bank, 1)
	return NewNet(c, labels, emb, 5), coder.join(sents, []Named{
		{Forms: []string{"Said", "the", "minister"}, Tags: []int16{0, 1, 3}, Weight: 1},
		{Forms: []string{"Minister", "said"}, Tags: []int16{4, 0}, Weight: 1},
	})
}

// TestGradients holds every gradient to the difference quotient of the loss.
func TestGradients(t *testing.T) {
	n, sents := tiny()
	n.words.frozen = false
	for _, p := range n.all {
		p.prepare()
	}
	weigh := func() float64 {
		w := newWorker(0, 1)
		w.reset()
		s := n.encodeBatch(w, sents, 3)
		tags := n.tagHead(w, s, nil, 1)
		tree := n.parseHead(w, s, nil, 1)
		return tagWeight*tags.loss + tree.loss
	}
	w := newWorker(0, 1)
	w.train = true
	n.learn(w, sents, 1)
	for _, p := range n.all {
		bad := 0
		for i := 0; i < len(p.w); i += 1 + len(p.w)/40 {
			old := p.w[i]
			const eps = 3e-3
			p.w[i] = old + eps
			up := weigh()
			p.w[i] = old - eps
			down := weigh()
			p.w[i] = old
			want, got := (up-down)/(2*eps), float64(p.grad[0][i])
			if math.Abs(want-got) > 0.02+0.03*math.Abs(want) {
				bad++
				if bad > 2 {
					t.Errorf("%s[%d]: gradient %g, want %g", p.name, i, got, want)
				}
			}
		}
	}
}
