//! What an analyst should look at, ordered by worth: what stands disputed in the record and carries much comes first. Each item says
//! why it is there and gives the commands that settle it. Decides nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::{Entity, EntityKind, Event, IssueKind, Phase, Status};
use rapporteur_store::{EntityFilter, EventFilter, ReportFilter, Result, romanise};
use serde::{Deserialize, Serialize};

use crate::Reader;
use crate::judgements::{State, judgements};

#[derive(Deserialize)]
struct Words {
    shared_posts: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../knowledge/review.toml")).expect("the words are part of the program and tested"));

/// Events below this confidence are to be looked at.
const UNSURE: f32 = 0.6;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// How much it is worth to settle it: what is wrong with it, then how many reports hang on it.
    pub worth: u32,
    /// What is the matter, one clause.
    pub matter: String,
    /// Ids of the entries or report.
    pub ids: Vec<String>,
    /// Their titles or names.
    pub titles: Vec<String>,
    /// Judgements that would settle it, as commands.
    pub commands: Vec<String>,
}

/// The queue, the worthiest first.
///
/// # Errors
/// When the record cannot be read.
pub fn review(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    let events = store.events(&EventFilter::default())?;
    let people = store.entities(&EntityFilter { kind: Some(EntityKind::Person), ..EntityFilter::default() })?;
    let mut all: Vec<ReviewView> = events.iter().flat_map(|e| of_event(store, e)).collect();
    all.extend(contradictions(store)?);
    all.extend(lost(store)?);
    all.extend(namesakes(store, &people));
    all.extend(two_in_one_post(store, &people));
    all.extend(missing(store)?);
    all.sort_by(|a, b| b.worth.cmp(&a.worth).then_with(|| a.ids.cmp(&b.ids)).then_with(|| a.matter.cmp(&b.matter)));
    Ok(all)
}

fn worth(matter: u32, reports: usize) -> u32 {
    matter + u32::try_from(reports).unwrap_or(u32::MAX).min(9)
}

/// What reports of an event disagree in, and what it hangs on.
fn of_event(store: &Reader<'_>, event: &Event) -> Vec<ReviewView> {
    let item = |matter: u32, text: String, commands: Vec<String>| ReviewView {
        worth: worth(matter, event.reports.len()),
        matter: text,
        ids: vec![event.id.clone()],
        titles: vec![store.event_title(event)],
        commands,
    };
    let correct = |field: &str, value: &str| format!("rapporteur judge correct {} \"{field}={value}\" --why \"…\"", event.id);
    let mut found = Vec::new();
    for told in &event.disagreements {
        let values: Vec<String> = told.values.iter().map(|v| format!("{} ({})", v.value, reports(v.reports.len()))).collect();
        let commands = told.values.iter().map(|v| correct(&told.role, &v.value)).collect();
        let matter = if told.role == "status" { 100 } else { 80 };
        found.push(item(matter, format!("reports disagree on the {}: {}", told.role, values.join(", ")), commands));
    }
    if event.confidence < UNSURE {
        let commands = vec![
            format!("rapporteur why {}", event.id),
            format!("rapporteur judge confirm {} --why \"…\"", event.id),
            format!("rapporteur judge reject {} --why \"…\"", event.id),
        ];
        let weighs = matches!(event.status, Status::Cancelled | Status::Denied);
        let matter = if weighs { 45 } else { 10 };
        let sure = event.confidence;
        found.push(item(matter, format!("{} by one uncertain reading (confidence {sure:.2})", status(event.status)), commands));
    }
    found
}

fn reports(n: usize) -> String {
    if n == 1 { "1 report".to_owned() } else { format!("{n} reports") }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::Planned => "planned",
        Status::Cancelled => "cancelled",
        Status::Denied => "denied",
        Status::Disputed => "disputed",
    }
}

/// Reports that contradict themselves.
fn contradictions(store: &Reader<'_>) -> Result<Vec<ReviewView>> {
    let mut found = Vec::new();
    for report in store.reports(&ReportFilter::default())? {
        for issue in report.issues.iter().filter(|i| i.kind == IssueKind::Contradiction) {
            let title = report.title.clone().unwrap_or_else(|| report.path.clone());
            found.push(ReviewView {
                worth: worth(70, 1),
                matter: issue.message.clone(),
                commands: vec![format!("rapporteur show {}", report.id)],
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
            matter: format!("the words of a judgement are gone: “{}”", j.quote),
            commands: vec![format!("rapporteur judge undo {} --why \"…\"", j.id)],
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
                found.push(ReviewView {
                    worth: worth(50, fewer),
                    matter: "may be one person: one family name, given names that agree".to_owned(),
                    ids: vec![a.id.clone(), b.id.clone()],
                    titles: vec![store.name(&a.name, &a.names), store.name(&b.name, &b.names)],
                    commands: vec![
                        format!("rapporteur judge same {} {} --why \"…\"", a.id, b.id),
                        format!("rapporteur judge different {} {} --why \"…\"", a.id, b.id),
                    ],
                });
            }
        }
    }
    found
}

fn family(name: &str) -> String {
    romanise(&name.split_whitespace().next_back().unwrap_or_default().to_lowercase())
}

/// False where both have given names that begin differently.
fn given_agree(a: &str, b: &str) -> bool {
    let given = |name: &str| -> Option<String> {
        let words: Vec<&str> = name.split_whitespace().collect();
        (words.len() > 1).then(|| romanise(&words[0].to_lowercase()).trim_end_matches('.').to_owned())
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
                found.push(ReviewView {
                    worth: worth(60, a.reports.len().min(b.reports.len())),
                    matter: format!("held by two at once: {title}"),
                    ids: vec![a.id.clone(), b.id.clone()],
                    titles: vec![store.name(&a.name, &a.names), store.name(&b.name, &b.names)],
                    commands: vec![
                        format!("rapporteur judge same {} {} --why \"…\"", a.id, b.id),
                        format!("rapporteur why {}", a.id),
                        format!("rapporteur why {}", b.id),
                    ],
                });
            }
        }
    }
    found
}

/// False for titles that several hold at once by their nature: deputies, members, and those of one among others.
fn alone(title: &str) -> bool {
    !WORDS.shared_posts.iter().any(|word| title.contains(word.as_str()))
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
                matter: format!("no report tells of session {numbers}"),
                titles: vec![store.link(series.body.clone())?.name],
                commands: vec![format!("rapporteur series {id}")],
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
        assert!(!given_agree("Elena Rotaru", "Влад Ротару") && !given_agree("Иван Рокош", "Игорь Рокош"));
    }
}
