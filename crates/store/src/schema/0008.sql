-- Less to keep and to write a report: its claims are one packed row, rows of events lie in pages by themselves, and the words by which
-- entries are found are indexed without being kept.

-- The claims of a report in the order of its text: packed, or JSON where they were brought here from the tables of before.
CREATE TABLE claims (
    report INTEGER PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE,
    packed ANY     NOT NULL
) STRICT;
INSERT INTO claims
    SELECT r.key, json_group_array(json(c.claim) ORDER BY c.n)
    FROM report r JOIN (
        SELECT report, n, json_array(kind, trigger_start, trigger_end, modality, confidence, rule, json((
            SELECT json_group_array(json_array(role, json(CASE
                WHEN mention IS NOT NULL THEN json_object('mention', mention)
                WHEN text IS NOT NULL THEN json_object('text', text)
                WHEN date IS NOT NULL THEN json_object('date', date)
                ELSE json_object('number', number) END), start_byte, end_byte) ORDER BY f.n)
            FROM field f WHERE f.report = claim.report AND f.claim = claim.n))) AS claim
        FROM claim) c ON c.report = r.id
    GROUP BY r.key;
DROP TABLE field;
DROP TABLE claim;

-- Rows and entries are made anew from the readings.
DELETE FROM local_entity; DELETE FROM named; DELETE FROM name_block; DELETE FROM standing; DELETE FROM told_on; DELETE FROM post_told;
DELETE FROM telling_key; DELETE FROM telling; DELETE FROM post; DELETE FROM entity; DELETE FROM tie_end; DELETE FROM tie;
DELETE FROM participant; DELETE FROM instrument; DELETE FROM commitment; DELETE FROM link; DELETE FROM series; DELETE FROM told_in;
DELETE FROM counted;

-- A row that is long takes a page of its own where rows are kept by a key of text.
DROP TABLE event;
CREATE TABLE event (
    key                INTEGER PRIMARY KEY,
    id                 TEXT    NOT NULL UNIQUE,
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
    evidence_json      TEXT    NOT NULL,
    langs              TEXT    NOT NULL     -- of the reports that tell of it, each between commas
) STRICT;
CREATE INDEX event_list ON event (list_key);
CREATE INDEX event_body ON event (body);
CREATE INDEX event_sort_date ON event (sort_date, kind, status, place_country, body, place, langs);
CREATE INDEX event_place ON event (place);
CREATE INDEX event_disputed ON event (sort_date) WHERE disagreements_json <> '[]';
CREATE INDEX event_unsure ON event (confidence) WHERE confidence < 0.6;

-- `sum`: hash of the words.
DROP TABLE record_words;
CREATE VIRTUAL TABLE record_words USING fts5 (
    kind UNINDEXED, id UNINDEXED, sum UNINDEXED, words, content = '', contentless_delete = 1, contentless_unindexed = 1
);

DELETE FROM made_by;
INSERT OR IGNORE INTO pending SELECT id FROM report;
