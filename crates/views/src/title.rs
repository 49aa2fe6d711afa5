//! One line for an event and for an instrument, in the reader's language: who, what and where. The lines are data of
//! `knowledge/titles.toml`; a line whose fields are not all known is passed over for the next.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_knowledge::showing::{TitleLines as Lines, event_titles};
use rapporteur_model::{Claim, Event, EventKind, Instrument, InstrumentKind, Mention, Participant, Role, TitleIn, Value};
use rapporteur_store::Result;

use crate::Reader;
use crate::latin;

/// More names than this in a line are counted.
const NAMES: usize = 3;
/// So many characters of somebody's words stand in a title.
const WORDS: usize = 90;
/// So many of a headline.
const HEADLINE: usize = 60;

fn lines(lang: &str) -> &'static Lines {
    let all = &event_titles().lines;
    all.get(lang).unwrap_or_else(|| &all["en"])
}

/// The title of an event. Where an analyst has given it one, that.
///
/// # Errors
/// When the record cannot be read.
pub(crate) fn of_event(reader: &Reader<'_>, event: &Event) -> Result<String> {
    let Some(first) = event.titles.first() else { return Ok(reader.text(&event.title)) };
    let lang = reader.lang().unwrap_or(&first.lang).to_owned();
    let lines = lines(&lang);
    let choices = match event.kind {
        EventKind::Session => &lines.session,
        EventKind::Meeting => &lines.meeting,
        EventKind::Visit => &lines.visit,
        EventKind::Signing if event.details.iter().any(|(role, text)| role == "form" && text == "adopted") => &lines.adoption,
        EventKind::Signing => &lines.signing,
        EventKind::Statement => &lines.statement,
        EventKind::Gathering => &lines.gathering,
        EventKind::Appointment => &lines.appointment,
        EventKind::Departure => &lines.departure,
    };
    let known = Known::of(reader, event, &lang, choices)?;
    Ok(choices.iter().find_map(|line| fill(line, &known.0)).unwrap_or_default())
}

/// The title of an instrument: its name in the reader's language; else what kind of thing it is, with its name.
pub(crate) fn of_instrument(reader: &Reader<'_>, instrument: &Instrument) -> String {
    let first = instrument.titles.first().map_or("en", |t| t.lang.as_str());
    named(reader, instrument, reader.lang().unwrap_or(first), true)
}

/// An instrument's name; `whole` asks for the name in another language behind the kind.
fn named(reader: &Reader<'_>, instrument: &Instrument, lang: &str, whole: bool) -> String {
    let own = instrument.titles.iter().find(|t| t.lang == lang);
    let kind = kind_word(instrument.kind, lang);
    let Some(own) = own else {
        let Some(other) = instrument.titles.first() else { return reader.text(&instrument.title) };
        let name = neat(other);
        if let Some(phrase) = usual(&name, lang).or_else(|| usual(&without_adjectives(&name, &other.lang), lang)) {
            return phrase.to_owned();
        }
        let bare = name.split_whitespace().count() < 2;
        return match (whole && !bare, lang) {
            (false, _) => kind,
            (true, "ru") => format!("{kind} «{name}»"),
            (true, _) => match without_noun(&name, &other.lang) {
                Some(rest) => format!("{kind} ({})", latin::marked(rest)),
                None => kind,
            },
        };
    };
    let name = neat(own);
    if name.is_empty() { kind } else { name }
}

/// A name of usual words in the other language.
fn usual(name: &str, lang: &str) -> Option<&'static str> {
    let (from, to) = if lang == "ru" { (0, 1) } else { (1, 0) };
    event_titles().phrases.iter().find(|phrase| phrase[from] == name.to_lowercase()).map(|phrase| phrase[to].as_str())
}

/// What an instrument's name says behind the noun of its kind and the adjectives before it.
fn without_noun<'n>(name: &'n str, lang: &str) -> Option<&'n str> {
    let mut rest = name;
    while let Some((first, behind)) = rest.split_once(' ') {
        if !listed_word(first, &lines(lang).nouns) {
            return Some(rest);
        }
        rest = behind;
    }
    (!listed_word(rest, &lines(lang).nouns)).then_some(rest)
}

/// A name from the last of the words at its beginning that are no name: its noun.
fn without_adjectives(name: &str, lang: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let nouns = words.iter().take_while(|word| listed_word(word, &lines(lang).nouns)).count();
    words[nouns.saturating_sub(1)..].join(" ")
}

fn kind_word(kind: InstrumentKind, lang: &str) -> String {
    lines(lang).instruments.get(kind.name()).cloned().unwrap_or_else(|| kind.name().replace('_', " "))
}

/// The name without words that only point at it, and without an accidental capital.
fn neat(title: &TitleIn) -> String {
    let table = lines(&title.lang);
    let mut words: Vec<&str> = title.text.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|w| listed_word(w, &table.pointing)) {
        words.remove(0);
    }
    let Some((first, rest)) = words.split_first() else { return String::new() };
    let accidental = listed_word(first, &table.nouns) && first.chars().skip(1).all(|c| !c.is_uppercase());
    let whole_name = rest.iter().any(|w| title.lang == "en" && w.starts_with(char::is_uppercase));
    let first = if accidental && !whole_name { first.to_lowercase() } else { (*first).to_owned() };
    std::iter::once(first.as_str()).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ")
}

/// True where a list has the word; `word*` stands for all that begin so.
fn listed_word(word: &str, list: &str) -> bool {
    let word = word.to_lowercase();
    list.split(' ').any(|known| known.strip_suffix('*').map_or(word == known, |start| word.starts_with(start)))
}

/// Fields of lines that claims fill; the others stand in the event.
const FROM_CLAIMS: [&str; 5] = ["{destination}", "{instruments}", "{name}", "{post}", "{organisation}"];

/// What is known of an event, by the names that lines use.
struct Known(BTreeMap<&'static str, String>);

impl Known {
    /// What these lines can ask for.
    fn of(reader: &Reader<'_>, event: &Event, lang: &str, choices: &[String]) -> Result<Self> {
        let whole = choices.iter().any(|line| FROM_CLAIMS.iter().any(|field| line.contains(field)));
        let told = claims(reader, event, whole)?;
        let mut known = Self(BTreeMap::new());
        let table = lines(lang);
        known.put("ordinal", event.ordinal.map(|n| numbered(&table.ordinal, n)));
        let body = event.body.clone().map(|b| reader.link(b)).transpose()?.map(|b| without_number(&b.name, event.ordinal));
        known.put("the_body", body.as_ref().map(|b| if b.to_lowercase().starts_with("the ") { b.clone() } else { format!("the {b}") }));
        known.put("body", body);
        let place = event.place.clone().map(|p| reader.first_place(p)).transpose()?;
        let destination =
            if event.kind == EventKind::Visit { told.named(reader, Role::Destination)?.or_else(|| place.clone()) } else { None };
        known.put("destination", destination);
        known.put("place", place);
        known.put("people", people(reader, event, table)?);
        known.put("instruments", instruments(reader, event, &told, lang)?);
        known.put("name", told.name(Role::Name).map(|name| edition(&reader.text(&name), event.ordinal, table)));
        let (post, organisation) = post(reader, event, &told)?;
        known.put("post", post);
        known.put("organisation", organisation);
        let own = told.lang.as_deref() == Some(lang);
        known.put("topics", event.topics.first().filter(|_| own).cloned());
        let words = event.details.iter().find(|(role, _)| role == "words").map(|(_, text)| text.as_str());
        known.put("words", words.map(|text| quoted(text, table, WORDS)));
        known.put("told", told.headline.map(|text| quoted(&text, table, HEADLINE)));
        Ok(known)
    }

    fn put(&mut self, key: &'static str, text: Option<String>) {
        if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
            self.0.insert(key, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// What the claims behind an event name.
struct Told {
    /// Role, mention and the entity that it stands for, in the order of the reports and their texts.
    fields: Vec<(Role, Mention, Option<String>)>,
    lang: Option<String>,
    headline: Option<String>,
}

impl Told {
    /// The name in the role that says most: of the longest mention.
    fn name(&self, role: Role) -> Option<String> {
        let names = self.fields.iter().filter(|(r, ..)| *r == role).map(|(_, m, _)| m.name.clone());
        names.max_by_key(|name| (name.chars().count(), std::cmp::Reverse(name.clone())))
    }

    /// The name of the first entity in the role, as the reader knows it.
    fn named(&self, reader: &Reader<'_>, role: Role) -> Result<Option<String>> {
        let Some((_, mention, id)) = self.fields.iter().find(|(r, ..)| *r == role) else { return Ok(None) };
        let link = rapporteur_model::Link { id: id.clone(), name: mention.name.clone() };
        Ok(Some(reader.link(link)?.name))
    }
}

/// The language and headline of the first report; where `whole` is asked for, what the claims of all name.
fn claims(reader: &Reader<'_>, event: &Event, whole: bool) -> Result<Told> {
    let mut told = Told { fields: Vec::new(), lang: None, headline: None };
    for evidence in event.evidence.iter().filter(|e| e.field == "event") {
        if !whole && told.lang.is_some() {
            break;
        }
        if whole {
            let mentions = reader.mentions_in(&evidence.report)?;
            for claim in reader.claims_in(&evidence.report)?.iter().filter(|c| c.trigger == evidence.span) {
                told.fields.extend(named_in(claim, &mentions));
            }
        }
        if told.lang.is_none()
            && let Some(head) = reader.report_head(&evidence.report)?
        {
            told.lang = Some(head.lang.code().to_owned());
            told.headline = head.title;
        }
    }
    Ok(told)
}

fn named_in(claim: &Claim, mentions: &[(Mention, Option<String>)]) -> Vec<(Role, Mention, Option<String>)> {
    let mention = |value: &Value| if let Value::Mention(n) = value { mentions.get(*n as usize).cloned() } else { None };
    claim.fields.iter().filter_map(|f| mention(&f.value).map(|(m, id)| (f.role, m, id))).collect()
}

/// Who stands in the line: for a visit those who go, for a statement those who speak; else all sides.
fn people(reader: &Reader<'_>, event: &Event, lines: &Lines) -> Result<Option<String>> {
    let main: &[&str] = match event.kind {
        EventKind::Visit => &["visitor"],
        EventKind::Statement => &["speaker"],
        EventKind::Appointment | EventKind::Departure => &["person"],
        EventKind::Signing => &["signatory", "party"],
        _ => &[],
    };
    let beside = |p: &&Participant| !matches!(p.role.as_str(), "presence" | "audience" | "destination" | "appointed_by" | "organisation");
    let of_main: Vec<&Participant> = event.participants.iter().filter(|p| main.contains(&p.role.as_str())).collect();
    let whole = main.is_empty() || (of_main.is_empty() && event.kind == EventKind::Signing);
    let shown = if whole { event.participants.iter().filter(beside).collect() } else { of_main };
    let names = shown.into_iter().map(|p| Ok(reader.link(p.entity.clone())?.name)).collect::<Result<Vec<_>>>()?;
    Ok(listed(names, lines))
}

/// What was signed: the instruments of the record, else the kinds that the claims name.
fn instruments(reader: &Reader<'_>, event: &Event, told: &Told, lang: &str) -> Result<Option<String>> {
    let mut found: Vec<Instrument> = Vec::new();
    for id in &event.instruments {
        found.extend(reader.instrument(id)?);
    }
    let several = found.len() > 1;
    // "Document" beside something with a name is that.
    found.retain(|i| !several || i.kind != InstrumentKind::Other || i.titles.iter().any(|t| neat(t).split_whitespace().count() > 1));
    let mut names: Vec<String> = found.iter().map(|i| named(reader, i, lang, true)).collect();
    if names.is_empty() {
        let kinds = told.fields.iter().filter(|(role, ..)| *role == Role::Instrument).filter_map(|(_, m, _)| match m.detail {
            rapporteur_model::Detail::Instrument(kind) => Some(kind_word(kind, lang)),
            _ => None,
        });
        names = kinds.collect();
    }
    let all = names.clone();
    let part = |name: &String| all.iter().any(|other| other != name && other.to_lowercase().contains(&name.to_lowercase()));
    names.retain(|name| !part(name));
    Ok(listed(names, lines(lang)))
}

/// The post of an appointment or departure as its claims say it, with its house or country; else as the reports have it.
fn post(reader: &Reader<'_>, event: &Event, told: &Told) -> Result<(Option<String>, Option<String>)> {
    if !matches!(event.kind, EventKind::Appointment | EventKind::Departure) {
        return Ok((None, None));
    }
    let person = event.participants.iter().find(|p| p.role == "person");
    let stated = told.name(Role::Title);
    let post = stated.or_else(|| person.and_then(|p| p.post.clone())).map(|title| reader.post(&title));
    let organisation = match told.named(reader, Role::Organisation)? {
        Some(name) => Some(name),
        None => person.and_then(|p| p.organisation.clone()).map(|o| reader.link(o)).transpose()?.map(|o| o.name),
    };
    Ok((post, organisation))
}

/// "A, B and C", "A, B, C and 2 more"; none where there is no name.
fn listed(mut names: Vec<String>, lines: &Lines) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.retain(|n| !n.is_empty() && seen.insert(n.clone()));
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several if more > 0 => Some(format!("{} {}", several.join(", "), lines.more.replace("{n}", &more.to_string()))),
        [start @ .., last] => Some(format!("{} {} {last}", start.join(", "), lines.and)),
    }
}

/// A name with its edition, where it does not say it itself.
fn edition(name: &str, number: Option<u32>, lines: &Lines) -> String {
    match number {
        Some(n) if !name.split(|c: char| !c.is_alphanumeric()).any(|w| w.trim_end_matches(char::is_alphabetic) == n.to_string()) => {
            numbered(&lines.edition, n).replace("{name}", name)
        }
        _ => name.to_owned(),
    }
}

/// A body's name without the number of the session that it was written with.
fn without_number(name: &str, number: Option<u32>) -> String {
    let Some((first, rest)) = name.split_once(' ') else { return name.to_owned() };
    let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() && number.is_none_or(|n| digits == n.to_string()) { rest.to_owned() } else { name.to_owned() }
}

fn numbered(line: &str, n: u32) -> String {
    line.replace("{n}", &n.to_string()).replace("{th}", suffix(n))
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

/// Words in the quotation marks of the language, cut at a word.
fn quoted(text: &str, lines: &Lines, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(['“', '”', '"', ' ']);
    let text = text.strip_prefix('«').and_then(|inner| inner.strip_suffix('»')).unwrap_or(text);
    let [open, close] = &lines.quote;
    if text.chars().count() <= most {
        return format!("{open}{text}{close}");
    }
    let cut: String = text.chars().take(most).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{open}{} …{close}", cut[..at].trim_end_matches([',', ';', ':', '–', '-', ' ']))
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
    use super::{edition, fill, lines, listed, neat, quoted, suffix, usual, without_adjectives, without_noun, without_number};
    use rapporteur_model::TitleIn;

    #[test]
    fn lines_are_filled() {
        let fields = [("people", "А и Б".to_owned())].into();
        assert_eq!(fill("Встреча: {people}", &fields).as_deref(), Some("Встреча: А и Б"));
        assert_eq!(fill("Встреча: {place}", &fields), None);
        let names = || ["a", "b", "c", "d", "a"].map(str::to_owned).to_vec();
        assert_eq!(listed(names(), lines("en")).as_deref(), Some("a, b, c and 1 more"));
        assert_eq!(listed(names()[..2].to_vec(), lines("ru")).as_deref(), Some("a и b"));
        assert_eq!((suffix(21), suffix(12), suffix(3)), ("st", "th", "rd"));
    }

    #[test]
    fn numbers_stand_once() {
        assert_eq!(edition("China-Arab States Expo", Some(7), lines("en")), "7th China-Arab States Expo");
        assert_eq!(edition("7th China-Arab States Expo", Some(7), lines("en")), "7th China-Arab States Expo");
        assert_eq!(without_number("6th Joint Committee", Some(6)), "Joint Committee");
        assert_eq!(without_number("Joint Committee", Some(6)), "Joint Committee");
    }

    #[test]
    fn names_of_instruments_are_neat() {
        let check = |lang: &str, text: &str, shown: &str| {
            assert_eq!(neat(&TitleIn { lang: lang.to_owned(), text: text.to_owned() }), shown);
        };
        check("ru", "Соответствующее кредитное соглашение", "кредитное соглашение");
        check("ru", "Прежний документ", "документ");
        check("ru", "Протокол Совещания", "протокол Совещания");
        check("en", "same contract", "contract");
        check("en", "Programme of Cooperation", "Programme of Cooperation");
        check("en", "Memorandum on tourism", "memorandum on tourism");
        assert_eq!(without_adjectives("межправительственное соглашение о сотрудничестве", "ru"), "соглашение о сотрудничестве");
        assert_eq!(without_noun("четырёхсторонний меморандум о туризме", "ru"), Some("о туризме"));
        assert_eq!(
            (usual("Joint statement", "ru"), usual("протокол о намерениях", "en")),
            (Some("совместное заявление"), Some("protocol of intent"))
        );
    }

    #[test]
    fn words_are_quoted() {
        assert_eq!(quoted("Нам нужны сорта", lines("ru"), 90), "«Нам нужны сорта»");
        assert_eq!(quoted("one two three", lines("en"), 9), "“one two …”");
    }
}
