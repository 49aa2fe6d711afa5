//! Reads inputs and prints how many reports they gave, how fast, and the greatest memory: `cargo run --release -p rapporteur-text --example
//! intake FILE...`. With `CLEAN=0` the parts are only unpacked, not cleaned.

use std::time::{Duration, Instant};

use rapporteur_text::{Format, Inputs, Options, Settings, read, read_item};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let clean = std::env::var("CLEAN").as_deref() != Ok("0");
    let (mut reports, mut parts, mut bytes, mut issues, start) = (0usize, 0usize, 0usize, 0usize, Instant::now());
    let mut cleaning = Duration::ZERO;
    for input in Inputs::of(&arguments, &Settings::default()) {
        parts += 1;
        let Ok(content) = &input.bytes else {
            issues += 1;
            continue;
        };
        bytes += content.len();
        if clean {
            let options =
                Options { format: input.format, charset: input.charset.clone(), lines_before: input.lines_before, ..Options::default() };
            let began = Instant::now();
            let intake = if input.format == Some(Format::JsonLines) {
                read_item(&input.address, &String::from_utf8_lossy(content), &options)
            } else {
                read(&input.address, content, &options)
            };
            cleaning += began.elapsed();
            reports += intake.reports.len();
            issues += intake.issues.len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{parts} parts, {reports} reports, {issues} issues; {:.1} MB in {seconds:.2} s, {:.1} MB/s; {:.2} s cleaning; {}",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds,
        cleaning.as_secs_f64(),
        memory()
    );
}

/// The greatest resident memory, where the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .map_or_else(|| "memory unknown".to_owned(), |line| line.split_whitespace().collect::<Vec<_>>().join(" "))
}
