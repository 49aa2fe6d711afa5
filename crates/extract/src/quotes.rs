//! Runs of quoted words, over sentence ends, within a paragraph. Tells speech from names in quotes; knows no speaker.

use std::ops::Range;

use rapporteur_model::{MentionKind, Upos};

use crate::graph::Graph;

/// Kinds of names that stand in quotes.
const NAMES: &[MentionKind] = &[
    MentionKind::Organisation,
    MentionKind::Body,
    MentionKind::Product,
    MentionKind::Gathering,
    MentionKind::Place,
    MentionKind::Instrument,
    MentionKind::Person,
];

/// A paragraph's quote that was never closed counts from this many tokens on.
const LONG: u32 = 6;

/// The tokens between the marks of each outermost quote that is no name, in order.
pub fn speech(graph: &Graph) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let mut start = 0;
    for t in 0..graph.len() {
        if t + 1 == graph.len() || line_between(graph, t) {
            found.extend(paragraph(graph, start..t + 1));
            start = t + 1;
        }
    }
    found.retain(|q| is_speech(graph, q));
    found
}

/// True when a line ends between a token and the next one.
pub fn line_between(graph: &Graph, t: u32) -> bool {
    let (a, b) = (graph.token(t).span.end(), graph.token(t + 1).span.start());
    graph.report.text.get(a..b).is_some_and(|gap| gap.contains('\n'))
}

fn paragraph(graph: &Graph, range: Range<u32>) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    let mut inner = None;
    for t in range.clone() {
        match mark(graph, t, !open.is_empty()) {
            Mark::Open => open.push(t),
            Mark::Close => match (open.pop(), open.is_empty()) {
                (Some(first), true) => found.push(first + 1..t),
                (Some(_), false) => inner = Some(t),
                (None, _) => {}
            },
            Mark::None => {}
        }
    }
    if let Some(&first) = open.first() {
        // «…завод «Маяк», – сказал X: one mark closes both.
        let shared = inner.filter(|&t| t + 1 < range.end && matches!(graph.form(t + 1), "," | "." | "—" | "–" | "-"));
        let end = shared.unwrap_or(range.end);
        if end > first + LONG && (shared.is_some() || graph.form(first) != "\"") {
            found.push(first + 1..end);
        }
    }
    found.sort_by_key(|q| q.start);
    found
}

enum Mark {
    Open,
    Close,
    None,
}

/// A straight mark, and the one that opens in English and closes in German, is read by what it touches.
fn mark(graph: &Graph, t: u32, inside: bool) -> Mark {
    match graph.form(t) {
        "«" | "„" | "``" => Mark::Open,
        "»" | "”" | "''" => Mark::Close,
        "“" | "\"" => {
            let span = graph.token(t).span;
            let before = graph.report.text[..span.start()].chars().next_back();
            let after = graph.report.text[span.end()..].chars().next();
            let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–' | '-' | '['));
            match (free(before), free(after)) {
                (true, false) => Mark::Open,
                (false, _) if inside => Mark::Close,
                (true, true) if inside => Mark::Close,
                _ => Mark::None,
            }
        }
        _ => Mark::None,
    }
}

/// A verb or several words, and not the inside of one name.
fn is_speech(graph: &Graph, quote: &Range<u32>) -> bool {
    if quote.len() < 2 {
        return false;
    }
    let name = graph.at(quote.start, NAMES).is_some_and(|m| graph.range(m).end >= quote.end.saturating_sub(1));
    let words = quote.clone().filter(|&t| graph.token(t).upos != Upos::Punct).count();
    !name && (words > 2 || quote.clone().any(|t| graph.is_verb(t)))
}
