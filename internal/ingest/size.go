package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Size is how many bytes the files of inputs have. It is not known of a stream
// or an address.
func Size(inputs ...string) (total int64, known bool) {
	for _, in := range inputs {
		if in == "-" || isURL(in) {
			return 0, false
		}
		if info, err := os.Stat(in); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			return 0, false
		}
		_ = filepath.WalkDir(in, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					total += info.Size()
				}
			}
			return nil // what cannot be read is said when it is read
		})
	}
	return total, true
}
