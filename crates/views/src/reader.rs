//! A record as one reader sees it: in which language names and titles stand. Decides nothing about what stands in the record.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use rapporteur_model::{Claim, Event, Instrument, Link, Mention, NameCount, PlaceRef};
use rapporteur_store::{Result, Store};

use crate::common::LinkView;
use crate::{known, latin, posts, title};

/// Mentions of a report, each with the entity that it stands for.
type Mentions = Rc<Vec<(Mention, Option<String>)>>;

/// An open record with the language of its reader. Without a language names and titles stand as they do in the record.
pub struct Reader<'s> {
    store: &'s Store,
    lang: Option<String>,
    brief: bool,
    names: RefCell<HashMap<String, Vec<NameCount>>>,
    claims: RefCell<HashMap<String, Rc<Vec<Claim>>>>,
    mentions: RefCell<HashMap<String, Mentions>>,
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
        Self { store, lang: None, brief: false, names: RefCell::default(), claims: RefCell::default(), mentions: RefCell::default() }
    }

    /// Names and titles in this language, by its ISO 639-1 code.
    #[must_use]
    pub fn in_language(store: &'s Store, lang: &str) -> Self {
        Self { lang: Some(lang.to_owned()), ..Self::plain(store) }
    }

    /// The same, for lists that show no words of reports: evidence, and the reports of an entity, are counted and not given.
    #[must_use]
    pub fn brief(&self) -> Self {
        Self { lang: self.lang.clone(), brief: true, ..Self::plain(self.store) }
    }

    /// True where words of reports are not given.
    pub(crate) fn is_brief(&self) -> bool {
        self.brief
    }

    /// The language, if one is wanted.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// An entity by its id with its name.
    pub(crate) fn entity_link(&self, id: String) -> Result<LinkView> {
        let name = self.store.name(&id)?.unwrap_or_else(|| id.clone());
        self.link(Link { id: Some(id), name })
    }

    /// The name of an entry: the most used one in the reader's language, else the other one in the reader's letters, marked.
    pub(crate) fn name(&self, kept: &str, names: &[NameCount]) -> String {
        let Some(lang) = &self.lang else { return kept.to_owned() };
        if names.iter().any(|n| n.text == kept && n.lang == *lang) {
            return kept.to_owned();
        }
        if let Some(known) = names.iter().find_map(|n| known::place(&n.text, lang)) {
            return known.to_owned();
        }
        let words = |n: &NameCount| n.text.split_whitespace().filter(|w| !w.ends_with('.')).count().min(4);
        let written = |n: &NameCount| n.text.chars().any(char::is_lowercase);
        let own = names.iter().filter(|n| n.lang == *lang);
        let best = own.max_by_key(|n| (written(n), words(n), n.count, std::cmp::Reverse(n.text.clone())));
        best.map_or_else(|| self.text(kept), |n| n.text.clone())
    }

    /// A link with its name in the reader's language. Several places that are one link are named one by one.
    pub(crate) fn link(&self, link: Link) -> Result<LinkView> {
        let (Some(_), Some(id)) = (&self.lang, &link.id) else {
            return Ok(LinkView { name: self.text(&link.name), id: link.id });
        };
        let known = self.names.borrow().get(id).cloned();
        let names = if let Some(names) = known {
            names
        } else {
            let found = self.store.names(id)?;
            self.names.borrow_mut().insert(id.clone(), found.clone());
            found
        };
        let has = |name: &str| names.iter().any(|n| n.text == name);
        let name = match link.name.split_once(", ") {
            Some((first, others)) if !has(&link.name) => {
                let first = if has(first) { self.name(first, &names) } else { self.text(first) };
                let others: Vec<String> = others.split(", ").map(|name| self.text(name)).collect();
                format!("{first}, {}", others.join(", "))
            }
            _ if names.is_empty() => self.text(&link.name),
            _ => self.name(&link.name, &names),
        };
        Ok(LinkView { name, id: link.id })
    }

    /// The first of the places of an event.
    pub(crate) fn first_place(&self, place: PlaceRef) -> Result<String> {
        let name = self.link(Link { id: place.id, name: place.name.clone() })?.name;
        let several = place.name.contains(", ");
        Ok(if several { name.split(", ").next().unwrap_or_default().to_owned() } else { name })
    }

    /// Links with their names.
    pub(crate) fn links(&self, links: Vec<Link>) -> Result<Vec<LinkView>> {
        links.into_iter().map(|link| self.link(link)).collect()
    }

    /// The title of an event: one line in the reader's language.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn event_title(&self, event: &Event) -> Result<String> {
        title::of_event(self, event)
    }

    /// The title of an instrument.
    pub(crate) fn instrument_title(&self, instrument: &Instrument) -> String {
        title::of_instrument(self, instrument)
    }

    /// The title of a post in the reader's language: as it is where it is in that language, put together of known words, else in the
    /// reader's letters.
    pub(crate) fn post(&self, title: &str) -> String {
        let lang = self.lang.as_deref();
        match lang.and_then(|lang| posts::in_language(title, lang)) {
            Some(shown) => shown,
            None if lang == Some("ru") => posts::small(title),
            None => self.text(title),
        }
    }

    /// Words of the record in letters that the reader reads; of a known place the name that the language has for it.
    pub(crate) fn text(&self, text: &str) -> String {
        let Some(lang) = self.lang.as_deref() else { return text.to_owned() };
        if let Some(place) = known::place(text, lang) {
            return place.to_owned();
        }
        if let Some(house) = posts::house(text, lang) {
            return format!("{house}*");
        }
        if lang == "ru" { text.to_owned() } else { latin::marked(text) }
    }

    /// The claims of a report.
    pub(crate) fn claims_in(&self, report: &str) -> Result<Rc<Vec<Claim>>> {
        if let Some(known) = self.claims.borrow().get(report) {
            return Ok(Rc::clone(known));
        }
        let claims = Rc::new(self.store.claims_of(report)?);
        self.claims.borrow_mut().insert(report.to_owned(), Rc::clone(&claims));
        Ok(claims)
    }

    /// The mentions of a report, each with the entity that it stands for.
    pub(crate) fn mentions_in(&self, report: &str) -> Result<Mentions> {
        if let Some(known) = self.mentions.borrow().get(report) {
            return Ok(Rc::clone(known));
        }
        let mut entries = self.store.entries_in(report)?;
        let all = self.store.mentions_of(report)?.into_iter().zip(0..);
        let mentions = Rc::new(all.map(|(mention, n)| (mention, entries.remove(&n))).collect::<Vec<_>>());
        self.mentions.borrow_mut().insert(report.to_owned(), Rc::clone(&mentions));
        Ok(mentions)
    }

    /// The rule that read these words, if one did.
    pub(crate) fn rule(&self, report: &str, span: rapporteur_model::Span) -> Result<Option<String>> {
        let reads = |c: &&Claim| c.trigger == span || c.fields.iter().any(|f| f.span == span);
        Ok(self.claims_in(report)?.iter().find(reads).map(|c| c.rule.clone()))
    }
}
