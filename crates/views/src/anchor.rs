//! The words that stand for an entry in a judgement: they outlive its id. And back: the entry that such words stand for now.

use rapporteur_model::{Anchor, Evidence, Verdict};
use rapporteur_store::{EventFilter, MentionFilter, Result};

use crate::Reader;

/// Words of a report by which the entry with this id is known; `None` when there is none. `report` asks for words of that report.
///
/// Of an event, the words that carry it (a trigger of a claim); of others, a mention.
///
/// # Errors
/// When the record cannot be read.
pub fn anchor(store: &Reader<'_>, id: &str, report: Option<&str>) -> Result<Option<Anchor>> {
    let mut evidence = if let Some(entity) = store.entity(id)? {
        // Of an entity the first reports alone are at hand.
        let there = report.map(|report| store.named_at(id, report)).transpose()?;
        there.map_or(entity.evidence, |there| there.into_iter().collect())
    } else if let Some(event) = store.event(id)? {
        event.evidence
    } else if let Some(instrument) = store.instrument(id)? {
        instrument.evidence
    } else if let Some(commitment) = store.commitment(id)? {
        commitment.evidence
    } else {
        return Ok(None);
    };
    evidence.retain(|e| report.is_none_or(|report| e.report == report));
    let Some(best) = carrying(store, &evidence)? else { return Ok(None) };
    Ok(store.report(&best.report)?.map(|report| Anchor::at(&report, best.span)))
}

fn carrying<'a>(store: &Reader<'_>, evidence: &'a [Evidence]) -> Result<Option<&'a Evidence>> {
    for one in evidence {
        if store.claims_of(&one.report)?.iter().any(|claim| claim.trigger == one.span) {
            return Ok(Some(one));
        }
    }
    Ok(evidence.first())
}

/// The id of the entry that an anchor's words stand for now; `None` where they are gone or stand for none.
///
/// # Errors
/// When the record cannot be read.
pub fn at_anchor(store: &Reader<'_>, anchor: &Anchor) -> Result<Option<String>> {
    let Some(report) = store.report(&anchor.report)? else { return Ok(None) };
    let Some(span) = anchor.locate(&report.text) else { return Ok(None) };
    let told = store.events(&EventFilter { report: Some(report.id.clone()), ..EventFilter::default() })?;
    let carried = |e: &rapporteur_model::Event| e.evidence.iter().any(|w| w.field == "event" && w.report == report.id && w.span == span);
    if let Some(event) = told.iter().find(|e| carried(e)) {
        return Ok(Some(event.id.clone()));
    }
    let mentions = store.mentions(&MentionFilter { report: Some(report.id), ..MentionFilter::default() })?;
    let there = mentions.into_iter().filter(|m| m.mention.span.overlaps(span));
    let nearest = there.filter(|m| m.entity.is_some()).min_by_key(|m| m.mention.span.len().abs_diff(span.len()));
    Ok(nearest.and_then(|m| m.entity))
}

/// Where an id of before leads that no entry has any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Led {
    /// To the entry that holds its words now.
    To(String),
    /// It was taken out by the judgement with this id.
    Rejected(String),
}

/// Follows an id that no entry has any more: the address of a local entity or of what one report tells, or the id that an entry had
/// when it was judged.
///
/// # Errors
/// When the record cannot be read.
pub fn lead(store: &Reader<'_>, id: &str) -> Result<Option<Led>> {
    if let Some(now) = store.leads_to(id)?.filter(|now| now != id) {
        return Ok(Some(Led::To(now)));
    }
    let judgements = store.judgements()?;
    for judgement in judgements.iter().rev().filter(|j| j.verdict != Verdict::Undo) {
        let Some(n) = judgement.entries.iter().position(|e| e == id) else { continue };
        let anchor = if n == 0 { Some(&judgement.anchor) } else { judgement.other.as_ref() };
        if let Some(now) = anchor.map(|a| at_anchor(store, a)).transpose()?.flatten() {
            return Ok(Some(Led::To(now)));
        }
        if judgement.verdict == Verdict::Reject {
            return Ok(Some(Led::Rejected(judgement.id())));
        }
    }
    Ok(None)
}
