//! The list of what was signed or adopted.

use rapporteur_views::{InstrumentFilter, InstrumentView, Reader};

use super::{List, date, names, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::instruments`].
#[derive(Clone)]
pub(crate) struct Instruments;

impl List for Instruments {
    type Filter = InstrumentFilter;
    type Row = InstrumentView;
    const FILTERS: &'static [&'static str] = &["q", "from", "to", "possible", "status", "person", "party", "with", "between"];

    fn filter(&self, asked: &Asked) -> Result<InstrumentFilter, Problem> {
        let (from, to) = asked.period()?;
        Ok(InstrumentFilter {
            from,
            to,
            possible: asked.flag("possible")?,
            statuses: asked.words("status")?,
            sides: asked.sides()?,
            text: asked.one("q"),
            person: asked.one("person"),
            party: asked.one("party"),
            ..InstrumentFilter::default()
        })
    }

    fn rows(
        &self,
        reader: &Reader<'_>,
        filter: &InstrumentFilter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Vec<InstrumentView>, Problem> {
        if let Some(id) = cursor
            && reader.instrument(id)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let filter = InstrumentFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::instruments(reader, &filter)?)
    }

    fn cursor(&self, rows: &[InstrumentView], _: Option<&str>) -> Option<String> {
        rows.last().map(|i| i.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "date", "kind", "status", "title", "signed_by", "between", "event", "reports"]
    }

    fn row(&self, i: &InstrumentView) -> Vec<String> {
        vec![
            i.id.clone(),
            date(i.date),
            word(&i.kind),
            word(&i.status),
            i.title.clone(),
            names(&i.signatories),
            names(&i.parties),
            i.event.clone().unwrap_or_default(),
            i.reports_count.to_string(),
        ]
    }
}
