//! What is put in comes out the same; a record is replaced as a whole; filters and search find what they should.
#![allow(clippy::unwrap_used, reason = "test helpers")]

use proptest::prelude::*;
use rapporteur_model::*;
use rapporteur_store::{EntityFilter, Entry, Error, EventFilter, MentionFilter, ReportFilter, Source, Store};

const TEXT: &str = "Дмитрий Пантус встретился с Михеевым в Минске 22 декабря 2025 года.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect(words);
    Span::new(start, start + words.len())
}

fn mention(kind: MentionKind, words: &str, name: &str, detail: Detail) -> Mention {
    Mention { kind, span: span(words), head: 0, name: name.into(), country: Country::new("BY"), detail, same_as: Some(0) }
}

fn reading(id: &str, path: &str) -> Reading {
    let mut report = Report::as_is(id, TEXT);
    report.path = path.into();
    report.title = Some(Stated { value: "Встреча".into(), span: Some(span("встретился")) });
    report.published = Some(Stated { value: "2025-12-22".parse().unwrap(), span: None });
    report.dateline =
        Some(Dateline { span: span("Минске"), place: Some(Stated { value: "Минск".into(), span: None }), date: None });
    report.lang = Lang::Ru;
    report.issues = vec![Issue::new(IssueKind::Contradiction, "two dates")];
    let name = PersonName { given: Some("Дмитрий".into()), patronymic: None, surname: Some("Пантус".into()) };
    let mentions = vec![
        mention(MentionKind::Person, "Дмитрий Пантус", "Дмитрий Пантус", Detail::Person(name)),
        mention(MentionKind::Place, "Минске", "Минск", Detail::Place(Position::from_degrees(53.9, 27.566_67).unwrap())),
        mention(MentionKind::Date, "22 декабря 2025 года", "22 декабря 2025", Detail::Date("2025-12-22".parse().unwrap())),
        mention(MentionKind::Instrument, "встретился", "протокол", Detail::Instrument(InstrumentKind::Protocol)),
        mention(MentionKind::Gathering, "встретился", "форум", Detail::Gathering(GatheringKind::Forum)),
    ];
    let mut claim = Claim::new(ClaimKind::Meeting, span("встретился"), "meeting/1");
    claim.push(Role::Participant, Value::Mention(0), span("Дмитрий Пантус"));
    claim.push(Role::Topic, Value::Text("сотрудничество".into()), span("встретился"));
    claim.push(Role::Date, Value::Date("2025-12-22".parse().unwrap()), span("22 декабря 2025 года"));
    claim.push(Role::Ordinal, Value::Number(24), span("22"));
    Reading { report, mentions, claims: vec![claim] }
}

fn entry(id: &str, path: &str) -> Entry {
    Entry { source: Source { media_type: "text/plain".into(), bytes: TEXT.into() }, reading: reading(id, path) }
}

fn evidence(field: &str, words: &str) -> Vec<Evidence> {
    vec![Evidence { report: "a".into(), field: field.into(), span: span(words) }]
}

fn entity(id: &str, kind: EntityKind, name: &str) -> Entity {
    Entity {
        id: id.into(),
        kind,
        name: name.into(),
        names: vec![NameCount { text: name.into(), lang: "ru".into(), count: 1, joined: None }],
        country: Country::new("BY"),
        position: (kind == EntityKind::Place).then_some((53.9, 27.56)),
        posts: vec![],
        part_of: vec![],
        produces: vec![],
        reports: vec!["a".into()],
        evidence: evidence("name", "Дмитрий Пантус"),
        listed: true,
    }
}

fn link(id: &str, name: &str) -> Link {
    Link { id: Some(id.into()), name: name.into() }
}

fn record() -> Record {
    let mut person = entity("p-1", EntityKind::Person, "Дмитрий Пантус");
    person.posts = vec![PostHeld {
        title: "председатель".into(),
        organisation: Some(link("o-1", "Госкомвоенпром")),
        country: Country::new("BY"),
        phase: Phase::Current,
        from: Some("2025-12-22".parse().unwrap()),
        to: None,
        told: 1,
        reports: vec!["a".into()],
        evidence: evidence("post", "Дмитрий Пантус"),
    }];
    let mut plant = entity("o-1", EntityKind::Organisation, "Госкомвоенпром");
    plant.part_of =
        vec![RelatedTo { to: Link { id: None, name: "комиссия".into() }, evidence: evidence("relation", "Минске") }];
    let event = Event {
        id: "e-1".into(),
        kind: EventKind::Session,
        status: Status::Held,
        date: Some("2025-12-22".parse().unwrap()),
        history: vec![HistoryLine {
            day: Some("2025-12-23".parse().unwrap()),
            report: "a".into(),
            status: Turn::Held,
            date: Some("2025-12-22".parse().unwrap()),
        }],
        disagreements: vec![Disagreement {
            role: "date".into(),
            values: vec![ValueTold { value: "2025-12-22".into(), reports: vec!["a".into()] }],
        }],
        witnesses: 1,
        place: Some(PlaceRef {
            id: Some("l-1".into()),
            name: "Минск".into(),
            country: Country::new("BY"),
            lat: Some(53.9),
            lon: Some(27.56),
        }),
        body: Some(link("b-1", "комиссия")),
        ordinal: Some(24),
        title: "24-е заседание комиссии".into(),
        titles: vec![TitleIn { lang: "ru".into(), text: "24-е заседание комиссии".into() }],
        participants: vec![Participant {
            entity: link("p-1", "Дмитрий Пантус"),
            role: "co_chair".into(),
            post: Some("председатель".into()),
            organisation: Some(Link { id: None, name: "Госкомвоенпром".into() }),
            country: Country::new("BY"),
        }],
        instruments: vec!["i-1".into()],
        topics: vec!["сотрудничество".into()],
        details: vec![("outcome".into(), "подписан протокол".into())],
        reports: vec!["a".into()],
        confidence: 0.8,
        evidence: evidence("date", "22 декабря 2025 года"),
    };
    let instrument = Instrument {
        id: "i-1".into(),
        kind: InstrumentKind::Protocol,
        status: InstrumentStatus::Signed,
        title: "итоговый протокол".into(),
        titles: vec![TitleIn { lang: "ru".into(), text: "итоговый протокол".into() }],
        signatories: vec![link("p-1", "Дмитрий Пантус")],
        parties: vec![],
        date: None,
        event: Some("e-1".into()),
        reports: vec!["a".into()],
        evidence: evidence("title", "встретился"),
    };
    let commitment = Commitment {
        id: "c-1".into(),
        kind: "session".into(),
        act: "провести заседание".into(),
        actors: vec![link("p-1", "Дмитрий Пантус")],
        due: Some("2026".parse().unwrap()),
        since: None,
        outcome: CommitmentOutcome::Due,
        event: None,
        reports: vec!["a".into()],
        evidence: evidence("act", "встретился"),
    };
    let relation = Relation {
        id: "r-1".into(),
        kind: RelationKind::PartOf,
        status: Status::Held,
        date: Some("2024".parse().unwrap()),
        ends: vec![
            RelationEnd { entity: link("o-1", "Госкомвоенпром"), role: "part".into() },
            RelationEnd { entity: Link { id: None, name: "комиссия".into() }, role: "whole".into() },
        ],
        detail: None,
        subject: Some("часть".into()),
        reports: vec!["a".into()],
        confidence: 0.5,
        evidence: evidence("relation", "Минске"),
    };
    let session =
        SeriesSession { ordinal: Some(24), status: "held".into(), date: None, place: Some("Минск".into()), event: Some("e-1".into()) };
    Record {
        entities: vec![person, plant, entity("b-1", EntityKind::Body, "комиссия"), entity("l-1", EntityKind::Place, "Минск")],
        events: vec![event],
        instruments: vec![instrument],
        commitments: vec![commitment],
        relations: vec![relation],
        series: vec![Series { body: link("b-1", "комиссия"), sessions: vec![session], gaps: vec![Gap { first: 22, last: 23 }] }],
        links: vec![("a".into(), 0, "p-1".into())],
    }
}

/// A store in a folder of its own, which lives as long as the second value.
fn store() -> (Store, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    (Store::open(&dir.path().join("r.db")).unwrap(), dir)
}

fn filled() -> (Store, tempfile::TempDir) {
    let (mut store, dir) = store();
    store.put(&[entry("a", "a.txt")], "1").unwrap();
    store.write_record(&record()).unwrap();
    (store, dir)
}

#[test]
fn readings_come_back_as_they_were() {
    let (mut store, _dir) = store();
    store.put(&[entry("b", "b.txt"), entry("a", "a.txt")], "1").unwrap();
    assert_eq!(store.readings().unwrap(), [reading("a", "a.txt"), reading("b", "b.txt")]);
    assert_eq!(store.source("a").unwrap().unwrap().bytes, TEXT.as_bytes());
    assert!(store.has("a", "1").unwrap() && !store.has("a", "2").unwrap() && !store.has("c", "1").unwrap());
}

#[test]
fn the_smallest_path_stays_whatever_the_order() {
    let (mut store, _dir) = store();
    store.put(&[entry("a", "m.txt")], "1").unwrap();
    store.add_paths([("a", "z.txt"), ("a", "b.txt"), ("unknown", "c.txt")]).unwrap();
    assert_eq!(store.report("a").unwrap().unwrap().path, "b.txt");
    store.put(&[entry("a", "n.txt")], "2").unwrap();
    assert_eq!(store.report("a").unwrap().unwrap().path, "b.txt");
}

#[test]
fn the_record_comes_back_as_it_was() {
    let (store, _dir) = filled();
    assert_eq!(store.record().unwrap(), record());
    assert_eq!(store.quotes(&evidence("date", "22 декабря 2025 года")).unwrap(), ["22 декабря 2025 года"]);
    assert!(!store.is_behind().unwrap());
}

#[test]
fn growth_that_fails_leaves_the_record_as_it_was() {
    let (mut store, _dir) = filled();
    store.put(&[entry("b", "b.txt")], "1").unwrap();
    let failed = store.grow::<Error>(100, |growing, reports, _| {
        assert_eq!(reports, ["b"]);
        growing.drop_event("e-1")?;
        Err(Error::Busy)
    });
    assert!(matches!(failed, Err(Error::Busy)));
    assert_eq!(store.record().unwrap(), record());
    assert!(store.is_behind().unwrap());
}

#[test]
fn what_is_put_takes_the_place_of_what_stood_there() {
    let (mut store, _dir) = filled();
    store.put(&[entry("a", "a.txt")], "2").unwrap();
    store.write_record(&record()).unwrap();
    assert_eq!(store.record().unwrap(), record());
    assert_eq!(store.search("Пантус", 20).unwrap().len(), 3);
}

#[test]
fn a_report_that_is_taken_out_waits_to_be_withdrawn() {
    let (mut store, _dir) = filled();
    store.put(&[entry("b", "b.txt")], "1").unwrap();
    assert_eq!(store.remove_reports(&["b".into(), "c".into()]).unwrap(), 1);
    assert!(store.report("b").unwrap().is_none() && store.source("a").unwrap().is_some());
    store
        .grow::<Error>(100, |growing, reports, _| {
            assert_eq!((reports, growing.reading("b")?), (vec!["b".to_owned()], None));
            Ok(())
        })
        .unwrap();
    assert!(!store.is_behind().unwrap());
}

#[test]
fn judgements_outlive_a_re_reading() {
    let (mut store, _dir) = filled();
    let anchor = Anchor::at(&Report::as_is("a", TEXT), span("Михеевым"));
    let judgement = Judgement {
        verdict: Verdict::Different,
        anchor: anchor.clone(),
        other: Some(anchor),
        correction: Some(("country".into(), "RU".into())),
        undoes: None,
        entries: vec!["p-1".into()],
        who: "analyst".into(),
        when: "2026-01-01T00:00:00Z".into(),
        why: "another person".into(),
    };
    assert_eq!(store.judge(&judgement).unwrap(), 1);
    let mut again = entry("a", "a.txt");
    again.reading.report.text.push_str(" Ещё.");
    store.put(&[again], "2").unwrap();
    assert_eq!(store.judgements().unwrap(), [judgement]);
    assert!(store.is_behind().unwrap(), "the record is to be made of the changed text");
}

#[test]
fn filters_find_by_date_country_body_person_and_words() {
    let (store, _dir) = filled();
    let count = |filter: EventFilter| store.events(&filter).unwrap().len();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(count(EventFilter { from: some("2025-12-22"), to: some("2025-12-22"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { from: some("2025-12-23"), ..Default::default() }), 0);
    assert_eq!(count(EventFilter { kinds: vec![EventKind::Session], statuses: vec![Status::Held], ..Default::default() }), 1);
    assert_eq!(count(EventFilter { kinds: vec![EventKind::Visit], ..Default::default() }), 0);
    assert_eq!(count(EventFilter { country: Country::new("BY"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { country: Country::new("CN"), ..Default::default() }), 0);
    assert_eq!(count(EventFilter { body: some("комиссией"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { body: some("b-1"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { person: some("Pantus"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { person: some("p-2"), ..Default::default() }), 0);
    assert_eq!(count(EventFilter { text: some("заседания протоколы"), ..Default::default() }), 1);
    assert_eq!(count(EventFilter { text: some("…"), ..Default::default() }), 0);
    assert_eq!(store.entities(&EntityFilter { text: some("председателя"), ..Default::default() }).unwrap().len(), 1);
    assert_eq!(store.reports(&ReportFilter { text: some("декабрь"), ..Default::default() }).unwrap().len(), 1);
    let of_person = MentionFilter { entity: some("p-1"), ..Default::default() };
    let found = store.mentions(&of_person).unwrap();
    assert_eq!((found.len(), found[0].text.as_str(), found[0].source), (1, "Дмитрий Пантус", Some(span("Дмитрий Пантус"))));
    assert_eq!(store.series(Some("комиссию")).unwrap()[0].gaps, [Gap { first: 22, last: 23 }]);
}

#[test]
fn search_finds_in_any_inflection_and_script() {
    let (store, _dir) = filled();
    let kinds = |words: &str| store.search(words, 20).unwrap().into_iter().map(|h| h.kind).collect::<Vec<_>>();
    assert_eq!(kinds("Пантусом"), ["person", "event", "report"].map(String::from));
    assert_eq!(kinds("Pantus Minsk"), ["event", "report"].map(String::from));
    assert_eq!(kinds("\" OR *"), Vec::<String>::new());
}

#[test]
fn a_batch_that_fails_leaves_nothing() {
    let (mut store, _dir) = store();
    let mut broken = entry("b", "b.txt");
    broken.reading.claims[0].fields[0].value = Value::Mention(99);
    assert!(store.put(&[entry("a", "a.txt"), broken], "1").is_err());
    assert_eq!(store.readings().unwrap(), []);
    assert!(!store.is_behind().unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_and_any_bytes_come_back(text in "\\PC{0,60}(\n\\PC{0,60}){0,4}", bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (mut store, _dir) = store();
        let reading = Reading { report: Report::as_is("a", text.clone()), mentions: vec![], claims: vec![] };
        let source = Source { media_type: "application/octet-stream".into(), bytes };
        store.put(&[Entry { source: source.clone(), reading: reading.clone() }], "1").unwrap();
        prop_assert_eq!(store.readings().unwrap(), vec![reading]);
        prop_assert_eq!(store.source("a").unwrap(), Some(source));
        store.search(&text, 5).unwrap();
    }

    #[test]
    fn readings_do_not_hang_on_the_order_of_writing(order in Just(vec!["a", "b", "c", "d"]).prop_shuffle()) {
        let (mut store, _dir) = store();
        for id in &order {
            store.put(&[entry(id, &format!("{id}.txt"))], "1").unwrap();
        }
        let ids: Vec<String> = store.readings().unwrap().into_iter().map(|r| r.report.id).collect();
        prop_assert_eq!(ids, ["a", "b", "c", "d"].map(String::from));
    }
}
