//! Who is who inside one report: full names first, then what can only mean one of them. Never looks at another report.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, ClaimKind, EntityKind, Reading, Role};

use crate::cluster::Clusters;
use crate::nodes::{Key, Keys};
use rapporteur_names::{Fit, Likeness, PersonKey};
use rapporteur_names::{Kinship, UnitKey};

type Form = Option<(EntityKind, Vec<usize>)>;

/// Whether two names of organisations are one.
type Test = dyn Fn(&UnitKey, &UnitKey) -> bool;

/// Of more different names than this in one report only equal ones are joined: pairs of more would take too long, and no article has them.
const MANY: usize = 1500;

/// Joins the mentions of a report. `clusters` may hold decisions already; they are kept.
pub fn group(reading: &Reading, forms: &[Form], keys: &Keys, clusters: &mut Clusters) {
    equal_names(forms, clusters);
    let kind_of = |m: usize| forms[m].as_ref().map(|(kind, _)| family(*kind));
    for (m, mention) in reading.mentions.iter().enumerate() {
        let Some(same) = mention.same_as.map(|s| s as usize).filter(|&s| s != m && s < forms.len()) else { continue };
        if kind_of(m).is_some() && kind_of(m) == kind_of(same) && !clash(forms, keys, m, same) {
            clusters.join(m, same);
        }
    }
    let firsts = first_of_each(forms);
    let of = |kind: EntityKind| {
        let all: Vec<usize> = firsts.iter().copied().filter(move |&m| kind_of(m) == Some(kind)).collect();
        if all.len() > MANY { Vec::new() } else { all }
    };
    persons(&of(EntityKind::Person), forms, keys, clusters);
    units(&of(EntityKind::Organisation), forms, keys, clusters);
    named_so(reading, forms, clusters);
    places(&of(EntityKind::Place), forms, keys, clusters);
}

/// Organisations and bodies are named alike, and joined alike.
pub fn family(kind: EntityKind) -> EntityKind {
    if kind == EntityKind::Body { EntityKind::Organisation } else { kind }
}

/// Mentions with equal keys speak of one thing inside a report.
fn equal_names(forms: &[Form], clusters: &mut Clusters) {
    let mut first: BTreeMap<(EntityKind, usize), usize> = BTreeMap::new();
    for (m, form) in forms.iter().enumerate() {
        let Some((kind, keys)) = form else { continue };
        for &key in keys {
            clusters.join(*first.entry((family(*kind), key)).or_insert(m), m);
        }
    }
}

/// The first mention with each set of keys.
fn first_of_each(forms: &[Form]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    (0..forms.len()).filter(|&m| forms[m].as_ref().is_some_and(|form| !form.1.is_empty() && seen.insert(form.clone()))).collect()
}

fn clash(forms: &[Form], keys: &Keys, a: usize, b: usize) -> bool {
    let names = |m: usize| forms[m].iter().flat_map(|(_, k)| k.clone()).collect::<Vec<_>>();
    names(a)
        .iter()
        .any(|&x| names(b).iter().any(|&y| matches!((keys.get(x), keys.get(y)), (Key::Person(x), Key::Person(y)) if x.clashes(y))))
}

/// The first key of a mention, as a person's.
fn person<'k>(forms: &[Form], keys: &'k Keys, m: usize) -> Option<&'k PersonKey> {
    match keys.get(*forms[m].as_ref()?.1.first()?) {
        Key::Person(key) => Some(key),
        _ => None,
    }
}

fn persons(mentions: &[usize], forms: &[Form], keys: &Keys, clusters: &mut Clusters) {
    let mut named: Vec<(usize, &PersonKey)> = mentions.iter().filter_map(|&m| Some((m, person(forms, keys, m)?))).collect();
    // Full names, then initials, then family names alone: each can lean on those before it.
    named.sort_by_key(|(m, key)| (!key.full(), key.given.is_none(), *m));
    for at in 0..named.len() {
        let (m, key) = named[at];
        let fits =
            |other: &PersonKey| if key.full() && other.full() { key.fit(other) == Fit::Same } else { key.fit(other) >= Fit::Possible };
        let candidates: Vec<(usize, Likeness)> =
            named[..at].iter().filter(|(_, other)| fits(other)).map(|&(o, other)| (o, key.likeness(other))).collect();
        let best = candidates.iter().map(|(_, l)| *l).max();
        let mut roots: Vec<usize> = candidates.iter().filter(|(_, l)| Some(*l) == best).map(|&(o, _)| clusters.root(o)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots.as_slice()
            && (key.full() || !set_clashes(mentions, forms, keys, clusters, *only, key))
        {
            clusters.join(*only, m);
        }
    }
}

fn set_clashes(mentions: &[usize], forms: &[Form], keys: &Keys, clusters: &mut Clusters, root: usize, key: &PersonKey) -> bool {
    mentions.iter().any(|&m| clusters.root(m) == root && person(forms, keys, m).is_some_and(|other| key.clashes(other)))
}

/// Names of organisations and bodies: equal ones and acronyms first, then what says less and can only mean one of them in this report.
fn units(mentions: &[usize], forms: &[Form], keys: &Keys, clusters: &mut Clusters) {
    let of = |m: usize| -> Vec<&UnitKey> {
        let numbers = forms[m].iter().flat_map(|(_, k)| k);
        numbers.filter_map(|&k| if let Key::Unit(key) = keys.get(k) { Some(key) } else { None }).collect()
    };
    let any = |a: usize, b: usize, test: &Test| of(a).iter().any(|x| of(b).iter().any(|y| test(x, y)));
    for (i, &a) in mentions.iter().enumerate() {
        for &b in &mentions[..i] {
            let one = |x: &UnitKey, y: &UnitKey| x.kinship(y) >= Kinship::Near || (x.same_words(y) && x.countries == y.countries);
            if any(a, b, &one) && !bodies_apart(&of(a), &of(b)) {
                clusters.join(a, b);
            }
        }
    }
    let tests: [&Test; 5] = [
        &|x, y| x.abbreviates(y),
        &|x, y| x.same_words(y) && x.countries_agree(y) && x.countries.len() < y.countries.len(),
        &|x, y| x.shortens(y) && x != y,
        // "комиссия", "the ministry": the one that the report names in full.
        &|x, y| x.bare() && x.head.is_some() && x.head == y.head && !y.bare() && y.countries_agree(x),
        // "the working group", "the joint commission": its class with its level alone.
        &|x, y| class_alone(x) && x.head == y.head && !class_alone(y) && x.units <= y.units,
    ];
    for test in tests {
        let found: Vec<(usize, Vec<usize>)> =
            mentions.iter().map(|&m| (m, mentions.iter().copied().filter(|&o| o != m && any(m, o, test)).collect())).collect();
        for (m, found) in found {
            let own = clusters.root(m);
            let mut roots: Vec<usize> = found.into_iter().map(|o| clusters.root(o)).filter(|&root| root != own).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [only] = roots.as_slice() {
                clusters.join(*only, m);
            }
        }
    }
}

/// The noun of a body with words for its level and nothing else.
fn class_alone(key: &UnitKey) -> bool {
    key.is_body() && key.proper.is_empty() && key.countries.is_empty() && key.concepts.iter().all(|c| c.unit || c.level)
}

/// Two bodies of which each has sides or subject that the other has not.
fn bodies_apart(a: &[&UnitKey], b: &[&UnitKey]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.is_body() && y.is_body() && x.kinship(y) == Kinship::Different))
}

/// "… (далее — …)": the report itself says that two names are one organisation's.
fn named_so(reading: &Reading, forms: &[Form], clusters: &mut Clusters) {
    let pairs = |claim: &Claim| claim.mention(Role::Organisation).zip(claim.mention(Role::AlsoCalled));
    for (a, b) in reading.claims.iter().filter(|c| c.kind == ClaimKind::Structure).filter_map(pairs) {
        let (a, b) = (a as usize, b as usize);
        let kind = |m: usize| forms.get(m).and_then(|f| f.as_ref()).map(|(kind, _)| family(*kind));
        if kind(a).is_some() && kind(a) == kind(b) {
            clusters.join(a, b);
        }
    }
}

fn places(mentions: &[usize], forms: &[Form], keys: &Keys, clusters: &mut Clusters) {
    let of =
        |m: usize| forms[m].iter().flat_map(|(_, k)| k).find_map(|&k| if let Key::Place(key) = keys.get(k) { Some(key) } else { None });
    for (i, &a) in mentions.iter().enumerate() {
        for &b in &mentions[..i] {
            if of(a).zip(of(b)).is_some_and(|(x, y)| x.same(y)) {
                clusters.join(a, b);
            }
        }
    }
}
