//! `rapporteur add`: reports into the record.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use rapporteur_pipeline::{AddOptions, Added};

use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::progress::Bar;
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur add report.txt                 one scraped page, as plain text or HTML
  rapporteur add reports/ \"2024-*.txt\"      folders (with all below) and patterns
  rapporteur add corpus.jsonl               one report a line: {\"id\",\"text\",\"title\"?,\"published\"?,\"url\"?,\"lang\"?}
  cat report.txt | rapporteur add -

A report that is in the record already, under whatever path, is not read again. An interrupted run goes on where it was when the
same command is given again.")]
pub struct AddArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Take texts as they are: no cleaning
    #[arg(long)]
    as_is: bool,
}

pub fn run(args: &AddArgs, context: &Context) -> Result<Done> {
    if let Some(address) = args.paths.iter().find(|p| p.starts_with("http://") || p.starts_with("https://")) {
        let message = format!("{address} is a web address, and addresses are not fetched yet: save the page and add the file");
        return Err(Usage(message).into());
    }
    // A record that cannot be used is told before the models are looked for.
    let mut store = context.open_for_writing()?;
    let pipeline = context.pipeline()?;
    let bar = Bar::new();
    let added = pipeline.add(&mut store, &args.paths, &AddOptions { as_is: args.as_is }, &bar);
    bar.finish();
    let added = added?;
    summary(&added, context)?;
    Ok(if added.has_errors() { Done::WithErrors } else { Done::Well })
}

fn summary(added: &Added, context: &Context) -> Result<()> {
    for one in added.issues.iter().filter(|i| i.issue.is_error()) {
        eprintln!("{}: {}", safe(&one.path), safe(&one.issue.message));
    }
    if context.json {
        let line = serde_json::json!({
            "new": added.new, "read_anew": added.again, "known": added.known, "not_analysed": added.not_analysed,
            "errors": added.issues.iter().filter(|i| i.issue.is_error()).count(),
        });
        return Ok(writeln!(std::io::stdout(), "{line}")?);
    }
    let counts = [(added.new, "new"), (added.again, "read anew"), (added.known, "known already")];
    let told = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect::<Vec<_>>();
    let told = if told.is_empty() { "no reports".to_owned() } else { format!("reports: {}", told.join(", ")) };
    writeln!(std::io::stdout(), "{told}; record: {}", context.record.display())?;
    if let Some(told) = not_analysed(added) {
        writeln!(std::io::stdout(), "{told}")?;
    }
    Ok(())
}

/// What was not analysed, by language.
fn not_analysed(added: &Added) -> Option<String> {
    let total: usize = added.not_analysed.values().sum();
    let language = |code: &str| match code {
        "und" => "no language told".to_owned(),
        "other" => "other languages".to_owned(),
        code => code.to_owned(),
    };
    let each = added.not_analysed.iter().map(|(code, n)| format!("{n} {}", language(code))).collect::<Vec<_>>().join(", ");
    (total > 0).then(|| format!("not analysed, dated and searchable only: {total} ({each})"))
}
