// Package account has the nouns of who may do what with a store: users and their
// roles.
package account

import "slices"

// Role is what a user may do; each may do what those before it may.
type Role string

// The roles.
const (
	Reader Role = "reader" // sees everything
	Editor Role = "editor" // decides, and takes articles in
	Admin  Role = "admin"  // says who may
)

// Roles are all roles, those that may least first.
var Roles = [...]Role{Reader, Editor, Admin}

// May reports whether who has role r may do what needs another; what needs no
// role, everybody may.
func (r Role) May(needed Role) bool {
	if needed == "" {
		return true
	}
	has, needs := slices.Index(Roles[:], r), slices.Index(Roles[:], needed)
	return needs >= 0 && has >= needs
}

// User is somebody who asks, by the name that decisions and the audit log bear.
type User struct {
	Name string
	Role Role
}
