//! Cyrillic names in Latin letters, as people read them in English. For comparing names there is another romanisation (the store's).

use rapporteur_knowledge::showing::latin;

/// True where a text has Cyrillic letters.
pub(crate) fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// A name in Latin letters with an asterisk behind it, the mark of what nobody wrote so; what has no Cyrillic letters stays as it is.
pub(crate) fn marked(text: &str) -> String {
    if is_cyrillic(text) { format!("{}*", written(text)) } else { text.to_owned() }
}

/// A text with its Cyrillic words in Latin letters and its quotation marks as English has them.
fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        out.push_str(&cased(&std::mem::take(&mut word)));
        out.push(match c {
            '«' => '“',
            '»' => '”',
            c => c,
        });
    }
    out.push_str(&cased(&word));
    out
}

/// A word in Latin letters with its capitals: the first, or all.
fn cased(word: &str) -> String {
    if !is_cyrillic(word) {
        return word.to_owned();
    }
    let plain = small(&word.to_lowercase());
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 1 && capitals == word.chars().count() {
        return plain.to_uppercase();
    }
    let mut letters = plain.chars();
    match letters.next().filter(|_| word.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => plain,
    }
}

fn small(word: &str) -> String {
    let table = latin();
    let ending = table.endings.iter().find(|(end, _)| word.len() > end.len() && word.ends_with(end.as_str()));
    let (stem, end) = ending.map_or((word, ""), |(end, shown)| (&word[..word.len() - end.len()], shown.as_str()));
    let mut out = String::with_capacity(word.len());
    let mut before: Option<char> = None;
    for c in stem.chars() {
        let opens = before.is_none_or(|b| "аеёиоуыэюяіїєәөұүӣӯйьъ".contains(b));
        let hushed = before.is_some_and(|b| "жчшщ".contains(b));
        let special = if opens { table.opening.get(&c) } else { None };
        let special = special.or_else(|| if hushed { table.hushed.get(&c) } else { None });
        match special.or_else(|| table.letters.get(&c)) {
            Some(shown) => out.push_str(shown),
            None => out.push(c),
        }
        before = Some(c);
    }
    out + end
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn names_are_written_as_english_papers_write_them() {
        let check = |name: &str, shown: &str| assert_eq!(marked(name), shown);
        check("Юрий Селивёрстов", "Yury Selivyorstov*");
        check("Шавкат Мирзиёев", "Shavkat Mirziyoyev*");
        check("Михаил Горбачёв", "Mikhail Gorbachev*");
        check("Сергей Васильев", "Sergey Vasilyev*");
        check("Пүрэвдорж", "Purevdorzh*");
        check("А.В.Кондрашин", "A.V.Kondrashin*");
        check("МИД России", "MID Rossii*");
        check("завод «Инд Трактор»", "zavod “Ind Traktor”*");
        check("Minsk", "Minsk");
    }
}
