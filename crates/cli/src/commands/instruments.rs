//! `rapporteur instruments`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::InstrumentStatus;
use rapporteur_views::{InstrumentFilter, InstrumentView, Side};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::{csv, json_lines};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur instruments --between BY,RS --from 2024 --to 2024     what was signed between two countries in a year
  rapporteur instruments --status to_be_signed")]
pub struct InstrumentArgs {
    /// Words of the title
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// signed, adopted, to_be_signed, cancelled, denied, disputed [default: all]
    #[arg(long, value_delimiter = ',', value_parser = args::word::<InstrumentStatus>)]
    status: Vec<InstrumentStatus>,
    /// Signatory or party: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// Between two countries (BY,RS or Россия,Индия) or two names
    #[arg(long, value_name = "A,B", value_parser = args::between)]
    between: Option<(Side, Side)>,
    #[command(flatten)]
    part: Part,
    /// Comma-separated values instead of a table
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub fn run(args: &InstrumentArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let filter = InstrumentFilter {
        from: period.first(),
        to: period.last(),
        possible: period.possible,
        statuses: args.status.clone(),
        sides: args.between.clone().map(|(a, b)| [a, b]).into_iter().flatten().collect(),
        text: args::words(&args.words),
        person: args.person.clone(),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..InstrumentFilter::default()
    };
    let store = context.open()?;
    let mut instruments = rapporteur_views::instruments(&context.reader(&store)?, &filter)?;
    args.part.cut(&mut instruments, |one| &one.id);
    if instruments.is_empty() {
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        let between = args.between.as_ref().map(|(a, b)| format!("between {} and {}", args::side_told(a), args::side_told(b)));
        args::nothing("instruments", &[words, Some(period.told()), args::asked("person", args.person.as_ref()), between]);
    }
    let header = ["id", "date", "kind", "status", "title", "signed by", "between"];
    if context.json {
        json_lines(instruments)?;
    } else if args.csv {
        csv(&header, instruments.iter().map(|i| row(i, i.date.map(|d| d.to_string()).unwrap_or_default())))?;
    } else {
        let shown = |i: &InstrumentView| row(i, page::date(i.date));
        context.screen.table(&header, instruments.iter().map(shown).collect())?;
    }
    Ok(Done::Well)
}

fn row(i: &InstrumentView, date: String) -> Vec<String> {
    let (kind, status) = (page::word(&i.kind), page::word(&i.status));
    vec![i.id.clone(), date, kind, status, i.title.clone(), page::names(&i.signatories), page::names(&i.parties)]
}
