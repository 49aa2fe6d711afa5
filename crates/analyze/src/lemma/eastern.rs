//! Chinese names in Russian letters, by their syllables ("Чжан Хуачжун"): the family name before the given name does not change.

use std::sync::LazyLock;

use foldhash::HashSet;
use rapporteur_knowledge::naming::syllables;

/// The syllables in Russian letters (the system of Palladius), as lists of beginnings and ends make them.
static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let own = |line: &String| line.split(' ').next().unwrap_or_default().to_owned();
    let chinese = &syllables().chinese;
    // Behind these no end begins with a soft vowel ("че" is no syllable); "чжи", "ши" stand in the list of whole ones.
    let soft =
        |initial: &str, end: &str| ["ж", "чж", "ч", "ш", "г", "к", "х", "ф"].contains(&initial) && end.starts_with(['е', 'ю', 'я', 'и']);
    let pairs = chinese.initials.iter().flat_map(|initial| chinese.finals.iter().map(move |end| (own(initial), own(end))));
    let made = pairs.filter(|(initial, end)| !soft(initial, end)).map(|(initial, end)| format!("{initial}{end}"));
    made.chain(chinese.whole.iter().map(own)).collect()
});

/// The longest syllable, in letters.
const LONGEST: usize = 6;
/// The most syllables of a given name.
const MOST: usize = 2;

/// True for a word in small letters that is one syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    SYLLABLES.contains(word)
}

/// True for a word in small letters that is one or two syllables.
pub(super) fn is_name(word: &str) -> bool {
    fn cut(word: &[char], left: usize) -> bool {
        word.is_empty()
            || left > 0
                && (1..=word.len().min(LONGEST)).any(|n| is_syllable(&word[..n].iter().collect::<String>()) && cut(&word[n..], left - 1))
    }
    let letters: Vec<char> = word.chars().filter(|c| *c != 'ъ').collect();
    !letters.is_empty() && cut(&letters, MOST)
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_syllable};

    #[test]
    fn names_of_two_syllables() {
        assert!(is_syllable("чжан") && is_syllable("ван") && !is_syllable("иван"));
        assert!(["хуачжун", "цзиньпин", "ляншань", "кэцян", "шаньвэй"].iter().all(|word| is_name(word)));
        assert!(!["хуачжуном", "ляншанем", "петров", "иванов"].iter().any(|word| is_name(word)));
    }
}
