//! Countries, regions and unions by the words for them, from `knowledge/countries.toml`. Says what a word can name, not whether it does.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::HashMap;
use rapporteur_model::{Country, Lang};
use serde::Deserialize;

use super::{fold, inflect, is_cyrillic};

static SOURCE: &str = include_str!("../../../../knowledge/countries.toml");

static COUNTRIES: LazyLock<Countries> =
    LazyLock::new(|| Countries::new(toml::from_str(SOURCE).expect("knowledge/countries.toml is tested")));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    forms: Forms,
    country: BTreeMap<String, CountryEntry>,
    union: Vec<UnionEntry>,
    region: Vec<RegionEntry>,
}

#[derive(Debug, Deserialize)]
struct Forms {
    ru: Vec<String>,
    en: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryEntry {
    #[serde(default)]
    ru: Words,
    #[serde(default)]
    en: Words,
    /// Reports say the capital for the government.
    #[serde(default)]
    metonym: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Words {
    names: Vec<String>,
    adjectives: Vec<String>,
    prefixes: Vec<String>,
    people: Vec<String>,
    capitals: Vec<String>,
    houses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnionEntry {
    ru: Words,
    en: Words,
    members: Vec<Country>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionEntry {
    code: String,
    ru: Words,
    en: Words,
    seat: String,
}

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

/// What a table says of a word: one thing, or several and therefore none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry<T> {
    One(T),
    Several,
}

/// Words of one language.
#[derive(Debug, Default)]
struct Table {
    names: Lookup<Country>,
    /// Latin acronyms, which only capitals tell from words ("US").
    acronyms: Lookup<Country>,
    adjectives: Lookup<Country>,
    prefixes: Lookup<Country>,
    people: Lookup<Country>,
    capitals: Lookup<Country>,
    governments: Lookup<Country>,
    unions: Lookup<usize>,
    regions: Lookup<usize>,
    region_adjectives: Lookup<usize>,
}

#[derive(Debug)]
struct Lookup<T>(HashMap<String, Entry<T>>);

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Copy + PartialEq> Lookup<T> {
    fn add(&mut self, key: String, value: T) {
        let new = Entry::One(value);
        self.0.entry(key).and_modify(|entry| *entry = if *entry == new { new } else { Entry::Several }).or_insert(new);
    }

    fn get(&self, key: &str) -> Option<T> {
        match self.0.get(key)? {
            Entry::One(value) => Some(*value),
            Entry::Several => None,
        }
    }
}

/// The countries of the world (ISO 3166-1, with `EU`, `SU` and `XK`) with their names, adjectives, peoples and capitals in Russian
/// and English. A word that fits several countries ("конголезский") names none.
#[derive(Debug)]
pub struct Countries {
    entries: BTreeMap<Country, CountryEntry>,
    unions: Vec<Union>,
    regions: Vec<Region>,
    forms: Forms,
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

    fn new(file: File) -> Self {
        let code = |text: &str| Country::new(text).expect("codes are tested");
        let union =
            |entry: &UnionEntry| Union { names: [entry.ru.names[0].clone(), entry.en.names[0].clone()], members: entry.members.clone() };
        let region = |entry: &RegionEntry| Region {
            country: code(&entry.code[..2]),
            code: entry.code.clone(),
            names: [entry.ru.names[0].clone(), entry.en.names[0].clone()],
            seat: entry.seat.clone(),
        };
        let mut countries = Self {
            unions: file.union.iter().map(union).collect(),
            regions: file.region.iter().map(region).collect(),
            entries: file.country.into_iter().map(|(text, entry)| (code(&text), entry)).collect(),
            forms: file.forms,
            ru: Table::default(),
            en: Table::default(),
        };
        for (&country, entry) in &countries.entries {
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

    fn words(&self, country: Country, lang: Lang) -> Option<&Words> {
        let entry = self.entries.get(&country)?;
        Some(if matches!(lang, Lang::Ru | Lang::Be | Lang::Uk) { &entry.ru } else { &entry.en })
    }

    /// "Арабская Республика Египет", "Чешская Республика": the name between or before words of form.
    fn full_form_ru(&self, folded: &str) -> Option<Country> {
        let words: Vec<&str> = folded.split(' ').collect();
        let form = |word: &str| self.forms.ru.iter().any(|stem| word.starts_with(stem.as_str()));
        let leading = words.iter().take_while(|word| form(word)).count();
        if leading == words.len() {
            return None;
        }
        if leading > 0 {
            return self.ru.names.get(&words[leading..].join(" "));
        }
        let noun = words.last().is_some_and(|word| form(word) && inflect::adjective_stem(word).is_none());
        let rest = words.len() > 1 && noun && words[1..].iter().all(|word| form(word));
        rest.then(|| self.ru.adjectives.get(inflect::adjective_stem(words[0])?)).flatten()
    }

    /// "Islamic Republic of Iran", "Kyrgyz Republic".
    fn full_form_en(&self, folded: &str) -> Option<Country> {
        let form = |word: &str| self.forms.en.iter().any(|known| known == word || fold(known) == word);
        if let Some((head, name)) = folded.split_once(" of ") {
            let name = name.strip_prefix("the ").unwrap_or(name);
            return if head.split(' ').all(form) { self.en.names.get(name) } else { None };
        }
        let (adjective, rest) = folded.split_once(' ')?;
        if rest.split(' ').all(form) { self.en.adjectives.get(adjective) } else { None }
    }
}

impl Table {
    fn add(&mut self, country: Country, words: &Words, metonym: bool, russian: bool) {
        for name in &words.names {
            if !russian && is_acronym(name) {
                self.acronyms.add(name.clone(), country);
            } else {
                add_forms(&mut self.names, name, country, russian);
            }
        }
        for adjective in &words.adjectives {
            self.adjectives.add(adjective_key(adjective, russian), country);
        }
        words.prefixes.iter().for_each(|prefix| self.prefixes.add(fold(prefix), country));
        for word in &words.people {
            let forms = if russian { inflect::people(&fold(word)) } else { vec![fold(word), format!("{}s", fold(word))] };
            forms.into_iter().for_each(|form| self.people.add(form, country));
        }
        // Moscow is the capital of a country that is.
        if country.code() != "SU" {
            words.capitals.iter().for_each(|city| add_forms(&mut self.capitals, city, country, russian));
        }
        if metonym {
            words.capitals.iter().for_each(|city| add_forms(&mut self.governments, city, country, russian));
        }
        words.houses.iter().for_each(|house| add_forms(&mut self.governments, house, country, russian));
    }

    fn add_union(&mut self, i: usize, words: &Words, russian: bool) {
        words.names.iter().for_each(|name| add_forms(&mut self.unions, name, i, russian));
    }

    fn add_region(&mut self, i: usize, words: &Words, russian: bool) {
        words.names.iter().for_each(|name| add_forms(&mut self.regions, name, i, russian));
        words.adjectives.iter().for_each(|adjective| self.region_adjectives.add(adjective_key(adjective, russian), i));
    }
}

fn add_forms<T: Copy + PartialEq>(lookup: &mut Lookup<T>, name: &str, value: T, russian: bool) {
    let folded = fold(name);
    if russian && !is_acronym(name) {
        inflect::forms(&folded).into_iter().for_each(|form| lookup.add(form, value));
    } else {
        lookup.add(folded, value);
    }
}

fn adjective_key(adjective: &str, russian: bool) -> String {
    let folded = fold(adjective);
    if russian { inflect::adjective_stem(&folded).map_or(folded.clone(), str::to_owned) } else { folded }
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 8 && name.chars().all(|c| c.is_uppercase() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::Countries;
    use rapporteur_model::Lang;

    fn check(find: impl Fn(&Countries, &str) -> String, rows: &[(&str, &str)]) {
        let countries = Countries::load();
        for (words, expected) in rows {
            assert_eq!(find(countries, words), *expected, "{words}");
        }
    }

    fn codes(countries: Vec<rapporteur_model::Country>) -> String {
        countries.iter().map(|c| c.code().to_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_in_any_case() {
        check(
            |c, words| codes(c.by_name(words, Lang::Ru).into_iter().collect()),
            &[
                ("Россия", "RU"),
                ("России", "RU"),
                ("Российской Федерации", "RU"),
                ("РФ", "RU"),
                ("рф", "RU"),
                ("Республики Беларусь", "BY"),
                ("Белоруссией", "BY"),
                ("КНР", "CN"),
                ("Китайской Народной Республики", "CN"),
                ("США", "US"),
                ("Соединённых Штатах Америки", "US"),
                ("ОАЭ", "AE"),
                ("Объединённых Арабских Эмиратов", "AE"),
                ("Южно-Африканской Республики", "ZA"),
                ("Исламской Республики Иран", "IR"),
                ("Арабской Республикой Египет", "EG"),
                ("Кыргызская Республика", "KG"),
                ("Республики Корея", "KR"),
                ("КНДР", "KP"),
                ("Узбекистаном", "UZ"),
                ("Вьетнаме", "VN"),
                ("Социалистической Республики Вьетнам", "VN"),
                ("Филиппинах", "PH"),
                ("Советском Союзе", "SU"),
                ("Евросоюзом", "EU"),
                ("Удмуртская Республика", ""),
                ("Народная Республика", ""),
                ("мал", ""),
                ("стол", ""),
            ],
        );
    }

    #[test]
    fn english_names() {
        check(
            |c, words| codes(c.by_name(words, Lang::En).into_iter().collect()),
            &[
                ("Belarus", "BY"),
                ("the Republic of Belarus", "BY"),
                ("Russian Federation", "RU"),
                ("United States", "US"),
                ("US", "US"),
                ("us", ""),
                ("turkey", ""),
                ("Turkey", "TR"),
                ("Türkiye", "TR"),
                ("Islamic Republic of Iran", "IR"),
                ("People's Republic of China", "CN"),
                ("Kyrgyz Republic", "KG"),
                ("Kingdom of Saudi Arabia", "SA"),
                ("China's", "CN"),
                ("State", ""),
                ("Bank of China", ""),
            ],
        );
    }

    #[test]
    fn adjectives_and_compounds() {
        check(
            |c, words| codes(c.by_adjective(words, Lang::Ru)),
            &[
                ("белорусский", "BY"),
                ("белорусскими", "BY"),
                ("российско-белорусский", "RU BY"),
                ("белорусско-китайского", "BY CN"),
                ("американо-китайские", "US CN"),
                ("российско-белорусско-казахстанский", "RU BY KZ"),
                ("шри-ланкийский", "LK"),
                ("военно-технический", ""),
                ("индо-тихоокеанский", ""),
                ("конголезский", ""),
                ("Belarusian-Russian", "BY RU"),
                ("Sino-Russian", "CN RU"),
                ("US–Chinese", "US CN"),
                ("Polish", "PL"),
                ("polish", ""),
                ("high-level", ""),
            ],
        );
    }

    #[test]
    fn capitals_governments_regions_unions() {
        let countries = Countries::load();
        let ru = rapporteur_model::Country::new("RU").expect("a code");
        assert_eq!(countries.capital(ru, Lang::Ru), Some("Москва"));
        assert_eq!(countries.name(ru, Lang::En), Some("Russia"));
        assert_eq!(countries.by_capital("Минске", Lang::Ru).map(|c| c.code().to_owned()), Some("BY".to_owned()));
        assert_eq!(countries.by_government("Кремль", Lang::Ru), Some(ru));
        assert_eq!(countries.by_government("Ижевск", Lang::Ru), None);
        assert_eq!(countries.by_people("белорус", Lang::Ru).map(|c| c.code().to_owned()), Some("BY".to_owned()));
        assert_eq!(countries.region("Удмуртии", Lang::Ru).map(|r| r.code.as_str()), Some("RU-UD"));
        assert_eq!(countries.region("Гродненской области", Lang::Ru).map(|r| r.code.as_str()), Some("BY-HR"));
        assert_eq!(countries.region("Grodno Region", Lang::En).map(|r| r.country.code()), Some("BY"));
        assert_eq!(countries.region_by_adjective("удмуртского").map(|r| r.seat.as_str()), Some("Ижевск"));
        assert_eq!(countries.region_by_adjective("алтайский"), None);
        assert_eq!(countries.union("Союзного государства", Lang::Ru).map(|u| u.members.len()), Some(2));
    }

    #[test]
    fn every_country_has_names_in_both_languages() {
        let countries = Countries::load();
        for country in countries.all() {
            assert!(countries.name(country, Lang::Ru).is_some() && countries.name(country, Lang::En).is_some(), "{country}");
            for lang in [Lang::Ru, Lang::En] {
                let name = countries.name(country, lang).unwrap_or_default();
                assert_eq!(countries.by_name(name, lang), Some(country), "{name}");
            }
        }
        assert!(countries.all().count() >= 249);
    }
}
