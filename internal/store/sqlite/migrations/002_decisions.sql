-- +goose Up
-- What persons decided about actors. Rows are only added; undone marks one
-- that was taken back.
CREATE TABLE decision (
  num     INTEGER PRIMARY KEY AUTOINCREMENT,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  object  TEXT NOT NULL,                      -- JSON object of an actor
  article TEXT NOT NULL,                      -- id, '' for all
  by_whom TEXT NOT NULL,
  at      TEXT NOT NULL,                      -- RFC 3339, UTC
  note    TEXT NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The actors as they were found, of articles that decisions have changed; what
-- stands in actor, mention and statement is as decided.
CREATE TABLE as_found (
  article INTEGER PRIMARY KEY REFERENCES article (num),
  actors  TEXT NOT NULL                       -- JSON: actors, and the ids in mentions and statements
) STRICT;

CREATE INDEX mention_actor ON mention (actor);
