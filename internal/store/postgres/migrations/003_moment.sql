-- +goose Up
-- Whether anybody has written to the store is told by a sequence and by locks.
-- Whoever has written calls written() before the commit: it takes a lock by the
-- number of the transaction, which nobody waits for and which lasts until what was
-- written is seen, and then a number of the sequence. What moment() says is the
-- same at two times only if nothing has come to be seen between: of a transaction
-- that took its number after the first look the sequence tells, and of one that
-- took it before, the lock, which was held then and is not held now.
CREATE SEQUENCE writing;
-- +goose StatementBegin
CREATE FUNCTION written(store bigint) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN
  IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock_shared(store::bit(32)::int, pg_current_xact_id()::xid::text::bigint::bit(32)::int);
    PERFORM nextval('writing');
  END IF;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION moment(store bigint) RETURNS text LANGUAGE plpgsql AS
$$ DECLARE
  last bigint;
  held text;
BEGIN
  -- Before the locks: see above. A sequence that nobody has used says that it is at 1.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO last FROM writing;
  SELECT coalesce(string_agg(objid::text, '.' ORDER BY objid), '') INTO held FROM pg_locks
  WHERE locktype = 'advisory' AND classid::bigint = store AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
  RETURN last || ':' || held;
END $$;
-- +goose StatementEnd
