//! The package pypdfium2: the library PDFium that it brings along, as it is.

use std::path::Path;

use super::wheel::Wheel;
use super::{InstallError, Package};

/// The folder of the library in the wheel.
const FOLDER: &str = "pypdfium2_raw";

pub(super) fn convert(wheel: &mut Wheel, package: &Package, folder: &Path) -> Result<(), InstallError> {
    for file in &package.files {
        let library = wheel.member(&format!("{FOLDER}/{file}"))?;
        let (path, part) = (folder.join(file), folder.join(format!(".{file}.part")));
        let io = |source| InstallError::Io { path: path.clone(), source };
        std::fs::write(&part, library).map_err(io)?;
        std::fs::rename(&part, &path).map_err(io)?;
    }
    Ok(())
}
