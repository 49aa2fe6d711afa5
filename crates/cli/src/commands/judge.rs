//! `rapporteur judge`: an analyst's decision, kept for good and applied to the record.

use std::io::Write;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use rapporteur_model::{Judgement, Verdict};
use rapporteur_pipeline::refresh;
use rapporteur_views::Store;

use crate::context::Context;
use crate::failure::{Done, Usage};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur judge same p-3f2a91c0 p-77b0 --why \"one man, two spellings\"
  rapporteur judge reject e-51c2 --why \"the page of another report\"
  rapporteur judge correct e-51c2 date=2024-10-08 --why \"the ministry's site\"

A judgement is tied to the words of a report, not to an id: no re-reading loses it. A later one on the same words takes the place
of an earlier one.")]
pub struct JudgeArgs {
    #[command(subcommand)]
    verdict: VerdictArgs,
}

#[derive(Debug, Subcommand)]
enum VerdictArgs {
    /// Two entries are one
    Same(Pair),
    /// Two entries are not one
    Different(Pair),
    /// An entry is right
    Confirm(Single),
    /// An entry is wrong: take it out
    Reject(Single),
    /// A field of an entry has another value
    Correct(Correction),
}

#[derive(Debug, Args)]
struct Pair {
    /// An entry: id, or words of its name
    a: String,
    /// The other one
    b: String,
    #[command(flatten)]
    ground: Ground,
}

#[derive(Debug, Args)]
struct Single {
    /// The entry: id, or words of its name
    id: String,
    #[command(flatten)]
    ground: Ground,
}

#[derive(Debug, Args)]
struct Correction {
    /// The entry: id, or words of its name
    id: String,
    /// Field and value, as date=2024-10-08
    #[arg(value_name = "FIELD=VALUE")]
    correction: String,
    #[command(flatten)]
    ground: Ground,
}

#[derive(Debug, Args)]
struct Ground {
    /// The reason, for those who come after
    #[arg(long)]
    why: String,
    /// Who decides
    #[arg(long, env = "USER", default_value = "analyst", hide_env_values = true)]
    who: String,
}

pub fn run(args: &JudgeArgs, context: &Context) -> Result<Done> {
    // Only an existing record can be judged; a new one is not made by the way.
    drop(context.open()?);
    let mut store = context.open_for_writing()?;
    let judgement = match &args.verdict {
        VerdictArgs::Same(pair) => of_pair(&store, Verdict::Same, pair)?,
        VerdictArgs::Different(pair) => of_pair(&store, Verdict::Different, pair)?,
        VerdictArgs::Confirm(one) => judgement(&store, Verdict::Confirm, &one.id, &one.ground)?,
        VerdictArgs::Reject(one) => judgement(&store, Verdict::Reject, &one.id, &one.ground)?,
        VerdictArgs::Correct(one) => {
            let pair = one.correction.split_once('=').filter(|(field, _)| !field.trim().is_empty());
            let (field, value) = pair.ok_or_else(|| Usage("a correction is written FIELD=VALUE, as date=2024-10-08".to_owned()))?;
            let correction = Some((field.trim().to_owned(), value.trim().to_owned()));
            Judgement { correction, ..judgement(&store, Verdict::Correct, &one.id, &one.ground)? }
        }
    };
    let number = store.judge(&judgement)?;
    refresh(&mut store)?;
    writeln!(std::io::stdout(), "judgement {number} recorded, on the words “{}”", crate::screen::safe(&judgement.anchor.quote))?;
    Ok(Done::Well)
}

fn of_pair(store: &Store, verdict: Verdict, pair: &Pair) -> Result<Judgement> {
    let other = super::one(store, &pair.b)?;
    let other = rapporteur_views::anchor(store, &other)?.context("the second entry has no words in a report")?;
    Ok(Judgement { other: Some(other), ..judgement(store, verdict, &pair.a, &pair.ground)? })
}

fn judgement(store: &Store, verdict: Verdict, id: &str, ground: &Ground) -> Result<Judgement> {
    let id = super::one(store, id)?;
    let anchor =
        rapporteur_views::anchor(store, &id)?.ok_or_else(|| Usage(format!("{id} is no entry of the record and cannot be judged")))?;
    let when = jiff::Timestamp::now().to_string();
    Ok(Judgement { verdict, anchor, other: None, correction: None, who: ground.who.clone(), when, why: ground.why.clone() })
}
