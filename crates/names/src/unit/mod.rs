//! Names of organisations and bodies made comparable over languages: concepts, countries, own words, acronyms.
//! Compares names; decides no identity.

mod acronym;

use std::collections::BTreeSet;

use rapporteur_model::Country;

use acronym::{acronym, initials, letters, spells, telling};

use crate::concepts::{self, Concept};
use crate::countries;
use crate::part::{Likeness, Part};
use crate::text::{fold, is_quote, words};
use crate::transliteration;

/// What two names of organisations say by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Two.
    Different,
    /// Nothing tells.
    Open,
    /// One, where nothing is against it: one says less than the other.
    Near,
    /// One.
    Same,
}

/// The name of an organisation or body made comparable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct UnitKey {
    /// The noun that says what kind of organisation it is.
    pub head: Option<Concept>,
    /// How many such nouns the name has: of two, one names another organisation ("управление … министерства").
    pub units: usize,
    /// All concepts, the head among them.
    pub concepts: BTreeSet<Concept>,
    /// Words that are no concepts ("Купол"), in the order of the name.
    pub proper: Vec<Part>,
    /// Countries that the name states.
    pub countries: BTreeSet<Country>,
    /// The same in the order of the name, where it tells whose it is ("Embassy of China in Serbia"); else none.
    pub order: Vec<Country>,
    /// The name is this acronym (folded).
    pub acronym: Option<String>,
    /// What an acronym of this name can be (folded).
    pub initials: BTreeSet<String>,
    /// Written without any capital or digit ("детский сад"): a description that means another one in another report.
    pub described: bool,
    /// A name stands in it in quotes.
    pub quoted: bool,
    /// Several are named ("Belarusian enterprises").
    pub plural: bool,
    /// The words that tell something, hyphened ones in two, folded, in the order of the name.
    pub spelled: Vec<String>,
}

/// What stands for the noun of any state agency.
const AGENCY: &str = "agency";

impl UnitKey {
    /// The keys of a mention's name: one, or two where the name carries another in brackets ("… (ФСВТС)").
    pub fn all(name: &str, country: Option<Country>) -> Vec<Self> {
        let (outer, inner) = match (name.find('('), name.rfind(')')) {
            (Some(open), Some(close)) if open < close => {
                (format!("{} {}", &name[..open], &name[close + 1..]), Some(&name[open + 1..close]))
            }
            _ => (name.to_owned(), None),
        };
        let whole = Self::new(&outer, country);
        let short = inner.map(|text| Self::new(text, country)).map(|key| key.under(&whole));
        std::iter::once(whole).chain(short).filter(|key| !key.is_empty()).collect()
    }

    /// "пресс-служба Федеральной службы … (ФСВТС)": the bracket is of the whole that the part belongs to, so the short name is the part's
    /// with it ("пресс-служба ФСВТС").
    fn under(mut self, whole: &Self) -> Self {
        if let (Some(part), Some(acronym)) = (whole.head.filter(|head| head.part), &self.acronym)
            && !whole.initials.contains(acronym)
        {
            self.concepts.insert(part);
            (self.head, self.units, self.acronym) = (Some(part), 1, None);
        }
        self
    }

    /// The organisation that this press service speaks for, as a key; `None` for anything else.
    pub fn voice_of(&self) -> Option<Self> {
        let part = self.concepts.iter().copied().find(|c| c.name == "press_service")?;
        let mut whole = self.clone();
        whole.concepts.remove(&part);
        whole.units = whole.units.saturating_sub(1);
        (!whole.is_empty()).then_some(whole)
    }

    fn new(name: &str, country: Option<Country>) -> Self {
        let described = !name.chars().any(|c| c.is_uppercase() || c.is_numeric());
        let mut key = Self { described, quoted: name.contains(is_quote), ..Self::default() };
        let mut units: Vec<Concept> = Vec::new();
        let mut cut = false;
        for word in countries::joined(concepts::joined(words(&fold(name)))) {
            // In English the head stands before the first preposition ("Ministry of …", "Defence Ministry").
            cut |= matches!(word.as_str(), "of" | "for" | "on");
            for concept in key.read(&word) {
                if concept.unit && !(cut && units.iter().any(|_| true) && !transliteration::is_cyrillic(&word)) {
                    units.push(concept);
                } else if concept.unit {
                    key.units += 1;
                }
            }
        }
        key.units += units.len();
        key.head = if transliteration::is_cyrillic(&fold(name)) { units.first() } else { units.last() }.copied();
        key.of_foreign_offices();
        key.plural = key.head.is_some() && concepts::is_plural(name);
        if key.is_body() {
            // Its number and the year of a session are none of its name.
            key.proper.retain(|part| !part.text.chars().next().is_some_and(|c| c.is_ascii_digit()));
        } else {
            key.countries.extend(country);
        }
        if !key.concepts.iter().any(|c| c.ordered) {
            key.order.clear();
        }
        if key.concepts.iter().any(|c| !c.unit && !c.silent) {
            key.concepts.retain(|c| !c.silent);
        }
        key.initials = initials(name);
        key.spelled = telling(&countries::joined(words(&fold(name)))).into_iter().map(str::to_owned).collect();
        key.acronym = acronym(name).filter(|_| key.proper.len() == 1 && key.concepts.is_empty());
        key
    }

    /// "Foreign Office Consultations", «межмидовские консультации», "political consultations between the ministries of foreign affairs": where nothing
    /// else is said, the foreign offices talk of politics.
    fn of_foreign_offices(&mut self) {
        let other = |c: &Concept| c.unit && !c.talks && !c.understood;
        let Some(talks) = self.concepts.iter().copied().find(|c| c.talks).filter(|_| !self.concepts.iter().any(other)) else { return };
        self.head = Some(talks);
        self.concepts.retain(|c| !c.understood);
        self.units = self.concepts.iter().filter(|c| c.unit).count();
        if !self.concepts.iter().any(|c| !c.unit && !c.level) {
            self.concepts.extend(concepts::of_word("political").into_iter().flatten());
        }
    }

    /// Takes a word in and gives the concepts it stands for.
    fn read(&mut self, word: &str) -> Vec<Concept> {
        if let Some(found) = concepts::of_word(word) {
            self.concepts.extend(found.iter().copied());
            return found;
        }
        if let Some(country) = countries::of_word(word) {
            self.countries.insert(country);
            if !self.order.contains(&country) {
                self.order.push(country);
            }
        } else if word.contains('-') {
            return word.split('-').flat_map(|part| self.read(part)).collect();
        } else if !concepts::is_dropped(word) && !concepts::is_place_word(word) {
            self.proper.extend(Part::of(word).filter(|part| !self.proper.contains(part)));
        }
        Vec::new()
    }

    fn is_empty(&self) -> bool {
        self.concepts.is_empty() && self.proper.is_empty()
    }

    /// A bare noun ("комитет", "the ministry"): names nothing by itself.
    pub fn bare(&self) -> bool {
        self.proper.is_empty() && self.countries.is_empty() && self.concepts.iter().all(|c| c.unit)
    }

    /// Says enough to be told from others of its kind without a country.
    pub fn specific(&self) -> bool {
        !self.described && !self.proper.is_empty() || self.concepts.iter().filter(|c| !c.unit).count() >= 3
    }

    /// The same words in any language, whatever is said of the country.
    pub fn same_words(&self, other: &Self) -> bool {
        let concepts = self.concepts == other.concepts || self.cyrillic() != other.cyrillic() && self.loose() == other.loose();
        concepts && self.proper.len() == other.proper.len() && covers(&self.proper, &other.proper) && covers(&other.proper, &self.proper)
    }

    /// Its concepts, where the nouns of state agencies count as one: which of them stands in another language is the translator's choice
    /// («Управление водных ресурсов», "Water Resources Authority").
    pub fn loose(&self) -> BTreeSet<&'static str> {
        self.concepts.iter().map(|c| if c.is_agency() { AGENCY } else { c.name }).collect()
    }

    /// Both names are made of known words, and each has one of its own that says what it is for: "Committee on Budget", «Комитет по аграрным
    /// вопросам».
    pub fn other_subject(&self, other: &Self) -> bool {
        let subject = |key: &Self| -> BTreeSet<&'static str> {
            key.concepts.iter().filter(|c| !c.unit && !c.level && !c.silent && !c.shared).map(|c| c.name).collect()
        };
        let (a, b) = (subject(self), subject(other));
        let known = self.proper.is_empty() && other.proper.is_empty();
        known && a.difference(&b).next().is_some() && b.difference(&a).next().is_some()
    }

    /// No country against it: equal, or one states none.
    pub fn countries_agree(&self, other: &Self) -> bool {
        let (a, b) = (&self.countries, &other.countries);
        a.is_empty() || b.is_empty() || a == b || (a.len() + b.len() > 2 && (a.is_subset(b) || b.is_subset(a)))
    }

    /// This is a shorter way to say `longer`: all its words are there, and the two have one head.
    pub fn shortens(&self, longer: &Self) -> bool {
        // A name alone is that of a firm that carries it, and not of whoever has it in a longer name ("Committee of the Senate").
        let carries = longer.quoted || longer.head.is_none_or(|head| head.firm);
        let heads = self.head == longer.head || (self.head.is_none() && !self.proper.is_empty() && longer.units <= 1 && carries);
        heads
            && self.units <= longer.units
            && longer.units <= self.units.max(1)
            && self.concepts.is_subset(&longer.concepts)
            && covers(&self.proper, &longer.proper)
            && self.countries.is_subset(&longer.countries)
    }

    /// One is the acronym that the other's words give.
    pub fn abbreviates(&self, other: &Self) -> bool {
        let one = |a: &Self, b: &Self| a.acronym.as_ref().is_some_and(|letters| b.acronym.is_none() && b.initials.contains(letters));
        (one(self, other) || one(other, self)) && self.countries_agree(other)
    }

    /// "ИЭМЗ «Купол»" for "Ижевский электромеханический завод «Купол»": an own word is shared, and the acronym spells the rest.
    pub fn abbreviates_rest(&self, other: &Self) -> bool {
        let one = |a: &Self, b: &Self| {
            let (core, rest): (Vec<Part>, Vec<Part>) =
                a.proper.iter().cloned().partition(|p| b.proper.iter().any(|o| o.alike(p) >= Likeness::Sound));
            let others: Vec<&str> = b.spelled.iter().map(String::as_str).filter(|w| !core.iter().any(|p| p.text == *w)).collect();
            let short = |p: &Part| (2..=6).contains(&p.text.chars().count());
            a.concepts.is_empty()
                && !core.is_empty()
                && rest.len() == 1
                && short(&rest[0])
                && others.len() > 1
                && spells(&rest[0].text.chars().collect::<Vec<_>>(), &others)
        };
        self.countries_agree(other) && (one(self, other) || one(other, self))
    }

    /// What the two names say by themselves of being one organisation's or body's.
    ///
    /// They are one by equal words and countries, where these tell enough; by one pair of sides and one subject; by an acronym and its
    /// words in one country. What only may be one is [`Kinship::Open`]; a word or a country against it makes them two.
    pub fn kinship(&self, other: &Self) -> Kinship {
        if !self.countries_agree(other) || self.tied(other) || self.ordered_apart(other) {
            return Kinship::Different;
        }
        let equal_countries = self.countries == other.countries;
        if self.same_words(other) {
            let enough = if equal_countries { self.tells() } else { self.own_name() && !self.of_state() && self.head == other.head };
            return if enough { Kinship::Same } else { Kinship::Open };
        }
        if self.has_sides() && equal_countries && self.head == other.head {
            return self.subjects(other);
        }
        if self.abbreviates_rest(other) {
            return Kinship::Same;
        }
        if self.abbreviates(other) {
            return if equal_countries && !self.countries.is_empty() { Kinship::Same } else { Kinship::Open };
        }
        let shorter = |a: &Self, b: &Self| a.own_name() && !a.of_state() && a.shortens(b) && a.proper.len() == b.proper.len();
        if shorter(self, other) || shorter(other, self) {
            return if self.head == other.head || self.concepts.is_empty() || other.concepts.is_empty() {
                Kinship::Near
            } else {
                Kinship::Open
            };
        }
        let open = self.shortens(other) || other.shortens(self);
        if open { Kinship::Open } else { Kinship::Different }
    }

    /// Both name two countries in an order that tells whose each is: Armenia's group of friendship with Portugal is not Portugal's with Armenia.
    pub fn ordered_apart(&self, other: &Self) -> bool {
        self.order.len() > 1 && other.order.len() > 1 && self.order != other.order
    }

    /// One is an acronym of words that the other has not.
    fn tied(&self, other: &Self) -> bool {
        matches!((&self.acronym, &other.acronym), (Some(a), Some(b)) if a != b && transliteration::is_cyrillic(a) == transliteration::is_cyrillic(b))
    }

    /// What the body is concerned with.
    fn topics(&self) -> BTreeSet<Concept> {
        self.concepts.iter().filter(|c| !c.unit && !c.level).copied().collect()
    }

    /// A body of this name can be the other, which says as much or more: one head, and all that it is concerned with. What is said of their
    /// level ("joint", "intergovernmental") does not matter, nor of the body that the other is part of.
    pub fn shortens_body(&self, other: &Self) -> bool {
        let topics = self.topics();
        self.is_body()
            && self.head == other.head
            && self.units <= other.units
            && !topics.is_empty()
            && topics.is_subset(&other.topics())
            && covers(&self.proper, &other.proper)
    }

    /// The subjects of two bodies with one head between one pair of sides.
    fn subjects(&self, other: &Self) -> Kinship {
        let (a, b) = (self.topics(), other.topics());
        let proper =
            self.proper.is_empty() || other.proper.is_empty() || covers(&self.proper, &other.proper) || covers(&other.proper, &self.proper);
        if !proper || self.units != other.units && !a.is_empty() && !b.is_empty() && a != b {
            return Kinship::Different;
        }
        if a.is_empty() != b.is_empty() {
            return Kinship::Near;
        }
        let shared = a.intersection(&b).count();
        // "trade and economic" beside "trade, economic, scientific and technical": one says less of the same.
        let within = shared > 0 && (shared == a.len() || shared == b.len());
        if a == b {
            Kinship::Same
        } else if within && shared * 2 >= a.len().max(b.len()) {
            Kinship::Near
        } else {
            Kinship::Different
        }
    }

    /// Meets in sessions between two or more sides, which are part of its name.
    pub fn has_sides(&self) -> bool {
        self.countries.len() > 1 && self.head.is_some()
    }

    /// The noun of the name is one of bodies that meet in sessions ("commission").
    pub fn is_body(&self) -> bool {
        self.head.is_some_and(|head| head.meets)
    }

    /// A name of its own beside nouns of kinds ("Купол", "Rosoboronexport", "NATO").
    pub fn own_name(&self) -> bool {
        !self.described
            && (!self.proper.is_empty() && self.acronym.as_ref().is_none_or(|a| a.chars().count() > 3)
                || self.concepts.iter().any(|c| c.shared))
    }

    /// Says by itself which organisation is meant: by a name of its own, by the country of an institution, by the sides and the head of a body.
    /// A generic name ("Минздрав", "the Commission") means another one in another report.
    pub fn tells(&self) -> bool {
        if self.own_name() && !(self.countries.is_empty() && self.of_state()) {
            return true;
        }
        let classed = self.head.is_some() || !self.concepts.is_empty() || self.acronym.is_some();
        if self.is_body() && self.proper.is_empty() && self.countries.len() < 2 {
            // One country has many commissions of one subject with others.
            return self.countries.len() == 1
                && self.concepts.iter().any(|c| !c.unit && !c.level)
                && !self.concepts.iter().any(|c| c.between);
        }
        !self.countries.is_empty() && classed && !self.only_described()
    }

    /// One of the institutions that every state has ("Investment Promotion Agency"), by whatever field of work.
    fn of_state(&self) -> bool {
        self.head.is_some_and(|head| head.state) && !self.quoted && !self.concepts.iter().any(|c| c.shared)
    }

    /// Written in Cyrillic.
    pub fn cyrillic(&self) -> bool {
        self.spelled.first().is_some_and(|word| transliteration::is_cyrillic(word))
    }

    /// Words that describe organisations and name none: several of a kind, or a kind of which a country has many, without a name of
    /// their own ("Belarusian enterprises", «белорусское ведомство»).
    pub fn only_described(&self) -> bool {
        self.proper.is_empty()
            && !self.concepts.iter().any(|c| c.shared)
            && self.acronym.is_none()
            && (self.described
                || self.plural
                || self.head.is_none_or(|head| head.many) && self.concepts.iter().filter(|c| !c.unit).count() < 2)
            && !self.head.is_some_and(|head| head.meets && !self.plural && !self.bare())
    }

    /// How far two names in different languages speak of like things, 0 to 1: shared concepts, or letters of an acronym that are
    /// first letters of the other's concepts in English.
    pub fn affinity(&self, other: &Self) -> f32 {
        let shared = self.concepts.intersection(&other.concepts).count() as f32;
        let all = self.concepts.union(&other.concepts).count().max(1) as f32;
        (shared / all).max(letters(self, other)).max(letters(other, self))
    }

    /// What the id of an organisation is made of.
    pub fn canonical(&self) -> String {
        let mut words: Vec<&str> = self.concepts.iter().map(|c| c.name).chain(self.proper.iter().map(|p| p.key.as_str())).collect();
        words.sort_unstable();
        let countries: Vec<&str> = self.countries.iter().map(Country::code).collect();
        format!("{} {}", words.join(" "), countries.join("-")).trim().to_owned()
    }
}

/// Every word of `a` is in `b`, by spelling or by sound.
pub fn covers(a: &[Part], b: &[Part]) -> bool {
    a.iter().all(|x| b.iter().any(|y| x == y || x.alike(y) >= Likeness::Ending))
}

#[cfg(test)]
mod tests {
    use super::UnitKey;

    fn key(name: &str) -> UnitKey {
        UnitKey::all(name, None).remove(0)
    }

    #[test]
    fn a_description_in_small_letters_names_nothing_beyond_its_report() {
        let specific = |name: &str| UnitKey::all(name, None)[0].specific();
        assert!(!specific("детский сад"));
        assert!(specific("детский сад № 5"));
        assert!(specific("завод «Купол»"));
    }

    #[test]
    fn one_name_in_two_languages() {
        for (a, b) in [
            ("Федеральная служба по военно-техническому сотрудничеству", "Federal Service for Military-Technical Cooperation"),
            ("Государственный военно-промышленный комитет", "State Military-Industrial Committee"),
            ("Государственный военно-промышленный комитет Республики Беларусь", "Госкомвоенпром Белоруссии"),
            ("АО \"Рособоронэкспорт\"", "Rosoboronexport"),
            (
                "Российско-Белорусская межправительственная комиссия по военно-техническому сотрудничеству",
                "Belarusian-Russian Intergovernmental Commission on Military-Technical Cooperation",
            ),
            ("межправительственная комиссия по ВТС", "Intergovernmental Commission on Military-Technical Cooperation"),
            ("Министерство обороны Беларуси", "Belarusian Defence Ministry"),
            ("Минобороны РФ", "Ministry of Defence of the Russian Federation"),
        ] {
            let (a, b) = (key(a), key(b));
            assert!(a.same_words(&b) && a.countries == b.countries, "{a:?}\n{b:?}");
            assert_eq!((a.head, a.canonical()), (b.head, b.canonical()));
        }
    }

    #[test]
    fn ministries_as_the_press_calls_them() {
        let ministry = key("Ministry of Foreign Affairs of Turkmenistan");
        for name in ["внешнеполитическое ведомство Туркменистана", "foreign policy department of Turkmenistan"]
        {
            assert_eq!(key(name).kinship(&ministry), super::Kinship::Same, "{name}");
            assert!(crate::concepts::is_of_press(name));
        }
        assert_eq!(key("оборонное ведомство Туркменистана").kinship(&ministry), super::Kinship::Different);
        assert!(!crate::concepts::is_of_press("МИД Туркменистана"));
    }

    #[test]
    fn consultations_of_foreign_offices() {
        let (a, b) = (key("India–Hungary Foreign Office Consultations"), key("венгерско-индийские межмидовские консультации"));
        assert_eq!(a.kinship(&b), super::Kinship::Same, "{a:?} {b:?}");
        let political = key("Political Consultations between the Ministries of Foreign Affairs of Kazakhstan and Chile");
        assert_eq!(key("политические консультации между МИД Казахстана и МИД Чили").kinship(&political), super::Kinship::Same);
        let centre = key("Консультационный центр Министерства экономики Чили");
        assert!(!centre.is_body() && centre.concepts.iter().any(|c| c.name == "ministry"), "{centre:?}");
        assert_eq!(key("Kazakhstan–Chile Consular Consultations").kinship(&political), super::Kinship::Different);
    }

    #[test]
    fn acronyms() {
        assert!(key("ФСВТС").abbreviates(&key("Федеральная служба по военно-техническому сотрудничеству Российской Федерации")));
        assert!(key("ЦВС").abbreviates(&key("Центральный военный совет")));
        assert!(key("SAMI").abbreviates(&key("State Authority for Military Industry")));
        assert!(!key("ФСБ").abbreviates(&key("Федеральная служба по военно-техническому сотрудничеству")));
        assert!(key("SAMI").affinity(&key("Государственный военно-промышленный комитет")) > 0.7);
        assert_eq!(UnitKey::all("Федеральная служба по ВТС (ФСВТС)", None).len(), 2);
    }

    #[test]
    fn shorter_names_have_the_same_head() {
        let whole = key("Государственный военно-промышленный комитет Республики Беларусь");
        assert!(key("комитет").shortens(&whole) && key("комитет").bare());
        let part = key("Управление военно-технического сотрудничества Государственного военно-промышленного комитета Республики Беларусь");
        assert!(!whole.shortens(&part) && !key("Госкомвоенпром").shortens(&part) && key("управление").shortens(&part) == (part.units <= 1));
        assert!(key("«Купол»").shortens(&key("Ижевский электромеханический завод «Купол»")));
        assert!(key("ИЭМЗ «Купол»").abbreviates_rest(&key("Ижевский электромеханический завод «Купол»")));
        assert!(!key("ООН «Купол»").abbreviates_rest(&key("Ижевский электромеханический завод «Купол»")));
        assert!(!key("Министерство обороны").shortens(&key("Министерство иностранных дел")));
    }
}
