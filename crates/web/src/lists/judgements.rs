//! The log of judgements.

use rapporteur_model::Verdict;
use rapporteur_views::{JudgementView, Reader};

use super::{List, by_number, next_number, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::judgements`].
#[derive(Clone)]
pub(crate) struct Judgements;

impl List for Judgements {
    type Filter = (Vec<Verdict>, Option<String>, Option<String>);
    type Row = JudgementView;
    const FILTERS: &'static [&'static str] = &["verdict", "entry", "who"];

    fn filter(&self, asked: &Asked) -> Result<Self::Filter, Problem> {
        Ok((asked.words("verdict")?, asked.one("entry"), asked.one("who")))
    }

    fn rows(&self, reader: &Reader<'_>, filter: &Self::Filter, cursor: Option<&str>, limit: u32) -> Result<Vec<JudgementView>, Problem> {
        let (verdicts, entry, who) = filter;
        let mut all = rapporteur_views::judgements(reader)?;
        all.retain(|j| verdicts.is_empty() || verdicts.contains(&j.verdict));
        all.retain(|j| entry.as_ref().is_none_or(|e| j.entries.contains(e)) && who.as_ref().is_none_or(|w| j.who == *w));
        by_number(all, cursor, limit)
    }

    fn cursor(&self, rows: &[JudgementView], cursor: Option<&str>) -> Option<String> {
        next_number(rows, cursor)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["id", "when", "who", "verdict", "quote", "other_quote", "field", "value", "undoes", "state", "why"]
    }

    fn row(&self, j: &JudgementView) -> Vec<String> {
        let (field, value) = j.correction.clone().unzip();
        vec![
            j.id.clone(),
            j.when.clone(),
            j.who.clone(),
            word(&j.verdict),
            j.quote.clone(),
            j.other_quote.clone().unwrap_or_default(),
            field.unwrap_or_default(),
            value.unwrap_or_default(),
            j.undoes.clone().unwrap_or_default(),
            word(&j.state),
            j.why.clone(),
        ]
    }
}
