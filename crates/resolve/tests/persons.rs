//! Who is who among persons, as a reader would say.

mod builder;

use builder::{Builder, entities, names};
use rapporteur_model::{EntityKind, Reading, Role};
use rapporteur_resolve::resolve;

fn report(id: &str, lang: &str, names: &[&str]) -> Reading {
    let text = names.join(" | ");
    let mut b = Builder::new(id, lang, "2024-10-10", &text);
    for name in names {
        b.person(name, name);
    }
    b.done()
}

fn check(readings: &[Reading], expected: &[&str]) {
    assert_eq!(names(&resolve(readings, &[]), EntityKind::Person), expected);
}

#[test]
fn one_person_over_scripts_and_reports() {
    check(&[report("a", "ru", &["Дмитрий Пантус", "Пантус"]), report("b", "en", &["Dmitry Pantus"])], &["Дмитрий Пантус"]);
    check(&[report("a", "ru", &["Чжань Шисянь"]), report("b", "en", &["Zhan Shixian"])], &["Zhan Shixian"]);
}

#[test]
fn two_given_names_are_two_persons() {
    check(&[report("a", "ru", &["Дмитрий Пантус"]), report("b", "ru", &["Денис Пантус"])], &["Денис Пантус", "Дмитрий Пантус"]);
}

#[test]
fn a_family_name_alone_means_the_one_of_its_report() {
    let readings = [report("a", "ru", &["Сергей Иванов", "Иванов"]), report("b", "ru", &["Пётр Иванов", "Иванов"])];
    let record = resolve(&readings, &[]);
    assert_eq!(names(&record, EntityKind::Person), ["Пётр Иванов", "Сергей Иванов"]);
    entities(&record, EntityKind::Person).iter().for_each(|p| assert_eq!(p.names.iter().map(|n| n.count).sum::<u32>(), 2));
}

#[test]
fn a_family_name_alone_that_can_mean_two_stays_alone() {
    let readings = [report("a", "ru", &["Сергей Иванов"]), report("b", "ru", &["Пётр Иванов"]), report("c", "ru", &["Иванов"])];
    check(&readings, &["Иванов", "Пётр Иванов", "Сергей Иванов"]);
}

#[test]
fn initials_need_the_office_too() {
    let named = |id: &str, name: &str, title: &str, house: &str| {
        let mut b = Builder::new(id, "ru", "2024-10-10", &format!("{title} {house} {name}"));
        let (title, house) = (b.post(title, title), b.organisation(house, house, ""));
        let person = b.person(name, name);
        b.holds(person, title, Some(house));
        b.done()
    };
    let (one, two) = (named("a", "Сергей Иванов", "ректор", "институт «Торф»"), named("b", "Пётр Иванов", "директор", "завод «Купол»"));
    let short = named("c", "П. Иванов", "директор", "завод «Купол»");
    check(&[one.clone(), two.clone(), short], &["Пётр Иванов", "Сергей Иванов"]);
    // By the name alone it may be a third.
    check(&[one, two, report("c", "ru", &["П. Иванов"])], &["П. Иванов", "Пётр Иванов", "Сергей Иванов"]);
}

#[test]
fn only_those_with_a_post_are_listed() {
    let mut b = Builder::new("a", "ru", "2024-10-10", "глава ведомства Дмитрий Шугаев и водитель Иван Кузьмин");
    let title = b.post("глава", "глава");
    let shugaev = b.person("Дмитрий Шугаев", "Дмитрий Шугаев");
    b.person("Иван Кузьмин", "Иван Кузьмин");
    b.holds(shugaev, title, None);
    let record = resolve(&[b.done()], &[]);
    let listed: Vec<_> = entities(&record, EntityKind::Person).into_iter().filter(|p| p.listed).map(|p| p.name.as_str()).collect();
    assert_eq!(listed, ["Дмитрий Шугаев"]);
}

#[test]
fn posts_are_held_from_the_first_to_the_last_report() {
    let one = |id: &str, day: &str, title: &str| {
        let mut b = Builder::new(id, "ru", day, &format!("{title} ФСВТС Дмитрий Шугаев"));
        let title = b.post(title, title);
        let org = b.organisation("ФСВТС", "ФСВТС", "RU");
        let person = b.person("Дмитрий Шугаев", "Дмитрий Шугаев");
        b.holds(person, title, Some(org));
        b.done()
    };
    let record =
        resolve(&[one("c", "2025-03-01", "директор"), one("a", "2021-10-09", "директор"), one("b", "2024-10-10", "Директор")], &[]);
    let posts = &entities(&record, EntityKind::Person)[0].posts;
    assert_eq!(posts.len(), 1);
    let text = |d: Option<rapporteur_model::Edtf>| d.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!((text(posts[0].from), text(posts[0].to), posts[0].reports.len()), ("2021-10-09".into(), "2025-03-01".into(), 3));
    assert_eq!(posts[0].organisation.as_ref().map(|o| o.name.as_str()), Some("ФСВТС"));
    assert_eq!(posts[0].country.map(|c| c.to_string()).as_deref(), Some("RU"));
}

#[test]
fn a_former_post_is_not_the_country_of_today() {
    let mut b = Builder::new("a", "en", "2024-10-10", "Minister Jane Roe of Kenya");
    let title = b.post("Minister", "minister");
    let person = b.person("Jane Roe", "Jane Roe");
    let place = b.place("Kenya", "Kenya", "KE");
    b.holds(person, title, None);
    let claim =
        b.claim(rapporteur_model::ClaimKind::Post, "Minister", &[(Role::Person, person), (Role::Title, title), (Role::Place, place)]);
    claim.rule = "test/2".to_owned();
    let record = resolve(&[b.done()], &[]);
    let person = entities(&record, EntityKind::Person)[0];
    assert_eq!(person.country.map(|c| c.to_string()).as_deref(), Some("KE"));
    assert!(person.posts.iter().all(|p| p.organisation.is_none()));
}

#[test]
fn an_ambassador_is_known_by_where_he_was_sent() {
    let sent = |id: &str, name: &str, there: &str, code: &str| {
        let mut b = Builder::new(id, "en", "2024-10-10", &format!("Peruvian Ambassador to {there} {name} spoke"));
        let (title, place, person) = (b.post("Ambassador", "Ambassador"), b.place(there, there, code), b.person(name, name));
        let fields = [(Role::Person, person), (Role::Title, title), (Role::Destination, place)];
        let span = b.span("Peruvian");
        b.claim(rapporteur_model::ClaimKind::Post, "Ambassador", &fields).push(
            Role::Country,
            rapporteur_model::Value::Text("PE".to_owned()),
            span,
        );
        b.done()
    };
    let full = sent("a", "Rosa Quispe", "Japan", "JP");
    check(&[full.clone(), sent("b", "Quispe", "Japan", "JP")], &["Rosa Quispe"]);
    check(&[full, sent("b", "Quispe", "Chile", "CL")], &["Quispe", "Rosa Quispe"]);
}
