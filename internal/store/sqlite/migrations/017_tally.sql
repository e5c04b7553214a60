-- +goose Up
-- Events are counted by the names of who takes part in them as they are stored,
-- and what an actor has apart from those they stand for is kept: to join two and
-- part them again counts neither anew.
CREATE TABLE IF NOT EXISTS event_tally (
  role  INTEGER NOT NULL,
  name  TEXT NOT NULL,
  actor INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (role, name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_tally_actor ON event_tally (actor);
CREATE TABLE IF NOT EXISTS event_several (
  role  INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (role, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS actor_apart (
  actor      INTEGER PRIMARY KEY,
  articles   INTEGER NOT NULL,
  mentions   INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  about      INTEGER NOT NULL
) STRICT;
DELETE FROM event_tally;
DELETE FROM event_several;
DELETE FROM actor_apart;
INSERT INTO event_tally (role, name, actor, n)
SELECT role, word, actor, count(*) FROM (
  SELECT r.role, ifnull(w.word, '') AS word, ifnull(k.actor, 0) AS actor, min(k.n)
  FROM event s JOIN facet f ON f.num = s.facet CROSS JOIN (SELECT 3 AS role UNION ALL SELECT 4 UNION ALL SELECT 5) r
  LEFT JOIN event_name k ON k.claim = s.num AND k.role = r.role LEFT JOIN word w ON w.num = k.name
  WHERE f.status = 'happened' AND f.background = 'no' GROUP BY r.role, s.num, word)
GROUP BY role, word, actor;
INSERT INTO event_several SELECT role, claim FROM event_name GROUP BY role, claim HAVING count(*) > 1;
