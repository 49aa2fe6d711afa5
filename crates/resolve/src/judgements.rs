//! What analysts decided, found again in the readings: by position and words, or by the words alone where a text has moved.
//! Says what each decision is about; the stages apply it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Anchor, Claim, Judgement, Role, Span, Value, Verdict};

use crate::cluster::Clusters;
use crate::events::event_kind;
use crate::input::Input;
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
    /// Finds every anchor. Of several decisions on the same anchors the latest counts.
    pub fn new(judgements: &'a [Judgement], input: &Input) -> Self {
        let reports: BTreeMap<&str, usize> = (0..input.len()).map(|r| (input.id(r), r)).collect();
        let mut latest: Vec<&Judgement> = judgements.iter().collect();
        latest.sort_by_cached_key(|j| std::cmp::Reverse((j.when.parse::<jiff::Timestamp>().ok(), (*j).clone())));
        let mut seen = BTreeSet::new();
        latest.retain(|j| seen.insert(subject(j)));
        let locate = |anchor: &Anchor| target(input, *reports.get(anchor.report.as_str())?, anchor);
        let found = latest.into_iter().filter_map(|j| {
            let other = j.other.as_ref().map(locate);
            // A decision on two anchors of which one is gone says nothing.
            (other.as_ref().is_none_or(Option::is_some)).then(|| Some((j, locate(&j.anchor)?, other.flatten())))?
        });
        Self { found: found.collect() }
    }

    fn pairs(&self) -> impl Iterator<Item = (bool, &Target, &Target)> {
        let same = |v| matches!(v, Verdict::Same | Verdict::Different);
        self.found.iter().filter(move |(j, ..)| same(j.verdict)).filter_map(|(j, a, b)| Some((j.verdict == Verdict::Same, a, b.as_ref()?)))
    }

    fn single(&self, verdict: Verdict) -> impl Iterator<Item = (&'a Judgement, &Target)> {
        self.found.iter().filter(move |(j, ..)| j.verdict == verdict).map(|(j, target, _)| (*j, target))
    }

    /// Same and different among the mentions of one report.
    pub fn inside(&self, report: usize, clusters: &mut Clusters) {
        for (same, a, b) in self.pairs().filter(|(_, a, b)| a.report == report && b.report == report) {
            if let (Some(&a), Some(&b)) = (a.mentions.first(), b.mentions.first()) {
                decide(same, a as usize, b as usize, clusters);
            }
        }
    }

    /// Same and different among the nodes of several reports.
    pub fn over(&self, nodes: &Nodes, clusters: &mut Clusters) {
        let node = |t: &Target| t.mentions.iter().find_map(|&m| nodes.of[t.report][m as usize]);
        for (same, a, b) in self.pairs() {
            if let (Some(x), Some(y)) = (node(a), node(b))
                && nodes.all[x].kind == nodes.all[y].kind
            {
                decide(same, x, y, clusters);
            }
        }
    }

    /// Same and different among events, given as numbers of their drafts.
    pub fn events(&self, draft_of: &BTreeMap<(usize, usize), usize>, clusters: &mut Clusters) {
        let draft = |t: &Target| t.claims.iter().find_map(|&c| draft_of.get(&(t.report, c)).copied());
        for (same, a, b) in self.pairs() {
            if let (Some(x), Some(y)) = (draft(a), draft(b)) {
                decide(same, x, y, clusters);
            }
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

/// What a judgement is about: a later one with an equal subject takes its place.
fn subject(judgement: &Judgement) -> (Vec<Anchor>, Option<String>) {
    let mut anchors: Vec<Anchor> = std::iter::once(judgement.anchor.clone()).chain(judgement.other.clone()).collect();
    anchors.sort();
    let field = judgement.correction.as_ref().map(|(field, _)| field.clone());
    (anchors, field)
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
    let span = locate(&reading.report.text, anchor)?;
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

/// Where the anchor's words stand now: at their position, else where they stand nearest to it.
fn locate(text: &str, anchor: &Anchor) -> Option<Span> {
    if anchor.quote.is_empty() {
        return None;
    }
    if anchor.span.slice(text) == anchor.quote {
        return Some(anchor.span);
    }
    let starts = text.match_indices(anchor.quote.as_str()).map(|(at, _)| at);
    let nearest = starts.min_by_key(|at| at.abs_diff(anchor.span.start()))?;
    Some(Span::new(nearest, nearest + anchor.quote.len()))
}
