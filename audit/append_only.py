"""The database itself refuses to change, delete or branch the trail. SQL for both engines, used by the migration.

The insert trigger asks that a row follows the newest one: no gap, no fork, and no REPLACE over a row on SQLite, which
would not call the delete trigger.
"""

SQLITE = (
    """
    CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
    """,
    """
    CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
    """,
    """
    CREATE TRIGGER audit_event_follows BEFORE INSERT ON audit_event
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_event)
      OR NEW.previous_hash IS NOT COALESCE(
        (SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
    BEGIN SELECT RAISE(ABORT, 'audit_event rows follow the newest row'); END
    """,
)
SQLITE_UNDO = (
    "DROP TRIGGER IF EXISTS audit_event_no_update",
    "DROP TRIGGER IF EXISTS audit_event_no_delete",
    "DROP TRIGGER IF EXISTS audit_event_follows",
)
POSTGRESQL = (
    """
    CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit_event is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE FUNCTION audit_event_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE newest record;
    BEGIN
        SELECT seq, hash INTO newest FROM audit_event ORDER BY seq DESC LIMIT 1;
        IF NEW.seq IS DISTINCT FROM COALESCE(newest.seq, 0) + 1
            OR NEW.previous_hash IS DISTINCT FROM COALESCE(newest.hash, repeat('0', 64)) THEN
            RAISE EXCEPTION 'audit_event rows follow the newest row'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()
    """,
    """
    CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()
    """,
    """
    CREATE TRIGGER audit_event_follows BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_follows()
    """,
)
POSTGRESQL_UNDO = (
    "DROP TRIGGER IF EXISTS audit_event_follows ON audit_event",
    "DROP TRIGGER IF EXISTS audit_event_no_truncate ON audit_event",
    "DROP TRIGGER IF EXISTS audit_event_no_change ON audit_event",
    "DROP FUNCTION IF EXISTS audit_event_follows()",
    "DROP FUNCTION IF EXISTS audit_event_refuse()",
)


def guard_statements(vendor: str) -> tuple[str, ...]:
    """What puts the guard up on this engine."""
    return POSTGRESQL if vendor == "postgresql" else SQLITE


def unguard_statements(vendor: str) -> tuple[str, ...]:
    """What takes the guard down again."""
    return POSTGRESQL_UNDO if vendor == "postgresql" else SQLITE_UNDO
