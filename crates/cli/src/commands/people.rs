//! `rapporteur people`: who holds which post, where and when.

use anyhow::Result;
use clap::Args;
use rapporteur_model::{Country, Edtf, EntityKind};
use rapporteur_views::{EntityFilter, EntityView, HolderFilter, HolderView};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::page;
use crate::screen::{csv, json_lines};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur people министр                   words of the name or post, in either language
  rapporteur people --post \"minister of energy\" --country UZ
  rapporteur people --organisation Росатом    who works there
  rapporteur people --post губернатор --on 2024-05-26

With --post, --organisation, --on, --from or --to each line is a post with the days on which reports tell of it. A post is held on a day when
reports tell of it by then and none says that it was over.")]
pub struct PeopleArgs {
    /// Words of the name or post
    words: Vec<String>,
    /// Words of the post
    #[arg(long, value_name = "TITLE")]
    post: Option<String>,
    /// Where: id of an organisation or body, or words of its name
    #[arg(long, visible_alias = "organization", value_name = "WHERE")]
    organisation: Option<String>,
    /// Who held the post on this day
    #[arg(long, value_name = "DAY", value_parser = args::date)]
    on: Option<Edtf>,
    #[command(flatten)]
    period: Period,
    /// Country, two letters or its name
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    #[command(flatten)]
    part: Part,
    /// Comma-separated values instead of a table
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub fn run(args: &PeopleArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    if args.on.is_some() && !period.told().is_empty() {
        return Err(Usage("--on asks for one day, --from and --to for several: give either".to_owned()).into());
    }
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let asks_for_posts = args.post.is_some() || args.organisation.is_some() || args.on.is_some() || !period.told().is_empty();
    if !asks_for_posts {
        return list(args, &reader, context);
    }
    if args.part.after.is_some() {
        return Err(Usage("--after is for lists of people, not of posts".to_owned()).into());
    }
    let (first, last) = args.on.and_then(Edtf::bounds).map(|(a, b)| (a.to_string(), b.to_string())).unzip();
    let filter = HolderFilter {
        post: args.post.clone(),
        organisation: args.organisation.clone(),
        country: args.country,
        text: args::words(&args.words),
        from: first.or_else(|| period.first()),
        to: last.or_else(|| period.last()),
        limit: args.part.most(),
    };
    if context.json {
        json_lines(rapporteur_views::holding(&reader, &filter)?)?;
        return Ok(Done::Well);
    }
    let held = rapporteur_views::holders(&reader, &filter)?;
    if held.is_empty() {
        nothing(args);
        return Ok(Done::Well);
    }
    let header = ["id", "name", "post", "organisation", "country", "from", "to"];
    if args.csv {
        csv(&header, held.iter().map(|h| row(h, |d| d.map(|d| d.to_string()).unwrap_or_default())))?;
    } else {
        context.screen.table(&header, held.iter().map(|h| row(h, page::date)).collect())?;
    }
    Ok(Done::Well)
}

fn list(args: &PeopleArgs, reader: &rapporteur_views::Reader<'_>, context: &Context) -> Result<Done> {
    let filter = EntityFilter {
        kind: Some(EntityKind::Person),
        country: args.country,
        text: args::words(&args.words),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..EntityFilter::default()
    };
    let brief = reader.brief();
    let mut people = rapporteur_views::entities(if context.json { reader } else { &brief }, &filter)?;
    args.part.cut(&mut people, |one| &one.id);
    let header = ["id", "name", "country", "posts", "reports"];
    if people.is_empty() {
        nothing(args);
    } else if context.json {
        json_lines(people)?;
    } else if args.csv {
        csv(&header, people.iter().map(person))?;
    } else {
        context.screen.table(&header, people.iter().map(person).collect())?;
    }
    Ok(Done::Well)
}

fn nothing(args: &PeopleArgs) {
    let words = args::words(&args.words).map(|w| format!("words “{w}”"));
    let on = args::asked("on", args.on.as_ref());
    let (post, house) = (args::asked("post", args.post.as_ref()), args::asked("organisation", args.organisation.as_ref()));
    args::nothing("people", &[words, post, house, on, Some(args.period.told()), args::asked("country", args.country.as_ref())]);
}

/// A person with all posts; of one post in several wordings or languages one.
fn person(e: &EntityView) -> Vec<String> {
    let mut posts: Vec<String> = Vec::new();
    for post in e.posts.iter().map(page::post) {
        if !posts.iter().any(|known| known.to_lowercase() == post.to_lowercase()) {
            posts.push(post);
        }
    }
    let country = e.country.map(|c| c.to_string()).unwrap_or_default();
    vec![e.id.clone(), e.name.clone(), country, posts.join("; "), e.reports_count.to_string()]
}

fn row(held: &HolderView, date: impl Fn(Option<Edtf>) -> String) -> Vec<String> {
    let post = &held.post;
    let house = post.organisation.as_ref().map(|o| o.name.clone()).unwrap_or_default();
    let country = post.country.map(|c| c.to_string()).unwrap_or_default();
    let title = if post.phase == rapporteur_model::Phase::Current {
        post.full_title()
    } else {
        format!("{} ({})", post.full_title(), page::word(&post.phase))
    };
    vec![held.person.id.clone().unwrap_or_default(), held.person.name.clone(), title, house, country, date(post.from), date(post.to)]
}
