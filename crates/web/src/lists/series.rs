//! The list of bodies with their numbered sessions.

use rapporteur_views::{Reader, SeriesView};

use super::{List, by_number, date, next_number};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::series`].
#[derive(Clone)]
pub(crate) struct SeriesList;

impl List for SeriesList {
    type Filter = Option<String>;
    type Row = SeriesView;
    const FILTERS: &'static [&'static str] = &["body"];

    fn filter(&self, asked: &Asked) -> Result<Option<String>, Problem> {
        Ok(asked.one("body"))
    }

    fn rows(&self, reader: &Reader<'_>, body: &Option<String>, cursor: Option<&str>, limit: u32) -> Result<Vec<SeriesView>, Problem> {
        by_number(rapporteur_views::series(reader, body.as_deref())?, cursor, limit)
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
