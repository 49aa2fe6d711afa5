//! Names in a dateline: what stands there is known by its place ("ADDIS ABABA (Horn Press) —"), whatever the network says of it.

use std::ops::Range;

use rapporteur_model::{MentionKind, Span};

use super::layers::{Layers, span};
use crate::NameSpan;

/// The name spans with those of the dateline as it is written, in order.
pub(super) fn names(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let Some(line) = &layers.report.dateline else { return names };
    let mut all: Vec<NameSpan> = names.iter().filter_map(|name| behind(layers, name, line.span)).collect();
    if let Some(place) = line.place.as_ref().and_then(|place| place.span) {
        all.extend(parts(layers, place).into_iter().map(|tokens| span(layers, tokens, MentionKind::Place)));
    }
    let agency = layers.report.publisher.as_ref().and_then(|name| name.span).filter(|name| line.span.contains(*name));
    let agency = agency.map(|name| within(layers, name)).filter(|tokens| !tokens.is_empty());
    all.extend(agency.map(|tokens| span(layers, tokens, MentionKind::Organisation)));
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// True for a span of the dateline.
pub(super) fn holds(layers: &Layers, name: Span) -> bool {
    layers.report.dateline.as_ref().is_some_and(|line| line.span.contains(name))
}

/// A place in capitals as it is written elsewhere.
pub(super) fn name(written: &str) -> String {
    let shouted = written.chars().filter(|c| c.is_alphabetic()).count() > 3 && written.chars().all(|c| !c.is_lowercase());
    if !shouted {
        return written.to_owned();
    }
    let mut large = true;
    let one = |c: char| {
        let cased: String = if large { c.to_string() } else { c.to_lowercase().collect() };
        large = matches!(c, ' ' | '-' | '\'' | '’');
        cased
    };
    written.chars().map(one).collect()
}

/// What of a name stands outside the dateline.
fn behind(layers: &Layers, name: &NameSpan, line: Span) -> Option<NameSpan> {
    if !name.span.overlaps(line) {
        return Some(name.clone());
    }
    let start = name.tokens.clone().find(|&i| layers.token(i).span.start() >= line.end())?;
    Some(span(layers, start..name.tokens.end, name.kind))
}

/// The tokens inside a span.
fn within(layers: &Layers, words: Span) -> Range<u32> {
    let start = layers.tokens.partition_point(|t| t.span.start() < words.start());
    let end = layers.tokens.partition_point(|t| t.span.end() <= words.end());
    start as u32..end.max(start) as u32
}

/// "ASTANA, Kazakhstan": a town and its country.
fn parts(layers: &Layers, place: Span) -> Vec<Range<u32>> {
    let tokens = within(layers, place);
    let comma = tokens.clone().find(|&i| layers.form(i) == ",").unwrap_or(tokens.end);
    let both = [tokens.start..comma, (comma + 1).min(tokens.end)..tokens.end];
    both.into_iter().filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn towns_in_capitals() {
        assert_eq!(name("ADDIS ABABA"), "Addis Ababa");
        assert_eq!(name("УЛАН-БАТОР"), "Улан-Батор");
        assert_eq!(name("Minsk"), "Minsk");
        assert_eq!(name("UAE"), "UAE");
    }
}
