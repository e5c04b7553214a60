package clause

import (
	"embed"
	"io/fs"

	"onrecord/ling"
)

// sources are what the version is derived from.
//
//go:embed *.go *.rules
var sources embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(sources) }

// Rules are the files that the rules stand in.
func Rules() fs.FS { return ruleFiles }
