//! Names of persons, organisations and places out of GUM's entities, which are whole phrases. The same cut as for training.

use super::conllu::{Document, Word};
use std::collections::BTreeSet;
use std::ops::Range;

/// Titles that alone are no name.
const TITLES: &str = "president minister secretary ambassador chancellor senator governor mayor king queen prince princess pope emperor chairman \
    chair director general judge justice officer commissioner speaker leader professor doctor mr. mrs. ms. dr. mr mrs lord lady sir bishop captain \
    sheriff coach spokesperson spokesman manager editor ceo dean rector mom dad father mother god";

/// Names as type and bytes of the text, longer ones first chosen, none overlapping.
#[must_use]
pub fn names(document: &Document) -> Vec<(&'static str, Range<usize>)> {
    let mut found: Vec<(&'static str, Range<usize>)> =
        document.entities.iter().filter_map(|(kind, words)| name(document, kind, words)).collect();
    found.sort_by_key(|(_, words)| (usize::MAX - words.len(), words.start));
    let mut chosen: Vec<(&'static str, Range<usize>)> = Vec::new();
    for (kind, words) in found {
        if chosen.iter().all(|(_, c)| words.end <= c.start || words.start >= c.end) {
            chosen.push((kind, words));
        }
    }
    chosen.into_iter().map(|(kind, w)| (kind, document.words[w.start].at.start..document.words[w.end - 1].at.end)).collect()
}

fn name(document: &Document, kind: &str, phrase: &Range<usize>) -> Option<(&'static str, Range<usize>)> {
    let kind = match kind {
        "person" => "PER",
        "organization" => "ORG",
        "place" => "LOC",
        _ => return None,
    };
    let words = &document.words;
    let head = phrase.clone().find(|&w| words[w].head.is_none_or(|h| !phrase.contains(&h)))?;
    if words[head].upos != "PROPN" || (kind == "PER" && is_title(words, head)) {
        return None;
    }
    Some((kind, cut(words, kind, head, phrase)))
}

fn children(words: &[Word], head: usize) -> impl Iterator<Item = usize> {
    // Sentences are short: children stand near.
    (head.saturating_sub(200)..words.len().min(head + 200)).filter(move |&w| words[w].head == Some(head))
}

fn is_title(words: &[Word], head: usize) -> bool {
    let bare = !children(words, head).any(|c| words[c].deprel == "flat");
    let determined = children(words, head).any(|c| matches!(words[c].deprel.as_str(), "det" | "nmod:poss"));
    let title = |form: &str| TITLES.split_whitespace().any(|t| t == form.to_lowercase());
    words[head].feats.contains("Number=Plur") || (bare && (determined || title(&words[head].lemma) || title(&words[head].form)))
}

/// The head with the words that belong to the name itself.
fn cut(words: &[Word], kind: &str, head: usize, phrase: &Range<usize>) -> Range<usize> {
    let (mut keep, mut todo) = (BTreeSet::from([head]), vec![(head, 0)]);
    while let Some((at, depth)) = todo.pop() {
        for child in children(words, at).filter(|c| phrase.contains(c)) {
            if keep.contains(&child) || !belongs(words, kind, at, child, depth) {
                continue;
            }
            keep.insert(child);
            let relation = words[child].deprel.as_str();
            let deeper = kind != "PER" && matches!(relation, "nmod" | "compound" | "amod" | "nmod:poss");
            todo.push((child, depth + usize::from(deeper)));
            if matches!(relation, "nmod" | "conj" | "nmod:poss") {
                keep.extend(
                    children(words, child).filter(|&g| phrase.contains(&g) && matches!(words[g].deprel.as_str(), "case" | "det" | "cc")),
                );
            }
        }
    }
    trim(words, &keep, head, phrase)
}

fn belongs(words: &[Word], kind: &str, at: usize, child: usize, depth: usize) -> bool {
    let word = &words[child];
    let (relation, capital) = (word.deprel.as_str(), word.form.starts_with(char::is_uppercase));
    let nominal = matches!(word.upos.as_str(), "PROPN" | "NOUN");
    if matches!(relation, "flat" | "goeswith") || (relation == "compound" && capital) {
        return true;
    }
    if kind == "PER" || !capital {
        return false;
    }
    let case = children(words, child).find(|&g| words[g].deprel == "case" && g < child).map(|g| words[g].lemma.as_str());
    match relation {
        "amod" => true,
        "nmod:poss" => nominal,
        "nummod" => child < at,
        "nmod" => child > at && case.is_some_and(|c| depth > 0 || c == "of" || (kind == "ORG" && matches!(c, "for" | "on"))),
        "conj" => depth > 0 && nominal,
        _ => false,
    }
}

/// The run of kept words around the head, joining signs inside, none at the ends.
fn trim(words: &[Word], keep: &BTreeSet<usize>, head: usize, phrase: &Range<usize>) -> Range<usize> {
    let sign = |w: usize| matches!(words[w].form.as_str(), "-" | "–" | "/" | "&" | "'s" | "’s" | "\"" | ",");
    let joins = |w: usize| keep.contains(&w) || (sign(w) && w > 0 && keep.contains(&(w - 1)) && keep.contains(&(w + 1)));
    let (mut start, mut last) = (head, head);
    while start > phrase.start && joins(start - 1) {
        start -= 1;
    }
    while last + 1 < phrase.end && joins(last + 1) {
        last += 1;
    }
    while start < head && (words[start].upos == "DET" || matches!(words[start].form.as_str(), "\"" | "-" | ",")) {
        start += 1;
    }
    while last > head && matches!(words[last].form.as_str(), "'s" | "’s" | "'" | "’" | "\"" | ",") {
        last -= 1;
    }
    start..last + 1
}
