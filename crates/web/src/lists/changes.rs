//! The list of what is new, changed its status or fell due.

use jiff::civil::Date;
use rapporteur_views::{ChangeView, Reader};

use super::{List, by_number, next_number, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::changes`].
#[derive(Clone)]
pub(crate) struct Changes;

impl List for Changes {
    type Filter = (Date, Option<Date>);
    type Row = ChangeView;
    const FILTERS: &'static [&'static str] = &["since", "as_of"];
    const AT_ONCE: u32 = super::ALL;

    fn filter(&self, asked: &Asked) -> Result<Self::Filter, Problem> {
        let since = asked.day("since")?.ok_or_else(|| Problem::filter("since is needed: the day from which on, as 2025-12-01"))?;
        Ok((since, asked.day("as_of")?))
    }

    fn rows(
        &self,
        reader: &Reader<'_>,
        (since, as_of): &Self::Filter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ChangeView>, Problem> {
        let shown = by_number(rapporteur_views::untitled_changes(reader, *since, *as_of)?, cursor, limit)?;
        Ok(rapporteur_views::titled(reader, &shown)?)
    }

    fn cursor(&self, rows: &[ChangeView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["day", "change", "id", "what"]
    }

    fn row(&self, c: &ChangeView) -> Vec<String> {
        vec![c.day.clone(), word(&c.change), c.id.clone(), c.text.clone()]
    }
}
