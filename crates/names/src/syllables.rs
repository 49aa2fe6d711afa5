//! Names of East Asia by their syllables in both scripts ("Си Цзиньпин", "Xi Jinping"), and the markers in names that are compared without
//! them. The syllables are data of `knowledge/names-syllables.toml`.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Numbers of syllables by a spelling of theirs, in either script.
type Table = HashMap<String, Vec<u16>>;

struct Lexicon {
    drop: &'static BTreeSet<String>,
    articles: &'static BTreeSet<String>,
    opening: &'static BTreeSet<String>,
    titles: &'static BTreeSet<String>,
    generations: HashMap<String, usize>,
    feminine: &'static [String],
    tables: [Table; 3],
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = rapporteur_knowledge::naming::syllables();
    let entries = |list: &[String]| -> Vec<(String, Vec<String>)> {
        list.iter()
            .filter_map(|line| line.split_once(' ').map(|(c, l)| (c.to_owned(), l.split(' ').map(str::to_owned).collect())))
            .collect()
    };
    let table = |list: Vec<(String, Vec<String>)>| {
        let mut table = Table::new();
        for (number, (cyrillic, latin)) in (0..).zip(list) {
            let spellings = latin.into_iter().flat_map(|l| [without_doubles(&l), l]).chain([cyrillic]).collect::<BTreeSet<_>>();
            spellings.into_iter().for_each(|spelling| table.entry(spelling).or_default().push(number));
        }
        table
    };
    let mut chinese = entries(&data.chinese.whole);
    for (initial, latin) in entries(&data.chinese.initials) {
        for (ending, tails) in entries(&data.chinese.finals) {
            let spellings = latin.iter().flat_map(|a| tails.iter().map(move |b| format!("{a}{b}"))).collect();
            chinese.push((format!("{initial}{ending}"), spellings));
        }
    }
    let tables = [table(chinese), table(entries(&data.korean.syllables)), table(entries(&data.vietnamese.syllables))];
    let generations = data.generations.iter().enumerate().flat_map(|(n, line)| line.split(' ').map(move |w| (w.to_owned(), n))).collect();
    Lexicon {
        drop: &data.drop,
        articles: &data.articles,
        opening: &data.opening,
        titles: &data.titles,
        generations,
        feminine: &data.feminine,
        tables,
    }
});

fn without_doubles(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// True for a folded word that marks a name and tells none apart ("оглы", "bin", "van").
pub fn is_marker(word: &str) -> bool {
    LEXICON.drop.contains(word)
}

/// True for a folded article or marker with which a family name of two words begins ("Al Sabri", "Бен Салем").
pub fn is_opening(word: &str) -> bool {
    LEXICON.opening.contains(word)
}

/// The same, of articles alone.
pub fn is_opening_article(word: &str) -> bool {
    is_opening(word) && is_article(word)
}

/// True for an article before a name ("аль", "el").
pub fn is_article(word: &str) -> bool {
    LEXICON.articles.contains(word)
}

/// True for a folded word that says what somebody is, before a name ("dr", "sheikh").
pub fn is_title(word: &str) -> bool {
    LEXICON.titles.contains(word)
}

/// The number of the generation that a folded word behind a name tells ("jr", "младший").
pub fn generation(word: &str) -> Option<usize> {
    LEXICON.generations.get(word).copied()
}

/// True when one folded given name is the other with an ending of women ("Danielle").
pub fn of_both_genders(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| LEXICON.feminine.iter().any(|ending| ending == rest))
}

/// A syllable that may stand in a word: where it begins and ends, in letters, and its number.
type Edge = (u8, u8, u16);

/// The ways in which a word is made of the syllables of a language, for each language that can make all of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Syllables {
    readings: Box<[(u8, Box<[Edge]>)]>,
    length: u8,
}

impl Syllables {
    /// The ways of a folded word.
    pub fn of(folded: &str) -> Self {
        let letters: Vec<char> = folded.chars().filter(|c| c.is_alphabetic()).collect();
        if letters.len() > 24 || folded.chars().any(char::is_numeric) {
            return Self::default();
        }
        let tables = (0..).zip(&LEXICON.tables);
        let readings = tables.map(|(n, table)| (n, edges(table, &letters))).filter(|(_, edges)| !edges.is_empty()).collect();
        Self { readings, length: u8::try_from(letters.len()).unwrap_or(0) }
    }

    /// A bit for each language that can make the whole word.
    pub fn languages(&self) -> u8 {
        self.readings.iter().fold(0, |bits, (n, _)| bits | 1 << n)
    }

    /// True when both words are the same syllables, in one of the languages.
    pub fn same(&self, other: &Self) -> bool {
        self.readings.iter().any(|(language, a)| {
            let b = other.readings.iter().find(|(other, _)| other == language);
            b.is_some_and(|(_, b)| meet(a, b, (0, 0), (self.length, other.length)))
        })
    }
}

/// Syllables on ways that lead through the whole word.
fn edges(table: &Table, letters: &[char]) -> Box<[Edge]> {
    let mut found: Vec<Edge> = Vec::new();
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for start in 0..letters.len() {
        if !reached[start] {
            continue;
        }
        for end in start + 1..=letters.len().min(start + 7) {
            let syllable: String = letters[start..end].iter().collect();
            for &number in table.get(&syllable).into_iter().flatten() {
                found.push((start as u8, end as u8, number));
                reached[end] = true;
            }
        }
    }
    let mut leads = vec![false; letters.len() + 1];
    leads[letters.len()] = true;
    for &(start, end, _) in found.iter().rev() {
        leads[usize::from(start)] |= leads[usize::from(end)];
    }
    found.retain(|&(_, end, _)| leads[usize::from(end)]);
    if leads[0] { found.into_boxed_slice() } else { Box::default() }
}

fn meet(a: &[Edge], b: &[Edge], at: (u8, u8), ends: (u8, u8)) -> bool {
    if at.0 == ends.0 || at.1 == ends.1 {
        return at == ends;
    }
    a.iter().filter(|x| x.0 == at.0).any(|x| b.iter().filter(|y| y.0 == at.1 && y.2 == x.2).any(|y| meet(a, b, (x.1, y.1), ends)))
}

#[cfg(test)]
mod tests {
    use super::Syllables;

    fn same(a: &str, b: &str) -> bool {
        Syllables::of(a).same(&Syllables::of(b))
    }

    #[test]
    fn one_name_in_two_scripts() {
        for (cyrillic, latin) in [
            ("ван", "wang"),
            ("и", "yi"),
            ("си", "xi"),
            ("цзиньпин", "jinping"),
            ("чжань", "zhan"),
            ("шисянь", "shixian"),
            ("чин", "jin"),
            ("пак", "park"),
            ("тхань", "thanh"),
            ("шон", "son"),
            ("чен ын", "jong-un"),
        ] {
            assert!(same(cyrillic, latin), "{cyrillic} {latin}");
        }
        for (cyrillic, latin) in [("ван", "li"), ("иванов", "ivanov"), ("чжан", "zhan"), ("ли", "liu")] {
            assert!(!same(cyrillic, latin), "{cyrillic} {latin}");
        }
        assert!(same("lee", "yi") && same("jung", "jeong") && !same("minjun", "minseok"));
    }
}
