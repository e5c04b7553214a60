package page

import (
	"encoding/json"
	"testing"
)

// TestMendJSON holds what is mended, and that what is JSON stays as it is.
func TestMendJSON(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":"b","c":[1,{"d":"e\"f\\"}]}`:       `{"a":"b","c":[1,{"d":"e\"f\\"}]}`,
		`var x = {"a":1};`:                       `{"a":1}`,
		"{\"a\":\"b\nc\td\"}":                    `{"a":"b c d"}`,
		`{"a":"he said "no" to it"}`:             `{"a":"he said \"no\" to it"}`,
		`{"a":[1,2, ], }`:                        `{"a":[1,2 ] }`,
		`/* x */ {/* y */"a":"/* z */"}`:         `{"a":"/* z */"}`,
		`//<![CDATA[` + "\n" + `{"a":1}//]]>`:    `{"a":1}`,
		`<![CDATA[[{"a":[1]}]]]>`:                `[{"a":[1]}]`,
		`{"a":"ends in a backslash\`:             "",
		`{"a":"b` + "\x01" + `c"}`:               `{"a":"b c"}`,
		`no JSON`:                                "",
		`}{`:                                     "",
		`{"a":"/* no end"}`:                      `{"a":"/* no end"}`,
		`{/* no end "a":1}`:                      `{/* no end "a":1}`,
		`{"text":"a, } b"}`:                      `{"text":"a, } b"}`,
		"{\"a\":\"x\",\r\n\t\"b\":\"y\",\r\n\t}": "{\"a\":\"x\",\r\n\t\"b\":\"y\"\r\n\t}",
	} {
		if got := mendJSON(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzMendJSON holds that JSON without comments and such is left as it is, and
// that nothing panics.
func FuzzMendJSON(f *testing.F) {
	f.Add(`{"a":"b"}`)
	f.Add(`[CDATA[{"a":,}]`)
	f.Fuzz(func(t *testing.T, src string) {
		got := mendJSON(src)
		if len(got) > 2*len(src)+2 {
			t.Fatalf("%d bytes of %d", len(got), len(src))
		}
		var m map[string]string
		if json.Unmarshal([]byte(src), &m) != nil {
			return
		}
		plain, _ := json.Marshal(m)
		var again map[string]string
		if err := json.Unmarshal([]byte(mendJSON(string(plain))), &again); err != nil {
			t.Fatalf("%s: %v", plain, err)
		}
	})
}
