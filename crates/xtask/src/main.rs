//! `cargo run -p xtask`: runs every check of the repository and prints what it found. Changes nothing.

use std::process::ExitCode;

fn main() -> anyhow::Result<ExitCode> {
    let mut found = 0;
    for (check, findings) in xtask::all(&xtask::root())? {
        println!("{check}: {}", if findings.is_empty() { "well".to_owned() } else { format!("{} findings", findings.len()) });
        findings.iter().for_each(|finding| println!("  {finding}"));
        found += findings.len();
    }
    Ok(if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
