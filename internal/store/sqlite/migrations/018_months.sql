-- +goose Up
-- Events that happened, as news, are counted by month too as they are stored: a
-- role of its own, 0, whose names are months as event_month has them.
DELETE FROM event_tally WHERE role = 0;
INSERT INTO event_tally (role, name, actor, n)
SELECT 0, CAST(m.month AS TEXT), 0, sum(m.n) FROM event_month m JOIN facet f ON f.num = m.facet
WHERE f.status = 'happened' AND f.background = 'no' GROUP BY m.month;
