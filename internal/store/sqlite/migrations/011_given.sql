-- +goose Up
-- The facts that a source gives to a kind stand together, in one packed piece:
-- what an article says of itself is in most of them. They are given anew.
CREATE TABLE world_given (
  num    INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  bodies BLOB NOT NULL,
  UNIQUE (source, kind)
) STRICT;
DELETE FROM world_fact;
ALTER TABLE world_fact DROP COLUMN body;
UPDATE world_type SET behind = (SELECT ifnull(max(num), 0) FROM article);
UPDATE world_key SET dirty = 1;

-- Rows are made anew too: what they have of fields is kept once a value, and
-- their words stand with their bodies, packed.
DELETE FROM world_has;
DELETE FROM world_row;
ALTER TABLE world_row DROP COLUMN words;
DROP TABLE world_words;
DROP TABLE world_names;
DROP TABLE world_has;
CREATE TABLE world_value (
  num   INTEGER PRIMARY KEY,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  name  TEXT NOT NULL,
  UNIQUE (field, value, name)
) STRICT;
CREATE TABLE world_has (
  row   INTEGER NOT NULL REFERENCES world_row (num),
  n     INTEGER NOT NULL,
  value INTEGER NOT NULL REFERENCES world_value (num),
  PRIMARY KEY (row, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX world_has_value ON world_has (value, row);
CREATE VIRTUAL TABLE world_words USING fts5 (
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE world_names USING fts5 (
  name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
