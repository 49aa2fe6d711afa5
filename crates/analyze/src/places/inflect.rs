//! Case forms of Russian names by their ending, and back. A rule, not a dictionary: it may give forms that are no words.

/// Endings of the six cases by the ending of the nominative (nominative, genitive, dative, accusative, instrumental, locative).
const NOUNS: &[(&str, [&str; 6])] = &[
    ("ия", ["ия", "ии", "ии", "ию", "ией", "ии"]),
    ("ья", ["ья", "ьи", "ье", "ью", "ьей", "ье"]),
    ("ье", ["ье", "ья", "ью", "ье", "ьем", "ье"]),
    ("ец", ["ец", "ца", "цу", "ца", "цем", "це"]),
    ("ка", ["ка", "ки", "ке", "ку", "кой", "ке"]),
    ("га", ["га", "ги", "ге", "гу", "гой", "ге"]),
    ("ха", ["ха", "хи", "хе", "ху", "хой", "хе"]),
    ("ша", ["ша", "ши", "ше", "шу", "шей", "ше"]),
    ("а", ["а", "ы", "е", "у", "ой", "е"]),
    ("я", ["я", "и", "е", "ю", "ей", "е"]),
    ("й", ["й", "я", "ю", "й", "ем", "е"]),
    ("о", ["о", "а", "у", "о", "ом", "е"]),
    ("ы", ["ы", "", "ам", "ы", "ами", "ах"]),
];

const ADJECTIVES: &[(&str, [&str; 6])] = &[
    ("ая", ["ая", "ой", "ой", "ую", "ой", "ой"]),
    ("ый", ["ый", "ого", "ому", "ый", "ым", "ом"]),
    ("кий", ["кий", "кого", "кому", "кий", "ким", "ком"]),
    ("ний", ["ний", "него", "нему", "ний", "ним", "нем"]),
    ("ское", ["ское", "ского", "скому", "ское", "ским", "ском"]),
    ("ое", ["ое", "ого", "ому", "ое", "ым", "ом"]),
    ("ые", ["ые", "ых", "ым", "ые", "ыми", "ых"]),
    ("ие", ["ие", "их", "им", "ие", "ими", "их"]),
];

/// The six cases of a folded word; more than one row where the ending does not tell.
fn paradigms(word: &str) -> Vec<[String; 6]> {
    let by = |table: &[(&str, [&str; 6])]| {
        let (ending, cases) = table.iter().find(|(ending, _)| word.ends_with(ending))?;
        let stem = &word[..word.len() - ending.len()];
        Some(cases.map(|case| format!("{stem}{case}")))
    };
    if let Some(forms) = by(ADJECTIVES) {
        return vec![forms];
    }
    if let Some(stem) = word.strip_suffix('ь') {
        return ["ь и и ь ью и", "ь я ю ь ем е"].map(|cases| six(stem, cases)).into();
    }
    // "Египет" drops its vowel, "Тибет" keeps it.
    if let Some(stem) = word.strip_suffix("ет") {
        return ["ет та ту ет том те", "ет ета ету ет етом ете"].map(|cases| six(stem, cases)).into();
    }
    if let Some(forms) = by(NOUNS) {
        let genitive = word.strip_suffix('ы').map(|stem| six(stem, "ы ов ам ы ами ах"));
        return std::iter::once(forms).chain(genitive).collect();
    }
    match word.chars().last() {
        Some(last) if last.is_alphabetic() && !"еиуэюё".contains(last) => {
            vec![["", "а", "у", "", "ом", "е"].map(|case| format!("{word}{case}"))]
        }
        _ => vec![[(); 6].map(|()| word.to_owned())],
    }
}

fn six(stem: &str, cases: &str) -> [String; 6] {
    let mut cases = cases.split(' ');
    [(); 6].map(|()| format!("{stem}{}", cases.next().unwrap_or_default()))
}

/// All case forms of a folded name: the first one, two … or all of its words are declined, the rest stay ("Соединённых Штатов Америки").
pub(super) fn forms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut all = vec![name.to_owned()];
    for declined in 1..=words.len() {
        let tail: String = words[declined..].iter().flat_map(|word| [" ", word]).collect();
        let rows = words[..declined].iter().fold(vec![[const { String::new() }; 6]], |rows, word| {
            let paradigms = paradigms(word);
            rows.iter().flat_map(|row| paradigms.iter().map(move |cases| joined(row, cases))).collect()
        });
        all.extend(rows.into_iter().flatten().map(|form| format!("{form}{tail}")));
    }
    all.sort();
    all.dedup();
    all
}

fn joined(row: &[String; 6], cases: &[String; 6]) -> [String; 6] {
    std::array::from_fn(|i| if row[i].is_empty() { cases[i].clone() } else { format!("{} {}", row[i], cases[i]) })
}

/// Case forms of a folded word for a man of a people, and of the plural: "россиянин", "россиян"; "китаец", "китайцев".
pub(super) fn people(word: &str) -> Vec<String> {
    let plural: &[(&str, &str, &[&str])] = &[
        ("анин", "ан", &["е", "", "ам", "ами", "ах"]),
        ("янин", "ян", &["е", "", "ам", "ами", "ах"]),
        ("арин", "ар", &["ы", "", "ам", "ами", "ах"]),
        ("ин", "ин", &["ы", "", "ам", "ами", "ах"]),
        ("аец", "айц", &["ы", "ев", "ам", "ами", "ах"]),
        ("еец", "ейц", &["ы", "ев", "ам", "ами", "ах"]),
        ("иец", "ийц", &["ы", "ев", "ам", "ами", "ах"]),
        ("ец", "ц", &["ы", "ев", "ам", "ами", "ах"]),
        ("ок", "к", &["и", "ок", "ам", "ами", "ах"]),
        ("к", "к", &["и", "ов", "ам", "ами", "ах"]),
        ("х", "х", &["и", "ов", "ам", "ами", "ах"]),
        ("", "", &["ы", "ов", "ам", "ами", "ах"]),
    ];
    let mut all = forms(word);
    if let Some((stem, base, endings)) = plural.iter().find_map(|(ending, base, endings)| Some((word.strip_suffix(ending)?, base, endings)))
    {
        all.extend(endings.iter().map(|ending| format!("{stem}{base}{ending}")));
        // "китайца": the vowel and "й" of the singular go the same way.
        if base.ends_with('ц') {
            all.extend(["а", "у", "ем", "е"].map(|ending| format!("{stem}{base}{ending}")));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Endings of adjectives in every case, gender and number; the longest first.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им", "ом", "ем",
    "ую", "юю", "ей",
];

/// A folded adjective without its ending; `None` where it has none.
pub(super) fn adjective_stem(word: &str) -> Option<&str> {
    let stem = ADJECTIVE_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.chars().count() >= 3).then_some(stem)
}

/// Nominatives that a folded form of a name can come from, itself first: "минске" from "минск", "минска", "минсь" ….
pub(super) fn nominatives(form: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in form.split(' ') {
        let options = word_nominatives(word);
        all = all
            .iter()
            .flat_map(|head| options.iter().map(move |o| if head.is_empty() { o.clone() } else { format!("{head} {o}") }))
            .take(64)
            .collect();
    }
    all
}

fn word_nominatives(word: &str) -> Vec<String> {
    let back: &[(&str, &[&str])] = &[
        ("ого", &["ый", "ий", "ое"]),
        ("его", &["ий", "ее"]),
        ("ому", &["ый", "ий"]),
        ("ии", &["ия"]),
        ("ию", &["ия"]),
        ("ией", &["ия"]),
        ("ью", &["ь"]),
        ("ой", &["а", "ая"]),
        ("ей", &["я"]),
        ("ую", &["ая"]),
        ("ом", &["", "о", "ый", "ий"]),
        ("ем", &["ь", "й", "ий"]),
        ("ым", &["ый", "ые"]),
        ("ых", &["ые"]),
        ("ими", &["ие"]),
        ("их", &["ие"]),
        ("ах", &["ы", "и"]),
        ("ами", &["ы", "и"]),
        ("ам", &["ы", "и"]),
        ("ов", &["ы"]),
        ("ца", &["ец"]),
        ("це", &["ец"]),
        ("цу", &["ец"]),
        ("е", &["", "а", "я", "о", "ь", "й"]),
        ("а", &["", "о"]),
        ("я", &["ь", "й"]),
        ("у", &["", "а", "о"]),
        ("ю", &["ь", "й", "я"]),
        ("ы", &["а"]),
        ("и", &["ь", "я", "а"]),
    ];
    let mut all = vec![word.to_owned()];
    for (ending, nominatives) in back {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) {
            all.extend(nominatives.iter().map(|nominative| format!("{stem}{nominative}")));
            all.extend(with_vowel(stem).filter(|_| nominatives[0].is_empty()));
        }
    }
    // "Ростове-на-Дону": the first part alone is declined.
    if let Some((first, rest)) = word.split_once('-').filter(|(_, rest)| rest.contains('-')) {
        all.extend(word_nominatives(first).into_iter().skip(1).map(|first| format!("{first}-{rest}")));
    }
    all
}

/// "орл" as "орел": the vowel that other cases drop.
fn with_vowel(stem: &str) -> Option<String> {
    let consonant = |c: char| c.is_alphabetic() && !"аеиоуыэюяьй".contains(c);
    let last = stem.chars().next_back().filter(|&c| consonant(c))?;
    let head = &stem[..stem.len() - last.len_utf8()];
    head.ends_with(consonant).then(|| format!("{head}е{last}"))
}

#[cfg(test)]
mod tests {
    use super::{adjective_stem, forms, nominatives, people};

    #[test]
    fn names_decline_word_by_word() {
        let has = |name: &str, form: &str| assert!(forms(name).contains(&form.to_owned()), "{name}: {form} not in {:?}", forms(name));
        has("россия", "россией");
        has("республика беларусь", "республики беларусь");
        has("республика беларусь", "республике беларуси");
        has("соединенные штаты америки", "соединенными штатами америки");
        has("объединенные арабские эмираты", "объединенных арабских эмиратах");
        has("нидерланды", "нидерландов");
        has("китай", "китаем");
        has("египет", "египта");
        assert_eq!(forms("перу"), ["перу"]);
    }

    #[test]
    fn peoples_have_plurals() {
        for (man, forms) in [
            ("россиянин", "россиян россияне россиянами"),
            ("китаец", "китайцы китайцев китайца"),
            ("украинец", "украинцы"),
            ("белорус", "белорусов"),
            ("поляк", "поляки"),
        ] {
            for form in forms.split(' ') {
                assert!(people(man).contains(&form.to_owned()), "{form}");
            }
        }
    }

    #[test]
    fn forms_lead_back() {
        for (form, name) in [
            ("минске", "минск"),
            ("астане", "астана"),
            ("казани", "казань"),
            ("нижнем новгороде", "нижний новгород"),
            ("грозном", "грозный"),
        ] {
            assert!(nominatives(form).contains(&name.to_owned()), "{form}");
        }
    }

    #[test]
    fn stems_of_adjectives() {
        assert_eq!(adjective_stem("белорусскими"), Some("белорусск"));
        assert_eq!(adjective_stem("минск"), None);
    }
}
