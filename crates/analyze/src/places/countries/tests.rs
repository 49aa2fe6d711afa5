//! What words name.

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
