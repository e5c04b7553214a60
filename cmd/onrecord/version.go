package main

import "runtime/debug"

// release is the version that was last released or is about to be.
const release = "0.1.0"

// buildVersion is the program's version: the release, and the commit it was
// built from where the build knows it. What was stored by another version is
// read again, so that a rule that changed reaches what is stored.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	version := release
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			version += "+" + s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			version += ".changed"
		}
	}
	return version
}
