-- Rows by which lists and look-ups find what records hold. All of them can be
-- made of the records again, and are made again where this file changes.
DROP TABLE IF EXISTS actor_names;
DROP TABLE IF EXISTS article_words;
DROP TABLE IF EXISTS statement_words;
DROP TABLE IF EXISTS event_words;
DROP TABLE IF EXISTS agreement_words;
DROP TABLE IF EXISTS membership_words;
DROP TABLE IF EXISTS part;
DROP TABLE IF EXISTS said;
DROP TABLE IF EXISTS event_month;
DROP TABLE IF EXISTS statement_year;
DROP TABLE IF EXISTS claim_month;
DROP TABLE IF EXISTS said_of;
DROP TABLE IF EXISTS said_by;
DROP TABLE IF EXISTS word;
DROP TABLE IF EXISTS membership;
DROP TABLE IF EXISTS agreement_status;
DROP TABLE IF EXISTS agreement;
DROP TABLE IF EXISTS event_several;
DROP TABLE IF EXISTS event_tally;
DROP TABLE IF EXISTS event_name;
DROP TABLE IF EXISTS event;
DROP TABLE IF EXISTS statement;
DROP TABLE IF EXISTS facet;
DROP TABLE IF EXISTS wording;
DROP TABLE IF EXISTS actor_in;
DROP TABLE IF EXISTS actor_apart;
DROP TABLE IF EXISTS actor;

-- Words that stand in many rows, each once.
CREATE TABLE word (
  num  INTEGER PRIMARY KEY,
  word TEXT NOT NULL,
  hash INTEGER NOT NULL                       -- of the word
) STRICT;
CREATE INDEX word_hash ON word (hash);

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

-- What actors have of their own of whom something was decided: those who stand
-- for others, for whom another stands, or who are hidden. One who has no row
-- there is counted when it is asked for.
CREATE TABLE actor_apart (
  actor      INTEGER PRIMARY KEY,
  articles   INTEGER NOT NULL,
  mentions   INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  about      INTEGER NOT NULL
) STRICT;

-- Who is in an article, as it was found and as links of that article have it.
CREATE TABLE actor_in (
  article  INTEGER NOT NULL REFERENCES article (num),
  actor    INTEGER NOT NULL REFERENCES actor (num),
  last     INTEGER NOT NULL,                  -- the article's
  mentions INTEGER NOT NULL,
  role     INTEGER NOT NULL,                  -- a word, 0 for none
  PRIMARY KEY (article, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_in_actor ON actor_in (actor, last DESC, article, mentions);

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

-- The values that claims have of fields with few, and how many claims have them;
-- hash is of all of them.
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
  hash       INTEGER NOT NULL,
  n          INTEGER NOT NULL
) STRICT;
CREATE INDEX facet_hash ON facet (hash);

CREATE TABLE statement (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  label INTEGER NOT NULL                      -- the speaker, a word
) STRICT;
CREATE INDEX statement_first ON statement (first, last, facet);
CREATE INDEX statement_long ON statement (last, first, facet) WHERE last > first;

-- What was done by saying what an article's statements say, of those that lists
-- show by themselves: a bit an act. Articles are counted by it.
CREATE TABLE said (
  article INTEGER PRIMARY KEY,
  acts    INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
  num   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  facet INTEGER NOT NULL
) STRICT;
CREATE INDEX event_first ON event (first, last, facet);
CREATE INDEX event_long ON event (last, first, facet) WHERE last > first;

-- As 022_months.sql has them, which counts what is there and what comes.
CREATE TABLE claim_month (
  month INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (month, facet)
) STRICT, WITHOUT ROWID;
CREATE TABLE said_of (
  actor INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (actor, facet)
) STRICT, WITHOUT ROWID;
-- How many statements of a facet are of a year, 0 where that is not known.
CREATE TABLE statement_year (
  facet INTEGER NOT NULL,
  year  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (facet, year)
) STRICT, WITHOUT ROWID;

-- How many statements of a facet an actor is the source of.
CREATE TABLE said_by (
  actor INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (actor, facet)
) STRICT, WITHOUT ROWID;

-- How many events of a facet are of a month: 201605; 201600 is the year 2016
-- alone, 0 none that is known.
CREATE TABLE event_month (
  facet INTEGER NOT NULL,
  month INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (facet, month)
) STRICT, WITHOUT ROWID;

-- The names of who takes part in events, to count them by.
CREATE TABLE event_name (
  claim INTEGER NOT NULL,
  role  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  actor INTEGER NOT NULL,                     -- 0 where nobody known is meant
  name  INTEGER NOT NULL,                     -- a word
  PRIMARY KEY (claim, role, n)
) STRICT, WITHOUT ROWID;

-- How many events that happened, as news, have a name in a role, once an event,
-- with the first actor of that name, 0 where nobody known is meant.
CREATE TABLE event_tally (
  role  INTEGER NOT NULL,
  name  TEXT NOT NULL,                        -- '' for none
  actor INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (role, name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_tally_actor ON event_tally (actor);

-- Events in which several take part in one role.
CREATE TABLE event_several (
  role  INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (role, claim)
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
CREATE INDEX membership_long ON membership (last, first, facet) WHERE last > first;

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
CREATE INDEX part_long ON part (actor, role, last) WHERE last > first;

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
