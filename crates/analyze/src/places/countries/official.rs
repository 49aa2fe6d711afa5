//! Official names of countries with words of form: "Арабская Республика Египет", "Kyrgyz Republic".

use rapporteur_model::Country;

use super::Countries;
use crate::places::{fold, inflect, is_cyrillic};

impl Countries {
    /// True for a word that stands in official names of states beside their own ("Королевства", "Republic").
    #[must_use]
    pub fn is_form(&self, word: &str) -> bool {
        let folded = fold(word);
        if is_cyrillic(word) { self.form_ru(&folded) } else { self.form_en(&folded) }
    }

    fn form_ru(&self, folded: &str) -> bool {
        self.forms.ru.iter().any(|stem| folded.starts_with(stem.as_str()))
    }

    fn form_en(&self, folded: &str) -> bool {
        self.forms.en.iter().any(|known| known == folded || fold(known) == folded)
    }

    /// "Арабская Республика Египет", "Чешская Республика": the name between or before words of form.
    pub(super) fn full_form_ru(&self, folded: &str) -> Option<Country> {
        let words: Vec<&str> = folded.split(' ').collect();
        let form = |word: &str| self.form_ru(word);
        let leading = words.iter().take_while(|word| form(word)).count();
        if leading == words.len() {
            return None;
        }
        if leading > 0 {
            return self.ru.names.get(&words[leading..].join(" "));
        }
        let noun = words.last().is_some_and(|word| form(word) && inflect::adjective_stem(word).is_none());
        let rest = words.len() > 1 && noun && words[1..].iter().all(|word| form(word));
        rest.then(|| self.ru.adjectives.get(inflect::adjective_stem(words[0])?)).flatten()
    }

    /// "Islamic Republic of Iran", "Kyrgyz Republic".
    pub(super) fn full_form_en(&self, folded: &str) -> Option<Country> {
        let form = |word: &str| self.form_en(word);
        if let Some((head, name)) = folded.split_once(" of ") {
            let name = name.strip_prefix("the ").unwrap_or(name);
            return if head.split(' ').all(form) { self.en.names.get(name).or_else(|| self.full_form_en(name)) } else { None };
        }
        let (adjective, rest) = folded.split_once(' ')?;
        if rest.split(' ').all(form) { self.en.adjectives.get(adjective) } else { None }
    }
}
