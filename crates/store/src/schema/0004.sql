-- What `watch` knows of its sources. Times are seconds since 1970.

CREATE TABLE watched (
    address  TEXT    PRIMARY KEY,
    etag     TEXT,
    modified TEXT,
    next     INTEGER NOT NULL,            -- not asked before
    failures INTEGER NOT NULL,            -- in a row
    problem  TEXT                         -- of the last time
) STRICT, WITHOUT ROWID;

-- Items of sources that were read, or that never will be.
CREATE TABLE watched_item (
    item TEXT    PRIMARY KEY,
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_item_seen ON watched_item (seen);

-- Reports in whose place a later version of the same page has come: their claims are withdrawn.
CREATE TABLE superseded (
    report   TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    by_which TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX address_path ON address (path);
