package train

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"onrecord/annotate/internal/encode"
	"onrecord/annotate/internal/nn"
	"onrecord/annotate/internal/parse"
)

// Pack quantizes a network and writes it as the model that package parse embeds.
func Pack(w io.Writer, n *Net, words []string, meta nn.Meta) error {
	b := nn.NewBuilder(meta)
	shape, err := json.Marshal(encode.Shape{Word: n.Word, Sub: n.Sub, Bits: n.SubBits, Hidden: n.Hidden})
	if err != nil {
		return err
	}
	b.Add(encode.SectionShape, shape)
	b.Add(encode.SectionVocab, []byte(strings.Join(words, "\n")+"\n"))
	addTable(b, encode.SectionWords, n.words)
	addTable(b, encode.SectionSubs, n.subs)
	b.AddFloats(encode.SectionBound, n.bound.w)
	for l := range encode.Depth {
		for d, s := range []*sru{n.fwd[l], n.bwd[l]} {
			name, h := encode.SectionLayer(l, d), n.Hidden
			b.AddMatrix(name, s.in, s.parts*h, transposed(s.weights))
			bias := make([]float32, s.parts*h)
			copy(bias[h:], s.state.w[2*h:])
			b.AddFloats(name+".bias", bias)
			b.AddFloats(name+".state", s.state.w[:2*h])
		}
	}
	b.AddStrings(parse.SectionXPOS, n.Labels.XPOS)
	b.AddStrings(parse.SectionFeats, n.Labels.Feats)
	b.AddStrings(parse.SectionRels, n.Labels.Rels)
	add := func(name string, bias []float32, parts ...*param) {
		var rows []float32
		for _, p := range parts {
			rows = append(rows, transposed(p)...)
		}
		b.AddMatrix(name, parts[0].rows, len(bias), rows)
		b.AddFloats(name+".bias", bias)
	}
	add(parse.SectionTags, n.tagBias.w, n.tags)
	add(parse.SectionTagsTop, make([]float32, n.tagsTop.cols), n.tagsTop)
	add(parse.SectionProj, n.projBias.w, n.proj)
	add(parse.SectionArc, append(append([]float32(nil), n.arcHead.w...), n.distBias.w...), n.arc, n.dist)
	add(parse.SectionRel, n.relBias.w, n.rel)
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// transposed is the matrix with a row for each output.
func transposed(p *param) []float32 {
	out := make([]float32, len(p.w))
	for i := range p.rows {
		for j := range p.cols {
			out[j*p.rows+i] = p.w[i*p.cols+j]
		}
	}
	return out
}

// addTable quantizes each row to eight bits with its own scale.
func addTable(b *nn.Builder, name string, p *param) {
	q, scale := make([]byte, len(p.w)), make([]float32, p.rows)
	for i := range p.rows {
		row := p.w[i*p.cols:][:p.cols]
		top := float32(0)
		for _, v := range row {
			top = max(top, v, -v)
		}
		if top == 0 {
			continue
		}
		scale[i] = top / 127
		for j, v := range row {
			x := v/scale[i] + 127.5
			q[i*p.cols+j] = byte(int(x) - 127)
		}
	}
	b.Add(name, q)
	b.AddFloats(name+".scale", scale)
}
