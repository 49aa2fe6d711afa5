//! `rapporteur-eval`: benchmarks of accuracy and speed, and the committed tables of their results. Reads arguments, runs, prints.

mod assign;
mod check;
mod engine;
mod examples;
mod factrueval;
mod gum;
mod kernels;
mod knowledgenet;
mod nerel;
mod pairs;
mod record_audit;
mod reliability;
mod score;
mod sieve;
mod slavicner;
mod speed;
mod surnames;
mod table;
mod text;
mod weights;
mod world;
mod world_score;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

use table::Page;

/// Benchmarks of accuracy and speed.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Folder of the result pages.
    #[arg(long, global = true, default_value = "eval/results")]
    results: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Russian news: mentions, entities, facts (FactRuEval-2016).
    Factrueval(factrueval::Command),
    /// Russian Wikinews: names, posts, events, dates, relations (NEREL).
    Nerel(nerel::Command),
    /// Any folder in brat's format with NEREL's types.
    Brat(nerel::Command),
    /// Russian news: names and their base forms (SlavicNER).
    Slavicner(slavicner::Command),
    /// English: tags, trees, names, dates (GUM).
    Gum(gum::Command),
    /// English: who works where (KnowledgeNet).
    Knowledgenet(knowledgenet::Command),
    /// Our sample reports with their expected records.
    Examples(examples::Command),
    /// What each rule is worth on the reports that may be read.
    Rules(examples::rules::Command),
    /// Speed, start-up and memory, beside natasha and spaCy with `--peers`.
    Speed(speed::Command),
    /// How fast the kernels of the networks are beside a large matrix product.
    Kernels(kernels::Command),
    /// What is lost and saved when only sentences that can state something are parsed.
    Sieve(sieve::Command),
    /// What changes in Russian analyses when weights are kept in fewer bits.
    Weights(weights::Command),
    /// Writes a world of invented officials: reports, and the truth about them.
    World(world::Command),
    /// Scores the record of a world's reports against its truth.
    WorldScore(world_score::Command),
    /// What the events of a record lack: days, people; disagreements; rows of series.
    RecordAudit(record_audit::Command),
    /// Writes pairs of names in two scripts, half of them neighbours in the alphabet.
    Surnames(surnames::Command),
    /// Compares pairs of names by themselves: score and same, different or unsure.
    Pairs(pairs::Command),
    /// Fails when a figure of a committed table has fallen.
    Check(check::Command),
    #[command(hide = true)]
    SpeedWorker(speed::worker::Command),
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (page, whole) = match &arguments.command {
        Command::Factrueval(command) => factrueval::run(command)?,
        Command::Nerel(command) | Command::Brat(command) => nerel::run(command)?,
        Command::Slavicner(command) => slavicner::run(command)?,
        Command::Gum(command) => gum::run(command)?,
        Command::Knowledgenet(command) => knowledgenet::run(command)?,
        Command::Examples(command) => examples::run(command)?,
        Command::Rules(command) => examples::rules::run(command)?,
        Command::Speed(command) => speed::run(command)?,
        Command::Kernels(command) => kernels::run(command)?,
        Command::Sieve(command) => sieve::run(command)?,
        Command::Weights(command) => weights::run(command)?,
        Command::RecordAudit(command) => record_audit::run(command)?,
        Command::World(command) => return world::run(command),
        Command::WorldScore(command) => return world_score::run(command),
        Command::Surnames(command) => return surnames::run(command),
        Command::Pairs(command) => match pairs::run(command)? {
            Some(page) => (page, false),
            None => return Ok(()),
        },
        Command::Check(command) => return check::run(command, &arguments.results),
        Command::SpeedWorker(command) => return speed::worker::run(command),
    };
    print!("{}", page.markdown());
    if whole {
        page.write(&arguments.results)?;
    }
    Ok(())
}

/// A benchmark that `check` runs: name of its page, its data, what runs it.
type Quick = (&'static str, PathBuf, Box<dyn Fn() -> Result<Page>>);

/// The benchmarks that take seconds.
fn quick(data: &Path, examples: &Path) -> Vec<Quick> {
    let folder = |name: &str| data.join(name);
    let (news, wiki, slavic, english) = (folder("factrueval/devset"), folder("nerel"), folder("slavicner"), folder("gum"));
    let samples = examples.to_owned();
    let fresh = PathBuf::from("eval/fresh");
    vec![
        ("factrueval", news.clone(), Box::new(move || Ok(factrueval::run(&factrueval::Command::whole(&news))?.0))),
        ("nerel", wiki.clone(), Box::new(move || Ok(nerel::run(&nerel::Command::whole(&wiki))?.0))),
        ("slavicner", slavic.clone(), Box::new(move || Ok(slavicner::run(&slavicner::Command::whole(&slavic))?.0))),
        ("gum", english.clone(), Box::new(move || Ok(gum::run(&gum::Command::whole(&english))?.0))),
        ("examples", samples.clone(), Box::new(move || Ok(examples::run(&examples::Command::whole(&samples))?.0))),
        ("fresh", fresh.clone(), Box::new(move || Ok(examples::run(&examples::Command::by_folder(&fresh))?.0))),
    ]
}
