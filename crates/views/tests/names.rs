//! The names of JSON fields are a contract: lists and their nested values have those of the design, in its order.
#![allow(clippy::unwrap_used, reason = "tests")]

use rapporteur_model::*;
use rapporteur_store::{Entry, Source, Store};
use rapporteur_views::{EntityFilter, EventFilter, MentionFilter, Reader, ReportFilter};
use serde::Serialize;

const TEXT: &str = "Министр прибыл в Минск.";

fn evidence(start: usize, end: usize) -> Vec<Evidence> {
    vec![Evidence { report: "a".into(), field: "event".into(), span: Span::new(start, end) }]
}

fn store(folder: &std::path::Path) -> Store {
    let mut store = Store::open(&folder.join("r.db")).unwrap();
    let place = Mention {
        kind: MentionKind::Place,
        span: Span::new(31, 41),
        head: 3,
        name: "Минск".into(),
        country: None,
        detail: Detail::None,
        same_as: None,
    };
    let reading = Reading { report: Report::as_is("a", TEXT), mentions: vec![place], claims: vec![] };
    store.put(&[Entry { source: Source { media_type: "text/plain".into(), bytes: TEXT.into() }, reading }], "1").unwrap();
    let link = Link { id: None, name: "министр".into() };
    let participant = Participant { entity: link.clone(), role: "visitor".into(), post: None, organisation: None, country: None };
    let event = Event {
        id: "e-1".into(),
        kind: EventKind::Visit,
        status: Status::Held,
        date: None,
        history: vec![],
        disagreements: vec![],
        witnesses: 1,
        place: Some(PlaceRef { id: None, name: "Минск".into(), country: None, lat: None, lon: None }),
        body: Some(link.clone()),
        ordinal: None,
        title: "визит".into(),
        titles: vec![],
        participants: vec![participant],
        instruments: vec![],
        topics: vec![],
        details: vec![],
        reports: vec!["a".into()],
        confidence: 0.5,
        evidence: evidence(15, 27),
    };
    let post = PostHeld {
        title: "министр".into(),
        organisation: Some(link),
        country: None,
        phase: Phase::Current,
        from: None,
        to: None,
        told: 1,
        reports: vec!["a".into()],
        evidence: evidence(0, 14),
    };
    let person = Entity {
        id: "p-1".into(),
        kind: EntityKind::Person,
        name: "министр".into(),
        names: vec![NameCount { text: "министр".into(), lang: "ru".into(), count: 1, joined: None }],
        country: None,
        position: None,
        posts: vec![post],
        part_of: vec![],
        produces: vec![],
        reports: vec!["a".into()],
        evidence: evidence(0, 14),
        listed: true,
    };
    store.write_record(&Record { entities: vec![person], events: vec![event], ..Record::default() }).unwrap();
    store
}

/// Every name of `expected` stands in the JSON, in this order.
fn check<T: Serialize>(value: &T, expected: &str) {
    let json = serde_json::to_string(value).unwrap();
    let mut at = 0;
    for name in expected.split_whitespace() {
        let key = format!("\"{name}\":");
        at += json[at..].find(&key).unwrap_or_else(|| panic!("{name} is not in its place in {json}"));
    }
}

#[test]
fn lists_have_the_designed_names() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(dir.path());
    let events = rapporteur_views::events(&Reader::plain(&store), &EventFilter::default()).unwrap();
    check(
        &events[0],
        "id kind status date sort_date place name country lat lon body id name ordinal title participants entity id name role post organisation \
         country instruments topics reports witnesses confidence disagreements evidence report field start end quote",
    );
    assert_eq!(events[0].evidence[0].quote, "прибыл");
    let people = rapporteur_views::entities(&Reader::plain(&store), &EntityFilter::default()).unwrap();
    check(
        &people[0],
        "id kind name names text lang count country posts title organisation id name from to reports part_of produces reports",
    );
    let reports = rapporteur_views::reports(&Reader::plain(&store), &ReportFilter::default()).unwrap();
    check(&reports[0], "id path title publisher published lang chars_raw chars_clean issues");
    let mentions = rapporteur_views::mentions(&Reader::plain(&store), &MentionFilter::default()).unwrap();
    check(&mentions[0], "report path kind start end text name entity source_start source_end");
    assert_eq!((mentions[0].text.as_str(), mentions[0].source_start), ("Минск", Some(31)));
}

#[test]
fn why_quotes_the_sentence_and_marks_the_words() {
    let dir = tempfile::tempdir().unwrap();
    let why = rapporteur_views::why(&Reader::plain(&store(dir.path())), "e-1").unwrap().unwrap();
    assert_eq!(why.passages.len(), 1);
    assert_eq!((why.passages[0].text.as_str(), why.passages[0].marks[0].quote.as_str()), (TEXT, "прибыл"));
}
