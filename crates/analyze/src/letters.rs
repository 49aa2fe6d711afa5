//! Letters made small, quickly where they are Latin or Russian: the tables of all scripts are asked for the rest alone.

/// The small letters of a text, as `str::to_lowercase` gives them.
pub(crate) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match quick(c) {
            Some(small) => out.push(small),
            // What a letter becomes may hang on its neighbours (the final sigma).
            None => return text.to_lowercase(),
        }
    }
    out
}

/// The small letters of each character by itself.
pub(crate) fn small(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(|c| quick(c).map_or_else(|| Small::Slow(c.to_lowercase()), |c| Small::Quick(Some(c))))
}

/// The small letter of a Latin or Russian one, a digit or another sign that has none.
#[inline]
fn quick(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        'а'..='я' | 'ё' => Some(c),
        'А'..='Я' => char::from_u32(c as u32 + 32),
        'Ё' => Some('ё'),
        '«' | '»' | '№' | '\u{2010}'..='\u{201f}' => Some(c),
        _ => None,
    }
}

enum Small {
    Quick(Option<char>),
    Slow(std::char::ToLowercase),
}

impl Iterator for Small {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        match self {
            Self::Quick(c) => c.take(),
            Self::Slow(all) => all.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{lower, small};

    proptest! {
        #[test]
        fn all_scripts_become_small_as_the_library_has_it(text in "[а-яА-ЯёЁ«»№–a-zA-Z0-9 .İßΣσΟΔΎі\u{301}😀]{0,12}|.{0,12}") {
            prop_assert_eq!(lower(&text), text.to_lowercase());
            prop_assert_eq!(small(&text).collect::<String>(), text.chars().flat_map(char::to_lowercase).collect::<String>());
        }
    }

    #[test]
    fn what_is_quick_is_right() {
        for c in ('\0'..='\u{2fff}').filter(|&c| super::quick(c).is_some()) {
            assert!(c.to_lowercase().eq(super::quick(c)), "{c:?}");
        }
    }
}
