//! The container of weights: named tensors in one file that is memory mapped. Knows no network.
//!
//! Layout, little-endian: magic (8 bytes), format version (u32), length of the header (u32), length of the file (u64),
//! CRC-32 of the header (u32), CRC-32 of what follows the header (u32), header (JSON), then the tensors, each at a multiple
//! of 64 bytes from the start of the file, in C order.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use half::slice::{HalfBitsSliceExt, HalfFloatSliceExt};
use memmap2::Mmap;
use serde::{Deserialize, Serialize};

use crate::Error;

mod write;

pub use write::WeightWriter;

const MAGIC: &[u8; 8] = b"RAPnn\r\n\x1a";
const VERSION: u32 = 1;
const PREFIX: usize = 32;
const ALIGN: usize = 64;

/// Type of the numbers of a tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DType {
    /// IEEE 754 single precision.
    F32,
    /// IEEE 754 half precision.
    F16,
    /// Unsigned byte.
    U8,
    /// Signed byte.
    I8,
    /// Unsigned 32-bit integer.
    U32,
}

impl DType {
    /// Bytes of one number.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::F32 | Self::U32 => 4,
            Self::F16 => 2,
            Self::U8 | Self::I8 => 1,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    dtype: DType,
    shape: Vec<usize>,
    /// Bytes from the start of the data, which begins at the first multiple of 64 after the header.
    at: usize,
}

impl Entry {
    fn bytes(&self) -> Option<usize> {
        self.shape.iter().try_fold(self.dtype.size(), |size, &dim| size.checked_mul(dim))
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Header {
    meta: BTreeMap<String, String>,
    tensors: BTreeMap<String, Entry>,
}

/// Where the bytes of a file are.
#[derive(Debug)]
enum Bytes {
    Mapped(Mmap),
    Program(&'static [u8]),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Program(bytes) => bytes,
        }
    }
}

/// A memory-mapped weight file. Opening checks the header and the length; [`verify`](Self::verify) checks every byte.
#[derive(Debug)]
pub struct WeightFile {
    path: PathBuf,
    bytes: Bytes,
    header: Header,
    /// Where the data begins.
    data: usize,
}

impl WeightFile {
    /// Maps a weight file. Reads the header only.
    ///
    /// # Errors
    /// If the file cannot be read, is no weight file, is of another version, is cut short, or names tensors outside itself.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        // SAFETY: weight files are replaced by renaming, never rewritten in place, so the mapping does not change under us.
        let map = unsafe { Mmap::map(&file) }.map_err(io)?;
        Self::read(path, Bytes::Mapped(map))
    }

    /// Reads a weight file that lies in the program; `name` stands for its path in errors.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where the bytes do not begin at a multiple of 64.
    pub fn from_static(name: &str, bytes: &'static [u8]) -> Result<Self, Error> {
        let path = Path::new(name);
        match bytes.as_ptr().addr().is_multiple_of(ALIGN) {
            true => Self::read(path, Bytes::Program(bytes)),
            false => Err(Error::Header { path: path.to_owned(), reason: "it is not aligned to 64 bytes".to_owned() }),
        }
    }

    fn read(path: &Path, bytes: Bytes) -> Result<Self, Error> {
        let (header, data) = read_header(path, &bytes)?;
        let file = Self { path: path.to_owned(), bytes, header, data };
        file.check_bounds()?;
        Ok(file)
    }

    /// The path that was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A text that was stored under this key.
    #[must_use]
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.header.meta.get(key).map(String::as_str)
    }

    /// Names of the tensors, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.header.tensors.keys().map(String::as_str)
    }

    /// The tensor of this name.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub fn tensor<'a>(&'a self, name: &'a str) -> Result<Tensor<'a>, Error> {
        let entry = self.header.tensors.get(name).ok_or_else(|| Error::Missing { name: name.to_owned() })?;
        let start = self.data + entry.at;
        let len = entry.bytes().expect("checked when the file was opened");
        Ok(Tensor { name, dtype: entry.dtype, shape: &entry.shape, bytes: &self.bytes[start..start + len] })
    }

    /// Reads the whole file and compares its checksum.
    ///
    /// # Errors
    /// [`Error::Checksum`].
    pub fn verify(&self) -> Result<(), Error> {
        let stated = u32_at(&self.bytes, 28);
        match crc32fast::hash(&self.bytes[self.data..]) == stated {
            true => Ok(()),
            false => Err(Error::Checksum { path: self.path.clone(), part: "data" }),
        }
    }

    /// Reads all tensors of real numbers; those that are not finite cannot be used.
    ///
    /// # Errors
    /// [`Error::NotFinite`].
    pub fn check_finite(&self) -> Result<(), Error> {
        for name in self.names() {
            let tensor = self.tensor(name)?;
            match tensor.dtype {
                DType::F32 => tensor.check_finite(cast(tensor.bytes))?,
                DType::F16 => drop(tensor.to_f32(tensor.shape)?),
                DType::U8 | DType::I8 | DType::U32 => {}
            }
        }
        Ok(())
    }

    fn check_bounds(&self) -> Result<(), Error> {
        let room = self.bytes.len() - self.data;
        for (name, entry) in &self.header.tensors {
            let end = entry.bytes().and_then(|len| len.checked_add(entry.at));
            if end.is_none_or(|end| end > room) || !entry.at.is_multiple_of(ALIGN) {
                return Err(Error::Header { path: self.path.clone(), reason: format!("tensor {name} lies outside the file") });
            }
        }
        Ok(())
    }
}

fn read_header(path: &Path, bytes: &[u8]) -> Result<(Header, usize), Error> {
    if bytes.len() < PREFIX || &bytes[..8] != MAGIC {
        return Err(Error::NotWeights { path: path.to_owned() });
    }
    let version = u32_at(bytes, 8);
    if version != VERSION {
        return Err(Error::Version { path: path.to_owned(), found: version, expected: VERSION });
    }
    let stated = u64::from(u32_at(bytes, 16)) | u64::from(u32_at(bytes, 20)) << 32;
    let end = PREFIX + u32_at(bytes, 12) as usize;
    if stated != bytes.len() as u64 || end > bytes.len() || align(end) > bytes.len() {
        return Err(Error::Length { path: path.to_owned(), found: bytes.len() as u64, expected: stated });
    }
    let json = &bytes[PREFIX..end];
    if crc32fast::hash(json) != u32_at(bytes, 24) {
        return Err(Error::Checksum { path: path.to_owned(), part: "header" });
    }
    let header = serde_json::from_slice(json).map_err(|e| Error::Header { path: path.to_owned(), reason: e.to_string() })?;
    Ok((header, align(end)))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn align(at: usize) -> usize {
    at.next_multiple_of(ALIGN)
}

/// A tensor of a mapped file.
#[derive(Debug, Clone, Copy)]
pub struct Tensor<'a> {
    name: &'a str,
    dtype: DType,
    shape: &'a [usize],
    bytes: &'a [u8],
}

impl<'a> Tensor<'a> {
    /// Its dimensions.
    #[must_use]
    pub fn shape(&self) -> &'a [usize] {
        self.shape
    }

    /// The bytes of a `u8` tensor, straight from the map.
    ///
    /// # Errors
    /// [`Error::Shape`] where it is of another type.
    pub fn bytes(&self) -> Result<&'a [u8], Error> {
        self.check(DType::U8, self.shape)?;
        Ok(self.bytes)
    }

    /// The numbers of a `u32` tensor, straight from the map.
    ///
    /// # Errors
    /// [`Error::Shape`] where it is of another type.
    pub fn u32s(&self) -> Result<&'a [u32], Error> {
        self.check(DType::U32, self.shape)?;
        Ok(cast(self.bytes))
    }

    /// The numbers of an `f32` tensor of this shape, straight from the map, all of them finite.
    ///
    /// # Errors
    /// [`Error::Shape`] where type or shape differ, [`Error::NotFinite`] at a NaN or infinity.
    pub fn f32s(&self, shape: &[usize]) -> Result<&'a [f32], Error> {
        self.check(DType::F32, shape)?;
        let values: &[f32] = cast(self.bytes);
        self.check_finite(values)?;
        Ok(values)
    }

    /// The numbers of an `f32`, `f16` or `i8` tensor of this shape as `f32`, all of them finite. The scale of an `i8` tensor
    /// is the caller's.
    ///
    /// # Errors
    /// [`Error::Shape`] where type or shape differ, [`Error::NotFinite`] at a NaN or infinity.
    pub fn to_f32(&self, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let values: Vec<f32> = match self.dtype {
            DType::F16 => cast::<u16>(self.bytes).reinterpret_cast::<half::f16>().to_f32_vec(),
            DType::I8 => self.bytes.iter().map(|&byte| f32::from(byte.cast_signed())).collect(),
            _ => return self.f32s(shape).map(<[f32]>::to_vec),
        };
        self.check(self.dtype, shape)?;
        self.check_finite(&values)?;
        Ok(values)
    }

    fn check(&self, dtype: DType, shape: &[usize]) -> Result<(), Error> {
        if (self.dtype, self.shape) == (dtype, shape) {
            return Ok(());
        }
        let text = |dtype: DType, shape: &[usize]| format!("{dtype:?} {shape:?}");
        Err(Error::Shape { name: self.name.to_owned(), found: text(self.dtype, self.shape), expected: text(dtype, shape) })
    }

    fn check_finite(&self, values: &[f32]) -> Result<(), Error> {
        // Without a way out of the inner loop it becomes registers.
        let sound = |chunk: &[f32]| chunk.iter().fold(true, |sound, value| sound & value.is_finite());
        match values.chunks(1024).all(sound) {
            true => Ok(()),
            false => {
                let at = values.iter().position(|value| !value.is_finite()).unwrap_or_default();
                Err(Error::NotFinite { name: self.name.to_owned(), at })
            }
        }
    }
}

#[cfg(target_endian = "big")]
compile_error!("weight files are little-endian and are read in place");

fn cast<T: bytemuck::AnyBitPattern>(bytes: &[u8]) -> &[T] {
    bytemuck::try_cast_slice(bytes).expect("tensors begin at multiples of 64 bytes of a page and have whole numbers")
}

#[cfg(test)]
mod tests;
