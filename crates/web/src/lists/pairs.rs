//! The list of those who took part in the same events.

use rapporteur_model::EventKind;
use rapporteur_views::{CountView, EventFilter, Reader};

use super::{Events, List, event_filter, next_number, number, within};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::pairs`]: of meetings, sessions, visits and signings where no kind is asked for.
#[derive(Clone)]
pub(crate) struct Pairs;

impl List for Pairs {
    type Filter = EventFilter;
    type Row = CountView;
    const FILTERS: &'static [&'static str] = Events::FILTERS;
    const AT_ONCE: u32 = super::ALL;

    fn filter(&self, asked: &Asked) -> Result<EventFilter, Problem> {
        let mut filter = event_filter(asked)?;
        if filter.kinds.is_empty() {
            filter.kinds = vec![EventKind::Meeting, EventKind::Session, EventKind::Visit, EventKind::Signing];
        }
        Ok(filter)
    }

    fn rows(&self, reader: &Reader<'_>, filter: &EventFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<CountView>, Problem> {
        within(rapporteur_views::pairs(reader, filter, number(cursor)?, limit as usize)?, cursor)
    }

    fn cursor(&self, rows: &[CountView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["count", "one", "other", "one_id", "other_id"]
    }

    fn row(&self, pair: &CountView) -> Vec<String> {
        let at = |all: &[String], n: usize| all.get(n).cloned().unwrap_or_default();
        vec![pair.count.to_string(), at(&pair.names, 0), at(&pair.names, 1), at(&pair.ids, 0), at(&pair.ids, 1)]
    }
}
