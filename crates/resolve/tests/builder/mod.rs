//! Hand-made readings: a text, mentions found in it by their words, claims on those. For tests only.
#![allow(dead_code, reason = "each test file uses a part")]

use rapporteur_model::{
    Anchor, Claim, ClaimKind, Country, Detail, Edtf, Entity, EntityKind, Event, EventKind, GatheringKind, InstrumentKind, Judgement, Lang,
    Mention, MentionKind, Modality, PersonName, Position, Reading, Record, Report, Role, Span, Stated, Value, Verdict,
};

pub struct Builder {
    reading: Reading,
    /// Where the search for the next words begins.
    at: usize,
}

impl Builder {
    pub fn new(id: &str, lang: &str, published: &str, text: &str) -> Self {
        let mut report = Report::as_is(id, text);
        report.lang = Lang::from_code(lang);
        report.published = published.parse().ok().map(|value| Stated { value, span: None });
        Self { reading: Reading { report, mentions: Vec::new(), claims: Vec::new() }, at: 0 }
    }

    pub fn span(&mut self, words: &str) -> Span {
        let text = &self.reading.report.text;
        let found = text[self.at..].find(words).map(|i| i + self.at).or_else(|| text.find(words));
        let start = found.unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
        self.at = start;
        Span::new(start, start + words.len())
    }

    fn add(&mut self, kind: MentionKind, words: &str, name: &str, country: &str, detail: Detail) -> u32 {
        let span = self.span(words);
        let mention = Mention { kind, span, head: 0, name: name.to_owned(), country: Country::new(country), detail, same_as: None };
        self.reading.mentions.push(mention);
        self.reading.mentions.len() as u32 - 1
    }

    /// A person; the last word of `name` is the family name, one before it the given name.
    pub fn person(&mut self, words: &str, name: &str) -> u32 {
        let parts: Vec<&str> = name.split(' ').collect();
        let own = |w: Option<&&str>| w.map(|w| (*w).to_owned());
        let (given, patronymic) = match parts.len() {
            1 => (None, None),
            2 => (own(parts.first()), None),
            _ => (own(parts.first()), own(parts.get(1))),
        };
        self.add(MentionKind::Person, words, name, "", Detail::Person(PersonName { given, patronymic, surname: own(parts.last()) }))
    }

    pub fn organisation(&mut self, words: &str, name: &str, country: &str) -> u32 {
        self.add(MentionKind::Organisation, words, name, country, Detail::None)
    }

    pub fn body(&mut self, words: &str, name: &str) -> u32 {
        self.add(MentionKind::Body, words, name, "", Detail::None)
    }

    pub fn place(&mut self, words: &str, name: &str, country: &str) -> u32 {
        self.add(MentionKind::Place, words, name, country, Detail::None)
    }

    /// A place that the gazetteer knows, by degrees north and east.
    pub fn city(&mut self, words: &str, name: &str, country: &str, (lat, lon): (f64, f64)) -> u32 {
        self.add(MentionKind::Place, words, name, country, Position::from_degrees(lat, lon).map_or(Detail::None, Detail::Place))
    }

    pub fn product(&mut self, words: &str) -> u32 {
        self.add(MentionKind::Product, words, words, "", Detail::None)
    }

    pub fn post(&mut self, words: &str, name: &str) -> u32 {
        self.add(MentionKind::Post, words, name, "", Detail::None)
    }

    pub fn instrument(&mut self, words: &str, name: &str, kind: InstrumentKind) -> u32 {
        self.add(MentionKind::Instrument, words, name, "", Detail::Instrument(kind))
    }

    pub fn gathering(&mut self, words: &str, name: &str) -> u32 {
        self.add(MentionKind::Gathering, words, name, "", Detail::Gathering(GatheringKind::Exhibition))
    }

    /// Says that `mention` stands for what `first` introduced.
    pub fn same(&mut self, mention: u32, first: u32) {
        self.reading.mentions[mention as usize].same_as = Some(first);
    }

    /// A claim on words of the text; mentions as fields, their words as evidence.
    pub fn claim(&mut self, kind: ClaimKind, trigger: &str, fields: &[(Role, u32)]) -> &mut Claim {
        let mut claim = Claim::new(kind, self.span(trigger), "test/1");
        for &(role, m) in fields {
            claim.push(role, Value::Mention(m), self.reading.mentions[m as usize].span);
        }
        self.reading.claims.push(claim);
        self.reading.claims.last_mut().expect("just pushed")
    }

    /// A post of a person.
    pub fn holds(&mut self, person: u32, title: u32, organisation: Option<u32>) {
        let mut fields = vec![(Role::Person, person), (Role::Title, title)];
        fields.extend(organisation.map(|o| (Role::Organisation, o)));
        let words = self.reading.mentions[title as usize].span.slice(&self.reading.report.text).to_owned();
        self.claim(ClaimKind::Post, &words, &fields);
    }

    pub fn done(self) -> Reading {
        self.reading
    }
}

/// Adds a date to a claim.
pub fn on(claim: &mut Claim, date: &str) {
    claim.push(Role::Date, Value::Date(date.parse::<Edtf>().expect("a date")), claim.trigger);
}

/// Adds a number to a claim.
pub fn number(claim: &mut Claim, role: Role, n: u32) {
    claim.push(role, Value::Number(n), claim.trigger);
}

pub fn planned(claim: &mut Claim) {
    claim.modality = Modality::Planned;
}

pub fn entities(record: &Record, kind: EntityKind) -> Vec<&Entity> {
    record.entities.iter().filter(|e| e.kind == kind).collect()
}

pub fn names(record: &Record, kind: EntityKind) -> Vec<&str> {
    entities(record, kind).into_iter().map(|e| e.name.as_str()).collect()
}

pub fn events(record: &Record, kind: EventKind) -> Vec<&Event> {
    record.events.iter().filter(|e| e.kind == kind).collect()
}

/// A judgement on the first place in a reading where the words stand.
pub fn judge(verdict: Verdict, on: (&Reading, &str), other: Option<(&Reading, &str)>, when: &str) -> Judgement {
    let anchor = |(reading, words): (&Reading, &str)| {
        let start = reading.report.text.find(words).expect("the words are in the text");
        Anchor::at(&reading.report, Span::new(start, start + words.len()))
    };
    Judgement {
        verdict,
        anchor: anchor(on),
        other: other.map(anchor),
        correction: None,
        undoes: None,
        entries: Vec::new(),
        who: "analyst".to_owned(),
        when: when.to_owned(),
        why: "read the report".to_owned(),
    }
}

/// Every word that the record stands on is in its report, and every field has some.
pub fn check_evidence(record: &Record, readings: &[Reading]) {
    let text = |id: &str| readings.iter().find(|r| r.report.id == id).map(|r| r.report.text.as_str()).unwrap_or_default();
    for entity in &record.entities {
        assert!(!entity.evidence.is_empty() && !entity.names.is_empty(), "{entity:?}");
        entity.posts.iter().for_each(|p| assert!(!p.evidence.is_empty(), "{p:?}"));
    }
    let events = record.events.iter().flat_map(|e| &e.evidence);
    for evidence in events.chain(record.entities.iter().flat_map(|e| &e.evidence)) {
        assert!(!evidence.span.slice(text(&evidence.report)).is_empty(), "{evidence:?}");
    }
    for event in &record.events {
        let has = |field: &str| event.evidence.iter().any(|e| e.field == field);
        assert!(has("event"), "{event:?}");
        // A set that the days of the reports bound has their metadata behind it.
        assert!(event.date.is_none_or(Edtf::is_open) || has("date"), "{event:?}");
        assert!(event.participants.is_empty() || has("participants"), "{event:?}");
        assert!(event.body.is_none() || has("body"), "{event:?}");
        assert!(event.instruments.is_empty() || has("instruments"), "{event:?}");
    }
}
