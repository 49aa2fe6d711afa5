//! `rapporteur judgements`: the log of decisions, and their lines to and from other records.

use std::io::{Read, Write};

use anyhow::{Context as _, Result};
use clap::Args;
use rapporteur_model::Verdict;
use rapporteur_views::{JudgementView, Reader};

use crate::args;
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::{json_lines, safe};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur judgements --verdict reject
  rapporteur judgements --entry p-3f2a91c0
  rapporteur judgements --export > judgements.ijson      lines as nomenklatura's resolver writes them
  rapporteur judgements --import judgements.ijson")]
pub struct JudgementsArgs {
    /// same, different, split, confirm, reject, correct, undo
    #[arg(long, value_delimiter = ',', value_parser = args::word::<Verdict>)]
    verdict: Vec<Verdict>,
    /// On this entry: id, or words of its name
    #[arg(long)]
    entry: Option<String>,
    /// By this person
    #[arg(long)]
    who: Option<String>,
    /// Write all of them as resolver lines
    #[arg(long, conflicts_with_all = ["verdict", "entry", "who", "import"])]
    export: bool,
    /// Take those of a file of resolver lines (- for standard input)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["verdict", "entry", "who"])]
    import: Option<String>,
}

pub fn run(args: &JudgementsArgs, context: &Context) -> Result<Done> {
    if let Some(file) = &args.import {
        return import(file, context);
    }
    let store = context.open()?;
    let reader = context.reader(&store)?;
    if args.export {
        return export(&reader);
    }
    let entry = args.entry.as_ref().map(|e| super::one(&reader, e)).transpose()?;
    let mut all = rapporteur_views::judgements(&reader)?;
    all.retain(|j| args.verdict.is_empty() || args.verdict.contains(&j.verdict));
    all.retain(|j| entry.as_ref().is_none_or(|e| j.entries.contains(e)));
    all.retain(|j| args.who.as_ref().is_none_or(|who| j.who == *who));
    if context.json {
        json_lines(all)?;
    } else if all.is_empty() {
        eprintln!("no judgements; `rapporteur review` lists what could be judged");
    } else {
        context.screen.table(&["id", "when", "who", "verdict", "on", "state", "why"], all.iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(j: &JudgementView) -> Vec<String> {
    let mut on = format!("“{}”", j.quote);
    if let Some(other) = &j.other_quote {
        on.push_str(&format!(" / “{other}”"));
    }
    if let Some((field, value)) = &j.correction {
        on.push_str(&format!(" {field}={value}"));
    }
    if let Some(undone) = &j.undoes {
        on = undone.clone();
    }
    let day = j.when.split('T').next().unwrap_or_default().to_owned();
    vec![j.id.clone(), day, j.who.clone(), page::word(&j.verdict), on, page::word(&j.state), j.why.clone()]
}

fn export(reader: &Reader<'_>) -> Result<Done> {
    let mut out = std::io::stdout().lock();
    for judgement in reader.judgements()? {
        writeln!(out, "{}", rapporteur_views::line(reader, &judgement)?)?;
    }
    Ok(Done::Well)
}

fn import(file: &str, context: &Context) -> Result<Done> {
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("{file} cannot be read"))?;
    }
    let (taken, problems) = super::judge::import(&text, context)?;
    problems.iter().for_each(|problem| eprintln!("{}: {}", safe(file), safe(problem)));
    writeln!(std::io::stdout(), "{taken} judgements taken")?;
    Ok(if problems.is_empty() { Done::Well } else { Done::WithErrors })
}
