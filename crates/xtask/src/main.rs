//! `cargo run -p xtask`: runs every check of the repository and prints what it found. Changes nothing.
//!
//! `cargo run -p xtask -- screenshots [ADDRESS [FOLDER]]`: pictures of the pages that `rapporteur serve` shows at an address.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("screenshots") {
        let address = arguments.next().unwrap_or_else(|| "http://127.0.0.1:8765".to_owned());
        let folder = arguments.next().map_or_else(|| xtask::root().join("target/screenshots"), PathBuf::from);
        println!("{} pictures in {}", xtask::screenshots::draw(&address, &folder)?, folder.display());
        return Ok(ExitCode::SUCCESS);
    }
    let mut found = 0;
    for (check, findings) in xtask::all(&xtask::root())? {
        println!("{check}: {}", if findings.is_empty() { "well".to_owned() } else { format!("{} findings", findings.len()) });
        findings.iter().for_each(|finding| println!("  {finding}"));
        found += findings.len();
    }
    Ok(if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
