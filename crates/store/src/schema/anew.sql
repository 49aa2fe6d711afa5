-- Takes rows and entries away, and lets all reports wait for the next growth. What was read and judged stays.
DELETE FROM local_entity; DELETE FROM named; DELETE FROM name_block; DELETE FROM standing; DELETE FROM told_on; DELETE FROM post_told;
DELETE FROM telling_key; DELETE FROM telling; DELETE FROM post; DELETE FROM entity; DELETE FROM tie_end; DELETE FROM tie;
DELETE FROM participant; DELETE FROM event; DELETE FROM instrument; DELETE FROM commitment; DELETE FROM link; DELETE FROM series;
DELETE FROM told_in; DELETE FROM record_words; DELETE FROM counted;
INSERT OR IGNORE INTO pending SELECT id FROM report;
UPDATE generation SET value = value + 1 WHERE name = 'readings';
