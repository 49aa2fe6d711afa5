//! The list of bodies with their numbered sessions.

use rapporteur_views::{Reader, SeriesView};

use super::{List, date, next_number, number, within};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::series`].
#[derive(Clone)]
pub(crate) struct SeriesList;

impl List for SeriesList {
    type Filter = (Option<String>, bool);
    type Row = SeriesView;
    const FILTERS: &'static [&'static str] = &["body", "missing"];
    const AT_ONCE: u32 = super::ALL;

    fn filter(&self, asked: &Asked) -> Result<Self::Filter, Problem> {
        Ok((asked.one("body"), asked.flag("missing")?))
    }

    fn rows(
        &self,
        reader: &Reader<'_>,
        (body, missing): &Self::Filter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Vec<SeriesView>, Problem> {
        within(rapporteur_views::series_part(reader, body.as_deref(), *missing, number(cursor)?, limit as usize)?, cursor)
    }

    fn cursor(&self, rows: &[SeriesView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["body_id", "body", "sessions"]
    }

    fn row(&self, s: &SeriesView) -> Vec<String> {
        let session = |s: &rapporteur_views::SessionView| {
            let number = s.ordinal.map(|n| n.to_string()).unwrap_or_default();
            format!("{number} {} {}", s.status, date(s.date)).trim().to_owned()
        };
        vec![s.body.id.clone().unwrap_or_default(), s.body.name.clone(), s.sessions.iter().map(session).collect::<Vec<_>>().join("; ")]
    }
}
