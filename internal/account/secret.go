package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"onrecord"
)

// hashing is what a password costs to try, by OWASP's Password Storage Cheat
// Sheet (argon2id, 19 MiB, two passes, one lane): an attempt takes some 30 ms.
var hashing = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// shortest is the shortest password that is taken (NIST SP 800-63B-4, for
// passwords that are used alone), longest what is hashed at all.
const shortest, longest = 15, 1024

// HashPassword is the hash that is kept of a password, argon2id in PHC form.
func HashPassword(password string) (string, error) {
	if n := len([]rune(password)); n < shortest || len(password) > longest {
		return "", onrecord.Errorf(onrecord.Invalid, "a password has %d characters or more, and at most %d bytes; a few words make a good one", shortest, longest)
	}
	hash, err := argon2id.CreateHash(password, &hashing)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// nobodys is a hash of no password: what is tried against it takes as long as
// against a user's.
const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Matches reports whether a password is the one that hash was made of. It takes
// as long where there is no hash, so that nobody learns who is a user.
func Matches(password, hash string) (bool, error) {
	if len(password) > longest {
		return false, nil
	}
	against := hash
	if against == "" {
		against = nobodys
	}
	ok, err := argon2id.ComparePasswordAndHash(password, against)
	if err != nil {
		return false, fmt.Errorf("compare a password: %w", err)
	}
	return ok && hash != "", nil
}

// tokenStart begins every token, so that whoever finds one in a file knows what
// it is, and scanners of secrets too.
const tokenStart = "onrecord_"

// NewToken makes a token for a user and the secret that is shown once.
func NewToken(u User, role Role, note string, made, until time.Time) (t Token, secret string, err error) {
	if err := role.Check(); err != nil {
		return t, "", err
	}
	if !u.Role.May(role) {
		return t, "", onrecord.Errorf(onrecord.Invalid, "%s is %s, and the token would be %s", u.Name, u.Role, role)
	}
	secret = tokenStart + strings.ToLower(rand.Text())
	return Token{ID: strings.ToLower(rand.Text())[:8], Hash: HashToken(secret), User: u.Name, Role: role, Note: note, Made: made, Until: until}, secret, nil
}

// HashToken is what is kept of a token's secret. A secret has 128 random bits:
// nobody guesses one from its hash.
func HashToken(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
