//! Who is who and what is one event: readings and judgements into the record, and nothing else.
//!
//! [`resolve`] is a pure function: no I/O, clock or randomness, and any order of the readings gives the same [`Record`], byte for byte.
//! It sorts the readings by date and id; groups the mentions of each report by what they stand for; makes rows of them (local entities, equal
//! ones once); joins rows over reports (candidates by blocking key, accepted pairs, sets divided by what must stay apart); puts what claims say of one event
//! together, first inside each report, then over reports; and reads instruments, commitments and series off the events.
//! Judgements are applied before anything else is decided, and nothing overrules them.
//!
//! An id hashes the smallest canonical key of its cluster (see `ids`): it changes with a further report only when that report brings a
//! key that sorts before all known ones.
//!
//! ```
//! use rapporteur_model::{Mention, MentionKind, Reading, Report, Span};
//! let mention = |start, end, name: &str| Mention {
//!     kind: MentionKind::Person, span: Span::new(start, end), head: 0, name: name.into(), country: None, detail: Default::default(), same_as: None,
//! };
//! let reading = |id: &str, text: &str, mention| Reading { report: Report::as_is(id, text), mentions: vec![mention], claims: vec![] };
//! let readings = [reading("a", "Дмитрий Пантус", mention(0, 27, "Дмитрий Пантус")), reading("b", "Dmitry Pantus", mention(0, 13, "Dmitry Pantus"))];
//! let record = rapporteur_resolve::resolve(&readings, &[]);
//! assert_eq!(record.entities.len(), 1);
//! ```

mod cast;
mod claims;
mod cluster;
mod commitments;
mod corrections;
mod departures;
mod divide;
mod entities;
mod events;
mod ids;
mod input;
mod inside;
mod instruments;
mod judgements;
mod link;
mod nodes;
mod posts;
mod relations;
mod rows;
mod series;

use rapporteur_model::{EntityId, Judgement, Reading, Record, ReportId};

use cast::Cast;
use claims::Claims;
use cluster::Clusters;
use events::{Drafts, Stage};
use ids::Ids;
use input::Input;
use judgements::Judgements;
use nodes::Nodes;
use rows::Rows;

/// Everything that these readings say together, as analysts judge it.
///
/// Several readings of one report count once. Judgements whose words are in none of the reports say nothing.
#[must_use]
pub fn resolve(readings: &[Reading], judgements: &[Judgement]) -> Record {
    let input = Input::new(readings);
    let judgements = Judgements::new(judgements, &input);
    let claims = Claims::new(&input, |report, c, claim| judgements.on_claim(report, c, claim));
    let nodes = Nodes::new(&input.readings, |report, clusters| judgements.inside(report, clusters));
    let cast = cast(&input, &nodes, &claims, &judgements);
    let mut ids = Ids::default();
    let mut entities = entities::build(&input, &nodes, &cast, &mut ids);
    corrections::of_entities(&judgements, &cast, &mut entities);
    let posts = posts::read(&input, &cast, &entities, &claims);
    posts::hold(&input, &mut entities, &posts);
    posts::relate(&input, &cast, &mut entities, &claims);
    // Once more: what posts say of a person's country is no word against an analyst's.
    corrections::of_entities(&judgements, &cast, &mut entities);
    let voices = cast.voices(&nodes);
    let stage = Stage::new(&input, &cast, &entities, &posts, &voices);
    let mut told = events::resolve(&stage, Drafts::new(&stage, &claims), &judgements, &mut ids);
    let instruments = instruments::build(&stage, &mut told, &mut ids);
    corrections::of_events(&judgements, &mut told);
    let relations = relations::build(&input, &cast, &entities, &claims, &mut ids);
    let commitments = commitments::build(&stage, &told, &claims, &mut ids);
    departures::end(&told, &mut entities);
    let links = links(&input, &cast, &entities);
    let mut events: Vec<_> = told.into_iter().map(|t| t.event).collect();
    events.sort_by(|a, b| events::by_day(a.date, b.date).then_with(|| (a.kind, &a.id).cmp(&(b.kind, &b.id))));
    entities.sort_by(|a, b| (a.kind, &a.name, &a.id).cmp(&(b.kind, &b.name, &b.id)));
    let series = series::build(&events);
    Record { entities, events, instruments, commitments, relations, series, links }
}

fn cast(input: &Input, nodes: &Nodes, claims: &Claims, judgements: &Judgements) -> Cast {
    let mut decided = Clusters::new(nodes.all.len());
    judgements.over(nodes, &mut decided);
    let rows = Rows::new(input, nodes, claims, &judgements.nodes(nodes));
    let sets = link::link(input, claims, &rows, &mut decided, &judgements.split_nodes(nodes));
    Cast::new(nodes, sets, &judgements.rejected_nodes(nodes))
}

fn links(input: &Input, cast: &Cast, entities: &[rapporteur_model::Entity]) -> Vec<(ReportId, u32, EntityId)> {
    let mut links = Vec::new();
    for report in 0..input.len() {
        let mentions = u32::try_from(input.readings[report].mentions.len()).unwrap_or(u32::MAX);
        let of = |m: u32| Some((input.id(report).to_owned(), m, entities[cast.of(report, m)?].id.clone()));
        links.extend((0..mentions).filter_map(of));
    }
    links.sort();
    links
}
