//! What an analyst should look at, worst first. Decides nothing.

use rapporteur_model::{EntityKind, IssueKind};
use rapporteur_store::{EntityFilter, EventFilter, ReportFilter, Result, Store};
use serde::Serialize;

/// Events below this confidence are to be looked at.
const UNSURE: f32 = 0.6;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// What is the matter, one clause.
    pub matter: String,
    /// Ids of the entries or report.
    pub ids: Vec<String>,
    /// Their titles or names.
    pub titles: Vec<String>,
    /// A judgement that would settle it, as a command.
    pub command: Option<String>,
}

/// Contradictions first, then people who may be one, then events that are not sure.
///
/// # Errors
/// When the record cannot be read.
pub fn review(store: &Store) -> Result<Vec<ReviewView>> {
    let mut all = contradictions(store)?;
    all.extend(namesakes(store)?);
    all.extend(unsure(store)?);
    Ok(all)
}

fn contradictions(store: &Store) -> Result<Vec<ReviewView>> {
    let mut found = Vec::new();
    for event in store.events(&EventFilter::default())? {
        if let (Some(date), false) = (event.date, event.other_dates.is_empty()) {
            let others = event.other_dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let command = Some(format!("rapporteur judge correct {} date={date} --why …", event.id));
            found.push(ReviewView {
                matter: format!("dated {date}, but also {others}"),
                ids: vec![event.id],
                titles: vec![event.title],
                command,
            });
        }
    }
    for report in store.reports(&ReportFilter::default())? {
        for issue in report.issues.iter().filter(|i| i.kind == IssueKind::Contradiction) {
            let title = report.title.clone().unwrap_or_else(|| report.path.clone());
            found.push(ReviewView { matter: issue.message.clone(), ids: vec![report.id.clone()], titles: vec![title], command: None });
        }
    }
    Ok(found)
}

/// People of the same last name word who are two entries.
fn namesakes(store: &Store) -> Result<Vec<ReviewView>> {
    let people = store.entities(&EntityFilter { kind: Some(EntityKind::Person), ..EntityFilter::default() })?;
    let last = |name: &str| name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let mut found = Vec::new();
    for (n, a) in people.iter().enumerate() {
        for b in people[n + 1..].iter().filter(|b| last(&b.name) == last(&a.name)) {
            let command = Some(format!("rapporteur judge same {} {} --why …", a.id, b.id));
            let (ids, titles) = (vec![a.id.clone(), b.id.clone()], vec![a.name.clone(), b.name.clone()]);
            found.push(ReviewView { matter: "may be one person".to_owned(), ids, titles, command });
        }
    }
    Ok(found)
}

fn unsure(store: &Store) -> Result<Vec<ReviewView>> {
    let mut events = store.events(&EventFilter::default())?;
    events.retain(|e| e.confidence < UNSURE);
    events.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| a.id.cmp(&b.id)));
    let view = |e: rapporteur_model::Event| ReviewView {
        matter: format!("not sure (confidence {:.2})", e.confidence),
        command: Some(format!("rapporteur judge confirm {} --why …", e.id)),
        ids: vec![e.id],
        titles: vec![e.title],
    };
    Ok(events.into_iter().map(view).collect())
}
