//! The list of reports.

use rapporteur_views::{Reader, ReportFilter, ReportView};

use super::{List, date, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::reports`].
#[derive(Clone)]
pub(crate) struct Reports;

impl List for Reports {
    type Filter = ReportFilter;
    type Row = ReportView;
    const FILTERS: &'static [&'static str] = &["q", "from", "to", "sort"];

    fn filter(&self, asked: &Asked) -> Result<ReportFilter, Problem> {
        let (from, to) = asked.period()?;
        let newest_first = match asked.one("sort").as_deref() {
            None | Some("date") => false,
            Some("-date") => true,
            Some(other) => return Err(Problem::filter(format!("sort cannot be {other:?}: expected date or -date"))),
        };
        Ok(ReportFilter { from, to, text: asked.one("q"), newest_first, ..ReportFilter::default() })
    }

    fn rows(&self, reader: &Reader<'_>, filter: &ReportFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<ReportView>, Problem> {
        if let Some(id) = cursor
            && reader.report_head(id)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let filter = ReportFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::reports(reader, &filter)?)
    }

    fn cursor(&self, rows: &[ReportView], _: Option<&str>) -> Option<String> {
        rows.last().map(|r| r.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "published", "publisher", "lang", "title", "path", "issues"]
    }

    fn row(&self, r: &ReportView) -> Vec<String> {
        vec![
            r.id.clone(),
            date(r.published),
            r.publisher.clone().unwrap_or_default(),
            r.lang.clone(),
            r.title.clone().unwrap_or_default(),
            r.path.clone(),
            r.issues.iter().map(|i| word(&i.kind)).collect::<Vec<_>>().join("; "),
        ]
    }
}
