-- +goose Up
-- Lists bounded by days: what has a single day is found between the bounds, and
-- the few claims with a longer time apart from it.
CREATE INDEX statement_long ON statement (last, first, facet) WHERE last > first;
CREATE INDEX event_long ON event (last, first, facet) WHERE last > first;
CREATE INDEX membership_long ON membership (last, first, facet) WHERE last > first;
DROP INDEX article_newest;
CREATE INDEX article_newest ON article (last DESC, id, first);
-- Roles are counted by the articles of an actor.
DROP INDEX actor_in_role;

-- Facts are too long for a table without row numbers, which gives whatever does
-- not fit a quarter of a page a page of its own.
CREATE TABLE world_fact_new (
  num     INTEGER PRIMARY KEY,
  key     INTEGER NOT NULL REFERENCES world_key (num),
  source  INTEGER NOT NULL,
  n       INTEGER NOT NULL,                   -- counts the facts of a source
  day     TEXT NOT NULL,
  article TEXT NOT NULL,
  place   INTEGER NOT NULL,
  body    BLOB NOT NULL
) STRICT;
INSERT INTO world_fact_new (key, source, n, day, article, place, body) SELECT key, source, n, day, article, place, body FROM world_fact ORDER BY source, key, n;
DROP TABLE world_fact;
ALTER TABLE world_fact_new RENAME TO world_fact;
CREATE UNIQUE INDEX world_fact_key ON world_fact (key, source, n);
CREATE INDEX world_fact_source ON world_fact (source, key);
