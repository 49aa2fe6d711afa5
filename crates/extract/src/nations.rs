//! Countries by the adjectives and names for them in `knowledge/countries.toml`, for words that no mention holds ("the Indian side", a
//! publisher's name). Says what a word can name, not whether it does.

use std::sync::LazyLock;

use foldhash::HashMap;
use rapporteur_knowledge::places::{CountryWords, PlaceWords, countries};
use rapporteur_model::{Country, Lang};

use crate::graph::Graph;

#[derive(Default)]
struct Table {
    /// `None` where two countries have one adjective.
    adjectives: HashMap<String, Option<Country>>,
    /// Names without the ending that declines, with spaces around; longest first.
    names: Vec<(String, Country)>,
}

/// The country that an adjective's dictionary form stands for.
pub fn of_adjective(lemma: &str, lang: Lang) -> Option<Country> {
    table(lang).adjectives.get(lemma).copied().flatten()
}

/// The country of the adjective at a token, of two words where it is ("South Sudanese" is not Sudanese).
pub fn at(graph: &Graph, t: u32) -> Option<Country> {
    let lang = graph.analysis.lang;
    // Such adjectives are written with capitals, both words of them.
    let capital = |u: u32| graph.form(u).starts_with(char::is_uppercase);
    let before = t.checked_sub(1).filter(|&b| graph.english() && capital(t) && capital(b) && graph.sentence(t).contains(&b));
    let pair = before.and_then(|b| of_adjective(&format!("{} {}", graph.lower(b), graph.lower(t)), lang));
    pair.or_else(|| of_adjective(graph.lemma(t), lang))
}

/// The one country that a text names; none where it names two.
pub fn named_in(text: &str, lang: Lang) -> Option<Country> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'')).filter(|word| !word.is_empty()).collect();
    let mut key = format!(" {} ", words.join(" ").to_lowercase());
    let mut found: Vec<Country> = Vec::new();
    for (name, country) in &table(lang).names {
        if let Some(at) = key.find(name.as_str()) {
            found.push(*country);
            key.replace_range(at..at + name.len(), " ");
        }
    }
    found.dedup();
    if let [country] = found[..] { Some(country) } else { None }
}

fn table(lang: Lang) -> &'static Table {
    static TABLES: LazyLock<[Table; 2]> = LazyLock::new(|| [build(|entry| &entry.ru, true), build(|entry| &entry.en, false)]);
    match lang {
        Lang::Ru => &TABLES[0],
        _ => &TABLES[1],
    }
}

fn build(words: impl Fn(&CountryWords) -> &PlaceWords, declines: bool) -> Table {
    let mut table = Table::default();
    for (&country, entry) in &countries().country {
        for adjective in &words(entry).adjectives {
            let slot = table.adjectives.entry(adjective.to_lowercase()).or_insert(Some(country));
            *slot = slot.filter(|&known| known == country);
        }
        for name in words(entry).names.iter().filter(|name| name.chars().count() > 3) {
            table.names.push((stem(name, declines), country));
        }
    }
    table.names.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
    table
}

/// " казахстан" for "Казахстан", " росси" for "Россия": what all cases have in common.
fn stem(name: &str, declines: bool) -> String {
    let lower = name.to_lowercase();
    if !declines {
        return format!(" {lower} ");
    }
    format!(" {}", lower.trim_end_matches(['а', 'я', 'ь', 'й', 'ы', 'и', 'о', 'е']))
}

#[cfg(test)]
mod tests {
    use super::{named_in, of_adjective};
    use rapporteur_model::{Country, Lang};

    #[test]
    fn words_for_countries() {
        let code = |country: Option<Country>| country.map(|c| c.to_string()).unwrap_or_default();
        assert_eq!(code(of_adjective("монгольский", Lang::Ru)), "MN");
        assert_eq!(code(of_adjective("mongolian", Lang::En)), "MN");
        assert_eq!(code(of_adjective("maritime", Lang::En)), "");
        assert_eq!(code(named_in("Пресс-служба Министерства обороны Республики Казахстан", Lang::Ru)), "KZ");
        assert_eq!(code(named_in("МИД России", Lang::Ru)), "RU");
        assert_eq!(code(named_in("National Assembly of the Republic of Armenia", Lang::En)), "AM");
        assert_eq!(code(named_in("Вестник науки", Lang::Ru)), "");
        assert_eq!(code(named_in("Belarus and Serbia today", Lang::En)), "");
    }
}
