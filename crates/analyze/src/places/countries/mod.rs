//! Countries, regions and unions by the words for them, from `knowledge/countries.toml`. Says what a word can name, not whether it does.

mod official;
mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_knowledge::ByLanguage;
use rapporteur_knowledge::places::{Countries as File, CountryWords, PlaceWords, RegionWords, UnionWords, countries};
use rapporteur_model::{Country, Lang};

use super::{fold, inflect, is_cyrillic};
use table::Table;

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| Countries::new(countries()));

/// A union of states: no country, but it stands for its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// Russian and English name.
    pub names: [String; 2],
    /// Codes of its members, sorted.
    pub members: Vec<Country>,
}

/// A first-level part of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-2 code.
    pub code: String,
    /// The country it is part of.
    pub country: Country,
    /// Russian and English name.
    pub names: [String; 2],
    /// City where its authorities sit, in Russian.
    pub seat: String,
}

/// The countries of the world (ISO 3166-1, with `EU`, `SU` and `XK`) with their names, adjectives, peoples and capitals in Russian
/// and English. A word that fits several countries ("конголезский") names none.
#[derive(Debug)]
pub struct Countries {
    entries: &'static BTreeMap<Country, CountryWords>,
    unions: Vec<Union>,
    regions: Vec<Region>,
    forms: &'static ByLanguage<Vec<String>>,
    ru: Table,
    en: Table,
}

impl Countries {
    /// The table of the repository, read at the first call.
    #[must_use]
    pub fn load() -> &'static Self {
        &COUNTRIES
    }

    /// The country that this is the name of, in any Russian case ("Республики Беларусь", "РФ", "the United States", "Islamic Republic of Iran").
    #[must_use]
    pub fn by_name(&self, name: &str, lang: Lang) -> Option<Country> {
        let name = name.trim();
        let (table, english) = self.table(name, lang);
        if english {
            let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
            let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
            if let Some(country) = table.acronyms.get(name) {
                return Some(country);
            }
            if !name.starts_with(char::is_uppercase) {
                return None;
            }
            let folded = fold(name);
            return table.names.get(&folded).or_else(|| self.full_form_en(&folded));
        }
        let folded = fold(name);
        table.names.get(&folded).or_else(|| self.full_form_ru(&folded))
    }

    /// The countries that an adjective in any form speaks of: "белорусский", "российско-белорусский", "Sino-Russian", "US-Chinese".
    ///
    /// Empty where any part of a compound is no country's.
    #[must_use]
    pub fn by_adjective(&self, adjective: &str, lang: Lang) -> Vec<Country> {
        let (table, english) = self.table(adjective, lang);
        let folded = fold(adjective);
        let key = |part: &str| if english { Some(part.to_owned()) } else { inflect::adjective_stem(part).map(str::to_owned) };
        if english && adjective == "polish" {
            return Vec::new();
        }
        if let Some(country) = key(&folded).and_then(|key| table.adjectives.get(&key)) {
            return vec![country];
        }
        if !folded.contains('-') {
            return Vec::new();
        }
        let parts: Vec<&str> = folded.split('-').collect();
        let original: Vec<&str> = adjective.split(['-', '‐', '‑', '–', '—']).collect();
        if parts.len() < 2 || parts.len() != original.len() {
            return Vec::new();
        }
        let last = parts.len() - 1;
        let one = |(i, part): (usize, &&str)| {
            let name = || english.then(|| self.by_name(original[i], lang)).flatten();
            if english {
                return table.adjectives.get(part).or_else(|| table.prefixes.get(part)).or_else(name);
            }
            if i == last {
                table.adjectives.get(&key(part)?)
            } else {
                table.prefixes.get(part).or_else(|| table.adjectives.get(part.strip_suffix('о')?))
            }
        };
        parts.iter().enumerate().map(one).collect::<Option<Vec<Country>>>().unwrap_or_default()
    }

    /// The country of a man or people in any case and number ("белорус", "китайцев", "Briton"); English words that are adjectives too
    /// ("Russians") are not here.
    #[must_use]
    pub fn by_people(&self, word: &str, lang: Lang) -> Option<Country> {
        self.table(word, lang).0.people.get(&fold(word))
    }

    /// The country whose capital this is.
    #[must_use]
    pub fn by_capital(&self, city: &str, lang: Lang) -> Option<Country> {
        self.table(city, lang).0.capitals.get(&fold(city))
    }

    /// The country whose government reports call so: its capital ("Минск", "Washington") or house ("Кремль", "Pentagon").
    ///
    /// A metonym is no certain one: a city can be just the city.
    #[must_use]
    pub fn by_government(&self, name: &str, lang: Lang) -> Option<Country> {
        self.table(name, lang).0.governments.get(&fold(name))
    }

    /// The country whose government sits in the house of this name ("Кремль", "Pentagon").
    #[must_use]
    pub fn by_house(&self, name: &str, lang: Lang) -> Option<Country> {
        self.by_government(name, lang).filter(|_| self.by_capital(name, lang).is_none())
    }

    /// The present capital.
    #[must_use]
    pub fn capital(&self, country: Country, lang: Lang) -> Option<&str> {
        self.words(country, lang)?.capitals.first().map(String::as_str)
    }

    /// The usual short name.
    #[must_use]
    pub fn name(&self, country: Country, lang: Lang) -> Option<&str> {
        self.words(country, lang)?.names.first().map(String::as_str)
    }

    /// The listed name in the nominative of which a Russian name of this country is a form ("Мальдив": "Мальдивы").
    #[must_use]
    pub fn nominative(&self, form: &str, country: Country) -> Option<&str> {
        let folded = fold(form);
        let names = &self.entries.get(&country)?.ru.names;
        names.iter().find(|name| inflect::forms(&fold(name)).contains(&folded)).map(String::as_str)
    }

    /// True for a listed name of this country as it stands.
    #[must_use]
    pub fn lists(&self, name: &str, country: Country) -> bool {
        let folded = fold(name);
        self.entries.get(&country).is_some_and(|entry| entry.ru.names.iter().any(|known| fold(known) == folded))
    }

    /// Every country of the table, by code.
    pub fn all(&self) -> impl Iterator<Item = Country> + '_ {
        self.entries.keys().copied()
    }

    /// The union of states of this name.
    #[must_use]
    pub fn union(&self, name: &str, lang: Lang) -> Option<&Union> {
        self.table(name, lang).0.unions.get(&fold(name)).map(|i| &self.unions[i])
    }

    /// The region of this name in any case ("Удмуртии", "Гродненской области", "Grodno Region").
    #[must_use]
    pub fn region(&self, name: &str, lang: Lang) -> Option<&Region> {
        self.table(name, lang).0.regions.get(&fold(name)).map(|i| &self.regions[i])
    }

    /// The region that a Russian adjective in any form speaks of ("удмуртский"); "алтайский" fits two and gives none.
    #[must_use]
    pub fn region_by_adjective(&self, adjective: &str) -> Option<&Region> {
        let folded = fold(adjective);
        self.ru.region_adjectives.get(inflect::adjective_stem(&folded)?).map(|i| &self.regions[i])
    }

    fn new(file: &'static File) -> Self {
        let union =
            |entry: &UnionWords| Union { names: [entry.ru.names[0].clone(), entry.en.names[0].clone()], members: entry.members.clone() };
        let region = |entry: &RegionWords| Region {
            country: entry.country(),
            code: entry.code.clone(),
            names: [entry.ru.names[0].clone(), entry.en.names[0].clone()],
            seat: entry.seat.clone(),
        };
        let mut countries = Self {
            unions: file.union.iter().map(union).collect(),
            regions: file.region.iter().map(region).collect(),
            entries: &file.country,
            forms: &file.forms,
            ru: Table::default(),
            en: Table::default(),
        };
        for (&country, entry) in countries.entries {
            countries.ru.add(country, &entry.ru, entry.metonym, true);
            countries.en.add(country, &entry.en, entry.metonym, false);
        }
        for (i, entry) in file.union.iter().enumerate() {
            countries.ru.add_union(i, &entry.ru, true);
            countries.en.add_union(i, &entry.en, false);
        }
        for (i, entry) in file.region.iter().enumerate() {
            countries.ru.add_region(i, &entry.ru, true);
            countries.en.add_region(i, &entry.en, false);
        }
        countries
    }

    /// The table of a language, and whether it is English: the letters decide where they are Cyrillic.
    fn table(&self, word: &str, _lang: Lang) -> (&Table, bool) {
        if is_cyrillic(word) { (&self.ru, false) } else { (&self.en, true) }
    }

    fn words(&self, country: Country, lang: Lang) -> Option<&PlaceWords> {
        let entry = self.entries.get(&country)?;
        Some(if matches!(lang, Lang::Ru | Lang::Be | Lang::Uk) { &entry.ru } else { &entry.en })
    }
}

#[cfg(test)]
mod tests;
