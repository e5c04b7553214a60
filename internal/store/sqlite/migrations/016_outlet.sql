-- +goose Up
-- Articles are counted by a part of their outlet's name.
CREATE INDEX article_outlet ON article (outlet);
