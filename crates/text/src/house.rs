//! Short lines that are the name of who publishes: a ministry's letterhead, a site's sign, "© 2024 Name". Reads a line; chooses none.

use crate::cues::FURNITURE;
use crate::lines;

/// Most words of a house's name.
const MOST: usize = 14;

/// True for a line that is nothing but the name of an office, a paper or an agency.
pub(crate) fn is_name(line: &str) -> bool {
    let line = line.trim_matches(['«', '»', '"', '“', '”', ' ']);
    let words: Vec<&str> = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let plain = !line.chars().any(|c| c.is_ascii_digit() || "?!:;…".contains(c)) && !lines::ends_sentence(line);
    if !plain || !(1..=MOST).contains(&words.len()) {
        return false;
    }
    if FURNITURE.agency_at(line).is_some_and(|name| name.len() == line.len()) {
        return true;
    }
    match words[0].chars().next() {
        Some(first) if first.is_ascii_uppercase() => in_capitals(&words) && words.len() >= 2 && words.iter().any(|word| is_noun(word)),
        Some(first) if first.is_uppercase() => cyrillic(&words),
        _ => false,
    }
}

/// "Министерство обороны", "Государственный комитет по науке": a noun of houses behind adjectives alone, and no verb.
fn cyrillic(words: &[&str]) -> bool {
    let Some(at) = words.iter().take(4).position(|word| is_noun(word)) else { return false };
    let adjective = |word: &&str| {
        let lower = word.to_lowercase();
        ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые"].iter().any(|end| lower.ends_with(end))
    };
    // "Вестник …" stands first; "Кавказский телеграф" has one adjective; "Деловые новости региона" goes on in the genitive.
    let whole = words.len() > 1 || is_acronym(words[0]);
    whole && words[..at].iter().all(adjective) && !words[at + 1..].iter().any(|word| is_verb(word))
}

/// Endings of verbs in the third person and the past, as headlines use them.
fn is_verb(word: &str) -> bool {
    const ENDINGS: [&str; 19] =
        ["ал", "ял", "ил", "ел", "ул", "ла", "ёл", "шел", "ло", "или", "али", "ели", "ает", "яет", "ует", "ют", "ут", "ся", "сь"];
    let lower = word.to_lowercase();
    lower.chars().count() > 4 && !is_noun(word) && ENDINGS.iter().any(|end| lower.ends_with(end))
}

/// Every word but small ones begins with a capital.
pub(crate) fn in_capitals(words: &[&str]) -> bool {
    let small = |word: &str| FURNITURE.small_words.contains(word);
    words.iter().all(|word| small(word) || word.trim_start_matches(['(', '«', '"', '“', '&']).chars().next().is_none_or(char::is_uppercase))
}

fn is_noun(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    FURNITURE.house_nouns.contains(&bare)
}

/// The name in a line of rights: behind the sign and the years, before a full stop, a comma or "All rights reserved".
pub(crate) fn of_rights(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let signed = ["©", "(c)", "copyright"].iter().any(|sign| lower.starts_with(sign));
    let start = line.trim_start_matches("Copyright").trim_start_matches(|c: char| !c.is_alphabetic() && !"«\"“".contains(c));
    let start = ["c)", "C)"].iter().find_map(|sign| start.strip_prefix(sign)).unwrap_or(start);
    let start = start.trim_start_matches(|c: char| !c.is_alphabetic() && !"«\"“".contains(c));
    // "© Copyright Harbour Times".
    let start =
        start.strip_prefix("Copyright").map_or(start, |rest| rest.trim_start_matches(|c: char| !c.is_alphabetic() && !"«\"“".contains(c)));
    // "St. Mary": a short word with a full stop goes on.
    let stop =
        start.match_indices(". ").map(|(at, _)| at).find(|&at| start[..at].rsplit(' ').next().is_some_and(|word| word.chars().count() > 3));
    let end = [", ", "; ", " | ", " — ", " – ", " - "].iter().filter_map(|sign| start.find(sign)).chain(stop).min().unwrap_or(start.len());
    let name = start[..end].trim_end_matches(|c: char| !c.is_alphabetic() && !"»\"”)".contains(c));
    let named = name.chars().next().is_some_and(|c| c.is_uppercase() || "«\"“".contains(c));
    (signed && named && start.len() < line.len() && (1..=10).contains(&lines::words(name)) && FURNITURE.cue(name).is_none()).then_some(name)
}

/// The name in quotation marks in a line of a page's imprint («Сетевое издание «Степной вестник» зарегистрировано …»).
pub(crate) fn of_imprint(line: &str) -> Option<&str> {
    let open = line.find('«').map(|at| (at, '»')).or_else(|| line.find('"').map(|at| (at, '"')))?;
    let rest = &line[open.0 + line[open.0..].chars().next()?.len_utf8()..];
    let name = &rest[..rest.find(open.1)?];
    let named = name.starts_with(char::is_uppercase) && (1..=6).contains(&lines::words(name));
    (named && FURNITURE.is_imprint(line)).then_some(name)
}

/// The name behind a label of sources ("Источник: X", "Source: X").
pub(crate) fn of_source(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let label = FURNITURE.source_labels.iter().filter(|label| lower.starts_with(label.as_str())).map(String::len).max()?;
    let name = line.get(label..)?.trim().trim_end_matches(['.', ',', ';']);
    let named = name.chars().next().is_some_and(|c| c.is_uppercase() || "«\"“".contains(c));
    (named && (1..=10).contains(&lines::words(name)) && !name.contains("://")).then(|| unquoted(name))
}

/// The house of a byline: "By Island News Desk", "Беседовал Иван Петров, «Деловой мир»", "by PIB Delhi". Persons are none.
pub(crate) fn of_byline(line: &str) -> Option<&str> {
    let quoted = || {
        let open = line.find('«')?;
        let close = open + line[open..].find('»')?;
        let (before, inside) = (&line[..open], &line[open + '«'.len_utf8()..close]);
        let named = before.chars().any(char::is_alphabetic) && !inside.starts_with(' ') && line[close + '»'.len_utf8()..].trim().is_empty();
        named.then_some(inside)
    };
    let rest = ["By ", "by ", "BY "].iter().find_map(|by| line.strip_prefix(by));
    let Some(rest) = rest else { return quoted() };
    let name = rest.split([',', '|']).next().unwrap_or_default().trim();
    let first = name.split(' ').next().unwrap_or_default();
    if is_acronym(first) && lines::words(name) <= 2 {
        return Some(first);
    }
    let nobody = name.split(' ').all(|word| FURNITURE.nobody.contains(&word.to_lowercase()));
    (!nobody && is_name(name)).then_some(name)
}

/// True for what names no house but those who wrote in it: "Web Team", "Staff Reporter", «Редакция».
pub(crate) fn is_nobody(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|first| FURNITURE.writers.contains(&first.to_lowercase()))
}

/// Two to six capital letters.
pub(crate) fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// True where the words' first letters spell the acronym.
pub(crate) fn spells(name: &str, acronym: &str) -> bool {
    let letters: String = name.split([' ', '-']).filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
    letters == acronym
}

/// Parts of a line of a page's head ("Home | Name | Archive"). A quotation mark that closes one is none between parts, and a way through the
/// sections of a site ("Home / News / Abroad") has no name in it.
pub(crate) fn parts(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.contains('«');
    let slashed = line.contains(" / ");
    let way = slashed && line.split(" / ").next().is_some_and(|first| FURNITURE.cue(first.trim()).is_some());
    let split = move |c: char| matches!(c, '|' | '→' | '·' | '•' | '›' | '>' | '—') || (c == '»' && !quoted);
    let whole = if way { "" } else { line };
    whole.split(split).flat_map(|part| part.split(" / ")).map(str::trim).filter(|part| !part.is_empty())
}

/// A name without the quotation marks around it.
pub(crate) fn unquoted(name: &str) -> &str {
    let inner = name.strip_prefix(['«', '"', '“']).and_then(|rest| rest.strip_suffix(['»', '"', '”']));
    inner.filter(|inner| !inner.contains(['«', '"', '“', '»'])).unwrap_or(name)
}

/// True where a name and the host of a page spell the same: one holds the letters of the other, or the host has the initials of the name
/// ("Harbour Times", harbourtimes.example; "Deutscher Handballbund", dhb.example).
pub(crate) fn fits_host(name: &str, host: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let Some((labels, _)) = host.rsplit_once('.') else { return false };
    let label = labels.split('.').map(letters).max_by_key(|label| label.chars().count()).unwrap_or_default();
    let own = letters(name.strip_prefix("www.").unwrap_or(name));
    let initials = letters(&name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect::<String>());
    let (short, long) = if own.len() < label.len() { (&own, &label) } else { (&label, &own) };
    // "EMACSPEAK The Complete Audio Desktop": a name and what it says of itself.
    let begins = || name.split_whitespace().next().is_some_and(|first| letters(first) == label && label.chars().count() >= 4);
    own == label && own.len() >= 2
        || begins()
        || short.len() >= 4 && long.len() <= 3 * short.len() && long.contains(short.as_str())
        || initials == label && label.len() >= 3
}

/// The host of a web address, without "www."; of a page in a web archive that of the page.
pub(crate) fn host(address: &str) -> Option<String> {
    let address = ["/http://", "/https://"].iter().find_map(|sign| address.rfind(sign)).map_or(address, |at| &address[at + 1..]);
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let named = host.contains('.') && !host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    named.then(|| host.to_owned())
}

/// Who publishes at a host: by its name (`knowledge/furniture.toml`), or that of the domain over it; else the host itself.
pub(crate) fn of_host(host: &str) -> String {
    let mut domain = host;
    loop {
        if let Some(name) = FURNITURE.domains.get(domain) {
            return name.clone();
        }
        match domain.split_once('.') {
            Some((_, over)) if over.contains('.') => domain = over,
            _ => return host.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_name, of_byline, of_rights, of_source};

    #[test]
    fn names_of_houses() {
        for line in [
            "Министерство транспорта Республики Молдова",
            "Пресс-служба акима области",
            "Государственный комитет по архитектуре",
            "Council of the Baltic Assembly",
            "Ministry of Ports and Fisheries",
            "ТАСС",
            "Коммерческий вестник",
            "Harbour Times",
            "Официальный сайт акимата области",
            "ВЕТЕРИНАРНАЯ СЛУЖБА РЕСПУБЛИКИ",
            "Горная лента новостей",
        ] {
            assert!(is_name(line), "{line}");
        }
        for line in [
            "Министерство обороны опровергло сообщения",
            "Совет директоров избрал председателя",
            "Council adopts new rules on fisheries",
            "Переговоры в Минске",
            "Ivan Petrov",
            "Фонд выделил 5 млн",
            "Where Is the Council Going?",
            "Министерство",
        ] {
            assert!(!is_name(line), "{line}");
        }
    }

    #[test]
    fn parts_of_heads() {
        let check = |line: &str, expected: &[&str]| assert_eq!(super::parts(line).collect::<Vec<_>>(), expected, "{line}");
        check("Home | Harbour Times", &["Home", "Harbour Times"]);
        check("Горный вестник » Бизнес", &["Горный вестник", "Бизнес"]);
        check("© «Горный вестник», 2024", &["© «Горный вестник», 2024"]);
        check("Harbour Times / Interview", &["Harbour Times", "Interview"]);
        check("Главная / Новости / Регион", &[]);
    }

    #[test]
    fn names_fit_hosts() {
        for (name, host) in [
            ("Harbour Times", "harbourtimes.example"),
            ("Harbour Times – News from the coast", "news.harbourtimes.example"),
            ("Deutscher Handball Bund", "dhb.example"),
            ("harbour.example", "harbour.example"),
        ] {
            assert!(super::fits_host(name, host), "{name}");
        }
        for (name, host) in
            [("Our Mission", "harbourtimes.example"), ("Start", "neos.example"), ("St", "st-georg.example"), ("", "a.example")]
        {
            assert!(!super::fits_host(name, host), "{name}");
        }
        assert_eq!(super::host("https://archive.example/web/2007/http://www.harbour.example/x").as_deref(), Some("harbour.example"));
    }

    #[test]
    fn hosts_are_houses() {
        assert_eq!(super::host("https://www.BELTA.by:443/x?y").as_deref(), Some("belta.by"));
        assert_eq!((super::host("http://127.0.0.1/x"), super::host("/data/a.txt")), (None, None));
        assert_eq!(
            (super::of_host("eng.belta.by"), super::of_host("news.unknown.example")),
            ("БЕЛТА".to_owned(), "news.unknown.example".to_owned())
        );
    }

    #[test]
    fn names_in_labelled_lines() {
        assert_eq!(of_rights("© 1999-2025 Steppe News. When using the materials, a hyperlink is required"), Some("Steppe News"));
        assert_eq!(of_rights("(c) 2021, Горный вестник"), Some("Горный вестник"));
        assert_eq!(of_rights("Copyright (C): 2019 Embassy of Utopia"), Some("Embassy of Utopia"));
        assert_eq!(of_rights("© «Урал-Вести», 2009–2025. 16+").map(super::unquoted), Some("Урал-Вести"));
        assert_eq!(of_byline("« Previous news   Next news »"), None);
        assert_eq!(of_rights("© 2020, St. Mary Harbour School"), Some("St. Mary Harbour School"));
        assert_eq!(of_rights("© Copyright 2020 Harbour Times. All rights reserved"), Some("Harbour Times"));
        assert_eq!(of_rights("© All rights reserved"), None);
        assert_eq!(of_source("Источник: «Деловой мир»"), Some("Деловой мир"));
        assert_eq!(of_source("Source: an official"), None);
        assert_eq!(super::of_imprint("При использовании материалов ссылка на ИА «Степной вестник» обязательна"), Some("Степной вестник"));
        assert_eq!(super::of_imprint("Газета «Степной вестник» сообщает новости"), None);
        assert_eq!(of_byline("by PIB Delhi"), Some("PIB"));
        assert_eq!(of_byline("By Ann Bell"), None);
        assert_eq!(of_byline("By Newsroom"), None);
        assert_eq!(of_byline("By Island News Desk, Suva"), Some("Island News Desk"));
        assert_eq!(of_byline("Беседовал Пётр Орлов, «Деловой мир»"), Some("Деловой мир"));
    }
}
