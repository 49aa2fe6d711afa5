//! Paths, folders, patterns and standard input into bytes, one after the other in sorted order. The only I/O of this crate.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rapporteur_model::{Issue, IssueKind};

/// Longest file that is read into memory at once; of longer ones the beginning is read.
pub const MAX_FILE: u64 = 64 << 20;
/// Size of the pieces in which JSON lines are read; a piece ends at a line's end.
const PIECE: usize = 8 << 20;

/// One input, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Path as found, or `-` for standard input.
    pub address: String,
    /// Lines before this part (JSON lines come in parts).
    pub lines_before: usize,
    /// The bytes, or why there are none.
    pub bytes: Result<Vec<u8>, Issue>,
}

/// The inputs of a command, read when they are asked for.
///
/// Folders give all their files in the order of their names, without hidden ones and without those of unknown binary kinds;
/// what is named is always read. A pattern that matches nothing and a path that does not exist give an input that is an issue.
#[derive(Debug)]
pub struct Inputs {
    paths: VecDeque<PathBuf>,
    missing: VecDeque<Input>,
    lines: Option<Lines>,
}

/// Ends of names that are never reports.
const PASSED_OVER: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "css", "js", "pdf", "zip", "gz", "db", "sqlite", "db-wal", "db-shm", "mp3", "mp4",
    "woff", "woff2", "exe", "so",
];

impl Inputs {
    /// The inputs that these arguments name: files, folders, glob patterns, `-`.
    #[must_use]
    pub fn of(arguments: &[String]) -> Self {
        let (mut paths, mut missing) = (Vec::new(), VecDeque::new());
        for argument in arguments {
            match expand(argument) {
                Ok(found) => paths.extend(found),
                Err(issue) => missing.push_back(Input { address: argument.clone(), lines_before: 0, bytes: Err(issue) }),
            }
        }
        paths.sort();
        paths.dedup();
        Self { paths: paths.into(), missing, lines: None }
    }

    /// Number of files that are still to be read; lines of JSON are not counted.
    #[must_use]
    pub fn files_left(&self) -> usize {
        self.paths.len() + self.missing.len() + usize::from(self.lines.is_some())
    }

    fn open(&mut self, path: &Path) -> Option<Input> {
        let address = path.display().to_string();
        let failed = |error: &std::io::Error| {
            let issue = Issue::new(IssueKind::Unreadable, format!("cannot be read ({error}); check the path and its permissions"));
            Some(Input { address: address.clone(), lines_before: 0, bytes: Err(issue) })
        };
        let reader: Box<dyn Read + Send> = if address == "-" {
            Box::new(std::io::stdin())
        } else {
            match File::open(path) {
                Ok(file) => Box::new(file),
                Err(error) => return failed(&error),
            }
        };
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let is_lines = match reader.fill_buf() {
            Ok(start) => is_json_lines(&address, start),
            Err(error) => return failed(&error),
        };
        if is_lines {
            self.lines = Some(Lines { address, reader, lines: 0 });
            return None;
        }
        let mut bytes = Vec::new();
        match reader.take(MAX_FILE).read_to_end(&mut bytes) {
            Ok(_) => Some(Input { address, lines_before: 0, bytes: Ok(bytes) }),
            Err(error) => failed(&error),
        }
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(piece) => return Some(piece),
                    None => self.lines = None,
                }
            }
            if let Some(missing) = self.missing.pop_front() {
                return Some(missing);
            }
            let path = self.paths.pop_front()?;
            if let Some(input) = self.open(&path) {
                return Some(input);
            }
        }
    }
}

/// A file of JSON lines that is being read.
struct Lines {
    address: String,
    reader: BufReader<Box<dyn Read + Send>>,
    lines: usize,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("address", &self.address).field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl Lines {
    /// Whole lines up to the size of a piece; a single line may be longer, up to [`MAX_FILE`].
    fn next(&mut self) -> Option<Input> {
        let (mut bytes, before) = (Vec::new(), self.lines);
        while bytes.len() < PIECE {
            match (&mut self.reader).take(MAX_FILE).read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => self.lines += usize::from(bytes.ends_with(b"\n")),
                Err(error) => {
                    let issue = Issue::new(IssueKind::Unreadable, format!("line {}: cannot be read ({error})", self.lines + 1));
                    return Some(Input { address: self.address.clone(), lines_before: before, bytes: Err(issue) });
                }
            }
        }
        (!bytes.is_empty()).then(|| Input { address: self.address.clone(), lines_before: before, bytes: Ok(bytes) })
    }
}

fn is_json_lines(address: &str, start: &[u8]) -> bool {
    let lower = address.to_ascii_lowercase();
    let body = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let line = body.split(|&b| b == b'\n').next().unwrap_or_default();
    // An object that is closed on its first line, or that outgrows the buffer.
    let object = body.starts_with(b"{") && (line.trim_ascii_end().ends_with(b"}") || line.len() == body.len());
    lower.ends_with(".jsonl") || lower.ends_with(".ndjson") || (object && !body.starts_with(b"{\\"))
}

fn expand(argument: &str) -> Result<Vec<PathBuf>, Issue> {
    let path = Path::new(argument);
    if argument == "-" || path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if path.is_dir() {
        return Ok(folder(path));
    }
    if !argument.contains(['*', '?', '[']) {
        return Err(Issue::new(IssueKind::Unreadable, "no such file or folder"));
    }
    let wrong = |error: &dyn std::fmt::Display| Issue::new(IssueKind::Unreadable, format!("is no pattern of files ({error})"));
    let found: Vec<PathBuf> = glob::glob(argument).map_err(|error| wrong(&error))?.filter_map(Result::ok).collect();
    if found.is_empty() {
        return Err(Issue::new(IssueKind::Unreadable, "the pattern matches no file"));
    }
    Ok(found.into_iter().flat_map(|path| if path.is_dir() { folder(&path) } else { vec![path] }).collect())
}

/// Files of a folder and its folders; nothing of version control, hidden or of known binary kinds.
fn folder(path: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(path).standard_filters(false).hidden(true).follow_links(false).build();
    let is_file = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_file()) || entry.path_is_symlink();
    let wanted = |path: &PathBuf| {
        path.extension().and_then(|end| end.to_str()).is_none_or(|end| !PASSED_OVER.contains(&end.to_ascii_lowercase().as_str()))
    };
    walk.filter_map(Result::ok)
        .filter(is_file)
        .map(ignore::DirEntry::into_path)
        .filter(|p| p.is_file() || p.is_symlink())
        .filter(wanted)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Inputs;

    #[test]
    fn folders_patterns_and_files_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name).display().to_string();
        fs::create_dir(dir.path().join("b")).unwrap();
        for (name, text) in [("c.txt", "c"), ("b/a.txt", "ba"), ("a.txt", "a"), (".hidden", "h"), ("p.png", "p")] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let texts = |arguments: &[String]| {
            Inputs::of(arguments).map(|i| i.bytes.map(|b| String::from_utf8(b).unwrap()).unwrap_or_else(|i| i.message)).collect::<Vec<_>>()
        };
        assert_eq!(texts(&[dir.path().display().to_string()]), ["a", "ba", "c"]);
        assert_eq!(texts(&[at("*.txt"), at("a.txt")]), ["a", "c"]);
        assert_eq!(texts(&[at("none.txt"), at("c.txt")]), ["no such file or folder", "c"]);
        assert_eq!(texts(&[at("*.none")]), ["the pattern matches no file"]);
    }

    #[test]
    fn json_lines_come_in_pieces_with_their_number() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.jsonl");
        let line = format!("{{\"text\":\"{}\"}}\n", "a".repeat(5 << 20));
        fs::write(&path, line.repeat(3)).unwrap();
        let pieces: Vec<_> = Inputs::of(&[path.display().to_string()]).collect();
        assert_eq!(pieces.iter().map(|p| p.lines_before).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(pieces.iter().map(|p| p.bytes.as_ref().unwrap().len()).sum::<usize>(), line.len() * 3);
    }
}
