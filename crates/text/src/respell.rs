//! Letters as they were meant: stress marks off, letters and marks written apart put together, Latin look-alikes inside Cyrillic words
//! (and the reverse) made what the word is, a space between two sentences that were glued. Changes no letter of a word of one script.

use std::ops::Range;

use crate::aligned::Aligned;

/// Latin letters and the Cyrillic ones that look the same; those with an accent stand for stressed vowels.
const ALIKE: [(char, char); 32] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('k', 'к'),
    ('i', 'і'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('I', 'І'),
    ('á', 'а'),
    ('é', 'е'),
    ('ó', 'о'),
    ('ý', 'у'),
    ('Á', 'А'),
    ('É', 'Е'),
    ('Ó', 'О'),
    ('à', 'а'),
    ('è', 'е'),
    ('ò', 'о'),
];

/// A letter, the mark behind it, and both in one.
const COMPOSED: [(char, char, &str); 8] = [
    ('и', '\u{306}', "й"),
    ('И', '\u{306}', "Й"),
    ('е', '\u{308}', "ё"),
    ('Е', '\u{308}', "Ё"),
    ('у', '\u{306}', "ў"),
    ('У', '\u{306}', "Ў"),
    ('і', '\u{308}', "ї"),
    ('І', '\u{308}', "Ї"),
];

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c))
}

fn is_stress(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{341}')
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The text with its letters as they were meant.
pub(crate) fn respell(body: Aligned) -> Aligned {
    if !body.text.chars().any(|c| is_cyrillic(c) || is_mark(c)) {
        return split_sentences(body);
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    marks(&body.text, &mut edits);
    let body = edited(body, &edits);
    let mut edits = Vec::new();
    look_alikes(&body.text, &mut edits);
    split_sentences(edited(body, &edits))
}

fn edited(body: Aligned, edits: &[(Range<usize>, String)]) -> Aligned {
    if edits.is_empty() {
        return body;
    }
    let (mut made, mut at) = (Aligned::default(), 0);
    for (range, words) in edits {
        made.append(&body.slice(at..range.start));
        made.push_inserted(words);
        at = range.end;
    }
    made.append(&body.slice(at..body.text.len()));
    made
}

fn marks(text: &str, edits: &mut Vec<(Range<usize>, String)>) {
    let mut before: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        if let Some((start, letter)) = before.filter(|(_, letter)| is_mark(c) && is_cyrillic(*letter)) {
            let end = at + c.len_utf8();
            if let Some((.., whole)) = COMPOSED.iter().find(|(one, mark, _)| *one == letter && *mark == c) {
                edits.push((start..end, (*whole).to_owned()));
            } else if is_stress(c) {
                edits.push((at..end, String::new()));
            }
        } else {
            before = Some((at, c));
        }
    }
}

/// Words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn to_cyrillic(c: char) -> Option<char> {
    ALIKE.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

fn to_latin(c: char) -> Option<char> {
    ALIKE.iter().find(|(_, cyrillic)| *cyrillic == c).map(|(latin, _)| *latin)
}

fn look_alikes(text: &str, edits: &mut Vec<(Range<usize>, String)>) {
    for (at, word) in words(text) {
        let (latin, cyrillic) = (word.chars().filter(|c| is_latin(*c)).count(), word.chars().filter(|c| is_cyrillic(*c)).count());
        if latin == 0 || cyrillic == 0 {
            continue;
        }
        let known = |c: char, other: fn(char) -> Option<char>, own: fn(char) -> bool| own(c) || other(c).is_some();
        let whole_cyrillic = word.chars().all(|c| known(c, to_cyrillic, is_cyrillic));
        let whole_latin = word.chars().all(|c| known(c, to_latin, is_latin));
        // A letter that only one script has decides; else the script of most letters.
        let only = |own: fn(char) -> bool, other: fn(char) -> Option<char>| word.chars().any(|c| own(c) && other(c).is_none());
        let cyrillic_word = whole_cyrillic && (!whole_latin || only(is_cyrillic, to_latin) || cyrillic >= latin);
        if cyrillic_word {
            edits.push((at..at + word.len(), word.chars().map(|c| if is_latin(c) { to_cyrillic(c).unwrap_or(c) } else { c }).collect()));
        } else if whole_latin {
            edits.push((at..at + word.len(), word.chars().map(|c| if is_cyrillic(c) { to_latin(c).unwrap_or(c) } else { c }).collect()));
        }
    }
    if edits.is_empty() {
        return;
    }
    // Where words are mixed, the small words of one letter are too.
    let all: Vec<(usize, &str)> = words(text).collect();
    for trio in all.windows(3) {
        let [(_, before), (at, word), (_, next)] = trio else { continue };
        let around = before.chars().any(is_cyrillic) && next.chars().any(is_cyrillic);
        if let (true, Some(c)) = (around && word.len() == 1 && "acoyk".contains(word), word.chars().next().and_then(to_cyrillic)) {
            edits.push((*at..at + 1, c.to_string()));
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
}

/// "переговоры.Стороны": a space between two sentences.
fn split_sentences(body: Aligned) -> Aligned {
    let text = body.text.as_str();
    let mut edits = Vec::new();
    for (at, _) in text.match_indices(['.', '!', '?', '»']) {
        let sign = text[at..].chars().next().map_or(1, char::len_utf8);
        let (before, behind) = (&text[..at], &text[at + sign..]);
        let mut next = behind.chars();
        let (Some(first), Some(second)) = (next.next(), next.next()) else { continue };
        let upper = first.is_uppercase() && (second.is_lowercase() || second == ' ');
        let tail: Vec<char> = before.chars().rev().take(4).collect();
        let sentence = tail.len() == 4 && tail[..3].iter().all(|c| c.is_lowercase() || matches!(c, '»' | '"' | '”'));
        let one_script = tail.first().is_some_and(|c| is_cyrillic(*c)) == is_cyrillic(first);
        // "site.Ru", "Node.Js": a name of the network.
        let long = behind.chars().take_while(|c| c.is_alphabetic()).count() >= 4 || is_cyrillic(first);
        let address = before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains(['/', '@', '.']));
        let closed = sign == 1 || tail.first().is_some_and(|c| matches!(c, '.' | '!' | '?'));
        if upper && sentence && one_script && long && !address && closed {
            edits.push((at + sign..at + sign, " ".to_owned()));
        }
    }
    if edits.is_empty() { body } else { edited(body, &edits) }
}

#[cfg(test)]
mod tests {
    use super::respell;
    use crate::aligned::Aligned;

    fn check(source: &str, expected: &str) {
        let made = respell(Aligned::of(source, 0..source.len()));
        assert_eq!(made.text, expected);
        let (text, alignment) = made.finish();
        for s in &alignment.segments {
            let (clean, from, len) = (s.clean as usize, s.source as usize, s.len as usize);
            assert_eq!(text[clean..clean + len], source[from..from + len]);
        }
    }

    #[test]
    fn letters_as_they_were_meant() {
        check("Мини́стр Алексе\u{301}й", "Министр Алексей");
        check("Андре\u{438}\u{306} и е\u{308}лка", "Андрей и ёлка");
        check("Mинистp Aлeкceй c пocлом o тoрговле", "Министр Алексей с послом о торговле");
        check("Пакистáн", "Пакистан");
        check("Jоhn Smith met José", "John Smith met José");
        check("SMS-рассылка, COVIDом, план B", "SMS-рассылка, COVIDом, план B");
    }

    #[test]
    fn glued_sentences_are_parted() {
        check("Прошли переговоры.Стороны договорились.", "Прошли переговоры. Стороны договорились.");
        check("The talks ended.They will meet again.", "The talks ended. They will meet again.");
        check("Lenta.Ru и А.С. Петров, site.by/News.Html", "Lenta.Ru и А.С. Петров, site.by/News.Html");
    }
}
