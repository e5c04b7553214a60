-- Statements are found by whom they came through, too.
DROP TABLE statement_words;
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, source_text, content_text, about, via, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');

-- Rows of lists that others keep of agreements, as the user gave them.
CREATE TABLE reference (
  list TEXT NOT NULL,
  id   TEXT NOT NULL,
  day  TEXT NOT NULL,                         -- ISO 8601, '' unknown
  body TEXT NOT NULL,                         -- JSON
  PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_day ON reference (day);
