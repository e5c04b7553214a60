package statement

import (
	"embed"
	"io/fs"

	"onrecord/internal/rules"
	lists "onrecord/internal/words"
	"onrecord/ling"
)

// ownFiles are what the version is derived from.
//
//go:embed *.go *.rules patterns/*.rules
var ownFiles embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(ownFiles, []byte(rules.Version()+lists.Version())) }

// Rules are the files that the rules stand in.
func Rules() fs.FS { return ownFiles }

// foundHere is what the name of every rule that finds a statement begins with.
const foundHere = "statement "
