-- What older schemas kept of records stands aside until it is moved. (To drop
-- an index of words drops its tables; the triggers go with their tables.)
DROP TRIGGER article_added;
DROP TRIGGER article_changed;
DROP TRIGGER article_gone;
DROP TRIGGER statement_added;
DROP TRIGGER statement_gone;
DROP TRIGGER event_added;
DROP TRIGGER event_gone;
DROP TRIGGER agreement_added;
DROP TRIGGER agreement_gone;
DROP TRIGGER membership_added;
DROP TRIGGER membership_gone;
DROP TABLE article_words;
DROP TABLE statement_words;
DROP TABLE event_words;
DROP TABLE agreement_words;
DROP TABLE membership_words;
DROP TABLE statement_about;
DROP TABLE statement_by;
DROP TABLE event_actor;
DROP TABLE agreement_actor;
DROP TABLE agreement_status;
DROP TABLE membership_actor;
DROP INDEX article_newest;
ALTER TABLE article RENAME TO old_article;
ALTER TABLE past_text RENAME TO old_past_text;
ALTER TABLE superseded RENAME TO old_superseded;
ALTER TABLE as_found RENAME TO old_as_found;
ALTER TABLE actor RENAME TO old_actor;
ALTER TABLE mention RENAME TO old_mention;
ALTER TABLE time_expr RENAME TO old_time_expr;
ALTER TABLE statement RENAME TO old_statement;
ALTER TABLE event RENAME TO old_event;
ALTER TABLE agreement RENAME TO old_agreement;
ALTER TABLE membership RENAME TO old_membership;

ALTER TABLE decision ADD COLUMN target TEXT NOT NULL DEFAULT ''; -- what is decided about, '' for actors
ALTER TABLE decision ADD COLUMN field  TEXT NOT NULL DEFAULT ''; -- of what is changed
ALTER TABLE decision ADD COLUMN value  TEXT NOT NULL DEFAULT ''; -- that it has then
