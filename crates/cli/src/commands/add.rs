//! `rapporteur add`: reports into the record.

use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use rapporteur_pipeline::fetch::Network;
use rapporteur_pipeline::{AddOptions, Added, Columns, Settings};

use crate::context::Context;
use crate::failure::Done;
use crate::progress::Bar;
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur add report.txt                 one scraped page, as plain text or HTML
  rapporteur add reports/ \"2024-*.txt\"      folders (with all below) and patterns
  rapporteur add corpus.jsonl               one report a line: {\"id\",\"text\",\"title\"?,\"published\"?,\"url\"?,\"lang\"?}
  rapporteur add feed.xml pages.warc.gz mail.mbox press.zip notes.docx news.csv
  rapporteur add https://example.org/news/1.html addresses.txt
  cat report.txt | rapporteur add -

Read are text, HTML, JSON (lines, arrays), CSV, XLSX and ODS, DOCX and ODT, Markdown, feeds (RSS, Atom, JSON Feed), sitemaps and lists of
addresses, web archives (WARC), mail (EML, MBOX, MHTML), PDF with text in it, and ZIP, tar, gz and zst of these.

A report that is in the record already, under whatever path, is not read again. An interrupted run goes on where it was when the
same command is given again.")]
pub struct AddArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    #[arg(required = true, value_name = "PATH|URL")]
    paths: Vec<String>,
    /// Take texts as they are: no cleaning
    #[arg(long)]
    as_is: bool,
    /// Which columns of tables hold what: text=NAME,date=NAME,title=,publisher=,url=,id=,lang= [default: by their names]
    #[arg(long, value_name = "NAMES", default_value = "", hide_default_value = true)]
    columns: Columns,
    #[command(flatten)]
    network: NetworkArgs,
}

/// How the network is used.
#[derive(Debug, Args)]
pub struct NetworkArgs {
    /// Fetch nothing
    #[arg(long)]
    offline: bool,
    /// Ask addresses inside private networks too
    #[arg(long)]
    allow_private: bool,
    /// Pause between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    pause: f64,
    /// Longest time of one request
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    timeout: f64,
    /// Proxy for all requests [default: none]
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
}

fn seconds(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|seconds| (0.0..=86_400.0).contains(seconds)).ok_or_else(|| "expected seconds, 0 to 86400".to_owned())
}

impl NetworkArgs {
    /// As the pipeline takes it.
    pub fn network(&self) -> Network {
        Network {
            offline: self.offline,
            private: self.allow_private,
            pause: Duration::from_secs_f64(self.pause),
            timeout: Duration::from_secs_f64(self.timeout.max(0.1)),
            proxy: self.proxy.clone(),
            ..Network::default()
        }
    }
}

pub fn run(args: &AddArgs, context: &Context) -> Result<Done> {
    // A record that cannot be used is told before the models are looked for.
    let mut store = context.open_for_writing()?;
    let pipeline = context.pipeline()?;
    let bar = Bar::new();
    let settings = Settings { columns: args.columns.clone(), ..Settings::default() };
    let options = AddOptions { as_is: args.as_is, settings, network: args.network.network() };
    let added = pipeline.add(&mut store, &args.paths, &options, &bar);
    bar.finish();
    let added = added?;
    summary(&added, context)?;
    let waiting = pipeline.waiting(&store)?.len();
    if waiting > 0 {
        eprintln!(
            "{waiting} of the reports in the record were read by other models, rules or word lists: `rapporteur reread` reads them again"
        );
    }
    Ok(if added.has_errors() { Done::WithErrors } else { Done::Well })
}

/// Issues that are told by themselves; of more of one run the number is told.
const MOST_TOLD: usize = 200;

fn summary(added: &Added, context: &Context) -> Result<()> {
    let told = added.issues.iter().filter(|i| i.issue.is_error() || i.issue.is_note());
    let count = told.clone().count();
    for one in told.take(MOST_TOLD) {
        eprintln!("{}: {}", safe(&one.path), safe(&one.issue.message));
    }
    if count > MOST_TOLD {
        eprintln!("and {} more", count - MOST_TOLD);
    }
    kinds(added);
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

/// What was read and what was not, by kind of file, where there was more than one kind or something was lost.
fn kinds(added: &Added) {
    let plain = added.kinds.iter().count() <= 1 && added.kinds.iter().all(|(_, kind)| kind.lost + kind.passed_over == 0);
    if plain {
        return;
    }
    for (name, kind) in added.kinds.iter() {
        let parts = [(kind.reports, "reports"), (kind.lost, "not read or in part"), (kind.passed_over, "passed over")];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        if !parts.is_empty() {
            eprintln!("  {}: {}", safe(name), parts.join(", "));
        }
    }
}
