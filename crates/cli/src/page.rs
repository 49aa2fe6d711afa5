//! Entries as running text: a timeline, a dossier, quotations. Everything from reports goes through [`safe`].

use std::collections::BTreeSet;
use std::fmt::Write;

use rapporteur_model::{CommitmentOutcome, Country, Edtf, HistoryLine, Phase, Status, ValueTold};
use rapporteur_views::{
    Dossier, EntityView, Entry, EventView, HolderView, JudgementView, LinkView, ParticipantView, Passage, PlaceView, PostView,
    RelationView, ReportView, ReviewView, SeriesView, Why,
};
use serde::Serialize;

use crate::screen::{Screen, lang, safe};

/// A word of a closed list in the reader's language.
pub fn word<T: Serialize>(value: &T) -> String {
    rapporteur_views::word_for(value, lang())
}

/// The word for a code, or of a label or heading, in the reader's language.
pub fn label(code: &str) -> String {
    rapporteur_views::word_in(code, lang())
}

/// A date in the reader's words, or nothing.
pub fn date(date: Option<Edtf>) -> String {
    date.map(|d| rapporteur_views::date_in_words(d, lang())).unwrap_or_default()
}

/// Names with a comma between.
pub fn names(links: &[LinkView]) -> String {
    links.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// "Минск, BY".
pub fn place(place: Option<&PlaceView>) -> String {
    place.map_or_else(String::new, |p| with_country(&p.name, p.country))
}

fn with_country(name: &str, country: Option<Country>) -> String {
    country.map_or_else(|| name.to_owned(), |code| format!("{name}, {code}"))
}

/// "Дмитрий Пантус (председатель, Госкомвоенпром; co chair)".
pub fn participant(p: &ParticipantView) -> String {
    let post = [p.post.as_deref(), p.organisation.as_ref().map(|o| o.name.as_str())].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let role = if p.role == "participant" { String::new() } else { label(&p.role) };
    let said = [role, post].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ");
    if said.is_empty() { p.entity.name.clone() } else { format!("{} ({said})", p.entity.name) }
}

/// "председатель, Госкомвоенпром (former)".
pub fn post(post: &PostView) -> String {
    let mut text = post.full_title();
    if let Some(organisation) = &post.organisation {
        let _ = write!(text, ", {}", organisation.name);
    }
    if post.phase != Phase::Current {
        let _ = write!(text, " ({})", word(&post.phase));
    }
    text
}

/// One event with who took part, and the passage behind it.
pub fn event(screen: &Screen, event: &EventView, passage: Option<&Passage>) -> String {
    let place = place(event.place.as_ref());
    let status = if event.status == Status::Held { String::new() } else { format!(", {}", word(&event.status)) };
    let day = if event.date.is_some() { date(event.date) } else { label("no date") };
    let kind = format!("{}{status}", word(&event.kind));
    let head = [day, kind, place].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("  ");
    let mut out = format!("{}  {}\n{}\n", screen.heading(&safe(&head)), screen.dim(&event.id), screen.wrapped(&safe(&event.title), 2));
    let people: Vec<String> = event.participants.iter().map(participant).collect();
    if !people.is_empty() {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("{} {}", heading("with"), people.join("; "))), 2));
    }
    for told in &event.disagreements {
        let line = format!("{} {}: {}", label("reports disagree on"), label(&told.role), values(&told.role, &told.values));
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&line), 2));
    }
    let changed = event.history.iter().any(|line| Some(line.status) != event.history.first().map(|first| first.status));
    let turns: Vec<String> = event.history.iter().filter(|_| changed).map(turn).collect();
    if !turns.is_empty() {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&turns.join("; ")), 2));
    }
    for said in event.details.iter().filter(|d| d.role == "words" && !event.title.contains(&d.text)) {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("“{}”", said.text)), 2));
    }
    for instrument in &event.instruments {
        let signed = if instrument.signatories.is_empty() {
            String::new()
        } else {
            format!(", {} {}", label("signed by"), names(&instrument.signatories))
        };
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("{}: {}{signed}", word(&instrument.kind), instrument.title)), 2));
    }
    if let Some(p) = passage {
        let from = source(p.title.as_deref(), p.publisher.as_deref(), p.published, &p.path);
        let _ = writeln!(
            out,
            "{}\n{}",
            screen.wrapped(&marked(screen, p, false), 4),
            screen.dim(&screen.wrapped(&safe(&format!("– {from}")), 4))
        );
    }
    out
}

/// "announced for 3 May 2024 (1 May 2024)".
fn turn(line: &HistoryLine) -> String {
    let mut text = word(&line.status);
    if line.date.is_some() {
        let _ = write!(text, " {} {}", label("announced for"), date(line.date));
    }
    if line.day.is_some() {
        let _ = write!(text, " ({} {})", label("told"), date(line.day));
    }
    text
}

/// "2 June 2024 (reports: 3), 3 June 2024 (reports: 1)".
pub fn values(field: &str, values: &[ValueTold]) -> String {
    let shown = |v: &ValueTold| match (field, v.value.parse::<Edtf>()) {
        ("date", Ok(day)) => date(Some(day)),
        ("status", _) => label(&v.value),
        _ => v.value.clone(),
    };
    values.iter().map(|v| format!("{} ({}: {})", shown(v), label("reports"), v.reports.len())).collect::<Vec<_>>().join(", ")
}

/// "with", or its word with a colon where the language needs one.
fn heading(code: &str) -> String {
    let word = label(code);
    if lang() == "ru" { format!("{word}:") } else { word }
}

/// A thing to look at, with what would settle it.
pub fn review(screen: &Screen, item: &ReviewView) -> String {
    let mut out = format!("{}  {}\n", screen.heading(&item.worth.to_string()), screen.wrapped(&safe(&item.matter), 0));
    for (id, title) in item.ids.iter().zip(&item.titles) {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("{id}  {title}")), 4));
    }
    for p in &item.passages {
        let line = source(p.title.as_deref(), p.publisher.as_deref(), p.published, &p.path);
        let _ = writeln!(out, "{}\n{}", screen.wrapped(&marked(screen, p, false), 6), screen.dim(&screen.wrapped(&safe(&line), 6)));
    }
    for command in &item.commands {
        // A command is to be copied: never broken over lines.
        let _ = writeln!(out, "      {}", screen.dim(&safe(command)));
    }
    out
}

/// A report as a source line: publisher, date, headline.
pub fn source(title: Option<&str>, publisher: Option<&str>, published: Option<Edtf>, path: &str) -> String {
    let parts = [publisher.map(str::to_owned), published.map(|d| date(Some(d))), Some(title.unwrap_or(path).to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Passages, by report.
pub fn why(screen: &Screen, why: &Why) -> String {
    let mut out =
        format!("{}  {}\n{}\n", screen.heading(&safe(&label(&why.kind))), screen.dim(&why.id), screen.wrapped(&safe(&why.title), 2));
    if !why.joinings.is_empty() {
        let _ = writeln!(out, "\n{}", screen.heading(&label("Names joined")));
    }
    for j in &why.joinings {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("{} = {}: {}", j.name, j.to, j.because)), 2));
        for p in &j.passages {
            let line = source(p.title.as_deref(), p.publisher.as_deref(), p.published, &p.path);
            let _ = writeln!(out, "{}\n{}", screen.wrapped(&marked(screen, p, false), 6), screen.dim(&screen.wrapped(&safe(&line), 6)));
        }
    }
    let mut report = "";
    for p in &why.passages {
        if p.report != report {
            report = &p.report;
            let line = source(p.title.as_deref(), p.publisher.as_deref(), p.published, &p.path);
            let place = if p.title.is_some() { format!("{}  {}", p.path, p.report) } else { p.report.clone() };
            let _ = writeln!(out, "\n{}\n  {}", screen.wrapped(&safe(&line), 0), screen.dim(&safe(&place)));
        }
        let rules: BTreeSet<&str> = p.marks.iter().flat_map(|m| &m.rules).map(String::as_str).collect();
        let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "\n{}", screen.wrapped(&marked(screen, p, true), 4));
        if !rules.is_empty() {
            let _ = writeln!(out, "{}", screen.dim(&screen.wrapped(&safe(&format!("by {rules}")), 4)));
        }
    }
    section(&mut out, screen, "Judgements", why.judgements.iter().map(judged));
    out
}

/// A passage with its words marked; each with its fields behind it where `fields` asks so. Of words inside others the outer are marked.
fn marked(screen: &Screen, passage: &Passage, fields: bool) -> String {
    let mut outer: Vec<(usize, usize, Vec<&str>)> = Vec::new();
    let mut marks: Vec<_> = passage.marks.iter().collect();
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    for mark in marks {
        match outer.last_mut() {
            Some((_, end, names)) if mark.start < *end => {
                *end = (*end).max(mark.end);
                if !names.contains(&mark.field.as_str()) {
                    names.push(&mark.field);
                }
            }
            _ => outer.push((mark.start, mark.end, vec![&mark.field])),
        }
    }
    let piece =
        |from: usize, to: usize| passage.text.get(from.saturating_sub(passage.start)..to.saturating_sub(passage.start)).unwrap_or_default();
    let (mut out, mut at) = (if passage.cut_start { "… " } else { "" }.to_owned(), passage.start);
    for (start, end, names) in outer {
        out.push_str(&safe(piece(at, start)));
        out.push_str(&screen.marked(&safe(piece(start, end))));
        if fields {
            out.push_str(&screen.dim(&safe(&format!("{{{}}}", names.iter().map(|name| field(name)).collect::<Vec<_>>().join(", ")))));
        }
        at = end;
    }
    out.push_str(&safe(piece(at, passage.end)));
    out.push_str(if passage.cut_end { " …" } else { "" });
    out
}

/// "post: директор": a field of evidence in the reader's words.
fn field(name: &str) -> String {
    match name.split_once(": ") {
        Some((name, rest)) => format!("{}: {rest}", label(name)),
        None => label(name),
    }
}

/// The sessions of a body.
pub fn series(screen: &Screen, series: &SeriesView) -> String {
    let id = series.body.id.as_deref().unwrap_or_default();
    let mut out = format!("{}  {}\n", screen.heading(&safe(&series.body.name)), screen.dim(id));
    let days: Vec<String> = series.sessions.iter().map(|s| date(s.date)).collect();
    let wide = days.iter().map(|d| d.chars().count()).max().unwrap_or_default();
    let long = series.sessions.iter().map(|s| label(&s.status).chars().count()).max().unwrap_or_default().max(9);
    for (s, day) in series.sessions.iter().zip(&days) {
        let number = s.ordinal.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let parts = [s.place.clone().unwrap_or_default(), s.event.clone().unwrap_or_default()];
        let rest = parts
            .into_iter()
            .chain(s.unreported.then(|| label("past due, no report of it")))
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join("  ");
        let status = label(&s.status);
        let line = format!("  {number:>4}  {status:<long$}  {day:<wide$}  {}", safe(&rest));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Everything about one entry.
pub fn dossier(screen: &Screen, dossier: &Dossier) -> String {
    let mut out = match &dossier.entry {
        Entry::Entity(entity) => self::entity(screen, entity),
        Entry::Event(one) => event(screen, one, None),
        Entry::Instrument(i) => {
            let lines = [("date", date(i.date)), ("signed by", names(&i.signatories)), ("between", names(&i.parties))];
            entry(screen, &word(&i.kind), &i.id, &i.title, &lines)
        }
        Entry::Commitment(c) => {
            let lines = [("by", names(&c.actors)), ("due", date(c.due)), ("outcome", outcome(c.outcome))];
            entry(screen, &label(&c.kind), &c.id, &c.act, &lines)
        }
        Entry::Relation(r) => {
            let lines = [("status", word(&r.status)), ("date", date(r.date)), ("about", relation_subject(r))];
            entry(screen, &relation_kind(r), &r.id, &relation_ends(r), &lines)
        }
        Entry::Report(r) => {
            let issues = r.issues.iter().map(|i| i.message.as_str()).collect::<Vec<_>>().join("; ");
            let published = date(r.published);
            let lines = [
                ("publisher", r.publisher.clone().unwrap_or_default()),
                ("published", published),
                ("path", r.path.clone()),
                ("issues", issues),
            ];
            entry(screen, &label("report"), &r.id, r.title.as_deref().unwrap_or(&r.path), &lines)
        }
    };
    section(&mut out, screen, "Events", dossier.events.iter().map(|e| event(screen, e, None)));
    let next = format!("rapporteur events --with {} --after", id_of(&dossier.entry));
    more(&mut out, dossier.events_count, dossier.events.len(), &next, dossier.events.last().map(|e| e.id.as_str()));
    section(&mut out, screen, "People", dossier.people.iter().map(holder));
    section(
        &mut out,
        screen,
        "Signed or adopted",
        dossier.instruments.iter().map(|i| {
            let status = word(&i.status);
            format!("  {}  {status}  {}  {}\n", date(i.date), safe(&i.title), i.id)
        }),
    );
    section(&mut out, screen, "Relations", dossier.relations.iter().map(relation_line));
    section(&mut out, screen, "Sessions", dossier.series.iter().map(|s| series(screen, s)));
    section(&mut out, screen, "Names", dossier.entities.iter().map(|e| format!("  {:<12}  {}  {}\n", word(&e.kind), safe(&e.name), e.id)));
    section(&mut out, screen, "Reports", dossier.reports.iter().map(report_line));
    more(&mut out, reports_of(&dossier.entry), dossier.reports.len(), "rapporteur reports --entry", Some(id_of(&dossier.entry)));
    section(&mut out, screen, "Judgements", dossier.judgements.iter().map(judged));
    out
}

/// "j-1b2c…  reject (in force), by ann on 2025-01-01: the page of another report".
fn judged(j: &JudgementView) -> String {
    let day = j.when.split('T').next().unwrap_or_default();
    let change = j.correction.as_ref().map(|(field, value)| format!(" {field}={value}")).unwrap_or_default();
    let line = format!("{}  {}{change} ({}), by {} on {day}: {}", j.id, word(&j.verdict), word(&j.state), j.who, j.why);
    format!("  {}\n", safe(&line))
}

fn relation_line(r: &RelationView) -> String {
    let parts = [relation_kind(r), date(r.date), relation_ends(r), relation_subject(r), r.id.clone()];
    format!("  {}\n", safe(&parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("  ")))
}

/// "part of", "deal, planned": the kind of a relation, with its status where it does not simply stand.
pub fn relation_kind(r: &RelationView) -> String {
    let kind = word(&r.kind);
    if r.status == Status::Held { kind } else { format!("{kind}, {}", word(&r.status)) }
}

/// The ends of a relation with their roles.
pub fn relation_ends(r: &RelationView) -> String {
    r.ends.iter().map(|e| format!("{} ({})", e.entity.name, label(&e.role))).collect::<Vec<_>>().join(", ")
}

/// What a relation is about: its sort and its subject.
pub fn relation_subject(r: &RelationView) -> String {
    r.detail.iter().chain(&r.subject).cloned().collect::<Vec<_>>().join(": ")
}

fn report_line(r: &ReportView) -> String {
    format!("  {}  {}\n", safe(&source(r.title.as_deref(), r.publisher.as_deref(), r.published, &r.path)), r.id)
}

fn section(out: &mut String, screen: &Screen, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = write!(out, "\n{}\n{}", screen.heading(&label(title)), lines.concat());
    }
}

fn entry(screen: &Screen, kind: &str, id: &str, title: &str, lines: &[(&str, String)]) -> String {
    let mut out = format!("{}  {}\n{}\n", screen.heading(kind), screen.dim(&safe(id)), screen.wrapped(&safe(title), 2));
    for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "{}", screen.wrapped(&safe(&format!("{}: {value}", label(name))), 2));
    }
    out
}

fn entity(screen: &Screen, e: &EntityView) -> String {
    let others = other_names(e);
    let relation = |list: &[rapporteur_views::RelatedView]| list.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ");
    let country = e.country.map(|c| c.to_string()).unwrap_or_default();
    let mut lines = vec![("also", others), ("country", country), ("part of", relation(&e.part_of)), ("produces", relation(&e.produces))];
    lines.extend(posts(e).into_iter().map(|line| ("post", line)));
    let names = e.names_count.saturating_sub(e.names.len());
    if names > 0 {
        lines.push(("also", label("more of them").replace("{n}", &names.to_string())));
    }
    entry(screen, &word(&e.kind), &e.id, &e.name, &lines)
}

/// The posts of a person, each once whatever its wordings and languages, with the days on which reports tell of it.
fn posts(e: &EntityView) -> Vec<String> {
    let mut all: Vec<PostView> = Vec::new();
    for one in &e.posts {
        match all.iter_mut().find(|known| post(known).to_lowercase() == post(one).to_lowercase()) {
            Some(known) => {
                let day = |d: Option<Edtf>| d.and_then(Edtf::sort_date);
                known.from = [known.from, one.from].into_iter().filter(|d| d.is_some()).min_by_key(|d| day(*d)).flatten();
                known.to = [known.to, one.to].into_iter().filter(|d| d.is_some()).max_by_key(|d| day(*d)).flatten();
            }
            None => all.push(one.clone()),
        }
    }
    all.iter().map(|p| format!("{}{}", post(p), told(p))).collect()
}

/// Other names, those that differ by capitals or quotation marks alone once.
fn other_names(e: &EntityView) -> String {
    let plain = |name: &str| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut seen = BTreeSet::from([plain(&e.name)]);
    e.names.iter().map(|n| n.text.as_str()).filter(|n| seen.insert(plain(n))).collect::<Vec<_>>().join(", ")
}

/// On which days reports say that a post is held: " (in reports of 3 May 2024)".
fn told(post: &PostView) -> String {
    let days = [post.from, post.to].map(date);
    match days.each_ref().map(String::as_str) {
        ["", ""] => String::new(),
        [a, b] if a == b || b.is_empty() => format!(" ({} {a})", label("told")),
        [a, b] => format!(" ({} {a} – {b})", label("told")),
    }
}

/// Somebody in a post of an organisation.
fn holder(held: &HolderView) -> String {
    let id = held.person.id.as_deref().unwrap_or_default();
    let phase = if held.post.phase == Phase::Current { String::new() } else { format!(" ({})", word(&held.post.phase)) };
    format!("  {}  {}{phase}{}  {id}\n", safe(&held.person.name), safe(&held.post.full_title()), told(&held.post))
}

/// What became of a promise, in words.
pub fn outcome(outcome: CommitmentOutcome) -> String {
    match outcome {
        CommitmentOutcome::PastDue => label("past due, no report of it"),
        outcome => word(&outcome),
    }
}

/// Says that a list of a dossier holds only the first ones, and how to get the next.
fn more(out: &mut String, all: usize, shown: usize, command: &str, id: Option<&str>) {
    if let Some(id) = id.filter(|_| all > shown) {
        let _ = writeln!(out, "  {}: {command} {id}", label("more of them").replace("{n}", &(all - shown).to_string()));
    }
}

fn id_of(entry: &Entry) -> &str {
    match entry {
        Entry::Entity(e) => &e.id,
        Entry::Event(e) => &e.id,
        Entry::Instrument(e) => &e.id,
        Entry::Commitment(e) => &e.id,
        Entry::Relation(e) => &e.id,
        Entry::Report(e) => &e.id,
    }
}

fn reports_of(entry: &Entry) -> usize {
    match entry {
        Entry::Entity(e) => e.reports_count,
        Entry::Event(e) => e.reports_count,
        Entry::Instrument(e) => e.reports_count,
        Entry::Commitment(e) => e.reports_count,
        Entry::Relation(e) => e.reports_count,
        Entry::Report(_) => 0,
    }
}
