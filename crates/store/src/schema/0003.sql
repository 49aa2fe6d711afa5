-- Relations between two or more entities: what is part of, owns, makes, is also called, and deals.

CREATE TABLE tie (
    id         TEXT    NOT NULL PRIMARY KEY,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    date       TEXT,
    date_first TEXT,
    date_last  TEXT,
    detail     TEXT,                      -- sort of a deal, size of a share
    subject    TEXT,
    confidence REAL    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_order ON tie (n);

CREATE TABLE tie_end (
    tie    TEXT    NOT NULL REFERENCES tie (id) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    entity TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    name   TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    PRIMARY KEY (tie, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_end_entity ON tie_end (entity);

-- The record is made anew from the readings, which are all here.
UPDATE generation SET value = value + 1 WHERE name = 'readings' AND EXISTS (SELECT 1 FROM report);
