//! The words that stand for an entry in a judgement: they outlive its id.

use rapporteur_model::{Anchor, Evidence};
use rapporteur_store::{Result, Store};

/// Words of a report by which the entry with this id is known; `None` when there is none.
///
/// Of an event, the words that carry it (a trigger of a claim); of others, a mention.
///
/// # Errors
/// When the record cannot be read.
pub fn anchor(store: &Store, id: &str) -> Result<Option<Anchor>> {
    let evidence = if let Some(entity) = store.entity(id)? {
        entity.evidence
    } else if let Some(event) = store.event(id)? {
        event.evidence
    } else if let Some(instrument) = store.instrument(id)? {
        instrument.evidence
    } else if let Some(commitment) = store.commitment(id)? {
        commitment.evidence
    } else {
        return Ok(None);
    };
    let Some(best) = carrying(store, &evidence)? else { return Ok(None) };
    let quote = store.quotes(std::slice::from_ref(best))?.pop().unwrap_or_default();
    Ok(Some(Anchor { report: best.report.clone(), span: best.span, quote }))
}

fn carrying<'a>(store: &Store, evidence: &'a [Evidence]) -> Result<Option<&'a Evidence>> {
    for one in evidence {
        if store.claims_of(&one.report)?.iter().any(|claim| claim.trigger == one.span) {
            return Ok(Some(one));
        }
    }
    Ok(evidence.first())
}
