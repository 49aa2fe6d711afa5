//! Countries, their regions and cities by name. Knows no report: what a name means there is the caller's to decide.
//!
//! [`Countries`] is data of the repository, [`Gazetteer`] a file that set-up makes of GeoNames.

mod build;
mod countries;
mod gazetteer;
mod inflect;

pub use build::{BuildError, build_gazetteer};
pub use countries::{Countries, Region, Union};
pub use gazetteer::{Gazetteer, Place};

/// A name as the tables hold it: lower case, "ё" as "е", one kind of hyphen, no apostrophes, single blanks.
fn fold(name: &str) -> String {
    let one = |c: char| match c {
        'ё' => Some('е'),
        '‐' | '‑' | '‒' | '–' | '—' => Some('-'),
        '\'' | '’' | 'ʼ' | '`' | '\u{301}' | '\u{ad}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    let lower: String = name.chars().flat_map(char::to_lowercase).filter_map(one).collect();
    lower.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_cyrillic(name: &str) -> bool {
    name.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}
