//! Readings in an order that does not depend on how they came: by date of the report, then id. Each report once.

use jiff::civil::Date;
use rapporteur_model::{Edtf, Evidence, Mention, Reading, Span};

/// The readings to resolve.
pub struct Input<'a> {
    /// By date, then id; reports without a date last.
    pub readings: Vec<&'a Reading>,
}

impl<'a> Input<'a> {
    /// Sorts; of several readings of one report one is kept, whichever order they came in.
    pub fn new(readings: &'a [Reading]) -> Self {
        let mut sorted: Vec<&Reading> = readings.iter().collect();
        // Printing is slow, and only done for two readings of one report.
        sorted.sort_by(|a, b| a.report.id.cmp(&b.report.id).then_with(|| format!("{a:?}").cmp(&format!("{b:?}"))));
        sorted.dedup_by(|b, a| a.report.id == b.report.id);
        sorted.sort_by_cached_key(|r| (told(r).and_then(Edtf::bounds).is_none(), told(r).and_then(Edtf::bounds), r.report.id.clone()));
        Self { readings: sorted }
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

    /// Words of a report as evidence for a field.
    pub fn evidence(&self, report: usize, field: &str, span: Span) -> Evidence {
        Evidence { report: self.id(report).to_owned(), field: field.to_owned(), span }
    }
}

fn told(reading: &Reading) -> Option<Edtf> {
    let report = &reading.report;
    let published = report.published.as_ref().map(|p| p.value);
    published.or_else(|| report.dateline.as_ref()?.date.as_ref().map(|d| d.value))
}
