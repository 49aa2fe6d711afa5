//! Names of persons split into given name, patronymic and family name. Splits words, never looks anybody up.

use rapporteur_knowledge::naming::syllables;
use rapporteur_model::{Lang, PersonName};

use super::lexicon::lexicon;

/// Splits a name in the nominative. Words are taken in order: "И. И. Иванов", "Иван Иванович Иванов", "Иванов Иван Иванович",
/// "Чжань Шисянь" (family name first where the second word could be no Slavic family name is not guessed: the last word is the family name).
#[must_use]
pub fn split(name: &str) -> PersonName {
    let words = with_closers(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let own = |word: &&str| Some((*word).to_owned());
    match words.as_slice() {
        [] => PersonName::default(),
        [surname] => PersonName { surname: own(surname), ..PersonName::default() },
        [surname, given, initial] if is_initial(given) && is_initial(initial) => {
            PersonName { given: own(given), patronymic: own(initial), surname: own(surname) }
        }
        [surname, given] if is_initial(given) => PersonName { given: own(given), patronymic: None, surname: own(surname) },
        // "Виктор Янукович", "Милан Петкович": of two words a masculine one on -ович is the family name.
        [given, patronymic] if is_patronymic(patronymic) && !is_initial(given) && !is_initial(patronymic) && !masculine(patronymic) => {
            PersonName { given: own(given), patronymic: own(patronymic), surname: None }
        }
        // "Al Sabri", "Бен Салем": a family name of two words.
        [opening, _] if syllables().opening.contains(&opening.to_lowercase()) => {
            PersonName { surname: Some(words.join(" ")), ..PersonName::default() }
        }
        [given, surname] => PersonName { given: own(given), patronymic: None, surname: own(surname) },
        [surname, given, patronymic] if is_patronymic(patronymic) => {
            PersonName { given: own(given), patronymic: own(patronymic), surname: own(surname) }
        }
        [given, middle, rest @ ..] if is_patronymic(middle) || is_initial(middle) => {
            PersonName { given: own(given), patronymic: own(middle), surname: Some(rest.join(" ")) }
        }
        [given, rest @ ..] => PersonName { given: own(given), patronymic: None, surname: Some(rest.join(" ")) },
    }
}

/// A name written in capitals, or with its family name in capitals, as names are written ("ANNA BELL", "Anna BELL").
pub(super) fn uncapitalised(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let shouted = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 2 && !word.contains('.') && word.chars().all(|c| !c.is_lowercase())
    };
    let long = |word: &&str| shouted(word) && word.chars().count() >= 3;
    // "Xi YI" may hold initials; a longer word in capitals is none.
    if words.len() < 2 || !words.iter().any(long) {
        return name.to_owned();
    }
    let numeral = |word: &str| word.chars().all(|c| "IVX".contains(c));
    let cased = words.iter().map(|word| if shouted(word) && !numeral(word) { titled(word) } else { (*word).to_owned() });
    cased.collect::<Vec<_>>().join(" ")
}

/// "Doe, John" as the name is borne: "John Doe".
pub(super) fn turned(name: &str) -> String {
    name.split_once(", ").map_or_else(|| name.to_owned(), |(family, given)| format!("{given} {family}"))
}

/// The first letter, and any behind a hyphen or apostrophe, large; the others small.
fn titled(word: &str) -> String {
    let mut large = true;
    let one = |c: char| {
        let cased = if large { c.to_string() } else { c.to_lowercase().to_string() };
        large = matches!(c, '-' | '\'' | '’');
        cased
    };
    word.chars().map(one).collect()
}

/// The words of a name, initials apart, the small word behind a father's name with it ("Гусейн оглы").
fn with_closers(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in name.split_whitespace().flat_map(initials) {
        match out.last_mut().filter(|_| is_closer(word)) {
            Some(last) => *last = format!("{last} {word}"),
            None => out.push(word.to_owned()),
        }
    }
    out
}

/// "oglu".
fn is_closer(word: &str) -> bool {
    let lower = word.to_lowercase();
    [Lang::Ru, Lang::En].into_iter().map(lexicon).any(|lists| lists.sons.contains(&lower) || lists.daughters.contains(&lower))
}

/// "Д.А." as two initials; any other word as it is.
fn initials(word: &str) -> Vec<&str> {
    let parts: Vec<&str> = word.split_inclusive('.').collect();
    if parts.len() > 1 && parts.iter().all(|part| is_initial(part)) { parts } else { vec![word] }
}

fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1)
}

fn masculine(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["вич", "ьич", "vich"].iter().any(|ending| lower.ends_with(ending))
}

/// Endings of East Slavic patronymics and the Turkic words that stand for one.
fn is_patronymic(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ович", "евич", "ьич", "овна", "евна", "ична", "инична", "ovich", "evich", "ovna", "evna"];
    let lower = word.to_lowercase();
    is_initial(word)
        || word.rsplit_once(' ').is_some_and(|(_, last)| is_closer(last))
        || (lower.chars().count() > 4 && ENDINGS.iter().any(|ending| lower.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::split;

    fn check(name: &str, given: &str, patronymic: &str, surname: &str) {
        let parts = split(name);
        let text = |part: Option<String>| part.unwrap_or_default();
        assert_eq!(
            (text(parts.given), text(parts.patronymic), text(parts.surname)),
            (given.into(), patronymic.into(), surname.into()),
            "{name}"
        );
    }

    #[test]
    fn capitals_are_written_small() {
        let check = |name: &str, expected: &str| assert_eq!(super::uncapitalised(name), expected);
        check("ANNA BELL-O'NEILL", "Anna Bell-O'Neill");
        check("Anna BELL", "Anna Bell");
        check("LI WEIMING", "Li Weiming");
        check("JOHN PAUL II", "John Paul II");
        check("ИРИНА ВЕТРОВА", "Ирина Ветрова");
        check("NATO", "NATO");
        check("J. R. Bell", "J. R. Bell");
    }

    #[test]
    fn splits_names() {
        check("Пантус", "", "", "Пантус");
        check("Дмитрий Пантус", "Дмитрий", "", "Пантус");
        check("Д.А. Пантус", "Д.", "А.", "Пантус");
        check("Пантус Д. А.", "Д.", "А.", "Пантус");
        check("Дмитрий Александрович Пантус", "Дмитрий", "Александрович", "Пантус");
        check("Пантус Дмитрий Александрович", "Дмитрий", "Александрович", "Пантус");
        check("Виктор Янукович", "Виктор", "", "Янукович");
        check("Наталья Петровна", "Наталья", "Петровна", "");
        check("Мамедов Эльчин Гусейн оглы", "Эльчин", "Гусейн оглы", "Мамедов");
        check("Ali Said oglu Veliyev", "Ali", "Said oglu", "Veliyev");
        check("Al Sabri", "", "", "Al Sabri");
        check("Бен Салем", "", "", "Бен Салем");
        check("Насер Бен Салем", "Насер", "", "Бен Салем");
        check("Реджеп Тайип Эрдоган", "Реджеп", "", "Тайип Эрдоган");
    }
}
