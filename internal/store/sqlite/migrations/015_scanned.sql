-- +goose Up
-- Values of fields that are asked for by a part of them, or by how they begin,
-- are found by their field.
ALTER TABLE world_value ADD COLUMN scanned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX world_value_scanned ON world_value (field, value) WHERE scanned;
DELETE FROM world_has;
DELETE FROM world_words;
DELETE FROM world_row;
UPDATE world_value SET scanned = field IN ('outlet', 'mode', 'cameo', 'concept', 'wording', 'kind');
UPDATE world_key SET dirty = 1;
