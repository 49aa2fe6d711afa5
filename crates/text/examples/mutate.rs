//! The fuzz targets `read` and `intake` without a fuzzer: samples with bytes changed, cut, doubled and put together are read for some
//! seconds. `cargo run --release -p rapporteur-text --example mutate SECONDS FILE...`. Prints what it tried; a panic ends it and leaves the
//! input in `mutate-crash`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use rapporteur_text::{Format, Input, Inputs, Limits, Options, Settings, read, read_item};

/// Longest input in bytes.
const LONGEST: usize = 256 << 10;
/// Longest time that one input may take.
const SLOW: Duration = Duration::from_secs(20);

/// Numbers by chance (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or(0)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().ok_or("usage: mutate SECONDS FILE...")?.parse()?;
    let samples: Vec<(String, Vec<u8>)> = arguments.map(|path| Ok((path.clone(), std::fs::read(path)?))).collect::<std::io::Result<_>>()?;
    let (mut chance, mut tried, mut reports, mut slowest) = (Chance(0x9e37_79b9_7f4a_7c15), 0_u64, 0_u64, Duration::ZERO);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let (name, bytes) = &samples[chance.below(samples.len())];
        let other = &samples[chance.below(samples.len())];
        let name = if chance.below(4) == 0 { &other.0 } else { name };
        let input = mutated(&mut chance, bytes, &other.1);
        let began = Instant::now();
        let given = catch_unwind(AssertUnwindSafe(|| all(name, &input, chance.below(8))));
        let took = began.elapsed();
        if given.is_err() || took > SLOW {
            std::fs::write("mutate-crash", &input)?;
            return Err(format!("{name}: panics or takes {took:?}; the input is in mutate-crash").into());
        }
        (tried, reports, slowest) = (tried + 1, reports + given.unwrap_or(0), slowest.max(took));
    }
    println!("{} samples, {tried} inputs, {reports} reports, the slowest took {slowest:.2?}: no panic", samples.len());
    Ok(())
}

/// One to sixteen changes: a bit, a byte, a piece cut out, doubled, or taken from another sample.
fn mutated(chance: &mut Chance, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut made = bytes.to_vec();
    for _ in 0..=chance.below(16) {
        let at = chance.below(made.len() + 1);
        let to = at + chance.below((made.len() - at + 1).min(4096));
        match chance.below(6) {
            0 => made.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << chance.below(8)),
            1 => made.insert(at, u8::try_from(chance.below(256)).unwrap_or(0)),
            2 => drop(made.drain(at..to)),
            3 => drop(made.splice(at..at, made[at..to].to_vec())),
            4 => {
                let from = chance.below(other.len() + 1);
                let piece = other[from..other.len().min(from + chance.below(4096))].to_vec();
                drop(made.splice(at..at, piece));
            }
            _ => made.truncate(at.max(made.len() / 2)),
        }
    }
    made.truncate(LONGEST);
    made
}

/// Reads an input by itself as each format, then as a file that may hold others; the number of reports.
fn all(name: &str, bytes: &[u8], way: usize) -> u64 {
    let format = [None, Some(Format::Plain), Some(Format::Html), Some(Format::JsonLines)][way % 4];
    let mut reports = read("input", bytes, &Options { as_is: way & 4 != 0, format, ..Options::default() }).reports;
    let limits = Limits { bytes: 1 << 20, depth: 3, parts: 200, least: 4 << 20, times: 4 };
    for input in Inputs::given([Input::new(name, Ok(bytes.to_vec()))], &Settings { limits, ..Settings::default() }) {
        let Ok(bytes) = &input.bytes else { continue };
        let options = Options { format: input.format, charset: input.charset.clone(), ..Options::default() };
        let intake = match std::str::from_utf8(bytes) {
            Ok(text) if input.format == Some(Format::JsonLines) => read_item(&input.address, text, &options),
            _ => read(&input.address, bytes, &options),
        };
        reports.extend(intake.reports);
    }
    for report in &reports {
        assert!(report.blocks.iter().all(|block| !block.span.slice(&report.text).is_empty()));
        for segment in &report.alignment.segments {
            assert!(report.text.get(segment.clean as usize..(segment.clean + segment.len) as usize).is_some());
        }
    }
    reports.len() as u64
}
