package webtest

import "reflect"

// Fill puts words into every string of what v points to that is free to have any: those of a type
// of their own are names of one of a few, and some that are none are days.
func Fill(v any, words string) { fill(reflect.ValueOf(v), words) }

func fill(v reflect.Value, words string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), words)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), words)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch f := v.Type().Field(i); f.Name {
			case "ID", "Text", "Lang", "Value", "Earliest", "Latest", "First", "Last", "Published", "Modified", "Fetched", "Hash", "Stories", "CopyOf", "Of", "On":
			default:
				fill(v.Field(i), words)
			}
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() {
			v.SetString(words)
		}
	}
}
