//! Reads the stand-off format of brat: `NAME.txt` with `NAME.ann`. Positions count characters.
//!
//! Format: <https://brat.nlplab.org/standoff.html>. Only text-bound entities and binary relations are kept.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// A text-bound annotation; one in several pieces is covered from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Type.
    pub kind: String,
    /// Where.
    pub at: Range<usize>,
}

/// A relation between two entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Type.
    pub kind: String,
    /// First argument, an index of [`Document::entities`].
    pub from: usize,
    /// Second argument.
    pub to: usize,
}

/// A text with its annotations.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// File name without its ending.
    pub name: String,
    /// The text.
    pub text: String,
    /// Entities in the order of the file.
    pub entities: Vec<Entity>,
    /// Relations in the order of the file.
    pub relations: Vec<Relation>,
}

/// All documents of a folder by name.
///
/// # Errors
/// The folder or a file cannot be read, or a line has another form.
pub fn read_folder(folder: &Path) -> Result<Vec<Document>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names: Vec<String> =
        entries.filter_map(|e| e.ok()?.file_name().into_string().ok()?.strip_suffix(".ann").map(str::to_owned)).collect();
    ensure!(!names.is_empty(), "{} holds no .ann file", folder.display());
    names.sort();
    let layer = |name: &str, ending: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    names.iter().map(|name| read(name, layer(name, "txt")?, &layer(name, "ann")?)).collect()
}

/// Reads one document.
///
/// # Errors
/// A line has another form, or a relation names an entity that is not there.
pub fn read(name: &str, text: String, annotations: &str) -> Result<Document> {
    let mut document = Document { name: name.to_owned(), text, ..Document::default() };
    let mut ids = HashMap::new();
    let lines = || annotations.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    for cells in lines().filter(|c| c[0].starts_with('T')) {
        let wrong = || format!("{name}.ann: {cells:?} is no entity");
        let (kind, places) = cells.get(1).and_then(|c| c.split_once(' ')).with_context(wrong)?;
        let numbers: Vec<usize> = places.split([' ', ';']).map(str::parse).collect::<Result<_, _>>().with_context(wrong)?;
        let (Some(&start), Some(&end)) = (numbers.first(), numbers.last()) else { continue };
        ensure!(start <= end, wrong());
        ids.insert(cells[0].to_owned(), document.entities.len());
        document.entities.push(Entity { kind: kind.to_owned(), at: start..end });
    }
    for cells in lines().filter(|c| c[0].starts_with('R')) {
        let wrong = || format!("{name}.ann: {cells:?} is no relation");
        let parts: Vec<&str> = cells.get(1).with_context(wrong)?.split_whitespace().collect();
        ensure!(parts.len() == 3, wrong());
        let end = |part: &str| part.split(':').nth(1).and_then(|id| ids.get(id)).copied().with_context(wrong);
        document.relations.push(Relation { kind: parts[0].to_owned(), from: end(parts[1])?, to: end(parts[2])? });
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn entities_in_pieces_and_relations() {
        let ann = "T1\tPERSON 0 4\tАнна\nT2\tPROFESSION 6 12;20 25\tгенера завод\nR1\tWORKS_AS Arg1:T1 Arg2:T2\t\n#1\tNote T1\tx\n";
        let document = read("a", "Анна, генеральный".to_owned(), ann).expect("read");
        assert_eq!(document.entities[1].at, 6..25);
        assert_eq!((document.relations[0].from, document.relations[0].to), (0, 1));
        assert!(read("a", String::new(), "T1\tPERSON x 4\tАнна").is_err());
        assert!(read("a", String::new(), "R1\tKNOWS Arg1:T1 Arg2:T2").is_err());
    }
}
