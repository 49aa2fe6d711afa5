//! Words of saying that only say who reports an event: the event is told, and the saying is its attribution, not an event beside it.

use rapporteur_model::{Claim, ClaimKind, Role, Span, Value};

use super::draft::event_kind;
use crate::input::Input;
use rapporteur_names::text::{fold, is_quote};

/// True for a statement that reports an event in its own words, not in a quotation; for what the publisher says in its own report; and
/// where nothing of what was said is told.
pub fn is_only_attribution(input: &Input, report: usize, claim: &Claim) -> bool {
    claim.kind == ClaimKind::Statement && (by_publisher(input, report, claim) || tells_event(input, report, claim) || says_nothing(claim))
}

/// "X spoke, too": neither words nor what they were about.
fn says_nothing(claim: &Claim) -> bool {
    claim.get(Role::Words).is_none() && claim.get(Role::Topic).is_none()
}

/// The words hold the trigger of another claim of an event, and no quotation marks.
fn tells_event(input: &Input, report: usize, claim: &Claim) -> bool {
    let reading = input.readings[report];
    let quoted = |span: Span| {
        let around = |c: Option<char>| c.is_some_and(is_quote);
        let (before, after) = (reading.report.text[..span.start()].chars().next_back(), reading.report.text[span.end()..].chars().next());
        let words = span.slice(&reading.report.text);
        around(before) || around(after) || words.starts_with(is_quote) || words.ends_with(is_quote)
    };
    let other = |span: Span| {
        let event = |c: &&Claim| c.kind != ClaimKind::Statement && event_kind(c.kind).is_some();
        reading.claims.iter().filter(event).any(|c| span.start() <= c.trigger.start() && c.trigger.end() <= span.end())
    };
    let mut words = claim.all(Role::Words).map(|f| f.span).peekable();
    words.peek().is_some() && words.all(|span| !quoted(span) && other(span))
}

/// The agency or paper whose report it is.
fn by_publisher(input: &Input, report: usize, claim: &Claim) -> bool {
    let Some(publisher) = input.readings[report].report.publisher.as_ref().map(|p| fold(&p.value)) else { return false };
    let mut speakers = claim.all(Role::Speaker).filter_map(|f| match &f.value {
        Value::Mention(m) => input.mention(report, *m).map(|m| fold(&m.name)),
        Value::Text(text) => Some(fold(text)),
        _ => None,
    });
    let first = speakers.next();
    first.is_some_and(|name| !publisher.is_empty() && (name == publisher || name.contains(&publisher))) && speakers.next().is_none()
}
