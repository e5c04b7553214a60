package sqlite

import (
	"fmt"
	"time"

	"onrecord/ling"
)

// day scans a column that holds a day as text, or "".
type day struct{ to *ling.Date }

// Scan implements sql.Scanner.
func (d day) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("%T is not a day", src)
	}
	if *d.to = (ling.Date{}); s == "" {
		return nil
	}
	date, err := ling.ParseDate(s)
	*d.to = date
	return err
}

// moment scans a column that holds a time or "".
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*m.to = v
		return nil
	case string:
		if *m.to = (time.Time{}); v == "" {
			return nil
		}
		t, err := time.Parse(time.RFC3339, v)
		*m.to = t
		return err
	}
	return fmt.Errorf("%T is not a time", src)
}
