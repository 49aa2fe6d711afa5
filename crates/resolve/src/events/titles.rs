//! One line for an event, in every language that has lines: who, what and where. The lines are data of `knowledge/resolve-titles.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::{Detail, Event, EventKind, Mention, Role, TitleIn};
use serde::Deserialize;

use super::Stage;
use super::draft::{Draft, Who};
use crate::entities::name_to_show;

#[derive(Deserialize)]
struct Lines {
    and: String,
    ordinal: String,
    session: Vec<String>,
    meeting: Vec<String>,
    visit: Vec<String>,
    signing: Vec<String>,
    statement: Vec<String>,
    gathering: Vec<String>,
    appointment: Vec<String>,
    departure: Vec<String>,
    instruments: BTreeMap<String, String>,
}

static LINES: LazyLock<BTreeMap<String, Lines>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../knowledge/resolve-titles.toml")).expect("the lines are part of the program and tested")
});

/// More names than this in a line are left to the list of participants.
const NAMES: usize = 3;

/// So many characters of a sentence stand in a title.
const WORDS: usize = 70;

/// The titles of an event, one a language that has lines; that of its first report first.
pub fn titles(stage: &Stage, whole: &Draft, event: &Event) -> Vec<TitleIn> {
    let own = stage.input.lang(whole.report);
    let mut langs: Vec<&String> = LINES.keys().collect();
    // A language without lines of its own gets the English ones.
    let first = if LINES.contains_key(own) { own } else { "en" };
    langs.sort_by_key(|lang| (lang.as_str() != first, (*lang).clone()));
    langs.into_iter().map(|lang| TitleIn { lang: lang.clone(), text: title(stage, whole, event, lang) }).collect()
}

fn title(stage: &Stage, whole: &Draft, event: &Event, lang: &str) -> String {
    let lines = &LINES[lang];
    let choices = match event.kind {
        EventKind::Session => &lines.session,
        EventKind::Meeting => &lines.meeting,
        EventKind::Visit => &lines.visit,
        EventKind::Signing => &lines.signing,
        EventKind::Statement => &lines.statement,
        EventKind::Gathering => &lines.gathering,
        EventKind::Appointment => &lines.appointment,
        EventKind::Departure => &lines.departure,
    };
    let fields = fields(stage, whole, event, lines, lang);
    choices.iter().find_map(|line| fill(line, &fields)).unwrap_or_default()
}

fn fields(stage: &Stage, whole: &Draft, event: &Event, lines: &Lines, lang: &str) -> BTreeMap<&'static str, String> {
    let name = |who: &Who| match who {
        Who::Entity(e) => name_to_show(stage.entities[*e].kind, &stage.entities[*e].names, Some(lang)),
        Who::Name(name) => name.clone(),
    };
    let mut fields = BTreeMap::new();
    let mut put = |key, text: Option<String>| {
        if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
            fields.insert(key, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    };
    put("ordinal", whole.ordinal.map(|n| lines.ordinal.replace("{n}", &n.to_string()).replace("{th}", suffix(n))));
    let body = whole.body.as_ref().map(name);
    put("the_body", body.as_ref().map(|b| if b.to_lowercase().starts_with("the ") { b.clone() } else { format!("the {b}") }));
    put("body", body);
    put("name", whole.name.clone());
    put("place", whole.places.first().map(name));
    put("destination", whole.of_roles(&[Role::Destination]).first().map(|w| name(w)));
    put("people", listed(people(stage, whole, event).iter().map(|w| name(w)).collect(), &lines.and));
    put("instruments", listed(instruments(stage, whole, lines, lang), &lines.and));
    put("words", whole.details.iter().find(|(role, _)| *role == "words").map(|(_, text)| begun(text)));
    let report = &stage.input.readings[whole.report].report;
    put("told", Some(begun(stage.input.sentence(whole.report, whole.at).slice(&report.text))));
    fields
}

/// What was signed: by its words in the language, else by its kind there.
fn instruments(stage: &Stage, whole: &Draft, lines: &Lines, lang: &str) -> Vec<String> {
    let named = |lang: &str| -> Vec<&Mention> {
        let of = whole.instruments.iter().filter(|&&(r, _)| stage.input.lang(r) == lang);
        of.filter_map(|&(r, m)| stage.input.mention(r, m)).collect()
    };
    let own = named(lang);
    if !own.is_empty() {
        return fullest(own.into_iter().map(|m| m.name.clone()).collect());
    }
    let kinds = whole.instruments.iter().filter_map(|&(r, m)| stage.input.mention(r, m)).filter_map(|m| match m.detail {
        Detail::Instrument(kind) => lines.instruments.get(kind.name()).cloned(),
        _ => None,
    });
    kinds.collect()
}

/// Without the names that are part of another ("меморандум" beside "меморандум о туризме").
fn fullest(names: Vec<String>) -> Vec<String> {
    let part = |name: &String| names.iter().any(|other| other != name && other.to_lowercase().contains(&name.to_lowercase()));
    names.iter().filter(|name| !part(name)).cloned().collect()
}

/// The beginning of a text, cut at a word.
fn begun(text: &str) -> String {
    // No more of it than is looked at: a sentence can be a whole page.
    let spaced = text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars())).skip(1);
    let text: String = spaced.take(WORDS + 1).collect();
    if text.chars().count() <= WORDS {
        return text;
    }
    let cut: String = text.chars().take(WORDS).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..at].trim_end_matches([',', ';', ':', '–', '-', ' ']))
}

/// Who stands in the line: for a visit those who go, for a statement those who speak; else all sides in the order of the text.
fn people<'a>(stage: &Stage, whole: &'a Draft, event: &Event) -> Vec<&'a Who> {
    let main: &[Role] = match event.kind {
        EventKind::Visit => &[Role::Visitor],
        EventKind::Statement => &[Role::Speaker],
        EventKind::Appointment | EventKind::Departure => &[Role::Person],
        EventKind::Signing => &[Role::Signatory, Role::Party],
        _ => &[],
    };
    let named = |who: &Who, link: &rapporteur_model::Link| match who {
        Who::Entity(e) => link.id.as_ref() == Some(&stage.entities[*e].id),
        Who::Name(name) => *name == link.name,
    };
    let shown = |who: &Who| event.participants.iter().any(|p| named(who, &p.entity));
    let mut found: Vec<&Who> = Vec::new();
    for (who, role) in &whole.people {
        let counts = if main.is_empty() { !matches!(role, Role::Presence | Role::Destination) } else { main.contains(role) };
        if counts && shown(who) && !found.contains(&who) {
            found.push(who);
        }
    }
    found
}

fn listed(mut names: Vec<String>, and: &str) -> Option<String> {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|n| !n.is_empty() && seen.insert(n.clone()));
    let more = names.len() > NAMES;
    names.truncate(NAMES);
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several if more => Some(format!("{} …", several.join(", "))),
        [start @ .., last] => Some(format!("{} {and} {last}", start.join(", "))),
    }
}

fn suffix(n: u32) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// The line with its fields, or `None` where one is not known.
fn fill(line: &str, fields: &BTreeMap<&'static str, String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}')? + open;
        out.push_str(&rest[..open]);
        out.push_str(fields.get(&rest[open + 1..close])?);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{fill, listed, suffix};

    #[test]
    fn lines() {
        let fields = [("people", "А и Б".to_owned())].into();
        assert_eq!(fill("Встреча: {people}", &fields).as_deref(), Some("Встреча: А и Б"));
        assert_eq!(fill("Встреча: {place}", &fields), None);
        assert_eq!(listed(["a", "b", "c", "d"].map(str::to_owned).to_vec(), "and").as_deref(), Some("a, b, c …"));
        assert_eq!((suffix(21), suffix(12), suffix(3)), ("st", "th", "rd"));
    }
}
