//! `rapporteur reports`.

use anyhow::Result;
use clap::Args;
use rapporteur_views::{ReportFilter, ReportView};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Words of the text, in any inflection and either script
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// Reports that tell of this entry (its id, or words of its name)
    #[arg(long, value_name = "ID")]
    entry: Option<String>,
    #[command(flatten)]
    part: Part,
}

pub fn run(args: &ReportArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let entry = args.entry.as_deref().map(|text| super::one(&reader, text)).transpose()?;
    let filter = ReportFilter {
        from: period.first(),
        to: period.last(),
        text: args::words(&args.words),
        entry: entry.clone(),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..ReportFilter::default()
    };
    let mut reports = rapporteur_views::reports(&reader, &filter)?;
    args.part.cut(&mut reports, |one| &one.id);
    if reports.is_empty() {
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        args::nothing("reports", &[words, Some(period.told()), args::asked("entry", entry.as_ref())]);
    }
    if context.json {
        json_lines(reports)?;
    } else {
        let header = ["id", "published", "publisher", "lang", "title", "path", "issues"];
        context.screen.table(&header, reports.into_iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(r: ReportView) -> Vec<String> {
    let issues = r.issues.iter().map(|i| page::word(&i.kind)).collect::<Vec<_>>().join(", ");
    vec![r.id, page::date(r.published), r.publisher.unwrap_or_default(), r.lang, r.title.unwrap_or_default(), r.path, issues]
}
