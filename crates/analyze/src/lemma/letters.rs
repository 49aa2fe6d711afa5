//! Letters: capitals carried over, quotes balanced, words put together again.

use rapporteur_model::Token;

pub(super) fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// Two letters or more, none of them small.
pub(super) fn is_acronym(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() > 1 && !form.chars().any(char::is_lowercase)
}

pub(super) fn starts_upper(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}

/// `word` with the capitals of `source`, part by part between hyphens, also those inside a part ("УралАзоту"); ё only where the
/// source has it.
pub(crate) fn recase(source: &str, word: &str) -> String {
    let word = if source.contains(['ё', 'Ё']) { word.to_owned() } else { word.replace('ё', "е") };
    if is_acronym(source) {
        return word.to_uppercase();
    }
    let mut parts = source.split('-');
    let part = |part: &str| with_capitals(parts.next().unwrap_or_default(), part);
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}

/// A part with the capitals of its source as far as they are the same letters; the first one in any case.
fn with_capitals(source: &str, part: &str) -> String {
    let mut same = true;
    let mut out = String::with_capacity(part.len());
    let mut letters = source.chars();
    for (i, c) in part.chars().enumerate() {
        let own = letters.next().filter(|_| same);
        same = own.is_some_and(|own| own.to_lowercase().eq(c.to_lowercase()));
        if own.is_some_and(char::is_uppercase) && (same || i == 0) { out.extend(c.to_uppercase()) } else { out.push(c) }
    }
    out
}

/// The words of a name with some of them replaced, white space as it stands but single, quotes balanced.
pub(super) fn assemble(tokens: &[Token], forms: &[Option<String>], text: &str) -> String {
    let mut out = String::new();
    let mut end = None;
    for (token, form) in tokens.iter().zip(forms) {
        if end.is_some_and(|end| end < token.span.start()) {
            out.push(' ');
        }
        out.push_str(form.as_deref().unwrap_or_else(|| token.span.slice(text)));
        end = Some(token.span.end());
    }
    balance(out)
}

/// A quote without its partner is dropped at the ends of the name, or closed where it opens inside.
fn balance(mut name: String) -> String {
    for (open, close) in [('«', '»'), ('"', '"'), ('„', '“'), ('“', '”'), ('(', ')')] {
        let opened = name.matches(open).count();
        let closed = if open == close { opened / 2 } else { name.matches(close).count() };
        let opened = if open == close { opened - closed } else { opened };
        if opened == closed + 1 {
            match name.strip_prefix(open).or_else(|| name.strip_suffix(open)) {
                Some(rest) => name = rest.trim().to_owned(),
                None => name.push(close),
            }
        } else if closed == opened + 1
            && let Some(rest) = name.strip_suffix(close).or_else(|| name.strip_prefix(close))
        {
            name = rest.trim().to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{balance, recase};

    #[test]
    fn capitals_are_carried_over() {
        assert_eq!(recase("Салтыкова-Щедрина", "салтыков-щедрин"), "Салтыков-Щедрин");
        assert_eq!(recase("МИНСКЕ", "минск"), "МИНСК");
        assert_eq!(recase("Ростове-на-Дону", "ростов-на-дону"), "Ростов-на-Дону");
        assert_eq!(recase("Семеном", "семён"), "Семен");
        assert_eq!(recase("УралАзоту", "уралазот"), "УралАзот");
        assert_eq!(recase("Орлу", "орёл"), "Орел");
    }

    #[test]
    fn quotes_balance() {
        assert_eq!(balance("завод «Купол".into()), "завод «Купол»");
        assert_eq!(balance("\"Рособоронэкспорт".into()), "Рособоронэкспорт");
        assert_eq!(balance("Купол»".into()), "Купол");
        assert_eq!(balance("\"А\" и \"Б\"".into()), "\"А\" и \"Б\"");
    }
}
