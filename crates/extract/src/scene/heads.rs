//! Days that stand over what they hold for: "MONDAY" on a line, «Вторник, 15 октября.» before the text of the day. Only where a report has
//! several of them: one alone is its own date.

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, Edtf, Field, MentionKind, Modality, Role, Value};

use super::{EVENTS, background, start};
use crate::graph::Graph;
use crate::quotes::line_between;

/// Fewest days of a chronicle.
const FEWEST: usize = 2;

/// Gives events without a day the day that they are told under.
pub fn add(graph: &Graph, claims: &mut [Claim]) {
    let heads = heads(graph);
    if heads.len() < FEWEST {
        return;
    }
    for claim in claims.iter_mut() {
        let at = start(graph, claim);
        let told = EVENTS.contains(&claim.kind) || matches!(claim.kind, ClaimKind::Appointment | ClaimKind::Departure | ClaimKind::Deal);
        let done = matches!(claim.modality, Modality::Happened | Modality::Cancelled);
        if !told || !done || claim.get(Role::Date).is_some() || background::apart(graph, at) || background::dated(graph, claim) {
            continue;
        }
        if let Some((_, field)) = heads.iter().find(|(range, _)| range.contains(&at)) {
            claim.push(field.role, field.value.clone(), field.span);
            claim.rule.push_str("+heading");
        }
    }
}

/// The tokens that each day stands over, with the day.
fn heads(graph: &Graph) -> Vec<(Range<u32>, Field)> {
    let days: Vec<u32> = (0..graph.analysis.mentions.len() as u32).filter(|&m| is_head(graph, m)).collect();
    let mut found: Vec<(Range<u32>, Field)> = Vec::new();
    for (i, &m) in days.iter().enumerate() {
        let from = graph.range(m).end;
        let next = days.get(i + 1).map(|&n| graph.range(n).start);
        // The last one holds as far as its own paragraph, or the one below it.
        let until = next.unwrap_or_else(|| last_of(graph, from));
        let Some(date) = graph.mention(m).date() else { continue };
        let field = Field { role: Role::Date, value: Value::Date(date), span: graph.mention(m).span };
        found.push((from..until, field));
    }
    found
}

/// A day that opens a line and is closed by the end of the line or a full stop.
fn is_head(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    let day = mention.kind == MentionKind::Date && matches!(mention.date(), Some(Edtf::Date(date)) if date.day().is_some());
    let published = graph.report.published.as_ref().and_then(|p| p.span);
    if !day || published.is_some_and(|span| span.overlaps(mention.span)) {
        return false;
    }
    let Range { start, end } = graph.range(m);
    let closed = end >= graph.len() || matches!(graph.form(end), "." | ":") || line_between(graph, end - 1);
    closed && (start == 0 || line_between(graph, start - 1))
}

/// The end of the paragraph that a token stands in, or of the next one where it ends its line.
fn last_of(graph: &Graph, from: u32) -> u32 {
    let start = (from..graph.len()).find(|&t| graph.form(t).chars().any(char::is_alphanumeric)).unwrap_or(from);
    (start + 1..graph.len()).find(|&t| line_between(graph, t - 1)).unwrap_or(graph.len())
}
