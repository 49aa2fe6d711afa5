//! What analysts decide outlives every rule, and every re-reading.

mod builder;

use builder::{Builder, entities, events, judge, names, on};
use rapporteur_model::{ClaimKind, EntityKind, EventKind, Judgement, Reading, Role, Verdict};
use rapporteur_resolve::resolve;

fn report(id: &str, name: &str) -> Reading {
    let mut b = Builder::new(id, "ru", "2024-10-10", &format!("Прибыл {name} и говорил"));
    b.person(name, name);
    b.done()
}

fn persons(readings: &[Reading], judgements: &[Judgement]) -> usize {
    entities(&resolve(readings, judgements), EntityKind::Person).len()
}

const DAY: &str = "2025-01-01T10:00:00Z";

#[test]
fn different_parts_namesakes_and_same_joins_what_no_rule_would() {
    let (a, b, c) = (report("a", "Иван Иванов"), report("b", "Иван Иванов"), report("c", "Хасан Абу Зейд"));
    let all = [a.clone(), b.clone(), c.clone()];
    assert_eq!(persons(&all, &[]), 2);
    let different = judge(Verdict::Different, (&a, "Иван Иванов"), Some((&b, "Иван Иванов")), DAY);
    assert_eq!(persons(&all, std::slice::from_ref(&different)), 3);
    let same = judge(Verdict::Same, (&a, "Иван Иванов"), Some((&c, "Хасан Абу Зейд")), DAY);
    assert_eq!(persons(&all, &[different, same]), 2);
}

#[test]
fn the_latest_decision_on_the_same_words_counts() {
    let (a, b) = (report("a", "Иван Иванов"), report("b", "Иван Иванов"));
    let decide = |verdict, when: &str| judge(verdict, (&a, "Иван Иванов"), Some((&b, "Иван Иванов")), when);
    let early = decide(Verdict::Different, "2025-01-01T10:00:00Z");
    // Later, though the text of the time sorts before.
    let late = decide(Verdict::Same, "2025-01-01T09:30:00-03:00");
    let all = [a.clone(), b.clone()];
    assert_eq!(persons(&all, &[early.clone(), late.clone()]), 1);
    assert_eq!(persons(&all, &[late, early]), 1);
}

#[test]
fn an_anchor_is_found_again_where_its_words_moved() {
    let (a, b) = (report("a", "Иван Иванов"), report("b", "Иван Иванов"));
    let judgement = judge(Verdict::Different, (&a, "Иван Иванов"), Some((&b, "Иван Иванов")), DAY);
    let mut moved = Builder::new("a", "ru", "2024-10-10", "Строка, которой раньше не было. Прибыл Иван Иванов и говорил");
    moved.person("Иван Иванов", "Иван Иванов");
    assert_eq!(persons(&[moved.done(), b], &[judgement]), 2);
}

#[test]
fn two_namesakes_in_one_report() {
    let mut b = Builder::new("a", "ru", "2024-10-10", "Иван Иванов (старший) и Иван Иванов (младший)");
    b.person("Иван Иванов (с", "Иван Иванов");
    b.person("Иван Иванов (м", "Иван Иванов");
    let reading = b.done();
    let judgement = judge(Verdict::Different, (&reading, "Иван Иванов (с"), Some((&reading, "Иван Иванов (м")), DAY);
    assert_eq!(persons(std::slice::from_ref(&reading), &[]), 1);
    assert_eq!(persons(&[reading], &[judgement]), 2);
}

fn meeting(id: &str, day: &str) -> Reading {
    let mut b = Builder::new(id, "en", day, "Jane Roe met John Doe");
    let (x, y) = (b.person("Jane Roe", "Jane Roe"), b.person("John Doe", "John Doe"));
    on(b.claim(ClaimKind::Meeting, "met", &[(Role::Participant, x), (Role::Participant, y)]), day);
    b.done()
}

#[test]
fn events_are_joined_parted_confirmed_and_rejected() {
    let all = [meeting("a", "2024-03-01"), meeting("b", "2024-03-01"), meeting("c", "2024-05-01")];
    let count = |judgements: &[Judgement]| events(&resolve(&all, judgements), EventKind::Meeting).len();
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&[judge(Verdict::Different, (&all[0], "met"), Some((&all[1], "met")), DAY)]), 3);
    assert_eq!(count(&[judge(Verdict::Same, (&all[0], "met"), Some((&all[2], "met")), DAY)]), 1);
    // The event goes whole, though another report tells it too.
    assert_eq!(count(&[judge(Verdict::Reject, (&all[0], "met"), None, DAY)]), 1);
    let confirmed = resolve(&all, &[judge(Verdict::Confirm, (&all[2], "met"), None, DAY)]);
    let sure: Vec<bool> = events(&confirmed, EventKind::Meeting).iter().map(|m| m.confidence >= 1.0).collect();
    assert_eq!(sure, [false, true]);
}

#[test]
fn corrections_stand_in_the_record() {
    let all = [meeting("a", "2024-03-01")];
    let correct = |words: &str, field: &str, value: &str| Judgement {
        correction: Some((field.into(), value.into())),
        ..judge(Verdict::Correct, (&all[0], words), None, DAY)
    };
    let record = resolve(
        &all,
        &[
            correct("met", "date", "2024-03-02"),
            correct("Jane Roe", "name", "Jane A. Roe"),
            correct("met", "date2", "x"),
            correct("John Doe", "country", "not one"),
        ],
    );
    assert_eq!(events(&record, EventKind::Meeting)[0].date.map(|d| d.to_string()).as_deref(), Some("2024-03-02"));
    assert_eq!(names(&record, EntityKind::Person), ["Jane A. Roe", "John Doe"]);
    let rejected = resolve(&all, &[judge(Verdict::Reject, (&all[0], "John Doe"), None, DAY)]);
    assert_eq!(names(&rejected, EntityKind::Person), ["Jane Roe"]);
}

#[test]
fn judgements_on_what_is_not_there_say_nothing() {
    let all = [meeting("a", "2024-03-01")];
    let mut lost = judge(Verdict::Reject, (&all[0], "met"), None, DAY);
    lost.anchor.report = "gone".into();
    let mut other = judge(Verdict::Reject, (&all[0], "met"), None, "not a time");
    other.anchor.quote = "words that are nowhere".into();
    assert_eq!(resolve(&all, &[lost, other]), resolve(&all, &[]));
}
