//! One Latin spelling for both scripts: a canonical key that the usual romanisations of a name share. Lossy on purpose; used for
//! keys and for the quick "the same", while `transliteration` weighs spellings that differ.

use crate::scripts::Abjad;
use crate::transliteration::is_cyrillic;

/// The canonical key of a folded name or word ("шугаев", "shugaev", "shugayev" → "shugaev").
pub fn canonical(folded: &str) -> String {
    let latin: String = if is_cyrillic(folded) { folded.chars().map(letter).collect() } else { folded.to_owned() };
    let mut text: String = latin.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    for (from, to) in MERGES {
        text = text.replace(from, to);
    }
    squeeze(&text)
}

/// The canonical key of a folded word in Latin, Cyrillic or a script of consonants; of the last its consonants.
pub fn key_of(folded: &str) -> String {
    match Abjad::of(folded) {
        Some(_) => any_ascii::any_ascii(folded).to_lowercase(),
        None => canonical(folded.trim_end_matches('.')),
    }
}

/// Spellings that the common systems (BGN/PCGN, GOST, ICAO, French and German habits) use for one sound, in this order.
const MERGES: [(&str, &str); 29] = [
    ("chtch", "sch"),
    ("shtsh", "sch"),
    ("shch", "sch"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("tz", "ts"),
    ("dzh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("ck", "k"),
    ("w", "v"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("yy", "i"),
    ("ye", "e"),
    ("je", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("ja", "ia"),
    ("ju", "iu"),
    ("y", "i"),
];

fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !out.ends_with(c) || c.is_ascii_digit() {
            out.push(c);
        }
    }
    out
}

/// A Cyrillic letter after BGN/PCGN without apostrophes; other characters as they are.
fn letter(c: char) -> &'static str {
    match c {
        'а' => "a",
        'б' => "b",
        'в' | 'ў' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'є' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'ы' | 'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => digit_or_latin(c),
    }
}

fn digit_or_latin(c: char) -> &'static str {
    const ASCII: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    match ASCII.find(c) {
        Some(at) if c.is_ascii() => &ASCII[at..=at],
        _ if c == ' ' => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn usual_romanisations_agree() {
        for (cyrillic, latin) in [
            ("шугаев", &["shugaev", "shugayev"][..]),
            ("пантус", &["pantus"]),
            ("хренин", &["khrenin", "hrenin"]),
            ("дмитрий", &["dmitry", "dmitri", "dmitriy", "dmitrii"]),
            ("тор м2", &["tor m2"]),
            ("юрий", &["yury", "yuri", "yuriy"]),
        ] {
            for form in latin {
                assert_eq!(canonical(cyrillic), canonical(form), "{cyrillic} {form}");
            }
        }
        assert_ne!(canonical("минск"), canonical("pinsk"));
    }
}
