-- +goose Up
-- The tables of the world tier, narrower. All that they hold is made again of
-- the records: facts are given anew, and rows made anew.
DROP TABLE world_words;
DROP TABLE world_names;
DROP TABLE world_has;
DROP TABLE world_value;
DROP TABLE world_row;
DROP TABLE world_given;
DROP TABLE world_fact;
DROP TABLE world_key;
UPDATE world_type SET behind = (SELECT ifnull(max(num), 0) FROM article);

-- The kinds of keys and rows, by number.
CREATE TABLE world_kind (
  num  INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE
) STRICT;

-- A key is found by a hash of its kind and its words, which are kept once; days
-- that are swept over also in their order.
CREATE TABLE world_key (
  num   INTEGER PRIMARY KEY,
  kind  INTEGER NOT NULL,
  key   TEXT NOT NULL,
  hash  INTEGER NOT NULL,
  swept INTEGER NOT NULL,
  dirty INTEGER NOT NULL,                     -- it has other facts than its rows were made of
  state BLOB                                  -- what a sweep over this day ended in
) STRICT;
CREATE INDEX world_key_hash ON world_key (hash);
CREATE INDEX world_key_day ON world_key (kind, key) WHERE swept;
CREATE INDEX world_dirty ON world_key (kind, key) WHERE dirty;

-- Which keys a source gives facts to: an article by its number, or a key whose
-- rows give them by its number, less than 0. The facts of a kind stand
-- together, in one packed piece.
CREATE TABLE world_fact (
  key    INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (key, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE world_given (
  num    INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  facts  BLOB NOT NULL,
  UNIQUE (source, kind)
) STRICT;

-- Days are numbers, with 0 for what is not known of them (201605 is 20160500);
-- what is no day is text. hash is of kind and id; has are the numbers of values
-- in their order; words and body stand together, packed.
CREATE TABLE world_row (
  num   INTEGER PRIMARY KEY,
  key   INTEGER NOT NULL,
  kind  INTEGER NOT NULL,
  id    TEXT NOT NULL,
  hash  INTEGER NOT NULL,
  first ANY NOT NULL,
  last  ANY NOT NULL,
  open  INTEGER NOT NULL,                     -- a later day may add to it
  has   BLOB NOT NULL,
  body  BLOB NOT NULL
) STRICT;
CREATE INDEX world_row_key ON world_row (key);
CREATE INDEX world_row_hash ON world_row (hash);
CREATE INDEX world_row_newest ON world_row (kind, last DESC, id, first);
CREATE INDEX world_row_open ON world_row (kind) WHERE open;

-- What rows have of fields, each value once; none is ever taken away.
CREATE TABLE world_value (
  num   INTEGER PRIMARY KEY,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  name  TEXT NOT NULL,
  hash  INTEGER NOT NULL
) STRICT;
CREATE INDEX world_value_hash ON world_value (hash);
CREATE TABLE world_has (
  value INTEGER NOT NULL,
  row   INTEGER NOT NULL,
  PRIMARY KEY (value, row)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE world_words USING fts5 (
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE world_names USING fts5 (
  name, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');
