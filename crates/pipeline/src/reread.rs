//! Stored sources read again by the models and rules of now. Fetches nothing.

use rapporteur_model::{IssueKind, Report};
use rapporteur_store::{Entry, Source, Store};
use rapporteur_text::{Format, Input, Options};
use rayon::prelude::*;

use crate::inputs::Piece;
use crate::{Added, InputIssue, Pipeline, Progress, Result, guard, refresh};

/// Reports of a batch for each thread.
const REPORTS: usize = 16;

impl Pipeline {
    /// Ids of the reports that other models or rules have read.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn waiting(&self, store: &Store) -> Result<Vec<String>> {
        let read = store.readers()?.into_iter();
        Ok(read.filter(|(_, version)| *version != self.version).map(|(id, _)| id).collect())
    }

    /// Reads stored sources again whose models or rules have changed, or `all` of them, and makes the record anew.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    pub fn reread(&self, store: &mut Store, all: bool, progress: &dyn Progress) -> Result<Added> {
        let ids = if all { store.readers()?.into_iter().map(|(id, _)| id).collect() } else { self.waiting(store)? };
        let mut added = Added::default();
        for batch in ids.chunks(REPORTS * self.threads.current_num_threads()) {
            let mut stored = Vec::with_capacity(batch.len());
            for id in batch {
                if let (Some(report), Some(source)) = (store.report(id)?, store.source(id)?) {
                    stored.push((report, source));
                }
            }
            let read = |(report, source): (Report, Source)| {
                let report = cleaned(&report, &source).unwrap_or_else(|| bare(report));
                Entry { source, reading: guard::read(&self.engines, None, report).0 }
            };
            let entries: Vec<Entry> = self.threads.install(|| stored.into_par_iter().map(read).collect());
            for Entry { reading, .. } in &entries {
                let path = &reading.report.path;
                added.issues.extend(reading.report.issues.iter().map(|issue| InputIssue { path: path.clone(), issue: issue.clone() }));
            }
            store.put(&entries, &self.version)?;
            added.again += entries.len();
            progress.reports(added.again, ids.len());
        }
        // Rules of joining that changed want the record made anew, though every report reads as before.
        refresh(store, progress)?;
        Ok(added)
    }
}

/// The report as its source gives it now; `None` where the source does not give it any more.
fn cleaned(stored: &Report, source: &Source) -> Option<Report> {
    let (media, charset) = source.media_type.split_once("; charset=").unwrap_or((&source.media_type, ""));
    let format = match media {
        "application/json" => Some(Format::JsonLines),
        "text/html" => Some(Format::Html),
        _ => Some(Format::Plain),
    };
    let charset = (!charset.is_empty()).then(|| charset.to_owned());
    let as_it_was = stored.alignment.segments.len() <= 1 && stored.chars_raw == stored.chars_clean;
    let ways = if as_it_was { [true, false] } else { [false, true] };
    ways.into_iter().find_map(|as_is| {
        let input = Input { format, charset: charset.clone(), ..Input::new(stored.path.as_str(), Ok(source.bytes.clone())) };
        let pieces = Piece::of(input).into_iter();
        let options = Options { as_is, ..Options::default() };
        let mut read = pieces.flat_map(|piece| piece.read(&options).reports).map(|read| read.report);
        read.find(|report| report.id == stored.id).map(|report| Report { path: stored.path.clone(), ..report })
    })
}

/// A stored report without what the record itself says of it.
fn bare(mut report: Report) -> Report {
    report.issues.retain(|issue| issue.kind != IssueKind::Note);
    report
}
