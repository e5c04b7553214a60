package resolve

import (
	"embed"

	"onrecord/internal/refer"
	"onrecord/ling"
)

// sources are what the version is derived from.
//
//go:embed *.go
var sources embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(sources, []byte(refer.Version())) }
