//! Paths, folders, patterns and standard input into bytes, one after the other in sorted order. The only I/O of this crate.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rapporteur_model::{Issue, IssueKind};

use crate::formats::{self, Settings, Source, is_passed_over};
use crate::intake::Format;
use crate::opened::Opened;

/// Longest file that is read into memory at once; of longer ones the beginning is read.
pub const MAX_FILE: u64 = 64 << 20;
/// Size of the pieces in which JSON lines are read; a piece ends at a line's end.
const PIECE: usize = 8 << 20;

/// One input, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Path as found, `-` for standard input, or the web address that the part states.
    pub address: String,
    /// Where it was found, for a part that has an address of its own ("news.xml#item 3").
    pub found_at: Option<String>,
    /// Lines before this part (JSON lines come in parts).
    pub lines_before: usize,
    /// What its container says that it is.
    pub format: Option<Format>,
    /// The charset that its container says.
    pub charset: Option<String>,
    /// The address is only named: the bytes are to be fetched.
    pub is_link: bool,
    /// What its file is called in a summary ("feed", "ZIP archive"); `None` where its bytes say.
    pub kind: Option<&'static str>,
    /// The bytes, or why there are none.
    pub bytes: Result<Vec<u8>, Issue>,
}

impl Input {
    /// A whole input.
    #[must_use]
    pub fn new(address: impl Into<String>, bytes: Result<Vec<u8>, Issue>) -> Self {
        Self { address: address.into(), found_at: None, lines_before: 0, format: None, charset: None, is_link: false, kind: None, bytes }
    }

    /// An address whose bytes are to be fetched.
    #[must_use]
    pub fn link(address: impl Into<String>) -> Self {
        Self { is_link: true, ..Self::new(address, Ok(Vec::new())) }
    }
}

/// The inputs of a command, read when they are asked for.
///
/// Folders give all their files in the order of their names, without hidden ones and without pictures, styles and programs;
/// what is named is always read. Files that hold several reports or other files give their parts. A pattern that matches nothing and
/// a path that does not exist give an input that is an issue; a web address gives itself, to be fetched by who may.
#[derive(Debug)]
pub struct Inputs {
    waiting: VecDeque<Waiting>,
    settings: Settings,
    lines: Option<Lines>,
    opened: Option<Opened>,
    passed_over: BTreeMap<String, usize>,
}

#[derive(Debug)]
enum Waiting {
    Path(PathBuf),
    Given(Input),
}

impl Inputs {
    /// The inputs that these arguments name: files, folders, glob patterns, web addresses, `-`.
    #[must_use]
    pub fn of(arguments: &[String], settings: &Settings) -> Self {
        let (mut paths, mut given, mut passed_over) = (Vec::new(), VecDeque::new(), BTreeMap::new());
        for argument in arguments {
            if is_address(argument) {
                given.push_back(Waiting::Given(Input::link(argument.as_str())));
                continue;
            }
            match expand(argument, &mut passed_over) {
                Ok(found) => paths.extend(found),
                Err(issue) => given.push_back(Waiting::Given(Input::new(argument.as_str(), Err(issue)))),
            }
        }
        paths.sort();
        paths.dedup();
        given.extend(paths.into_iter().map(Waiting::Path));
        Self { waiting: given, settings: settings.clone(), lines: None, opened: None, passed_over }
    }

    /// Inputs whose bytes are here.
    #[must_use]
    pub fn given(inputs: impl IntoIterator<Item = Input>, settings: &Settings) -> Self {
        let waiting = inputs.into_iter().map(Waiting::Given).collect();
        Self { waiting, settings: settings.clone(), lines: None, opened: None, passed_over: BTreeMap::new() }
    }

    /// Number of files that are still to be read; lines and parts are not counted.
    #[must_use]
    pub fn files_left(&self) -> usize {
        self.waiting.len() + usize::from(self.lines.is_some()) + usize::from(self.opened.is_some())
    }

    /// Files of folders that were not looked into, by the ends of their names.
    #[must_use]
    pub fn passed_over(&self) -> &BTreeMap<String, usize> {
        &self.passed_over
    }

    fn open(&mut self, path: &Path) -> Option<Input> {
        let address = path.display().to_string();
        let failed = |error: &std::io::Error| {
            let issue = Issue::new(IssueKind::Unreadable, format!("cannot be read ({error}); check the path and its permissions"));
            Some(Input::new(address.clone(), Err(issue)))
        };
        let is_file = address != "-";
        let reader: Box<dyn Read + Send> = if is_file {
            match File::open(path) {
                Ok(file) => Box::new(file),
                Err(error) => return failed(&error),
            }
        } else {
            Box::new(std::io::stdin())
        };
        let size = if is_file { path.metadata().map_or(0, |data| data.len()) } else { u64::MAX / self.settings.limits.times.max(1) };
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let (is_lines, row) = match reader.fill_buf() {
            Ok(start) => (is_json_lines(&address, start), formats::of(start, &address)),
            Err(error) => return failed(&error),
        };
        if let Some(row) = row.filter(|_| !is_named_lines(&address)) {
            let source = if is_file { Source::of_file(Box::new(reader), path) } else { Source::of_reader(Box::new(reader), &address) };
            self.opened = Some(Opened::new(row, source, address, size, &self.settings));
            return None;
        }
        if is_lines {
            self.lines = Some(Lines { address, reader, lines: 0 });
            return None;
        }
        let mut bytes = Vec::new();
        match reader.take(MAX_FILE).read_to_end(&mut bytes) {
            Ok(_) => Some(Input::new(address, Ok(bytes))),
            Err(error) => failed(&error),
        }
    }

    /// Bytes that are here, or the parts that they hold.
    fn take(&mut self, input: Input) -> Option<Input> {
        let Ok(bytes) = &input.bytes else { return Some(input) };
        if input.is_link || input.format.is_some() || is_named_lines(&input.address) {
            return Some(input);
        }
        let Some(row) = formats::of(&bytes[..bytes.len().min(1 << 16)], &input.address) else { return Some(input) };
        let size = bytes.len() as u64;
        let source = Source::of_bytes(input.bytes.unwrap_or_default(), &input.address);
        self.opened = Some(Opened::new(row, source, input.address, size, &self.settings));
        None
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
            if let Some(opened) = &mut self.opened {
                match opened.next() {
                    Some(part) => return Some(part),
                    None => self.opened = None,
                }
            }
            let found = match self.waiting.pop_front()? {
                Waiting::Path(path) => self.open(&path),
                Waiting::Given(input) => self.take(input),
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// True for an address of the web.
fn is_address(argument: &str) -> bool {
    argument.starts_with("http://") || argument.starts_with("https://")
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
                    return Some(self.piece(before, Err(issue)));
                }
            }
        }
        (!bytes.is_empty()).then(|| self.piece(before, Ok(bytes)))
    }

    fn piece(&self, lines_before: usize, bytes: Result<Vec<u8>, Issue>) -> Input {
        Input { lines_before, ..Input::new(self.address.clone(), bytes) }
    }
}

/// True for a file whose name says that it is JSON lines.
fn is_named_lines(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.ends_with(".jsonl") || lower.ends_with(".ndjson")
}

fn is_json_lines(address: &str, start: &[u8]) -> bool {
    let body = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let line = body.split(|&b| b == b'\n').next().unwrap_or_default();
    // An object that is closed on its first line, or that outgrows the buffer.
    let object = body.starts_with(b"{") && (line.trim_ascii_end().ends_with(b"}") || line.len() == body.len());
    is_named_lines(address) || (object && !body.starts_with(b"{\\"))
}

fn expand(argument: &str, passed_over: &mut BTreeMap<String, usize>) -> Result<Vec<PathBuf>, Issue> {
    let path = Path::new(argument);
    if argument == "-" || path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if path.is_dir() {
        return Ok(folder(path, passed_over));
    }
    if !argument.contains(['*', '?', '[']) {
        return Err(Issue::new(IssueKind::Unreadable, "no such file or folder"));
    }
    let wrong = |error: &dyn std::fmt::Display| Issue::new(IssueKind::Unreadable, format!("is no pattern of files ({error})"));
    let found: Vec<PathBuf> = glob::glob(argument).map_err(|error| wrong(&error))?.filter_map(Result::ok).collect();
    if found.is_empty() {
        return Err(Issue::new(IssueKind::Unreadable, "the pattern matches no file"));
    }
    Ok(found.into_iter().flat_map(|path| if path.is_dir() { folder(&path, passed_over) } else { vec![path] }).collect())
}

/// Files of a folder and its folders; nothing of version control or hidden, and none whose name says that it is no report.
fn folder(path: &Path, passed_over: &mut BTreeMap<String, usize>) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(path).standard_filters(false).hidden(true).follow_links(false).build();
    let is_file = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_file()) || entry.path_is_symlink();
    let mut wanted = |path: &PathBuf| {
        let passed = is_passed_over(&path.display().to_string());
        if passed {
            let end = path.extension().map_or_else(String::new, |end| end.to_string_lossy().to_lowercase());
            *passed_over.entry(end).or_insert(0) += 1;
        }
        !passed
    };
    walk.filter_map(Result::ok)
        .filter(is_file)
        .map(ignore::DirEntry::into_path)
        .filter(|p| p.is_file() || p.is_symlink())
        .filter(&mut wanted)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Inputs;
    use crate::formats::Settings;

    #[test]
    fn folders_patterns_and_files_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name).display().to_string();
        fs::create_dir(dir.path().join("b")).unwrap();
        for (name, text) in [("c.txt", "c"), ("b/a.txt", "ba"), ("a.txt", "a"), (".hidden", "h"), ("p.png", "p")] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let texts = |arguments: &[String]| {
            Inputs::of(arguments, &Settings::default())
                .map(|i| i.bytes.map(|b| String::from_utf8(b).unwrap()).unwrap_or_else(|i| i.message))
                .collect::<Vec<_>>()
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
        let pieces: Vec<_> = Inputs::of(&[path.display().to_string()], &Settings::default()).collect();
        assert_eq!(pieces.iter().map(|p| p.lines_before).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(pieces.iter().map(|p| p.bytes.as_ref().unwrap().len()).sum::<usize>(), line.len() * 3);
    }
}
