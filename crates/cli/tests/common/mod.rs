//! What the tests of the program share: the program in a folder of its own, sample reports, and whether the models are there.
#![allow(dead_code, clippy::unwrap_used, reason = "test helpers; not every test uses all of them")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The program, with its record in `folder`.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("rapporteur"));
    command.current_dir(folder).env("RAPPORTEUR_RECORD", folder.join("r.db")).env_remove("NO_COLOR").env("LC_ALL", "C");
    command
}

/// True when the models are installed; else says that the test is skipped.
pub fn has_models(test: &str) -> bool {
    let here = rapporteur_pipeline::setup::default_folder().is_some_and(|folder| rapporteur_pipeline::setup::missing(&folder).is_empty());
    if !here {
        eprintln!("{test}: skipped, the models are not installed (run `rapporteur setup`)");
    }
    here
}

/// The sample reports of the demo.
pub fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/demo");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    all.sort();
    all
}

/// What `command` prints, when it ends well.
pub fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = program(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The whole record as its users see it.
pub fn exported(folder: &Path) -> String {
    let lists = ["events", "people", "organisations", "bodies", "places", "products", "instruments", "commitments", "series", "mentions"];
    lists.iter().map(|list| printed(folder, &[list, "--json"])).collect()
}
