//! Which crate may use which. The table is the architecture's; a new edge is a decision, made here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Crate and what it may use, without the prefix `rapporteur-`.
pub const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("nn", &[]),
    ("knowledge", &["model"]),
    ("text", &["model", "knowledge"]),
    ("analyze", &["model", "knowledge", "nn"]),
    ("extract", &["model", "knowledge"]),
    ("names", &["model", "knowledge"]),
    ("resolve", &["model", "knowledge", "names"]),
    ("store", &["model"]),
    ("pipeline", &["model", "text", "analyze", "extract", "resolve", "store"]),
    ("views", &["model", "knowledge", "store"]),
    ("export", &["model", "views"]),
    ("web", &["model", "views", "pipeline", "store"]),
    ("cli", &["model", "pipeline", "export", "web", "views"]),
    ("eval", &["model", "knowledge", "names", "nn", "text", "analyze", "extract", "resolve", "store", "pipeline", "views", "export"]),
    ("xtask", &[]),
];

/// Edges that the table does not allow, and crates that it does not know.
///
/// # Errors
/// When a manifest cannot be read.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut folders: Vec<_> = fs::read_dir(root.join("crates"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    let mut findings = Vec::new();
    for folder in folders {
        let manifest = folder.path().join("Cargo.toml");
        if manifest.is_file() {
            let text = fs::read_to_string(&manifest)?;
            let name = folder.file_name().to_string_lossy().into_owned();
            findings.extend(of_manifest(&name, &text).with_context(|| manifest.display().to_string())?);
        }
    }
    Ok(findings)
}

fn of_manifest(name: &str, text: &str) -> Result<Vec<String>> {
    let manifest: toml::Table = text.parse()?;
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        return Ok(vec![format!("{name} is not in the table of {}", file!())]);
    };
    let used = ["dependencies", "build-dependencies"].iter().filter_map(|t| manifest.get(*t)?.as_table()).flat_map(toml::Table::keys);
    let ours = used.filter_map(|dependency| dependency.strip_prefix("rapporteur-"));
    Ok(ours.filter(|other| !allowed.contains(other)).map(|other| format!("{name} must not use {other}")).collect())
}

#[cfg(test)]
mod tests {
    use super::of_manifest;

    #[test]
    fn an_edge_outside_the_table_is_found() {
        let manifest = "[dependencies]\nrapporteur-model.workspace = true\nrapporteur-store.workspace = true\nserde = \"1\"\n";
        assert_eq!(of_manifest("extract", manifest).unwrap(), ["extract must not use store"]);
        assert!(of_manifest("views", manifest).unwrap().is_empty());
        assert_eq!(of_manifest("new", "").unwrap().len(), 1);
    }
}
