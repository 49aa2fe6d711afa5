//! What an analyst should look at, ordered by worth: what stands disputed in the record and carries much comes first. Each item says
//! why it is there and gives the commands that settle it. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_knowledge::showing::review as review_words;
use rapporteur_model::{Edtf, EntityKind, JoinReason, Joined, Status, Verdict};
use rapporteur_store::{Doubt, ListedName, PostHolder, Result, Store, terms};
use serde::Serialize;

use crate::judgements::{State, judgements};
use crate::words::{filled, word_in};
use crate::{Passage, Reader};

/// A judgement that would settle a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What to decide.
    pub verdict: Verdict,
    /// About which entries; for undo, the judgement.
    pub entries: Vec<String>,
    /// Field and value, for correct.
    pub correction: Option<(String, String)>,
}

impl Proposal {
    fn of(verdict: Verdict, entries: &[&str]) -> Self {
        Self { verdict, entries: entries.iter().map(|&e| e.to_owned()).collect(), correction: None }
    }

    /// As it is given on the command line.
    fn command(&self) -> String {
        let verdict = format!("{:?}", self.verdict).to_lowercase();
        let change = self.correction.as_ref().map(|(field, value)| format!(" \"{field}={value}\"")).unwrap_or_default();
        format!("rapporteur judge {verdict} {}{change} --why \"…\"", self.entries.join(" "))
    }
}

/// What sort of thing is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Reports disagree on a field; the detail names it.
    Disagreement,
    /// One uncertain reading.
    Unsure,
    /// A report contradicts itself.
    Contradiction,
    /// The words of a judgement are gone.
    Lost,
    /// May be one person.
    Namesakes,
    /// May be one organisation: they share a word that no other has.
    LikeNames,
    /// Names joined for one weak reason, on which much hangs; the detail says which.
    WeakJoining,
    /// A post held by two at once; the detail names it.
    TwoInOnePost,
    /// No report tells of some sessions; the detail names their numbers.
    MissingSession,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewView {
    /// How much it is worth to settle it: what is wrong with it, then how many reports hang on it.
    pub worth: u32,
    /// What sort of thing it is.
    pub kind: Matter,
    /// What is the matter, one clause.
    pub matter: String,
    /// What of it is the record's own words.
    pub detail: String,
    /// Judgements that would settle it.
    pub proposals: Vec<Proposal>,
    /// Ids of the entries or report.
    pub ids: Vec<String>,
    /// Their titles or names.
    pub titles: Vec<String>,
    /// Judgements that would settle it, as commands.
    pub commands: Vec<String>,
    /// The words of each side; filled by [`with_words`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Passage>,
}

/// Adds the words that each side of a matter stands on.
///
/// # Errors
/// When the record cannot be read.
pub fn with_words(store: &Reader<'_>, items: &mut [ReviewView]) -> Result<()> {
    for item in items {
        for id in item.ids.clone() {
            let Some(told) = crate::why(store, &id)? else { continue };
            if item.kind == Matter::Disagreement {
                let on = told.passages.into_iter().filter(|p| p.marks.iter().any(|m| m.field == item.detail));
                item.passages.extend(on.take(SIDES));
            } else if item.kind == Matter::WeakJoining {
                let weak = told.joinings.into_iter().filter(|j| is_weak(j.reason)).flat_map(|j| j.passages);
                item.passages.extend(weak.take(SIDES));
            } else {
                item.passages.extend(told.best().cloned());
            }
        }
    }
    Ok(())
}

/// At most so many passages of one entry.
const SIDES: usize = 4;

/// The queue, the worthiest first.
///
/// # Errors
/// When the record cannot be read.
pub fn review(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    queue(store)?.iter().map(|queued| shown(store, queued)).collect()
}

/// A matter of the queue before it is put into words.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    worth: u32,
    ids: Vec<String>,
    about: About,
}

/// What is to be looked at, as the record has it.
#[derive(Debug, Clone, PartialEq)]
enum About {
    /// Values with the number of reports that give each.
    Disagreement {
        role: String,
        values: Vec<(String, usize)>,
    },
    Unsure {
        status: Status,
        sure: f32,
    },
    Contradiction {
        title: String,
        message: String,
    },
    Lost {
        quote: String,
        why: String,
    },
    Namesakes,
    LikeNames,
    WeakJoining {
        name: String,
        joined: Joined,
    },
    TwoInOnePost {
        title: String,
    },
    MissingSession {
        numbers: String,
    },
}

impl About {
    /// Where two matters of one worth and the same entries stand.
    fn place(&self) -> (u8, &str) {
        match self {
            Self::Disagreement { role, .. } => (0, role),
            Self::Unsure { .. } => (1, ""),
            Self::Contradiction { message, .. } => (2, message),
            Self::Lost { quote, .. } => (3, quote),
            Self::Namesakes => (4, ""),
            Self::LikeNames => (5, ""),
            Self::WeakJoining { name, .. } => (6, name),
            Self::TwoInOnePost { title } => (7, title),
            Self::MissingSession { numbers } => (8, numbers),
        }
    }
}

/// The queue, the worthiest first, without words: [`shown`] gives them to the matters that are looked at.
///
/// # Errors
/// When the record cannot be read.
pub fn queue(store: &Reader<'_>) -> Result<Vec<Queued>> {
    let mut all: Vec<Queued> = store.doubts()?.iter().flat_map(of_event).collect();
    all.extend(contradictions(store)?);
    all.extend(lost(store)?);
    let people = store.listed_names(&[EntityKind::Person])?;
    let houses = store.listed_names(&[EntityKind::Organisation, EntityKind::Body])?;
    all.extend(namesakes(&people));
    all.extend(two_in_one_post(store, &people)?);
    all.extend(like_names(&houses));
    all.extend(weakly_joined(store)?);
    all.extend(missing(store)?);
    all.sort_by(|a, b| b.worth.cmp(&a.worth).then_with(|| a.ids.cmp(&b.ids)).then_with(|| a.about.place().cmp(&b.about.place())));
    Ok(all)
}

/// A matter in the reader's words, with what would settle it.
///
/// # Errors
/// When the record cannot be read.
pub fn shown(store: &Reader<'_>, queued: &Queued) -> Result<ReviewView> {
    let lang = spoken(store);
    let ids: Vec<&str> = queued.ids.iter().map(String::as_str).collect();
    let pair = || [Verdict::Same, Verdict::Different].map(|v| Proposal::of(v, &ids)).to_vec();
    let first = ids.first().copied().unwrap_or_default();
    let (kind, matter, detail, proposals, commands) = match &queued.about {
        About::Disagreement { role, values } => {
            let told: Vec<String> = values.iter().map(|(value, n)| format!("{value} ({})", reports(*n, lang))).collect();
            let correct = |(value, _): &(String, usize)| Proposal {
                correction: Some((role.clone(), value.clone())),
                ..Proposal::of(Verdict::Correct, &ids)
            };
            let word = word_in(&format!("review {role}"), lang);
            let text = filled("review disagreement", lang, &[("role", &word), ("values", &told.join(", "))]);
            (Matter::Disagreement, text, role.clone(), values.iter().map(correct).collect(), Vec::new())
        }
        About::Unsure { status, sure } => {
            let proposals = [Verdict::Confirm, Verdict::Reject].map(|v| Proposal::of(v, &ids)).to_vec();
            let status = crate::words::word_for(status, lang);
            let text = filled("review unsure", lang, &[("status", &status), ("sure", &format!("{sure:.2}"))]);
            (Matter::Unsure, text, format!("{sure:.2}"), proposals, vec![format!("rapporteur why {first}")])
        }
        About::Contradiction { message, .. } => {
            (Matter::Contradiction, message.clone(), message.clone(), Vec::new(), vec![format!("rapporteur show {first}")])
        }
        About::Lost { quote, .. } => {
            let text = filled("review lost", lang, &[("quote", quote)]);
            (Matter::Lost, text, format!("“{quote}”"), vec![Proposal::of(Verdict::Undo, &ids)], Vec::new())
        }
        About::Namesakes => (Matter::Namesakes, word_in("review namesakes", lang), String::new(), pair(), Vec::new()),
        About::LikeNames => (Matter::LikeNames, word_in("review like names", lang), String::new(), pair(), Vec::new()),
        About::WeakJoining { name, joined } => {
            let because = crate::words::because(joined.by, lang);
            let text = filled("review weak joining", lang, &[("name", name), ("to", &joined.to), ("because", &because)]);
            // A part of it is split off by the report that means another.
            let commands = vec![format!("rapporteur why {first}")];
            (Matter::WeakJoining, text, format!("{name} = {}", joined.to), vec![Proposal::of(Verdict::Confirm, &ids)], commands)
        }
        About::TwoInOnePost { title } => {
            (Matter::TwoInOnePost, filled("review two in one post", lang, &[("post", title)]), title.clone(), pair(), Vec::new())
        }
        About::MissingSession { numbers } => {
            let text = filled("review missing", lang, &[("numbers", numbers)]);
            (Matter::MissingSession, text, numbers.clone(), Vec::new(), vec![format!("rapporteur series {first}")])
        }
    };
    let mut commands: Vec<String> = commands.into_iter().chain(proposals.iter().map(Proposal::command)).collect();
    if kind == Matter::WeakJoining {
        commands.push(format!("rapporteur judge split {first} --report REPORT --why \"…\""));
    }
    let titles = match &queued.about {
        About::Disagreement { .. } | About::Unsure { .. } => {
            vec![store.event(first)?.map(|event| store.event_title(&event)).transpose()?.unwrap_or_default()]
        }
        About::Contradiction { title, .. } => vec![title.clone()],
        About::Lost { why, .. } => vec![why.clone()],
        _ => queued.ids.iter().map(|id| Ok(store.entity_link(id.clone())?.name)).collect::<Result<_>>()?,
    };
    Ok(ReviewView { worth: queued.worth, kind, matter, detail, proposals, ids: queued.ids.clone(), titles, commands, passages: Vec::new() })
}

fn worth(matter: u32, reports: usize) -> u32 {
    matter + u32::try_from(reports).unwrap_or(u32::MAX).min(9)
}

/// What reports of an event disagree in, and what it hangs on.
fn of_event(event: &Doubt) -> Vec<Queued> {
    let item = |matter: u32, about: About| Queued { worth: worth(matter, event.reports), ids: vec![event.id.clone()], about };
    let mut found = Vec::new();
    for told in &event.disagreements {
        let values = told.values.iter().map(|v| (v.value.clone(), v.reports.len())).collect();
        let matter = if told.role == "status" { 100 } else { 80 };
        found.push(item(matter, About::Disagreement { role: told.role.clone(), values }));
    }
    if event.confidence < Store::UNSURE {
        let weighs = matches!(event.status, Status::Cancelled | Status::Denied);
        found.push(item(if weighs { 45 } else { 10 }, About::Unsure { status: event.status, sure: event.confidence }));
    }
    found
}

fn reports(n: usize, lang: &str) -> String {
    filled(if n == 1 { "review report" } else { "review reports" }, lang, &[("n", &n.to_string())])
}

/// The language in which matters are told.
fn spoken<'r>(store: &'r Reader<'_>) -> &'r str {
    store.lang().unwrap_or("en")
}

/// Reports that contradict themselves.
fn contradictions(store: &Reader<'_>) -> Result<Vec<Queued>> {
    let mut found = Vec::new();
    for (report, message) in store.contradictions()? {
        let head = store.report_head(&report)?;
        let title = head.map(|head| head.title.unwrap_or(head.path)).unwrap_or_default();
        found.push(Queued { worth: worth(70, 1), ids: vec![report], about: About::Contradiction { title, message } });
    }
    Ok(found)
}

/// Judgements whose words are in no report any more.
fn lost(store: &Reader<'_>) -> Result<Vec<Queued>> {
    let gone = judgements(store)?.into_iter().filter(|j| j.state == State::Lost);
    let item = |j: crate::JudgementView| Queued { worth: worth(90, 0), ids: vec![j.id], about: About::Lost { quote: j.quote, why: j.why } };
    Ok(gone.map(item).collect())
}

/// Two entries, and how many reports name the one that fewer do.
fn two(matter: u32, a: &ListedName, b: &ListedName, about: About) -> Queued {
    Queued { worth: worth(matter, a.reports.min(b.reports)), ids: vec![a.id.clone(), b.id.clone()], about }
}

/// A person is offered with so many others of a name that a crowd bears: those whom most reports name.
const OFFERED: usize = 10;

/// People of one family name who are two entries and whose given names can be one.
fn namesakes(people: &[ListedName]) -> Vec<Queued> {
    let mut by_family: BTreeMap<String, Vec<(&ListedName, Option<String>)>> = BTreeMap::new();
    for person in people {
        by_family.entry(family(&person.name)).or_default().push((person, given(&person.name)));
    }
    by_family.into_values().flat_map(of_one_family).collect()
}

/// Each with those who come before it, and whose given name begins as its own does, or is not told.
fn of_one_family(mut group: Vec<(&ListedName, Option<String>)>) -> Vec<Queued> {
    group.sort_by(|(a, _), (b, _)| b.reports.cmp(&a.reports).then_with(|| a.id.cmp(&b.id)));
    let mut before: BTreeMap<Option<char>, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (n, (person, first)) in group.iter().enumerate() {
        let initial = first.as_ref().and_then(|first| first.chars().next());
        let agree = |&m: &usize| given_agree(first.as_deref(), group[m].1.as_deref());
        let mut others: Vec<usize> = match initial {
            Some(_) => [initial, None]
                .iter()
                .filter_map(|key| before.get(key))
                .flat_map(|of| of.iter().copied().filter(agree).take(OFFERED))
                .collect(),
            None => (0..n.min(OFFERED)).collect(),
        };
        others.sort_unstable();
        found.extend(others.into_iter().take(OFFERED).map(|m| two(50, group[m].0, person, About::Namesakes)));
        before.entry(initial).or_default().push(n);
    }
    found
}

/// Words of so many letters tell names apart.
const TELLING: usize = 5;

/// Two organisations whose names share a word that no third has, where no country is against it and the one's words are all the other's.
fn like_names(houses: &[ListedName]) -> Vec<Queued> {
    let words = |e: &ListedName| -> BTreeSet<String> { terms(&e.name).into_iter().map(|t| t.word).collect() };
    let all: Vec<BTreeSet<String>> = houses.iter().map(words).collect();
    let mut bearers: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (n, words) in all.iter().enumerate() {
        let telling = |w: &&String| w.chars().count() >= TELLING && !w.chars().any(|c| c.is_ascii_digit());
        words.iter().filter(telling).for_each(|w| bearers.entry(w).or_default().push(n));
    }
    let pairs: BTreeSet<(usize, usize)> = bearers.values().filter(|of| of.len() == 2).map(|of| (of[0], of[1])).collect();
    let alike = |(a, b): &(usize, usize)| {
        let (x, y) = (&houses[*a], &houses[*b]);
        let agree = x.country.is_none() || y.country.is_none() || x.country == y.country;
        agree && (all[*a].is_subset(&all[*b]) || all[*b].is_subset(&all[*a]))
    };
    pairs.into_iter().filter(alike).map(|(a, b)| two(30, &houses[a], &houses[b], About::LikeNames)).collect()
}

fn is_weak(reason: JoinReason) -> bool {
    matches!(reason, JoinReason::Shorter | JoinReason::Company | JoinReason::Head)
}

/// So many reports hang on a weak joining before it is worth a look.
const CARRIES: usize = 3;

/// Entries of many reports that one weak reason holds together.
fn weakly_joined(store: &Reader<'_>) -> Result<Vec<Queued>> {
    let weak = [JoinReason::Shorter, JoinReason::Company, JoinReason::Head];
    let mut found = Vec::new();
    for (id, names) in store.joined_by(&[EntityKind::Person, EntityKind::Organisation, EntityKind::Body], &weak)? {
        let reports = store.named_count(&id)?;
        let joining = names.into_iter().find_map(|name| name.joined.filter(|j| is_weak(j.by)).map(|j| (name.text, j)));
        if let Some((name, joined)) = joining.filter(|_| reports >= CARRIES) {
            found.push(Queued { worth: worth(35, reports), ids: vec![id], about: About::WeakJoining { name, joined } });
        }
    }
    Ok(found)
}

fn family(name: &str) -> String {
    name.split_whitespace().next_back().map(sound).unwrap_or_default()
}

/// A word of a name as it sounds in either script: "Джайшанкар" and "Jaishankar" are one.
fn sound(word: &str) -> String {
    terms(word).iter().map(|t| t.word.replace("dzh", "j")).collect()
}

/// The first name that stands before a family name.
fn given(name: &str) -> Option<String> {
    let mut words = name.split_whitespace();
    words.next().filter(|_| words.next().is_some()).map(sound)
}

/// False where both have given names that begin differently.
fn given_agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.chars().zip(b.chars()).take(3).all(|(a, b)| a == b))
}

/// Two people in one post at one organisation at the same time.
fn two_in_one_post(store: &Reader<'_>, people: &[ListedName]) -> Result<Vec<Queued>> {
    let people: BTreeMap<&str, &ListedName> = people.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut held: BTreeMap<(String, String), Vec<&PostHolder>> = BTreeMap::new();
    let holders = store.holders_now()?;
    for holder in holders.iter().filter(|h| people.contains_key(h.person.as_str())) {
        held.entry((holder.organisation.clone(), holder.title.to_lowercase())).or_default().push(holder);
    }
    let day = |d: Option<Edtf>| d.and_then(Edtf::sort_date);
    let within = |day: Option<Date>, (first, last): (Option<Date>, Option<Date>)| day.is_some() && day >= first && day <= last;
    let mut found = Vec::new();
    for ((_, title), holders) in held.iter().filter(|((_, title), holders)| holders.len() > 1 && alone(title)) {
        for (n, a) in holders.iter().enumerate() {
            let (from, to) = (day(a.from), day(a.to));
            for b in holders[n + 1..].iter().filter(|b| b.person != a.person) {
                let (since, until) = (day(b.from), day(b.to));
                if within(since, (from, to)) || within(until, (from, to)) || within(from, (since, until)) {
                    let about = About::TwoInOnePost { title: title.clone() };
                    found.push(two(60, people[a.person.as_str()], people[b.person.as_str()], about));
                }
            }
        }
    }
    Ok(found)
}

/// False for titles that several hold at once by their nature: deputies, members, and those of one among others.
fn alone(title: &str) -> bool {
    !review_words().shared_posts.iter().any(|word| title.contains(word.as_str()))
}

/// Numbers of a series that no report tells of.
fn missing(store: &Reader<'_>) -> Result<Vec<Queued>> {
    let mut found = Vec::new();
    for series in store.series(None)? {
        for gap in &series.gaps {
            let numbers = if gap.first == gap.last { gap.first.to_string() } else { format!("{}–{}", gap.first, gap.last) };
            let ids = vec![series.body.id.clone().unwrap_or_default()];
            found.push(Queued { worth: worth(40, series.sessions.len()), ids, about: About::MissingSession { numbers } });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{ListedName, OFFERED, given, given_agree, namesakes};

    #[test]
    fn different_given_names_are_two_people() {
        let agree = |a: &str, b: &str| given_agree(given(a).as_deref(), given(b).as_deref());
        assert!(agree("Иван Рокош", "И. Рокош") && agree("Рокош", "Иван Рокош") && agree("Ivan Rokosh", "Иван Рокош"));
        assert_eq!(super::family("Субраманьям Джайшанкар"), super::family("Subrahmanyam Jaishankar"));
        assert!(!agree("Elena Rotaru", "Влад Ротару") && !agree("Иван Рокош", "Игорь Рокош"));
    }

    /// Of a crowd of one name each is offered with a few others, so that the queue grows by the people and not by their pairs.
    #[test]
    fn a_crowd_of_namesakes_is_offered_by_its_head() {
        let person = |n: usize, name: &str| ListedName { id: format!("p-{n:04}"), name: name.to_owned(), country: None, reports: n };
        let pairs = |people: &[ListedName]| -> Vec<(String, String)> {
            namesakes(people).into_iter().map(|q| (q.ids[0].clone(), q.ids[1].clone())).collect()
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let few = [person(1, "Ivan Rokos"), person(2, "I. Rokos"), person(3, "Rokos"), person(4, "Igor Rokos"), person(5, "Jan Kos")];
        let expected = [
            pair("p-0004", "p-0003"),
            pair("p-0004", "p-0002"),
            pair("p-0003", "p-0002"),
            pair("p-0003", "p-0001"),
            pair("p-0002", "p-0001"),
        ];
        let mut found = pairs(&few);
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(found, expected, "Ivan and Igor are two");
        let crowd: Vec<ListedName> = (0..400).map(|n| person(n, if n % 2 == 0 { "Ivan Rokos" } else { "Igor Rokos" })).collect();
        let found = pairs(&crowd);
        assert!(
            found.len() <= crowd.len() * OFFERED && found.contains(&pair("p-0398", "p-0000")) && !found.contains(&pair("p-0399", "p-0000"))
        );
    }
}
