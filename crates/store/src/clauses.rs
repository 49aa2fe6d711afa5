//! SQL conditions of the filters of lists. Values go in as parameters, never as text of a statement.

use rapporteur_model::Country;
use rusqlite::types::ToSql;

use crate::columns::word;
use crate::filter::{
    CommitmentFilter, EntityFilter, EventFilter, EventOrder, InstrumentFilter, MentionFilter, RelationFilter, ReportFilter, Side,
};
use crate::terms;

/// Events in which somebody of a country takes part: by what is said of them there, by themselves, by their organisation, or by a post that
/// they hold.
const OF_COUNTRY: &str = "SELECT event FROM participant WHERE country = ?
     UNION SELECT p.event FROM entity e CROSS JOIN participant p ON p.entity = e.id WHERE e.country = ?
     UNION SELECT p.event FROM entity o CROSS JOIN participant p ON p.organisation = o.id WHERE o.country = ?
     UNION SELECT p.event FROM post CROSS JOIN participant p ON p.entity = post.entity
         WHERE p.country IS NULL AND post.phase <> 'former' AND post.country = ?
     UNION SELECT p.event FROM entity o CROSS JOIN post ON post.organisation = o.id CROSS JOIN participant p ON p.entity = post.entity
         WHERE p.country IS NULL AND post.phase <> 'former' AND o.country = ?";

/// Reports disagree: as an index has it.
pub(crate) const DISPUTED: &str = "disagreements_json <> '[]'";

/// Conditions with their parameters.
#[derive(Default)]
pub(crate) struct Clauses {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Clauses {
    pub(crate) fn of_events(filter: &EventFilter) -> Self {
        let mut clauses = Self::default();
        clauses.days(filter.possible, filter.from.as_ref(), filter.to.as_ref());
        clauses.any_of("kind", filter.kinds.iter().map(word));
        clauses.any_of("status", filter.statuses.iter().map(word));
        filter.sides.iter().for_each(|side| clauses.side("id", side));
        if let Some(country) = filter.country {
            clauses.one(&format!("(place_country = ? OR id IN ({OF_COUNTRY}))"), country.code().to_owned());
            (0..OF_COUNTRY.matches('?').count()).for_each(|_| clauses.values.push(Box::new(country.code().to_owned())));
        }
        clauses.named("body", filter.body.as_ref(), "body");
        if let Some(person) = &filter.person {
            clauses.participant("id IN (SELECT event FROM participant WHERE entity", person);
        }
        if let Some(id) = &filter.participant {
            clauses.both("id IN (SELECT event FROM participant WHERE entity = ? OR organisation = ?)", id);
        }
        clauses.any_of("place", filter.place.iter().cloned());
        clauses.words("event", filter.text.as_ref());
        clauses.told_in(filter.report.as_ref());
        if let Some(lang) = &filter.lang {
            clauses.one("instr(langs, ?) > 0", format!(",{lang},"));
        }
        if filter.disputed {
            clauses.conditions.push(DISPUTED.to_owned());
        }
        clauses
    }

    pub(crate) fn of_entities(filter: &EntityFilter) -> Self {
        let mut clauses = Self::default();
        clauses.any_of("kind", filter.kind.iter().map(word));
        if let Some(country) = filter.country {
            clauses.both("(country = ? OR id IN (SELECT entity FROM post WHERE country = ?))", country.code());
        }
        if let Some(text) = &filter.text {
            clauses.matching("id IN (SELECT id FROM record_words WHERE record_words MATCH ?)", text);
        }
        if let Some(house) = &filter.organisation {
            let found = "SELECT id FROM record_words WHERE kind IN ('organisation', 'body') AND record_words MATCH ?";
            clauses.one(&format!("id IN (SELECT entity FROM post WHERE organisation IN (SELECT ? UNION {found}))"), house.clone());
            clauses.values.push(Box::new(expression(house)));
        }
        if filter.with_post {
            clauses.conditions.push("id IN (SELECT entity FROM post)".to_owned());
        }
        if let Some(report) = &filter.report {
            clauses.one("id IN (SELECT entity FROM named_in WHERE report = ?)", report.clone());
        }
        if !filter.unlisted {
            clauses.conditions.push("listed = 1".to_owned());
        }
        clauses.behind("entity", filter.after.as_ref());
        clauses
    }

    pub(crate) fn of_instruments(filter: &InstrumentFilter) -> Self {
        let mut clauses = Self::default();
        clauses.days(filter.possible, filter.from.as_ref(), filter.to.as_ref());
        clauses.any_of("status", filter.statuses.iter().map(word));
        filter.sides.iter().for_each(|side| clauses.side("event", side));
        clauses.words("instrument", filter.text.as_ref());
        if let Some(id) = &filter.party {
            clauses.one("id IN (SELECT owner FROM link WHERE entity = ?)", id.clone());
        }
        if let Some(person) = &filter.person {
            clauses.participant("id IN (SELECT owner FROM link WHERE entity", person);
        }
        clauses.behind("instrument", filter.after.as_ref());
        clauses
    }

    pub(crate) fn of_commitments(filter: &CommitmentFilter) -> Self {
        let mut clauses = Self::default();
        clauses.days(filter.possible, filter.from.as_ref(), filter.to.as_ref());
        clauses.any_of("kind", filter.kinds.iter().cloned());
        clauses.any_of("outcome", filter.kept_as.iter().map(word));
        if let Some(day) = &filter.ends_from {
            clauses.one("date_last >= ?", day.clone());
        }
        if let Some(day) = &filter.ends_before {
            clauses.one("date_last < ?", day.clone());
        }
        if let Some(country) = filter.country {
            let of = "SELECT l.owner FROM link l JOIN entity e ON e.id = l.entity WHERE e.country = ?";
            clauses.one(&format!("id IN ({of})"), country.code().to_owned());
        }
        clauses.words("commitment", filter.text.as_ref());
        if let Some(person) = &filter.person {
            clauses.participant("id IN (SELECT owner FROM link WHERE entity", person);
        }
        clauses.behind("commitment", filter.after.as_ref());
        clauses
    }

    pub(crate) fn of_relations(filter: &RelationFilter) -> Self {
        let mut clauses = Self::default();
        clauses.dates("date_first", "date_last", filter.from.as_ref(), filter.to.as_ref());
        clauses.any_of("kind", filter.kinds.iter().map(word));
        clauses.any_of("status", filter.statuses.iter().map(word));
        if let Some(country) = filter.country {
            let inside = "id IN (SELECT tie FROM tie_end JOIN entity ON entity.id = tie_end.entity WHERE entity.country = ?)";
            clauses.one(inside, country.code().to_owned());
        }
        if let Some(id) = &filter.entity {
            clauses.one("id IN (SELECT tie FROM tie_end WHERE entity = ?)", id.clone());
        }
        if let Some(with) = &filter.with {
            let found = "SELECT id FROM record_words WHERE record_words MATCH ?";
            clauses.one(&format!("id IN (SELECT tie FROM tie_end WHERE entity IN (SELECT ? UNION {found}))"), with.clone());
            clauses.values.push(Box::new(expression(with)));
        }
        clauses.behind("tie", filter.after.as_ref());
        clauses
    }

    pub(crate) fn of_series(body: Option<&str>) -> Self {
        let mut clauses = Self::default();
        clauses.named("body", body.map(str::to_owned).as_ref(), "body");
        clauses
    }

    pub(crate) fn of_reports(filter: &ReportFilter) -> Self {
        let mut clauses = Self::default();
        clauses.dates("published_first", "published_last", filter.from.as_ref(), filter.to.as_ref());
        if let Some(text) = &filter.text {
            clauses.matching("key IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", text);
        }
        if let Some(id) = &filter.after {
            // Unknown days stay last either way.
            let turned = if filter.newest_first { "<" } else { ">" };
            let its = |columns: &str| format!("(SELECT {columns} FROM report WHERE id = ?)");
            clauses.one(
                &format!(
                    "(published_first {turned} {} OR (published_first IS NULL AND {} IS NOT NULL)
                      OR (published_first IS {} AND (path, id) > {}))",
                    its("published_first"),
                    its("published_first"),
                    its("published_first"),
                    its("path, id")
                ),
                id.clone(),
            );
            (1..4).for_each(|_| clauses.values.push(Box::new(id.clone())));
        }
        if let Some(entry) = &filter.entry {
            clauses.both("id IN (SELECT report FROM told_in WHERE owner = ? UNION SELECT report FROM named_in WHERE entity = ?)", entry);
        }
        clauses
    }

    pub(crate) fn of_mentions(filter: &MentionFilter) -> Self {
        let mut clauses = Self::default();
        clauses.any_of("r.id", filter.report.iter().cloned());
        if let Some(entity) = &filter.entity {
            clauses.one("r.id IN (SELECT report FROM named_in WHERE entity = ?)", entity.clone());
        }
        if let Some((report, ..)) = &filter.after {
            clauses.one("(r.path, r.id) >= (SELECT path, id FROM report WHERE id = ?)", report.clone());
        }
        clauses
    }

    /// The statement that selects all columns of `table`, in the record's order.
    pub(crate) fn select(&self, table: &str, limit: Option<u32>) -> String {
        format!("SELECT * FROM {table}{} ORDER BY list_key{}", self.filter(), limit_clause(limit))
    }

    /// The statement that selects all columns of events in this order.
    pub(crate) fn select_events(&self, order: EventOrder, limit: Option<u32>) -> String {
        format!("SELECT * FROM event{} ORDER BY {}{}", self.filter(), order.sql(), limit_clause(limit))
    }

    /// ` WHERE …`, or nothing.
    pub(crate) fn filter(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!(" WHERE {}", self.conditions.join(" AND ")) }
    }

    /// The parameters, in the order of their question marks.
    pub(crate) fn params(&self) -> rusqlite::ParamsFromIter<impl IntoIterator<Item = &dyn ToSql>> {
        rusqlite::params_from_iter(self.values.iter().map(AsRef::as_ref))
    }

    fn one(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.conditions.push(condition.to_owned());
        self.values.push(Box::new(value));
    }

    fn both(&mut self, condition: &str, value: &str) {
        self.one(condition, value.to_owned());
        self.values.push(Box::new(value.to_owned()));
    }

    fn dates(&mut self, first: &str, last: &str, from: Option<&String>, to: Option<&String>) {
        if let Some(from) = from {
            self.one(&format!("{last} >= ?"), from.clone());
        }
        if let Some(to) = to {
            self.one(&format!("{first} <= ?"), to.clone());
        }
    }

    /// The day by which an entry is sorted lies within; or, where all that is possible is asked for, any day that it could have been.
    fn days(&mut self, possible: bool, from: Option<&String>, to: Option<&String>) {
        if let Some(from) = from {
            let condition = if possible { "(date_last IS NULL OR date_last >= ?)" } else { "sort_date >= ?" };
            self.one(condition, from.clone());
        }
        if let Some(to) = to {
            let condition = if possible { "(date_first IS NULL OR date_first <= ?)" } else { "sort_date <= ?" };
            self.one(condition, to.clone());
        }
    }

    /// The event in `column` has this side.
    fn side(&mut self, column: &str, side: &Side) {
        match side {
            Side::Country(country) => self.of_country(column, *country, None),
            Side::CountryOrBody(country, words) => self.of_country(column, *country, terms::any_of(words)),
            Side::Name(name) => {
                let found =
                    "SELECT id FROM record_words WHERE kind IN ('person', 'organisation', 'body', 'place') AND record_words MATCH ?";
                let who = format!("SELECT ? UNION {found}");
                self.one(
                    &format!(
                        "{column} IN (WITH who(id) AS ({who}) SELECT event FROM participant
                             WHERE entity IN (SELECT id FROM who) OR organisation IN (SELECT id FROM who)
                         UNION SELECT id FROM event WHERE body IN (SELECT id FROM who))"
                    ),
                    name.clone(),
                );
                self.values.push(Box::new(expression(name)));
            }
        }
    }

    /// The event in `column` has somebody of this country, or is a visit there; or, where words are given, a session of a body that they find.
    fn of_country(&mut self, column: &str, country: Country, words: Option<String>) {
        let visited = "SELECT id FROM event WHERE kind = 'visit' AND place_country = ?";
        let bodies = "SELECT id FROM event WHERE body IN (SELECT id FROM record_words WHERE kind = 'body' AND record_words MATCH ?)";
        let more = if words.is_some() { format!(" UNION {bodies}") } else { String::new() };
        self.conditions.push(format!("{column} IN ({OF_COUNTRY} UNION {visited}{more})"));
        (0..=OF_COUNTRY.matches('?').count()).for_each(|_| self.values.push(Box::new(country.code().to_owned())));
        self.values.extend(words.map(|words| Box::new(words) as Box<dyn ToSql>));
    }

    fn any_of(&mut self, column: &str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.conditions.push(format!("{column} IN ({marks})"));
            self.values.extend(values.into_iter().map(|v| Box::new(v) as Box<dyn ToSql>));
        }
    }

    /// The column holds this id, or the id of an entity of this kind with these words in its names.
    fn named(&mut self, column: &str, wanted: Option<&String>, kind: &str) {
        let Some(wanted) = wanted else { return };
        let found = format!("SELECT id FROM record_words WHERE kind = '{kind}' AND record_words MATCH ?");
        self.one(&format!("({column} = ? OR {column} IN ({found}))"), wanted.clone());
        self.values.push(Box::new(expression(wanted)));
    }

    /// A sub-select on an entity column, still open, ends with this id or with entities that have these words in their names.
    fn participant(&mut self, open: &str, wanted: &str) {
        let found = "SELECT id FROM record_words WHERE kind IN ('person', 'organisation', 'body') AND record_words MATCH ?";
        self.one(&format!("{open} IN (SELECT ? UNION {found}))"), wanted.to_owned());
        self.values.push(Box::new(expression(wanted)));
    }

    fn words(&mut self, kind: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.matching(&format!("id IN (SELECT id FROM record_words WHERE kind = '{kind}' AND record_words MATCH ?)"), text);
        }
    }

    fn matching(&mut self, condition: &str, text: &str) {
        self.one(condition, expression(text));
    }

    /// Behind this entry in the record's order.
    pub(crate) fn behind(&mut self, table: &str, after: Option<&String>) {
        if let Some(id) = after {
            self.one(&format!("list_key > (SELECT list_key FROM {table} WHERE id = ?)"), id.clone());
        }
    }

    /// Behind this event where the latest stand first and those without a day last.
    pub(crate) fn behind_in_time(&mut self, after: Option<&String>) {
        if let Some(id) = after {
            let its = |column: &str| format!("(SELECT a.{column} FROM event a WHERE a.id = ?)");
            self.one(
                &format!(
                    "(sort_date < {} OR (sort_date IS NULL AND {} IS NOT NULL) OR (sort_date IS {} AND list_key > {}))",
                    its("sort_date"),
                    its("sort_date"),
                    its("sort_date"),
                    its("list_key")
                ),
                id.clone(),
            );
            (1..4).for_each(|_| self.values.push(Box::new(id.clone())));
        }
    }

    fn told_in(&mut self, report: Option<&String>) {
        if let Some(report) = report {
            self.one("id IN (SELECT owner FROM told_in WHERE report = ?)", report.clone());
        }
    }
}

/// ` LIMIT …`, or nothing.
pub(crate) fn limit_clause(limit: Option<u32>) -> String {
    limit.map_or_else(String::new, |n| format!(" LIMIT {n}"))
}

/// What FTS5 is asked; a query without a word finds nothing.
fn expression(text: &str) -> String {
    terms::query(text).unwrap_or_else(|| "\"\"".to_owned())
}
