//! Words that show page furniture, read from `knowledge/furniture.toml`. Knows what a line says, not where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
pub(crate) use rapporteur_knowledge::cleaning::Cue;
use rapporteur_knowledge::cleaning::{Furniture as Words, furniture};

/// How much of the line a cue covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    Whole,
    Start,
    Anywhere,
}

struct Pattern {
    class: Cue,
    cover: Cover,
    open: bool,
}

/// The word lists, ready for search.
pub(crate) struct Furniture {
    whole: BTreeMap<String, Cue>,
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
    pub(crate) open_end: BTreeSet<String>,
    /// Names of agencies as they are signed, longest first.
    pub(crate) agencies: Vec<String>,
    /// Words that stand with an agency in a dateline, lower case.
    pub(crate) agency_marks: Vec<String>,
    /// Capitalised words that name no place.
    pub(crate) no_place: BTreeSet<String>,
    /// Nouns that head the names of offices, papers and agencies, lower case.
    pub(crate) house_nouns: BTreeSet<String>,
    /// Words of a byline that name nobody in particular, lower case.
    pub(crate) nobody: BTreeSet<String>,
    /// Those that begin the name of people who write in a house, lower case.
    pub(crate) writers: BTreeSet<String>,
    /// Nouns that say what a text is, lower case.
    genres: BTreeSet<String>,
    /// Words of pictures and links that name no site, lower case.
    pictures: BTreeSet<String>,
    /// What stands before the name of a source, lower case.
    pub(crate) source_labels: Vec<String>,
    /// Words that stay small inside names in capitals.
    pub(crate) small_words: BTreeSet<String>,
    /// Words of imprints, lower case; a final "*" leaves the end open.
    imprint: Vec<String>,
    /// Units of measure that a raised number belongs to, lower case.
    pub(crate) units: BTreeSet<String>,
    /// First parts of compounds that keep their hyphen, lower case.
    pub(crate) hyphened: BTreeSet<String>,
    /// Who publishes at a domain.
    pub(crate) domains: BTreeMap<String, String>,
}

/// The lists of `knowledge/furniture.toml`, which is part of the program.
pub(crate) static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| Furniture::new(furniture()));

impl Furniture {
    fn new(file: &Words) -> Self {
        let (mut whole, mut texts, mut patterns) = (BTreeMap::new(), Vec::new(), Vec::new());
        for entry in &file.cue {
            for (list, cover) in [(&entry.start, Cover::Start), (&entry.anywhere, Cover::Anywhere)] {
                for text in list {
                    let open = text.ends_with('*') || !text.ends_with(char::is_alphanumeric);
                    texts.push(text.trim_end_matches('*').to_owned());
                    patterns.push(Pattern { class: entry.class, cover, open });
                }
            }
            for text in &entry.whole {
                whole.entry(bare(text)).or_insert(entry.class);
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&texts).expect("some hundred short patterns");
        let mut agencies = file.agencies.names.clone();
        let loud: Vec<String> = agencies.iter().filter(|name| name.chars().count() >= 5).map(|name| name.to_uppercase()).collect();
        agencies.extend(loud);
        agencies.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self {
            whole,
            automaton,
            patterns,
            open_end: file.joining.open_end.iter().cloned().collect(),
            agencies,
            agency_marks: file.agencies.marks.clone(),
            no_place: file.dateline.no_place.iter().cloned().collect(),
            house_nouns: file.publishers.houses.iter().chain(&file.publishers.press).cloned().collect(),
            nobody: file.publishers.nobody.iter().chain(&file.publishers.writers).cloned().collect(),
            writers: file.publishers.writers.iter().cloned().collect(),
            genres: file.publishers.genres.iter().cloned().collect(),
            pictures: file.publishers.pictures.iter().cloned().collect(),
            imprint: file.publishers.imprint.clone(),
            source_labels: file.publishers.sources.clone(),
            small_words: file.publishers.small.iter().cloned().collect(),
            units: file.page.units.iter().cloned().collect(),
            hyphened: file.page.hyphened.iter().cloned().collect(),
            domains: file.domains.clone(),
        }
    }

    /// The strongest cue of a line: the one that covers most of it, then the first in the order of [`Cue`].
    pub(crate) fn cue(&self, line: &str) -> Option<(Cue, Cover)> {
        let lower = line.to_lowercase();
        if let Some(&class) = self.whole.get(&bare(&lower)) {
            return Some((class, Cover::Whole));
        }
        let text = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
        let mut best: Option<(Cover, Cue)> = None;
        for found in self.automaton.find_overlapping_iter(text) {
            let pattern = &self.patterns[found.pattern().as_usize()];
            let ends = pattern.open || !text[found.end()..].starts_with(char::is_alphanumeric);
            let begins =
                found.start() == 0 || (pattern.cover == Cover::Anywhere && !text[..found.start()].ends_with(char::is_alphanumeric));
            if begins && ends {
                let this = (pattern.cover, pattern.class);
                best = Some(best.map_or(this, |b| b.min(this)));
            }
        }
        best.map(|(cover, class)| (class, cover))
    }

    /// True for a noun that says what a text is ("statement", «коммюнике»).
    pub(crate) fn is_genre(&self, word: &str) -> bool {
        self.genres.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    }

    /// True for the words of a picture or link that say what it is or where it leads, not whose it is ("Site logo", «На главную»).
    pub(crate) fn is_sign(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        self.cue(words).is_some() || lower.split(|c: char| !c.is_alphanumeric()).any(|word| self.pictures.contains(word))
    }

    /// True for a line of a page's imprint: who registered, owns or may be quoted.
    pub(crate) fn is_imprint(&self, line: &str) -> bool {
        let lower = format!(" {} ", line.to_lowercase().split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "));
        self.imprint.iter().any(|words| match words.strip_suffix('*') {
            Some(stem) => lower.contains(&format!(" {stem}")),
            None => lower.contains(&format!(" {words} ")),
        })
    }

    /// The agency that `text` begins with, as signed.
    pub(crate) fn agency_at(&self, text: &str) -> Option<&str> {
        // "Interfax-Kazakhstan" is another house than "Interfax".
        let goes_on = |rest: &str| {
            let mut chars = rest.chars();
            let first = chars.next();
            let compound = matches!(first, Some('-' | '‑')) && chars.next().is_some_and(char::is_uppercase);
            compound || first.is_some_and(char::is_alphanumeric)
        };
        let fits = |name: &&String| text.strip_prefix(name.as_str()).is_some_and(|rest| !goes_on(rest));
        self.agencies.iter().find(fits).map(String::as_str)
    }
}

/// A line without its digits and the signs at its ends, in lower case with single spaces.
fn bare(line: &str) -> String {
    let kept: String = line.chars().map(|c| if c.is_numeric() || "()[]{}|•·".contains(c) { ' ' } else { c }).collect();
    let words = kept.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Cover, Cue, FURNITURE};

    #[test]
    fn cues_are_found_whole_at_the_start_and_inside() {
        for (line, expected) in [
            ("Комментарии (12)", Some((Cue::Comments, Cover::Whole))),
            ("• В новости упоминаются", Some((Cue::Tags, Cover::Whole))),
            ("Подписывайтесь на наш канал", Some((Cue::Subscribe, Cover::Start))),
            ("Дмитрий Пантус. Фото: БЕЛТА", Some((Cue::Credit, Cover::Anywhere))),
            ("Published 12 March 2024", Some((Cue::DateLabel, Cover::Start))),
            ("© 2021 Министерство. Все права защищены.", Some((Cue::Rights, Cover::Start))),
            ("Тегеран принял делегацию", None),
            ("Новости сотрудничества двух стран", None),
            ("Фотосинтез изучили в Минске", None),
        ] {
            assert_eq!(FURNITURE.cue(line), expected, "{line}");
        }
    }

    #[test]
    fn longest_agency_is_taken() {
        assert_eq!(FURNITURE.agency_at("Интерфакс-Запад."), Some("Интерфакс-Запад"));
        assert_eq!(FURNITURE.agency_at("APEC leaders"), None);
        assert_eq!(FURNITURE.agency_at("Интерфакс-Экономика."), None);
    }
}
