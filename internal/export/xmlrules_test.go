package export_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"onrecord/internal/export"
)

// xmlRules are what the schema of a form says of its elements. A line is an
// element with its attributes, "!" behind those that it must have, and behind a
// colon each attribute's type; indented below stand the elements that it may
// have, in their order, with "*" for any number and "?" for at most one. "|"
// between several lets them stand in any order.
//
// gexfRules are of GEXF 1.3, without time and without what is only to be seen.
const gexfRules = `
gexf version!:1.3 variant
	meta? graph
graph defaultedgetype:directed,undirected,mutual mode:static,dynamic idtype:integer,string,long
	attributes*|nodes*|edges*
attributes class!:node,edge mode:static,dynamic
	attribute*
attribute id! title! type!:integer,long,double,float,boolean,string,anyURI,liststring
	default? options?
nodes count:number
	node*
node id! label
	attvalues?|nodes*|edges*
edges count:number
	edge*
edge id source! target! weight:number label kind type:directed,undirected,mutual
	attvalues?
attvalues
	attvalue*
attvalue for! value!
`

// graphmlRules are of GraphML with its attributes.
const graphmlRules = `
graphml
	desc? key* data*|graph*
key id!:token for:all,graph,node,edge,hyperedge,port,endpoint attr.name:token attr.type:boolean,int,long,float,double,string
	desc? default?
graph id:token edgedefault!:directed,undirected
	desc? data*|node*|edge*|hyperedge*
node id!:token
	desc? data*|port*|graph?
edge id:token source!:token target!:token directed:true,false
	desc? data* graph?
data key!:token id:token
	text
`

type xmlRule struct {
	attributes map[string]string // types
	must       []string
	children   *regexp.Regexp // of the names of children, a space behind each
	text       bool
}

func readRules(rules string) map[string]xmlRule {
	out := map[string]xmlRule{}
	last := ""
	for line := range strings.SplitSeq(strings.TrimSpace(rules), "\n") {
		if children, ok := strings.CutPrefix(line, "\t"); ok {
			r := out[last]
			r.text = children == "text"
			r.children = regexp.MustCompile("^" + childrenPattern(children) + "$")
			out[last] = r
			continue
		}
		fields := strings.Fields(line)
		last = fields[0]
		r := xmlRule{attributes: map[string]string{}, children: regexp.MustCompile("^$")}
		for _, f := range fields[1:] {
			name, kind, _ := strings.Cut(f, ":")
			name, must := strings.CutSuffix(name, "!")
			if r.attributes[name] = kind; must {
				r.must = append(r.must, name)
			}
		}
		out[last] = r
	}
	return out
}

func childrenPattern(children string) string {
	var b strings.Builder
	for group := range strings.FieldsSeq(children) {
		if any := strings.Split(group, "|"); len(any) > 1 {
			for i := range any {
				any[i] = "(?:" + strings.TrimRight(any[i], "*?") + " )"
			}
			b.WriteString("(?:" + strings.Join(any, "|") + ")*")
			continue
		}
		name := strings.TrimRight(group, "*?")
		b.WriteString("(?:" + name + " )" + group[len(name):])
	}
	return b.String()
}

var (
	xmlToken  = regexp.MustCompile(`^[\pL\pN._:·-]+$`)
	xmlNumber = regexp.MustCompile(`^-?[0-9.]+(e[+-]?[0-9]+)?$`)
)

func fitsType(value, kind string) bool {
	switch kind {
	case "":
		return true
	case "token":
		return xmlToken.MatchString(value)
	case "number":
		return xmlNumber.MatchString(value)
	}
	return slices.Contains(strings.Split(kind, ","), value)
}

// checkXML tells the first thing in a document that its rules do not allow.
func checkXML(document, space string, rules map[string]xmlRule) error {
	type open struct {
		name     string
		children string
	}
	var stack []open
	dec := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := checkElement(token, space, rules); err != nil {
				return err
			}
			if len(stack) > 0 {
				stack[len(stack)-1].children += token.Name.Local + " "
			}
			stack = append(stack, open{name: token.Name.Local})
		case xml.EndElement:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if r := rules[last.name]; !r.text && !r.children.MatchString(last.children) {
				return fmt.Errorf("%s has %s", last.name, last.children)
			}
		case xml.CharData:
			if words := strings.TrimSpace(string(token)); words != "" && !rules[stack[len(stack)-1].name].text {
				return fmt.Errorf("%s has text: %s", stack[len(stack)-1].name, words)
			}
		}
	}
}

func checkElement(e xml.StartElement, space string, rules map[string]xmlRule) error {
	r, ok := rules[e.Name.Local]
	if !ok || e.Name.Space != space {
		return fmt.Errorf("no element %s of %s", e.Name.Local, e.Name.Space)
	}
	must := slices.Clone(r.must)
	for _, a := range e.Attr {
		if a.Name.Local == "xmlns" {
			continue
		}
		kind, ok := r.attributes[a.Name.Local]
		if !ok || !fitsType(a.Value, kind) {
			return fmt.Errorf("%s has %s=%q", e.Name.Local, a.Name.Local, a.Value)
		}
		must = slices.DeleteFunc(must, func(m string) bool { return m == a.Name.Local })
	}
	if len(must) > 0 {
		return fmt.Errorf("%s has no %s", e.Name.Local, must[0])
	}
	return nil
}

// Graphs are what the schemas of their forms allow, and the check of it finds
// what is not.
func TestGraphsKeepToTheirSchemas(t *testing.T) {
	for _, form := range []struct {
		format       export.Format
		space, rules string
		faults       [][2]string // what is put in place of what
	}{
		{export.GEXF, "http://gexf.net/1.3", gexfRules, [][2]string{
			{` version="1.3"`, ""}, {`"undirected"`, `"both"`}, {"<nodes>", "<nodes><edges></edges>"}, {` target="`, ` to="`}, {`weight="-0.5"`, `weight="low"`},
			{"<attvalues>", "words <attvalues>"}, {"gexf.net/1.3", "gexf.net/1.2draft"},
		}},
		{export.GraphML, "http://graphml.graphdrawing.org/xmlns", graphmlRules, [][2]string{
			{`id="n1"`, `id="a truce"`}, {`attr.type="double"`, `attr.type="decimal"`}, {` edgedefault="undirected"`, ""}, {"<graph ", "<key id=\"k\"></key><data key=\"k\"></data><key id=\"l\"></key><graph "},
			{"<node ", "<vertex></vertex><node "},
		}},
	} {
		rules, document := readRules(form.rules), networkAs(t, form.format)
		if err := checkXML(document, form.space, rules); err != nil {
			t.Errorf("%s: %v in\n%s", form.format, err, document)
		}
		for _, f := range form.faults {
			broken := strings.Replace(document, f[0], f[1], 1)
			if err := checkXML(broken, form.space, rules); err == nil || broken == document {
				t.Errorf("%s: %q in place of %q is not found", form.format, f[1], f[0])
			}
		}
	}
}
