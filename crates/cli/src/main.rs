//! The program `rapporteur`: arguments into calls, results into text or JSON lines, errors into exit codes.
//!
//! | command | file |
//! |---|---|
//! | add, remove, reread, setup, demo, extract | read reports: `commands/add.rs`, `remove.rs`, `reread.rs`, `setup.rs`, `demo.rs`, `extract.rs` |
//! | events, people … relations, mentions, series | lists: `commands/events.rs`, `entities.rs`, `instruments.rs`, `commitments.rs`, `relations.rs`, `reports.rs`, `mentions.rs`, `series.rs` |
//! | show, why, search | one entry, its evidence, finding it: `commands/show.rs`, `why.rs`, `search.rs` |
//! | serve | the pages and the API: `commands/serve.rs` |
//! | disagreements, review, judge, judgements, changes | what an analyst decides and follows: `commands/disagreements.rs`, `review.rs`, `judge.rs`, `judgements.rs`, `changes.rs` |

mod args;
mod commands;
mod context;
mod failure;
mod page;
mod pager;
mod progress;
mod screen;
mod table;
mod wrong;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use context::Context;
use failure::Done;

fn main() -> ExitCode {
    failure::quiet_panics();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong::told(&error),
    };
    let context = Context::new(&arguments.global);
    failure::exit_code(run(arguments.command, &context))
}

fn run(command: Command, context: &Context) -> anyhow::Result<Done> {
    match command {
        Command::Add(args) => commands::add::run(&args, context),
        Command::Events(args) => commands::events::run(&args, context),
        Command::People(args) => commands::people::run(&args, context),
        Command::Organisations(args) => commands::entities::run(rapporteur_model::EntityKind::Organisation, &args, context),
        Command::Bodies(args) => commands::entities::run(rapporteur_model::EntityKind::Body, &args, context),
        Command::Places(args) => commands::entities::run(rapporteur_model::EntityKind::Place, &args, context),
        Command::Products(args) => commands::entities::run(rapporteur_model::EntityKind::Product, &args, context),
        Command::Instruments(args) => commands::instruments::run(&args, context),
        Command::Commitments(args) => commands::commitments::run(&args, context),
        Command::Relations(args) => commands::relations::run(&args, context),
        Command::Reports(args) => commands::reports::run(&args, context),
        Command::Mentions(args) => commands::mentions::run(&args, context),
        Command::Series(args) => commands::series::run(&args, context),
        Command::Show(args) => commands::show::run(&args, context),
        Command::Why(args) => commands::why::run(&args, context),
        Command::Disagreements(args) => commands::disagreements::run(&args, context),
        Command::Search(args) => commands::search::run(&args, context),
        Command::Review(args) => commands::review::run(&args, context),
        Command::Judge(args) => commands::judge::run(&args, context),
        Command::Judgements(args) => commands::judgements::run(&args, context),
        Command::Changes(args) => commands::changes::run(&args, context),
        Command::Serve(args) => commands::serve::run(&args, context),
        Command::Remove(args) => commands::remove::run(&args, context),
        Command::Reread(args) => commands::reread::run(&args, context),
        Command::Setup(args) => commands::setup::run(&args, context),
        Command::Demo(args) => commands::demo::run(&args, context),
        Command::Watch(args) => commands::watch::run(&args, context),
        Command::Extract(args) => commands::extract::run(&args, context),
        Command::PdfLines { library } => Ok(rapporteur_pipeline::pdf::lines(&library).map(|()| Done::Well)?),
    }
}
