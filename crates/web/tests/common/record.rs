//! Records to be asked: the sample reports as they are read, and one made by hand whose every word tries to break out.

use std::path::{Path, PathBuf};

use rapporteur_model::{
    Commitment, CommitmentOutcome, Country, Disagreement, Entity, EntityKind, Event, EventKind, Evidence, HistoryLine, Instrument,
    InstrumentKind, InstrumentStatus, Issue, IssueKind, Link, Mention, MentionKind, NameCount, Participant, Phase, PlaceRef, PostHeld,
    Reading, Record, Relation, RelationEnd, RelationKind, Report, Series, SeriesSession, Span, Stated, Status, TitleIn, Turn, ValueTold,
};
use rapporteur_pipeline::{AddOptions, Pipeline, Silent, setup};
use rapporteur_store::{Entry, Source, Store};

/// The sample reports of the demo, read. Needs the models.
pub fn demo(folder: &Path) -> PathBuf {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/demo");
    read(folder, &samples)
}

/// The real reports that the project began with, where they are at hand beside the workspace. Needs the models.
pub fn seeds(folder: &Path) -> Option<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    samples.is_dir().then(|| read(folder, &samples))
}

/// The texts of a folder, read.
fn read(folder: &Path, samples: &Path) -> PathBuf {
    let path = folder.join("read.db");
    add(&path, samples);
    path
}

/// Reads the texts of a folder, or one text, into a record.
pub fn add(record: &Path, samples: &Path) {
    if samples.is_file() {
        return add_files(record, vec![samples.to_owned()]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(samples).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    add_files(record, files);
}

fn add_files(record: &Path, files: Vec<PathBuf>) {
    let name = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().into_owned();
    let texts = files.iter().map(|file| (name(file), std::fs::read(file).unwrap())).collect();
    let pipeline = Pipeline::open(&setup::default_folder().unwrap(), Some(2)).unwrap();
    let mut store = Store::open(record).unwrap();
    pipeline.add_texts(&mut store, texts, &AddOptions::default(), &Silent).unwrap();
}

/// What tries to break out, wherever it stands.
pub const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></svg><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u{202e}тевирп\u{202c} null\u{1}byte \u{2066}\u{200f}",
    "zero\0byte",
    "</style><style>*{background:url(//example.org/x)}</style><link rel=stylesheet href=//example.org/x>",
    "<svg><foreignObject><iframe srcdoc='<b>'></iframe></foreignObject><use href=data:x></use></svg>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "expression(alert(1)); -moz-binding:url(//example.org)",
    "<!--><base href=//example.org/><meta http-equiv=refresh content=0>",
    "=HYPERLINK(\"http://example.org\")",
    "]]> & &amp; &#x3c;b&#x3e; {{ 7*7 }}",
];

/// All of it in one line, and a name of 120 letters.
pub fn nasty() -> String {
    HOSTILE.join(" ")
}

fn long() -> String {
    "Превысокомногорассмотрительствующий".repeat(4).chars().take(120).collect()
}

fn link(id: &str) -> Link {
    Link { id: Some(id.to_owned()), name: nasty() }
}

fn evidence(field: &str, span: Span) -> Evidence {
    Evidence { report: "r1".to_owned(), field: field.to_owned(), span }
}

fn entity(id: &str, kind: EntityKind, span: Span) -> Entity {
    Entity {
        id: id.to_owned(),
        kind,
        name: nasty(),
        names: vec![
            NameCount { text: nasty(), lang: "en".to_owned(), count: 3, joined: None },
            NameCount { text: long(), lang: "ru".to_owned(), count: 1, joined: None },
        ],
        country: Country::new("BY"),
        position: (kind == EntityKind::Place).then_some((53.9, 27.56)),
        posts: Vec::new(),
        part_of: Vec::new(),
        produces: Vec::new(),
        reports: vec!["r1".to_owned()],
        evidence: vec![evidence("name", span)],
        listed: true,
    }
}

/// A record in which every text is hostile; its ids are `p-1` `p-2` `o-1` `b-1` `l-1` `e-1` `i-1` `c-1` `t-1`, its report `r1`.
/// `p-private` is a person of whom no dossier is kept.
pub fn hostile(folder: &Path) -> PathBuf {
    let path = folder.join("hostile.db");
    let text = format!("{}\n{}\nКонец.", nasty(), long());
    let words = Span::new(0, nasty().len());
    let mut report = Report::as_is("r1", text.clone());
    report.path = nasty();
    report.title = Some(Stated { value: nasty(), span: Some(words) });
    report.publisher = Some(Stated { value: nasty(), span: None });
    report.published = Some(Stated { value: "2025-06-01".parse().unwrap(), span: None });
    report.lang = rapporteur_model::Lang::En;
    report.issues = vec![Issue::new(IssueKind::Contradiction, nasty())];
    let mention = Mention {
        kind: MentionKind::Person,
        span: Span::new(0, 8),
        head: 0,
        name: nasty(),
        country: None,
        detail: rapporteur_model::Detail::None,
        same_as: None,
    };
    let mut claim = rapporteur_model::Claim::new(rapporteur_model::ClaimKind::Meeting, Span::new(8, 13), nasty());
    claim.push(rapporteur_model::Role::Topic, rapporteur_model::Value::Text(nasty()), words);
    let reading = Reading { report, mentions: vec![mention], claims: vec![claim] };
    let source = Source { media_type: "text/html".to_owned(), bytes: text.into_bytes() };
    let mut store = Store::open(&path).unwrap();
    store.put(&[Entry { source, reading }], "rules of the test").unwrap();
    store.write_record(&record(words)).unwrap();
    path
}

fn record(words: Span) -> Record {
    let mut first = entity("p-1", EntityKind::Person, words);
    first.posts = vec![PostHeld {
        title: nasty(),
        organisation: Some(link("o-1")),
        country: Country::new("RU"),
        phase: Phase::Acting,
        from: "2025-01".parse().ok(),
        to: "2025-06-01".parse().ok(),
        told: 1,
        reports: vec!["r1".to_owned()],
        evidence: vec![evidence("post", words)],
    }];
    let second = entity("p-2", EntityKind::Person, words);
    let private = Entity { listed: false, ..entity("p-private", EntityKind::Person, words) };
    let others = [("b-1", EntityKind::Body), ("l-1", EntityKind::Place), ("o-1", EntityKind::Organisation), ("x-1", EntityKind::Product)];
    let others = others.map(|(id, kind)| entity(id, kind, words));
    Record {
        entities: [first, second, private].into_iter().chain(others).collect(),
        events: vec![event("e-1", EventKind::Session, words), event("e-2", EventKind::Statement, words)],
        instruments: vec![Instrument {
            id: "i-1".to_owned(),
            kind: InstrumentKind::Protocol,
            status: InstrumentStatus::Signed,
            title: nasty(),
            titles: vec![TitleIn { lang: "en".to_owned(), text: nasty() }],
            signatories: vec![link("p-1")],
            parties: vec![link("o-1")],
            date: "2025-05".parse().ok(),
            event: Some("e-1".to_owned()),
            reports: vec!["r1".to_owned()],
            evidence: vec![evidence("title", words)],
        }],
        commitments: vec![Commitment {
            id: "c-1".to_owned(),
            kind: nasty(),
            act: nasty(),
            actors: vec![link("p-1")],
            due: "2025-03-01".parse().ok(),
            since: "2025-01-01".parse().ok(),
            outcome: CommitmentOutcome::Due,
            event: None,
            reports: vec!["r1".to_owned()],
            evidence: vec![evidence("act", words)],
        }],
        relations: vec![Relation {
            id: "t-1".to_owned(),
            kind: RelationKind::Deal,
            status: Status::Planned,
            date: "2025".parse().ok(),
            ends: vec![RelationEnd { entity: link("o-1"), role: nasty() }, RelationEnd { entity: link("p-2"), role: "party".to_owned() }],
            detail: Some(nasty()),
            subject: Some(nasty()),
            reports: vec!["r1".to_owned()],
            confidence: 0.4,
            evidence: vec![evidence("party", words)],
        }],
        series: vec![Series {
            body: link("b-1"),
            sessions: vec![
                SeriesSession { ordinal: Some(1), status: "missing".to_owned(), date: None, place: None, event: None },
                SeriesSession {
                    ordinal: Some(2),
                    status: "held".to_owned(),
                    date: "2025-05".parse().ok(),
                    place: Some(nasty()),
                    event: Some("e-1".to_owned()),
                },
            ],
            gaps: vec![rapporteur_model::Gap { first: 1, last: 1 }],
        }],
        links: vec![("r1".to_owned(), 0, "p-1".to_owned())],
    }
}

fn event(id: &str, kind: EventKind, words: Span) -> Event {
    let participant = |id: &str, role: &str| Participant {
        entity: link(id),
        role: role.to_owned(),
        post: Some(nasty()),
        organisation: Some(link("o-1")),
        country: Country::new("BY"),
    };
    Event {
        id: id.to_owned(),
        kind,
        status: Status::Held,
        date: "2025-05".parse().ok(),
        history: vec![
            HistoryLine { day: "2025-04-01".parse().ok(), report: "r1".to_owned(), status: Turn::Announced, date: None },
            HistoryLine { day: "2025-06-01".parse().ok(), report: "r1".to_owned(), status: Turn::Held, date: None },
        ],
        disagreements: vec![Disagreement {
            role: "place".to_owned(),
            values: vec![
                ValueTold { value: nasty(), reports: vec!["r1".to_owned()] },
                ValueTold { value: "Минск".to_owned(), reports: vec!["r1".to_owned()] },
            ],
        }],
        witnesses: 1,
        place: Some(PlaceRef { id: Some("l-1".to_owned()), name: nasty(), country: Country::new("BY"), lat: Some(53.9), lon: Some(27.56) }),
        body: Some(link("b-1")),
        ordinal: Some(2),
        title: nasty(),
        titles: vec![TitleIn { lang: "en".to_owned(), text: nasty() }],
        participants: vec![participant("p-1", "co_chair"), participant("p-2", "participant"), participant("p-private", "participant")],
        instruments: if id == "e-1" { vec!["i-1".to_owned()] } else { Vec::new() },
        topics: vec![nasty()],
        details: vec![("words".to_owned(), nasty())],
        reports: vec!["r1".to_owned()],
        confidence: 0.5,
        evidence: vec![evidence("event", Span::new(8, 13)), evidence("participants", words)],
    }
}
