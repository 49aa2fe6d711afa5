//! Who is who and what is one event: readings and judgements into the record, and nothing else.
//!
//! A record grows by reports ([`grow`]): of each the mentions are grouped by what they stand for, and become rows (local entities, equal
//! ones once); rows are joined (candidates by blocking key, accepted pairs, sets divided by what must stay apart); what claims say of
//! one event is put together, first inside each report, then over reports; instruments, commitments and series are read off the events.
//! Only what new reports touch is made anew. Judgements are applied before anything else is decided, and nothing overrules them.
//!
//! [`resolve`] gives the record of everything at once. It is a pure function: no I/O, clock or randomness, and any order of the readings
//! gives the same [`Record`], byte for byte; growth by steps, whatever they are, comes to the same.
//!
//! Ids are addresses of content (see `ids`): those of all local entities and of all that one report tells lead to the entries that they
//! are part of.
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

/// What makes a record of readings: sixteen hex digits over the sources of this crate and of `names`, and over the knowledge. A record that
/// another version made is made anew.
pub const VERSION: &str = env!("RESOLVE_VERSION");

mod cast;
mod claims;
mod cluster;
mod commitments;
mod corrections;
mod departures;
mod divide;
mod entities;
mod events;
mod grow;
mod ids;
mod input;
mod inside;
mod instruments;
mod judgements;
mod link;
mod locals;
mod nodes;
mod posts;
mod relations;
mod series;

use rapporteur_model::{Judgement, Reading, Record};

pub use grow::{Memory, Shelf, grow};
use input::Input;

/// Everything that these readings say together, as analysts judge it.
///
/// Several readings of one report count once. Judgements whose words are in none of the reports say nothing.
#[must_use]
pub fn resolve(readings: &[Reading], judgements: &[Judgement]) -> Record {
    let input = Input::new(readings);
    let mut memory = Memory::default();
    memory.take(input.readings.iter().map(|r| (*r).clone()));
    let reports = input.readings.iter().map(|r| r.report.id.clone());
    let Ok(()) = grow(&mut memory, reports, judgements);
    memory.record()
}
