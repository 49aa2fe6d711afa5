//! Writing a weight file: whole or not at all.

use std::io::Write;
use std::path::Path;

use super::{ALIGN, DType, Entry, Header, MAGIC, PREFIX, VERSION, WeightFile, align, cast};
use crate::Error;

/// Collects tensors and writes them as one file.
#[derive(Debug, Default)]
pub struct WeightWriter {
    header: Header,
    data: Vec<u8>,
}

impl WeightWriter {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A copy of a file whose single-precision numbers are first handed over by name and shape, to be changed.
    #[must_use]
    pub fn copy(file: &WeightFile, mut change: impl FnMut(&str, &[usize], &mut [f32])) -> Self {
        let mut copy = Self::new();
        copy.header.meta.clone_from(&file.header.meta);
        for (name, entry) in &file.header.tensors {
            let start = file.data + entry.at;
            let len = entry.shape.iter().product::<usize>() * entry.dtype.size();
            let bytes = &file.bytes[start..start + len];
            if entry.dtype == DType::F32 {
                let mut values: Vec<f32> = cast(bytes).to_vec();
                change(name, &entry.shape, &mut values);
                copy.f32(name, &entry.shape, &values);
            } else {
                copy.add(name, entry.dtype, &entry.shape, bytes);
            }
        }
        copy
    }

    /// Stores a text under a key; the last one counts.
    pub fn meta(&mut self, key: &str, value: impl Into<String>) {
        self.header.meta.insert(key.to_owned(), value.into());
    }

    /// Adds single-precision numbers in C order.
    ///
    /// # Panics
    /// Here and below: if the count of numbers is not the product of the shape.
    pub fn f32(&mut self, name: &str, shape: &[usize], values: &[f32]) {
        self.add(name, DType::F32, shape, bytemuck::cast_slice(values));
    }

    /// Adds numbers in C order, rounded to half precision.
    pub fn f16(&mut self, name: &str, shape: &[usize], values: &[f32]) {
        let halves: Vec<u16> = values.iter().map(|&v| half::f16::from_f32(v).to_bits()).collect();
        self.add(name, DType::F16, shape, bytemuck::cast_slice(&halves));
    }

    /// Adds bytes.
    pub fn u8(&mut self, name: &str, shape: &[usize], values: &[u8]) {
        self.add(name, DType::U8, shape, values);
    }

    /// Adds signed bytes.
    pub fn i8(&mut self, name: &str, shape: &[usize], values: &[i8]) {
        self.add(name, DType::I8, shape, bytemuck::cast_slice(values));
    }

    /// Adds 32-bit integers.
    pub fn u32(&mut self, name: &str, shape: &[usize], values: &[u32]) {
        self.add(name, DType::U32, shape, bytemuck::cast_slice(values));
    }

    fn add(&mut self, name: &str, dtype: DType, shape: &[usize], bytes: &[u8]) {
        assert_eq!(shape.iter().product::<usize>() * dtype.size(), bytes.len(), "tensor {name} does not fill its shape");
        self.data.resize(self.data.len().next_multiple_of(ALIGN), 0);
        let entry = Entry { dtype, shape: shape.to_vec(), at: self.data.len() };
        self.header.tensors.insert(name.to_owned(), entry);
        self.data.extend_from_slice(bytes);
    }

    /// Writes the file under a temporary name beside `path`, flushes it to the disk and renames it, so that `path` is
    /// either whole or untouched.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        self.write_io(path).map_err(|source| Error::Io { path: path.to_owned(), source })
    }

    fn write_io(&self, path: &Path) -> std::io::Result<()> {
        let json = serde_json::to_vec(&self.header)?;
        let start = align(PREFIX + json.len());
        let mut file = tempfile::Builder::new().prefix(".incomplete-").tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
        let mut head = Vec::with_capacity(start);
        head.extend_from_slice(MAGIC);
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.extend_from_slice(&u32::try_from(json.len()).map_err(std::io::Error::other)?.to_le_bytes());
        head.extend_from_slice(&((start + self.data.len()) as u64).to_le_bytes());
        head.extend_from_slice(&crc32fast::hash(&json).to_le_bytes());
        head.extend_from_slice(&crc32fast::hash(&self.data).to_le_bytes());
        head.extend_from_slice(&json);
        head.resize(start, 0);
        file.write_all(&head)?;
        file.write_all(&self.data)?;
        readable_by_all(file.as_file())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    }
}

/// Temporary files are private to their owner; a model is not.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
