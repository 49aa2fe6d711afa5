//! What was missed and what was too much, document by document with the sentence, for whoever develops the rules.

use std::fmt::Write as _;

use super::gold::{Document, Fact};
use super::hand_in::HandIn;
use super::{Scores, track3};

/// The errors of one document as text; empty where there are none.
#[must_use]
pub fn describe(document: &Document, handed: &HandIn, scores: &Scores) -> String {
    let mut out = String::new();
    facts(&mut out, document, handed, &scores.track3);
    mentions(&mut out, document, handed, scores);
    entities(&mut out, document, handed, scores);
    if out.is_empty() { out } else { format!("=== {}\n{out}\n", document.name) }
}

fn facts(out: &mut String, document: &Document, handed: &HandIn, outcome: &track3::Outcome) {
    for (fact, given, quality) in &outcome.missed {
        let fact = &document.facts[*fact];
        let word = if given.is_empty() { "MISSED".to_owned() } else { format!("PART {quality:.2}") };
        let modality = fact.modality.as_ref().map_or_else(String::new, |m| format!(" ({m})"));
        let arguments: Vec<String> = fact.arguments.iter().map(|a| format!("{}={}", a.name, shown(&a.shown))).collect();
        let _ = writeln!(out, "{word} {}{modality}: {}", fact.kind, arguments.join("; "));
        for &h in given {
            let _ = writeln!(out, "    given: {}", one(&handed.facts[h]));
        }
        for sentence in sentences_of(document, fact) {
            let _ = writeln!(out, "    | {sentence}");
        }
    }
    for &h in &outcome.spurious {
        let fact = &handed.facts[h];
        let _ = writeln!(out, "SPURIOUS {}", one(fact));
        if let Some(at) = fact.at {
            let _ = writeln!(out, "    | {}", document.sentence_at(at));
        }
    }
}

fn one(fact: &track3::Handed) -> String {
    let arguments: Vec<String> = fact.arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{}: {}   [{}]", fact.kind, arguments.join("; "), fact.by)
}

/// The words without the ids in front of them.
fn shown(value: &str) -> String {
    let words = value.split('|').map(|alternative| {
        let alternative = alternative.trim();
        match alternative.split_once(' ') {
            Some((id, words)) if id.starts_with("obj") || id.starts_with("span") => words,
            _ => alternative,
        }
    });
    words.collect::<Vec<_>>().join(" | ")
}

/// The sentence that names most arguments, and one for each argument that it does not name.
fn sentences_of(document: &Document, fact: &Fact) -> Vec<String> {
    let at = |character: usize| document.sentences.partition_point(|s| s.end <= character);
    let places: Vec<Vec<usize>> = fact.arguments.iter().map(|a| a.at.iter().map(|r| at(r.start)).collect()).collect();
    let count = |s: usize| places.iter().filter(|p| p.contains(&s)).count();
    let Some(best) = places.iter().flatten().copied().max_by_key(|&s| (count(s), usize::MAX - s)) else { return Vec::new() };
    let nearest = |p: &Vec<usize>| p.iter().copied().min_by_key(|s| s.abs_diff(best));
    let mut wanted: Vec<usize> = places.iter().filter(|p| !p.contains(&best)).filter_map(nearest).chain([best]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.into_iter().filter_map(|s| document.sentences.get(s)).map(|r| document.slice(r).replace('\n', " ")).collect()
}

fn mentions(out: &mut String, document: &Document, handed: &HandIn, scores: &Scores) {
    for &(mention, partner, quality) in &scores.track1.missed {
        let mention = &document.mentions[mention];
        let given = partner.map_or_else(String::new, |h| format!(" given {:?}", document.slice(&handed.mentions[h].at)));
        let word = if partner.is_some() { format!("part {quality:.2}") } else { "missed".to_owned() };
        let words = document.slice(&mention.at);
        let _ = writeln!(out, "{word} mention {} {words:?}{given}\n    | {}", mention.kind.name(), document.sentence_at(mention.at.start));
    }
    for &h in &scores.track1.spurious {
        let mention = &handed.mentions[h];
        let words = document.slice(&mention.at);
        let _ = writeln!(out, "spurious mention {} {words:?}\n    | {}", mention.kind.name(), document.sentence_at(mention.at.start));
    }
}

fn entities(out: &mut String, document: &Document, handed: &HandIn, scores: &Scores) {
    let own = |h: usize| {
        let attributes: Vec<String> = handed.entities[h].attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        attributes.join("; ")
    };
    for &(entity, partner, quality) in &scores.track2.missed {
        let entity = &document.entities[entity];
        let attributes =
            entity.attributes.iter().map(|a| format!("{}={}", a.name, a.values.iter().cloned().collect::<Vec<_>>().join(" | ")));
        let given = partner.map_or_else(String::new, |h| format!("   given {}", own(h)));
        let word = if partner.is_some() { format!("part {quality:.2}") } else { "missed".to_owned() };
        let _ = writeln!(out, "{word} entity {} {}{given}", entity.kind.name(), attributes.collect::<Vec<_>>().join("; "));
    }
    for &h in &scores.track2.spurious {
        let _ = writeln!(out, "spurious entity {} {}", handed.entities[h].kind.name(), own(h));
    }
}
