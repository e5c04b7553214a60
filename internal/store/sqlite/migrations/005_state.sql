-- +goose Up
-- What a program that works over days has to remember between two runs: what is
-- watched and since when, how far a file was read. A room is one program's; what
-- a value means it alone knows.
CREATE TABLE state (
    room  TEXT NOT NULL,
    key   TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (room, key)
) WITHOUT ROWID;
