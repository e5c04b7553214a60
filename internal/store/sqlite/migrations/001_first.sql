-- +goose Up
-- What an article is and says. Spans are byte offsets into article.text,
-- written as JSON: [[start, end], …]. Days are ISO 8601, '' for unknown.
CREATE TABLE article (
  num             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  version         INTEGER NOT NULL,           -- counts the texts seen under id
  path            TEXT NOT NULL,
  url             TEXT NOT NULL,
  outlet          TEXT NOT NULL,
  title           TEXT NOT NULL,
  authors         TEXT NOT NULL,              -- JSON list
  lang            TEXT NOT NULL,
  published       TEXT NOT NULL,
  earliest        TEXT NOT NULL,
  latest          TEXT NOT NULL,
  basis           TEXT NOT NULL,
  confidence      REAL NOT NULL,
  published_spans TEXT NOT NULL,
  modified        TEXT NOT NULL,
  collected       TEXT NOT NULL,
  text            TEXT NOT NULL,
  text_hash       TEXT NOT NULL,
  blocks          TEXT NOT NULL,              -- JSON list of [start, end, kind]
  doubts          TEXT NOT NULL,              -- diagnostics of page and of text, JSON
  found_by        TEXT NOT NULL,              -- version of the program
  fingerprint     TEXT NOT NULL,              -- of the article as given
  record          TEXT NOT NULL               -- fingerprint of all that stands here
) STRICT;
CREATE INDEX article_newest ON article (latest DESC, id);

-- Texts that another text took the place of.
CREATE TABLE past_text (
  article   INTEGER NOT NULL REFERENCES article (num),
  version   INTEGER NOT NULL,
  title     TEXT NOT NULL,
  text      TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  PRIMARY KEY (article, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
  article INTEGER NOT NULL REFERENCES article (num),
  place   INTEGER NOT NULL,                   -- order within the article
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  type    TEXT NOT NULL,
  role    TEXT NOT NULL,
  codes   TEXT NOT NULL,                      -- JSON object
  PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_id ON actor (id);

CREATE TABLE mention (
  article INTEGER NOT NULL REFERENCES article (num),
  place   INTEGER NOT NULL,
  id      TEXT NOT NULL,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  type    TEXT NOT NULL,
  actor   TEXT NOT NULL,
  PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_expr (
  article      INTEGER NOT NULL REFERENCES article (num),
  place        INTEGER NOT NULL,
  id           TEXT NOT NULL,
  start        INTEGER NOT NULL,
  "end"        INTEGER NOT NULL,
  first_token  INTEGER NOT NULL,
  last_token   INTEGER NOT NULL,
  type         TEXT NOT NULL,
  value        TEXT NOT NULL,
  mod          TEXT NOT NULL,
  grain        TEXT NOT NULL,
  earliest     TEXT NOT NULL,
  latest       TEXT NOT NULL,
  alternatives TEXT NOT NULL,                 -- JSON list
  found_by     TEXT NOT NULL,
  PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  num          INTEGER PRIMARY KEY,
  article      INTEGER NOT NULL REFERENCES article (num),
  article_id   TEXT NOT NULL,                 -- again, so that the index below has the whole order
  place        INTEGER NOT NULL,
  id           TEXT NOT NULL,
  parent       TEXT NOT NULL,
  found_by     TEXT NOT NULL,
  actor        TEXT NOT NULL,                 -- the source's
  speaker      TEXT NOT NULL,                 -- its name, else the source's words
  source_text  TEXT NOT NULL,
  cue_text     TEXT NOT NULL,
  cue_lemma    TEXT NOT NULL,
  content_text TEXT NOT NULL,
  via_text     TEXT NOT NULL,                 -- JSON list
  about        TEXT NOT NULL,                 -- names of the actors that the content mentions, a line each
  mode         TEXT NOT NULL,
  act          TEXT NOT NULL,
  negated      INTEGER NOT NULL,
  certainty    TEXT NOT NULL,
  said_value   TEXT NOT NULL,
  said_time    INTEGER NOT NULL,              -- place in time_expr, -1 for none
  said_basis   TEXT NOT NULL,
  said_first   TEXT NOT NULL,                 -- days, inclusive
  said_last    TEXT NOT NULL,
  parts        TEXT NOT NULL,                 -- spans and actors of every part, JSON
  UNIQUE (article, place)
) STRICT;
-- The order of every list of statements; said_last spares a look at the row.
CREATE INDEX statement_timeline ON statement (said_first = '', said_first, article_id, place, said_last);
CREATE INDEX statement_actor ON statement (actor);

-- Which statements mention an actor in their content.
CREATE TABLE statement_about (
  actor     TEXT NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (num) ON DELETE CASCADE,
  PRIMARY KEY (actor, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_about_statement ON statement_about (statement);

CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content='article', content_rowid='num', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, source_text, content_text, about,
  content='statement', content_rowid='num', tokenize='unicode61 remove_diacritics 2');

-- +goose StatementBegin
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  INSERT INTO article_words (rowid, title, text) VALUES (new.num, new.title, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER article_changed AFTER UPDATE OF title, text ON article BEGIN
  INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.num, old.title, old.text);
  INSERT INTO article_words (rowid, title, text) VALUES (new.num, new.title, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
  INSERT INTO statement_words (rowid, speaker, source_text, content_text, about)
  VALUES (new.num, new.speaker, new.source_text, new.content_text, new.about);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER statement_gone AFTER DELETE ON statement BEGIN
  INSERT INTO statement_words (statement_words, rowid, speaker, source_text, content_text, about)
  VALUES ('delete', old.num, old.speaker, old.source_text, old.content_text, old.about);
END;
-- +goose StatementEnd
