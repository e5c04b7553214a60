-- +goose Up
-- The facts that a source gives to a kind stand together, in one packed piece:
-- what an article says of itself is in most of them. They are given anew.
CREATE TABLE world_given (
  num    INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  bodies BLOB NOT NULL,
  UNIQUE (source, kind)
) STRICT;
DELETE FROM world_fact;
ALTER TABLE world_fact DROP COLUMN body;
UPDATE world_type SET behind = (SELECT ifnull(max(num), 0) FROM article);
UPDATE world_key SET dirty = 1;
