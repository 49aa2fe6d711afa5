//! The classes of `knowledge/factuality.toml`: the example of each tells of no event that happened, its counter-example of one.

use rapporteur_model::{Claim, ClaimKind, Lang, Modality};
use serde::Deserialize;

use super::recorded::{Recorded, Text, root};

/// Examples that the program does not meet yet, as "language class example" or "language class counter"; may only shrink.
const UNMET: &[&str] = &[];

#[derive(Deserialize)]
struct File {
    ru: Vec<Class>,
    en: Vec<Class>,
}

#[derive(Deserialize)]
struct Class {
    class: String,
    tells: String,
    example: String,
    counter: String,
}

/// An example or a counter-example of a class.
struct Example {
    id: String,
    text: Text,
    /// Whether it tells of an event that happened.
    held: bool,
}

fn examples() -> Vec<Example> {
    let path = root().join("knowledge/factuality.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).expect("the file is part of the repository")).expect("it is TOML");
    let of = |(lang, class): (Lang, &Class)| {
        let held = class.tells == "held";
        [("example", &class.example, held), ("counter", &class.counter, !held)].map(|(which, words, held)| {
            let id = format!("{} {} {which}", lang.code(), class.class);
            Example { text: Text::new("factuality", &id, lang, words, None), id, held }
        })
    };
    let classes = file.ru.iter().map(|class| (Lang::Ru, class)).chain(file.en.iter().map(|class| (Lang::En, class)));
    classes.flat_map(of).collect()
}

/// The texts of all examples.
pub fn texts() -> Vec<Text> {
    examples().into_iter().map(|example| example.text).collect()
}

#[test]
fn every_class_holds_on_its_examples() {
    let recorded = Recorded::open();
    let mut wrong = Vec::new();
    for Example { id, text, held } in examples() {
        let claims = recorded.analysis(&text).map(|analysis| rapporteur_extract::extract(&text.report, &analysis));
        match claims {
            Ok(claims) if claims.iter().any(happened) == held => {}
            Ok(claims) => {
                let told: Vec<String> = claims.iter().map(|c| format!("{:?} {:?}", c.kind, c.modality)).collect();
                wrong.push((id, format!("{} {told:?}", text.report.text)));
            }
            Err(why) => wrong.push((id, why)),
        }
    }
    let (known, new): (Vec<_>, Vec<_>) = wrong.iter().partition(|(id, _)| UNMET.contains(&id.as_str()));
    assert!(new.is_empty(), "{new:#?}");
    let met: Vec<_> = UNMET.iter().filter(|id| !known.iter().any(|(other, _)| other == *id)).collect();
    assert!(met.is_empty(), "met now, take out of UNMET: {met:?}");
}

fn happened(claim: &Claim) -> bool {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];
    EVENTS.contains(&claim.kind) && claim.modality == Modality::Happened
}
