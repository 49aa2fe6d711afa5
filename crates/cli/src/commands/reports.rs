//! `rapporteur reports`.

use anyhow::Result;
use clap::Args;
use rapporteur_views::{ReportFilter, ReportView};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::{Screen, json_lines};

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Words of the text, in any inflection and either script
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    #[command(flatten)]
    part: Part,
}

pub fn run(args: &ReportArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let filter = ReportFilter {
        from: period.first(),
        to: period.last(),
        text: args::words(&args.words),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..ReportFilter::default()
    };
    let store = context.open()?;
    let mut reports = rapporteur_views::reports(&context.reader(&store)?, &filter)?;
    args.part.cut(&mut reports, |one| &one.id);
    if context.json {
        json_lines(reports)?;
    } else {
        let header = ["id", "published", "publisher", "lang", "title", "path", "issues"];
        context.screen.table(&header, reports.into_iter().map(|r| row(&context.screen, r)).collect())?;
    }
    Ok(Done::Well)
}

fn row(screen: &Screen, r: ReportView) -> Vec<String> {
    let issues = r.issues.iter().map(|i| page::word(&i.kind)).collect::<Vec<_>>().join(", ");
    vec![r.id, page::date(screen, r.published), r.publisher.unwrap_or_default(), r.lang, r.title.unwrap_or_default(), r.path, issues]
}
