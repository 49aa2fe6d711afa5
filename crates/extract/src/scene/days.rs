//! Days counted from the scene: "the same day", "the following day", "on the second day of the visit". Reads no calendar date.

use rapporteur_model::{Edtf, Field, Role, Value};

use crate::graph::Graph;
use crate::number;

/// The last day that is counted from an arrival.
const LONGEST: u32 = 10;

/// The day that a phrase of the trigger's clause counts from the scene's day, or from the first of its days.
pub fn counted(graph: &Graph, trigger: u32, day: Option<&Field>, days: Option<&Field>) -> Option<Field> {
    let clause = graph.clause(trigger);
    // "The same day he met X and called on Y": the phrase holds for both.
    let first = graph.head(clause).filter(|_| graph.base(clause) == rapporteur_model::Deprel::Conj).map(|h| graph.clause(h));
    let own = |u: u32| u == clause || Some(u) == first;
    let named = |t: &u32| graph.lexicon.is("day", graph.lemma(*t)) && own(graph.clause(*t));
    let t = graph.sentence(trigger).find(named)?;
    let words = graph.words(graph.children(t).iter().copied().filter(|&c| c < t).min().unwrap_or(t)..t + 1)?;
    let has = |class: &str| graph.children(t).iter().any(|&c| graph.lexicon.is(class, graph.lemma(c)));
    let first = |field: Option<&Field>| match field?.value {
        Value::Date(date) => date.bounds(),
        _ => None,
    };
    let number = graph.children(t).iter().find_map(|&c| number::at(graph, c).map(|n| n.0));
    let value = if has("same") {
        first(day)?.0
    } else if has("following") {
        first(day)?.0.tomorrow().ok()?
    } else if has("last_of") {
        let (from, to) = first(days)?;
        Some(to).filter(|_| from < to)?
    } else {
        // Of an arrival only the first day is known.
        let (from, to) = first(days)?;
        let number = number.filter(|&n| from < to || n <= LONGEST)?;
        let counted = (1..number).try_fold(from, |at, _| at.tomorrow().ok())?;
        Some(counted).filter(|d| from == to || *d <= to)?
    };
    Some(Field { role: Role::Date, value: Value::Date(Edtf::from_day(value)), span: words })
}
