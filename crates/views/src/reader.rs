//! A record as one reader sees it: in which language names and titles stand. Decides nothing about what stands in the record.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;

use rapporteur_model::{Claim, Event, Link, NameCount, TitleIn};
use rapporteur_store::{Result, Store, romanise};

use crate::common::LinkView;

/// An open record with the language of its reader. Without a language names and titles stand as they do in the record.
pub struct Reader<'s> {
    store: &'s Store,
    lang: Option<String>,
    names: RefCell<HashMap<String, Option<String>>>,
    claims: RefCell<HashMap<String, Vec<Claim>>>,
}

impl Deref for Reader<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl<'s> Reader<'s> {
    /// Names and titles as in the record.
    #[must_use]
    pub fn plain(store: &'s Store) -> Self {
        Self { store, lang: None, names: RefCell::default(), claims: RefCell::default() }
    }

    /// Names and titles in this language, by its ISO 639-1 code.
    #[must_use]
    pub fn in_language(store: &'s Store, lang: &str) -> Self {
        Self { lang: Some(lang.to_owned()), ..Self::plain(store) }
    }

    /// The language, if one is wanted.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The name of an entry: the most used one in the reader's language, else the other one in the reader's letters, marked.
    pub(crate) fn name(&self, kept: &str, names: &[NameCount]) -> String {
        let Some(lang) = &self.lang else { return kept.to_owned() };
        if names.iter().any(|n| n.text == kept && n.lang == *lang) {
            return kept.to_owned();
        }
        let words = |n: &NameCount| n.text.split_whitespace().filter(|w| !w.ends_with('.')).count().min(4);
        let written = |n: &NameCount| n.text.chars().any(char::is_lowercase);
        let own = names.iter().filter(|n| n.lang == *lang);
        let best = own.max_by_key(|n| (written(n), words(n), n.count, std::cmp::Reverse(n.text.clone())));
        best.map_or_else(|| self.text(kept), |n| n.text.clone())
    }

    /// A link with its name in the reader's language.
    pub(crate) fn link(&self, link: Link) -> Result<LinkView> {
        // Several places are one link by the first of them.
        let (Some(_), Some(id), false) = (&self.lang, &link.id, link.name.contains(", ")) else {
            return Ok(LinkView { name: self.text(&link.name), id: link.id });
        };
        let known = self.names.borrow().get(id).cloned();
        let name = if let Some(name) = known {
            name
        } else {
            let found = self.store.names(id)?;
            let name = (!found.is_empty()).then(|| self.name(&link.name, &found));
            self.names.borrow_mut().insert(id.clone(), name.clone());
            name
        };
        Ok(LinkView { name: name.unwrap_or_else(|| self.text(&link.name)), id: link.id })
    }

    /// Links with their names.
    pub(crate) fn links(&self, links: Vec<Link>) -> Result<Vec<LinkView>> {
        links.into_iter().map(|link| self.link(link)).collect()
    }

    /// A title in the reader's language, else as it is, in the reader's letters.
    pub(crate) fn title(&self, kept: &str, titles: &[TitleIn]) -> String {
        let own = self.lang.as_ref().and_then(|lang| titles.iter().find(|t| t.lang == *lang));
        self.text(own.map_or(kept, |t| t.text.as_str()))
    }

    /// The title of an event.
    pub(crate) fn event_title(&self, event: &Event) -> String {
        self.title(&event.title, &event.titles)
    }

    /// Words of the record in letters that the reader reads.
    pub(crate) fn text(&self, text: &str) -> String {
        if self.lang.as_deref().is_none_or(|lang| lang == "ru") { text.to_owned() } else { latin(text) }
    }

    /// The rule that read these words, if one did.
    pub(crate) fn rule(&self, report: &str, span: rapporteur_model::Span) -> Result<Option<String>> {
        if !self.claims.borrow().contains_key(report) {
            let claims = self.store.claims_of(report)?;
            self.claims.borrow_mut().insert(report.to_owned(), claims);
        }
        let claims = self.claims.borrow();
        let reads = |c: &&Claim| c.trigger == span || c.fields.iter().any(|f| f.span == span);
        Ok(claims.get(report).and_then(|all| all.iter().find(reads)).map(|c| c.rule.clone()))
    }
}

/// More Cyrillic words than this are a sentence, and stay what was said.
const NAME: usize = 7;

/// Cyrillic words in Latin letters, each run of them marked with an asterisk; the rest as it is.
fn latin(text: &str) -> String {
    let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    let words = text.split_whitespace().filter(|w| w.chars().any(cyrillic)).count();
    if words == 0 || words > NAME {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // Behind the last Cyrillic word, while nothing but a space or hyphen has followed it.
    let mut run: Option<usize> = None;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = &piece[word.len()..];
        if word.chars().any(cyrillic) {
            out.push_str(&capitalised(word));
            run = Some(out.len());
        } else if !word.is_empty() {
            mark(&mut out, run.take());
            out.push_str(word);
        }
        out.push_str(rest);
        if !matches!(rest, "" | " " | "-" | "‑") {
            mark(&mut out, run.take());
        }
    }
    mark(&mut out, run);
    out
}

fn mark(out: &mut String, at: Option<usize>) {
    if let Some(at) = at {
        out.insert(at, '*');
    }
}

/// A word in Latin letters, capitals kept where it has them.
fn capitalised(word: &str) -> String {
    let small = romanise(&word.to_lowercase());
    let (first, all) =
        (word.chars().next().is_some_and(char::is_uppercase), word.chars().count() > 1 && !word.chars().any(char::is_lowercase));
    if all {
        return small.to_uppercase();
    }
    let mut letters = small.chars();
    match letters.next().filter(|_| first) {
        Some(letter) => letter.to_uppercase().chain(letters).collect(),
        None => small,
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn other_letters_are_turned_and_marked() {
        assert_eq!(latin("Иван Рокош"), "Ivan Rokosh*");
        assert_eq!(latin("Meeting of Иван Рокош and Jan Kos"), "Meeting of Ivan Rokosh* and Jan Kos");
        assert_eq!(latin("МИД России (Минск)"), "MID Rossii* (Minsk*)");
        assert_eq!(latin("Minsk"), "Minsk");
        let said = "Иван Рокош: мы построим мост в срок и без новых долгов";
        assert_eq!(latin(said), said);
    }
}
