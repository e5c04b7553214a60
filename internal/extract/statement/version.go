package statement

import (
	"embed"

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

// foundHere is what the name of every rule that finds a statement begins with.
const foundHere = "statement "
