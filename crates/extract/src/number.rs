//! Ordinal numbers in words, digits with letters, and Roman figures. Reads words; where they stand is for the rules.

use std::sync::LazyLock;

use foldhash::HashMap;

/// The number of an ordinal ("24-е", "двадцать" is none, "пятое", "21st", "XXII"), at most 999; `None` for anything else.
pub fn ordinal(form: &str, lemma: &str) -> Option<u32> {
    words().get(lemma).copied().or_else(|| digits(form)).or_else(|| roman(form))
}

/// "24-е", "24-м", "21st", "№ 5" without the sign; bare digits are no ordinal.
fn digits(form: &str) -> Option<u32> {
    let lower = form.to_lowercase();
    let split = lower.find(|c: char| !c.is_ascii_digit())?;
    let (number, ending) = lower.split_at(split);
    let ending = ending.trim_start_matches(['-', '‑', '–']);
    let known = matches!(ending, "st" | "nd" | "rd" | "th")
        || (ending.chars().count() <= 3 && !ending.is_empty() && ending.chars().all(|c| matches!(c, 'а'..='я')));
    number.parse().ok().filter(|&n| known && (1..=999).contains(&n))
}

/// Capital Roman figures of two or more letters, or a single I, V or X.
fn roman(form: &str) -> Option<u32> {
    if form.is_empty()
        || form.len() > 7
        || !form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
        || matches!(form, "C" | "L")
    {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let bytes = form.as_bytes();
    let total = bytes.iter().enumerate().fold(0i32, |sum, (i, &b)| {
        let smaller = bytes.get(i + 1).is_some_and(|&next| value(next) > value(b));
        if smaller { sum - value(b) } else { sum + value(b) }
    });
    u32::try_from(total).ok()
}

fn words() -> &'static HashMap<String, u32> {
    static WORDS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../knowledge/ordinals.toml")).expect("knowledge/ordinals.toml maps words to numbers")
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn reads_ordinals() {
        for (form, lemma, number) in [
            ("24-е", "24-е", 24),
            ("21st", "21st", 21),
            ("XXII", "xxii", 22),
            ("IX", "ix", 9),
            ("пятое", "пятый", 5),
            ("fifth", "fifth", 5),
        ] {
            assert_eq!(ordinal(form, lemma), Some(number), "{form}");
        }
        for form in ["24", "2024", "SAMI", "10:37", "2-ой-и-ещё", ""] {
            assert_eq!(ordinal(form, form), None, "{form}");
        }
    }
}
