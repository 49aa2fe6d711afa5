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

use crate::letters::small;

/// A name as the tables hold it: lower case, "ё" as "е", one kind of hyphen, no apostrophes, single blanks.
fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in small(name) {
        match c {
            'ё' => out.push('е'),
            '‐' | '‑' | '‒' | '–' | '—' => out.push('-'),
            '\'' | '’' | 'ʼ' | '`' | '\u{301}' | '\u{ad}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

fn is_cyrillic(name: &str) -> bool {
    name.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}
