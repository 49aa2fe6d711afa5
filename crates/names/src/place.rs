//! Names of places made comparable: countries by code, cities by spelling, sound and known pairs. Knows no coordinates.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapporteur_model::Country;

use crate::countries;
use crate::part::{Likeness, Part};
use crate::roman;
use crate::text::{fold, plain};

/// The name of a place made comparable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlaceKey {
    /// The place is this country.
    pub whole: Option<Country>,
    /// Where it lies, as far as it is stated.
    pub country: Option<Country>,
    /// The name.
    pub name: Part,
    /// Number of the group of names in other languages, if it is in one.
    group: Option<usize>,
}

/// Groups of names of one place, with its country where only one has a place of that name.
#[derive(Default)]
struct Groups {
    numbers: HashMap<String, usize>,
    countries: HashMap<usize, Option<Country>>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let own =
        rapporteur_knowledge::places::places().groups.iter().map(|group| (group.split(',').map(str::to_owned).collect::<Vec<_>>(), None));
    let known = countries::places().iter().map(|(names, country)| (names.clone(), Some(*country)));
    let mut groups = Groups::default();
    for (i, (names, country)) in own.chain(known).enumerate() {
        // A place that our own list has already goes by that group.
        let number = names.iter().find_map(|name| groups.numbers.get(&canonical(name)).copied()).unwrap_or(i);
        for name in &names {
            groups.numbers.entry(canonical(name)).or_insert(number);
        }
        if let Some(country) = country {
            let held = groups.countries.entry(number).or_insert(Some(country));
            *held = held.filter(|c| *c == country);
        }
    }
    groups
});

/// Nouns of kinds of places before or behind a name ("г. Минск", "Grodno region" keeps its noun: it is another place).
const NOUNS: [&str; 5] = ["г", "город", "города", "городе", "city"];

fn canonical(name: &str) -> String {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|w| !NOUNS.contains(w)).collect();
    roman::canonical(&words.join(" "))
}

impl PlaceKey {
    /// The key of a mention's name; `None` without letters.
    pub fn new(name: &str, country: Option<Country>) -> Option<Self> {
        let whole = countries::of_name(name)
            .or_else(|| countries::of_full_name(name))
            .or_else(|| country.filter(|&c| countries::of_words(name) == Some(c)));
        let key = canonical(name);
        let part = Part::with_key(fold(name.trim()), if key.is_empty() { Part::of(name)?.key } else { key });
        let group = GROUPS.numbers.get(&part.key).copied();
        let known = || group.and_then(|g| GROUPS.countries.get(&g).copied().flatten());
        Some(Self { whole, country: whole.or(country).or_else(known), name: part, group })
    }

    /// One place by name, and no country against it.
    pub fn same(&self, other: &Self) -> bool {
        if self.whole.is_some() || other.whole.is_some() {
            return self.whole == other.whole;
        }
        self.agree(other)
            && (self.name.key == other.name.key
                || (self.group.is_some() && self.group == other.group)
                || self.name.alike(&other.name) >= Likeness::Sound)
    }

    fn agree(&self, other: &Self) -> bool {
        self.country.is_none() || other.country.is_none() || self.country == other.country
    }

    /// Keys to look for a place under: two names of one place share one.
    pub fn blocks(&self) -> Vec<String> {
        if let Some(country) = self.whole {
            return vec![format!("country {country}")];
        }
        let mut blocks = crate::transliteration::keys(&self.name.text);
        blocks.push(format!("= {}", self.name.key));
        blocks.extend(self.group.map(|g| format!("# {g}")));
        blocks
    }

    /// What the id of a place is made of: the code of a country; of another place the key of its name.
    pub fn canonical(&self) -> String {
        self.whole.map_or_else(|| self.name.key.clone(), |country| country.code().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Country;

    use super::PlaceKey;

    #[test]
    fn a_country_in_another_case_is_the_country() {
        let russia = Country::new("RU");
        let whole = |name: &str, country| PlaceKey::new(name, country).and_then(|p| p.whole);
        for name in ["Россия", "Российская Федерация", "Российской Федерации", "Россией"]
        {
            assert_eq!(whole(name, russia), russia, "{name}");
        }
        for name in ["Федеративная Республика Германия", "Federal Republic of Germany", "Islamic Republic of Iran"]
        {
            assert!(whole(name, None).is_some(), "{name}");
        }
        assert_eq!((whole("Российской Федерации", None), whole("Москва", russia), whole("Российский Север", russia)), (None, None, None));
    }

    #[test]
    fn places_over_languages() {
        let same = |a: &str, b: &str| {
            let (a, b) = (PlaceKey::new(a, None), PlaceKey::new(b, None));
            a.zip(b).is_some_and(|(a, b)| a.same(&b) && a.blocks().iter().any(|k| b.blocks().contains(k)))
        };
        for (a, b) in [
            ("Минск", "Minsk"),
            ("г. Ижевск", "Izhevsk"),
            ("Москва", "Moscow"),
            ("Пекин", "Beijing"),
            ("Россия", "Russian Federation"),
            ("Гродно", "Grodno"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        let country = |name: &str| PlaceKey::new(name, None).and_then(|p| p.country).map(|c| c.to_string());
        assert_eq!(
            (country("Удмуртия"), country("Ижевск"), country("Minsk"), country("Гродно")),
            (Some("RU".into()), Some("RU".into()), Some("BY".into()), Some("BY".into()))
        );
        assert!(!same("Минск", "Пинск") && !same("Беларусь", "Минск") && !same("Китай", "Россия"));
    }
}
