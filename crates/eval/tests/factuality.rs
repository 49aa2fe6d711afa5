//! The classes of `knowledge/factuality.toml`: the example of each tells of no event that happened, its counter-example of one.

use std::path::Path;

use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Claim, ClaimKind, Lang, Modality, Report};
use serde::Deserialize;

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

#[test]
fn every_class_holds_on_its_examples() {
    let Some(engines) = install::default_folder().and_then(|folder| Engines::open(&folder).ok()) else {
        eprintln!("skipped: the models are not installed");
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/factuality.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).expect("the file is part of the repository")).expect("it is TOML");
    let mut wrong = Vec::new();
    for (lang, name, classes) in [(Lang::Ru, "ru", file.ru), (Lang::En, "en", file.en)] {
        for class in classes {
            let held = class.tells == "held";
            for (which, text, wanted) in [("example", &class.example, held), ("counter", &class.counter, !held)] {
                let claims = claims(&engines, lang, text);
                if claims.iter().any(happened) != wanted {
                    let told: Vec<String> = claims.iter().map(|c| format!("{:?} {:?}", c.kind, c.modality)).collect();
                    wrong.push((format!("{name} {} {which}", class.class), format!("{text} {told:?}")));
                }
            }
        }
    }
    let (known, new): (Vec<_>, Vec<_>) = wrong.iter().partition(|(id, _)| UNMET.contains(&id.as_str()));
    assert!(new.is_empty(), "{new:#?}");
    let met: Vec<_> = UNMET.iter().filter(|id| !known.iter().any(|(other, _)| other == *id)).collect();
    assert!(met.is_empty(), "met now, take out of UNMET: {met:?}");
}

fn claims(engines: &Engines, lang: Lang, text: &str) -> Vec<Claim> {
    let mut report = Report::as_is("class", text);
    report.lang = lang;
    rapporteur_extract::extract(&report, &engines.analyze(&report))
}

fn happened(claim: &Claim) -> bool {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];
    EVENTS.contains(&claim.kind) && claim.modality == Modality::Happened
}
