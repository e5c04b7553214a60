-- +goose Up
-- What comes of many articles. A type's facts of all articles up to number
-- behind are to be made anew.
CREATE TABLE world_type (
  kind    TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  behind  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Articles whose facts are to be made anew.
CREATE TABLE world_stale (article INTEGER PRIMARY KEY) STRICT;

CREATE TABLE world_key (
  num   INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL,
  key   TEXT NOT NULL,
  dirty INTEGER NOT NULL,                     -- it has other facts than its rows were made of
  state BLOB,                                 -- what a sweep over this day ended in
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX world_dirty ON world_key (kind, key) WHERE dirty;

-- source is the number of the article that gives a fact, or less than 0 and
-- that of the key whose row does; then article is what orders it.
CREATE TABLE world_fact (
  key     INTEGER NOT NULL REFERENCES world_key (num),
  source  INTEGER NOT NULL,
  n       INTEGER NOT NULL,                   -- counts the facts of a source
  day     TEXT NOT NULL,
  article TEXT NOT NULL,
  place   INTEGER NOT NULL,
  body    BLOB NOT NULL,
  PRIMARY KEY (key, source, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX world_fact_source ON world_fact (source, key);

CREATE TABLE world_row (
  num   INTEGER PRIMARY KEY,
  key   INTEGER NOT NULL REFERENCES world_key (num),
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  first TEXT NOT NULL,
  last  TEXT NOT NULL,
  open  INTEGER NOT NULL,                     -- a later day may add to it
  words TEXT NOT NULL,
  body  BLOB NOT NULL
) STRICT;
CREATE INDEX world_row_key ON world_row (key);
CREATE INDEX world_row_id ON world_row (kind, id);
CREATE INDEX world_row_newest ON world_row (kind, last DESC, id, first);
CREATE INDEX world_row_open ON world_row (kind) WHERE open;

CREATE TABLE world_has (
  num   INTEGER PRIMARY KEY,
  row   INTEGER NOT NULL REFERENCES world_row (num),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  name  TEXT NOT NULL
) STRICT;
CREATE INDEX world_has_row ON world_has (row);
CREATE INDEX world_has_value ON world_has (field, value, row);

CREATE VIRTUAL TABLE world_words USING fts5 (
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE world_names USING fts5 (
  name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');

-- +goose StatementBegin
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
  INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.num, old.title, old.text);
END;
-- +goose StatementEnd
