//! Sources of news, asked again and again: feeds, sitemaps, pages of links. What is new in one is read into the record, each item once.
//!
//! What is known of a source and of its items is in the record, so that a run that was killed goes on where it was. Time comes from
//! outside ([`Clock`]), so that weeks can pass in a test.

use std::time::Duration;

use rapporteur_model::Issue;
use rapporteur_store::{Store, Watched};
use rapporteur_text::{Format, Input, Inputs};

use crate::fetch::{Answer, Client, Page, Validators};
use crate::{AddOptions, Added, Pipeline, Result, Silent};

/// Tells the time and lets it pass.
pub trait Clock {
    /// Seconds since 1970.
    fn now(&self) -> i64;
    /// Waits; `false` when the watch is over.
    fn wait(&mut self, time: Duration) -> bool;
}

/// A source and how often it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Its address.
    pub address: String,
    /// Time between two requests.
    pub every: Duration,
}

/// What one round found.
#[derive(Debug, Default)]
pub struct Round {
    /// What was added.
    pub added: Added,
    /// Sources and items that could not be read, with why.
    pub problems: Vec<(String, Issue)>,
    /// Sources that were asked.
    pub asked: usize,
}

/// Longest pause after failures, in seconds.
const LONGEST: i64 = 24 * 3600;
/// Items of a source that are read in one round; the rest comes in the next.
const ITEMS: usize = 500;
/// A text of fewer characters is the beginning of its page.
const WHOLE: usize = 1200;

impl Pipeline {
    /// Asks the sources that are due, once, and adds what is new.
    ///
    /// # Errors
    /// When the record cannot be read or written; what is wrong with a source is in [`Round::problems`].
    pub fn watch_round(&self, store: &mut Store, watches: &[Watch], client: &mut Client, options: &AddOptions, now: i64) -> Result<Round> {
        let mut round = Round::default();
        for watch in watches {
            let known = store.watched(&watch.address)?.unwrap_or_default();
            if known.next <= now {
                round.asked += 1;
                self.ask(store, watch, known, client, options, now, &mut round)?;
            }
        }
        Ok(round)
    }

    #[allow(clippy::too_many_arguments, reason = "one round's state, used here alone")]
    fn ask(
        &self,
        store: &mut Store,
        watch: &Watch,
        known: Watched,
        client: &mut Client,
        options: &AddOptions,
        now: i64,
        round: &mut Round,
    ) -> Result<()> {
        let every = i64::try_from(watch.every.as_secs()).unwrap_or(LONGEST);
        let validators = Validators { etag: known.etag.clone(), modified: known.modified.clone() };
        match client.get(&watch.address, &validators) {
            Ok(Answer::Unchanged) => {
                store.set_watched(&watch.address, &Watched { next: now + every, failures: 0, problem: None, ..known })?;
            }
            Ok(Answer::Page(page)) => {
                let validators = page.validators.clone();
                let rest = self.take(store, page, client, options, now, round)?;
                // What was not read yet is asked for again at once, without "only if changed".
                let validators = if rest { Validators::default() } else { validators };
                let next = if rest { now } else { now + every };
                let watched = Watched { etag: validators.etag, modified: validators.modified, next, failures: 0, problem: None };
                store.set_watched(&watch.address, &watched)?;
            }
            Err(issue) => {
                let failures = known.failures + 1;
                let pause = every.max(60).saturating_mul(1 << failures.min(10)).min(LONGEST.max(every));
                let watched = Watched { next: now + pause, failures, problem: Some(issue.message.clone()), ..known };
                store.set_watched(&watch.address, &watched)?;
                round.problems.push((watch.address.clone(), issue));
            }
        }
        Ok(())
    }

    /// Adds the items of a source that were not seen; `true` where some are left for the next time.
    fn take(&self, store: &mut Store, page: Page, client: &mut Client, options: &AddOptions, now: i64, round: &mut Round) -> Result<bool> {
        let input = Input { charset: page.charset, ..Input::new(page.address, Ok(page.bytes)) };
        let settings = self.settings(&options.settings);
        let (mut inputs, mut seen, mut left) = (Vec::new(), Vec::new(), false);
        for item in Inputs::given([input], &settings) {
            let name = name_of(&item);
            if store.is_seen(&name)? {
                continue;
            }
            if seen.len() >= ITEMS {
                left = true;
                break;
            }
            match whole(item, client) {
                Ok(input) => {
                    inputs.push(input);
                    seen.push(name);
                }
                // What could not be fetched for now is tried again the next time.
                Err((address, issue)) => {
                    if !issue.message.contains("later") {
                        seen.push(name);
                    }
                    round.problems.push((address, issue));
                }
            }
        }
        if !inputs.is_empty() {
            let mut given = Inputs::given(inputs, &settings);
            let added = self.add_inputs(store, &mut given, &|inputs: &Inputs| inputs.files_left(), options, &Silent)?;
            merge(&mut round.added, added);
        }
        store.set_seen(seen.iter().map(String::as_str), now)?;
        Ok(left)
    }
}

/// What an item is known by: its address, or its content where it has none of its own or its page changes.
fn name_of(item: &Input) -> String {
    let content = || rapporteur_text::content_id(&String::from_utf8_lossy(item.bytes.as_deref().unwrap_or_default()));
    let own = item.is_link || item.found_at.is_some();
    if own && item.address.contains("://") { item.address.clone() } else { content() }
}

/// An item with its whole text: a link, or the beginning of a text that has an address, is fetched.
fn whole(item: Input, client: &mut Client) -> std::result::Result<Input, (String, Issue)> {
    let short = item.format == Some(Format::JsonLines)
        && item.bytes.as_ref().is_ok_and(|bytes| String::from_utf8_lossy(bytes).chars().count() < WHOLE);
    let of_web = item.address.contains("://") && item.found_at.is_some();
    if !(item.is_link || (short && of_web)) {
        return Ok(item);
    }
    match client.get(&item.address, &Validators::default()) {
        Ok(Answer::Page(page)) => Ok(Input { charset: page.charset, found_at: item.found_at, ..Input::new(item.address, Ok(page.bytes)) }),
        // The beginning is better than nothing.
        Ok(Answer::Unchanged) | Err(_) if !item.is_link => Ok(item),
        Ok(Answer::Unchanged) => Ok(item),
        Err(issue) => Err((item.address, issue)),
    }
}

fn merge(all: &mut Added, one: Added) {
    all.new += one.new;
    all.again += one.again;
    all.known += one.known;
    all.new_ids.extend(one.new_ids);
    all.issues.extend(one.issues);
}

/// When the next source is due, in seconds since 1970.
///
/// # Errors
/// When the record cannot be read.
pub fn next_due(store: &Store, watches: &[Watch]) -> Result<i64> {
    let mut next = i64::MAX;
    for watch in watches {
        next = next.min(store.watched(&watch.address)?.map_or(0, |watched| watched.next));
    }
    Ok(next)
}
