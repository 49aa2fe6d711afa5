//! The shape of a token: its script or kind and how it is capitalised, as the Russian networks know it.

/// Names of the shapes in the order of their ids; the model files must agree. Id 0 is padding.
pub(crate) const SHAPES: [&str; 66] = [
    "<pad>",
    "RU_X",
    "RU_x",
    "RU_XX",
    "RU_xx",
    "RU_Xx",
    "RU_Xx-Xx",
    "RU_OTHER",
    "EN_X",
    "EN_x",
    "EN_XX",
    "EN_xx",
    "EN_Xx",
    "EN_Xx-Xx",
    "EN_OTHER",
    "PUNCT_!",
    "PUNCT_#",
    "PUNCT_$",
    "PUNCT_%",
    "PUNCT_&",
    "PUNCT_(",
    "PUNCT_)",
    "PUNCT_[",
    "PUNCT_]",
    "PUNCT_\\",
    "PUNCT_/",
    "PUNCT_*",
    "PUNCT_+",
    "PUNCT_,",
    "PUNCT_.",
    "PUNCT_:",
    "PUNCT_;",
    "PUNCT_<",
    "PUNCT_=",
    "PUNCT_>",
    "PUNCT_?",
    "PUNCT_@",
    "PUNCT_^",
    "PUNCT__",
    "PUNCT_{",
    "PUNCT_|",
    "PUNCT_}",
    "PUNCT_~",
    "PUNCT_-",
    "PUNCT_‐",
    "PUNCT_−",
    "PUNCT_‒",
    "PUNCT_⁃",
    "PUNCT_–",
    "PUNCT_—",
    "PUNCT_―",
    "PUNCT_`",
    "PUNCT_\"",
    "PUNCT_'",
    "PUNCT_«",
    "PUNCT_»",
    "PUNCT_„",
    "PUNCT_“",
    "PUNCT_ʼ",
    "PUNCT_ʻ",
    "PUNCT_”",
    "PUNCT_№",
    "PUNCT_…",
    "PUNCT_OTHER",
    "NUM",
    "OTHER",
];

const CYRILLIC: u8 = 1;
const LATIN: u8 = 8;
const PUNCT_FIRST: u8 = 15;
const PUNCT_OTHER: u8 = 63;
const NUMBER: u8 = 64;
const OTHER: u8 = 65;

/// The shape id of a token, which is not empty. Letters of neighbouring alphabets, which names bring along, are as Russian ones.
pub(super) fn shape(token: &str) -> u8 {
    let mut chars = token.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next());
    let digit = |c: char| c.is_ascii_digit();
    match first {
        '\u{400}'..='\u{52f}' => CYRILLIC + outline(token),
        'a'..='z' | 'A'..='Z' => LATIN + outline(token),
        '0'..='9' => NUMBER,
        '+' | '-' if second.is_some_and(digit) => NUMBER,
        _ => match punct(first) {
            Some(id) if second.is_none() => id,
            Some(_) => PUNCT_OTHER,
            None => OTHER,
        },
    }
}

fn punct(c: char) -> Option<u8> {
    let at = SHAPES[PUNCT_FIRST as usize..PUNCT_OTHER as usize].iter().position(|name| name["PUNCT_".len()..].starts_with(c))?;
    Some(PUNCT_FIRST + at as u8)
}

/// 0 one capital, 1 one small letter, 2 all capitals, 3 all small, 4 capitalised, 5 both sides of the first hyphen capitalised, 6 other.
fn outline(token: &str) -> u8 {
    let mut chars = token.chars();
    let first = chars.next().unwrap_or(' ');
    if chars.next().is_none() {
        return u8::from(!first.is_uppercase());
    }
    match token {
        _ if all(token, char::is_uppercase, char::is_lowercase) => 2,
        _ if all(token, char::is_lowercase, char::is_uppercase) => 3,
        _ if is_title(token) => 4,
        _ if token.split_once('-').is_some_and(|(a, b)| is_title(a) && is_title(b)) => 5,
        _ => 6,
    }
}

/// At least one letter of one case and none of the other.
fn all(token: &str, is: fn(char) -> bool, other: fn(char) -> bool) -> bool {
    token.chars().any(is) && !token.chars().any(other)
}

fn is_title(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(char::is_uppercase) && all(chars.as_str(), char::is_lowercase, char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{SHAPES, shape};

    #[test]
    fn shapes_have_the_names_of_the_model() {
        let names = [
            ("Минск", "RU_Xx"),
            ("США", "RU_XX"),
            ("в", "RU_x"),
            ("СИЗО-6", "RU_XX"),
            ("Ростов-Дон", "RU_Xx-Xx"),
            ("Ростов-на-Дону", "RU_OTHER"),
            ("iPhone", "EN_OTHER"),
            ("-5", "NUM"),
            ("2011-2020", "NUM"),
            ("-", "PUNCT_-"),
            ("...", "PUNCT_OTHER"),
            ("№", "PUNCT_№"),
            ("_", "PUNCT__"),
            ("😀", "OTHER"),
            ("Әсет", "RU_Xx"),
        ];
        for (token, name) in names {
            assert_eq!(SHAPES[shape(token) as usize], name, "{token}");
        }
    }
}
