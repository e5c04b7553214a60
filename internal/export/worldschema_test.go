package export_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
)

// worldTypes are what the commands of the world tier write, by their names.
var worldTypes = map[string]reflect.Type{
	"stories": reflect.TypeFor[onrecord.Story](), "threads": reflect.TypeFor[onrecord.Thread](), "incidents": reflect.TypeFor[onrecord.Incident](),
	"agreements": reflect.TypeFor[onrecord.LedgerAgreement](), "disputes": reflect.TypeFor[onrecord.Dispute](), "positions": reflect.TypeFor[onrecord.Position](),
	"shifts": reflect.TypeFor[onrecord.Shift](), "naming": reflect.TypeFor[onrecord.Naming](), "inconsistencies": reflect.TypeFor[onrecord.Inconsistency](),
}

// schemaNode is what of a JSON Schema is compared with a type.
type schemaNode struct {
	Ref        string `json:"$ref"`
	Type       any
	Enum       []string
	Required   []string
	Properties map[string]schemaNode
	Items      *schemaNode
	Defs       map[string]schemaNode `json:"$defs"`
}

// docs/world.schema.json and the types say the same: every field of one is one
// of the other, and no row may leave one out.
func TestWorldSchemaIsTheTypes(t *testing.T) {
	b, err := os.ReadFile("../../docs/world.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schemaNode
	if err := json.Unmarshal(b, &root); err != nil {
		t.Fatal(err)
	}
	for name, typ := range worldTypes {
		sameShape(t, name, root.Defs, root.Defs[name], typ)
	}
	for _, c := range []struct {
		path  string
		enum  []string
		words []string
	}{
		{"disputes kind", root.Defs["disputes"].Properties["kind"].Enum, strs(onrecord.DisputeKinds[:])},
		{"incidents status", root.Defs["incidents"].Properties["status"].Enum, strs(onrecord.EventStatuses[:])},
		{"incidents event", root.Defs["incidents"].Properties["plover"].Properties["event"].Enum, strs(onrecord.EventTypes[:])},
		{"agreements type", root.Defs["agreements"].Properties["type"].Enum, strs(onrecord.AgreementTypes[:])},
		{"agreements status", root.Defs["ledgerStatus"].Properties["status"].Enum, strs(onrecord.AgreementStatuses[:])},
	} {
		if !slices.Equal(c.enum, c.words) {
			t.Errorf("%s: the schema has %q, the program %q", c.path, c.enum, c.words)
		}
	}
}

func strs[S ~string](all []S) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = string(s)
	}
	return out
}

// sameShape compares a schema with a type, field by field.
func sameShape(t *testing.T, path string, defs map[string]schemaNode, node schemaNode, typ reflect.Type) {
	t.Helper()
	if node.Ref != "" {
		node = defs[strings.TrimPrefix(node.Ref, "#/$defs/")]
	}
	switch typ.Kind() {
	case reflect.Pointer:
		sameShape(t, path, defs, node, typ.Elem())
	case reflect.Slice:
		if node.Type != "array" || node.Items == nil {
			t.Errorf("%s: a list here, %v in the schema", path, node.Type)
			return
		}
		sameShape(t, path+"[]", defs, *node.Items, typ.Elem())
	case reflect.Struct:
		var fields []string
		for _, f := range reflect.VisibleFields(typ) {
			name := f.Tag.Get("json")
			if name == "" { // embedded
				continue
			}
			fields = append(fields, name)
			sameShape(t, path+"."+name, defs, node.Properties[name], f.Type)
		}
		slices.Sort(fields)
		required := slices.Clone(node.Required)
		slices.Sort(required)
		if !slices.Equal(fields, required) || len(node.Properties) != len(fields) {
			t.Errorf("%s: fields %q, the schema requires %q of %d", path, fields, required, len(node.Properties))
		}
	case reflect.String:
		if node.Type != "string" && len(node.Enum) == 0 {
			t.Errorf("%s: a string here, %v in the schema", path, node.Type)
		}
	case reflect.Int:
		if node.Type != "integer" && !reflect.DeepEqual(node.Type, []any{"integer", "null"}) {
			t.Errorf("%s: a number here, %v in the schema", path, node.Type)
		}
	case reflect.Bool:
		if node.Type != "boolean" {
			t.Errorf("%s: a truth value here, %v in the schema", path, node.Type)
		}
	}
}
