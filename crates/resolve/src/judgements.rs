//! What analysts decided, found again in the readings: by position and words, or by the words alone where a text has moved.
//! Says what each decision is about; the stages apply it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Anchor, Claim, EntityId, EntityKind, Judgement, Role, Span, Value, Verdict};

use crate::cluster::Clusters;
use crate::events::event_kind;
use crate::input::Input;
use crate::link::Verdicts;
use crate::nodes::{Nodes, entity_kind};

/// What an anchor points at.
#[derive(Debug, Default, Clone)]
struct Target {
    report: usize,
    span: Span,
    /// Mentions that stand there and can be entities.
    mentions: Vec<u32>,
    /// Claims whose trigger stands there.
    claims: Vec<usize>,
}

/// Decisions on anchors that were found, the latest first.
pub struct Judgements<'a> {
    found: Vec<(&'a Judgement, Target, Option<Target>)>,
}

impl<'a> Judgements<'a> {
    /// Finds every anchor. What is undone is left out; of several decisions on the same anchors the latest that says something counts.
    pub fn new(judgements: &'a [Judgement], input: &Input) -> Self {
        let reports: BTreeMap<&str, usize> = (0..input.len()).map(|r| (input.id(r), r)).collect();
        let locate = |anchor: &Anchor| target(input, *reports.get(anchor.report.as_str())?, anchor);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for judgement in Judgement::in_force(judgements) {
            let other = judgement.other.as_ref().map(locate);
            // A decision on two anchors of which one is gone says nothing, and takes no earlier one's effect away.
            let Some(other) = other.map_or(Some(None), |o| o.map(Some)) else { continue };
            let Some(target) = locate(&judgement.anchor) else { continue };
            if says(judgement) && seen.insert(judgement.subject()) {
                found.push((judgement, target, other));
            }
        }
        Self { found }
    }

    fn pairs(&self) -> impl Iterator<Item = (bool, &Target, &Target)> {
        let same = |v| matches!(v, Verdict::Same | Verdict::Different);
        self.found.iter().filter(move |(j, ..)| same(j.verdict)).filter_map(|(j, a, b)| Some((j.verdict == Verdict::Same, a, b.as_ref()?)))
    }

    fn single(&self, verdict: Verdict) -> impl Iterator<Item = (&'a Judgement, &Target)> {
        self.found.iter().filter(move |(j, ..)| j.verdict == verdict).map(|(j, target, _)| (*j, target))
    }

    /// Same and different among the mentions of one report; a mention split off stands alone.
    pub fn inside(&self, report: usize, clusters: &mut Clusters) {
        for (same, a, b) in self.pairs().filter(|(_, a, b)| a.report == report && b.report == report) {
            if let (Some(&a), Some(&b)) = (a.mentions.first(), b.mentions.first()) {
                decide(same, a as usize, b as usize, clusters);
            }
        }
        for (_, target) in self.single(Verdict::Split).filter(|(j, t)| t.report == report && by_mention(j)) {
            if let Some(&m) = target.mentions.first() {
                (0..clusters.len()).filter(|&o| o != m as usize).for_each(|o| {
                    clusters.part(m as usize, o);
                });
            }
        }
    }

    /// What is decided of the nodes of several reports; `of` gives the address of each node.
    pub fn over(&self, nodes: &Nodes, of: &[EntityId]) -> Verdicts {
        let node = |t: &Target| t.mentions.iter().find_map(|&m| nodes.of[t.report][m as usize]);
        let mut clusters = Clusters::new(nodes.all.len());
        let mut named: BTreeSet<usize> = BTreeSet::new();
        for (same, a, b) in self.pairs() {
            if let (Some(x), Some(y)) = (node(a), node(b))
                && may_be_one(nodes.all[x].kind, nodes.all[y].kind)
            {
                named.extend([x, y]);
                decide(same, x, y, &mut clusters);
            }
        }
        let mut verdicts = Verdicts { alone: self.split_nodes(nodes).into_iter().map(|n| of[n].clone()).collect(), ..Verdicts::default() };
        let named: Vec<usize> = named.into_iter().collect();
        for (i, &a) in named.iter().enumerate() {
            for &b in &named[..i] {
                let pair = (of[a].clone(), of[b].clone());
                if clusters.root(a) == clusters.root(b) {
                    verdicts.same.insert(pair);
                } else if clusters.barred(a, b) {
                    verdicts.different.insert(pair);
                }
            }
        }
        verdicts
    }

    /// Nodes that some decision on identity or existence names.
    pub fn nodes(&self, nodes: &Nodes) -> BTreeSet<usize> {
        let node = |t: &Target| t.mentions.iter().find_map(|&m| nodes.of[t.report][m as usize]);
        let pairs = self.pairs().flat_map(|(_, a, b)| [node(a), node(b)]).flatten();
        pairs.chain(self.split_nodes(nodes)).chain(self.rejected_nodes(nodes)).collect()
    }

    /// Nodes that were split off: they are joined with nothing more.
    pub fn split_nodes(&self, nodes: &Nodes) -> BTreeSet<usize> {
        let node = |t: &Target| t.mentions.iter().find_map(|&m| nodes.of[t.report][m as usize]);
        self.single(Verdict::Split).filter_map(|(_, t)| node(t)).collect()
    }

    /// Same and different among events, given as numbers of their drafts; what a claim tells that was split off is an event of its own.
    pub fn events(&self, draft_of: &BTreeMap<(usize, usize), usize>, clusters: &mut Clusters) {
        let draft = |t: &Target| t.claims.iter().find_map(|&c| draft_of.get(&(t.report, c)).copied());
        for (same, a, b) in self.pairs() {
            if let (Some(x), Some(y)) = (draft(a), draft(b)) {
                decide(same, x, y, clusters);
            }
        }
        for x in self.single(Verdict::Split).filter_map(|(_, t)| draft(t)) {
            (0..clusters.len()).filter(|&y| y != x).for_each(|y| {
                clusters.part(x, y);
            });
        }
    }

    /// Nodes of things that were rejected: the words name no such thing.
    pub fn rejected_nodes(&self, nodes: &Nodes) -> Vec<usize> {
        let whole = self.single(Verdict::Reject).filter(|(j, t)| t.claims.is_empty() && j.correction.is_none());
        whole.flat_map(|(_, t)| t.mentions.iter().filter_map(|&m| nodes.of[t.report][m as usize]).collect::<Vec<_>>()).collect()
    }

    /// A claim without the fields that were rejected; `None` where it was rejected as a whole.
    pub fn on_claim<'c>(&self, report: usize, c: usize, claim: &'c Claim) -> Option<Cow<'c, Claim>> {
        let mut claim = Cow::Borrowed(claim);
        for (judgement, target) in self.single(Verdict::Reject).filter(|(_, t)| t.report == report) {
            // Of an event the whole goes, whatever other reports say; that is done where it is known.
            if target.claims.contains(&c) && judgement.correction.is_none() && event_kind(claim.kind).is_none() {
                return None;
            }
            let named = judgement.correction.is_some() || (target.mentions.is_empty() && target.claims.is_empty());
            if named && claim.fields.iter().any(|f| f.span == target.span) {
                claim.to_mut().fields.retain(|f| f.span != target.span);
            }
        }
        for (judgement, target) in self.single(Verdict::Correct).filter(|(_, t)| t.report == report && t.claims.contains(&c)) {
            if let Some((field, value)) = &judgement.correction {
                correct(claim.to_mut(), field, value, target.span);
            }
        }
        Some(claim)
    }

    /// Claims that the record keeps no trace of: their whole event goes.
    pub fn rejected_claims(&self) -> impl Iterator<Item = (usize, usize)> {
        self.single(Verdict::Reject)
            .filter(|(j, _)| j.correction.is_none())
            .flat_map(|(_, t)| t.claims.iter().map(|&c| (t.report, c)).collect::<Vec<_>>())
    }

    /// Claims that were confirmed.
    pub fn confirmed_claims(&self) -> impl Iterator<Item = (usize, usize)> {
        self.single(Verdict::Confirm).flat_map(|(_, t)| t.claims.iter().map(|&c| (t.report, c)).collect::<Vec<_>>())
    }

    /// Corrections as report, claims, mentions, field, value.
    pub fn corrections(&self) -> impl Iterator<Item = (usize, &[usize], &[u32], &str, &str)> {
        let mut all: Vec<_> = self.single_targets(Verdict::Correct).collect();
        // The latest is applied last.
        all.reverse();
        all.into_iter().filter_map(|(j, t)| {
            let (field, value) = j.correction.as_ref()?;
            Some((t.report, t.claims.as_slice(), t.mentions.as_slice(), field.as_str(), value.as_str()))
        })
    }

    fn single_targets(&self, verdict: Verdict) -> impl Iterator<Item = (&'a Judgement, &Target)> {
        self.found.iter().filter(move |(j, ..)| j.verdict == verdict).map(|(j, target, _)| (*j, target))
    }
}

/// False for a decision that changes nothing: a correction of a field that nothing has, or to a value that it cannot take.
fn says(judgement: &Judgement) -> bool {
    judgement.verdict != Verdict::Correct
        || judgement.correction.as_ref().is_some_and(|(field, value)| rapporteur_model::impossible(field, value).is_none())
}

/// A split of a mention from its own report's other mentions, not only of the report's from those of others.
fn by_mention(judgement: &Judgement) -> bool {
    judgement.correction.as_ref().is_some_and(|(field, _)| field == "mention")
}

/// Kinds of entries that may be one thing.
fn may_be_one(a: EntityKind, b: EntityKind) -> bool {
    a == b || matches!((a, b), (EntityKind::Organisation, EntityKind::Body) | (EntityKind::Body, EntityKind::Organisation))
}

fn decide(same: bool, a: usize, b: usize, clusters: &mut Clusters) {
    if same {
        clusters.join(a, b);
    } else {
        clusters.part(a, b);
    }
}

/// A correction of what a claim states itself; corrections of events and entities are applied to those.
fn correct(claim: &mut Claim, field: &str, value: &str, span: Span) {
    let role = match field {
        "title" if claim.get(Role::Title).is_some() => Role::Title,
        "country" if claim.get(Role::Title).is_some() => Role::Country,
        "phase" => Role::Phase,
        _ => return,
    };
    let span = claim.get(role).map_or(span, |f| f.span);
    claim.fields.retain(|f| f.role != role);
    claim.push(role, Value::Text(value.to_owned()), span);
}

fn target(input: &Input, report: usize, anchor: &Anchor) -> Option<Target> {
    let reading = input.readings[report];
    let span = anchor.locate(&reading.report.text)?;
    let entity = |m: &usize| entity_kind(reading.mentions[*m].kind).is_some();
    let at = |exact: bool| -> (Vec<u32>, Vec<usize>) {
        let fits = |s: Span| if exact { s == span } else { s.overlaps(span) };
        let mut mentions: Vec<usize> = (0..reading.mentions.len()).filter(entity).filter(|&m| fits(reading.mentions[m].span)).collect();
        // Of nested mentions the nearest in size is meant.
        mentions.sort_by_key(|&m| (reading.mentions[m].span.len().abs_diff(span.len()), m));
        let claims = (0..reading.claims.len()).filter(|&c| fits(reading.claims[c].trigger)).collect();
        (mentions.into_iter().filter_map(|m| u32::try_from(m).ok()).collect(), claims)
    };
    let (mentions, claims) = match at(true) {
        (mentions, claims) if mentions.is_empty() && claims.is_empty() => {
            let field = reading.claims.iter().any(|c| c.fields.iter().any(|f| f.span == span));
            if field { (Vec::new(), Vec::new()) } else { at(false) }
        }
        exact => exact,
    };
    Some(Target { report, span, mentions, claims })
}
