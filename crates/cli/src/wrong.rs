//! What is said to a command that is not understood: what is wrong with it, what may have been meant, and an example that works.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::args::{Arguments, distance};

/// Words that people use for a command, and what to write.
const MEANT: &[(&[&str], &str)] = &[
    (&["list", "ls", "all", "show-all", "timeline", "history", "log"], "events"),
    (&["who", "official", "officials", "minister", "ministers", "posts", "post", "leaders"], "people --post TITLE --on DAY"),
    (&["works", "staff", "employees"], "people --organisation NAME"),
    (&["company", "companies", "ministry", "ministries", "org", "orgs", "agencies"], "organisations"),
    (&["commission", "commissions", "committee", "committees", "council"], "bodies"),
    (&["country", "countries", "city", "cities"], "places"),
    (&["document", "documents", "agreement", "agreements", "treaties", "contracts", "signed"], "instruments"),
    (&["promise", "promises", "plans", "overdue", "todo"], "commitments --outcome past_due"),
    (&["owners", "deals", "ownership", "links"], "relations"),
    (&["articles", "sources", "texts", "files"], "reports"),
    (&["gaps", "missing"], "series --missing"),
    (&["conflicts", "contradictions", "disagree", "disputes"], "disagreements"),
    (&["stats", "statistics", "count", "counts", "summary"], "events --count-by kind"),
    (&["find", "grep", "query", "lookup"], "search WORDS"),
    (&["open", "get", "info", "view", "cat", "dossier"], "show NAME"),
    (&["evidence", "proof", "explain", "because"], "why ID"),
    (&["delete", "rm", "drop", "forget"], "remove REPORT"),
    (&["update", "refresh", "rebuild", "reindex", "re-read"], "reread"),
    (&["import", "load", "ingest", "read", "new", "init", "create", "fetch"], "add PATH"),
    (&["merge", "join"], "judge same A B --why \"…\""),
    (&["export", "dump", "csv", "json"], "events --json, or --csv"),
    (&["install", "models", "download"], "setup"),
    (&["poll", "subscribe", "feed", "feeds"], "watch URL"),
];

/// Flags that people write for others.
const FLAGS: &[(&str, &str)] = &[
    ("-n", "--limit"),
    ("--max", "--limit"),
    ("--top", "--limit"),
    ("--first", "--limit"),
    ("--since", "--from"),
    ("--after-date", "--from"),
    ("--start", "--from"),
    ("--until", "--to"),
    ("--end", "--to"),
    ("--before", "--to"),
    ("--date", "--from"),
    ("--year", "--from"),
    ("--due", "--from"),
    ("--type", "--kind"),
    ("--status", "--outcome"),
    ("--org", "--organisation"),
    ("--at", "--organisation"),
    ("--company", "--organisation"),
    ("--title", "--post"),
    ("--role", "--post"),
    ("--who", "--person"),
    ("--name", "--person"),
    ("--actor", "--person"),
    ("--language", "--lang"),
    ("-l", "--lang"),
    ("--db", "--record"),
    ("--database", "--record"),
    ("-r", "--record"),
    ("-j", "--threads"),
    ("--jobs", "--threads"),
    ("--order", "--sort"),
    ("--reason", "--why"),
    ("-m", "--why"),
    ("--gaps", "--missing"),
];

/// Tells on standard error what is wrong; help and version go where they always go.
pub fn told(error: &clap::Error) -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match message(error, &words) {
        Some(message) => eprintln!("error: {}", crate::screen::safe_lines(&message)),
        None => {
            // Nothing can be done about a help that cannot be written.
            let _ = error.print();
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn message(error: &clap::Error, words: &[String]) -> Option<String> {
    let mut root = Arguments::command();
    // Usage lines say the whole command only once it is built.
    root.build();
    let (path, command) = of_words(&root, words);
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(" ")),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(ContextKind::InvalidSubcommand)?;
            Some(unknown_command(command, &path, &word, &words.join(" ")))
        }
        ErrorKind::UnknownArgument => Some(unknown_flag(command, &path, &text(ContextKind::InvalidArg)?)),
        ErrorKind::MissingRequiredArgument => Some(missing(command, &path, &text(ContextKind::InvalidArg)?)),
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::ArgumentConflict
        | ErrorKind::NoEquals
        | ErrorKind::TooManyValues => Some(plain(error, &path)),
        _ => None,
    }
}

/// The command that the words name, with what to type for it.
fn of_words<'c>(root: &'c Command, words: &[String]) -> (String, &'c Command) {
    let (mut path, mut command) = ("rapporteur".to_owned(), root);
    for word in words {
        if let Some(inner) = command.find_subcommand(word) {
            path = format!("{path} {}", inner.get_name());
            command = inner;
        }
    }
    (path, command)
}

fn unknown_command(command: &Command, path: &str, word: &str, all: &str) -> String {
    let small = word.to_lowercase();
    let mut out = format!("unrecognized subcommand '{word}'");
    let names: Vec<&str> =
        command.get_subcommands().filter(|one| !one.is_hide_set()).map(Command::get_name).filter(|name| *name != "help").collect();
    let nested = path != "rapporteur";
    let meant = if nested { None } else { meant(&small) };
    let near = || {
        let close = names.iter().map(|name| (distance(&small, name), *name)).min();
        close.filter(|(far, name)| *far <= 1 + name.chars().count() / 4).map(|(_, name)| name.to_owned())
    };
    match meant.or_else(near) {
        Some(meant) => out.push_str(&format!("\n  did you mean: {path} {meant}")),
        None if !nested && all.split(' ').count() > 1 => out.push_str(&format!("\n  to look for words: rapporteur search {all}")),
        None => out.push_str(&format!("\n  there are: {}", names.join(", "))),
    }
    out + &format!("\n  all of them with examples: {path} --help")
}

/// What to write for a word that is no command but says what is wanted.
fn meant(word: &str) -> Option<String> {
    let kinds = ["session", "meeting", "visit", "signing", "statement", "gathering", "appointment", "departure"];
    let lists = [
        ("person", "people"),
        ("organisation", "organisations"),
        ("body", "bodies"),
        ("place", "places"),
        ("product", "products"),
        ("event", "events"),
        ("instrument", "instruments"),
        ("commitment", "commitments"),
        ("relation", "relations"),
        ("report", "reports"),
    ];
    let said = MEANT.iter().find(|(words, _)| words.contains(&word)).map(|(_, command)| (*command).to_owned());
    said.or_else(|| {
        rapporteur_views::codes_for(word).find_map(|code| {
            let list = lists.iter().find(|(kind, _)| *kind == code).map(|(_, list)| (*list).to_owned());
            list.or_else(|| kinds.contains(&code).then(|| format!("events --kind {code}")))
        })
    })
}

fn unknown_flag(command: &Command, path: &str, flag: &str) -> String {
    let flag = flag.split('=').next().unwrap_or(flag);
    if flag.trim_start_matches('-').chars().next().is_none_or(|c| c.is_ascii_digit()) && flag.len() > 1 {
        return format!("{path}: {flag} is no number that can be used here: expected one from 1 on\n  more: {path} --help");
    }
    let mut flags: Vec<String> =
        command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long().map(|l| format!("--{l}"))).collect();
    flags.retain(|f| f != "--help" && f != "--version");
    let mut out = format!("unexpected argument '{flag}': `{path}` has no such flag");
    let said = FLAGS.iter().filter(|(asked, _)| *asked == flag).map(|(_, meant)| (*meant).to_owned()).find(|f| flags.contains(f));
    let near = || {
        let close = flags.iter().map(|f| (distance(flag, f), f.clone())).min();
        close.filter(|(far, f)| *far <= f.chars().count() / 5).map(|(_, f)| f)
    };
    if let Some(meant) = said.or_else(near) {
        out.push_str(&format!("\n  did you mean {meant}?"));
    }
    if !flags.is_empty() {
        out.push_str(&format!("\n  it has: {}", flags.join(", ")));
    }
    if !flag.starts_with('-') {
        out.push_str("\n  several words are one value in quotes: \"two words\"");
    }
    out + &format!("\n  more: {path} --help")
}

fn missing(command: &Command, path: &str, what: &str) -> String {
    let mut out = format!("the following required arguments were not provided: {what}");
    for arg in command.get_arguments().filter(|a| a.is_required_set()) {
        let name = arg.get_long().map_or_else(|| arg.get_id().as_str().to_uppercase(), |long| format!("--{long}"));
        if let Some(help) = arg.get_help().filter(|_| what.to_lowercase().contains(&name.to_lowercase())) {
            out.push_str(&format!("\n  {name}: {help}"));
        }
    }
    // A verdict has its examples with the others in the help of `judge`.
    let root = Arguments::command();
    let above = path.split(' ').nth(1).and_then(|name| root.find_subcommand(name));
    if let Some(example) = example(command, path).or_else(|| example(above?, path)) {
        out.push_str(&format!("\n  example: {example}"));
    }
    out.push_str(&format!("\n  {}", command.clone().render_usage().to_string().trim()));
    out + &format!("\n  more: {path} --help")
}

/// The first example of a command's help.
fn example(command: &Command, path: &str) -> Option<String> {
    let help = command.get_after_help()?.to_string();
    let line = help.lines().map(str::trim).find(|line| line.starts_with(path))?;
    Some(line.split("   ").next().unwrap_or(line).trim_end().to_owned())
}

/// What clap says, without usage lines and tips that help nobody.
fn plain(error: &clap::Error, path: &str) -> String {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let useless = |line: &str| {
        let line = line.trim_start();
        line.is_empty() || ["Usage:", "tip: to pass", "For more information"].iter().any(|start| line.starts_with(start))
    };
    let lines: Vec<&str> = text.lines().filter(|line| !useless(line)).collect();
    format!("{}\n  more: {path} --help", lines.join("\n"))
}
