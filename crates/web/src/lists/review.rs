//! The list of what an analyst should look at.

use rapporteur_views::{Reader, ReviewView};

use super::{List, by_number, next_number};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::review`].
#[derive(Clone)]
pub(crate) struct Review;

impl List for Review {
    type Filter = ();
    type Row = ReviewView;
    const FILTERS: &'static [&'static str] = &[];
    const AT_ONCE: u32 = super::ALL;

    fn filter(&self, _: &Asked) -> Result<(), Problem> {
        Ok(())
    }

    fn rows(&self, reader: &Reader<'_>, (): &(), cursor: Option<&str>, limit: u32) -> Result<Vec<ReviewView>, Problem> {
        let queued = by_number(rapporteur_views::queue(reader)?, cursor, limit)?;
        Ok(queued.iter().map(|one| rapporteur_views::shown(reader, one)).collect::<Result<_, _>>()?)
    }

    fn cursor(&self, rows: &[ReviewView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["worth", "matter", "ids", "titles"]
    }

    fn row(&self, r: &ReviewView) -> Vec<String> {
        vec![r.worth.to_string(), r.matter.clone(), r.ids.join("; "), r.titles.join("; ")]
    }
}
