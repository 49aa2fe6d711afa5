//! What an analyst should look at, ordered by worth: what stands disputed in the record and carries much comes first. Each item says
//! why it is there and gives the commands that settle it. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_knowledge::showing::review as review_words;
use rapporteur_model::{Entity, EntityKind, Event, IssueKind, JoinReason, Phase, Status, Verdict};
use rapporteur_store::{EntityFilter, EventFilter, ReportFilter, Result, terms};
use serde::Serialize;

use crate::judgements::{State, judgements};
use crate::words::{filled, word_in};
use crate::{Passage, Reader};

/// Events below this confidence are to be looked at.
const UNSURE: f32 = 0.6;

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
    let events = store.events(&EventFilter { doubtful: Some(UNSURE), ..EventFilter::default() })?;
    let people = store.entities(&EntityFilter { kind: Some(EntityKind::Person), ..EntityFilter::default() })?;
    let mut all: Vec<ReviewView> = Vec::new();
    for event in &events {
        all.extend(of_event(store, event)?);
    }
    all.extend(contradictions(store)?);
    all.extend(lost(store)?);
    all.extend(namesakes(store, &people));
    all.extend(two_in_one_post(store, &people));
    let houses = houses(store)?;
    all.extend(like_names(store, &houses));
    all.extend(people.iter().chain(&houses).filter_map(|entity| weakly_joined(store, entity)));
    all.extend(missing(store)?);
    all.sort_by(|a, b| b.worth.cmp(&a.worth).then_with(|| a.ids.cmp(&b.ids)).then_with(|| a.matter.cmp(&b.matter)));
    Ok(all)
}

fn worth(matter: u32, reports: usize) -> u32 {
    matter + u32::try_from(reports).unwrap_or(u32::MAX).min(9)
}

/// What reports of an event disagree in, and what it hangs on.
fn of_event(store: &Reader<'_>, event: &Event) -> Result<Vec<ReviewView>> {
    if event.disagreements.is_empty() && event.confidence >= UNSURE {
        return Ok(Vec::new());
    }
    let title = store.event_title(event)?;
    let lang = spoken(store);
    let item = |kind: Matter, matter: u32, text: String, detail: String, commands: Vec<String>, proposals: Vec<Proposal>| ReviewView {
        worth: worth(matter, event.reports.len()),
        kind,
        matter: text,
        detail,
        ids: vec![event.id.clone()],
        titles: vec![title.clone()],
        commands: commands.into_iter().chain(proposals.iter().map(Proposal::command)).collect(),
        passages: Vec::new(),
        proposals,
    };
    let correct = |field: &str, value: &str| Proposal {
        correction: Some((field.to_owned(), value.to_owned())),
        ..Proposal::of(Verdict::Correct, &[&event.id])
    };
    let mut found = Vec::new();
    for told in &event.disagreements {
        let values: Vec<String> = told.values.iter().map(|v| format!("{} ({})", v.value, reports(v.reports.len(), lang))).collect();
        let proposals = told.values.iter().map(|v| correct(&told.role, &v.value)).collect();
        let matter = if told.role == "status" { 100 } else { 80 };
        let role = word_in(&format!("review {}", told.role), lang);
        let text = filled("review disagreement", lang, &[("role", &role), ("values", &values.join(", "))]);
        found.push(item(Matter::Disagreement, matter, text, told.role.clone(), Vec::new(), proposals));
    }
    if event.confidence < UNSURE {
        let proposals = [Verdict::Confirm, Verdict::Reject].map(|v| Proposal::of(v, &[&event.id])).to_vec();
        let weighs = matches!(event.status, Status::Cancelled | Status::Denied);
        let matter = if weighs { 45 } else { 10 };
        let sure = event.confidence;
        let status = crate::words::word_for(&event.status, lang);
        let text = filled("review unsure", lang, &[("status", &status), ("sure", &format!("{sure:.2}"))]);
        found.push(item(Matter::Unsure, matter, text, format!("{sure:.2}"), vec![format!("rapporteur why {}", event.id)], proposals));
    }
    Ok(found)
}

fn reports(n: usize, lang: &str) -> String {
    filled(if n == 1 { "review report" } else { "review reports" }, lang, &[("n", &n.to_string())])
}

/// The language in which matters are told.
fn spoken<'r>(store: &'r Reader<'_>) -> &'r str {
    store.lang().unwrap_or("en")
}

/// Reports that contradict themselves.
fn contradictions(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    let mut found = Vec::new();
    for report in store.reports(&ReportFilter::default())? {
        for issue in report.issues.iter().filter(|i| i.kind == IssueKind::Contradiction) {
            let title = report.title.clone().unwrap_or_else(|| report.path.clone());
            found.push(ReviewView {
                worth: worth(70, 1),
                kind: Matter::Contradiction,
                matter: issue.message.clone(),
                detail: issue.message.clone(),
                proposals: Vec::new(),
                commands: vec![format!("rapporteur show {}", report.id)],
                passages: Vec::new(),
                ids: vec![report.id.clone()],
                titles: vec![title],
            });
        }
    }
    Ok(found)
}

/// Judgements whose words are in no report any more.
fn lost(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    let gone = judgements(store)?.into_iter().filter(|j| j.state == State::Lost);
    Ok(gone
        .map(|j| ReviewView {
            worth: worth(90, 0),
            kind: Matter::Lost,
            matter: filled("review lost", spoken(store), &[("quote", &j.quote)]),
            detail: format!("“{}”", j.quote),
            commands: vec![Proposal::of(Verdict::Undo, &[&j.id]).command()],
            passages: Vec::new(),
            proposals: vec![Proposal::of(Verdict::Undo, &[&j.id])],
            ids: vec![j.id],
            titles: vec![j.why],
        })
        .collect())
}

/// People of one family name who are two entries and whose given names can be one.
fn namesakes(store: &Reader<'_>, people: &[Entity]) -> Vec<ReviewView> {
    let mut by_family: BTreeMap<String, Vec<&Entity>> = BTreeMap::new();
    for person in people {
        by_family.entry(family(&person.name)).or_default().push(person);
    }
    let mut found = Vec::new();
    for group in by_family.values() {
        for (n, a) in group.iter().enumerate() {
            for b in group[n + 1..].iter().filter(|b| given_agree(&a.name, &b.name)) {
                let fewer = a.reports.len().min(b.reports.len());
                let proposals = [Verdict::Same, Verdict::Different].map(|v| Proposal::of(v, &[&a.id, &b.id])).to_vec();
                found.push(ReviewView {
                    worth: worth(50, fewer),
                    kind: Matter::Namesakes,
                    detail: String::new(),
                    matter: word_in("review namesakes", spoken(store)),
                    ids: vec![a.id.clone(), b.id.clone()],
                    titles: vec![store.name(&a.name, &a.names), store.name(&b.name, &b.names)],
                    commands: proposals.iter().map(Proposal::command).collect(),
                    passages: Vec::new(),
                    proposals,
                });
            }
        }
    }
    found
}

/// Organisations and bodies.
fn houses(store: &Reader<'_>) -> Result<Vec<Entity>> {
    let mut all = Vec::new();
    for kind in [EntityKind::Organisation, EntityKind::Body] {
        all.extend(store.entities(&EntityFilter { kind: Some(kind), ..EntityFilter::default() })?);
    }
    Ok(all)
}

/// Words of so many letters tell names apart.
const TELLING: usize = 5;

/// Two organisations whose names share a word that no third has, where no country is against it and the one's words are all the other's.
fn like_names(store: &Reader<'_>, houses: &[Entity]) -> Vec<ReviewView> {
    let words = |e: &Entity| -> BTreeSet<String> { terms(&e.name).into_iter().map(|t| t.word).collect() };
    let all: Vec<BTreeSet<String>> = houses.iter().map(words).collect();
    let mut bearers: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (n, words) in all.iter().enumerate() {
        let telling = |w: &&String| w.chars().count() >= TELLING && !w.chars().any(|c| c.is_ascii_digit());
        words.iter().filter(telling).for_each(|w| bearers.entry(w).or_default().push(n));
    }
    let pairs: BTreeSet<(usize, usize)> = bearers.values().filter(|of| of.len() == 2).map(|of| (of[0], of[1])).collect();
    let mut found = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (&houses[a], &houses[b]);
        let agree = x.country.is_none() || y.country.is_none() || x.country == y.country;
        let within = all[a].is_subset(&all[b]) || all[b].is_subset(&all[a]);
        if !agree || !within {
            continue;
        }
        let proposals = [Verdict::Same, Verdict::Different].map(|v| Proposal::of(v, &[&x.id, &y.id])).to_vec();
        found.push(ReviewView {
            worth: worth(30, x.reports.len().min(y.reports.len())),
            kind: Matter::LikeNames,
            detail: String::new(),
            matter: word_in("review like names", spoken(store)),
            ids: vec![x.id.clone(), y.id.clone()],
            titles: vec![store.name(&x.name, &x.names), store.name(&y.name, &y.names)],
            commands: proposals.iter().map(Proposal::command).collect(),
            passages: Vec::new(),
            proposals,
        });
    }
    found
}

fn is_weak(reason: JoinReason) -> bool {
    matches!(reason, JoinReason::Shorter | JoinReason::Company | JoinReason::Head)
}

/// So many reports hang on a weak joining before it is worth a look.
const CARRIES: usize = 3;

/// An entry of many reports that one weak reason holds together.
fn weakly_joined(store: &Reader<'_>, entity: &Entity) -> Option<ReviewView> {
    let weak = entity.names.iter().find_map(|name| name.joined.as_ref().filter(|j| is_weak(j.by)).map(|j| (name, j)))?;
    let (name, joined) = weak;
    (entity.reports.len() >= CARRIES).then(|| {
        let because = crate::words::because(joined.by, spoken(store));
        let commands = ["rapporteur why", "rapporteur judge confirm"].map(|c| format!("{c} {}", entity.id));
        let split = format!("rapporteur judge split {} --report REPORT --why \"…\"", entity.id);
        ReviewView {
            worth: worth(35, entity.reports.len()),
            kind: Matter::WeakJoining,
            detail: format!("{} = {}", name.text, joined.to),
            matter: filled("review weak joining", spoken(store), &[("name", &name.text), ("to", &joined.to), ("because", &because)]),
            ids: vec![entity.id.clone()],
            titles: vec![store.name(&entity.name, &entity.names)],
            commands: vec![commands[0].clone(), format!("{} --why \"…\"", commands[1]), split],
            passages: Vec::new(),
            proposals: vec![Proposal::of(Verdict::Confirm, &[&entity.id])],
        }
    })
}

fn family(name: &str) -> String {
    name.split_whitespace().next_back().map(sound).unwrap_or_default()
}

/// A word of a name as it sounds in either script: "Джайшанкар" and "Jaishankar" are one.
fn sound(word: &str) -> String {
    terms(word).iter().map(|t| t.word.replace("dzh", "j")).collect()
}

/// False where both have given names that begin differently.
fn given_agree(a: &str, b: &str) -> bool {
    let given = |name: &str| -> Option<String> {
        let words: Vec<&str> = name.split_whitespace().collect();
        (words.len() > 1).then(|| sound(words[0]))
    };
    match (given(a), given(b)) {
        (Some(x), Some(y)) => x.chars().zip(y.chars()).take(3).all(|(x, y)| x == y),
        _ => true,
    }
}

/// Who holds a post, with the first and the last day on which reports say so.
type Holder<'e> = (&'e Entity, Option<String>, Option<String>);

/// Two people in one post at one organisation at the same time.
fn two_in_one_post(store: &Reader<'_>, people: &[Entity]) -> Vec<ReviewView> {
    let mut held: BTreeMap<(String, String), Vec<Holder<'_>>> = BTreeMap::new();
    for person in people {
        for post in person.posts.iter().filter(|p| p.phase == Phase::Current) {
            let Some(id) = post.organisation.as_ref().and_then(|o| o.id.clone()) else { continue };
            let day = |d: Option<rapporteur_model::Edtf>| d.and_then(rapporteur_model::Edtf::sort_date).map(|d| d.to_string());
            held.entry((id, post.title.to_lowercase())).or_default().push((person, day(post.from), day(post.to)));
        }
    }
    let mut found = Vec::new();
    for ((_, title), holders) in held {
        for (n, (a, from, to)) in holders.iter().enumerate() {
            for (b, since, until) in holders[n + 1..].iter().filter(|(b, ..)| b.id != a.id) {
                let within =
                    |day: &Option<String>, first: &Option<String>, last: &Option<String>| day.is_some() && day >= first && day <= last;
                let at_once = within(since, from, to) || within(until, from, to) || within(from, since, until);
                if !at_once || !alone(&title) {
                    continue;
                }
                let same = Proposal::of(Verdict::Same, &[&a.id, &b.id]);
                found.push(ReviewView {
                    worth: worth(60, a.reports.len().min(b.reports.len())),
                    kind: Matter::TwoInOnePost,
                    matter: filled("review two in one post", spoken(store), &[("post", &title)]),
                    detail: title.clone(),
                    ids: vec![a.id.clone(), b.id.clone()],
                    titles: vec![store.name(&a.name, &a.names), store.name(&b.name, &b.names)],
                    commands: vec![same.command(), Proposal::of(Verdict::Different, &[&a.id, &b.id]).command()],
                    passages: Vec::new(),
                    proposals: vec![same, Proposal::of(Verdict::Different, &[&a.id, &b.id])],
                });
            }
        }
    }
    found
}

/// False for titles that several hold at once by their nature: deputies, members, and those of one among others.
fn alone(title: &str) -> bool {
    !review_words().shared_posts.iter().any(|word| title.contains(word.as_str()))
}

/// Numbers of a series that no report tells of.
fn missing(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    let mut found = Vec::new();
    for series in store.series(None)? {
        for gap in &series.gaps {
            let numbers = if gap.first == gap.last { gap.first.to_string() } else { format!("{}–{}", gap.first, gap.last) };
            let id = series.body.id.clone().unwrap_or_default();
            found.push(ReviewView {
                worth: worth(40, series.sessions.len()),
                kind: Matter::MissingSession,
                matter: filled("review missing", spoken(store), &[("numbers", &numbers)]),
                detail: numbers,
                proposals: Vec::new(),
                titles: vec![store.link(series.body.clone())?.name],
                commands: vec![format!("rapporteur series {id}")],
                passages: Vec::new(),
                ids: vec![id],
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::given_agree;

    #[test]
    fn different_given_names_are_two_people() {
        assert!(given_agree("Иван Рокош", "И. Рокош") && given_agree("Рокош", "Иван Рокош") && given_agree("Ivan Rokosh", "Иван Рокош"));
        assert_eq!(super::family("Субраманьям Джайшанкар"), super::family("Subrahmanyam Jaishankar"));
        assert!(!given_agree("Elena Rotaru", "Влад Ротару") && !given_agree("Иван Рокош", "Игорь Рокош"));
    }
}
