//! Russian declension of the classes of words that the invented world uses: surnames, given names, patronymics, places, adjectives.

/// A case; the order is that of the rows of cases in the data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Who.
    Nom,
    /// Of whom.
    Gen,
    /// To whom.
    Dat,
    /// Whom.
    Acc,
    /// By whom.
    Ins,
    /// About whom.
    Loc,
}

impl Case {
    /// The case of its short name in a frame; nominative for others.
    pub fn of(name: &str) -> Self {
        match name {
            "gen" => Self::Gen,
            "dat" => Self::Dat,
            "acc" => Self::Acc,
            "ins" => Self::Ins,
            "loc" => Self::Loc,
            _ => Self::Nom,
        }
    }

    /// Its place in a row of six.
    pub fn row(self) -> usize {
        self as usize
    }
}

/// Gender of a person or of an adjective's noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Man,
    /// Feminine.
    Woman,
}

/// A word and the stem of its other cases, where that is not the word less its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Nominative.
    pub nom: String,
    stem: Option<String>,
}

impl Word {
    /// Reads `Пётр/Петр`.
    pub fn new(text: &str) -> Self {
        match text.split_once('/') {
            Some((nom, stem)) => Self { nom: nom.to_owned(), stem: Some(stem.to_owned()) },
            None => Self { nom: text.to_owned(), stem: None },
        }
    }

    fn stem(&self) -> &str {
        self.stem.as_deref().unwrap_or(&self.nom)
    }
}

/// Endings of genitive, dative, accusative, instrumental, prepositional.
type Endings = [&'static str; 5];

const VOWELS: &str = "аеёиоуыэюя";

fn put(nom: &str, stem: &str, case: Case, endings: &Endings) -> String {
    if case == Case::Nom { nom.to_owned() } else { format!("{stem}{}", endings[case.row() - 1]) }
}

/// The word without its last letter.
fn less(word: &str, letters: usize) -> &str {
    let cut = word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
    &word[..cut]
}

fn hushing(word: &str) -> bool {
    word.ends_with(['ж', 'ш', 'ч', 'щ', 'ц'])
}

/// A noun of the first declension ("Анна", "Мария", "Лоза"); `None` for others.
fn first(word: &str, case: Case) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ия") {
        return Some(put(word, &format!("{stem}и"), case, &["и", "и", "ю", "ей", "и"]));
    }
    if let Some(stem) = word.strip_suffix('я') {
        return Some(put(word, stem, case, &["и", "е", "ю", "ей", "е"]));
    }
    let stem = word.strip_suffix('а')?;
    if stem.ends_with(|c| VOWELS.contains(c)) {
        return Some(word.to_owned());
    }
    let endings = match stem.chars().last() {
        Some('ж' | 'ш' | 'ч' | 'щ') => ["и", "е", "у", "ей", "е"],
        Some('ц') => ["ы", "е", "у", "ей", "е"],
        Some('г' | 'к' | 'х') => ["и", "е", "у", "ой", "е"],
        _ => ["ы", "е", "у", "ой", "е"],
    };
    Some(put(word, stem, case, &endings))
}

/// A man's name that ends in a consonant, й or ь; `None` for others.
fn second(word: &str, stem: &str, case: Case) -> Option<String> {
    if let Some(short) = stem.strip_suffix("ий") {
        return Some(put(word, &format!("{short}и"), case, &["я", "ю", "я", "ем", "и"]));
    }
    if let Some(short) = stem.strip_suffix(['й', 'ь']) {
        return Some(put(word, short, case, &["я", "ю", "я", "ем", "е"]));
    }
    if stem.ends_with(|c: char| VOWELS.contains(c)) || !stem.ends_with(char::is_alphabetic) {
        return None;
    }
    let endings = if hushing(stem) { ["а", "у", "а", "ем", "е"] } else { ["а", "у", "а", "ом", "е"] };
    Some(put(word, stem, case, &endings))
}

/// A given name.
pub fn given(word: &Word, gender: Gender, case: Case) -> String {
    let declined = match gender {
        Gender::Man => second(&word.nom, word.stem(), case).or_else(|| first(&word.nom, case)),
        Gender::Woman => first(&word.nom, case),
    };
    declined.unwrap_or_else(|| word.nom.clone())
}

/// A surname, given in its men's form; `slavic`: it has a women's form.
pub fn surname(word: &str, gender: Gender, case: Case, slavic: bool) -> String {
    let possessive = slavic && ["ов", "ев", "ёв", "ин", "ын"].iter().any(|end| word.ends_with(end));
    if possessive && gender == Gender::Woman {
        return put(&format!("{word}а"), word, case, &["ой", "ой", "у", "ой", "ой"]);
    }
    if possessive {
        return put(word, word, case, &["а", "у", "а", "ым", "е"]);
    }
    if let Some(stem) = word.strip_suffix("ий").filter(|stem| slavic && (stem.ends_with("ск") || stem.ends_with("цк"))) {
        return match gender {
            Gender::Woman => put(&format!("{stem}ая"), stem, case, &["ой", "ой", "ую", "ой", "ой"]),
            Gender::Man => put(word, stem, case, &["ого", "ому", "ого", "им", "ом"]),
        };
    }
    let declined = match gender {
        Gender::Man => second(word, word, case).or_else(|| first(word, case)),
        Gender::Woman => first(word, case),
    };
    declined.unwrap_or_else(|| word.to_owned())
}

/// A patronymic, given in its men's form ("Иванович").
pub fn patronymic(word: &str, gender: Gender, case: Case) -> String {
    match gender {
        Gender::Man => second(word, word, case).unwrap_or_else(|| word.to_owned()),
        Gender::Woman => first(&format!("{}на", less(word, 2)), case).unwrap_or_else(|| word.to_owned()),
    }
}

/// A country or city.
pub fn place(word: &Word, case: Case) -> String {
    if let Some(stem) = word.nom.strip_suffix("сь") {
        return put(&word.nom, &format!("{stem}с"), case, &["и", "и", "ь", "ью", "и"]);
    }
    if case == Case::Acc && !word.nom.ends_with(['а', 'я']) {
        return word.nom.clone();
    }
    second(&word.nom, word.stem(), case).or_else(|| first(&word.nom, case)).unwrap_or_else(|| word.nom.clone())
}

/// An adjective, given in its masculine nominative, of a lifeless noun.
pub fn adjective(word: &str, feminine: bool, case: Case) -> String {
    let stem = less(word, 2);
    let soft = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']);
    if feminine {
        return put(&format!("{stem}ая"), stem, case, &["ой", "ой", "ую", "ой", "ой"]);
    }
    if case == Case::Acc {
        return word.to_owned();
    }
    put(word, stem, case, &["ого", "ому", "", if soft { "им" } else { "ым" }, "ом"])
}

#[cfg(test)]
mod tests {
    use super::{Case, Gender, Word, adjective, given, patronymic, place, surname};

    const ALL: [Case; 6] = [Case::Nom, Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc];

    fn row(make: impl Fn(Case) -> String) -> String {
        ALL.map(make).join(" ")
    }

    #[test]
    fn surnames() {
        let man = |word, slavic| row(|case| surname(word, Gender::Man, case, slavic));
        let woman = |word, slavic| row(|case| surname(word, Gender::Woman, case, slavic));
        assert_eq!(man("Рокотов", true), "Рокотов Рокотова Рокотову Рокотова Рокотовым Рокотове");
        assert_eq!(woman("Рокотов", true), "Рокотова Рокотовой Рокотовой Рокотову Рокотовой Рокотовой");
        assert_eq!(man("Холмский", true), "Холмский Холмского Холмскому Холмского Холмским Холмском");
        assert_eq!(man("Рокош", true), "Рокош Рокоша Рокошу Рокоша Рокошем Рокоше");
        assert_eq!(woman("Ковальчук", true), "Ковальчук Ковальчук Ковальчук Ковальчук Ковальчук Ковальчук");
        assert_eq!(woman("Лоза", true), "Лоза Лозы Лозе Лозу Лозой Лозе");
        assert_eq!(man("Ходько", true), "Ходько Ходько Ходько Ходько Ходько Ходько");
        assert_eq!(man("Шония", false), "Шония Шонии Шонии Шонию Шонией Шонии");
        assert_eq!(man("Гогуа", false), "Гогуа Гогуа Гогуа Гогуа Гогуа Гогуа");
        assert_eq!(man("Халиль", false), "Халиль Халиля Халилю Халиля Халилем Халиле");
        assert_eq!(man("Николич", false), "Николич Николича Николичу Николича Николичем Николиче");
    }

    #[test]
    fn given_names_and_patronymics() {
        assert_eq!(row(|case| given(&Word::new("Дмитрий"), Gender::Man, case)), "Дмитрий Дмитрия Дмитрию Дмитрия Дмитрием Дмитрии");
        assert_eq!(row(|case| given(&Word::new("Пётр/Петр"), Gender::Man, case)), "Пётр Петра Петру Петра Петром Петре");
        assert_eq!(row(|case| given(&Word::new("Мария"), Gender::Woman, case)), "Мария Марии Марии Марию Марией Марии");
        assert_eq!(row(|case| given(&Word::new("Ольга"), Gender::Woman, case)), "Ольга Ольги Ольге Ольгу Ольгой Ольге");
        assert_eq!(row(|case| given(&Word::new("Айгуль"), Gender::Woman, case)), "Айгуль Айгуль Айгуль Айгуль Айгуль Айгуль");
        assert_eq!(patronymic("Иванович", Gender::Woman, Case::Ins), "Ивановной");
        assert_eq!(patronymic("Иванович", Gender::Man, Case::Ins), "Ивановичем");
    }

    #[test]
    fn places_and_adjectives() {
        let all = |word| row(|case| place(&Word::new(word), case));
        assert_eq!(all("Армения"), "Армения Армении Армении Армению Арменией Армении");
        assert_eq!(all("Беларусь"), "Беларусь Беларуси Беларуси Беларусь Беларусью Беларуси");
        assert_eq!(all("Минск"), "Минск Минска Минску Минск Минском Минске");
        assert_eq!(all("Ханой"), "Ханой Ханоя Ханою Ханой Ханоем Ханое");
        assert_eq!(all("Баку"), "Баку Баку Баку Баку Баку Баку");
        assert_eq!(all("Египет/Египт"), "Египет Египта Египту Египет Египтом Египте");
        assert_eq!(row(|case| adjective("армянский", true, case)), "армянская армянской армянской армянскую армянской армянской");
        assert_eq!(row(|case| adjective("совместный", false, case)), "совместный совместного совместному совместный совместным совместном");
    }
}
