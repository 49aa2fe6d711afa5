//! How a file of `knowledge/` becomes a typed table, and what is said of one that does not. Knows no table.

use serde::de::DeserializeOwned;

use crate::files::FILES;

/// A file of `knowledge/` that is no table of its type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No TOML, an unknown key, a key that is missing, a value of another type.
    #[error("knowledge/{file}: {message}")]
    Shape {
        /// The file, from `knowledge/`.
        file: String,
        /// Line, column and what is wrong there.
        message: String,
    },
    /// It is a table, and what it says cannot be.
    #[error("knowledge/{file}: {entry}: {wrong}")]
    Content {
        /// The file, from `knowledge/`.
        file: String,
        /// Which entry.
        entry: String,
        /// What is wrong with it.
        wrong: String,
    },
}

impl Error {
    /// An entry that cannot be.
    #[must_use]
    pub fn content(file: &str, entry: &str, wrong: impl Into<String>) -> Self {
        Self::Content { file: file.to_owned(), entry: entry.to_owned(), wrong: wrong.into() }
    }
}

/// A file that is part of the program, as its table.
///
/// # Panics
/// If the file is not listed or is no table of this type; a test of this crate reads every one.
pub(crate) fn committed<T: DeserializeOwned>(file: &str) -> T {
    let text = FILES.iter().find(|(name, _)| *name == file).map_or_else(|| panic!("knowledge/{file} is not listed"), |(_, text)| text);
    read(file, text).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads a file of `knowledge/`. Its types refuse unknown keys (`deny_unknown_fields`).
///
/// # Errors
/// [`Error::Shape`] with the line.
pub fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::Shape { file: file.to_owned(), message: error.to_string().trim_end().to_owned() })
}

/// A function that gives a file of `knowledge/` as its table, parsed when it is asked for first.
macro_rules! tables {
    ($($(#[$meta:meta])* $name:ident: $type:ty = $file:literal;)+) => {
        $(
            $(#[$meta])*
            #[must_use]
            pub fn $name() -> &'static $type {
                static TABLE: std::sync::LazyLock<$type> = std::sync::LazyLock::new(|| $crate::table::committed($file));
                &TABLE
            }
        )+

        #[cfg(test)]
        mod committed_files {
            #[test]
            fn are_tables_of_their_types() {
                $(let _ = super::$name();)+
            }
        }
    };
}
pub(crate) use tables;

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Words {
        words: Vec<String>,
    }

    #[test]
    fn what_is_wrong_is_said_with_file_and_line() {
        assert_eq!(super::read::<Words>("a.toml", "words = [\"x\"]"), Ok(Words { words: vec!["x".to_owned()] }));
        let wrong = |text| super::read::<Words>("a.toml", text).expect_err("refused").to_string();
        let unknown = wrong("words = []\nwrods = []\n");
        assert!(unknown.contains("knowledge/a.toml") && unknown.contains("line 2") && unknown.contains("wrods"), "{unknown}");
        assert!(wrong("").contains("words"));
        assert!(wrong("words = [\n").contains("line"));
    }
}
