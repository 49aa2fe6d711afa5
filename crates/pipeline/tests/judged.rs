//! A hundred judgements of every kind: each can be taken back without a trace, and all outlive a new cleaning and a rule that is off.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../../resolve/tests/builder/mod.rs"]
mod builder;

use builder::{Builder, on};
use rapporteur_model::{ClaimKind, EntityKind, Judgement, Reading, Record, Role, Verdict};
use rapporteur_pipeline::{Progress, Silent, refresh};
use rapporteur_store::{Entry, Source, Store};
use rapporteur_views::{Ground, Reader, State, Wish, decide, judgements, review};

const GIVEN: [&str; 6] = ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор"];
const FAMILY: [&str; 5] = ["Абросимова", "Березняк", "Вятич", "Голубко", "Дроздич"];
const TOWNS: [&str; 4] = ["Минске", "Пскове", "Гродно", "Рязани"];
const REPORTS: usize = 24;

/// How the reports are read: with a line before the text that another cleaning leaves in, and without the rule for visits.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    First,
    Other,
}

fn person(n: usize) -> String {
    format!("{} {}", GIVEN[n % GIVEN.len()], FAMILY[n % FAMILY.len()])
}

/// One of the reports: two people met, a third visited a plant.
fn reading(n: usize, way: Way) -> Reading {
    let (a, b, c) = (person(n), person(n * 7 + 3), person(n * 11 + 5));
    let (town, plant) = (TOWNS[n % TOWNS.len()], format!("Завод «Искра-{}»", n % 9));
    let before = if way == Way::Other { "Новости дня.\n\n" } else { "" };
    let text = format!("{before}{a} встречалась. {b} участвовал в {town}. Потом {c} посетила {plant}.");
    let day = format!("2024-{:02}-{:02}", n % 12 + 1, n % 27 + 1);
    let mut builder = Builder::new(&format!("r{n:02}"), "ru", &day, &text);
    let (x, y) = (builder.person(&a, &a), builder.person(&b, &b));
    let place = builder.place(town, town, "");
    let visitor = builder.person(&c, &c);
    let house = builder.organisation(&plant, &plant, "");
    on(builder.claim(ClaimKind::Meeting, "встречалась", &[(Role::Participant, x), (Role::Participant, y), (Role::Place, place)]), &day);
    if way == Way::First {
        on(builder.claim(ClaimKind::Visit, "посетила", &[(Role::Visitor, visitor), (Role::Destination, house)]), &day);
    }
    builder.done()
}

fn put(store: &mut Store, way: Way) {
    let entry = |n: usize| {
        let reading = reading(n, way);
        let source = Source { media_type: "text/plain".to_owned(), bytes: reading.report.text.clone().into_bytes() };
        Entry { source, reading }
    };
    let entries: Vec<Entry> = (0..REPORTS).map(entry).collect();
    store.put(&entries, if way == Way::First { "1" } else { "2" }).unwrap();
    refresh(store, &Silent).unwrap();
    counted(store);
}

fn record(folder: &std::path::Path, name: &str, way: Way) -> Store {
    let mut store = Store::open(&folder.join(name)).unwrap();
    put(&mut store, way);
    store
}

/// Counts that are kept are those that counting gives, whatever was judged and taken back.
fn counted(store: &Store) {
    assert_eq!(store.miscounted().unwrap(), Vec::<String>::new());
}

fn written(record: &Record) -> String {
    serde_json::to_string(record).unwrap()
}

fn whole(store: &Store) -> String {
    written(&store.record().unwrap())
}

fn ground(n: usize) -> Ground {
    Ground {
        who: "analyst".to_owned(),
        when: format!("2025-01-01T{:02}:{:02}:{:02}Z", n / 3600, n / 60 % 60, n % 60),
        why: "read it".to_owned(),
    }
}

/// Judgements of every kind, a hundred, on what stands in the record.
fn wishes(record: &Record) -> Vec<Wish> {
    let people: Vec<_> = record.entities.iter().filter(|e| e.kind == EntityKind::Person).collect();
    let id = |n: usize| people[n % people.len()].id.clone();
    let event = |n: usize| record.events[n * 3 % record.events.len()].id.clone();
    let wish = |n: usize| match n % 10 {
        0 => Wish::Same { a: id(n), b: id(n + 1) },
        1 => Wish::Different { a: id(n), b: id(n + 1) },
        2 => Wish::Split { id: id(n), report: people[n % people.len()].reports.last().unwrap().clone(), mention: None },
        3 => Wish::Correct { id: id(n), field: "country".to_owned(), value: "FJ".to_owned() },
        4 => Wish::Correct { id: id(n), field: "name".to_owned(), value: format!("Имя Другое-{n}") },
        5 => Wish::Reject { id: event(n) },
        6 => Wish::Correct { id: event(n), field: "date".to_owned(), value: "1999-01-02".to_owned() },
        7 => Wish::Confirm { id: event(n) },
        8 => Wish::Correct { id: event(n), field: "status".to_owned(), value: "cancelled".to_owned() },
        _ => Wish::Reject { id: id(n) },
    };
    (0..100).map(wish).collect()
}

/// Takes judgements one by one, each decided of the record as it was at first.
fn decided(store: &Store, wishes: &[Wish]) -> Vec<Judgement> {
    let reader = Reader::plain(store);
    wishes
        .iter()
        .enumerate()
        .map(|(n, wish)| decide(&reader, wish, &ground(n)).unwrap().unwrap_or_else(|e| panic!("{wish:?}: {e}")))
        .collect()
}

fn undo(store: &mut Store, judgement: &Judgement, n: usize) {
    let undone = decide(&Reader::plain(store), &Wish::Undo { judgement: judgement.id() }, &ground(n)).unwrap().unwrap();
    store.judge(&undone).unwrap();
    refresh(store, &Silent).unwrap();
    counted(store);
}

#[test]
fn each_of_a_hundred_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = record(folder.path(), "a.db", Way::First);
    let before = whole(&store);
    let all = decided(&store, &wishes(&store.record().unwrap()));
    assert_eq!(all.len(), 100);
    for (n, judgement) in all.iter().enumerate() {
        store.judge(judgement).unwrap();
        refresh(&mut store, &Silent).unwrap();
        counted(&store);
        // Two that are apart already can be told apart for the time to come.
        if judgement.verdict != Verdict::Different {
            assert_ne!(whole(&store), before, "{judgement:?} changes the record");
        }
        undo(&mut store, judgement, 1000 + n);
        assert_eq!(whole(&store), before, "undone, {judgement:?} leaves no trace");
    }
}

#[test]
fn all_outlive_another_reading() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = record(folder.path(), "a.db", Way::First);
    let all = decided(&store, &wishes(&store.record().unwrap()));
    for judgement in &all {
        store.judge(judgement).unwrap();
    }
    refresh(&mut store, &Silent).unwrap();
    put(&mut store, Way::Other);
    let readings = store.readings().unwrap();
    assert_eq!(whole(&store), written(&rapporteur_resolve::resolve(&readings, &all)), "the record is that of all at once");
    // Those on the words of visits, which nothing reads any more, are listed; all others are in force.
    let states = judgements(&Reader::plain(&store)).unwrap();
    assert_eq!(states.len(), 100);
    for judgement in &states {
        // A later one on the same words may have taken its place before.
        let expected = if judgement.quote == "посетила" { State::Lost } else { State::InForce };
        assert!(judgement.state == expected || judgement.state == State::Superseded, "{judgement:?}");
    }
    let lost: Vec<&str> = states.iter().filter(|j| j.state == State::Lost).map(|j| j.id.as_str()).collect();
    assert!(!lost.is_empty() && lost.len() < 50, "{} are lost", lost.len());
    let queue = review(&Reader::plain(&store)).unwrap();
    assert!(lost.iter().all(|id| queue.iter().any(|item| item.ids.iter().any(|i| i == id))), "the queue has those that are lost");
    for (n, judgement) in all.iter().enumerate().rev() {
        undo(&mut store, judgement, 2000 + n);
    }
    assert_eq!(whole(&store), whole(&record(folder.path(), "b.db", Way::Other)), "with all undone nothing of them is left");
    // With the rule on again they would have decided as before: the anchors are the same words.
    put(&mut store, Way::First);
    assert_eq!(whole(&store), whole(&record(folder.path(), "c.db", Way::First)));
}

/// Counts what it is told.
#[derive(Default)]
struct Told(std::cell::RefCell<Vec<(usize, usize)>>);

impl Progress for Told {
    fn reports(&self, _done: usize, _total: usize) {}

    fn resolving(&self, done: usize, total: usize) {
        self.0.borrow_mut().push((done, total));
    }
}

#[test]
fn a_record_of_other_rules_is_made_anew_and_tells_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = record(folder.path(), "a.db", Way::First);
    let before = whole(&store);
    let again = Told::default();
    refresh(&mut store, &again).unwrap();
    assert_eq!(again.0.take(), [], "nothing waits");
    assert!(store.made_by("other rules").unwrap());
    assert_eq!(store.waiting().unwrap(), REPORTS);
    refresh(&mut store, &again).unwrap();
    assert_eq!(again.0.take(), [(0, REPORTS), (REPORTS, REPORTS)]);
    assert_eq!(whole(&store), before);
}
