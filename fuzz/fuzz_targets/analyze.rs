//! Fuzzes analysis and extraction: whatever the text, there is no panic, and all spans lie on characters.
//! `cargo +nightly fuzz run analyze` (needs `cargo install cargo-fuzz` and the models of `rapporteur setup`); with a stable compiler
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none analyze`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Lang, Report};

static ENGINES: LazyLock<Engines> = LazyLock::new(|| {
    let folder = install::default_folder().expect("a home folder");
    Engines::open(&folder).expect("the models are installed")
});

fuzz_target!(|text: &str| {
    for lang in [Lang::Ru, Lang::En] {
        let report = Report { lang, ..Report::as_is("fuzz", text) };
        let analysis = ENGINES.analyze(&report);
        let spans = analysis.tokens.iter().map(|t| t.span).chain(analysis.mentions.iter().map(|m| m.span));
        spans.for_each(|span| assert!(text.get(span.start()..span.end()).is_some()));
        for claim in rapporteur_extract::extract(&report, &analysis) {
            assert!(claim.fields.iter().all(|field| text.get(field.span.start()..field.span.end()).is_some()));
        }
    }
});
