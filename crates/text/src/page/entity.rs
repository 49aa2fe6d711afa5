//! Entities and tags where they do not belong: in words that were escaped twice, and in fields of plain text. Decides nothing.

/// Names that texts are found to hold after they were escaped twice.
const NAMED: [(&str, char); 24] = [
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("bull", '•'),
    ("copy", '©'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("numero", '№'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("rsquo", '’'),
    ("shy", '\u{ad}'),
    ("thinsp", ' '),
];

/// The character that an entity at the start of `text` stands for, and the entity's length in bytes.
pub(crate) fn escaped(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let len = rest.bytes().take(10).position(|b| b == b';')?;
    let name = &rest[..len];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| *c >= ' ')?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    let end = len + 2;
    // An ampersand that was escaped again and again, before a name.
    if c == '&'
        && let Some((inner, more)) = text.get(end - 1..).and_then(escaped_behind)
    {
        return Some((inner, end + more));
    }
    Some((c, end))
}

/// The entity whose ampersand was an entity itself: `rest` begins with that one's semicolon. Its length is without an ampersand.
fn escaped_behind(rest: &str) -> Option<(char, usize)> {
    let name = rest.strip_prefix(';')?;
    let end = name.bytes().take(10).position(|b| b == b';')?;
    let (c, len) = escaped(&format!("&{}", &name[..=end]))?;
    if c == '&' {
        let (inner, more) = escaped_behind(&name[end..])?;
        return Some((inner, len - 1 + more));
    }
    Some((c, len - 1))
}

/// True for words that hold markup: a tag that ends, a line break, or an entity.
pub(crate) fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "p",
        "br",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "table",
        "sup",
        "figure",
        "article",
        "font",
    ];
    let is_tag = |at: usize| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take(11).take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        TAGS.contains(&name.as_str()) && rest[name.len()..].starts_with(['>', ' ', '/', '\t', '\n'])
    };
    text.match_indices('<').take(2000).any(|(at, _)| is_tag(at))
        || text.match_indices('&').take(2000).any(|(at, _)| escaped(&text[at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::{escaped, is_markup};

    #[test]
    fn entities_are_known() {
        assert_eq!(
            (escaped("&laquo;x"), escaped("&#1056;"), escaped("&#x2014; "), escaped("& a;"), escaped("&x;")),
            (Some(('«', 7)), Some(('Р', 7)), Some(('—', 8)), None, None)
        );
    }

    #[test]
    fn markup_is_told_from_signs() {
        assert!(is_markup("<p>a") && is_markup("a<br/>b") && is_markup("a&nbsp;b") && is_markup("x <a href=\"/x\">y</a>"));
        assert!(!is_markup("a < b and c > d") && !is_markup("Q&A; R&D") && !is_markup("<pending>"));
    }
}
