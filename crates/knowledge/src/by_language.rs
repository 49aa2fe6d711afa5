//! A value for each language that has lists of its own. Knows no list.

use rapporteur_model::Lang;
use serde::Deserialize;

/// What a table says of each language: its keys are the languages' codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByLanguage<T> {
    /// Of Russian.
    pub ru: T,
    /// Of English.
    pub en: T,
}

impl<T> ByLanguage<T> {
    /// What is said of a language; `None` for one without lists of its own.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&T> {
        match lang {
            Lang::Ru => Some(&self.ru),
            Lang::En => Some(&self.en),
            _ => None,
        }
    }

    /// The same of each language, made into something else.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> ByLanguage<U> {
        ByLanguage { ru: make(self.ru), en: make(self.en) }
    }

    /// Of all languages with their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        [("ru", &self.ru), ("en", &self.en)].into_iter()
    }
}
