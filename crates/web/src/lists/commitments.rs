//! The list of what was promised.

use jiff::civil::Date;
use rapporteur_model::CommitmentOutcome;
use rapporteur_views::{CommitmentFilter, CommitmentView, Reader};

use super::{List, date, names, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::commitments`].
#[derive(Clone)]
pub(crate) struct Commitments;

impl List for Commitments {
    type Filter = (CommitmentFilter, Vec<CommitmentOutcome>, Option<Date>);
    type Row = CommitmentView;
    const FILTERS: &'static [&'static str] = &["q", "from", "to", "possible", "kind", "outcome", "person", "country", "as_of"];

    fn filter(&self, asked: &Asked) -> Result<Self::Filter, Problem> {
        let (from, to) = asked.period()?;
        let filter = CommitmentFilter {
            from,
            to,
            possible: asked.flag("possible")?,
            kinds: asked.many("kind"),
            country: asked.country("country")?,
            text: asked.one("q"),
            person: asked.one("person"),
            ..CommitmentFilter::default()
        };
        Ok((filter, asked.words("outcome")?, asked.day("as_of")?))
    }

    fn rows(&self, reader: &Reader<'_>, filter: &Self::Filter, cursor: Option<&str>, limit: u32) -> Result<Vec<CommitmentView>, Problem> {
        if let Some(id) = cursor
            && reader.commitment(id)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let (filter, outcomes, as_of) = filter;
        let filter = CommitmentFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::commitments(reader, &filter, outcomes, *as_of)?)
    }

    fn cursor(&self, rows: &[CommitmentView], _: Option<&str>) -> Option<String> {
        rows.last().map(|c| c.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "due", "outcome", "kind", "what", "by", "since", "event", "reports"]
    }

    fn row(&self, c: &CommitmentView) -> Vec<String> {
        vec![
            c.id.clone(),
            date(c.due),
            word(&c.outcome),
            c.kind.clone(),
            c.act.clone(),
            names(&c.actors),
            date(c.since),
            c.event.clone().unwrap_or_default(),
            c.reports_count.to_string(),
        ]
    }
}
