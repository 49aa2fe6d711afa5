//! What the pipeline reads, as a hand-in: mentions, entities and claims in the words of FactRuEval.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_extract::is_office_of_state;
use rapporteur_model::{
    Claim, ClaimKind, Country, Detail, EntityId, EntityKind, Field, Lang, Mention, MentionKind, PersonName, Record, Role, Value,
};

use super::gold::{Document, Kind};
use super::hand_in::HandIn;
use super::{track1, track2, track3};
use crate::engine::{Engine, Read, links};
use crate::text::{Offsets, normalise};

/// Reads one document.
#[must_use]
pub fn hand_in(engine: &Engine, document: &Document) -> HandIn {
    let read = engine.read(&document.name, &document.text, Lang::Ru, None);
    let record = read.record();
    let offsets = Offsets::new(&document.text);
    let reader = Reader { read: &read, links: links(&record), offsets: &offsets };
    HandIn { mentions: reader.mentions(), entities: reader.entities(&record), facts: reader.facts() }
}

fn kind(kind: MentionKind) -> Option<Kind> {
    match kind {
        MentionKind::Person => Some(Kind::Per),
        MentionKind::Place => Some(Kind::Loc),
        MentionKind::Organisation | MentionKind::Body => Some(Kind::Org),
        _ => None,
    }
}

struct Reader<'a> {
    read: &'a Read,
    links: BTreeMap<u32, EntityId>,
    offsets: &'a Offsets,
}

impl Reader<'_> {
    fn mentions(&self) -> Vec<track1::Handed> {
        // A capital that is only meant ("в иорданской столице") is no name.
        let named = |m: &&Mention| m.kind != MentionKind::Place || self.read.proper_name(m).is_some();
        let scored = self.read.mentions().iter().filter(named).filter_map(|m| Some((kind(m.kind)?, m.span)));
        scored
            .map(|(kind, span)| track1::Handed { kind, at: self.offsets.character(span.start())..self.offsets.character(span.end()) })
            .collect()
    }

    fn entities(&self, record: &Record) -> Vec<track2::Handed> {
        let mut out = Vec::new();
        for entity in &record.entities {
            let kind = match entity.kind {
                EntityKind::Person => Kind::Per,
                EntityKind::Place => Kind::Loc,
                EntityKind::Organisation | EntityKind::Body => Kind::Org,
                EntityKind::Product => continue,
            };
            let attributes = if kind == Kind::Per { self.person(&entity.id) } else { vec![("name".to_owned(), entity.name.clone())] };
            if !attributes.is_empty() {
                out.push(track2::Handed { kind, attributes });
            }
        }
        out
    }

    /// One value a slot: the most frequent, then the longest.
    fn person(&self, entity: &EntityId) -> Vec<(String, String)> {
        let names: Vec<&PersonName> = self
            .links
            .iter()
            .filter(|(_, id)| *id == entity)
            .filter_map(|(&m, _)| if let Detail::Person(name) = &self.read.mentions()[m as usize].detail { Some(name) } else { None })
            .collect();
        let vote = |part: Slot| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for value in names.iter().filter_map(|n| part(n)) {
                *counts.entry(value).or_default() += 1;
            }
            let whole = |v: &str| !v.ends_with('.');
            counts.into_iter().max_by_key(|(value, count)| (whole(value), *count, value.chars().count())).map(|(value, _)| value)
        };
        let slots: [(&str, Slot); 3] =
            [("firstname", |n| n.given.clone()), ("lastname", |n| n.surname.clone()), ("patronymic", |n| n.patronymic.clone())];
        slots.into_iter().filter_map(|(slot, part)| Some((slot.to_owned(), vote(part)?))).collect()
    }

    fn facts(&self) -> Vec<track3::Handed> {
        let mut facts: Vec<(Key, track3::Handed)> = self.read.claims().iter().flat_map(|c| self.facts_of(c)).collect();
        let mut seen = BTreeSet::new();
        facts.retain(|(key, _)| seen.insert(key.clone()));
        // The same arguments of the same entities told again with less are no further fact.
        let keys: Vec<Key> = facts.iter().map(|(key, _)| key.clone()).collect();
        facts.retain(|(key, _)| !keys.iter().any(|other| other != key && other.0 == key.0 && key.1.is_subset(&other.1)));
        facts.into_iter().map(|(_, fact)| fact).collect()
    }

    /// A claim that several own several things is a fact for each pair there; every other claim is one fact.
    fn facts_of(&self, claim: &Claim) -> Vec<(Key, track3::Handed)> {
        let (owner, property) = match claim.kind {
            ClaimKind::Ownership => (Role::Owner, Role::Property),
            // "дочерняя компания": the whole owns its part.
            ClaimKind::Structure if claim.rule.starts_with("structure.unit") => (Role::PartOf, Role::Organisation),
            _ => return self.fact(claim).into_iter().collect(),
        };
        let pairs = claim.all(owner).flat_map(|o| claim.all(property).map(move |p| (o, p)));
        let arguments = pairs.map(|(o, p)| vec![self.given("Owner", o), self.given("Property", p)]);
        arguments.map(|a| self.handed("Ownership", a, claim)).collect()
    }

    fn fact(&self, claim: &Claim) -> Option<(Key, track3::Handed)> {
        let (kind, arguments) = match claim.kind {
            ClaimKind::Post | ClaimKind::Appointment | ClaimKind::Departure => ("Occupation", self.occupation(claim)?),
            ClaimKind::Meeting => ("Meeting", self.several(claim, "Participant", &[Role::Participant])?),
            ClaimKind::Visit => ("Meeting", self.several(claim, "Participant", &[Role::Visitor, Role::Host])?),
            ClaimKind::Deal | ClaimKind::Signing => ("Deal", self.deal(claim)?),
            _ => return None,
        };
        Some(self.handed(kind, arguments, claim))
    }

    fn handed(&self, kind: &'static str, arguments: Vec<Given>, claim: &Claim) -> (Key, track3::Handed) {
        let mut key: Key = (kind, arguments.iter().map(|a| (a.name, a.identity.clone())).collect());
        // Two deals of the same sides on two days are two.
        let day = claim.get(Role::Date).filter(|_| kind == "Deal").map(|f| ("Date", self.slice(f)));
        key.1.extend(day);
        let arguments = arguments.into_iter().map(|a| (a.name.to_owned(), a.words)).collect();
        let at = Some(self.offsets.character(claim.trigger.start()));
        (key, track3::Handed { kind: kind.to_owned(), arguments, at, by: claim.rule.clone(), confidence: claim.confidence })
    }

    /// A post without organisation, place or country is no fact there; an officer of the state who is told without one is there by
    /// convention an officer of the country that the text names most. The reader claims no such country.
    fn occupation(&self, claim: &Claim) -> Option<Vec<Given>> {
        let who = claim.all(Role::Person).next()?;
        let stated = [Role::Organisation, Role::Place, Role::Destination, Role::Country].into_iter().find_map(|role| claim.get(role));
        let of_state = claim.kind == ClaimKind::Post && self.of_state(claim);
        let place = stated.cloned().or_else(|| self.main_country().filter(|_| of_state))?;
        let unit = claim.get(Role::Title).and_then(|title| self.unit_in(title));
        let mut out = vec![self.given("Who", who), self.given("Where", unit.as_ref().unwrap_or(&place))];
        if let Some(title) = claim.get(Role::Title) {
            out.push(self.given("Position", &self.without_unit(title)));
        }
        Some(out)
    }

    /// "президент", "министр …", and "глава государства" by its last word.
    fn of_state(&self, claim: &Claim) -> bool {
        let analysis = &self.read.analysis;
        let Some(Value::Mention(title)) = claim.get(Role::Title).map(|f| &f.value) else { return false };
        let mention = &self.read.mentions()[*title as usize];
        let lemma = |t: u32| analysis.tokens[t as usize].lemma.to_lowercase();
        let land = analysis.tokens_in(mention.span).next_back().map(lemma);
        is_office_of_state(&lemma(mention.head), analysis.lang)
            || land.is_some_and(|noun| matches!(noun.as_str(), "государство" | "страна"))
    }

    /// The first mention of the country named most often; none where two are named equally often.
    fn main_country(&self) -> Option<Field> {
        let mut counts: BTreeMap<Country, (usize, u32)> = BTreeMap::new();
        for (m, mention) in self.read.mentions().iter().enumerate() {
            if let (MentionKind::Place, Some(country), Detail::None) = (mention.kind, mention.country, &mention.detail) {
                counts.entry(country).or_insert((0, m as u32)).0 += 1;
            }
        }
        let most = counts.values().map(|(count, _)| *count).max()?;
        let mut first = counts.values().filter(|(count, _)| *count == most);
        let m = first.next()?.1;
        let alone = first.next().is_none();
        alone.then(|| Field { role: Role::Place, value: Value::Mention(m), span: self.read.mentions()[m as usize].span })
    }

    /// There, the unit that a title names is where the post is.
    fn unit_in(&self, title: &Field) -> Option<Field> {
        let begins = |m: &Mention| {
            let house = matches!(m.kind, MentionKind::Organisation | MentionKind::Body);
            house && title.span.start() < m.span.start() && m.span.start() < title.span.end()
        };
        let found = self.read.mentions().iter().position(begins).filter(|_| matches!(title.value, Value::Text(_)))?;
        Some(Field { role: Role::Organisation, value: Value::Mention(found as u32), span: self.read.mentions()[found].span })
    }

    fn without_unit(&self, title: &Field) -> Field {
        let own = |m: &Mention| m.kind == MentionKind::Post && m.span.start() == title.span.start();
        match self.read.mentions().iter().position(own).filter(|_| matches!(title.value, Value::Text(_))) {
            Some(m) => Field { role: Role::Title, value: Value::Mention(m as u32), span: self.read.mentions()[m].span },
            None => title.clone(),
        }
    }

    fn several(&self, claim: &Claim, name: &'static str, roles: &[Role]) -> Option<Vec<Given>> {
        let mut out: Vec<Given> = Vec::new();
        for field in roles.iter().flat_map(|&role| claim.all(role)) {
            let given = self.given(name, field);
            if !out.iter().any(|g| g.identity == given.identity) {
                out.push(given);
            }
        }
        (out.len() > 1).then_some(out)
    }

    /// There, an organisation that is bought takes part.
    fn deal(&self, claim: &Claim) -> Option<Vec<Given>> {
        let mut claim = claim.clone();
        let named: Vec<Field> = claim.all(Role::Subject).flat_map(|f| self.organisations_in(f)).collect();
        claim.fields.retain(|f| f.role != Role::Subject || self.is_organisation(f));
        claim.fields.extend(named);
        let claim = &claim;
        let mut out = self.several(claim, "Participant", &[Role::Party, Role::Subject])?;
        if let Some(kind) = claim.get(Role::DealKind) {
            out.push(self.given("Type", kind));
        }
        Some(out)
    }

    /// Organisations named inside the words of a field ("контрольный пакет акций компании X").
    fn organisations_in(&self, field: &Field) -> Vec<Field> {
        let inside = |m: &Mention| m.kind == MentionKind::Organisation && field.span.contains(m.span) && m.span != field.span;
        let all = self.read.mentions().iter().enumerate().filter(|(_, m)| inside(m));
        all.map(|(i, m)| Field { role: Role::Subject, value: Value::Mention(i as u32), span: m.span }).collect()
    }

    fn is_organisation(&self, field: &Field) -> bool {
        matches!(field.value, Value::Mention(m) if self.read.mentions()[m as usize].kind == MentionKind::Organisation)
    }

    fn given(&self, name: &'static str, field: &Field) -> Given {
        let words = match &field.value {
            Value::Mention(m) => self.read.words(*m).to_owned(),
            Value::Text(code) if field.role == Role::Country => self.country(code).unwrap_or_else(|| self.slice(field)),
            Value::Text(text) if field.role == Role::DealKind => deal_type(text).to_owned(),
            _ => self.slice(field),
        };
        let identity = match &field.value {
            Value::Mention(m) => self.links.get(m).cloned().unwrap_or_else(|| normalise(&self.read.introduced(*m).name)),
            Value::Text(text) => normalise(text),
            _ => normalise(&words),
        };
        Given { name, words, identity }
    }

    fn slice(&self, field: &Field) -> String {
        field.span.slice(&self.read.reading.report.text).to_owned()
    }

    /// The words by which the text names this country, where it does.
    fn country(&self, code: &str) -> Option<String> {
        let places = self.read.mentions().iter().filter(|m| m.kind == MentionKind::Place && m.country.is_some_and(|c| c.code() == code));
        places.map(|m| m.span.slice(&self.read.reading.report.text).to_owned()).next()
    }
}

/// Our kind of a deal in the annotators' words.
fn deal_type(kind: &str) -> &str {
    match kind {
        "покупка" | "продажа" | "слияние" | "сделка" => "купля/продажа",
        "кредит" | "кредитный договор" | "долг" | "грант" => "займ/возвращение займа",
        "штраф" | "выплата" => "наложение/выплата штрафа",
        other => other,
    }
}

/// A part of a person's name.
type Slot = fn(&PersonName) -> Option<String>;

/// Type, and names and identities of the arguments.
type Key = (&'static str, BTreeSet<(&'static str, String)>);

/// An argument: its words as in the text and what it stands for.
struct Given {
    name: &'static str,
    words: String,
    identity: String,
}
