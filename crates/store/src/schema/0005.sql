-- A record that grows by what is added: rows of local entities and of what reports tell, with the keys under which they are looked for.
-- Lists stand in the order of `list_key`. Columns named *_json hold JSON. What was made of the readings before is made anew from them.

DROP TABLE mention_entity;
DROP TABLE told_in;
DROP TABLE evidence;
DROP TABLE gap;
DROP TABLE session;
DROP TABLE series;
DROP TABLE link;
DROP TABLE commitment;
DROP TABLE event_instrument;
DROP TABLE instrument;
DROP TABLE detail;
DROP TABLE topic;
DROP TABLE participant;
DROP TABLE event;
DROP TABLE relation;
DROP TABLE tie_end;
DROP TABLE tie;
DROP TABLE post;
DROP TABLE name;
DROP TABLE entity;
DROP TABLE record_words;

-- `generation` counts now: `readings` grows with every change of readings or judgements, `resolved` with every growth of the record.
UPDATE generation SET value = 0;

-- Reports that came, changed, went or were judged since the record was made.
CREATE TABLE pending (report TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO pending SELECT id FROM report;

-- Local entities: equal ones of all reports are one row ---------------------------------------------------------------------

CREATE TABLE local_entity (
    id         TEXT    NOT NULL PRIMARY KEY,
    bound      INTEGER NOT NULL,          -- its own report alone can tell what it is
    entity     TEXT,                      -- the entry that it is part of
    local_json TEXT    NOT NULL,
    tally_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX local_entity_entity ON local_entity (entity);
CREATE INDEX local_entity_shared ON local_entity (id) WHERE bound = 0;

CREATE TABLE standing (
    report        TEXT    NOT NULL,
    row           TEXT    NOT NULL,
    start_byte    INTEGER NOT NULL,       -- its fullest name in the report
    end_byte      INTEGER NOT NULL,
    standing_json TEXT    NOT NULL,
    PRIMARY KEY (report, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_row ON standing (row);

-- First and last day on which a report can have been told.
CREATE TABLE told_on (
    report TEXT NOT NULL PRIMARY KEY,
    first  TEXT NOT NULL,
    last   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX told_on_first ON told_on (first);

CREATE TABLE post_told (
    report    TEXT    NOT NULL,
    n         INTEGER NOT NULL,
    person    TEXT    NOT NULL,           -- local entities
    house     TEXT,
    heads     INTEGER NOT NULL,
    post_json TEXT    NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_told_person ON post_told (person);
CREATE INDEX post_told_house ON post_told (house, person);
CREATE INDEX post_told_heads ON post_told (person, house) WHERE heads = 1;

-- What reports tell of events (0), relations (1) and promises (2); `told_group` is the smallest address of what is connected.
CREATE TABLE telling (
    key        INTEGER PRIMARY KEY,
    kind       INTEGER NOT NULL,
    id         TEXT    NOT NULL UNIQUE,
    report     TEXT    NOT NULL,
    told_group TEXT    NOT NULL,
    entry      TEXT
) STRICT;
CREATE INDEX telling_report ON telling (report, kind, id);
CREATE INDEX telling_group ON telling (told_group, id);

CREATE TABLE telling_key (
    hash    INTEGER NOT NULL,
    telling INTEGER NOT NULL REFERENCES telling (key) ON DELETE CASCADE,
    PRIMARY KEY (hash, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_key_telling ON telling_key (telling);

-- Entries -------------------------------------------------------------------------------------------------------------------

CREATE TABLE entity (
    id         TEXT    NOT NULL PRIMARY KEY,
    list_key   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    country    TEXT,
    lat        REAL,
    lon        REAL,
    listed     INTEGER NOT NULL,
    names_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_kind ON entity (kind, list_key);
CREATE INDEX entity_list ON entity (list_key);

CREATE TABLE post (
    entity            TEXT    NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    n                 INTEGER NOT NULL,
    title             TEXT    NOT NULL,
    organisation      TEXT,
    organisation_name TEXT,
    country           TEXT,
    phase             TEXT    NOT NULL,
    from_date         TEXT,
    to_date           TEXT,
    reports_json      TEXT    NOT NULL,
    evidence_json     TEXT    NOT NULL,
    PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_country ON post (country);
CREATE INDEX post_organisation ON post (organisation);

-- Relations between two or more entities.
CREATE TABLE tie (
    id            TEXT    NOT NULL PRIMARY KEY,
    list_key      TEXT    NOT NULL,
    told_key      TEXT    NOT NULL,       -- what makes two tellings one, but for the time
    kind          TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    date          TEXT,
    date_first    TEXT,
    date_last     TEXT,
    detail        TEXT,                   -- sort of a deal, size of a share
    subject       TEXT,
    confidence    REAL    NOT NULL,
    evidence_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_list ON tie (list_key);
CREATE INDEX tie_told ON tie (told_key);

CREATE TABLE tie_end (
    tie    TEXT    NOT NULL REFERENCES tie (id) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    entity TEXT,
    name   TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    PRIMARY KEY (tie, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_end_entity ON tie_end (entity);

CREATE TABLE event (
    id                 TEXT    NOT NULL PRIMARY KEY,
    list_key           TEXT    NOT NULL,
    kind               TEXT    NOT NULL,
    status             TEXT    NOT NULL,
    date               TEXT,
    date_first         TEXT,
    date_last          TEXT,
    sort_date          TEXT,
    place              TEXT,
    place_name         TEXT,
    place_country      TEXT,
    place_lat          REAL,
    place_lon          REAL,
    body               TEXT,
    body_name          TEXT,
    ordinal            INTEGER,
    title              TEXT    NOT NULL,
    confidence         REAL    NOT NULL,
    witnesses          INTEGER NOT NULL,
    history_json       TEXT    NOT NULL,
    titles_json        TEXT    NOT NULL,
    disagreements_json TEXT    NOT NULL,
    topics_json        TEXT    NOT NULL,
    details_json       TEXT    NOT NULL,
    instruments_json   TEXT    NOT NULL,
    evidence_json      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_list ON event (list_key);
CREATE INDEX event_body ON event (body);
CREATE INDEX event_sort_date ON event (sort_date);

CREATE TABLE participant (
    event             TEXT    NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    n                 INTEGER NOT NULL,
    entity            TEXT,
    name              TEXT    NOT NULL,
    role              TEXT    NOT NULL,
    post              TEXT,
    organisation      TEXT,
    organisation_name TEXT,
    country           TEXT,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_entity ON participant (entity);
CREATE INDEX participant_organisation ON participant (organisation);
CREATE INDEX participant_country ON participant (country);

CREATE TABLE instrument (
    id            TEXT    NOT NULL PRIMARY KEY,
    list_key      TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    title         TEXT    NOT NULL,
    date          TEXT,
    date_first    TEXT,
    date_last     TEXT,
    sort_date     TEXT,
    event         TEXT,
    status        TEXT    NOT NULL,
    titles_json   TEXT    NOT NULL,
    evidence_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX instrument_list ON instrument (list_key);
CREATE INDEX instrument_event ON instrument (event);

CREATE TABLE commitment (
    id            TEXT    NOT NULL PRIMARY KEY,
    list_key      TEXT    NOT NULL,
    announces     TEXT,                   -- the event that was announced
    told_key      TEXT,                   -- else what makes two promises one
    kind          TEXT    NOT NULL,
    act           TEXT    NOT NULL,
    due           TEXT,
    date_first    TEXT,
    date_last     TEXT,
    outcome       TEXT    NOT NULL,
    event         TEXT,
    since         TEXT,
    sort_date     TEXT,
    evidence_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_list ON commitment (list_key);
CREATE INDEX commitment_announces ON commitment (announces);
CREATE INDEX commitment_told ON commitment (told_key);

-- Signatories and parties of an instrument, actors of a commitment.
CREATE TABLE link (
    owner  TEXT    NOT NULL,
    role   TEXT    NOT NULL,              -- signatory, party, actor
    n      INTEGER NOT NULL,
    entity TEXT,
    name   TEXT    NOT NULL,
    PRIMARY KEY (owner, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_entity ON link (entity);

CREATE TABLE series (
    body          TEXT NOT NULL PRIMARY KEY,
    body_name     TEXT NOT NULL,
    list_key      TEXT NOT NULL,
    sessions_json TEXT NOT NULL,
    gaps_json     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX series_list ON series (list_key);

-- Reports that tell of an event, relation, instrument or commitment, in the order of reports.
CREATE TABLE told_in (
    owner  TEXT    NOT NULL,
    n      INTEGER NOT NULL,
    report TEXT    NOT NULL,
    PRIMARY KEY (owner, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_in_report ON told_in (report);

CREATE VIRTUAL TABLE record_words USING fts5 (kind UNINDEXED, id UNINDEXED, words);

-- The entry of every mention.
CREATE VIEW mention_entity (report, mention, entity) AS
    SELECT s.report, m.value, l.entity
    FROM standing s JOIN local_entity l ON l.id = s.row, json_each(s.standing_json, '$.m') m
    WHERE l.entity IS NOT NULL;

-- Reports that name an entity.
CREATE VIEW named_in (entity, report) AS
    SELECT DISTINCT l.entity, s.report FROM local_entity l JOIN standing s ON s.row = l.id WHERE l.entity IS NOT NULL;
