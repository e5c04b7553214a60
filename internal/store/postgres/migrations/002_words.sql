-- +goose Up
-- The words of an article are no smaller when they are compressed: that is not
-- tried for each. A month that was made stays as it is; one that comes takes it
-- from the table for the rest.
ALTER TABLE article_words_else ALTER text SET STORAGE EXTERNAL, ALTER title SET STORAGE EXTERNAL;
