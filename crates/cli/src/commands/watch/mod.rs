//! `rapporteur watch`: sources of news, asked again and again.

mod atom;
mod log;
mod told;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use clap::Args;
use rapporteur_model::{Country, EventKind};
use rapporteur_pipeline::fetch::Client;
use rapporteur_pipeline::watch::{Clock, Round, Watch, next_due};
use rapporteur_pipeline::{AddOptions, Settings};

use self::log::Log;
use self::told::Told;
use super::add::NetworkArgs;
use crate::args;
use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur watch https://example.org/rss.xml --every 15m
  rapporteur watch sources.txt --country CN >> events.jsonl
  rapporteur watch feeds.opml --once        ask each source that is due, once
  rapporteur watch sources.txt --atom new.atom --webhook https://desk.example/hook
  rapporteur watch sources.txt --fell-due --country BY

Sources are feeds, sitemaps and pages with dated news; a file names one a line, with the time between two requests behind it
(\"https://example.org/rss.xml 2h\"), or is OPML. Each new event is one JSON object a line on standard output; with --fell-due
it is promises whose last day went by without a report of what became of them. What is known of the sources is in the record: a watch
that was ended goes on where it was.")]
pub struct WatchArgs {
    /// Addresses, and files of addresses
    #[arg(required = true, value_name = "URL|FILE")]
    sources: Vec<String>,
    /// Time between two requests to a source: 30s, 15m, 2h, 1d
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = time)]
    every: Duration,
    /// Ask each source that is due once, and end
    #[arg(long)]
    once: bool,
    /// Only events of this body: its id, or words of its name
    #[arg(long)]
    body: Option<String>,
    /// Only events with this participant: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// Only events of this country, two letters or its name
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// Only events of these kinds
    #[arg(long, value_delimiter = ',', value_parser = args::word::<EventKind>)]
    kind: Vec<EventKind>,
    /// Only promises that fell due, each once
    #[arg(long, conflicts_with_all = ["body", "kind"])]
    fell_due: bool,
    /// Also keep the newest 200 in this file, as Atom
    #[arg(long, value_name = "FILE")]
    atom: Option<PathBuf>,
    /// Also send what is new to this address: the lines of a round in one POST
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// Also write problems to this file; beyond a megabyte it is moved to FILE.1
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Take the time from here: seconds since 1970, one a line; ends with the file (for tests)
    #[arg(long, value_name = "FILE", hide = true)]
    clock: Option<PathBuf>,
    #[command(flatten)]
    network: NetworkArgs,
}

pub fn run(args: &WatchArgs, context: &Context) -> Result<Done> {
    let watches = watches(args)?;
    let mut store = context.open_for_writing()?;
    let _alone = alone(&context.record)?;
    let pipeline = context.pipeline()?;
    let network = args.network.network();
    let mut client = Client::new(network.clone()).map_err(|issue| Usage(issue.message))?;
    let options = AddOptions { settings: Settings::default(), network, ..AddOptions::default() };
    let mut clock: Box<dyn Clock> = match &args.clock {
        Some(path) => Box::new(Given::of(path)?),
        None => Box::new(Real),
    };
    let (mut lost, mut unsent) = (false, Vec::new());
    loop {
        let now = clock.now();
        let round = pipeline.watch_round(&mut store, &watches, &mut client, &options, now)?;
        let told = if args.fell_due { told::fallen_due(&mut store, args, now)? } else { told::events(&round, &store, args)? };
        print(&told)?;
        if let Some(path) = &args.atom {
            atom::put(path, &told, now)?;
        }
        let mut problems = problems(&round);
        problems.extend(args.webhook.as_deref().and_then(|address| send(&mut client, address, &told, &mut unsent)));
        lost |= !problems.is_empty();
        for problem in &problems {
            eprintln!("{problem}");
            args.log.as_deref().map(Log::at).map_or(Ok(()), |log| log.line(now, problem))?;
        }
        let due = next_due(&store, &watches)?;
        let wait = Duration::from_secs(u64::try_from(due - clock.now()).unwrap_or(0));
        if args.once || !clock.wait(wait) {
            return Ok(if lost && args.once { Done::WithErrors } else { Done::Well });
        }
    }
}

/// What is new as JSON lines on standard output.
fn print(told: &[Told]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for one in told {
        writeln!(out, "{}", one.json)?;
    }
    Ok(out.flush()?)
}

/// What could not be read, a line each.
fn problems(round: &Round) -> Vec<String> {
    let sources = round.problems.iter().map(|(address, issue)| format!("{}: {}", safe(address), safe(&issue.message)));
    let reports = round.added.issues.iter().filter(|one| one.issue.is_error());
    sources.chain(reports.map(|one| format!("{}: {}", safe(&one.path), safe(&one.issue.message)))).collect()
}

/// Most lines that wait for a webhook that cannot be reached.
const WAITING: usize = 1000;

/// Sends what is new, and what could not be sent before; the problem where it cannot be.
fn send(client: &mut Client, address: &str, told: &[Told], unsent: &mut Vec<String>) -> Option<String> {
    unsent.extend(told.iter().map(|one| format!("{}\n", one.json)));
    if unsent.is_empty() {
        return None;
    }
    match client.post(address, "application/x-ndjson", unsent.concat().as_bytes()) {
        Ok(()) => {
            unsent.clear();
            None
        }
        Err(issue) => {
            let left_out = unsent.len().saturating_sub(WAITING);
            unsent.drain(..left_out);
            let waiting = format!("{} lines wait for the next round, {left_out} were left out", unsent.len());
            Some(format!("{}: {}; {waiting}", safe(address), safe(&issue.message)))
        }
    }
}

/// The sources that the arguments name.
fn watches(args: &WatchArgs) -> Result<Vec<Watch>> {
    let mut all = Vec::new();
    for source in &args.sources {
        if source.starts_with("http://") || source.starts_with("https://") {
            all.push(Watch { address: source.clone(), every: args.every });
            continue;
        }
        let text = std::fs::read_to_string(source).with_context(|| format!("{source} cannot be read"))?;
        let before = all.len();
        if text.trim_start().starts_with('<') {
            all.extend(of_opml(&text).into_iter().map(|address| Watch { address, every: args.every }));
        } else {
            for line in text.lines().map(str::trim).filter(|line| line.starts_with("http")) {
                let mut words = line.split_whitespace();
                let address = words.next().unwrap_or_default().to_owned();
                let every = words.next().map_or(Ok(args.every), time).map_err(|message| Usage(format!("{source}: {line}: {message}")))?;
                all.push(Watch { address, every });
            }
        }
        if all.len() == before {
            return Err(Usage(format!("{source} names no address: expected one a line, or OPML")).into());
        }
    }
    all.dedup_by(|a, b| a.address == b.address);
    Ok(all)
}

/// The addresses of the feeds of an outline.
fn of_opml(text: &str) -> Vec<String> {
    let inputs = rapporteur_pipeline::links_of("sources.opml", text.as_bytes());
    inputs.into_iter().collect()
}

fn time(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is no time: expected a number with s, m, h or d, as 15m");
    let (number, unit) = text.split_at(text.len() - text.chars().next_back().map_or(0, char::len_utf8));
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    Ok(Duration::from_secs(number.saturating_mul(seconds).max(1)))
}

/// Holds the record's watch until dropped: two would ask everything twice.
fn alone(record: &Path) -> Result<std::fs::File> {
    let path = record.with_extension("watch-lock");
    let file =
        std::fs::File::options().create(true).append(true).open(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(Usage(format!("another watch of {} is running", record.display())).into()),
    }
}

/// The clock of this machine.
struct Real;

impl Clock for Real {
    fn now(&self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
    }

    fn wait(&mut self, time: Duration) -> bool {
        std::thread::sleep(time.max(Duration::from_millis(100)));
        true
    }
}

/// Times out of a file, one after the other.
struct Given {
    times: std::vec::IntoIter<i64>,
    now: i64,
}

impl Given {
    fn of(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let times: Vec<i64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let mut times = times.into_iter();
        let now = times.next().unwrap_or(0);
        Ok(Self { times, now })
    }
}

impl Clock for Given {
    fn now(&self) -> i64 {
        self.now
    }

    fn wait(&mut self, _: Duration) -> bool {
        let next = self.times.next();
        self.now = next.unwrap_or(self.now);
        next.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_read() {
        assert_eq!(time("15m").unwrap().as_secs(), 900);
        assert_eq!(time("2h").unwrap().as_secs(), 7200);
        assert!(time("soon").is_err() && time("").is_err() && time("5").is_err());
    }
}
