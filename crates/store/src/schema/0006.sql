-- Names by their hashes, so that a new one finds those that it can go with, and rows by the groups that names connect. Rows and entries
-- are made anew from the readings: `made_by` names no program yet.

DROP TABLE local_entity;
CREATE TABLE local_entity (
    id         TEXT    NOT NULL PRIMARY KEY,
    bound      INTEGER NOT NULL,          -- its own report alone can tell what it is
    entity     TEXT,                      -- the entry that it is part of
    joined     TEXT    NOT NULL,          -- the smallest address of what its names connect it with
    local_json TEXT    NOT NULL,
    tally_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX local_entity_entity ON local_entity (entity);
CREATE INDEX local_entity_joined ON local_entity (joined) WHERE bound = 0;

DROP TABLE standing;
CREATE TABLE standing (
    report        TEXT    NOT NULL,
    row           TEXT    NOT NULL,
    day           TEXT,                   -- first day on which the report can have been told
    start_byte    INTEGER NOT NULL,       -- its fullest name in the report
    end_byte      INTEGER NOT NULL,
    standing_json TEXT    NOT NULL,
    PRIMARY KEY (report, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_row ON standing (row, day);

-- Rows under the hashes of their names, and of people's family names by themselves, with their offices and with days.
CREATE TABLE named (
    hash INTEGER NOT NULL,
    row  TEXT    NOT NULL,
    PRIMARY KEY (hash, row)
) STRICT, WITHOUT ROWID;

-- Hashes of names under those of the sounds and words that a like name shares.
CREATE TABLE name_block (
    block INTEGER NOT NULL,
    name  INTEGER NOT NULL,
    PRIMARY KEY (block, name)
) STRICT, WITHOUT ROWID;

-- What made rows and entries of the readings: program and knowledge.
CREATE TABLE made_by (version TEXT NOT NULL) STRICT;

DROP TABLE post_told;
CREATE TABLE post_told (
    report    TEXT    NOT NULL,
    n         INTEGER NOT NULL,
    person    TEXT    NOT NULL,           -- local entities
    house     TEXT,
    heads     INTEGER NOT NULL,
    stated    INTEGER NOT NULL,           -- hash of what is stated, whichever report says it
    place     TEXT    NOT NULL,           -- in the order of reports; those without a day begin with 1
    post_json TEXT    NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_told_person ON post_told (person, stated, place);
CREATE INDEX post_told_house ON post_told (house, person);
CREATE INDEX post_told_heads ON post_told (person, house) WHERE heads = 1;
CREATE INDEX post_told_head_of ON post_told (house, person) WHERE heads = 1;

DELETE FROM post;
ALTER TABLE post ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
DROP INDEX told_on_first;
