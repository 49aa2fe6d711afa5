//! Names what makes a record of readings: a hash over the sources of this crate and of `names`, and over the knowledge.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() -> Result<()> {
    let mut hash = Sha256::new();
    for folder in ["src", "../names/src", "../../knowledge"] {
        println!("cargo:rerun-if-changed={folder}");
        for file in files(Path::new(folder))? {
            hash.update(fs::read(file)?);
        }
    }
    let digits: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=RESOLVE_VERSION={digits}");
    Ok(())
}

/// All files of a folder and of those in it, by path.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>>>()?;
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
