-- Counts that pages and lists show, kept as the record grows, and indexes for the orders and choices of lists.

-- Events by what they have in common (`kind`, `status`, `month`, `country`, `language`, `place`, `body`, `side`: who takes part, or whose
-- people; `all`), entries with a dossier by kind (`listed`), and reports by the entry that they name (`named`).
CREATE TABLE counted (
    what TEXT    NOT NULL,
    key  TEXT    NOT NULL,
    n    INTEGER NOT NULL,
    PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_most ON counted (what, n);

-- Languages of the reports that tell of it, each between commas.
ALTER TABLE event ADD COLUMN langs TEXT NOT NULL DEFAULT ',';
UPDATE event SET langs = coalesce(
    (SELECT ',' || group_concat(lang, ',') || ',' FROM
        (SELECT DISTINCT r.lang AS lang FROM told_in t JOIN report r ON r.id = t.report WHERE t.owner = event.id ORDER BY r.lang)), ',');

INSERT INTO counted SELECT 'all', '', count(*) FROM event HAVING count(*) > 0;
INSERT INTO counted SELECT 'kind', kind, count(*) FROM event GROUP BY kind;
INSERT INTO counted SELECT 'status', status, count(*) FROM event GROUP BY status;
INSERT INTO counted SELECT 'month', substr(sort_date, 1, 7), count(*) FROM event WHERE sort_date IS NOT NULL GROUP BY 2;
INSERT INTO counted SELECT 'place', place, count(*) FROM event WHERE place IS NOT NULL GROUP BY place;
INSERT INTO counted SELECT 'body', body, count(*) FROM event WHERE body IS NOT NULL GROUP BY body;
INSERT INTO counted SELECT 'language', lang, count(DISTINCT t.owner)
    FROM told_in t JOIN report r ON r.id = t.report JOIN event e ON e.id = t.owner GROUP BY lang;
INSERT INTO counted SELECT 'country', key, count(*)
    FROM (SELECT country AS key, event FROM participant UNION SELECT place_country, id FROM event) WHERE key IS NOT NULL GROUP BY key;
INSERT INTO counted SELECT 'side', key, count(*)
    FROM (SELECT entity AS key, event FROM participant UNION SELECT organisation, event FROM participant) WHERE key IS NOT NULL GROUP BY key;
INSERT INTO counted SELECT 'listed', kind, count(*) FROM entity WHERE listed = 1 GROUP BY kind;
INSERT INTO counted SELECT 'named', entity, count(*) FROM named_in GROUP BY entity;

-- In the order of time, with all that lists choose by: rows of events are long.
DROP INDEX event_sort_date;
CREATE INDEX event_sort_date ON event (sort_date, kind, status, place_country, body, place, langs);
CREATE INDEX event_place ON event (place);
CREATE INDEX event_disputed ON event (sort_date) WHERE disagreements_json <> '[]';
CREATE INDEX event_unsure ON event (confidence) WHERE confidence < 0.6;
CREATE INDEX commitment_outcome ON commitment (outcome, date_last);
CREATE INDEX report_published ON report (published_first);
CREATE INDEX report_last ON report (published_last);
CREATE INDEX report_path ON report (path, id);
CREATE INDEX report_lang ON report (lang);
CREATE INDEX issue_contradiction ON issue (report) WHERE kind = 'contradiction';
CREATE INDEX told_on_last ON told_on (last);
