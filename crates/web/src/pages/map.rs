//! Places of events on the outline of the land.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::Layout;
use super::line;
use super::timeline::saves;
use crate::app::App;
use crate::asked::Asked;
use crate::lists::{Events, List, event_filter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::svg::{self, Spot};
use crate::words::Words;

/// `land-110m` of the npm package `world-atlas` (Natural Earth, public domain), equirectangular; `assets/README.md` says how it was made.
const LAND: &str = include_str!("../../assets/land.txt");
/// Places of a map.
const MOST: u32 = 300;

/// A place of the table.
struct Row {
    name: String,
    href: String,
    country: String,
    events: String,
    count: u32,
    bar: String,
}

#[derive(Template)]
#[template(path = "map.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    picture: String,
    rows: Vec<Row>,
    saves: Vec<(&'static str, String)>,
}

/// Shows the map.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(Events::FILTERS)?;
    let filter = event_filter(&asked)?;
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let found = view.kept(&format!("places {filter:?}"), || rapporteur_views::places_of_events(reader, &filter, MOST))?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let most = found.iter().map(|p| p.count).max().unwrap_or(1);
        let (mut spots, mut rows) = (Vec::new(), Vec::new());
        for place in found.iter() {
            let entity = reader.entity_head(&place.key)?;
            let events = asked.with("/", "place", &place.key);
            if let Some((lat, lon)) = entity.as_ref().and_then(|e| e.position) {
                spots.push(Spot { name: place.name.clone(), count: place.count, lat, lon, href: events.clone() });
            }
            let country = super::country_words(entity.and_then(|e| e.country), w);
            let bar = svg::share(place.count, most);
            rows.push(Row { name: place.name.clone(), href: line::entry(&place.key), country, events, count: place.count, bar });
        }
        let template = Page {
            l: Layout::of(view, "map", w.map),
            w,
            picture: svg::map(&spots, LAND.trim(), w.map),
            rows,
            saves: saves("/api/v1/places", &Asked::default()),
        };
        super::page(view, &template)
    })
    .await
}
