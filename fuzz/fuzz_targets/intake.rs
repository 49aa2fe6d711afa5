//! Fuzzes the readers of files of parts: whatever the bytes and the name say, there is no panic and an end, and every part is read.
//! The first byte chooses the name, so that formats that are known by it are reached. Samples to begin with: `crates/cli/tests/formats`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_text::{Input, Inputs, Limits, Options, Settings, read, read_item};

const NAMES: [&str; 12] = ["a", "a.csv", "a.tsv", "a.md", "a.json", "a.xlsx", "a.docx", "a.gz", "a.zip", "a.xml", "a.eml", "a.html"];

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let limits = Limits { bytes: 1 << 20, depth: 3, parts: 200, least: 4 << 20, times: 4 };
    let settings = Settings { limits, ..Settings::default() };
    let name = NAMES[usize::from(first) % NAMES.len()];
    for input in Inputs::given([Input::new(name, Ok(bytes.to_vec()))], &settings) {
        let Ok(bytes) = &input.bytes else { continue };
        let options = Options { format: input.format, charset: input.charset.clone(), ..Options::default() };
        let intake = match std::str::from_utf8(bytes) {
            Ok(text) if input.format == Some(rapporteur_text::Format::JsonLines) => read_item(&input.address, text, &options),
            _ => read(&input.address, bytes, &options),
        };
        for report in intake.reports {
            for segment in &report.alignment.segments {
                let end = (segment.clean + segment.len) as usize;
                assert!(report.text.get(segment.clean as usize..end).is_some());
            }
        }
    }
});
