//! One file per command: its arguments, its call, its output.

pub mod add;
pub mod changes;
pub mod commitments;
pub mod demo;
pub mod disagreements;
pub mod entities;
pub mod events;
pub mod extract;
pub mod instruments;
pub mod judge;
pub mod judgements;
pub mod mentions;
pub mod people;
pub mod relations;
pub mod remove;
pub mod reports;
pub mod reread;
pub mod review;
pub mod search;
pub mod series;
pub mod serve;
pub mod setup;
pub mod show;
pub mod watch;
pub mod why;

use anyhow::Result;
use rapporteur_views::{Found, Reader};

use crate::failure::Usage;

/// The id that some words or the beginning of an id stand for; an error names the choices.
fn one(reader: &Reader<'_>, text: &str) -> Result<String> {
    match rapporteur_views::find(reader, text)? {
        Found::One(id) => Ok(id),
        Found::None => Err(Usage(format!("nothing in the record is called {text:?}; try `rapporteur search {text}`")).into()),
        Found::Rejected(judgement) => {
            let message = format!("{text} was taken out by {judgement}; to restore it: rapporteur judge undo {judgement} --why \"…\"");
            Err(Usage(message).into())
        }
        Found::Several(hits) => {
            let choices: Vec<String> = hits.iter().map(|h| format!("  {}  {}  {}", h.id, h.kind, h.title)).collect();
            eprintln!("{text} can be:");
            choices.iter().for_each(|line| eprintln!("{}", crate::screen::safe(line)));
            Err(Usage("which one? give its id".to_owned()).into())
        }
    }
}
