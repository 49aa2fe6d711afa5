//! A file that is not whole, not ours, or not finite is told apart by its error.

use std::path::PathBuf;

use super::{WeightFile, WeightWriter};
use crate::Error;

fn written(values: &[f32]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.weights");
    let mut writer = WeightWriter::new();
    writer.meta("tags", "один\nдва");
    writer.f32("w", &[values.len()], values);
    writer.f16("h", &[2, 1], &[0.5, -2.0]);
    writer.u8("b", &[3], &[7, 8, 9]);
    writer.write(&path).unwrap();
    (dir, path)
}

fn opened_after(change: impl FnOnce(&mut Vec<u8>)) -> Result<WeightFile, Error> {
    let (_dir, path) = written(&[1.0, 2.5]);
    let mut bytes = std::fs::read(&path).unwrap();
    change(&mut bytes);
    std::fs::write(&path, bytes).unwrap();
    WeightFile::open(&path)
}

#[test]
fn what_was_written_is_read() {
    let (_dir, path) = written(&[1.0, 2.5]);
    let file = WeightFile::open(&path).unwrap();
    file.verify().unwrap();
    assert_eq!(file.meta("tags"), Some("один\nдва"));
    assert_eq!(file.tensor("w").unwrap().f32s(&[2]).unwrap(), [1.0, 2.5]);
    assert_eq!(file.tensor("h").unwrap().to_f32(&[2, 1]).unwrap(), [0.5, -2.0]);
    assert_eq!(file.tensor("b").unwrap().bytes().unwrap(), [7, 8, 9]);
    assert!(matches!(file.tensor("x"), Err(Error::Missing { .. })));
    assert!(matches!(file.tensor("w").unwrap().f32s(&[1, 2]), Err(Error::Shape { .. })));
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn damage_is_named() {
    assert!(matches!(opened_after(|b| b.truncate(b.len() - 1)), Err(Error::Length { .. })));
    assert!(matches!(opened_after(|b| b.truncate(40)), Err(Error::Length { .. })));
    assert!(matches!(opened_after(|b| b.truncate(20)), Err(Error::NotWeights { .. })));
    assert!(matches!(opened_after(|b| b[0] = b'x'), Err(Error::NotWeights { .. })));
    assert!(matches!(opened_after(|b| b[8] = 9), Err(Error::Version { found: 9, .. })));
    assert!(matches!(opened_after(|b| b[40] ^= 1), Err(Error::Checksum { part: "header", .. })));
    let last_byte = opened_after(|b| *b.last_mut().unwrap() ^= 1).unwrap();
    assert!(matches!(last_byte.verify(), Err(Error::Checksum { part: "data", .. })));
}

#[test]
fn nan_is_named() {
    let (_dir, path) = written(&[1.0, f32::NAN]);
    let file = WeightFile::open(&path).unwrap();
    assert!(matches!(file.tensor("w").unwrap().f32s(&[2]), Err(Error::NotFinite { at: 1, .. })));
}
