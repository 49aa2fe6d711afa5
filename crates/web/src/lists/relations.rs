//! The list of what is part of, owns, makes, is also called, and deals.

use rapporteur_views::{Reader, RelationFilter, RelationView};

use super::{List, date, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::relations`].
#[derive(Clone)]
pub(crate) struct Relations;

impl List for Relations {
    type Filter = RelationFilter;
    type Row = RelationView;
    const FILTERS: &'static [&'static str] = &["from", "to", "kind", "status", "country", "entity", "with"];

    fn filter(&self, asked: &Asked) -> Result<RelationFilter, Problem> {
        let (from, to) = asked.period()?;
        Ok(RelationFilter {
            from,
            to,
            kinds: asked.words("kind")?,
            statuses: asked.words("status")?,
            country: asked.country("country")?,
            entity: asked.one("entity"),
            with: asked.one("with"),
            ..RelationFilter::default()
        })
    }

    fn rows(&self, reader: &Reader<'_>, filter: &RelationFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<RelationView>, Problem> {
        if let Some(id) = cursor
            && reader.relation(id)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let filter = RelationFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::relations(reader, &filter)?)
    }

    fn cursor(&self, rows: &[RelationView], _: Option<&str>) -> Option<String> {
        rows.last().map(|r| r.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "kind", "status", "date", "ends", "detail", "subject", "reports", "confidence"]
    }

    fn row(&self, r: &RelationView) -> Vec<String> {
        let ends = r.ends.iter().map(|e| format!("{} ({})", e.entity.name, e.role)).collect::<Vec<_>>().join("; ");
        vec![
            r.id.clone(),
            word(&r.kind),
            word(&r.status),
            date(r.date),
            ends,
            r.detail.clone().unwrap_or_default(),
            r.subject.clone().unwrap_or_default(),
            r.reports_count.to_string(),
            format!("{:.2}", r.confidence),
        ]
    }
}
