//! Calling pip: one pinned wheel into a folder. The only part of the program that causes traffic to a package index.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rapporteur_analyze::install::Package;

use super::SetupError;

/// Ways to call pip, in the order in which they are tried.
const CALLS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["pip3"], &["pip"], &["python", "-m", "pip"]];

/// Downloads the package's wheel into `folder`; pip checks its hash.
pub(super) fn download(package: &Package, folder: &Path) -> Result<PathBuf, SetupError> {
    let lock = folder.join("requirements.txt");
    let line = format!("{} --hash=sha256:{}\n", package.requirement(), package.sha256);
    std::fs::write(&lock, line).map_err(|e| SetupError::write(&lock, e))?;
    for call in CALLS {
        match run(call, &lock, folder) {
            Ok(output) if output.status.success() => return found(package, folder),
            Ok(output) if lacks_pip(&output) => {}
            Ok(output) => return Err(explain(package, folder, &output)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(SetupError::Pip { package: package.requirement(), said: error.to_string() }),
        }
    }
    Err(SetupError::NoPip { wheel: package.wheel.clone() })
}

fn run(call: &[&str], lock: &Path, folder: &Path) -> std::io::Result<Output> {
    let (program, arguments) = call.split_first().expect("every call names its program");
    Command::new(program)
        .args(arguments)
        .args(["download", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"])
        .args(["--no-input", "--disable-pip-version-check", "--retries", "2", "--requirement"])
        .arg(lock)
        .arg("--dest")
        .arg(folder)
        .output()
}

/// A Python without pip, or the stub that some systems put in its place.
fn lacks_pip(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    said.contains("No module named pip") || output.status.code() == Some(9009)
}

fn found(package: &Package, folder: &Path) -> Result<PathBuf, SetupError> {
    let wheel = folder.join(&package.wheel);
    let said = || format!("it ended well but left no {}", package.wheel);
    if wheel.is_file() { Ok(wheel) } else { Err(SetupError::Pip { package: package.requirement(), said: said() }) }
}

/// What pip's words mean. It has no codes for this; the words are those of pip 21 to 26.
fn explain(package: &Package, folder: &Path, output: &Output) -> SetupError {
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let said = tail(&words);
    let has = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    if has(&["DO NOT MATCH THE HASHES", "HashMismatch"]) {
        SetupError::WrongHash { package: package.requirement() }
    } else if has(&["No space left", "Disk quota exceeded", "[Errno 28]"]) {
        SetupError::Full(folder.parent().unwrap_or(folder).to_owned())
    } else if has(&["Permission denied", "[Errno 13]", "Read-only file system"]) {
        SetupError::NoRight { path: folder.parent().unwrap_or(folder).to_owned(), reason: said }
    } else if has(&[
        "ConnectionError",
        "NewConnectionError",
        "Max retries",
        "ConnectTimeout",
        "ReadTimeout",
        "No matching distribution",
        "ProxyError",
        "Network is unreachable",
    ]) {
        SetupError::NoNetwork { wheel: package.wheel.clone(), said }
    } else {
        SetupError::Pip { package: package.requirement(), said }
    }
}

/// The last lines that say something.
fn tail(words: &str) -> String {
    let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("[notice]")).collect();
    lines[lines.len().saturating_sub(2)..].join(" ")
}
