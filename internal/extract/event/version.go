package event

import (
	"embed"
	"io/fs"

	"onrecord/internal/rules"
	"onrecord/ling"
)

// ownFiles are what the version is derived from.
//
//go:embed *.go patterns/*.rules
var ownFiles embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(ownFiles, []byte(rules.Version())) }

// Rules are the files that the rules stand in.
func Rules() fs.FS { return ownFiles }

// foundHere is what the name of every rule that finds an event begins with.
const foundHere = "event "
