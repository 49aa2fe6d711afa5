//! `cargo run -p xtask`: runs every check of the repository and prints what it found. Changes nothing.
//!
//! `cargo run -p xtask -- counts`: functions that may answer "no", places that name a language, words in code, circles.
//! `cargo run -p xtask -- screenshots FOLDER [RECORD]`: pictures of the pages, of the demo's record where none is given.
//! `cargo run -p xtask -- paints RECORD`: how soon each page is seen.
//! `cargo run --release -p xtask -- load RECORD`: how fast a served record answers.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use xtask::{load, screenshots, served};

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => check(),
        ["counts"] => {
            print!("{}", xtask::counts::table(&xtask::root())?);
            Ok(ExitCode::SUCCESS)
        }
        ["screenshots", folder, record @ ..] if record.len() < 2 => {
            let (program, folder) = (served::program()?, Path::new(folder));
            let record = match record.first() {
                Some(record) => PathBuf::from(record),
                None => screenshots::demo(&program, folder)?,
            };
            println!("{} pictures in {}", screenshots::draw(&program, &record, folder)?, folder.display());
            Ok(ExitCode::SUCCESS)
        }
        ["paints", record] => {
            print!("{}", screenshots::paints(&served::program()?, Path::new(record))?);
            Ok(ExitCode::SUCCESS)
        }
        ["load", record] => {
            println!("{}", load::table(&served::program()?, Path::new(record))?);
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!("expected nothing, counts, screenshots FOLDER [RECORD], paints RECORD, or load RECORD"),
    }
}

fn check() -> anyhow::Result<ExitCode> {
    let mut found = 0;
    for (check, findings) in xtask::all(&xtask::root())? {
        println!("{check}: {}", if findings.is_empty() { "well".to_owned() } else { format!("{} findings", findings.len()) });
        findings.iter().for_each(|finding| println!("  {finding}"));
        found += findings.len();
    }
    Ok(if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
