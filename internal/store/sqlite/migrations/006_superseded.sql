-- +goose Up
-- Articles as they were given under an id that has another now, and which
-- version of the program had read them: given again, they change nothing.
CREATE TABLE superseded (
  article     INTEGER NOT NULL REFERENCES article (num),
  fingerprint TEXT NOT NULL,
  found_by    TEXT NOT NULL,
  PRIMARY KEY (article, fingerprint, found_by)
) STRICT, WITHOUT ROWID;
