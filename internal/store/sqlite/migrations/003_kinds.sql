-- +goose Up
-- What sort of thing a statement reports and whether it was made; '' where the
-- version that found it did not judge. Which rules shaped it, which rule found
-- a mention, and why it was taken for its actor.
ALTER TABLE statement ADD COLUMN kind   TEXT NOT NULL DEFAULT '';
ALTER TABLE statement ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE statement ADD COLUMN trail  TEXT NOT NULL DEFAULT '[]'; -- JSON list
UPDATE statement SET status = 'not made' WHERE negated;

ALTER TABLE mention ADD COLUMN found_by TEXT NOT NULL DEFAULT '';
ALTER TABLE mention ADD COLUMN why      TEXT NOT NULL DEFAULT '';
