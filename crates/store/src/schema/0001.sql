-- The record, version 1. Positions are UTF-8 bytes of report.text, half-open. Dates are EDTF text; *_first and *_last are the
-- first and last calendar day that a date can mean, for filters. `n` keeps the order of a list.

-- What was read ------------------------------------------------------------------------------------------------------------

CREATE TABLE source (
    id         INTEGER PRIMARY KEY,
    sha256     TEXT    NOT NULL UNIQUE,   -- of the bytes as they came, lower-case hex
    media_type TEXT    NOT NULL,
    length     INTEGER NOT NULL,          -- of the bytes as they came
    bytes      BLOB    NOT NULL           -- Zstandard frame
) STRICT;

CREATE TABLE report (
    key              INTEGER PRIMARY KEY,
    id               TEXT    NOT NULL UNIQUE,
    source           INTEGER NOT NULL REFERENCES source (id),
    version          TEXT    NOT NULL,    -- models and rules that read it
    path             TEXT    NOT NULL,    -- the smallest of its addresses
    text             TEXT    NOT NULL,
    title            TEXT, title_start INTEGER, title_end INTEGER,
    publisher        TEXT, publisher_start INTEGER, publisher_end INTEGER,
    published        TEXT, published_start INTEGER, published_end INTEGER,
    published_first  TEXT, published_last TEXT,
    dateline_start   INTEGER, dateline_end INTEGER,
    dateline_place   TEXT, dateline_place_start INTEGER, dateline_place_end INTEGER,
    dateline_date    TEXT, dateline_date_start INTEGER, dateline_date_end INTEGER,
    lang             TEXT    NOT NULL,
    chars_raw        INTEGER NOT NULL,
    chars_clean      INTEGER NOT NULL
) STRICT;
CREATE INDEX report_source ON report (source);

CREATE TABLE address (
    report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    path   TEXT NOT NULL,
    PRIMARY KEY (report, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
    report     TEXT    NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    report TEXT    NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    clean  INTEGER NOT NULL,
    source INTEGER NOT NULL,
    len    INTEGER NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE issue (
    report  TEXT    NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    message TEXT    NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    report     TEXT    NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    head       INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    country    TEXT,
    detail     TEXT    NOT NULL,          -- none, date, instrument, gathering, person, place (value: degrees north and east)
    value      TEXT,                      -- the date, or the kind of instrument or gathering
    given      TEXT,
    patronymic TEXT,
    surname    TEXT,
    same_as    INTEGER,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    report        TEXT    NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n             INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    modality      TEXT    NOT NULL,
    confidence    REAL    NOT NULL,
    rule          TEXT    NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE field (
    report     TEXT    NOT NULL,
    claim      INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    role       TEXT    NOT NULL,
    mention    INTEGER,                   -- exactly one of these four is set
    text       TEXT,
    date       TEXT,
    number     INTEGER,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    PRIMARY KEY (report, claim, n),
    FOREIGN KEY (report, claim) REFERENCES claim (report, n) ON DELETE CASCADE,
    FOREIGN KEY (report, mention) REFERENCES mention (report, n) ON DELETE CASCADE,
    CHECK ((mention IS NOT NULL) + (text IS NOT NULL) + (date IS NOT NULL) + (number IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_mention ON field (report, mention);

-- What analysts decided: tied to quotes, not to rows that a re-reading may replace -------------------------------------------

CREATE TABLE judgement (
    id               INTEGER PRIMARY KEY,
    verdict          TEXT    NOT NULL,
    report           TEXT    NOT NULL,
    start_byte       INTEGER NOT NULL,
    end_byte         INTEGER NOT NULL,
    quote            TEXT    NOT NULL,
    other_report     TEXT,
    other_start      INTEGER,
    other_end        INTEGER,
    other_quote      TEXT,
    correction_field TEXT,
    correction_value TEXT,
    who              TEXT    NOT NULL,
    at               TEXT    NOT NULL,    -- RFC 3339
    why              TEXT    NOT NULL
) STRICT;

-- What all of it says together: rewritten as a whole ------------------------------------------------------------------------

CREATE TABLE entity (
    id      TEXT    NOT NULL PRIMARY KEY,
    n       INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    country TEXT,
    lat     REAL,
    lon     REAL,
    listed  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_kind ON entity (kind, n);

CREATE TABLE name (
    entity TEXT    NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    lang   TEXT    NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE post (
    entity            TEXT    NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    n                 INTEGER NOT NULL,
    title             TEXT    NOT NULL,
    organisation      TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    organisation_name TEXT,
    country           TEXT,
    phase             TEXT    NOT NULL,
    from_date         TEXT,
    to_date           TEXT,
    PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
    entity  TEXT    NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    kind    TEXT    NOT NULL,             -- part_of, produces
    n       INTEGER NOT NULL,
    to_id   TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    to_name TEXT    NOT NULL,
    PRIMARY KEY (entity, kind, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id            TEXT    NOT NULL PRIMARY KEY,
    n             INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    date          TEXT,
    date_first    TEXT,
    date_last     TEXT,
    place         TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    place_name    TEXT,
    place_country TEXT,
    place_lat     REAL,
    place_lon     REAL,
    body          TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    body_name     TEXT,
    ordinal       INTEGER,
    title         TEXT    NOT NULL,
    confidence    REAL    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_order ON event (n);
CREATE INDEX event_body ON event (body);

CREATE TABLE other_date (
    event TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n     INTEGER NOT NULL,
    date  TEXT    NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    event             TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n                 INTEGER NOT NULL,
    entity            TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    name              TEXT    NOT NULL,
    role              TEXT    NOT NULL,
    post              TEXT,
    organisation      TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    organisation_name TEXT,
    country           TEXT,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_entity ON participant (entity);

CREATE TABLE event_instrument (
    event      TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    instrument TEXT    NOT NULL REFERENCES instrument (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    event TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n     INTEGER NOT NULL,
    text  TEXT    NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE detail (
    event TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n     INTEGER NOT NULL,
    role  TEXT    NOT NULL,
    text  TEXT    NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument (
    id         TEXT    NOT NULL PRIMARY KEY,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    date       TEXT,
    date_first TEXT,
    date_last  TEXT,
    event      TEXT    REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
    id         TEXT    NOT NULL PRIMARY KEY,
    n          INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    act        TEXT    NOT NULL,
    due        TEXT,
    date_first TEXT,
    date_last  TEXT,
    outcome    TEXT    NOT NULL,
    event      TEXT    REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Signatories and parties of an instrument, actors of a commitment.
CREATE TABLE link (
    owner  TEXT    NOT NULL,
    role   TEXT    NOT NULL,              -- signatory, party, actor
    n      INTEGER NOT NULL,
    entity TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    name   TEXT    NOT NULL,
    PRIMARY KEY (owner, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_entity ON link (entity);

CREATE TABLE series (
    n         INTEGER PRIMARY KEY,
    body      TEXT    REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    body_name TEXT    NOT NULL
) STRICT;

CREATE TABLE session (
    series  INTEGER NOT NULL REFERENCES series (n) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    ordinal INTEGER,
    status  TEXT    NOT NULL,
    date    TEXT,
    place   TEXT,
    event   TEXT    REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (series, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
    series INTEGER NOT NULL REFERENCES series (n) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (series, n)
) STRICT, WITHOUT ROWID;

-- Evidence and reports of an entry (`part` is empty) or of an item of one of its lists (part 'post', 'part_of', 'produces').
CREATE TABLE evidence (
    owner      TEXT    NOT NULL,
    part       TEXT    NOT NULL,
    item       INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    report     TEXT    NOT NULL REFERENCES report (id),
    field      TEXT    NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    PRIMARY KEY (owner, part, item, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_report ON evidence (report);

CREATE TABLE told_in (
    owner  TEXT    NOT NULL,
    part   TEXT    NOT NULL,
    item   INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    report TEXT    NOT NULL REFERENCES report (id),
    PRIMARY KEY (owner, part, item, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_in_report ON told_in (report);

CREATE TABLE mention_entity (
    report  TEXT    NOT NULL,
    mention INTEGER NOT NULL,
    entity  TEXT    NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (report, mention),
    FOREIGN KEY (report, mention) REFERENCES mention (report, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity_entity ON mention_entity (entity);

-- Housekeeping and search ---------------------------------------------------------------------------------------------------

-- `readings` grows by one with every change of readings or judgements; `resolved` is the value that the record was made from.
CREATE TABLE generation (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO generation (name, value) VALUES ('readings', 0), ('resolved', 0);

CREATE VIRTUAL TABLE report_words USING fts5 (words, content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE record_words USING fts5 (kind UNINDEXED, id UNINDEXED, words);
