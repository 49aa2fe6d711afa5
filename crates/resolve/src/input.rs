//! Readings in an order that does not depend on how they came: by date of the report, then id. Each report once.

use std::cell::OnceCell;

use jiff::civil::Date;
use rapporteur_model::{Edtf, Evidence, Mention, Reading, ReportId, Span};

/// The readings to resolve.
pub struct Input<'a> {
    /// By date, then id; reports without a date last.
    pub readings: Vec<&'a Reading>,
    /// Sentences of each, found when they are asked for.
    sentences: Vec<OnceCell<Vec<Span>>>,
}

impl<'a> Input<'a> {
    /// Sorts; of several readings of one report one is kept, whichever order they came in.
    pub fn new(readings: impl IntoIterator<Item = &'a Reading>) -> Self {
        let mut sorted: Vec<&Reading> = readings.into_iter().collect();
        // Printing is slow, and only done for two readings of one report.
        sorted.sort_by(|a, b| a.report.id.cmp(&b.report.id).then_with(|| format!("{a:?}").cmp(&format!("{b:?}"))));
        sorted.dedup_by(|b, a| a.report.id == b.report.id);
        sorted.sort_by_cached_key(|r| place(told(r), &r.report.id));
        Self { sentences: sorted.iter().map(|_| OnceCell::new()).collect(), readings: sorted }
    }

    /// Number of reports.
    pub fn len(&self) -> usize {
        self.readings.len()
    }

    /// Id of a report.
    pub fn id(&self, report: usize) -> &str {
        &self.readings[report].report.id
    }

    /// Language of a report.
    pub fn lang(&self, report: usize) -> &'static str {
        self.readings[report].report.lang.code()
    }

    /// When a report was told: its date of publication, else of its dateline.
    pub fn told(&self, report: usize) -> Option<Edtf> {
        told(self.readings[report])
    }

    /// First and last day on which a report can have been told.
    pub fn days(&self, report: usize) -> Option<(Date, Date)> {
        self.told(report).and_then(Edtf::bounds)
    }

    /// A mention of a report; `None` for a number that it does not have.
    pub fn mention(&self, report: usize, mention: u32) -> Option<&'a Mention> {
        self.readings[report].mentions.get(mention as usize)
    }

    /// The sentence of a report that holds some words.
    pub fn sentence(&self, report: usize, span: Span) -> Span {
        let text = &self.readings[report].report;
        text.sentence_of(self.sentences[report].get_or_init(|| text.sentences()), span)
    }

    /// Words of a report as evidence for a field.
    pub fn evidence(&self, report: usize, field: &str, span: Span) -> Evidence {
        Evidence { report: self.id(report).to_owned(), field: field.to_owned(), span }
    }
}

/// Where a report stands in the one order of reports: by the days on which it can have been told, those without a day last, then by id.
pub fn place(told: Option<Edtf>, report: &str) -> (bool, Option<(Date, Date)>, ReportId) {
    let days = told.and_then(Edtf::bounds);
    (days.is_none(), days, report.to_owned())
}

/// When a report was told: its date of publication, else of its dateline.
pub fn told(reading: &Reading) -> Option<Edtf> {
    let report = &reading.report;
    let published = report.published.as_ref().map(|p| p.value);
    published.or_else(|| report.dateline.as_ref()?.date.as_ref().map(|d| d.value))
}
