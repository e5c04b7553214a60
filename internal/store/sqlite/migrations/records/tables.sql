-- Rows point to what a record holds by number: an article's, times 2^20, and
-- the place of the claim among those of its list. Days are numbers (20151119);
-- of those that are unknown the first is 99999999 and the last 0, so that they
-- stand last in every order and within no bounds.

-- An article, and what a list shows of it. What was found in it stands in body.
CREATE TABLE article (
  num       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  version   INTEGER NOT NULL,                 -- counts the texts seen under id
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  outlet    TEXT NOT NULL,
  title     TEXT NOT NULL,
  text_hash BLOB NOT NULL,
  given     BLOB NOT NULL,                    -- fingerprint of the article as given
  print     BLOB NOT NULL,                    -- fingerprint of all that was found
  found_by  TEXT NOT NULL,                    -- version of the program
  head      TEXT NOT NULL                     -- JSON
) STRICT;
CREATE INDEX article_newest ON article (last DESC, id);

CREATE TABLE body (
  article INTEGER PRIMARY KEY REFERENCES article (num),
  record  BLOB NOT NULL                       -- as it was found, whatever was decided
) STRICT;

-- Records whose text another took the place of.
CREATE TABLE past (
  num      INTEGER PRIMARY KEY,
  article  INTEGER NOT NULL REFERENCES article (num),
  version  INTEGER NOT NULL,
  found_by TEXT NOT NULL,
  head     TEXT NOT NULL,
  record   BLOB NOT NULL,
  UNIQUE (article, version)
) STRICT;

-- Articles as they were given under an id that has another now, and which
-- version of the program had read them: given again, they change nothing.
CREATE TABLE superseded (
  article  INTEGER NOT NULL REFERENCES article (num),
  given    BLOB NOT NULL,
  found_by TEXT NOT NULL,
  PRIMARY KEY (article, given, found_by)
) STRICT, WITHOUT ROWID;

-- Another number whenever something is decided: what was made of decisions is of then.
CREATE TABLE decided (version INTEGER NOT NULL) STRICT;
INSERT INTO decided VALUES (0);

-- An actor over all articles, as decisions have it: as the newest article knows
-- it, and how often. Counts are kept by adding and subtracting. One that
-- another stands for, or that is hidden, is not shown, and has none.
CREATE TABLE actor (
  num        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  role       TEXT NOT NULL,
  codes      TEXT NOT NULL,                   -- JSON object
  newest     INTEGER,                         -- number of the newest article, NULL if it is to be looked for
  shown      INTEGER NOT NULL,
  articles   INTEGER NOT NULL DEFAULT 0,
  mentions   INTEGER NOT NULL DEFAULT 0,
  statements INTEGER NOT NULL DEFAULT 0,
  about      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX actor_order ON actor (statements DESC, mentions DESC, id) WHERE shown AND articles > 0;
CREATE INDEX actor_newest ON actor (newest);
CREATE VIRTUAL TABLE actor_names USING fts5 (
  name, content='', contentless_delete=1, tokenize='trigram remove_diacritics 1');

-- Who is in an article, as it was found and as links of that article have it.
CREATE TABLE actor_in (
  article  INTEGER NOT NULL REFERENCES article (num),
  actor    INTEGER NOT NULL REFERENCES actor (num),
  last     INTEGER NOT NULL,                  -- the article's
  mentions INTEGER NOT NULL,
  role     TEXT NOT NULL,
  PRIMARY KEY (article, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_in_actor ON actor_in (actor, last DESC, article, mentions);
CREATE INDEX actor_in_role ON actor_in (actor, role, last) WHERE role <> '';

-- How outlets name actors, and the first article by id that has it.
CREATE TABLE wording (
  actor   INTEGER NOT NULL REFERENCES actor (num),
  words   TEXT NOT NULL,
  outlet  TEXT NOT NULL,
  n       INTEGER NOT NULL,
  article INTEGER NOT NULL,
  at      INTEGER NOT NULL,                   -- place there, in bytes
  PRIMARY KEY (actor, words, outlet)
) STRICT, WITHOUT ROWID;

-- The values that claims have of fields with few, and how many claims have them.
CREATE TABLE facet (
  num        INTEGER PRIMARY KEY,
  list       TEXT NOT NULL,
  outlet     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  status     TEXT NOT NULL,
  mode       TEXT NOT NULL,
  act        TEXT NOT NULL,
  certainty  TEXT NOT NULL,
  type       TEXT NOT NULL,
  cameo      TEXT NOT NULL,
  background TEXT NOT NULL,
  told       TEXT NOT NULL,
  "as"       TEXT NOT NULL,
  n          INTEGER NOT NULL,
  UNIQUE (list, outlet, kind, status, mode, act, certainty, type, cameo, background, told, "as")
) STRICT;

CREATE TABLE statement (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  label TEXT NOT NULL                         -- the speaker
) STRICT;
CREATE INDEX statement_first ON statement (first, last, facet);
CREATE INDEX statement_last ON statement (last DESC, first, facet);

CREATE TABLE event (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL
) STRICT;
CREATE INDEX event_first ON event (first, last, facet);

-- The names of who takes part in events, to count them by.
CREATE TABLE event_name (
  claim INTEGER NOT NULL,
  role  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  actor INTEGER NOT NULL,                     -- 0 where nobody known is meant
  name  TEXT NOT NULL,
  PRIMARY KEY (claim, role, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL                      -- of its first status that has a day
) STRICT;
CREATE INDEX agreement_first ON agreement (first);

-- What is asked of agreements is asked of these: a row a status, and one for an
-- agreement that has none.
CREATE TABLE agreement_status (
  claim INTEGER NOT NULL,
  place INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL
) STRICT;
CREATE INDEX membership_first ON membership (first, last, facet);

-- Who takes part in claims, as what (package record's roles). What it repeats
-- of the claim lets one actor's claims be put in order and counted here.
CREATE TABLE part (
  actor INTEGER NOT NULL,
  role  INTEGER NOT NULL,
  first INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  PRIMARY KEY (actor, role, first, claim)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, source_text, content_text, about, via, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_words USING fts5 (
  sources, targets, location, words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE agreement_words USING fts5 (
  name, parties, brokers, monitors, location, shown, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE membership_words USING fts5 (
  band, member, words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');

-- Actors of whom something was decided: the facts of their articles are stale.
CREATE TABLE world_stale_actor (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
