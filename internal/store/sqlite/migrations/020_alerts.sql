-- +goose Up
-- What came, what is asked of it, and who was told. Times are microseconds since
-- 1970; marks are numbers of 64 bits.
CREATE TABLE arrival (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (num),
  had     BLOB                               -- marks of what it said before, eight bytes each; NULL for an article that was not there
) STRICT;
CREATE INDEX arrival_article ON arrival (article);
CREATE TABLE saved (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  user    TEXT NOT NULL,
  name    TEXT NOT NULL,
  list    TEXT NOT NULL,
  q       TEXT NOT NULL,
  whole   INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  secret  TEXT NOT NULL,
  mail    TEXT NOT NULL,
  made    INTEGER NOT NULL,
  until   INTEGER NOT NULL                   -- the arrival up to which it was told
) STRICT;
CREATE TABLE told (
  saved INTEGER NOT NULL REFERENCES saved (id) ON DELETE CASCADE,
  mark  INTEGER NOT NULL,
  PRIMARY KEY (saved, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  saved INTEGER NOT NULL REFERENCES saved (id) ON DELETE CASCADE,
  at    INTEGER NOT NULL,
  body  TEXT NOT NULL
) STRICT;
CREATE INDEX alert_saved ON alert (saved);
CREATE TABLE delivery (
  id    INTEGER PRIMARY KEY,
  alert INTEGER NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  mail  INTEGER NOT NULL,                    -- whether it goes by mail, else to a webhook
  target TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  due   INTEGER,                             -- NULL for one that is not tried again
  fault TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX delivery_due ON delivery (due) WHERE due IS NOT NULL;
CREATE INDEX delivery_alert ON delivery (alert);
