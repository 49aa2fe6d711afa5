//! Filters of lists, and the SQL conditions that they become. Values go in as parameters, never as text of a statement.

use rapporteur_model::{CommitmentOutcome, Country, EntityKind, EventKind, InstrumentStatus, MentionKind, RelationKind, Status};
use rusqlite::types::ToSql;

use crate::columns::word;
use crate::terms;

/// Which events. Empty fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventFilter {
    /// The day by which it is sorted is this one or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// The day by which it is sorted is this one or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Asks `from` and `to` of every day that it could have been.
    pub possible: bool,
    /// Any of these kinds.
    pub kinds: Vec<EventKind>,
    /// Any of these.
    pub statuses: Vec<Status>,
    /// The place or a participant is of this country.
    pub country: Option<Country>,
    /// Id of the body, or words of its name.
    pub body: Option<String>,
    /// Id of a participant, or words of their name.
    pub person: Option<String>,
    /// Id of a participant, or of a participant's organisation.
    pub participant: Option<String>,
    /// Id of the place.
    pub place: Option<String>,
    /// Words of the title, body, place, topics, details or participants.
    pub text: Option<String>,
    /// Told by this report.
    pub report: Option<String>,
    /// Told by a report in this language, by its ISO 639-1 code.
    pub lang: Option<String>,
    /// Only those in which reports disagree.
    pub disputed: bool,
    /// All of these take part: two for what was between them.
    pub sides: Vec<Side>,
    /// In this order.
    pub order: EventOrder,
    /// Those behind this one (its id) in that order.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// Somebody of this country or of an organisation there, or it is the country visited.
    Country(Country),
    /// The same, or it is a session of a body that has one of these words in its name (`word*` for all that begin so).
    CountryOrBody(Country, Vec<String>),
    /// This entry by its id, or one with these words in its name; or somebody of it.
    Name(String),
}

/// The order of a list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "plain words")]
pub enum EventOrder {
    #[default]
    Date,
    DateDescending,
    Kind,
    Reports,
    Confidence,
}

impl EventOrder {
    fn sql(self) -> &'static str {
        match self {
            Self::Date => "list_key",
            // Those without a day stand last.
            Self::DateDescending => "sort_date DESC, list_key",
            Self::Kind => "kind, list_key",
            Self::Reports => "(SELECT count(*) FROM told_in WHERE owner = id) DESC, list_key",
            Self::Confidence => "confidence DESC, list_key",
        }
    }
}

/// Which entities.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntityFilter {
    /// Of this kind.
    pub kind: Option<EntityKind>,
    /// Of this country, or with a post there.
    pub country: Option<Country>,
    /// Words of a name or post.
    pub text: Option<String>,
    /// Named in this report.
    pub report: Option<String>,
    /// With a post at this organisation or body: its id, or words of its name.
    pub organisation: Option<String>,
    /// With some post.
    pub with_post: bool,
    /// Also people without a dossier.
    pub unlisted: bool,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which instruments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstrumentFilter {
    /// As of events.
    pub from: Option<String>,
    /// As of events.
    pub to: Option<String>,
    /// As of events.
    pub possible: bool,
    /// Any of these.
    pub statuses: Vec<InstrumentStatus>,
    /// As of events: of its signing.
    pub sides: Vec<Side>,
    /// Words of the title.
    pub text: Option<String>,
    /// Id of a signatory or party, or words of their name.
    pub person: Option<String>,
    /// Id of a signatory or party.
    pub party: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which commitments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommitmentFilter {
    /// As of events, of the day by which it is due.
    pub from: Option<String>,
    /// As of events.
    pub to: Option<String>,
    /// As of events.
    pub possible: bool,
    /// Any of these kinds ("session", "visit", "signing", "delivery", "plan").
    pub kinds: Vec<String>,
    /// Any of these, as they are kept: what is past due on some day is kept as due.
    pub kept_as: Vec<CommitmentOutcome>,
    /// Its last day is this one or later, `YYYY-MM-DD`.
    pub ends_from: Option<String>,
    /// Its last day lies before this one, `YYYY-MM-DD`.
    pub ends_before: Option<String>,
    /// Of somebody of this country.
    pub country: Option<Country>,
    /// Words of the act.
    pub text: Option<String>,
    /// Id of an actor, or words of their name.
    pub person: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which relations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RelationFilter {
    /// Last possible day is this one or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// First possible day is this one or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Any of these kinds.
    pub kinds: Vec<RelationKind>,
    /// Any of these.
    pub statuses: Vec<Status>,
    /// An end is of this country.
    pub country: Option<Country>,
    /// Id of an end.
    pub entity: Option<String>,
    /// Id of an end, or words of its name.
    pub with: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which reports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportFilter {
    /// Published on this day or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Published on this day or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Words of the clean text.
    pub text: Option<String>,
    /// The newest first.
    pub newest_first: bool,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// That tell of this entry (its id).
    pub entry: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which mentions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentionFilter {
    /// In this report (its id).
    pub report: Option<String>,
    /// Of this kind.
    pub kind: Option<MentionKind>,
    /// That stand for this entity (its id).
    pub entity: Option<String>,
    /// Those behind this one in the list: report, first byte, one past the last byte.
    pub after: Option<(String, usize, usize)>,
    /// At most so many.
    pub limit: Option<u32>,
}

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
