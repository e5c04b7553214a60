package ask

import "onrecord/query"

// Read reads a question as forms and addresses have it: words in the query
// language, and a value for each field that is asked for. What lists leave out
// by themselves is left out unless all is set.
func Read(of query.List, words string, value func(field string) string, all bool) (query.Q, error) {
	asked, err := of.Parse(words)
	if err != nil {
		return nil, err
	}
	parts := []query.Q{asked}
	for _, field := range of.Fields() {
		v := value(field.Name)
		if v == "" {
			continue
		}
		term, err := of.NewTerm(field.Name, v)
		if err != nil {
			return nil, err
		}
		parts = append(parts, term)
	}
	q := query.All(parts...)
	if !all {
		q = of.Shown(q)
	}
	return q, nil
}
