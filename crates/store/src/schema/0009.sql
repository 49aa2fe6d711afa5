-- 0009
-- Less to keep and to write a report: its mentions are one packed row beside its claims, and a telling keeps its keys itself, so that no
-- index is needed to take them out.

-- The mentions of a report in the order of its text: packed, or JSON where they were brought here from the table of before.
CREATE TABLE mentions (
    report INTEGER PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE,
    packed ANY     NOT NULL
) STRICT;
INSERT INTO mentions
    SELECT r.key, json_group_array(
        json_array(m.kind, m.start_byte, m.end_byte, m.head, m.name, m.country, m.detail, m.value, m.given, m.patronymic, m.surname, m.same_as)
        ORDER BY m.n)
    FROM report r JOIN mention m ON m.report = r.id GROUP BY r.key;
DROP TABLE mention;

-- Rows and entries are made anew from the readings.
DELETE FROM local_entity; DELETE FROM named; DELETE FROM name_block; DELETE FROM standing; DELETE FROM told_on; DELETE FROM post_told;
DELETE FROM post; DELETE FROM entity; DELETE FROM tie_end; DELETE FROM tie; DELETE FROM participant; DELETE FROM event;
DELETE FROM instrument; DELETE FROM commitment; DELETE FROM link; DELETE FROM series; DELETE FROM told_in; DELETE FROM record_words;
DELETE FROM counted;

-- `keys`: hashes under which it is looked for, eight bytes each.
DROP TABLE telling_key;
DROP TABLE telling;
CREATE TABLE telling (
    key        INTEGER PRIMARY KEY,
    kind       INTEGER NOT NULL,
    id         TEXT    NOT NULL UNIQUE,
    report     TEXT    NOT NULL,
    told_group TEXT    NOT NULL,
    entry      TEXT,
    keys       BLOB    NOT NULL
) STRICT;
CREATE INDEX telling_report ON telling (report, kind);
CREATE INDEX telling_group ON telling (told_group);

CREATE TABLE telling_key (
    hash    INTEGER NOT NULL,
    telling INTEGER NOT NULL,
    PRIMARY KEY (hash, telling)
) STRICT, WITHOUT ROWID;

DELETE FROM made_by;
INSERT OR IGNORE INTO pending SELECT id FROM report;
