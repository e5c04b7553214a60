-- +goose Up
-- Who made a statement: any number of actors. said is 0 for one that was not
-- made, or was no speech, so that lists can leave it out by the index alone.
CREATE TABLE statement_by (
  actor     TEXT NOT NULL,
  said      INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (num) ON DELETE CASCADE,
  PRIMARY KEY (actor, said, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_by_statement ON statement_by (statement);
INSERT INTO statement_by (actor, said, statement)
  SELECT actor, kind IN ('', 'speech') AND status IN ('', 'made'), num FROM statement WHERE actor <> '';

-- kind and status spare a look at the row too.
DROP INDEX statement_timeline;
CREATE INDEX statement_timeline ON statement (said_first = '', said_first, article_id, place, said_last, kind, status);
DROP INDEX statement_actor;
