//! What words find: entries first, then reports.

use rapporteur_views::{HitView, Reader};

use super::{List, by_number, next_number, number};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::search`].
#[derive(Clone)]
pub(crate) struct Search;

/// Behind so many nobody looks.
const DEPTH: usize = 2000;

impl List for Search {
    type Filter = String;
    type Row = HitView;
    const FILTERS: &'static [&'static str] = &["q"];

    fn filter(&self, asked: &Asked) -> Result<String, Problem> {
        asked.one("q").ok_or_else(|| Problem::filter("q is needed: the words to look for"))
    }

    fn rows(&self, reader: &Reader<'_>, words: &String, cursor: Option<&str>, limit: u32) -> Result<Vec<HitView>, Problem> {
        let depth = number(cursor)?.saturating_add(limit as usize);
        if depth > DEPTH {
            return Err(Problem::filter(format!("only the first {DEPTH} finds can be listed: say more words")));
        }
        let found = rapporteur_views::search(reader, words, u32::try_from(depth).unwrap_or(u32::MAX))?;
        by_number(found, cursor, limit)
    }

    fn cursor(&self, rows: &[HitView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["kind", "id", "title", "text"]
    }

    fn row(&self, h: &HitView) -> Vec<String> {
        vec![h.kind.clone(), h.id.clone(), h.title.clone(), h.text.clone().unwrap_or_default()]
    }
}
