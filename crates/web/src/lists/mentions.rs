//! The list of words that name something.

use rapporteur_views::{MentionFilter, MentionView, Reader};

use super::List;
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::mentions`].
#[derive(Clone)]
pub(crate) struct Mentions;

impl List for Mentions {
    type Filter = MentionFilter;
    type Row = MentionView;
    const FILTERS: &'static [&'static str] = &["report", "kind", "entity"];

    fn filter(&self, asked: &Asked) -> Result<MentionFilter, Problem> {
        let kind = asked.words("kind")?.into_iter().next();
        Ok(MentionFilter { report: asked.one("report"), kind, entity: asked.one("entity"), ..MentionFilter::default() })
    }

    fn rows(&self, reader: &Reader<'_>, filter: &MentionFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<MentionView>, Problem> {
        let after = cursor.map(|text| read(text).ok_or_else(Problem::cursor)).transpose()?;
        if let Some((report, ..)) = &after
            && reader.report_head(report)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let filter = MentionFilter { after, limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::mentions(reader, &filter)?)
    }

    fn cursor(&self, rows: &[MentionView], _: Option<&str>) -> Option<String> {
        rows.last().map(|m| format!("{}:{}:{}", m.report, m.start, m.end))
    }

    fn columns(&self) -> &'static [&'static str] {
        &["report", "path", "kind", "start", "end", "text", "name", "entity", "source_start", "source_end"]
    }

    fn row(&self, m: &MentionView) -> Vec<String> {
        let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        vec![
            m.report.clone(),
            m.path.clone(),
            m.kind.name().to_owned(),
            m.start.to_string(),
            m.end.to_string(),
            m.text.clone(),
            m.name.clone(),
            m.entity.clone().unwrap_or_default(),
            number(m.source_start),
            number(m.source_end),
        ]
    }
}

/// Report, first byte, one past the last byte; an id given with a report may hold a colon.
fn read(cursor: &str) -> Option<(String, usize, usize)> {
    let (rest, end) = cursor.rsplit_once(':')?;
    let (report, start) = rest.rsplit_once(':')?;
    Some((report.to_owned(), start.parse().ok()?, end.parse().ok()?))
}
