-- +goose Up
-- How many statements or events of a facet are of a month: 201500 is some time in
-- 2015, 0 no single year, and -201605 what begins in May 2016 and has no last day.
-- Triggers keep it, so that what an older program stores, which has the store open,
-- is counted too.
CREATE TABLE IF NOT EXISTS claim_month (
  month INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (month, facet)
) STRICT, WITHOUT ROWID;
DELETE FROM claim_month;
INSERT INTO claim_month (month, facet, n)
SELECT CASE WHEN last = 0 AND first < 99999999 THEN -first / 100 WHEN first / 100 = last / 100 THEN first / 100 WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, facet, count(*) FROM statement GROUP BY 1, 2;
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS statement_counted AFTER INSERT ON statement BEGIN
  INSERT INTO claim_month (month, facet, n)
  VALUES (CASE WHEN new.last = 0 AND new.first < 99999999 THEN -new.first / 100 WHEN new.first / 100 = new.last / 100 THEN new.first / 100 WHEN new.first / 10000 = new.last / 10000 THEN new.first / 10000 * 100 ELSE 0 END, new.facet, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS statement_uncounted AFTER DELETE ON statement BEGIN
  UPDATE claim_month SET n = n - 1
  WHERE month = CASE WHEN old.last = 0 AND old.first < 99999999 THEN -old.first / 100 WHEN old.first / 100 = old.last / 100 THEN old.first / 100 WHEN old.first / 10000 = old.last / 10000 THEN old.first / 10000 * 100 ELSE 0 END AND facet = old.facet;
END;
-- +goose StatementEnd
INSERT INTO claim_month (month, facet, n)
SELECT CASE WHEN last = 0 AND first < 99999999 THEN -first / 100 WHEN first / 100 = last / 100 THEN first / 100 WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, facet, count(*) FROM event GROUP BY 1, 2;
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS event_counted AFTER INSERT ON event BEGIN
  INSERT INTO claim_month (month, facet, n)
  VALUES (CASE WHEN new.last = 0 AND new.first < 99999999 THEN -new.first / 100 WHEN new.first / 100 = new.last / 100 THEN new.first / 100 WHEN new.first / 10000 = new.last / 10000 THEN new.first / 10000 * 100 ELSE 0 END, new.facet, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS event_uncounted AFTER DELETE ON event BEGIN
  UPDATE claim_month SET n = n - 1
  WHERE month = CASE WHEN old.last = 0 AND old.first < 99999999 THEN -old.first / 100 WHEN old.first / 100 = old.last / 100 THEN old.first / 100 WHEN old.first / 10000 = old.last / 10000 THEN old.first / 10000 * 100 ELSE 0 END AND facet = old.facet;
END;
-- +goose StatementEnd

-- How many statements of a facet are about an actor, as said_by has whose they are.
CREATE TABLE IF NOT EXISTS said_of (
  actor INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (actor, facet)
) STRICT, WITHOUT ROWID;
DELETE FROM said_of;
INSERT INTO said_of (actor, facet, n) SELECT actor, facet, count(*) FROM part WHERE role = 2 GROUP BY 1, 2;
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS part_of_matter AFTER INSERT ON part WHEN new.role = 2 BEGIN
  INSERT INTO said_of (actor, facet, n) VALUES (new.actor, new.facet, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS part_of_no_matter AFTER DELETE ON part WHEN old.role = 2 BEGIN
  UPDATE said_of SET n = n - 1 WHERE actor = old.actor AND facet = old.facet;
END;
-- +goose StatementEnd

-- The last day of an agreement's statuses: the newest come first by it.
ALTER TABLE agreement ADD COLUMN last INTEGER NOT NULL DEFAULT 0;
UPDATE agreement SET last = (SELECT ifnull(max(s.last), 0) FROM agreement_status s WHERE s.claim = agreement.num);
CREATE INDEX IF NOT EXISTS agreement_last ON agreement (last, first);
-- +goose StatementBegin
CREATE TRIGGER IF NOT EXISTS agreement_lasts AFTER INSERT ON agreement_status BEGIN
  UPDATE agreement SET last = new.last WHERE num = new.claim AND last < new.last;
END;
-- +goose StatementEnd
