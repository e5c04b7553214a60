-- +goose Up
-- Who may do what with the store, and what each did. Times are microseconds since 1970.
CREATE TABLE user (
  name    TEXT PRIMARY KEY,
  role    TEXT NOT NULL,
  hash    TEXT NOT NULL,
  changed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
  token TEXT PRIMARY KEY,
  data  BLOB NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_until ON session (until);
CREATE TABLE token (
  id    TEXT PRIMARY KEY,
  hash  TEXT NOT NULL UNIQUE,
  user  TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
  role  TEXT NOT NULL,
  note  TEXT NOT NULL,
  made  INTEGER NOT NULL,
  until INTEGER
) WITHOUT ROWID;
CREATE INDEX token_user ON token (user);
CREATE TABLE act (
  id      INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  user    TEXT NOT NULL,
  what    TEXT NOT NULL,
  thing   TEXT NOT NULL,
  address TEXT NOT NULL
);
