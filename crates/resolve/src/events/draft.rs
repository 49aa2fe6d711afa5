//! One claim as a draft of an event: mentions put as entities, each value with its evidence. Joins nothing.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, ClaimKind, Edtf, EntityId, EventKind, Evidence, Modality, Role, Span, Value};

use super::{Stage, retold};
use crate::claims::Claims;
use crate::ids::address;
use crate::input::Input;
use rapporteur_names::UnitKey;

/// Somebody or something named in a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An entry of the record.
    Entity(usize),
    /// Words that have none.
    Name(String),
}

/// What one claim, or several joined, say of an event.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What it is.
    pub kind: Option<EventKind>,
    /// Number of the report.
    pub report: usize,
    /// Number of the claim in its report; none of what a claim tells beside its own event.
    pub claim: Option<usize>,
    /// Number of the claim that tells it, and of the session that it tells beside its own event.
    pub origin: (usize, u32),
    /// Where the claim begins.
    pub at: Span,
    /// How often it is told as done, planned, called off.
    pub modality: BTreeMap<Modality, u32>,
    /// Body of a session.
    pub body: Option<Who>,
    /// The names that its report gives it.
    pub body_names: Vec<UnitKey>,
    /// Number of a session or edition.
    pub ordinal: Option<u32>,
    /// Name of a gathering, or the title given in an appointment or given up in a departure.
    pub name: Option<String>,
    /// Words of a gathering's name, made comparable.
    pub key: UnitKey,
    /// Year in a gathering's name.
    pub edition: Option<u32>,
    /// Dates as stated, in the order of the text.
    pub dates: Vec<Edtf>,
    /// Dates for which it was set before it was put off.
    pub set_for: Vec<Edtf>,
    /// Places.
    pub places: Vec<Who>,
    /// Who took part, in the order of the text.
    pub people: Vec<(Who, Role)>,
    /// Mentions of instruments, by report.
    pub instruments: Vec<(usize, u32)>,
    /// Topics.
    pub topics: Vec<String>,
    /// The words that say what will be.
    pub act: Option<String>,
    /// Other fields by role name.
    pub details: Vec<(&'static str, String)>,
    /// The words.
    pub evidence: Vec<Evidence>,
    /// Of each report, the best confidence of its claims.
    pub confidence: BTreeMap<usize, f32>,
    /// A paper that was adopted or approved, and that nobody is told to have signed.
    pub adopted: bool,
}

/// All drafts, with the draft that each claim went into.
#[derive(Default)]
pub struct Drafts {
    /// In the order of the reports and their texts.
    pub all: Vec<Draft>,
    /// By report and number of the claim.
    pub of_claim: BTreeMap<(usize, usize), usize>,
}

impl Drafts {
    /// Reads the claims of events.
    pub fn new(stage: &Stage, claims: &Claims) -> Self {
        let mut drafts = Self::default();
        for (report, c, claim) in claims.all() {
            let Some(kind) = event_kind(claim.kind).filter(|_| !retold::is_only_attribution(stage.input, report, claim)) else { continue };
            drafts.of_claim.insert((report, c), drafts.all.len());
            let (mut main, mut others) = read(stage, report, kind, claim);
            main.claim = Some(c);
            main.origin = (c, 0);
            others.iter_mut().for_each(|other| other.origin = (c, other.ordinal.unwrap_or_default()));
            drafts.all.push(main);
            drafts.all.extend(others);
        }
        drafts
    }
}

/// The kind of event that a kind of claim tells of.
pub fn event_kind(kind: ClaimKind) -> Option<EventKind> {
    match kind {
        ClaimKind::Meeting => Some(EventKind::Meeting),
        ClaimKind::Session => Some(EventKind::Session),
        ClaimKind::Visit => Some(EventKind::Visit),
        ClaimKind::Signing => Some(EventKind::Signing),
        ClaimKind::Statement => Some(EventKind::Statement),
        ClaimKind::Gathering => Some(EventKind::Gathering),
        ClaimKind::Appointment => Some(EventKind::Appointment),
        ClaimKind::Departure => Some(EventKind::Departure),
        ClaimKind::Post | ClaimKind::Structure | ClaimKind::Deal | ClaimKind::Ownership | ClaimKind::Commitment => None,
    }
}

/// The draft of a claim, and those of the sessions before and after that it names by number.
fn read(stage: &Stage, report: usize, kind: EventKind, claim: &Claim) -> (Draft, Vec<Draft>) {
    let adopted = kind == EventKind::Signing && claim.get(Role::Form).is_some();
    let mut draft = Draft { kind: Some(kind), report, at: claim.trigger, adopted, ..Draft::default() };
    draft.modality.insert(claim.modality, 1);
    draft.confidence.insert(report, claim.confidence);
    draft.evidence.push(stage.input.evidence(report, "event", claim.trigger));
    let mut others = Vec::new();
    for field in &claim.fields {
        match (field.role, &field.value) {
            (Role::PreviousSession, Value::Number(n)) if claim.get(Role::Ordinal).is_none() => {
                draft.put(stage, Role::Ordinal, &Value::Number(*n), field.span);
            }
            (Role::PreviousSession | Role::NextSession, Value::Number(n)) => others.push((field, *n)),
            (role, value) => draft.put(stage, role, value, field.span),
        }
    }
    if draft.modality.contains_key(&Modality::Happened) && after_report(stage, &draft) {
        draft.modality = BTreeMap::from([(Modality::Planned, 1)]);
    }
    let others = others.into_iter().map(|(field, n)| neighbour(stage, &draft, claim, field.role, n, field.span)).collect();
    (draft, others)
}

/// All days told of the event lie after the report's own: it is to come, whatever its verb says. Who is given an office from a day on is
/// given it before.
fn after_report(stage: &Stage, draft: &Draft) -> bool {
    let Some((_, told)) = stage.input.days(draft.report) else { return false };
    let after = |date: &Edtf| date.bounds().is_some_and(|(first, _)| first > told);
    let office = matches!(draft.kind, Some(EventKind::Appointment | EventKind::Departure));
    !office && !draft.dates.is_empty() && draft.dates.iter().all(after)
}

/// The session before or after, of which the claim tells the number alone.
fn neighbour(stage: &Stage, of: &Draft, claim: &Claim, role: Role, number: u32, span: Span) -> Draft {
    let mut draft = Draft { kind: of.kind, report: of.report, at: claim.trigger, body: of.body.clone(), ..Draft::default() };
    draft.body_names.clone_from(&of.body_names);
    let modality = if role == Role::NextSession { Modality::Planned } else { Modality::Happened };
    draft.modality.insert(modality, 1);
    draft.confidence.insert(of.report, claim.confidence * 0.9);
    draft.evidence.push(stage.input.evidence(of.report, "event", span));
    draft.evidence.extend(of.evidence.iter().filter(|e| e.field == "body").cloned());
    draft.put(stage, Role::Ordinal, &Value::Number(number), span);
    draft
}

impl Draft {
    /// The address of what this draft tells.
    pub fn address(&self, input: &Input) -> EntityId {
        let (claim, session) = self.origin;
        address('e', &[input.id(self.report), &self.at.start().to_string(), &claim.to_string(), &session.to_string()])
    }

    fn put(&mut self, stage: &Stage, role: Role, value: &Value, span: Span) {
        let field = match role {
            Role::Body => "body",
            Role::Ordinal => "ordinal",
            Role::Date | Role::From => "date",
            Role::Place => "place",
            Role::Instrument => "instruments",
            Role::Topic => "topics",
            Role::Name | Role::Title => "title",
            _ if is_people(role) => "participants",
            _ => role_name(role),
        };
        if self.take(stage, role, value) {
            self.evidence.push(stage.input.evidence(self.report, field, span));
        }
    }

    /// Takes the value; false where it cannot be used.
    fn take(&mut self, stage: &Stage, role: Role, value: &Value) -> bool {
        match (role, value) {
            (Role::Body, Value::Mention(m)) => {
                self.body = self.who(stage, *m);
                self.body_names = match &self.body {
                    Some(Who::Entity(body)) => stage.units(self.report, *body),
                    _ => Vec::new(),
                };
            }
            (Role::Ordinal, Value::Number(n)) => self.ordinal = Some(*n),
            (Role::Date | Role::From, Value::Date(date)) => self.dates.push(*date),
            (Role::Date | Role::From, Value::Mention(m)) => return self.date_mention(stage, *m),
            (Role::SetFor, Value::Date(date)) => self.set_for.push(*date),
            (Role::Place, Value::Mention(m)) => self.places.extend(self.who(stage, *m)),
            (Role::Instrument, Value::Mention(m)) => self.instruments.push((self.report, *m)),
            (Role::Name, Value::Mention(m)) => return self.gathering(stage, *m),
            (Role::Title, value) => self.name = words(stage, self.report, value),
            (Role::Act, value) => self.act = words(stage, self.report, value),
            (role, Value::Mention(m)) if is_people(role) => {
                let Some(who) = self.who(stage, *m) else { return false };
                self.people.push((who, role));
            }
            (role, Value::Text(name)) if is_people(role) && !name.trim().is_empty() => self.people.push((Who::Name(name.clone()), role)),
            (role, _) if is_people(role) => return false,
            (Role::Topic, value) => self.topics.extend(words(stage, self.report, value)),
            (role, value) => {
                let text = words(stage, self.report, value);
                let Some(text) = text.filter(|t| !t.trim().is_empty()) else { return false };
                self.details.push((role_name(role), text));
            }
        }
        true
    }

    fn who(&self, stage: &Stage, m: u32) -> Option<Who> {
        let mention = stage.input.mention(self.report, m)?;
        Some(stage.cast.of(self.report, m).map_or_else(|| Who::Name(mention.name.clone()), Who::Entity))
    }

    fn date_mention(&mut self, stage: &Stage, m: u32) -> bool {
        let date = stage.input.mention(self.report, m).and_then(rapporteur_model::Mention::date);
        self.dates.extend(date);
        date.is_some()
    }

    fn gathering(&mut self, stage: &Stage, m: u32) -> bool {
        let Some(mention) = stage.input.mention(self.report, m) else { return false };
        let year = |w: &str| w.parse::<u32>().ok().filter(|y| (1900..2100).contains(y));
        let mut key = UnitKey::all(&mention.name, mention.country).into_iter().next().unwrap_or_default();
        self.edition = key.proper.iter().find_map(|p| year(&p.text));
        key.proper.retain(|p| year(&p.text).is_none() && !rapporteur_names::concepts::is_gathering(&p.text));
        self.key = key;
        self.name = Some(mention.name.clone());
        true
    }

    /// Adds what another draft of the same event says.
    pub fn absorb(&mut self, other: &Self) {
        // A session that is also told as a meeting is a session.
        if other.kind == Some(EventKind::Session) {
            self.kind = other.kind;
        }
        other.modality.iter().for_each(|(m, n)| *self.modality.entry(*m).or_default() += n);
        let known = |who: &Option<Who>| matches!(who, Some(Who::Entity(_)));
        let better = known(&other.body) && (!known(&self.body) || (other.names_body() && !self.names_body()));
        if self.body.is_none() || better {
            self.body.clone_from(&other.body);
            self.body_names.clone_from(&other.body_names);
        }
        self.ordinal = self.ordinal.or(other.ordinal);
        self.adopted = self.adopted && other.adopted;
        self.edition = self.edition.or(other.edition);
        let length = |name: &Option<String>| name.as_ref().map_or(0, |n| n.chars().count());
        if length(&other.name) > length(&self.name) {
            self.name.clone_from(&other.name);
        }
        if other.key.proper.len() + other.key.concepts.len() > self.key.proper.len() + self.key.concepts.len() {
            self.key = other.key.clone();
        }
        self.dates.extend(&other.dates);
        add(&mut self.set_for, &other.set_for);
        add(&mut self.places, &other.places);
        add(&mut self.people, &other.people);
        add(&mut self.instruments, &other.instruments);
        add(&mut self.topics, &other.topics);
        add(&mut self.details, &other.details);
        self.evidence.extend(other.evidence.iter().cloned());
        for (report, confidence) in &other.confidence {
            let held = self.confidence.entry(*report).or_insert(*confidence);
            *held = held.max(*confidence);
        }
    }

    /// Those who make an event this one and no other: not who was merely present, spoken of or organised it.
    pub fn sides(&self) -> Vec<&Who> {
        let counts = |role: Role| {
            !matches!(role, Role::Destination | Role::Presence | Role::Organiser | Role::AppointedBy | Role::Audience | Role::Attribution)
        };
        let mut sides: Vec<&Who> = self.people.iter().filter(|(_, role)| counts(*role)).map(|(who, _)| who).collect();
        sides.sort();
        sides.dedup();
        sides
    }

    /// Those in one of these roles.
    pub fn of_roles(&self, roles: &[Role]) -> Vec<&Who> {
        self.people.iter().filter(|(_, role)| roles.contains(role)).map(|(who, _)| who).collect()
    }

    /// Its report names the body so that other reports mean the same by it.
    pub fn names_body(&self) -> bool {
        self.body_names.iter().any(UnitKey::tells)
    }

    /// Told as to come, and nowhere as done.
    pub fn ahead(&self) -> bool {
        !self.modality.contains_key(&Modality::Happened)
    }
}

fn add<T: Clone + PartialEq>(to: &mut Vec<T>, from: &[T]) {
    for item in from {
        if !to.contains(item) {
            to.push(item.clone());
        }
    }
}

/// Roles whose value takes part in an event; who only hears a statement does not.
pub fn is_people(role: Role) -> bool {
    use Role::{
        Actor, AppointedBy, CoChair, DelegationHead, Host, Initiator, Organisation, Organiser, Participant, Party, Person, Presence,
        Signatory, Speaker, Visitor,
    };
    matches!(
        role,
        Actor
            | AppointedBy
            | CoChair
            | DelegationHead
            | Host
            | Initiator
            | Organisation
            | Organiser
            | Participant
            | Party
            | Person
            | Presence
            | Signatory
            | Speaker
            | Visitor
    ) || role == Role::Destination
}

/// The role as in `--json`.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Participant => "participant",
        Role::CoChair => "co_chair",
        Role::DelegationHead => "delegation_head",
        Role::Visitor => "visitor",
        Role::Destination => "destination",
        Role::Host => "host",
        Role::Signatory => "signatory",
        Role::Party => "party",
        Role::Presence => "presence",
        Role::Speaker => "speaker",
        Role::Audience => "audience",
        Role::Organiser => "organiser",
        Role::Initiator => "initiator",
        Role::Person => "person",
        Role::Organisation => "organisation",
        Role::AppointedBy => "appointed_by",
        Role::Actor => "actor",
        Role::Form => "form",
        Role::AgendaItems => "agenda_items",
        Role::Outcome => "outcome",
        Role::VisitKind => "visit_kind",
        Role::Programme => "programme",
        Role::Channel => "channel",
        Role::Words => "words",
        Role::Subject => "subject",
        Role::Country => "country",
        Role::Phase => "phase",
        Role::Attribution => "attribution",
        Role::PreviousSession => "previous_session",
        Role::NextSession => "next_session",
        Role::SetFor => "set_for",
        Role::Due => "due",
        _ => "other",
    }
}

/// A value as words.
fn words(stage: &Stage, report: usize, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Mention(m) => stage.input.mention(report, *m).map(|m| m.name.clone()),
    }
}
