//! One event told by several reports. Candidates share a side and a month, a body and a number, a name, or a sentence. Of two reports
//! those two tellings are one event that fit each other better than any other of the two reports; where two fit equally well nothing
//! is joined. All pairs of what is put together must fit, so that a vague report never ties two events.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rapporteur_model::{EntityId, EventKind, Span};

use super::Group;
use super::Stage;
use super::draft::{Draft, Who};
use super::weigh::{self, ENOUGH};
use super::{fits, witnesses};
use crate::cluster::Clusters;
use crate::ids::digest;
use crate::instruments;

/// What a shared sentence adds: reprints tell one event, unless they cannot.
const REPRINT: i32 = 10;

/// An event inside one report.
pub struct Local {
    /// Numbers of its drafts.
    pub drafts: Vec<usize>,
    /// Its reports, each with the address of what that report tells: one, but where an analyst joined several.
    pub parts: Vec<(usize, EntityId)>,
    /// Digests of the keys under which it is looked for.
    pub keys: BTreeSet<String>,
    whole: Draft,
    /// Digests of its sentences without what reprints change.
    wordings: BTreeSet<String>,
}

/// The events of the clusters of drafts.
pub fn locals(stage: &Stage, drafts: &[Draft], clusters: &mut Clusters) -> Vec<Local> {
    // A sentence can tell of many.
    let mut wordings: HashMap<(usize, Span), String> = HashMap::new();
    let mut wording = |draft: &Draft| {
        let sentence = (draft.report, stage.input.sentence(draft.report, draft.at));
        wordings.entry(sentence).or_insert_with(|| digest(&[&witnesses::wording(stage.input, draft.report, draft.at)])).clone()
    };
    clusters.sets().into_iter().map(|set| local(stage, drafts, set, &mut wording)).collect()
}

/// Joins those events of different reports that `kept` takes. What was decided of them before is kept.
pub fn join(stage: &Stage, locals: &[Local], kept: &dyn Fn(&Local) -> bool, clusters: &mut Clusters) -> Vec<Group> {
    let pairs = candidates(stage, locals, kept);
    let mut groups: BTreeMap<usize, Vec<usize>> = locals.iter().enumerate().map(|(l, local)| (local.drafts[0], vec![l])).collect();
    for (_, a, b) in best(locals, &certain(locals, &pairs)) {
        let (x, y) = (clusters.root(locals[a].drafts[0]), clusters.root(locals[b].drafts[0]));
        if x == y {
            continue;
        }
        let all: Vec<&Local> = groups[&x].iter().chain(&groups[&y]).map(|&l| &locals[l]).collect();
        let moves: Vec<&Local> = all.iter().copied().filter(|l| !l.whole.set_for.is_empty()).collect();
        let fit = |i: usize, j: usize| {
            let (a, b) = (&locals[i], &locals[j]);
            score(stage, a, b).is_some() || moved_between(stage, &moves, a, b) || by_another(stage, &all, a, b)
        };
        if groups[&x].iter().all(|&i| groups[&y].iter().all(|&j| fit(i, j))) && clusters.join(x, y) {
            let moved = groups.remove(&x.max(y)).unwrap_or_default();
            groups.entry(x.min(y)).or_default().extend(moved);
        }
    }
    let mut connected = Clusters::new(locals.len());
    for &(a, b) in pairs.keys() {
        connected.join(a, b);
    }
    let mut out = Vec::new();
    for set in connected.sets().into_iter().filter(|set| kept(&locals[set[0]])) {
        let id = set.iter().flat_map(|&l| locals[l].parts.iter().map(|(_, id)| id)).min().cloned().unwrap_or_default();
        let mut events: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &l in &set {
            events.entry(clusters.root(locals[l].drafts[0])).or_default().push(l);
        }
        out.push(Group { id, events: events.into_values().collect() });
    }
    out
}

fn local(stage: &Stage, drafts: &[Draft], set: Vec<usize>, wording: &mut dyn FnMut(&Draft) -> String) -> Local {
    let mut whole = drafts[set[0]].clone();
    set[1..].iter().for_each(|&d| whole.absorb(&drafts[d]));
    let told = set.iter().filter(|&&d| drafts[d].report == whole.report);
    let wordings: BTreeSet<String> = told.map(|&d| wording(&drafts[d])).collect();
    let mut parts: Vec<(usize, EntityId)> = Vec::new();
    for &d in &set {
        if parts.last().is_none_or(|(report, _)| *report != drafts[d].report) {
            parts.push((drafts[d].report, drafts[d].address(stage.input)));
        }
    }
    let keys = blocks_of(stage, &whole, &wordings).iter().map(|key| digest(&[key])).collect();
    Local { drafts: set, parts, keys, whole, wordings }
}

/// How well two events of two reports fit, if they do.
fn score(stage: &Stage, a: &Local, b: &Local) -> Option<i32> {
    let reprint = a.whole.kind == b.whole.kind && a.wordings.intersection(&b.wordings).next().is_some();
    if a.whole.kind == Some(EventKind::Statement) {
        return (reprint && fits::shared(stage, &a.whole, &b.whole) > 0).then_some(REPRINT);
    }
    if a.whole.report == b.whole.report {
        return fits::compatible(stage, &a.whole, &b.whole).then_some(ENOUGH);
    }
    let weight = weigh::weigh(stage, &a.whole, &b.whole).or_else(|| (reprint && like(stage, a, b)).then_some(0))?;
    let weight = weight + if reprint { REPRINT } else { 0 };
    (weight >= ENOUGH).then_some(weight)
}

/// The one was announced for a day from which another report of the event says that it was moved: on its new day it is the other.
fn moved_between(stage: &Stage, moves: &[&Local], a: &Local, b: &Local) -> bool {
    let on_new_day = |announced: &Local, moved: &Local| Local {
        whole: Draft { dates: moved.whole.dates.clone(), ..announced.whole.clone() },
        drafts: announced.drafts.clone(),
        parts: announced.parts.clone(),
        keys: BTreeSet::new(),
        wordings: announced.wordings.clone(),
    };
    let fit = |announced: &Local, other: &Local| {
        let movers = moves.iter().filter(|moved| fits::is_moved(&moved.whole, &announced.whole));
        movers.map(|moved| on_new_day(announced, moved)).any(|announced| score(stage, &announced, other).is_some())
    };
    fit(a, b) || fit(b, a)
}

/// The one fits a telling that is surely of the same event as the other: "the 3rd session of the commission" with its day, by which the one
/// is known, and "the previous, 3rd session of the commission, in 2006", which tells no day.
fn by_another(stage: &Stage, all: &[&Local], a: &Local, b: &Local) -> bool {
    let through = |a: &Local, b: &Local| {
        all.iter().any(|k| surely(&k.whole, &b.whole) && score(stage, a, k).is_some() && score(stage, k, b).is_some())
    };
    a.whole.kind == b.whole.kind && (through(a, b) || through(b, a))
}

/// One session by its body and number; one event of the same entries on one day.
fn surely(a: &Draft, b: &Draft) -> bool {
    let known = |draft: &Draft| draft.sides().len() > 1 && draft.sides().iter().all(|who| matches!(who, Who::Entity(_)));
    match a.kind {
        Some(EventKind::Session) => a.body.is_some() && a.body == b.body && a.ordinal.is_some() && a.ordinal == b.ordinal,
        _ => known(a) && a.sides() == b.sides() && !a.dates.is_empty() && a.dates == b.dates,
    }
}

/// The same sentence may be told with fewer of those who took part, never with others and never of another day.
fn like(stage: &Stage, a: &Local, b: &Local) -> bool {
    fits::sides(stage, &a.whole, &b.whole) && fits::dates(&a.whole, &b.whole) && fits::places(stage, &a.whole, &b.whole)
}

/// Scores of pairs of events of two reports that fit, of those that `kept` takes.
pub fn candidates(stage: &Stage, locals: &[Local], kept: &dyn Fn(&Local) -> bool) -> BTreeMap<(usize, usize), i32> {
    let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (l, local) in locals.iter().enumerate().filter(|(_, local)| kept(local)) {
        for block in &local.keys {
            blocks.entry(block).or_default().push(l);
        }
    }
    let mut seen = BTreeSet::new();
    let mut pairs = BTreeMap::new();
    for list in blocks.values() {
        for (i, &x) in list.iter().enumerate() {
            for &y in &list[..i] {
                let (a, b) = (x.min(y), x.max(y));
                if locals[a].whole.report != locals[b].whole.report && seen.insert((a, b)) {
                    pairs.extend(score(stage, &locals[a], &locals[b]).map(|s| ((a, b), s)));
                }
            }
        }
    }
    pairs
}

/// Without those in which a session of a body that its report does not name could be of two bodies: it is neither's.
fn certain(locals: &[Local], pairs: &BTreeMap<(usize, usize), i32>) -> BTreeMap<(usize, usize), i32> {
    let mut bodies: BTreeMap<usize, BTreeSet<&Who>> = BTreeMap::new();
    let unnamed =
        |a: usize, b: usize| locals[b].whole.body.as_ref().filter(|_| !locals[a].whole.names_body() && locals[b].whole.names_body());
    for (a, b) in pairs.keys().flat_map(|&(a, b)| [(a, b), (b, a)]) {
        bodies.entry(a).or_default().extend(unnamed(a, b));
    }
    let open = |a: usize, b: usize| unnamed(a, b).is_some() && bodies[&a].len() > 1;
    pairs.iter().filter(|((a, b), _)| !open(*a, *b) && !open(*b, *a)).map(|(pair, score)| (*pair, *score)).collect()
}

/// Pairs in which each is the other's best in its report, the surest first. Of two that fit equally well neither is.
fn best(locals: &[Local], pairs: &BTreeMap<(usize, usize), i32>) -> BTreeSet<(std::cmp::Reverse<i32>, usize, usize)> {
    let mut top: HashMap<(usize, usize), (i32, usize)> = HashMap::new();
    for (&(a, b), &score) in pairs {
        for (one, report) in [(a, locals[b].whole.report), (b, locals[a].whole.report)] {
            let held = top.entry((one, report)).or_insert((score, 0));
            match score.cmp(&held.0) {
                std::cmp::Ordering::Greater => *held = (score, 1),
                std::cmp::Ordering::Equal => held.1 += 1,
                std::cmp::Ordering::Less => {}
            }
        }
    }
    let only = |one: usize, report: usize, score: i32| top.get(&(one, report)) == Some(&(score, 1));
    let mutual = |(&(a, b), &score): (&(usize, usize), &i32)| {
        let both = only(a, locals[b].whole.report, score) && only(b, locals[a].whole.report, score);
        both.then_some((std::cmp::Reverse(score), a, b))
    };
    pairs.iter().filter_map(mutual).collect()
}

/// Keys under which an event is looked for.
fn blocks_of(stage: &Stage, draft: &Draft, wordings: &BTreeSet<String>) -> BTreeSet<String> {
    let Some(kind) = draft.kind else { return BTreeSet::new() };
    let who = |who: &Who| match who {
        Who::Entity(e) => format!("{kind:?} {}", stage.entities[*e].id),
        Who::Name(name) => format!("{kind:?} {name}"),
    };
    let mut blocks: BTreeSet<String> = wordings.iter().map(|w| format!("{kind:?} {w}")).collect();
    match kind {
        EventKind::Statement => {}
        EventKind::Gathering => blocks.extend(
            draft
                .key
                .proper
                .iter()
                .map(|p| format!("{kind:?} {}", p.key))
                .chain(draft.key.proper.is_empty().then(|| format!("{kind:?} {}", draft.key.canonical()))),
        ),
        EventKind::Session => {
            if let Some(body) = draft.body.as_ref().map(who) {
                blocks.extend(draft.ordinal.map(|n| format!("{body} #{n}")));
                blocks.extend(months(stage, draft).into_iter().map(|m| format!("{body} {m}")));
            }
            blocks.extend(occasions(draft).map(|(place, day, n)| format!("{} {day} #{n}", who(place))));
        }
        EventKind::Appointment | EventKind::Departure => blocks.extend(draft.sides().into_iter().map(who)),
        EventKind::Meeting | EventKind::Visit | EventKind::Signing => {
            let sides: BTreeSet<String> = draft.sides().into_iter().flat_map(|side| acting(stage, draft, side)).map(|w| who(&w)).collect();
            let between = countries(stage, draft);
            let papers = instruments::telling(stage.input, &draft.instruments);
            for month in months(stage, draft) {
                blocks.extend(papers.iter().map(|paper| format!("{kind:?} {paper} {month}")));
                blocks.extend(sides.iter().map(|side| format!("{side} {month}")));
                blocks.extend(between.iter().map(|pair| format!("{kind:?} {pair} {month}")));
            }
        }
    }
    blocks
}

/// A side, and those for whom it acts: a person's organisations, a press service's house.
fn acting(stage: &Stage, draft: &Draft, side: &Who) -> Vec<Who> {
    let Who::Entity(e) = side else { return vec![side.clone()] };
    let houses = draft.confidence.keys().flat_map(|&r| stage.organisations(r, *e));
    std::iter::once(*e)
        .chain(houses)
        .chain(draft.confidence.keys().filter_map(|&r| stage.voices.get(&(r, *e)).copied()))
        .map(Who::Entity)
        .collect()
}

/// The pairs of countries whose people or houses took part: "Belarus and Serbia signed" is what their ministers signed.
fn countries(stage: &Stage, draft: &Draft) -> BTreeSet<String> {
    let of = |side: &&Who| if let Who::Entity(e) = side { stage.entities[*e].country } else { None };
    let all: BTreeSet<rapporteur_model::Country> = draft.sides().iter().filter_map(of).collect();
    let all: Vec<_> = all.into_iter().collect();
    all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| format!("{a}-{b}"))).collect()
}

/// Each place of a session with each day that it is told for, or was before it was put off, and the number.
fn occasions(draft: &Draft) -> impl Iterator<Item = (&Who, rapporteur_model::Edtf, u32)> {
    let days = move |n: u32| draft.dates.iter().chain(&draft.set_for).filter(|d| d.days() == Some(1)).map(move |d| (*d, n));
    let told = draft.ordinal.into_iter().flat_map(days);
    told.flat_map(|(day, n)| draft.places.iter().map(move |place| (place, day, n)))
}

/// What can have been in more months than this is not looked for by them.
const MONTHS: usize = 5;

/// Months in which the event can have been by any telling of it, and those for which it was set before it was put off.
fn months(stage: &Stage, draft: &Draft) -> Vec<String> {
    let number = |d: jiff::civil::Date| i32::from(d.year()) * 12 + i32::from(d.month());
    let short = |(first, last): (jiff::civil::Date, jiff::civil::Date)| {
        let range = number(first)..=number(last);
        if range.clone().count() > MONTHS { Vec::new() } else { range.map(|m| m.to_string()).collect() }
    };
    let mut all: Vec<String> = weigh::months(stage, draft).map(short).unwrap_or_default();
    let before = draft.set_for.iter().filter_map(|day| day.bounds()).flat_map(short).filter(|m| !all.contains(m)).collect::<Vec<_>>();
    all.extend(before);
    all
}
