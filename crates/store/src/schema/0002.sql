-- What reports say became of an event, where they differ, how many tell it; instruments with a status and a title a language;
-- the day by which events, instruments and commitments are sorted and filtered. Columns named *_json hold a JSON array.

ALTER TABLE event ADD COLUMN sort_date TEXT;
ALTER TABLE event ADD COLUMN witnesses INTEGER NOT NULL DEFAULT 1;
ALTER TABLE event ADD COLUMN history_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN titles_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN disagreements_json TEXT NOT NULL DEFAULT '[]';
CREATE INDEX event_sort_date ON event (sort_date);

ALTER TABLE instrument ADD COLUMN status TEXT NOT NULL DEFAULT 'signed';
ALTER TABLE instrument ADD COLUMN titles_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE instrument ADD COLUMN sort_date TEXT;

ALTER TABLE commitment ADD COLUMN since TEXT;
ALTER TABLE commitment ADD COLUMN sort_date TEXT;

DROP TABLE other_date;
-- An outcome that depends on the day of reading is no part of the record any more.
UPDATE commitment SET outcome = 'due' WHERE outcome IN ('silent', 'overdue');

-- Judgements: the words around an anchor, what a judgement undoes, and an id of its own content.
ALTER TABLE judgement ADD COLUMN prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN other_prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN other_suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN undoes TEXT;
ALTER TABLE judgement ADD COLUMN entries_json TEXT NOT NULL DEFAULT '[]';

-- The record has to be made anew.
UPDATE generation SET value = value + 1 WHERE name = 'readings' AND EXISTS (SELECT 1 FROM report);
