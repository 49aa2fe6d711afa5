//! Who is who among organisations, bodies, places and products.

mod builder;

use builder::{Builder, entities, names};
use rapporteur_model::{ClaimKind, EntityKind, Reading, Role};
use rapporteur_resolve::resolve;

fn report(id: &str, lang: &str, names: &[(&str, &str)]) -> Reading {
    let text = names.iter().map(|n| n.0).collect::<Vec<_>>().join(" | ");
    let mut b = Builder::new(id, lang, "2024-10-10", &text);
    names.iter().for_each(|(name, country)| {
        b.organisation(name, name, country);
    });
    b.done()
}

fn bodies(id: &str, lang: &str, names: &[&str]) -> Reading {
    let mut b = Builder::new(id, lang, "2024-10-10", &names.join(" | "));
    names.iter().for_each(|name| {
        b.body(name, name);
    });
    b.done()
}

fn check(readings: &[Reading], kind: EntityKind, expected: &[&str]) {
    assert_eq!(names(&resolve(readings, &[]), kind), expected);
}

#[test]
fn compound_abbreviations_are_the_names_they_abbreviate() {
    let readings = [
        report("a", "ru", &[("Государственный военно-промышленный комитет Республики Беларусь", "BY"), ("Госкомвоенпром", "")]),
        report("b", "en", &[("State Military-Industrial Committee", "")]),
        report("c", "ru", &[("Госкомвоенпром Белоруссии", "BY")]),
    ];
    // A name without its country may be another country's committee.
    check(
        &readings[..2],
        EntityKind::Organisation,
        &["State Military-Industrial Committee", "Государственный военно-промышленный комитет Республики Беларусь"],
    );
    let named = report("d", "en", &[("State Military-Industrial Committee of Belarus", "BY")]);
    check(
        &[readings[0].clone(), readings[2].clone(), named],
        EntityKind::Organisation,
        &["Государственный военно-промышленный комитет Республики Беларусь"],
    );
}

#[test]
fn acronyms_need_the_text() {
    let spelled = "Федеральная служба по военно-техническому сотрудничеству";
    let together = report("a", "ru", &[(spelled, ""), ("ФСВТС", "")]);
    let alone = report("b", "ru", &[("ФСВТС", "RU")]);
    check(&[together, alone.clone()], EntityKind::Organisation, &[spelled]);
    check(&[report("a", "ru", &[(spelled, "")]), alone], EntityKind::Organisation, &["ФСВТС", spelled]);
}

#[test]
fn ministries_of_two_countries_are_two() {
    let readings = [
        report("a", "ru", &[("Министерство обороны Беларуси", "BY"), ("Министерство обороны РФ", "RU"), ("министерство", "")]),
        report("b", "en", &[("Belarusian Defence Ministry", "BY")]),
        report("d", "ru", &[("Минобороны Беларуси", "BY")]),
        report("c", "ru", &[("Минобороны России", "RU")]),
    ];
    check(&readings, EntityKind::Organisation, &["Министерство обороны Беларуси", "Министерство обороны РФ"]);
}

#[test]
fn quotes_legal_forms_and_plants() {
    let readings = [
        report(
            "a",
            "ru",
            &[("АО \"Рособоронэкспорт\"", ""), ("Ижевский электромеханический завод «Купол»", ""), ("ИЭМЗ «Купол»", ""), ("«Купол»", "")],
        ),
        report("b", "en", &[("Rosoboronexport", "RU")]),
        report("c", "ru", &[("\"Рособоронэкспорт\"", "")]),
    ];
    check(&readings, EntityKind::Organisation, &["АО \"Рособоронэкспорт\"", "Ижевский электромеханический завод «Купол»"]);
}

#[test]
fn a_part_is_not_its_whole() {
    let readings = [report(
        "a",
        "ru",
        &[
            ("Государственный военно-промышленный комитет Республики Беларусь", "BY"),
            ("управление военно-технического сотрудничества Государственного военно-промышленного комитета Республики Беларусь", "BY"),
        ],
    )];
    assert_eq!(names(&resolve(&readings, &[]), EntityKind::Organisation).len(), 2);
}

#[test]
fn a_press_service_speaks_for_its_organisation_and_is_not_it() {
    let readings = [
        report("a", "ru", &[("ФСВТС", ""), ("пресс-служба ФСВТС", "")]),
        report("b", "ru", &[("ВПК", ""), ("Государственный военно-промышленный комитет", "")]),
    ];
    assert_eq!(names(&resolve(&readings, &[]), EntityKind::Organisation).len(), 4);
}

#[test]
fn a_country_that_acts_is_the_country() {
    let mut b = Builder::new("a", "ru", "2024-10-10", "Беларусь углубляет. в Беларуси");
    b.organisation("Беларусь", "Беларусь", "BY");
    b.place("Беларуси", "Беларусь", "BY");
    let record = resolve(&[b.done()], &[]);
    assert_eq!((names(&record, EntityKind::Place), record.links.len()), (vec!["Беларусь"], 2));
}

#[test]
fn one_head_with_one_post_ties_an_acronym_in_another_language() {
    let headed = |id: &str, lang: &str, org: &str, country: &str, title: &str, person: &str| {
        let mut b = Builder::new(id, lang, "2024-10-10", &format!("{title} {org} {person}"));
        let post = b.post(title, title);
        let org = b.organisation(org, org, country);
        let person = b.person(person, person);
        b.holds(person, post, Some(org));
        b.done()
    };
    let ru = headed("a", "ru", "Государственный военно-промышленный комитет", "BY", "председатель", "Дмитрий Пантус");
    let en = headed("b", "en", "SAMI", "", "Minister", "Dmitry Pantus");
    check(&[ru.clone(), en], EntityKind::Organisation, &["SAMI"]);
    let other = headed("b", "en", "SAMI", "", "Minister", "John Smith");
    check(&[ru.clone(), other], EntityKind::Organisation, &["SAMI", "Государственный военно-промышленный комитет"]);
    let elsewhere = headed("b", "en", "FIFA", "", "President", "Dmitry Pantus");
    check(&[ru, elsewhere], EntityKind::Organisation, &["FIFA", "Государственный военно-промышленный комитет"]);
}

#[test]
fn the_commission_is_one_body() {
    let readings = [
        bodies(
            "a",
            "ru",
            &[
                "Российско-Белорусская межправительственная комиссия по военно-техническому сотрудничеству",
                "межправительственная комиссия по военно-техническому сотрудничеству",
                "комиссия",
            ],
        ),
        bodies(
            "b",
            "en",
            &[
                "Belarusian-Russian Intergovernmental Commission on Military-Technical Cooperation",
                "Intergovernmental Commission on Military-Technical Cooperation",
            ],
        ),
        bodies("c", "ru", &["Межправительственная белорусско-российская комиссия по ВТС"]),
        bodies("d", "ru", &["Российско-индийская межправительственная комиссия по военно-техническому сотрудничеству"]),
    ];
    let record = resolve(&readings, &[]);
    let found = entities(&record, EntityKind::Body);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found.iter().map(|b| b.reports.len()).max(), Some(3));
}

#[test]
fn two_fields_of_one_pair_of_countries_are_two_bodies() {
    let readings = [
        bodies("a", "ru", &["Российско-индийская межправительственная комиссия по военно-техническому сотрудничеству"]),
        bodies(
            "b",
            "ru",
            &[
                "Российско-индийская межправительственная комиссия по торгово-экономическому, научно-техническому и культурному сотрудничеству",
            ],
        ),
        bodies(
            "c",
            "en",
            &["Russian-Indian Intergovernmental Commission on Trade, Economic, Scientific, Technical and Cultural Cooperation"],
        ),
    ];
    assert_eq!(names(&resolve(&readings, &[]), EntityKind::Body).len(), 2);
}

#[test]
fn a_noun_alone_is_no_entry() {
    let readings = [report("a", "ru", &[("министерство", ""), ("пресс-служба", "")]), bodies("b", "ru", &["комиссия"])];
    let record = resolve(&readings, &[]);
    assert!(record.entities.is_empty(), "{:#?}", record.entities);
}

#[test]
fn places_over_languages() {
    let places = |id: &str, lang: &str, all: &[(&str, &str)]| {
        let mut b = Builder::new(id, lang, "2024-10-10", &all.iter().map(|p| p.0).collect::<Vec<_>>().join(" | "));
        all.iter().for_each(|(name, country)| {
            b.place(name, name, country);
        });
        b.done()
    };
    let readings = [
        places("a", "ru", &[("Минск", "BY"), ("Россия", "RU"), ("Российская Федерация", "RU"), ("Москва", "RU"), ("Удмуртия", "RU")]),
        places("b", "en", &[("Minsk", ""), ("Russia", "RU"), ("Moscow", "RU"), ("Udmurtia", "RU")]),
    ];
    let record = resolve(&readings, &[]);
    let found: Vec<(&str, usize)> = entities(&record, EntityKind::Place).iter().map(|p| (p.name.as_str(), p.reports.len())).collect();
    // Places are shown in the first of their languages, however often each is told.
    assert_eq!(found, [("Minsk", 2), ("Moscow", 2), ("Russia", 2), ("Udmurtia", 2)]);
}

#[test]
fn products_and_what_makes_them() {
    let mut a = Builder::new("a", "ru", "2024-10-10", "«Купол» входит в концерн «Алмаз-Антей» и производит «Тор-М2»");
    let plant = a.organisation("«Купол»", "«Купол»", "");
    let whole = a.organisation("концерн «Алмаз-Антей»", "концерн «Алмаз-Антей»", "");
    let tor = a.product("«Тор-М2»");
    a.claim(ClaimKind::Structure, "входит", &[(Role::Organisation, plant), (Role::PartOf, whole)]);
    a.claim(ClaimKind::Structure, "производит", &[(Role::Organisation, plant), (Role::Produces, tor)]);
    let mut b = Builder::new("b", "en", "2024-10-10", "Tor-M2");
    b.product("Tor-M2");
    let record = resolve(&[a.done(), b.done()], &[]);
    assert_eq!(entities(&record, EntityKind::Product).len(), 1);
    let kupol = entities(&record, EntityKind::Organisation).into_iter().find(|o| o.name == "«Купол»").expect("the plant");
    assert_eq!(kupol.part_of[0].to.name, "концерн «Алмаз-Антей»");
    assert_eq!(kupol.produces[0].to.id.as_deref(), Some(entities(&record, EntityKind::Product)[0].id.as_str()));
}

fn session(id: &str, lang: &str, body: &str, chairs: &[&str]) -> Reading {
    let mut b = Builder::new(id, lang, "2024-10-10", &format!("{body} | sat | {}", chairs.join(" | ")));
    let mut fields = vec![(Role::Body, b.body(body, body))];
    fields.extend(chairs.iter().map(|chair| (Role::CoChair, b.person(chair, chair))));
    b.claim(ClaimKind::Session, "sat", &fields);
    b.done()
}

#[test]
fn a_body_without_its_sides_is_known_by_the_two_who_chaired_it() {
    let number = |readings: &[Reading]| entities(&resolve(readings, &[]), EntityKind::Body).len();
    let with_chile = session("a", "en", "Peruvian-Chilean Intergovernmental Commission on Tourism", &["Rosa Quispe", "Pedro Araya"]);
    let with_japan = session("b", "en", "Peruvian-Japanese Joint Commission on Tourism", &["Rosa Quispe", "Kenji Morita"]);
    let bare = |chairs: &[&str]| session("c", "en", "Joint Commission on Tourism", chairs);
    assert_eq!(number(&[with_chile.clone(), bare(&["Rosa Quispe", "Pedro Araya"])]), 1);
    assert_eq!(number(&[with_chile.clone(), with_japan, bare(&["Pedro Araya", "Rosa Quispe"])]), 2);
    // In another language, and two reports that leave the sides out.
    let russian = session("d", "ru", "совместная комиссия по туризму", &["Роса Киспе", "Педро Арайя"]);
    assert_eq!(number(&[with_chile.clone(), russian.clone()]), 1);
    assert_eq!(number(&[russian, bare(&["Rosa Quispe", "Pedro Araya"])]), 1);
    // One of them sits in many commissions, whether the record has them or not.
    assert_eq!(number(&[with_chile.clone(), bare(&["Rosa Quispe"])]), 2);
    assert_eq!(number(&[with_chile.clone(), bare(&["Rosa Quispe", "Kenji Morita"])]), 2);
    // Another subject is another commission.
    assert_eq!(number(&[with_chile, session("c", "en", "Joint Commission on Energy", &["Rosa Quispe", "Pedro Araya"])]), 2);
}

/// A session of a body, led by people in posts of these countries.
fn led(id: &str, lang: &str, body: &str, leaders: &[(&str, &str)]) -> Reading {
    let names: Vec<&str> = leaders.iter().map(|(name, _)| *name).collect();
    let mut b = Builder::new(id, lang, "2024-10-10", &format!("{body} | sat | Minister of Trade | {}", names.join(" | ")));
    let body = b.body(body, body);
    let title = b.post("Minister of Trade", "Minister of Trade");
    let people: Vec<u32> = names.iter().map(|name| b.person(name, name)).collect();
    let chairs = people.iter().map(|&person| (Role::CoChair, person));
    b.claim(ClaimKind::Session, "sat", &chairs.chain([(Role::Body, body)]).collect::<Vec<_>>());
    for (person, (_, country)) in people.iter().zip(leaders) {
        let claim = b.claim(ClaimKind::Post, "Minister of Trade", &[(Role::Person, *person), (Role::Title, title)]);
        claim.push(Role::Country, rapporteur_model::Value::Text((*country).to_owned()), claim.trigger);
    }
    b.done()
}

#[test]
fn a_body_without_its_sides_has_those_of_the_ministers_who_led_its_session() {
    let whole = bodies("a", "ru", &["Смешанная перуанско-непальская комиссия по торговле"]);
    let count = |readings: &[Reading]| names(&resolve(readings, &[]), EntityKind::Body).len();
    let bare = |leaders: &[(&str, &str)]| led("b", "en", "Joint Commission on Trade", leaders);
    let peru_and_nepal = [("Ana Quispe", "PE"), ("Ram Thapa", "NP")];
    assert_eq!(count(&[whole.clone(), bare(&peru_and_nepal)]), 1);
    assert_eq!(count(&[whole.clone(), bare(&[("Ana Quispe", "PE"), ("Olaf Dahl", "NO")])]), 2, "another side");
    assert_eq!(count(&[whole.clone(), bare(&peru_and_nepal[..1])]), 2, "one side alone");
    assert_eq!(count(&[whole.clone(), bare(&[("Ana Quispe", "PE"), ("Ram Thapa", "NP"), ("Olaf Dahl", "NO")])]), 2, "three sides");
    assert_eq!(count(&[whole.clone(), led("b", "en", "Joint Commission on Fisheries", &peru_and_nepal)]), 2, "another subject");
    assert_eq!(count(&[whole, led("b", "en", "Joint Commission", &peru_and_nepal)]), 2, "no subject");
    // "The commission", later in the report, is no name by which another commission of the two is meant.
    let trade = bodies("d", "en", &["Peruvian-Nepali Joint Commission on Trade"]);
    let fisheries = bodies("e", "en", &["Peruvian-Nepali Joint Commission on Fisheries"]);
    let mut later = bare(&peru_and_nepal);
    later.report.text.push_str(" | Commission");
    let words = later.report.text.len() - "Commission".len();
    let mut mention = later.mentions[0].clone();
    (mention.span, mention.name) = (rapporteur_model::Span::new(words, later.report.text.len()), "Commission".to_owned());
    later.mentions.push(mention);
    assert_eq!(count(&[trade, fisheries, later]), 2);
    // Other people of the same two countries led another session of it, and no report names the sides.
    let again = led("c", "en", "Intergovernmental Commission on Trade", &[("Luz Mamani", "PE"), ("Hari Rai", "NP")]);
    assert_eq!(count(&[bare(&peru_and_nepal), again]), 1);
}

#[test]
fn who_chaired_a_session_holds_no_post_by_that() {
    let record = resolve(&[session("a", "en", "Peruvian-Chilean Commission on Tourism", &["Rosa Quispe", "Pedro Araya"])], &[]);
    let people = entities(&record, EntityKind::Person);
    assert_eq!(people.len(), 2);
    assert!(people.iter().all(|person| person.posts.is_empty() && !person.listed));
}
