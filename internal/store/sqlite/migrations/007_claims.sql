-- +goose Up
-- Events, agreements and memberships. body is the whole claim, JSON; the other
-- columns are what lists ask for and show. Days are ISO 8601, '' for unknown;
-- lists of names are JSON.
CREATE TABLE event (
  num        INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (num),
  article_id TEXT NOT NULL,                 -- again, so that the index below has the whole order
  place      INTEGER NOT NULL,              -- order within the article
  id         TEXT NOT NULL,
  type       TEXT NOT NULL,
  mode       TEXT NOT NULL,
  cameo      TEXT NOT NULL,
  status     TEXT NOT NULL,
  background TEXT NOT NULL,                 -- yes, no
  certainty  TEXT NOT NULL,
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  sources    TEXT NOT NULL,
  targets    TEXT NOT NULL,
  location   TEXT NOT NULL,
  words      TEXT NOT NULL,                 -- of the article that tell it
  cue        TEXT NOT NULL,                 -- of these, those that say what was done
  reporter   TEXT NOT NULL,                 -- who tells it, '' for the outlet
  body       TEXT NOT NULL,
  UNIQUE (article, place)
) STRICT;
CREATE INDEX event_timeline ON event (first = '', first, article_id, place, last, status, background);
CREATE INDEX event_type ON event (type);

CREATE TABLE event_actor (
  actor TEXT NOT NULL,
  role  TEXT NOT NULL,                      -- source, target, where
  claim INTEGER NOT NULL REFERENCES event (num) ON DELETE CASCADE,
  PRIMARY KEY (actor, role, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actor_claim ON event_actor (claim);

CREATE TABLE agreement (
  num        INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (num),
  article_id TEXT NOT NULL,
  place      INTEGER NOT NULL,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  first      TEXT NOT NULL,                 -- of its first status that has a day
  parties    TEXT NOT NULL,
  brokers    TEXT NOT NULL,
  monitors   TEXT NOT NULL,
  location   TEXT NOT NULL,
  shown      TEXT NOT NULL,                 -- the names and words of its statuses
  body       TEXT NOT NULL,
  UNIQUE (article, place)
) STRICT;
CREATE INDEX agreement_timeline ON agreement (first = '', first, article_id, place);

-- What is asked of agreements is asked of these: a row a status, and one with
-- status '' for an agreement that has none.
CREATE TABLE agreement_status (
  claim      INTEGER NOT NULL REFERENCES agreement (num) ON DELETE CASCADE,
  place      INTEGER NOT NULL,
  article    INTEGER NOT NULL,
  type       TEXT NOT NULL,                 -- of the agreement
  background TEXT NOT NULL,                 -- of the agreement
  status     TEXT NOT NULL,
  told       TEXT NOT NULL,
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_actor (
  actor TEXT NOT NULL,
  role  TEXT NOT NULL,                      -- parties, brokers, monitors, place, by
  claim INTEGER NOT NULL REFERENCES agreement (num) ON DELETE CASCADE,
  PRIMARY KEY (actor, role, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_actor_claim ON agreement_actor (claim);

CREATE TABLE membership (
  num        INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (num),
  article_id TEXT NOT NULL,
  place      INTEGER NOT NULL,
  id         TEXT NOT NULL,
  "as"       TEXT NOT NULL,
  status     TEXT NOT NULL,
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  band       TEXT NOT NULL,                 -- name of the group
  member     TEXT NOT NULL,
  words      TEXT NOT NULL,
  says       TEXT NOT NULL,
  body       TEXT NOT NULL,
  UNIQUE (article, place)
) STRICT;
CREATE INDEX membership_timeline ON membership (first = '', first, article_id, place);

CREATE TABLE membership_actor (
  actor TEXT NOT NULL,
  role  TEXT NOT NULL,                      -- group, member
  claim INTEGER NOT NULL REFERENCES membership (num) ON DELETE CASCADE,
  PRIMARY KEY (actor, role, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_actor_claim ON membership_actor (claim);

CREATE VIRTUAL TABLE event_words USING fts5 (
  sources, targets, location, words, content='event', content_rowid='num', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE agreement_words USING fts5 (
  name, parties, brokers, monitors, location, shown, content='agreement', content_rowid='num', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE membership_words USING fts5 (
  band, member, words, content='membership', content_rowid='num', tokenize='unicode61 remove_diacritics 2');

-- +goose StatementBegin
CREATE TRIGGER event_added AFTER INSERT ON event BEGIN
  INSERT INTO event_words (rowid, sources, targets, location, words) VALUES (new.num, new.sources, new.targets, new.location, new.words);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_gone AFTER DELETE ON event BEGIN
  INSERT INTO event_words (event_words, rowid, sources, targets, location, words)
  VALUES ('delete', old.num, old.sources, old.targets, old.location, old.words);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agreement_added AFTER INSERT ON agreement BEGIN
  INSERT INTO agreement_words (rowid, name, parties, brokers, monitors, location, shown)
  VALUES (new.num, new.name, new.parties, new.brokers, new.monitors, new.location, new.shown);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agreement_gone AFTER DELETE ON agreement BEGIN
  INSERT INTO agreement_words (agreement_words, rowid, name, parties, brokers, monitors, location, shown)
  VALUES ('delete', old.num, old.name, old.parties, old.brokers, old.monitors, old.location, old.shown);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER membership_added AFTER INSERT ON membership BEGIN
  INSERT INTO membership_words (rowid, band, member, words) VALUES (new.num, new.band, new.member, new.words);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER membership_gone AFTER DELETE ON membership BEGIN
  INSERT INTO membership_words (membership_words, rowid, band, member, words) VALUES ('delete', old.num, old.band, old.member, old.words);
END;
-- +goose StatementEnd
