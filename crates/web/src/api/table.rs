//! Which address gives what: one row each, for the OpenAPI document and the page that shows it. A test asks every row of a server.

use crate::lists::{
    Changes, Commitments, Entities, Events, Instruments, Judgements, List, Mentions, Pairs, Relations, Reports, Review, Search, SeriesList,
};

/// A call of the API.
pub(crate) struct Call {
    /// "get" or "post".
    pub(crate) method: &'static str,
    /// The address, with `{id}` for a part of it.
    pub(crate) path: &'static str,
    /// What it gives, one line.
    pub(crate) summary: &'static str,
    /// The shape of the answer; of an item, where it is a list.
    pub(crate) shape: &'static str,
    /// True for lists.
    pub(crate) list: bool,
    /// Parameters of the query.
    pub(crate) filters: &'static [&'static str],
}

const fn list(path: &'static str, summary: &'static str, shape: &'static str, filters: &'static [&'static str]) -> Call {
    Call { method: "get", path, summary, shape, list: true, filters }
}

const fn one(path: &'static str, summary: &'static str, shape: &'static str, filters: &'static [&'static str]) -> Call {
    Call { method: "get", path, summary, shape, list: false, filters }
}

const fn post(path: &'static str, summary: &'static str, shape: &'static str, filters: &'static [&'static str]) -> Call {
    Call { method: "post", path, summary, shape, list: false, filters }
}

/// All calls, in the order of the page.
pub(crate) const TABLE: &[Call] = &[
    list(
        "/api/v1/events",
        "Meetings, sessions, visits, signings, statements, gatherings, appointments and departures",
        "Event",
        Events::FILTERS,
    ),
    one(
        "/api/v1/facets",
        "How many events there are of each kind, status, country, language, person, organisation, body and month",
        "Facets",
        Events::FILTERS,
    ),
    list("/api/v1/pairs", "Who met, sat or signed with whom, and how often", "Pair", Pairs::FILTERS),
    list("/api/v1/people", "People with their posts", "Entity", Entities::FILTERS),
    list("/api/v1/organisations", "Organisations", "Entity", Entities::FILTERS),
    list("/api/v1/bodies", "Commissions, committees, councils and working groups", "Entity", Entities::FILTERS),
    list("/api/v1/places", "Places", "Entity", Entities::FILTERS),
    list("/api/v1/products", "Products", "Entity", Entities::FILTERS),
    list("/api/v1/instruments", "What was signed or adopted", "Instrument", Instruments::FILTERS),
    list("/api/v1/commitments", "What was promised, and what became of it", "Commitment", Commitments::FILTERS),
    list("/api/v1/relations", "What is part of, owns, makes, is also called, and deals", "Relation", Relations::FILTERS),
    list("/api/v1/series", "Numbered sessions of bodies: held, announced, missing", "Series", SeriesList::FILTERS),
    list("/api/v1/reports", "The reports that were read", "Report", Reports::FILTERS),
    list("/api/v1/mentions", "The words that name people, organisations, places, dates and others", "Mention", Mentions::FILTERS),
    list("/api/v1/search", "Reports, people and events by words, in any inflection and either script", "Hit", Search::FILTERS),
    list("/api/v1/changes", "What is new since a day, what changed its status, what fell due", "Change", Changes::FILTERS),
    list("/api/v1/review", "What an analyst should look at", "Review", Review::FILTERS),
    list("/api/v1/judgements", "The log of judgements", "Judgement", Judgements::FILTERS),
    one("/api/v1/show/{id}", "An entry with all that belongs to it", "Dossier", &[]),
    one("/api/v1/why/{id}", "The words that an entry stands on", "Why", &[]),
    one("/api/v1/neighbours/{id}", "With whom somebody met, signed or sat", "Neighbours", &[]),
    one("/api/v1/add/{id}", "How a run of adding stands", "Job", &[]),
    post("/api/v1/judgements", "Takes a judgement: same, different, split, confirm, reject, correct; or undoes one", "Taken", &[]),
    post("/api/v1/add", "Reads a file, sent as the body or as parts of a form, into the record", "Job", &["name"]),
    post(
        "/api/v1/extract",
        "Reads reports as JSON lines, gives analyses and claims as JSON lines; keeps nothing",
        "Extracted",
        &["as_is", "tokens", "telling"],
    ),
];

/// What a parameter asks for.
pub(crate) fn meaning(name: &str) -> &'static str {
    match name {
        "q" => "words, in any inflection and either script",
        "from" => "from this year, month or day on: 2024, 2024-10, 2024-10-05",
        "to" => "up to and including this year, month or day",
        "possible" => "true: all that could lie within, not only what begins there",
        "kind" => "one or more kinds, with commas between",
        "status" => "one or more statuses, with commas between",
        "outcome" => "kept, cancelled, due, past_due, with commas between",
        "country" => "two letters (ISO 3166-1 alpha-2)",
        "body" => "id of the body, or words of its name",
        "person" => "id, or words of the name",
        "organisation" => "id, or words of the name",
        "participant" => "id of who took part, or of the organisation",
        "party" => "id of a signatory or party",
        "place" => "id of the place",
        "report" => "id of the report",
        "entity" => "id of the entity",
        "entry" => "id of an entry that the judgement is about",
        "language" => "language of a report that tells of it: ru, en",
        "disputed" => "true: only those in which reports disagree",
        "missing" => "true: only sessions that no report tells of, or that were announced and no report says were held",
        "with" => "with this country, person, organisation or body; may be repeated",
        "between" => "two countries or names: BY,RS",
        "sort" => "date, -date, and of events kind, reports, confidence",
        "since" => "the day from which on: 2025-12-01",
        "as_of" => "the day of asking; else that of the newest report",
        "verdict" => "same, different, split, confirm, reject, correct, undo",
        "who" => "who decided",
        "limit" => "at most so many, 1 to 1000",
        "cursor" => "those behind this place in the list: `next` of the answer before",
        "lang" => "names and titles in this language: ru, en; as recorded where it is left out",
        "format" => "json; jsonl or csv for the whole list",
        "name" => "name of the file that is sent",
        "as_is" => "true: texts are not cleaned",
        "tokens" => "true: also the tokens",
        "telling" => "true: only sentences that can state something are parsed",
        _ => "",
    }
}
