//! Which of the reports at one address are versions of one page: those most of whose sentences are an earlier one's. A function of the
//! reports at the address alone, whatever the order in which they came.

use std::collections::BTreeSet;

use rapporteur_model::Report;
use rapporteur_store::Store;

use crate::Result;

/// Reports at one address that are compared; an address with more (a front page, one address for a whole file) has no versions.
const MOST: usize = 50;
/// Letters of a sentence that says something.
const LONG: usize = 20;

/// Finds the versions at an address anew.
pub(crate) fn find(store: &mut Store, address: &str) -> Result<()> {
    let ids = store.reports_at(address, MOST + 1)?;
    if ids.len() < 2 {
        return Ok(());
    }
    if ids.len() > MOST {
        return Ok(store.set_versions(ids.iter().map(|id| (id.as_str(), None)))?);
    }
    let mut reports: Vec<Report> = Vec::with_capacity(ids.len());
    for id in &ids {
        reports.extend(store.report(id)?);
    }
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
    let sentences: Vec<BTreeSet<String>> = reports.iter().map(|report| sentences(&report.text)).collect();
    let later = |n: usize| (n + 1..reports.len()).rev().find(|&m| is_version(&sentences[n], &sentences[m])).map(|m| reports[m].id.as_str());
    let versions: Vec<(&str, Option<&str>)> = (0..reports.len()).map(|n| (reports[n].id.as_str(), later(n))).collect();
    Ok(store.set_versions(versions)?)
}

/// Day of publication, then id: the order in which reports are later than others.
fn order(report: &Report) -> (Option<String>, &str) {
    let published = report.published.as_ref().and_then(|date| date.value.bounds()).map(|(first, _)| first.to_string());
    (published, &report.id)
}

/// Most sentences of the new text are the old one's.
fn is_version(old: &BTreeSet<String>, new: &BTreeSet<String>) -> bool {
    !new.is_empty() && new.intersection(old).count() * 2 > new.len()
}

fn sentences(text: &str) -> BTreeSet<String> {
    let key = |part: &str| {
        part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    };
    text.split(['\n', '.', '!', '?', '…']).map(key).filter(|key| key.chars().count() >= LONG).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_version, sentences};

    #[test]
    fn most_sentences_make_a_version() {
        let old = sentences("Министр принял посла в Минске. Стороны обсудили поставки тракторов.");
        let new = sentences("Министр принял посла в Минске. Стороны обсудили поставки тракторов. Подписан меморандум о лесе.");
        let other = sentences("Анна Рудь провела заседание совета. Стороны обсудили поставки тракторов. Подписан меморандум о лесе.");
        assert!(is_version(&old, &new) && !is_version(&old, &other));
        assert!(!is_version(&old, &sentences("")));
    }
}
