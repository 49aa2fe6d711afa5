//! `rapporteur commitments`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::{CommitmentOutcome, Country};
use rapporteur_views::{CommitmentFilter, CommitmentView};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::{csv, json_lines};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur commitments --outcome past_due         what was promised, and no report says that it happened
  rapporteur commitments --outcome past_due --as-of 2026-06-30
  rapporteur commitments --kind session --country CU

Past due means that its last day lies before the newest report (or --as-of) and that no report tells what became of it.")]
pub struct CommitmentArgs {
    /// Words of what was promised
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// kept, cancelled, due, past_due
    #[arg(long, value_delimiter = ',', value_parser = args::word::<CommitmentOutcome>)]
    outcome: Vec<CommitmentOutcome>,
    /// session, meeting, visit, signing, delivery, plan …
    #[arg(long, value_delimiter = ',')]
    kind: Vec<String>,
    /// Who promised: id, or words of the name
    #[arg(long, visible_alias = "actor")]
    person: Option<String>,
    /// Country of who promised, two letters or its name
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// The day of asking [default: that of the newest report]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    as_of: Option<jiff::civil::Date>,
    #[command(flatten)]
    part: Part,
    /// Comma-separated values instead of a table
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub fn run(args: &CommitmentArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let filter = CommitmentFilter {
        from: period.first(),
        to: period.last(),
        possible: period.possible,
        kinds: args.kind.clone(),
        country: args.country,
        text: args::words(&args.words),
        person: args.person.clone(),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..CommitmentFilter::default()
    };
    let store = context.open()?;
    let mut commitments = rapporteur_views::commitments(&context.reader(&store)?, &filter, &args.outcome, args.as_of)?;
    args.part.cut(&mut commitments, |one| &one.id);
    if commitments.is_empty() {
        let outcome =
            (!args.outcome.is_empty()).then(|| format!("outcome {}", args.outcome.iter().map(args::code).collect::<Vec<_>>().join(" or ")));
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        let kind = (!args.kind.is_empty()).then(|| format!("kind {}", args.kind.join(" or ")));
        let who = args::asked("actor", args.person.as_ref());
        args::nothing("commitments", &[words, Some(period.told()), outcome, kind, who, args::asked("country", args.country.as_ref())]);
    }
    let header = ["id", "due", "outcome", "kind", "what", "by", "since"];
    if context.json {
        json_lines(commitments)?;
    } else if args.csv {
        let text = |d: Option<rapporteur_model::Edtf>| d.map(|d| d.to_string()).unwrap_or_default();
        csv(&header, commitments.iter().map(|c| row(c, text(c.due), text(c.since))))?;
    } else {
        let shown = |c: &CommitmentView| row(c, page::date(c.due), page::date(c.since));
        context.screen.table(&header, commitments.iter().map(shown).collect())?;
    }
    Ok(Done::Well)
}

fn row(c: &CommitmentView, due: String, since: String) -> Vec<String> {
    let outcome = page::outcome(c.outcome);
    vec![c.id.clone(), due, outcome, page::label(&c.kind), c.act.clone(), page::names(&c.actors), since]
}
