"""The tables of a journal, word for word, so that a changed one can be told from ours."""

APPLICATION_ID = 0x454D5247  # "EMRG"
VERSION = 1

COLUMNS = "post, number, author, time_utc, zone, kind, text, data, refers_to, previous, hash"
# The same to read: an absent reference is an empty one.
READ = COLUMNS.replace("refers_to", "coalesce(refers_to, '')")

ENTRY = """CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    post TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    author TEXT NOT NULL,
    time_utc INTEGER NOT NULL,
    zone TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL,
    refers_to TEXT REFERENCES entry (hash) DEFERRABLE INITIALLY DEFERRED,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT"""

HASH = "CREATE UNIQUE INDEX entry_hash ON entry (hash)"
PLACE = "CREATE INDEX entry_place ON entry (post, number, hash)"

NEVER_UPDATED = """CREATE TRIGGER entry_never_updated BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'entries are never changed: amend or strike them by a new one');
END"""

NEVER_DELETED = """CREATE TRIGGER entry_never_deleted BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted: strike them by a new one');
END"""

# INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on.
NEVER_REPLACED = """CREATE TRIGGER entry_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE hash = NEW.hash OR seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'entries are never replaced');
END"""

FOLLOWS = """CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.number > 1 AND NOT EXISTS (
    SELECT 1 FROM entry
    WHERE hash = NEW.previous AND post = NEW.post AND number = NEW.number - 1
)
BEGIN
    SELECT RAISE(ABORT, 'an entry follows the one before it');
END"""

FIRST = (ENTRY, HASH, PLACE, NEVER_UPDATED, NEVER_DELETED, NEVER_REPLACED, FOLLOWS)
