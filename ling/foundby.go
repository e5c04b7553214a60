package ling

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
)

// VersionOf is the version of rules and of the engine that reads them: a hash
// of their sources, tests left out, and of data that is too large for a
// source. Derived from what they are, it cannot lie; nobody has to raise it.
// sources are as go:embed has them, and always readable.
func VersionOf(sources fs.FS, data ...[]byte) string {
	h := sha256.New()
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(sources, name)
		if err != nil {
			return err
		}
		_, err = io.WriteString(h, name+"\x00"+string(text)+"\x00")
		return err
	})
	if err != nil {
		panic(err) // embedded files are read from memory
	}
	// Models have megabytes; this sum takes processors no time.
	table := crc32.MakeTable(crc32.Castagnoli)
	for _, b := range data {
		h.Write(binary.LittleEndian.AppendUint32(nil, crc32.Checksum(b, table)))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// Versions are the versions of rule packages by the packages' names.
type Versions map[string]string

// FoundBy is the one spelling of what found something, package/name@version,
// of a layer's own: its package's name, then the rule's, with a slash or a
// space between them. What bears a version already, or is of no package that
// is known, stays as it is.
func (v Versions) FoundBy(own string) string {
	at := strings.IndexFunc(own, parts)
	if at < 0 || strings.Contains(own, "@") {
		return own
	}
	version, ok := v[own[:at]]
	if !ok {
		return own
	}
	return own[:at] + "/" + strings.Map(dashed, own[at+1:]) + "@" + version
}

// parts reports whether r stands between a package's name and a rule's.
func parts(r rune) bool { return r == '/' || r == ' ' }

// dashed is r as the name of a rule has it behind its package's.
func dashed(r rune) rune {
	if parts(r) {
		return '-'
	}
	return r
}
