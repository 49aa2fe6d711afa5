//! Who publishes a report by the words of its first paragraphs: "…, Trend reports", «сообщает агентство «Горный вестник»». Reads a
//! paragraph; only a name that is known for a house's, or that a noun of houses stands before, counts. A wire that is named so in Russian
//! is quoted by another house ("сообщает ТАСС"), and so it is in English where no dateline stands.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::cues::FURNITURE;
use crate::house;

struct Patterns {
    russian: Regex,
    english: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new().expect("constant patterns"));

impl Patterns {
    fn new() -> Result<Self, regex::Error> {
        Ok(Self {
            russian: Regex::new(
                r#"(?:сообщает|сообщают|переда[её]т|передают|пишет|пишут) (?:(?P<noun>(?:информационное )?агентство|информагентство|ИА|газета|журнал|издание|портал|корреспондент|корр\.) )?(?P<name>[«"][^«»"]{2,60}[»"]|\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)"#,
            )?,
            english: Regex::new(r"(?:, |” )(?P<name>\p{Lu}[\p{L}.-]*(?: (?:& )?\p{Lu}[\p{L}.-]*){0,3}) reports?\b")?,
        })
    }
}

/// The name of the house that says of itself that it reports; `filed` where the report has a dateline.
pub(crate) fn house(paragraph: &str, filed: bool) -> Option<Range<usize>> {
    let patterns = &*PATTERNS;
    let russian = patterns.russian.captures_iter(paragraph).map(|groups| (groups, false));
    let english = patterns.english.captures_iter(paragraph).map(|groups| (groups, filed));
    russian.chain(english).take(8).find_map(|(groups, own)| {
        let name = groups.name("name")?;
        let bare = house::unquoted(name.as_str());
        let wire = FURNITURE.agency_at(bare).is_some_and(|agency| agency.len() == bare.len());
        let start = name.start() + name.as_str().find(bare)?;
        let named = if wire { own } else { groups.name("noun").is_some() || house::is_name(bare) };
        named.then(|| start..start + bare.len())
    })
}

#[cfg(test)]
mod tests {
    use super::house;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(house(text, true).map(|range| &text[range]), expected, "{text}");
    }

    #[test]
    fn houses_that_report() {
        check("The stake rose to 75 percent, Trend reports with reference to the company.", Some("Trend"));
        check("The plant opened, Harbour Times reports.", Some("Harbour Times"));
        check("The bank grew, its chief executive Ann Bell reports to the board.", None);
        check("Завод открыт, сообщает агентство «Горный мир».", Some("Горный мир"));
        check("Прошло учение, передаёт «Кавказский телеграф».", Some("Кавказский телеграф"));
        check("Добыча выросла, сообщает «Нефтегаз».", None);
        check("Встреча прошла, сообщает пресс-служба.", None);
        check("Договор подписан, сообщает ТАСС.", None);
        assert_eq!(house("The plant opened, Reuters reports.", false), None);
    }
}
