//! `organisations.toml`, `bodies.toml` and `names-selection.toml`: nouns of organisations and bodies, and words that tell what kind of
//! name stands with them.

use foldhash::HashSet;
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::tables;

tables! {
    /// The committed nouns of organisations.
    organisations: ByLanguage<Organisations> = "organisations.toml";
    /// The committed nouns of bodies.
    bodies: ByLanguage<Bodies> = "bodies.toml";
    /// The committed words beside names.
    selection: ByLanguage<Selection> = "names-selection.toml";
}

/// Nouns of organisations; see `knowledge/organisations.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Organisations {
    pub heads: HashSet<String>,
    pub units: HashSet<String>,
    pub kinds: HashSet<String>,
    pub plural: HashSet<String>,
    pub offices: HashSet<String>,
    pub of_holders: HashSet<String>,
    pub acts: HashSet<String>,
    pub manner: HashSet<String>,
    pub houses: HashSet<String>,
    pub abroad: HashSet<String>,
    pub venues: HashSet<String>,
    pub localities: HashSet<String>,
    pub capitals: HashSet<String>,
    pub common: HashSet<String>,
    pub legal: HashSet<String>,
    pub collective: HashSet<String>,
}

/// Nouns of bodies; see `knowledge/bodies.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Bodies {
    pub heads: HashSet<String>,
    pub signs: HashSet<String>,
    pub sessions: HashSet<String>,
    pub always: HashSet<String>,
    pub consultations: HashSet<String>,
    pub consulting: HashSet<String>,
    pub sides: HashSet<String>,
    pub between: HashSet<String>,
}

/// Words that tell what kind of name stands with them; see `knowledge/names-selection.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Selection {
    pub enterprises: HashSet<String>,
    pub collectives: HashSet<String>,
    pub persons: HashSet<String>,
    pub buying: HashSet<String>,
    pub visiting: HashSet<String>,
    pub receiving: HashSet<String>,
    pub shares: HashSet<String>,
    pub trading: HashSet<String>,
    pub of_firms: HashSet<String>,
    /// Verbs whose subject is a person.
    pub saying: HashSet<String>,
    /// Verbs whose object is a house.
    pub heading: HashSet<String>,
    /// Nouns of parts of a house ("Supervisory Board of X").
    pub parts: HashSet<String>,
    /// Verbs of which, in the passive, a person is the agent.
    pub succession: HashSet<String>,
    pub ends: HashSet<String>,
    /// First words of names of enterprises in other languages ("Grupo Cauca").
    pub begins: HashSet<String>,
    /// Verbs that one does with a share, and the nouns of shares that they have for an object.
    pub holding: HashSet<String>,
    pub shares_held: HashSet<String>,
    pub things: HashSet<String>,
    /// Titles of who leads a house and is named behind it ("the head of X, Y,").
    pub leaders: HashSet<String>,
    pub owned: HashSet<String>,
    pub managing: HashSet<String>,
}
