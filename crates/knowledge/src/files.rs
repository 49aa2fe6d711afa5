//! What there is in `knowledge/`, and its version. Parses nothing.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file with its text, in the order of their names.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../knowledge/", $name)))),+];
    };
}

files!(
    "abbreviations-ru.toml",
    "bodies.toml",
    "confidence.toml",
    "countries.toml",
    "dates-head.toml",
    "dates-shown.toml",
    "events.toml",
    "factuality.toml",
    "furniture.toml",
    "gatherings.toml",
    "headlines.toml",
    "instruments.toml",
    "intake.toml",
    "languages.toml",
    "latin-shown.toml",
    "letters.toml",
    "names-firms.toml",
    "names-given.toml",
    "names-places.toml",
    "names-scripts.toml",
    "names-selection.toml",
    "names-syllables.toml",
    "names-transliteration.toml",
    "ordinals.toml",
    "organisations.toml",
    "packages.toml",
    "posts-shown.toml",
    "posts.toml",
    "products.toml",
    "ranks.toml",
    "references.toml",
    "resolve-concepts.toml",
    "resolve-titles.toml",
    "review.toml",
    "rules/appointment.toml",
    "rules/commitment.toml",
    "rules/deal.toml",
    "rules/gathering.toml",
    "rules/meeting.toml",
    "rules/ownership.toml",
    "rules/post.toml",
    "rules/session.toml",
    "rules/setting.toml",
    "rules/signing.toml",
    "rules/statement.toml",
    "rules/structure.toml",
    "rules/visit.toml",
    "time.toml",
    "titles.toml",
    "unions-ru.toml",
);

/// Sixteen hexadecimal digits that change when any file does.
#[must_use]
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for (name, text) in FILES {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(text.replace('\r', "").as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    });
    &VERSION
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{FILES, version};

    /// Files whose lists are rows of a table, in which a word may stand in two columns.
    const ROWS: &[&str] = &["posts-shown.toml"];

    #[test]
    fn every_file_of_the_folder_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
        let within = |folder: &str| {
            let entries = std::fs::read_dir(root.join(folder)).expect("the folder is there");
            let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
            let path = |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
            names.filter(|name| name.ends_with(".toml")).map(path).collect::<Vec<_>>()
        };
        let there: BTreeSet<String> = within("").into_iter().chain(within("rules")).collect();
        assert_eq!(there, FILES.iter().map(|(name, _)| (*name).to_owned()).collect());
        assert_eq!(version().len(), 16);
    }

    #[test]
    fn every_file_says_where_its_facts_come_from_and_no_list_has_a_word_twice() {
        for (name, text) in FILES {
            assert!(text.starts_with("# "), "{name} begins with no word on where it is from");
            let table: toml::Value = toml::from_str(text).expect(name);
            let mut twice = Vec::new();
            if !ROWS.contains(name) {
                lists(&table, &mut String::new(), &mut twice);
            }
            assert!(twice.is_empty(), "knowledge/{name} has these twice in one list: {twice:?}");
        }
    }

    fn lists(value: &toml::Value, path: &mut String, twice: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    let before = path.len();
                    path.push_str(&format!(".{key}"));
                    lists(value, path, twice);
                    path.truncate(before);
                }
            }
            toml::Value::Array(array) => {
                let mut seen = BTreeSet::new();
                twice.extend(
                    array.iter().filter_map(toml::Value::as_str).filter(|word| !seen.insert(*word)).map(|word| format!("{path} {word}")),
                );
                array.iter().for_each(|value| lists(value, path, twice));
            }
            _ => {}
        }
    }
}
