//! The lists of people, organisations, bodies, places and products.

use rapporteur_model::EntityKind;
use rapporteur_views::{EntityFilter, EntityView, Reader};

use super::{List, date};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::entities`].
#[derive(Clone, Copy)]
pub(crate) struct Entities(pub(crate) EntityKind);

impl List for Entities {
    type Filter = EntityFilter;
    type Row = EntityView;
    const FILTERS: &'static [&'static str] = &["q", "country", "report"];

    fn filter(&self, asked: &Asked) -> Result<EntityFilter, Problem> {
        Ok(EntityFilter {
            kind: Some(self.0),
            country: asked.country("country")?,
            text: asked.one("q"),
            report: asked.one("report"),
            ..EntityFilter::default()
        })
    }

    fn rows(&self, reader: &Reader<'_>, filter: &EntityFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<EntityView>, Problem> {
        if let Some(id) = cursor
            && !reader.is_listed(id)?
        {
            return Err(Problem::cursor());
        }
        let filter = EntityFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::entities(reader, &filter)?)
    }

    fn cursor(&self, rows: &[EntityView], _: Option<&str>) -> Option<String> {
        rows.last().map(|e| e.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "name", "country", "names", "posts", "part_of", "lat", "lon", "reports"]
    }

    fn row(&self, e: &EntityView) -> Vec<String> {
        let names = e.names.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join("; ");
        let post = |p: &rapporteur_views::PostView| {
            let house = p.organisation.as_ref().map(|o| format!(", {}", o.name)).unwrap_or_default();
            format!("{}{house} [{}/{}]", p.title, date(p.from), date(p.to))
        };
        let degrees = |d: Option<f64>| d.map(|d| d.to_string()).unwrap_or_default();
        vec![
            e.id.clone(),
            e.name.clone(),
            e.country.map(|c| c.to_string()).unwrap_or_default(),
            names,
            e.posts.iter().map(post).collect::<Vec<_>>().join("; "),
            e.part_of.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join("; "),
            degrees(e.lat),
            degrees(e.lon),
            e.reports_count.to_string(),
        ]
    }
}
