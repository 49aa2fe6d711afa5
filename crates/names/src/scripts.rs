//! Names in scripts beside Latin and Cyrillic: signs of syllables and words become Latin words, scripts of consonants are compared by these.
//! The letters are data of `knowledge/names-scripts.toml`; knows no names but surnames of two signs.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapporteur_knowledge::naming::Consonants;

use crate::text::fold;

/// A script that writes consonants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Abjad {
    /// Arabic letters, those of Persian among them.
    Arabic,
    /// Hebrew letters.
    Hebrew,
}

struct Table {
    article: String,
    signs: HashMap<char, char>,
    latin: Vec<(String, String)>,
}

struct Lexicon {
    compound_surnames: Vec<String>,
    greek: Vec<(String, String)>,
    arabic: Table,
    hebrew: Table,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = rapporteur_knowledge::naming::scripts();
    let split = |line: &String| line.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
    let table = |letters: &Consonants| Table {
        article: letters.article.clone(),
        signs: letters
            .signs
            .iter()
            .filter_map(split)
            .flat_map(|(signs, class)| signs.chars().zip(class.chars().cycle()).collect::<Vec<_>>())
            .collect(),
        latin: letters.latin.iter().filter_map(split).map(|(chunk, class)| (chunk, class.replace('-', ""))).collect(),
    };
    Lexicon {
        compound_surnames: data.compound_surnames.split(' ').map(str::to_owned).collect(),
        greek: data.greek.iter().filter_map(split).collect(),
        arabic: table(&data.arabic),
        hebrew: table(&data.hebrew),
    }
});

impl Abjad {
    /// The script of consonants that a text is written in.
    pub fn of(text: &str) -> Option<Self> {
        text.chars().find_map(|c| match c {
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(Self::Arabic),
            '\u{590}'..='\u{5ff}' => Some(Self::Hebrew),
            _ => None,
        })
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Arabic => &LEXICON.arabic,
            Self::Hebrew => &LEXICON.hebrew,
        }
    }

    /// A word without the article that stands before it in one piece.
    pub fn bare(self, word: &str) -> &str {
        let article = &self.table().article;
        word.strip_prefix(article.as_str()).filter(|rest| !article.is_empty() && rest.chars().count() > 2).unwrap_or(word)
    }

    /// Classes of the consonants of a word in this script.
    pub fn bones(self, word: &str) -> String {
        squeezed(word.chars().filter_map(|c| self.table().signs.get(&c).copied()))
    }

    /// Classes of the consonants of a canonical Latin spelling, as this script would write them.
    pub fn latin_bones(self, key: &str) -> String {
        let mut out = Vec::new();
        let mut rest = key;
        while let Some(first) = rest.chars().next() {
            let found = self.table().latin.iter().find(|(chunk, _)| rest.starts_with(chunk.as_str()));
            out.extend(found.iter().flat_map(|(_, class)| class.chars()));
            rest = &rest[found.map_or(first.len_utf8(), |(chunk, _)| chunk.len())..];
        }
        squeezed(out.into_iter())
    }
}

/// Without doubled classes, and without a breath at the end, which is written or not.
fn squeezed(classes: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    classes.for_each(|c| {
        if !out.ends_with(c) {
            out.push(c);
        }
    });
    if out.len() > 1 && out.ends_with('h') {
        out.pop();
    }
    out
}

fn cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// True for a letter of a script that is neither Latin nor Cyrillic.
fn foreign(c: char) -> bool {
    c.is_alphabetic() && !cyrillic(c) && u32::from(c) > 0x370
}

/// Signs that stand for words or syllables without spaces between: Han, Hangul.
fn signs(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{ac00}'..='\u{d7af}')
}

/// The text in Latin letters, where it is in another script than Latin, Cyrillic and those of consonants. A name in Chinese or Korean signs
/// alone becomes a surname and a given name.
pub fn romanised(text: &str) -> Option<String> {
    if !text.chars().any(foreign) || text.chars().any(cyrillic) || Abjad::of(text).is_some() {
        return None;
    }
    if text.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')) {
        let plain = fold(text);
        return Some(LEXICON.greek.iter().fold(plain, |text, (letters, latin)| text.replace(letters.as_str(), latin)));
    }
    let all: Vec<char> = text.chars().collect();
    let one_name = (2..=4).contains(&all.len()) && all.iter().all(|&c| signs(c));
    let surname = if LEXICON.compound_surnames.iter().any(|s| text.starts_with(s.as_str())) { 2 } else { 1 };
    if !one_name {
        return Some(all.iter().map(|&c| sign(c)).collect());
    }
    let latin = |part: &[char]| part.iter().map(|&c| sign(c).to_lowercase()).collect::<String>();
    Some(format!("{} {}", latin(&all[..surname.min(all.len() - 1)]), latin(&all[surname.min(all.len() - 1)..])))
}

fn sign(c: char) -> String {
    if matches!(c, '\u{ac00}'..='\u{d7a3}') { hangul(c) } else { any_ascii::any_ascii_char(c).to_owned() }
}

/// A Korean syllable after the Revised Romanisation, as it is said alone.
fn hangul(c: char) -> String {
    const FIRST: [&str; 19] = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const VOWELS: [&str; 21] =
        ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t",
        "p", "t",
    ];
    let number = c as usize - 0xac00;
    format!("{}{}{}", FIRST[number / 588], VOWELS[number % 588 / 28], LAST[number % 28])
}

#[cfg(test)]
mod tests {
    use super::{Abjad, romanised};

    #[test]
    fn consonants() {
        let arabic = |word: &str, key: &str| (Abjad::Arabic.bones(Abjad::Arabic.bare(word)), Abjad::Arabic.latin_bones(key));
        for (word, key) in [("محمد", "muhamad"), ("الحربي", "harbi"), ("خالد", "halid"), ("رضا", "reza"), ("یوسفی", "iusefi")]
        {
            let (a, b) = arabic(word, key);
            assert_eq!(a, b, "{word} {key}");
        }
        assert_eq!(Abjad::Hebrew.bones("כהן"), Abjad::Hebrew.latin_bones("cohen"));
    }

    #[test]
    fn signs_become_words() {
        assert_eq!(romanised("张伟国").as_deref(), Some("zhang weiguo"));
        assert_eq!(romanised("欧阳修").as_deref(), Some("ouyang xiu"));
        assert_eq!(romanised("김민준").as_deref(), Some("gim minjun"));
        assert_eq!(romanised("Иван").or_else(|| romanised("Çağlar")), None);
    }
}
