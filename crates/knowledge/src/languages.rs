//! `languages.toml`, `headlines.toml`, `abbreviations-ru.toml`, `unions-ru.toml`, `letters.toml` and `packages.toml`: what tells languages
//! apart, what their engines need beside the networks, and where those come from.

use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::Deserialize;

use crate::table::tables;

tables! {
    /// The committed table of languages.
    languages: Languages = "languages.toml";
    /// The committed verbs of English headlines.
    headlines: Headlines = "headlines.toml";
    /// The committed Russian abbreviations.
    abbreviations: Abbreviations = "abbreviations-ru.toml";
    /// The committed Russian names of unions of states.
    unions: Unions = "unions-ru.toml";
    /// The committed frequencies of letters.
    letters: Letters = "letters.toml";
    /// The committed lock of packages.
    packages: Packages = "packages.toml";
}

/// Languages by their letters and common words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    /// Small words of names, which tell nothing of the language; parted by blanks.
    pub in_names: String,
    /// One row a language.
    pub language: Vec<LanguageRow>,
}

/// One language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageRow {
    /// ISO 639-1.
    pub code: String,
    /// The small letters of its alphabet.
    pub letters: String,
    /// Its commonest words, parted by blanks.
    pub words: String,
}

/// Verbs that stand bare in headlines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headlines {
    /// Of English.
    pub en: HeadlineVerbs,
}

/// Verbs of headlines by their form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct HeadlineVerbs {
    pub plain: HashSet<String>,
    pub third: HashSet<String>,
}

/// Abbreviations, by what the full stop behind them may end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Abbreviations {
    pub before: HashSet<String>,
    pub after: HashSet<String>,
    pub months: HashSet<String>,
    pub pairs: HashSet<String>,
}

/// Unions of states.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unions {
    /// Their names in the nominative.
    pub names: Vec<String>,
}

/// How often letters are used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// Letters in a thousand of Russian text.
    pub russian: BTreeMap<char, f32>,
}

/// The packages that models and gazetteers come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    /// Each with its hash.
    pub package: Vec<Package>,
}

/// A pinned package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Name on the Python package index.
    pub name: String,
    /// Version.
    pub version: String,
    /// File name of the wheel.
    pub wheel: String,
    /// SHA-256 of the wheel, lower-case hex.
    pub sha256: String,
    /// Licence as an SPDX expression.
    pub licence: String,
    /// What it is for, one clause.
    pub gives: String,
    /// Files that it becomes in the models' folder.
    pub files: Vec<String>,
    /// The operating system and the processor whose program it holds; any where there is none.
    #[serde(default)]
    pub system: Option<String>,
    /// Reports are read without it, too.
    #[serde(default)]
    pub optional: bool,
}

impl Package {
    /// True on the system that it is for.
    #[must_use]
    pub fn fits(&self) -> bool {
        let own = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
        self.system.as_ref().is_none_or(|system| *system == own)
    }

    /// `name==version`, as pip takes it.
    #[must_use]
    pub fn requirement(&self) -> String {
        format!("{}=={}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::packages;

    #[test]
    fn the_lock_is_whole() {
        let all = &packages().package;
        assert!(all.iter().any(|p| p.requirement() == "natasha==1.6.0"));
        for package in all {
            assert!(package.sha256.len() == 64 && package.wheel.starts_with(&package.name) && !package.files.is_empty());
        }
    }
}
