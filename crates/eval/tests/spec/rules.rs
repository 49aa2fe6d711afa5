//! The registry of rules (`knowledge/rules`): every example makes a claim under its rule's id, no counter-example does, and no claim on
//! any test text goes by an id that is not there. `RULES=show` prints what each rule makes of the texts of the tests.

use std::collections::BTreeSet;

use rapporteur_knowledge::rules::{Rule, ids, registry};
use rapporteur_model::{Claim, Lang};

use super::recorded::{Recorded, Text};

/// The day on which the examples were published.
const PUBLISHED: &str = "2025-06-05";

/// An example or counter-example of a rule.
struct Example<'r> {
    rule: &'r Rule,
    text: Text,
    fires: bool,
}

fn examples() -> Vec<Example<'static>> {
    let of = |rule: &'static Rule| {
        rule.languages.iter().flat_map(move |(code, both)| {
            [("example", &both.example, true), ("counter", &both.counter, false)].map(|(which, words, fires)| {
                let name = format!("{} {code} {which}", rule.id);
                Example { rule, text: Text::new("rules", &name, Lang::from_code(code), words, Some(PUBLISHED)), fires }
            })
        })
    };
    registry().iter().flat_map(of).collect()
}

/// The texts of all examples.
pub fn texts() -> Vec<Text> {
    examples().into_iter().map(|example| example.text).collect()
}

fn claims(recorded: &Recorded, text: &Text) -> Result<Vec<Claim>, String> {
    Ok(rapporteur_extract::extract(&text.report, &recorded.analysis(text)?))
}

#[test]
fn examples_fire_and_counter_examples_do_not() {
    let recorded = Recorded::open();
    let mut wrong = Vec::new();
    for Example { rule, text, fires } in examples() {
        match claims(&recorded, &text) {
            Err(why) => wrong.push(why),
            Ok(claims) => {
                let made: BTreeSet<String> = claims.iter().flat_map(|claim| ids(&claim.rule)).collect();
                if made.contains(&rule.id) != fires {
                    wrong.push(format!("{}: {} {made:?}", text.name, text.report.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No claim on these texts goes by an id, or in a language, that the registry does not have.
pub fn known(texts: &[Text]) {
    let recorded = Recorded::open();
    let show = std::env::var("RULES").is_ok_and(|mode| mode == "show");
    let mut unknown = BTreeSet::new();
    for text in texts {
        for claim in claims(&recorded, text).unwrap_or_default() {
            let code = text.report.lang.code();
            for rule in ids(&claim.rule) {
                if show {
                    println!("{rule}\t{code}\t{:?}\t{}", claim.kind, text.report.text.replace('\n', " ⏎ "));
                }
                let listed = registry().get(&rule).filter(|entry| entry.languages.contains_key(code) && entry.kinds.contains(&claim.kind));
                if listed.is_none() {
                    unknown.insert(format!("{rule} {code} {:?}", claim.kind));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "these make claims and are not in knowledge/rules: {unknown:#?}");
}
