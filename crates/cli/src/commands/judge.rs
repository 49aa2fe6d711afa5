//! `rapporteur judge`: an analyst's decision, checked, kept for good and applied to the record.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use clap::{Args, Subcommand};
use rapporteur_model::{Judgement, Record};
use rapporteur_pipeline::refresh;
use rapporteur_views::{Reader, Store, Wish};

use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::progress::Bar;
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur judge same p-3f2a91c0 p-77b0 --why \"one man, two spellings\"
  rapporteur judge split p-3f2a91c0 --report 9a1c --why \"this report means his brother\"
  rapporteur judge reject e-51c2 --why \"the page of another report\"
  rapporteur judge correct e-51c2 date=2024-10-08 --why \"the ministry's site\"
  rapporteur judge undo j-1b2c --why \"the ministry corrected its site\"
  rapporteur judgements                     all of them, and what each is worth now

A judgement is tied to the words of a report, not to an id: no re-reading loses it. A later one on the same words takes the place
of an earlier one; none is ever deleted.")]
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
    /// What one report means by an entry is another thing than the rest of it
    Split(Split),
    /// An entry is right
    Confirm(Single),
    /// An entry is wrong: take it out
    Reject(Single),
    /// A field of an entry has another value
    Correct(Correction),
    /// A judgement is in force no more
    Undo(Undo),
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
struct Split {
    /// The entry: id, or words of its name
    id: String,
    /// The report that means something else: its id, or the beginning of it
    #[arg(long)]
    report: String,
    /// Only these words of the report, not all that it says of the entry
    #[arg(long, value_name = "WORDS")]
    mention: Option<String>,
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
struct Undo {
    /// The judgement: its id, or the beginning of it (`rapporteur judgements` lists them)
    judgement: String,
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
    let judgement = decided(&Reader::plain(&store), &args.verdict)?;
    if store.has_judgement(&judgement)? {
        return Err(Usage("this very judgement is in the record already".to_owned()).into());
    }
    take(&mut store, &judgement)
}

/// Records a judgement, makes the record anew and says what changed in it.
fn take(store: &mut Store, judgement: &Judgement) -> Result<Done> {
    let before = entries(&store.record()?);
    store.judge(judgement)?;
    made_anew(store)?;
    let after = entries(&store.record()?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "judgement {} recorded, on the words “{}”", judgement.id(), safe(&judgement.anchor.quote))?;
    for line in changes(&before, &after) {
        writeln!(out, "  {}", safe(&line))?;
    }
    Ok(Done::Well)
}

fn decided(reader: &Reader<'_>, verdict: &VerdictArgs) -> Result<Judgement> {
    let id = |text: &str| super::one(reader, text);
    let (wish, ground) = match verdict {
        VerdictArgs::Same(pair) => (Wish::Same { a: id(&pair.a)?, b: id(&pair.b)? }, &pair.ground),
        VerdictArgs::Different(pair) => (Wish::Different { a: id(&pair.a)?, b: id(&pair.b)? }, &pair.ground),
        VerdictArgs::Split(split) => {
            (Wish::Split { id: id(&split.id)?, report: id(&split.report)?, mention: split.mention.clone() }, &split.ground)
        }
        VerdictArgs::Confirm(one) => (Wish::Confirm { id: id(&one.id)? }, &one.ground),
        VerdictArgs::Reject(one) => (Wish::Reject { id: id(&one.id)? }, &one.ground),
        VerdictArgs::Correct(one) => {
            let pair = one.correction.split_once('=').filter(|(field, _)| !field.trim().is_empty());
            let (field, value) = pair.ok_or_else(|| Usage("a correction is written FIELD=VALUE, as date=2024-10-08".to_owned()))?;
            (Wish::Correct { id: id(&one.id)?, field: field.to_owned(), value: value.to_owned() }, &one.ground)
        }
        VerdictArgs::Undo(undo) => (Wish::Undo { judgement: undo.judgement.clone() }, &undo.ground),
    };
    let ground = rapporteur_views::Ground { who: ground.who.clone(), when: jiff::Timestamp::now().to_string(), why: ground.why.clone() };
    Ok(rapporteur_views::decide(reader, &wish, &ground)?.map_err(Usage)?)
}

/// Takes judgements of another record: those that are not here yet.
pub fn import(lines: &str, context: &Context) -> Result<(usize, Vec<String>)> {
    let mut store = context.open_for_writing()?;
    let (mut taken, mut problems) = (0, Vec::new());
    for (n, line) in lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match rapporteur_views::from_line(&Reader::plain(&store), line)? {
            Ok(judgement) if !store.has_judgement(&judgement)? => {
                store.judge(&judgement)?;
                taken += 1;
            }
            Ok(_) => {}
            Err(problem) => problems.push(format!("line {}: {problem}", n + 1)),
        }
    }
    if taken > 0 {
        made_anew(&mut store)?;
    }
    Ok((taken, problems))
}

/// Makes the record anew: in a moment, unless other rules made it before.
fn made_anew(store: &mut Store) -> Result<()> {
    let bar = Bar::new();
    let made = refresh(store, &bar);
    bar.finish();
    Ok(made?)
}

/// Entries of a record by id, with their title and all that stands in them.
fn entries(record: &Record) -> BTreeMap<String, (String, String)> {
    fn text<T: serde::Serialize>(value: &T) -> String {
        serde_json::to_string(value).unwrap_or_default()
    }
    let entities = record.entities.iter().map(|e| (e.id.clone(), (e.name.clone(), text(e))));
    let events = record.events.iter().map(|e| (e.id.clone(), (e.title.clone(), text(e))));
    let instruments = record.instruments.iter().map(|i| (i.id.clone(), (i.title.clone(), text(i))));
    let commitments = record.commitments.iter().map(|c| (c.id.clone(), (c.act.clone(), text(c))));
    entities.chain(events).chain(instruments).chain(commitments).collect()
}

/// So many lines say what changed; more are counted.
const SHOWN: usize = 12;

fn changes(before: &BTreeMap<String, (String, String)>, after: &BTreeMap<String, (String, String)>) -> Vec<String> {
    let gone = before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(id, (title, _))| format!("gone     {id}  {title}"));
    let new = after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(id, (title, _))| format!("new      {id}  {title}"));
    let other = after.iter().filter(|(id, (_, text))| before.get(*id).is_some_and(|(_, old)| old != text));
    let changed = other.map(|(id, (title, _))| format!("changed  {id}  {title}"));
    let mut all: Vec<String> = gone.chain(new).chain(changed).collect();
    if all.is_empty() {
        return vec!["nothing in the record changed by it".to_owned()];
    }
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    if more > 0 {
        all.push(format!("and {more} more"));
    }
    all
}
