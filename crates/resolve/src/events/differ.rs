//! Where the reports of one event differ: values that cannot all be right stay side by side, with their reports, the best supported
//! first. Chooses which is shown.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Disagreement, Edtf, Status, ValueTold};

use super::Stage;
use super::assemble::place_of;
use super::days::Dated;
use super::draft::{Draft, Who};
use super::fits::nested;

/// A value with the reports that give it.
type Value<T> = (T, BTreeSet<usize>);

/// Values by number of witnesses, then of reports, then by the value itself; those without a report are left out.
fn ranked<T: Ord + Clone>(mut values: Vec<Value<T>>, witness: &BTreeMap<usize, usize>) -> Vec<Value<T>> {
    values.retain(|(_, reports)| !reports.is_empty());
    let witnesses = |reports: &BTreeSet<usize>| reports.iter().map(|r| witness.get(r).unwrap_or(r)).collect::<BTreeSet<_>>().len();
    values.sort_by_cached_key(|(value, reports)| (std::cmp::Reverse(witnesses(reports)), std::cmp::Reverse(reports.len()), value.clone()));
    values
}

fn disagreement<T>(stage: &Stage, role: &str, values: &[Value<T>], shown: impl Fn(&T) -> String) -> Option<Disagreement> {
    let ids = |reports: &BTreeSet<usize>| reports.iter().map(|&r| stage.input.id(r).to_owned()).collect();
    let told = |(value, reports): &Value<T>| ValueTold { value: shown(value), reports: ids(reports) };
    (values.len() > 1).then(|| Disagreement { role: role.to_owned(), values: values.iter().map(told).collect() })
}

/// Of the date: the one shown and those that cannot be equal to it.
pub fn dates(
    stage: &Stage,
    best: Option<Edtf>,
    told: &[Dated],
    others: &[(Edtf, Vec<usize>)],
    witness: &BTreeMap<usize, usize>,
) -> Option<Disagreement> {
    let best = best?;
    let agree = told.iter().filter(|(_, date)| date.may_equal(best)).map(|(report, _)| *report).collect();
    let rest = others.iter().map(|(date, reports)| (*date, reports.iter().copied().collect()));
    let mut values = ranked(rest.collect(), witness);
    values.insert(0, (best, agree));
    disagreement(stage, "date", &values, ToString::to_string)
}

/// Of the number of a session or edition: the one that most give, and the disagreement.
pub fn ordinals(stage: &Stage, drafts: &[&Draft], witness: &BTreeMap<usize, usize>) -> (Option<u32>, Option<Disagreement>) {
    let mut by_value: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for draft in drafts {
        draft.ordinal.into_iter().for_each(|n| {
            by_value.entry(n).or_default().insert(draft.report);
        });
    }
    let values = ranked(by_value.into_iter().collect(), witness);
    (values.first().map(|(n, _)| *n), disagreement(stage, "ordinal", &values, ToString::to_string))
}

/// Of the place: the places of those reports that agree and are most, and the disagreement.
///
/// One report may give several places of one event ("Minsk and Grodno"); two reports disagree where none of their places can be one.
pub fn places(stage: &Stage, drafts: &[&Draft], witness: &BTreeMap<usize, usize>) -> (Vec<Who>, Option<Disagreement>) {
    let mut by_report: BTreeMap<usize, Vec<Who>> = BTreeMap::new();
    for draft in drafts {
        let held = by_report.entry(draft.report).or_default();
        draft.places.iter().for_each(|p| {
            if !held.contains(p) {
                held.push(p.clone());
            }
        });
    }
    let mut groups: Vec<Value<Vec<Who>>> = Vec::new();
    for (report, told) in by_report.into_iter().filter(|(_, told)| !told.is_empty()) {
        let agrees = |(places, _): &&mut Value<Vec<Who>>| told.iter().any(|p| places.iter().any(|q| nested(stage, p, q)));
        match groups.iter_mut().find(agrees) {
            Some((places, reports)) => {
                let new: Vec<Who> = told.into_iter().filter(|p| !places.contains(p)).collect();
                places.extend(new);
                reports.insert(report);
            }
            None => groups.push((told, BTreeSet::from([report]))),
        }
    }
    let values = ranked(groups, witness);
    let shown = |places: &Vec<Who>| place_of(stage, places).map(|p| p.name).unwrap_or_default();
    let told = disagreement(stage, "place", &values, shown);
    (values.into_iter().next().map(|(places, _)| places).unwrap_or_default(), told)
}

/// Of what became of it, where some deny what others tell.
pub fn status(stage: &Stage, status: Status, drafts: &[Draft]) -> Option<Disagreement> {
    if status != Status::Disputed {
        return None;
    }
    let reports = |m: rapporteur_model::Modality| drafts.iter().filter(|d| d.modality.contains_key(&m)).map(|d| d.report).collect();
    let values = [("held", reports(rapporteur_model::Modality::Happened)), ("denied", reports(rapporteur_model::Modality::Denied))];
    disagreement(stage, "status", &values, |s| (*s).to_owned())
}
