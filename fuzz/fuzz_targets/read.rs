//! Fuzzes the reader of outside bytes: whatever they are, there is no panic, and every segment of the alignment lies in the text.
//! `cargo +nightly fuzz run read` (needs `cargo install cargo-fuzz`); with a stable compiler
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none read`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_text::{Format, Options, read};

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let format = [None, Some(Format::Plain), Some(Format::Html), Some(Format::JsonLines)][usize::from(first % 4)];
    let options = Options { as_is: first & 4 != 0, format, ..Options::default() };
    for report in read("input", bytes, &options).reports {
        for block in &report.blocks {
            assert!(!block.span.slice(&report.text).is_empty());
        }
        for segment in &report.alignment.segments {
            let end = (segment.clean + segment.len) as usize;
            assert!(report.text.get(segment.clean as usize..end).is_some());
        }
    }
});
