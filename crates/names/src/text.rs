//! Words of names made comparable: case, ё, quotes, dashes, accents. Knows no language beyond letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, `ё` as `е`, accents of Latin letters gone, compatibility forms made plain.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The letter of "Đorđević" is no Vietnamese one.
    let south_slavic = text.contains(['ć', 'č', 'š', 'ž', 'Ć', 'Č', 'Š', 'Ž']);
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            'ё' => out.push('е'),
            // Decomposed, these would lose the mark that makes them a letter of their own.
            'й' | 'ў' | 'ї' => out.push(c),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' if south_slavic => out.push_str("dj"),
            'đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ð' => out.push('d'),
            'ə' => out.push('a'),
            'ħ' => out.push('h'),
            'ŋ' => out.push_str("ng"),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
            _ => out.extend(std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c))),
        }
    }
    out
}

/// True for quotation marks of any shape.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›')
}

/// Words of folded text: letters and digits with inner hyphens, the English possessive and apostrophes dropped.
pub fn words(folded: &str) -> Vec<String> {
    let owned = folded.replace("'s ", " ").replace("’s ", " ");
    let clean: String = owned.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`')).collect();
    let cut = |c: char| !(c.is_alphanumeric() || c == '-' || c == '&');
    clean.split(cut).map(|w| w.trim_matches('-').to_owned()).filter(|w| !w.is_empty()).collect()
}

/// The words of folded text without any punctuation, joined by blanks: equal for spellings that differ in marks only.
pub fn plain(text: &str) -> String {
    words(&fold(text)).join(" ").replace('-', " ")
}

/// What stands in the last pair of quotation marks, if there is one.
pub fn quoted(text: &str) -> Option<&str> {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|&(_, c)| is_quote(c)).collect();
    let (open, first) = *marks.first()?;
    let (close, _) = *marks.last()?;
    (open < close).then(|| text[open + first.len_utf8()..close].trim_matches(is_quote))
}

#[cfg(test)]
mod tests {
    use super::{fold, plain, quoted, words};

    #[test]
    fn folds() {
        assert_eq!(fold("Шолтё́ Йозеф Müller Łódź"), "шолте йозеф muller lodz");
        assert_eq!(words(&fold("военно-техническому – d'Artagnan (ООН)")), ["военно-техническому", "dartagnan", "оон"]);
        assert_eq!(plain("«Тор—М2»"), "тор м2");
        assert_eq!(quoted("АО \"НПК \"Уралвагонзавод\""), Some("НПК \"Уралвагонзавод"));
        assert_eq!(quoted("МИД \""), None);
    }
}
