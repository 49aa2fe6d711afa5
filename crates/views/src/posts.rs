//! Titles of posts in the other language: ranks, a head and fields of `knowledge/posts-shown.toml` put together again. A title with a
//! word that the table does not have is not translated.

use rapporteur_knowledge::showing::shown_posts;

use crate::latin::is_cyrillic;
use crate::{country, sides};

/// Columns of ranks and heads.
const EN: usize = 0;
const RU: usize = 1;
const RU_OF: usize = 2;

/// A title read by the table: English words of each part, which name rows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Title {
    ranks: Vec<usize>,
    head: usize,
    fields: Vec<usize>,
}

/// The title in this language, in small letters; `None` where it is in that language already or has a word that is not known.
pub(crate) fn in_language(title: &str, lang: &str) -> Option<String> {
    match (lang, is_cyrillic(title)) {
        ("en", true) => Some(english(&russian_title(&plain(title))?)),
        ("ru", false) => Some(russian(&english_title(&plain(title))?)),
        _ => None,
    }
}

/// The name of a ministry or another house of a state in this language ("Ministry of Energy of Kazakhstan"); `None` where it has a word that
/// is not known.
pub(crate) fn house(name: &str, lang: &str) -> Option<String> {
    let russian = is_cyrillic(name);
    if russian == (lang == "ru") {
        return None;
    }
    let text = plain(name);
    let (country, rest) = match sides::country_within(&text) {
        Some((country, rest)) => (Some(country), rest),
        None => (None, text),
    };
    let rest = rest.trim_start_matches("the ").trim_end_matches(" of").trim_end_matches(" of the");
    let (head, fields) = if russian { russian_house(rest) } else { english_house(rest) }?;
    let country = country.map(|c| country::country_name(c, lang));
    Some(if russian {
        let fields: Vec<String> = fields.iter().map(|&f| capitals(shown_posts().fields[f][0].trim_start_matches("the "))).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let of = [listed(&fields, "and"), country.unwrap_or_default()];
        of.iter().filter(|part| !part.is_empty()).fold(capitals(&shown_posts().houses[head][EN]), |name, part| format!("{name} of {part}"))
    } else {
        let fields: Vec<&str> = fields.iter().map(|&f| shown_posts().fields[f][1].as_str()).collect();
        let name = format!("{} {}", shown_posts().houses[head][RU], listed(&fields, "и"));
        country.map_or(name.trim_end().to_owned(), |country| format!("{} ({country})", name.trim_end()))
    })
}

fn russian_house(text: &str) -> Option<(usize, Vec<usize>)> {
    let (head, rest) = longest(&shown_posts().houses, RU, text)?;
    Some((head, fields(rest, true)?))
}

fn english_house(text: &str) -> Option<(usize, Vec<usize>)> {
    if let Some((head, rest)) = longest(&shown_posts().houses, EN, text) {
        let tail = ["of ", "for "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        return Some((head, fields(tail, false)?));
    }
    let (head, field) =
        shown_posts().houses.iter().enumerate().find_map(|(n, row)| Some((n, text.strip_suffix(row[EN].as_str())?.strip_suffix(' ')?)))?;
    let field = shown_posts().before.iter().find(|[word, _]| word == field).map_or(field, |[_, full]| full.as_str());
    Some((head, fields(field, false)?))
}

/// English words with capitals, but for the small ones.
fn capitals(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        match letters.next().filter(|_| !matches!(word, "of" | "and" | "the")) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => word.to_owned(),
        }
    };
    words.split(' ').map(capital).collect::<Vec<String>>().join(" ")
}

/// A Russian title without the capital of a line's beginning.
pub(crate) fn small(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if is_cyrillic(title) && second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// Small letters, single spaces, hyphens of English compounds as spaces.
fn plain(title: &str) -> String {
    let small = title.to_lowercase();
    let mut text = small.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_cyrillic(&text) {
        for [word, words] in &shown_posts().whole {
            if let Some(rest) = text.strip_prefix(word.as_str()).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                text = format!("{words}{rest}");
            }
        }
        return text;
    }
    for word in ["vice", "director", "secretary", "vice president", "deputy"] {
        text = text.replace(&format!("{word}-"), &format!("{word} "));
    }
    text
}

/// The words behind `start` where the text begins with it and a word ends there.
fn behind<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(start)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ').or_else(|| rest.starts_with(',').then_some(rest)) }
}

/// The longest row of which this column opens the text, and what is behind it. Of equal ones the first.
fn longest<'t>(rows: &[[String; 3]], column: usize, text: &'t str) -> Option<(usize, &'t str)> {
    let fit = rows.iter().enumerate().filter_map(|(n, row)| Some((n, row[column].len(), behind(text, &row[column])?)));
    fit.max_by_key(|(n, long, _)| (*long, std::cmp::Reverse(*n))).map(|(n, _, rest)| (n, rest))
}

fn russian_title(text: &str) -> Option<Title> {
    let (mut ranks, mut rest) = (Vec::new(), text);
    loop {
        let column = if ranks.is_empty() { RU } else { RU_OF };
        // "Советник" with nothing behind it is a head.
        match longest(&shown_posts().ranks, column, rest)
            .filter(|(_, behind)| longest(&shown_posts().heads, RU_OF, behind).is_some() || opens_rank(behind))
        {
            Some((rank, behind)) if ranks.len() < 4 => {
                ranks.push(rank);
                rest = behind;
            }
            _ => break,
        }
    }
    let (head, rest) = longest(&shown_posts().heads, if ranks.is_empty() { RU } else { RU_OF }, rest)?;
    Some(Title { ranks, head, fields: fields(rest, true)? })
}

fn opens_rank(text: &str) -> bool {
    longest(&shown_posts().ranks, RU_OF, text).is_some()
}

fn english_title(text: &str) -> Option<Title> {
    let (mut ranks, mut rest) = (Vec::new(), text);
    loop {
        if let Some(title) = english_head(rest) {
            return Some(Title { ranks, ..title });
        }
        let (rank, behind) = longest(&shown_posts().ranks, EN, rest)?;
        if ranks.len() == 4 {
            return None;
        }
        ranks.push(rank);
        rest = behind;
    }
}

/// "Minister of industry and trade", "energy minister".
fn english_head(text: &str) -> Option<Title> {
    if let Some((head, rest)) = longest(&shown_posts().heads, EN, text) {
        let tail = ["in charge of ", "of ", "for "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        if (tail.is_empty() || tail.len() < rest.len())
            && let Some(fields) = fields(tail, false)
        {
            return Some(Title { ranks: Vec::new(), head, fields });
        }
    }
    let heads =
        shown_posts().heads.iter().enumerate().filter_map(|(n, row)| Some((n, text.strip_suffix(row[EN].as_str())?.strip_suffix(' ')?)));
    let (head, field) = heads.max_by_key(|(n, field)| (std::cmp::Reverse(field.len()), std::cmp::Reverse(*n)))?;
    let field = shown_posts().before.iter().find(|[word, _]| word == field).map_or(field, |[_, full]| full.as_str());
    Some(Title { ranks: Vec::new(), head, fields: fields(field, false)? })
}

/// The fields that a text lists; `None` where a part of it is none.
fn fields(text: &str, russian: bool) -> Option<Vec<usize>> {
    let (mut found, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let fit = shown_posts().fields.iter().enumerate().flat_map(|(n, row)| {
            let forms = if russian { &row[1..] } else { &row[..1] };
            forms.iter().filter_map(|form| Some((n, form.len(), behind(rest, form)?))).collect::<Vec<_>>()
        });
        let (field, _, behind) = fit.max_by_key(|(n, long, _)| (*long, std::cmp::Reverse(*n)))?;
        found.push(field);
        let behind = behind.trim_start_matches(',').trim_start();
        rest = behind.strip_prefix(if russian { "и " } else { "and " }).unwrap_or(behind);
    }
    Some(found)
}

fn english(title: &Title) -> String {
    let ranks = title.ranks.iter().map(|&r| shown(&shown_posts().ranks, r, RU, EN));
    let head = shown(&shown_posts().heads, title.head, RU, EN);
    let mut out = ranks.chain([head]).collect::<Vec<_>>().join(" ");
    if !title.fields.is_empty() {
        let fields: Vec<&str> = title.fields.iter().map(|&f| shown_posts().fields[f][0].as_str()).collect();
        out = format!("{out} of {}", listed(&fields, "and"));
    }
    out
}

fn russian(title: &Title) -> String {
    let column = |n: usize| if n == 0 { RU } else { RU_OF };
    let mut words: Vec<&str> = title.ranks.iter().enumerate().map(|(n, &r)| shown(&shown_posts().ranks, r, EN, column(n))).collect();
    words.push(shown(&shown_posts().heads, title.head, EN, column(words.len())));
    let fields: Vec<&str> = title.fields.iter().map(|&f| shown_posts().fields[f][1].as_str()).collect();
    let fields = listed(&fields, "и");
    words.join(" ") + if fields.is_empty() { "" } else { " " } + &fields
}

/// The words of a row in another language: those of the first row with its words.
fn shown(rows: &[[String; 3]], row: usize, from: usize, to: usize) -> &str {
    rows.iter().find(|r| r[from] == rows[row][from]).map_or("", |r| r[to].as_str())
}

fn listed(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => format!("{} {and} {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{house, in_language};

    #[test]
    fn titles_go_both_ways() {
        let check = |ru: &str, en: &str| {
            assert_eq!(in_language(ru, "en").as_deref(), Some(en));
        };
        check("министр энергетики", "minister of energy");
        check("Первый заместитель министра промышленности и торговли", "first deputy minister of industry and trade");
        check("замминистра", "deputy minister");
        check("советник председателя совета директоров", "adviser to the chairman of the board of directors");
        check("советник", "adviser");
        check("министр инвестиций, промышленности и торговли", "minister of investment, industry and trade");
        let check = |en: &str, ru: &str| assert_eq!(in_language(en, "ru").as_deref(), Some(ru));
        check("Deputy Foreign Minister", "заместитель министра иностранных дел");
        check("Minister for Health", "министр здравоохранения");
        check("Director-General", "генеральный директор");
        check("First Deputy Prime Minister", "первый вице-премьер");
        check("member of the Supervisory Board", "член наблюдательного совета");
    }

    #[test]
    fn houses_of_states_have_names_in_both() {
        assert_eq!(house("Министерство энергетики Казахстана", "en").as_deref(), Some("Ministry of Energy of Kazakhstan"));
        assert_eq!(house("Министерство промышленности и торговли", "en").as_deref(), Some("Ministry of Industry and Trade"));
        assert_eq!(house("Foreign Ministry", "ru").as_deref(), Some("министерство иностранных дел"));
        assert_eq!(house("Ministry of Trade of Serbia", "ru").as_deref(), Some("министерство торговли (Сербия)"));
        assert_eq!((house("завод «Купол»", "en"), house("Министерство всего хорошего", "en")), (None, None));
    }

    #[test]
    fn what_is_not_known_stays() {
        assert_eq!(in_language("начальник регионального Главка", "en"), None);
        assert_eq!(in_language("special envoy for the Horn", "ru"), None);
        assert_eq!(in_language("министр", "ru"), None);
    }
}
