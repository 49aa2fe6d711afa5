//! Names of persons: parts made comparable over scripts, initials and endings. Compares names; decides no identity.

use rapporteur_model::PersonName;

use crate::part::{Likeness, Part};
use crate::text::fold;
use crate::{given, syllables};

/// A person's name made comparable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PersonKey {
    /// Family name.
    pub surname: Option<Part>,
    /// Given name, or its initial.
    pub given: Option<Part>,
    /// Patronymic or middle name, or its initial.
    pub patronymic: Option<Part>,
    /// All its words in the order of the name, without markers ("оглы", "bin") and articles.
    pub words: Vec<Part>,
}

/// How two names go together, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Two persons, as far as names tell.
    Different,
    /// Nothing against it, but one has no given name or only an initial.
    Possible,
    /// The same full name.
    Same,
}

/// The words of a name that tell it from others, in order: without markers and articles, initials apart ("И.Л.").
fn words(name: &str) -> Vec<Part> {
    let spaced = name.replace('.', ". ").replace(['-', '‐', '‑', '–'], " - ");
    let all: Vec<String> = spaced.split_whitespace().map(fold).collect();
    let mut out: Vec<Part> = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let first = at == 0 || at + 1 == all.len();
        let article = syllables::is_article(word) && all.len() > 2 && at + 1 < all.len();
        if word == "-" || article || (!first && syllables::is_marker(word)) {
            continue;
        }
        // A hyphen joins a double name, where no article stands before it.
        let joined = at > 1 && all[at - 1] == "-" && !syllables::is_article(&all[at - 2]);
        match out.last_mut().filter(|_| joined) {
            Some(last) => *last = Part::of(&format!("{}{word}", last.text)).unwrap_or_else(|| last.clone()),
            None => out.extend(Part::of(word)),
        }
    }
    out
}

/// A part of a name without markers and articles ("аль-Барзани").
fn bare(text: &str) -> Option<Part> {
    let words = words(text);
    match words.as_slice() {
        [] => Part::of(text),
        [only] => Some(only.clone()),
        several => Part::of(&several.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ")),
    }
}

impl PersonKey {
    /// The key of a name with known parts; `name` is the whole of it. Empty when no part has letters.
    pub fn new(parts: &PersonName, name: &str) -> Self {
        let part = |p: &Option<String>| p.as_deref().and_then(bare);
        let (surname, given, patronymic) = (part(&parts.surname), part(&parts.given), part(&parts.patronymic));
        let words = words(name);
        match (surname, patronymic) {
            // A family name can look like a patronymic ("Милан Петкович"); with nothing behind it, it serves as one.
            (None, Some(last)) if !last.initial() => Self { surname: Some(last), given, patronymic: None, words },
            (surname, patronymic) => Self { surname, given, patronymic, words },
        }
    }

    /// The key of a name without known parts: one word is a family name, of more the last is; initials and patronymics show where it
    /// stands first ("Рокош И. Л.", "Рокош Иван Львович").
    pub fn of_words(name: &str) -> Self {
        let words = words(name);
        let (given, patronymic, surname) = match words.as_slice() {
            [] => return Self::default(),
            [only] => (None, None, Some(only)),
            [first, rest @ ..] if !first.initial() && rest.iter().all(Part::initial) => (rest.first(), rest.get(1), Some(first)),
            [first, second, third] if third.patronymic() && !second.patronymic() => (Some(second), Some(third), Some(first)),
            [first, .., last] => (Some(first), words.get(1).filter(|_| words.len() == 3), Some(last)),
        };
        Self { surname: surname.cloned(), given: given.cloned(), patronymic: patronymic.cloned(), words: words.clone() }
    }

    /// True when given name and family name are both written out.
    pub fn full(&self) -> bool {
        self.surname.is_some() && self.given.as_ref().is_some_and(|g| !g.initial())
    }

    /// The part to look for: the family name, or what there is.
    pub fn main(&self) -> Option<&Part> {
        self.surname.as_ref().or(self.given.as_ref())
    }

    /// How this name and another go together.
    pub fn fit(&self, other: &Self) -> Fit {
        match self.straight(other) {
            Fit::Different if self.full() && other.full() => self.crossed(other),
            fit => fit,
        }
    }

    /// How well the family names agree.
    pub fn likeness(&self, other: &Self) -> Likeness {
        match (self.main(), other.main()) {
            (Some(a), Some(b)) => a.alike(b),
            _ => Likeness::None,
        }
    }

    fn straight(&self, other: &Self) -> Fit {
        let clash = |a: &Option<Part>, b: &Option<Part>| matches!((a, b), (Some(a), Some(b)) if !a.agrees(b));
        if clash(&self.given, &other.given) || clash(&self.patronymic, &other.patronymic) {
            return Fit::Different;
        }
        match self.likeness(other) {
            Likeness::None => Fit::Different,
            Likeness::Sound | Likeness::Exact if self.full() && other.full() => Fit::Same,
            _ => Fit::Possible,
        }
    }

    /// "Чжань Шисянь" and "Shixian Zhan", "Буй Тхань Шон" and "Son Thanh Bui": the same words in another order, or more of them.
    fn crossed(&self, other: &Self) -> Fit {
        let (short, long) = if self.words.len() <= other.words.len() { (&self.words, &other.words) } else { (&other.words, &self.words) };
        let mut free: Vec<&Part> = long.iter().collect();
        let written = |p: &&Part| !p.initial();
        if short.iter().filter(written).count() < 2 {
            return Fit::Different;
        }
        let mut open: Vec<&Part> = Vec::new();
        for word in short {
            let found = free.iter().position(|other| word.alike(other) >= Likeness::Sound || (word.initial() && word.agrees(other)));
            match found {
                Some(at) => drop(free.remove(at)),
                None => open.push(word),
            }
        }
        // One word may be spelled by habits that no table has, where all others agree.
        match open.as_slice() {
            [] => {}
            [word] => match free.iter().position(|other| word.nearly(other) || given::same(&word.key, &other.key)) {
                Some(at) => drop(free.remove(at)),
                None => return self.run_together(other),
            },
            _ => return self.run_together(other),
        }
        // What one has more is a middle name; of two words left over nobody knows whose they are.
        if free.len() <= 1 { Fit::Same } else { Fit::Possible }
    }

    /// "Ли Шанфу" and "Li Shang-fu", "Пак Чинхо" and "Park Jin Ho": given names written as one word or as two.
    fn run_together(&self, other: &Self) -> Fit {
        if self.words.len() == other.words.len() || self.words.len() + other.words.len() > 7 {
            return Fit::Different;
        }
        let (short, long) = if self.words.len() < other.words.len() { (&self.words, &other.words) } else { (&other.words, &self.words) };
        let joined = (0..long.len() - 1).any(|at| {
            let mut words: Vec<Part> = long[..at].to_vec();
            words.extend(Part::of(&format!("{}{}", long[at].text, long[at + 1].text)));
            words.extend_from_slice(&long[at + 2..]);
            words.len() == short.len() && short.iter().all(|w| words.iter().any(|o| w.alike(o) >= Likeness::Sound))
        });
        if joined && short.len() > 1 { Fit::Same } else { Fit::Different }
    }

    /// Two given names, or two patronymics, that cannot be one: such names never join, whatever else speaks for it.
    pub fn clashes(&self, other: &Self) -> bool {
        if self.full() && other.full() {
            return self.fit(other) == Fit::Different;
        }
        let clash = |a: &Option<Part>, b: &Option<Part>| matches!((a, b), (Some(a), Some(b)) if !a.agrees(b));
        clash(&self.given, &other.given) || clash(&self.patronymic, &other.patronymic)
    }

    /// What the id of a person is made of: canonical given name and family name, whatever the script and the patronymic.
    pub fn canonical(&self) -> String {
        let key = |p: &Option<Part>| p.as_ref().map(|p| p.key.clone()).unwrap_or_default();
        format!("{} {}", key(&self.given), key(&self.surname)).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::PersonName;

    use super::{Fit, PersonKey};

    fn check(a: &str, b: &str, expected: Fit) {
        assert_eq!(PersonKey::of_words(a).fit(&PersonKey::of_words(b)), expected, "{a} / {b}");
        assert_eq!(PersonKey::of_words(b).fit(&PersonKey::of_words(a)), expected, "{b} / {a}");
    }

    #[test]
    fn full_names_over_scripts() {
        check("Дмитрий Пантус", "Dmitry Pantus", Fit::Same);
        check("Дмитрий Шугаев", "Dmitri Shugayev", Fit::Same);
        check("Виктор Хренин", "Viktar Khrenin", Fit::Same);
        check("Чжань Шисянь", "Zhan Shixian", Fit::Same);
        check("Чжань Шисянь", "Shixian Zhan", Fit::Same);
        check("Александр Лукашенко", "Alexander Lukashenko", Fit::Same);
    }

    /// Holders of public offices as newspapers of both languages spell them.
    const KNOWN: [(&str, &str); 57] = [
        ("Жан-Ноэль Барро", "Jean-Noël Barrot"),
        ("Си Цзиньпин", "Xi Jinping"),
        ("Ли Цян", "Li Qiang"),
        ("Ван И", "Wang Yi"),
        ("Реджеп Тайип Эрдоган", "Recep Tayyip Erdoğan"),
        ("Хакан Фидан", "Hakan Fidan"),
        ("Ким Чен Ын", "Kim Jong Un"),
        ("Юн Сок Ёль", "Yoon Suk Yeol"),
        ("Ли Чжэ Мён", "Lee Jae-myung"),
        ("Пак Чин", "Park Jin"),
        ("Чо Тхэ Ёль", "Cho Tae-yul"),
        ("Фам Минь Чинь", "Pham Minh Chinh"),
        ("Буй Тхань Шон", "Bui Thanh Son"),
        ("То Лам", "To Lam"),
        ("Мухаммед бен Салман", "Mohammed bin Salman"),
        ("Мохаммед Шиа ас-Судани", "Mohammed Shia al-Sudani"),
        ("Тамим бен Хамад Аль Тани", "Tamim bin Hamad Al Thani"),
        ("Абдель Фаттах ас-Сиси", "Abdel Fattah el-Sisi"),
        ("Нарендра Моди", "Narendra Modi"),
        ("Субраманьям Джайшанкар", "Subrahmanyam Jaishankar"),
        ("Эмманюэль Макрон", "Emmanuel Macron"),
        ("Олаф Шольц", "Olaf Scholz"),
        ("Урсула фон дер Ляйен", "Ursula von der Leyen"),
        ("Антониу Гутерриш", "António Guterres"),
        ("Луис Инасиу Лула да Силва", "Luiz Inácio Lula da Silva"),
        ("Сирил Рамафоса", "Cyril Ramaphosa"),
        ("Касым-Жомарт Токаев", "Kassym-Jomart Tokayev"),
        ("Шавкат Мирзиёев", "Shavkat Mirziyoyev"),
        ("Александр Вучич", "Aleksandar Vučić"),
        ("Виктор Орбан", "Viktor Orbán"),
        ("Петер Сийярто", "Péter Szijjártó"),
        ("Анджей Дуда", "Andrzej Duda"),
        ("Никол Пашинян", "Nikol Pashinyan"),
        ("Ильхам Алиев", "Ilham Aliyev"),
        ("Сердар Бердымухамедов", "Serdar Berdimuhamedow"),
        ("Эмомали Рахмон", "Emomali Rahmon"),
        ("Садыр Жапаров", "Sadyr Japarov"),
        ("Жээнбек Кулубаев", "Jeenbek Kulubaev"),
        ("Бахтиёр Саидов", "Bakhtiyor Saidov"),
        ("Роберт Фицо", "Robert Fico"),
        ("Джо Байден", "Joe Biden"),
        ("Кир Стармер", "Keir Starmer"),
        ("Прабово Субианто", "Prabowo Subianto"),
        ("Фумио Кисида", "Fumio Kishida"),
        ("Сигэру Исиба", "Shigeru Ishiba"),
        ("Жозеп Боррель", "Josep Borrell"),
        ("Джорджа Мелони", "Giorgia Meloni"),
        ("Педро Санчес", "Pedro Sánchez"),
        ("Марк Рютте", "Mark Rutte"),
        ("Йенс Столтенберг", "Jens Stoltenberg"),
        ("Масуд Пезешкиан", "Masoud Pezeshkian"),
        ("Мигель Диас-Канель", "Miguel Díaz-Canel"),
        ("Николас Мадуро", "Nicolás Maduro"),
        ("Уильям Руто", "William Ruto"),
        ("Абий Ахмед", "Abiy Ahmed"),
        ("Владимир Зеленский", "Volodymyr Zelenskyy"),
        ("Максим Рыженков", "Maksim Ryzhenkov"),
    ];

    #[test]
    fn people_that_both_languages_know() {
        let key = PersonKey::of_words;
        let missed: Vec<_> = KNOWN.iter().filter(|(a, b)| key(a).fit(&key(b)) != Fit::Same).collect();
        assert!(missed.is_empty(), "{missed:?}");
        let crossed = KNOWN.iter().flat_map(|a| KNOWN.iter().map(move |b| (a, b))).filter(|(a, b)| a != b);
        let wrong: Vec<_> = crossed.filter(|(a, b)| key(a.0).fit(&key(b.1)) == Fit::Same).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn orders_markers_and_initials() {
        for (a, b) in [
            ("Рокош Иван Львович", "Иван Рокош"),
            ("Salim Odera", "Odera Salim"),
            ("Ильхам Гейдар оглы Алиев", "Ильхам Алиев"),
            ("Уго Вильярроэль Сенсано", "Hugo Villarroel Senzano"),
            ("Li Shang-fu", "Ли Шанфу"),
            ("Park Jin Ho", "Пак Чинхо"),
        ] {
            check(a, b, Fit::Same);
        }
        check("И. Л. Рокош", "Рокош Иван Львович", Fit::Possible);
        check("Рокош И.Л.", "Иван Рокош", Fit::Possible);
        check("П. Л. Рокош", "Рокош Иван Львович", Fit::Different);
    }

    #[test]
    fn different_given_names_never_fit() {
        check("Дмитрий Пантус", "Денис Пантус", Fit::Different);
        check("Дмитрий Пантус", "Denis Pantus", Fit::Different);
        check("Д. Пантус", "Сергей Пантус", Fit::Different);
        check("Иван Иванович Иванов", "Иван Петрович Иванов", Fit::Different);
    }

    #[test]
    fn a_family_name_that_looks_like_a_patronymic() {
        let name = PersonName { given: Some("Милан".into()), patronymic: Some("Петкович".into()), surname: None };
        assert_eq!(PersonKey::new(&name, "Милан Петкович").fit(&PersonKey::of_words("Milan Petkovic")), Fit::Same);
    }

    #[test]
    fn initials_and_family_names_alone() {
        check("Д. Пантус", "Дмитрий Пантус", Fit::Possible);
        check("D. Pantus", "Дмитрий Пантус", Fit::Possible);
        check("Пантус", "Дмитрий Пантус", Fit::Possible);
        check("Пантуса", "Дмитрий Пантус", Fit::Possible);
        check("Потапов", "Дмитрий Пантус", Fit::Different);
    }
}
