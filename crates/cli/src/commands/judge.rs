//! `rapporteur judge`: an analyst's decision, checked, kept for good and applied to the record.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use rapporteur_model::{Judgement, Record, Verdict};
use rapporteur_pipeline::refresh;
use rapporteur_views::{Reader, Store};

use crate::context::Context;
use crate::failure::{Done, Usage};
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
    refresh(store)?;
    let after = entries(&store.record()?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "judgement {} recorded, on the words “{}”", judgement.id(), safe(&judgement.anchor.quote))?;
    for line in changes(&before, &after) {
        writeln!(out, "  {}", safe(&line))?;
    }
    Ok(Done::Well)
}

fn decided(reader: &Reader<'_>, verdict: &VerdictArgs) -> Result<Judgement> {
    match verdict {
        VerdictArgs::Same(pair) => of_pair(reader, Verdict::Same, pair),
        VerdictArgs::Different(pair) => of_pair(reader, Verdict::Different, pair),
        VerdictArgs::Split(split) => of_split(reader, split),
        VerdictArgs::Confirm(one) => judgement(reader, Verdict::Confirm, &one.id, None, &one.ground),
        VerdictArgs::Reject(one) => judgement(reader, Verdict::Reject, &one.id, None, &one.ground),
        VerdictArgs::Correct(one) => of_correction(reader, one),
        VerdictArgs::Undo(undo) => of_undo(reader, undo),
    }
}

fn of_pair(reader: &Reader<'_>, verdict: Verdict, pair: &Pair) -> Result<Judgement> {
    let (a, b) = (super::one(reader, &pair.a)?, super::one(reader, &pair.b)?);
    if let Some(problem) = rapporteur_views::pair_problem(reader, &a, &b)? {
        return Err(Usage(problem).into());
    }
    let other = rapporteur_views::anchor(reader, &b, None)?.context("the second entry has no words in a report")?;
    let first = judgement(reader, verdict, &a, None, &pair.ground)?;
    Ok(Judgement { other: Some(other), entries: vec![a, b], ..first })
}

fn of_split(reader: &Reader<'_>, split: &Split) -> Result<Judgement> {
    let id = super::one(reader, &split.id)?;
    let report = super::one(reader, &split.report)?;
    let Some(told) = reader.report(&report)? else {
        return Err(Usage(format!("{report} is no report; `rapporteur show {id}` lists those that tell of it")).into());
    };
    let mut judgement = judgement(reader, Verdict::Split, &id, Some(&report), &split.ground)?;
    if let Some(words) = &split.mention {
        let wanted = rapporteur_views::MentionFilter { report: Some(report.clone()), entity: Some(id.clone()), ..Default::default() };
        let found = reader.mentions(&wanted)?.into_iter().find(|m| m.text == *words);
        let found = found.ok_or_else(|| {
            Usage(format!("the report does not mean {id} by “{words}”; `rapporteur mentions --report {report}` lists its words"))
        })?;
        judgement.anchor = rapporteur_model::Anchor::at(&told, found.mention.span);
        judgement.correction = Some(("mention".to_owned(), String::new()));
    }
    Ok(judgement)
}

fn of_correction(reader: &Reader<'_>, one: &Correction) -> Result<Judgement> {
    let pair = one.correction.split_once('=').filter(|(field, _)| !field.trim().is_empty());
    let (field, value) = pair.ok_or_else(|| Usage("a correction is written FIELD=VALUE, as date=2024-10-08".to_owned()))?;
    let (field, value) = (field.trim(), value.trim());
    let id = super::one(reader, &one.id)?;
    if let Some(problem) = rapporteur_views::correction_problem(reader, &id, field, value)? {
        return Err(Usage(problem).into());
    }
    let correction = Some((field.to_owned(), value.to_owned()));
    Ok(Judgement { correction, ..judgement(reader, Verdict::Correct, &id, None, &one.ground)? })
}

fn of_undo(reader: &Reader<'_>, undo: &Undo) -> Result<Judgement> {
    let all = reader.judgements()?;
    let found: Vec<&Judgement> = all.iter().filter(|j| j.id().starts_with(&undo.judgement)).collect();
    let [one] = found.as_slice() else {
        let many = if found.is_empty() { "no judgement has" } else { "several judgements have" };
        return Err(Usage(format!("{many} the id {}; `rapporteur judgements` lists them", undo.judgement)).into());
    };
    let when = jiff::Timestamp::now().to_string();
    Ok(Judgement {
        verdict: Verdict::Undo,
        anchor: one.anchor.clone(),
        other: None,
        correction: None,
        undoes: Some(one.id()),
        entries: Vec::new(),
        who: undo.ground.who.clone(),
        when,
        why: undo.ground.why.clone(),
    })
}

fn judgement(reader: &Reader<'_>, verdict: Verdict, id: &str, report: Option<&str>, ground: &Ground) -> Result<Judgement> {
    let id = super::one(reader, id)?;
    let anchor = rapporteur_views::anchor(reader, &id, report)?;
    let anchor = anchor.ok_or_else(|| match report {
        Some(report) => Usage(format!("the report {report} does not tell of {id}")),
        None => Usage(format!("{id} is no entry of the record and cannot be judged")),
    })?;
    let when = jiff::Timestamp::now().to_string();
    let (who, why) = (ground.who.clone(), ground.why.clone());
    Ok(Judgement { verdict, anchor, other: None, correction: None, undoes: None, entries: vec![id], who, when, why })
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
        refresh(&mut store)?;
    }
    Ok((taken, problems))
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
