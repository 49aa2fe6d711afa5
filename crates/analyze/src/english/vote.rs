//! Makes the names of one report agree: one kind for one name, a surname the kind of its full name, a name that was missed
//! at one place found again, a person split off the organisation that it was glued to. Changes no span by anything but the
//! report's own words and the lists of posts and ranks in `knowledge/`.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use rapporteur_knowledge::titles::{posts, ranks};
use rapporteur_model::MentionKind::{self, Organisation, Person, Place};

use super::Split;
use super::names::Name;
use super::sentences::LEADING;

const KINDS: [MentionKind; 3] = [Person, Organisation, Place];
/// A title before a name speaks for a person as loudly as this many votes of the network.
const TITLE: u32 = 3;
/// A surname of a person who is named in full elsewhere.
const SURNAME: u32 = 2;

/// Settles the names of one report. `is_place` tells the names of countries and of cities that can be nothing else.
#[must_use]
pub fn settle(text: &str, split: &Split, names: Vec<Name>, is_place: &dyn Fn(&str) -> bool) -> Vec<Name> {
    let report = Report { text, split };
    let names = report.split_glued(names);
    let votes = report.votes(&names);
    let surnames = report.surnames(&names);
    let given = report.given(&names);
    let decide = |name: &Name| {
        let surface = report.surface(&name.1);
        let own = votes.get(&surface);
        // Where people have one name, they are called by the first ("Getahun Wolde"); a city has the name of many.
        let first = given.contains(&surface) && own.is_some_and(|votes| votes[2] == 0);
        let somebody = first || surnames.contains(&surface);
        if is_place(&surface) { Place } else { winner(own, somebody).unwrap_or(name.0) }
    };
    let mut settled: Vec<Name> = names.iter().map(|name| (decide(name), name.1.clone())).collect();
    let known: BTreeMap<String, MentionKind> = settled.iter().map(|(kind, words)| (report.surface(words), *kind)).collect();
    let again = report.missed(&settled, &known, &surnames);
    settled.extend(again);
    settled.sort_by_key(|(_, words)| words.start);
    settled
}

/// The kind with most votes; of equals the network's first. `None` where no other kind has a vote.
fn winner(votes: Option<&[u32; 3]>, somebody: bool) -> Option<MentionKind> {
    let mut votes = *votes?;
    if somebody {
        votes[0] += SURNAME;
    }
    let most = *votes.iter().max()?;
    let mut best = KINDS.iter().zip(votes).filter(|&(_, count)| count == most).map(|(kind, _)| *kind);
    match (best.next(), best.next()) {
        (Some(kind), None) => Some(kind),
        _ => None,
    }
}

struct Report<'a> {
    text: &'a str,
    split: &'a Split,
}

impl Report<'_> {
    fn word(&self, at: usize) -> &str {
        &self.text[self.split.words[at].clone()]
    }

    /// The words of a name with single blanks.
    fn surface(&self, words: &Range<usize>) -> String {
        words.clone().map(|at| self.word(at)).collect::<Vec<_>>().join(" ")
    }

    fn titled(&self, at: usize) -> bool {
        at > 0 && titles().contains(self.word(at - 1).to_lowercase().as_str())
    }

    /// Votes for person, organisation and place by surface.
    fn votes(&self, names: &[Name]) -> BTreeMap<String, [u32; 3]> {
        let mut votes = BTreeMap::<String, [u32; 3]>::new();
        for (kind, words) in names {
            let entry = votes.entry(self.surface(words)).or_default();
            entry[KINDS.iter().position(|k| k == kind).expect("names are of these kinds")] += 1;
            if self.titled(words.start) && *kind != Organisation {
                entry[0] += TITLE;
            }
        }
        votes
    }

    /// Last words of names of persons of two words or more.
    fn surnames(&self, names: &[Name]) -> HashSet<String> {
        let full = names.iter().filter(|(kind, words)| *kind == Person && (2..5).contains(&words.len()));
        full.map(|(_, words)| self.word(words.end - 1)).filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
    }

    /// First words of names of persons of two words or more.
    fn given(&self, names: &[Name]) -> HashSet<String> {
        let full = names.iter().filter(|(kind, words)| *kind == Person && (2..5).contains(&words.len()));
        full.map(|(_, words)| self.word(words.start)).filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
    }

    /// "Federal Service … Dmitry Shugaev": an organisation whose last words are a person who is named elsewhere.
    fn split_glued(&self, names: Vec<Name>) -> Vec<Name> {
        let persons: HashSet<String> =
            names.iter().filter(|(kind, words)| *kind == Person && words.len() > 1).map(|n| self.surface(&n.1)).collect();
        let cut = |(kind, words): Name| {
            let tails = (2..words.len()).filter(|_| kind == Organisation).map(|len| words.end - len);
            match tails.into_iter().find(|&at| persons.contains(&self.surface(&(at..words.end)))) {
                Some(at) => vec![(Organisation, words.start..at), (Person, at..words.end)],
                None => vec![(kind, words)],
            }
        };
        names.into_iter().flat_map(cut).collect()
    }

    /// Places where a known name or surname stands unmarked: with a capital, and marked more often than not.
    fn missed(&self, names: &[Name], known: &BTreeMap<String, MentionKind>, surnames: &HashSet<String>) -> Vec<Name> {
        let mut taken = vec![false; self.split.words.len()];
        names.iter().for_each(|(_, words)| taken[words.clone()].fill(true));
        let mut marked = BTreeMap::<&str, usize>::new();
        let surfaces: Vec<String> = names.iter().map(|(_, words)| self.surface(words)).collect();
        surfaces.iter().for_each(|s| *marked.entry(s).or_default() += 1);
        let mut by_first = BTreeMap::<&str, Vec<(usize, &str, MentionKind)>>::new();
        let single = surnames.iter().map(|s| (s.as_str(), Person)).filter(|(s, _)| !known.contains_key(*s));
        for (surface, kind) in known.iter().map(|(s, k)| (s.as_str(), *k)).chain(single) {
            let first = surface.split(' ').next().unwrap_or_default();
            if first.starts_with(char::is_uppercase) && surface.chars().count() > 2 {
                by_first.entry(first).or_default().push((surface.split(' ').count(), surface, kind));
            }
        }
        by_first.values_mut().for_each(|all| all.sort_by(|a, b| b.cmp(a)));
        let mut found: Vec<(&str, Name)> = Vec::new();
        for sentence in &self.split.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let fits = |&&(len, surface, _): &&(usize, &str, MentionKind)| {
                    at + len <= sentence.end && !taken[at..at + len].contains(&true) && self.surface(&(at..at + len)) == surface
                };
                match by_first.get(self.word(at)).and_then(|all| all.iter().find(fits)) {
                    Some(&(len, surface, kind)) => {
                        found.push((surface, (kind, at..at + len)));
                        at += len;
                    }
                    None => at += 1,
                }
            }
        }
        let mut unmarked = BTreeMap::<&str, usize>::new();
        found.iter().for_each(|(surface, _)| *unmarked.entry(surface).or_default() += 1);
        let often = |surface: &str| surnames.contains(surface) || marked.get(surface).copied().unwrap_or(0) >= unmarked[surface];
        found.iter().filter(|(surface, _)| often(surface)).map(|(_, name)| name.clone()).collect()
    }
}

/// Posts, ranks and forms of address before a name, in small letters.
fn titles() -> &'static HashSet<String> {
    static TITLES: OnceLock<HashSet<String>> = OnceLock::new();
    TITLES.get_or_init(|| {
        let (posts, ranks) = (&posts().en, &ranks().en);
        let lists = [&posts.state, &posts.complement, &posts.plain, &posts.creative, &ranks.words, &ranks.honorifics];
        let mut all: HashSet<String> = lists.iter().flat_map(|list| list.iter().map(|word| word.to_lowercase())).collect();
        all.extend(
            LEADING
                .iter()
                .map(|&word| word.to_owned())
                .filter(|word| !matches!(word.as_str(), "no." | "nos." | "vol." | "vs." | "st." | "ft." | "mt.")),
        );
        all
    })
}

#[cfg(test)]
mod tests {
    use super::super::Split;
    use super::*;

    fn check(text: &str, marked: &[(MentionKind, &str, usize)], expected: &[(MentionKind, &str)]) {
        let mut split = Split::default();
        split.add(text, 0..text.len());
        let find = |name: &str, nth: usize| {
            let start = text.match_indices(name).nth(nth).unwrap().0;
            let words = split.words.iter().enumerate().filter(|(_, w)| w.start >= start && w.end <= start + name.len()).map(|(i, _)| i);
            let words: Vec<usize> = words.collect();
            words[0]..words[words.len() - 1] + 1
        };
        let names = marked.iter().map(|&(kind, name, nth)| (kind, find(name, nth))).collect();
        let settled = settle(text, &split, names, &|name| name == "Minsk");
        let found: Vec<_> =
            settled.iter().map(|(kind, words)| (*kind, &text[split.words[words.start].start..split.words[words.end - 1].end])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_title_outvotes_the_network() {
        check(
            "Minister Khrenin left. Khrenin said so. Khrenin!",
            &[(Person, "Khrenin", 0), (Place, "Khrenin", 1), (Place, "Khrenin", 2)],
            &[(Person, "Khrenin"), (Person, "Khrenin"), (Person, "Khrenin")],
        );
    }

    #[test]
    fn a_surname_is_found_again() {
        check(
            "Viktor Khrenin came. Then Khrenin left.",
            &[(Person, "Viktor Khrenin", 0)],
            &[(Person, "Viktor Khrenin"), (Person, "Khrenin")],
        );
    }

    #[test]
    fn a_known_place_is_no_person() {
        check("He saw Minsk.", &[(Person, "Minsk", 0)], &[(Place, "Minsk")]);
    }

    #[test]
    fn a_glued_person_is_split_off() {
        check(
            "Dmitry Shugaev spoke. The Federal Service Dmitry Shugaev heads grew.",
            &[(Person, "Dmitry Shugaev", 0), (Organisation, "Federal Service Dmitry Shugaev", 0)],
            &[(Person, "Dmitry Shugaev"), (Organisation, "Federal Service"), (Person, "Dmitry Shugaev")],
        );
    }
}
