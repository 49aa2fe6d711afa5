//! The names of one report made to agree: one kind for one name, a surname the kind of its full name, a name that the
//! network missed at one place found again. Looks at nothing but the report's own words and a list of unions of states, which
//! are organisations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_knowledge::languages::unions;
use rapporteur_model::MentionKind::{self, Organisation, Person, Place};

use super::Split;
use super::repair::Name;
use crate::lemma::name_word;

const KINDS: [MentionKind; 3] = [Person, Organisation, Place];
/// What a full name says of its surname alone, in votes.
const FULL_NAME: u32 = 2;

/// Unions of states without their endings.
static UNIONS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| unions().names.iter().map(|name| name.split(' ').map(stem).collect::<Vec<_>>().join(" ")).collect());

/// Settles the kinds of names and adds missed ones; the order stays, none lies over another.
pub(super) fn settle(text: &str, split: &Split, names: Vec<Name>) -> Vec<Name> {
    let report = Report { text, split };
    let votes = report.votes(&names);
    let mut settled: Vec<Name> = names
        .into_iter()
        .map(|(range, kind)| {
            let key = report.key(&range);
            let kind = if UNIONS.contains(&key) { Organisation } else { winner(votes.get(&key), kind) };
            (range, kind)
        })
        .collect();
    let missed = report.missed(&settled);
    settled.extend(missed);
    settled.sort_by_key(|(range, _)| range.start);
    settled
}

/// The kind with most votes; the network's own where another has as many.
fn winner(votes: Option<&[u32; 3]>, own: MentionKind) -> MentionKind {
    let Some(votes) = votes else { return own };
    let of = |kind: MentionKind| KINDS.iter().position(|&k| k == kind).map_or(0, |at| votes[at]);
    let (best, most) = KINDS.iter().zip(votes).max_by_key(|(_, count)| **count).expect("three kinds");
    // One against one decides nothing, and a single vote against several is a slip of the network.
    if *most > of(own) && *most >= 2 { *best } else { own }
}

struct Report<'a> {
    text: &'a str,
    split: &'a Split,
}

impl Report<'_> {
    fn word(&self, i: usize) -> &str {
        &self.text[self.split.tokens[i].clone()]
    }

    /// The words of a name without their endings, quotes left out.
    fn key(&self, range: &std::ops::Range<usize>) -> String {
        let words = range.clone().map(|i| self.word(i)).filter(|w| w.chars().any(char::is_alphanumeric));
        words.map(stem).collect::<Vec<_>>().join(" ")
    }

    fn votes(&self, names: &[Name]) -> BTreeMap<String, [u32; 3]> {
        let mut votes = BTreeMap::<String, [u32; 3]>::new();
        for (range, kind) in names {
            let at = KINDS.iter().position(|k| k == kind).unwrap_or(0);
            votes.entry(self.key(range)).or_default()[at] += 1;
            if *kind == Person && self.is_full(range) {
                votes.entry(stem(self.word(range.end - 1))).or_default()[0] += FULL_NAME;
            }
        }
        votes
    }

    /// A finite verb stands behind.
    fn acts(&self, i: usize) -> bool {
        i + 1 < self.split.tokens.len() && name_word(self.word(i + 1)).verb
    }

    /// Two words or more, each with a capital, no initials at the end.
    fn is_full(&self, range: &std::ops::Range<usize>) -> bool {
        range.len() > 1 && range.clone().all(|i| is_title(self.word(i)) && self.word(i).chars().count() > 2)
    }

    /// Capitalised words outside names that are the surname of a person named in full, or an organisation's acronym.
    fn missed(&self, names: &[Name]) -> Vec<Name> {
        let full = |(range, kind): &&Name| *kind == Person && self.is_full(range);
        let surnames: BTreeSet<String> = names.iter().filter(full).map(|(range, _)| stem(self.word(range.end - 1))).collect();
        let acronym = |(range, kind): &&Name| *kind == Organisation && range.len() == 1 && is_acronym(self.word(range.start));
        let acronyms: BTreeSet<&str> = names.iter().filter(acronym).map(|(range, _)| self.word(range.start)).collect();
        let mut taken = vec![false; self.split.tokens.len()];
        names.iter().for_each(|(range, _)| taken[range.clone()].fill(true));
        let kind = |i: usize| {
            let word = self.word(i);
            let begins = self.split.sentences.binary_search_by_key(&i, |s| s.start).is_ok();
            match () {
                () if is_acronym(word) => acronyms.contains(word).then_some(Organisation),
                () if is_title(word) && word.chars().count() > 3 && !(begins && is_word(word) && !self.acts(i)) => {
                    surnames.contains(&stem(word)).then_some(Person)
                }
                () => None,
            }
        };
        (0..taken.len()).filter(|&i| !taken[i]).filter_map(|i| Some((i..i + 1, kind(i)?))).collect()
    }
}

/// A word that stands at the start of sentences in any text.
fn is_word(word: &str) -> bool {
    name_word(word).common
}

fn is_title(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

/// Three capitals or more and no small letter; two are too often something else.
fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.chars().any(char::is_lowercase)
}

/// Case endings of nouns and adjectives, longest first.
const ENDINGS: [&str; 31] = [
    "ого", "его", "ому", "ему", "ами", "ями", "ыми", "ими", "ой", "ей", "ою", "ею", "ым", "им", "ом", "ем", "ах", "ях", "ую", "юю", "ая",
    "яя", "ии", "ию", "ия", "ие", "ый", "ий", "ое", "ее", "ые",
];

/// A word in small letters without its case ending, so that the forms of one word mostly agree. An acronym is its own.
fn stem(word: &str) -> String {
    if is_acronym(word) {
        return word.to_owned();
    }
    let lower = word.to_lowercase().replace('ё', "е");
    let long = |rest: &&str| rest.chars().count() >= 4;
    let cut = |word: &'_ str| {
        let ending = ENDINGS.iter().find_map(|end| word.strip_suffix(end).filter(long));
        ending.or_else(|| word.strip_suffix(|c| "аеиоуыэюяйь".contains(c)).filter(long)).map(str::len)
    };
    // To the end: the stem itself may look like a form ("Госкомвоенпром"), and all its forms must come out alike.
    let mut rest = &lower[..];
    while let Some(len) = cut(rest) {
        rest = &rest[..len];
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use rapporteur_model::MentionKind::{self, Organisation, Person, Place};

    use super::{Split, settle};

    fn check(text: &str, names: &[(&str, MentionKind)], expected: &[(&str, MentionKind)]) {
        let split = Split::new(text);
        let mut at = 0;
        let mut ranges = Vec::new();
        for (name, kind) in names {
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            let from = split.tokens.iter().position(|t| t.start == start).unwrap();
            let to = split.tokens.iter().position(|t| t.end == at).unwrap() + 1;
            ranges.push((from..to, *kind));
        }
        let found = settle(text, &split, ranges);
        let found: Vec<(&str, MentionKind)> =
            found.iter().map(|(r, kind)| (&text[split.tokens[r.start].start..split.tokens[r.end - 1].end], *kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_majority_decides() {
        check(
            "Госкомвоенпром сообщил. В Госкомвоенпроме рады. Госкомвоенпрома нет.",
            &[("Госкомвоенпром", Organisation), ("Госкомвоенпроме", Person), ("Госкомвоенпрома", Organisation)],
            &[("Госкомвоенпром", Organisation), ("Госкомвоенпроме", Organisation), ("Госкомвоенпрома", Organisation)],
        );
        check("В Минске. У Минска.", &[("Минске", Place), ("Минска", Person)], &[("Минске", Place), ("Минска", Person)]);
    }

    #[test]
    fn a_union_of_states_is_an_organisation() {
        check("С Евросоюзом и ЕС.", &[("Евросоюзом", Place), ("ЕС", Place)], &[("Евросоюзом", Organisation), ("ЕС", Organisation)]);
        check("У Европейского Союза.", &[("Европейского Союза", Place)], &[("Европейского Союза", Organisation)]);
    }

    #[test]
    fn a_surname_follows_its_full_name() {
        check(
            "Иван Свиридов приехал. О Свиридове знают. Но Свиридова нет.",
            &[("Иван Свиридов", Person), ("Свиридове", Place)],
            &[("Иван Свиридов", Person), ("Свиридове", Person), ("Свиридова", Person)],
        );
        check(
            "Рокош прибыл в Омск. Мороз на улице. Иван Рокош и Пётр Мороз рады.",
            &[("Иван Рокош", Person), ("Пётр Мороз", Person)],
            &[("Рокош", Person), ("Иван Рокош", Person), ("Пётр Мороз", Person)],
        );
    }
}
