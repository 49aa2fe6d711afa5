//! PDF, read by PDFium in a process of its own: the program calls itself (`rapporteur pdf-lines`), the file goes in, lines of pages come out.
//! A file that makes the library crash, hang or swallow memory costs that process, never the run.

mod child;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rapporteur_model::{Issue, IssueKind};
use rapporteur_text::{PdfLine, PdfPages, PdfReader};
use serde::{Deserialize, Serialize};

pub use child::lines;

/// The library's file in the models' folder.
const LIBRARY: &str = if cfg!(windows) {
    "pdfium.dll"
} else if cfg!(target_os = "macos") {
    "libpdfium.dylib"
} else {
    "libpdfium.so"
};
/// The program that answers to [`COMMAND`].
const PROGRAM: &str = "rapporteur";
/// The command by which the program reads a PDF from standard input.
pub const COMMAND: &str = "pdf-lines";
/// Longest time of one file.
const TIME: Duration = Duration::from_secs(120);
/// Longest answer in bytes.
const MOST: u64 = 256 << 20;

/// Words, left, right, top, size.
type Line = (String, f32, f32, f32, f32);

/// What the process answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    /// Of each page the lines.
    Pages(Vec<Vec<Line>>),
    /// The file asks for a password.
    Locked,
    /// The library cannot read the file.
    Broken(String),
    /// The library cannot be used.
    NoLibrary(String),
}

/// The reader with the library in `models`; none where it is not installed, or where this program is another one.
#[must_use]
pub fn reader(models: &Path) -> PdfReader {
    let library = models.join(LIBRARY);
    let program = std::env::current_exe().ok().filter(|path| path.file_stem().is_some_and(|stem| stem == PROGRAM));
    match program.filter(|_| library.is_file()) {
        Some(program) => PdfReader::new(move |bytes| read(&program, &library, bytes)),
        None => PdfReader::default(),
    }
}

fn read(program: &PathBuf, library: &PathBuf, bytes: &[u8]) -> Result<PdfPages, Issue> {
    let failed = |error: std::io::Error| unreadable(&format!("the reader of PDF did not start ({error}): try again"));
    let mut child = Command::new(program)
        .arg(COMMAND)
        .arg(library)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let answer = talk(&mut child, bytes.to_vec());
    let _ = child.kill();
    let _ = child.wait();
    match answer.map(|answer| serde_json::from_slice(&answer)) {
        Some(Ok(Answer::Pages(pages))) => Ok(pages.into_iter().map(|page| page.into_iter().map(line).collect()).collect()),
        Some(Ok(Answer::Locked)) => {
            Err(unreadable("is locked by a password: unlock it (`qpdf --decrypt --password=WORD FILE.pdf OPEN.pdf`) and add that"))
        }
        Some(Ok(Answer::Broken(said))) => {
            Err(unreadable(&format!("is broken or cut off ({said}): `qpdf FILE.pdf MENDED.pdf` may mend it")))
        }
        Some(Ok(Answer::NoLibrary(said))) => {
            Err(unreadable(&format!("the reader of PDF cannot be used ({said}): run `rapporteur setup` again, or add the file as a text")))
        }
        Some(Err(_)) => {
            Err(unreadable("made the reader of PDF fail, which was stopped: make it a text (`pdftotext FILE.pdf FILE.txt`) and add that"))
        }
        None => Err(unreadable(&format!(
            "was not read within {} seconds: split it, or make it a text (`pdftotext FILE.pdf FILE.txt`) and add that",
            TIME.as_secs()
        ))),
    }
}

fn unreadable(message: &str) -> Issue {
    Issue::new(IssueKind::Unreadable, message)
}

fn line((text, left, right, top, size): (String, f32, f32, f32, f32)) -> PdfLine {
    PdfLine { text, left, right, top, size }
}

/// The answer to the bytes; `None` where the time is over.
fn talk(child: &mut Child, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    // Who answers early, or not at all, closes the pipe.
    thread::spawn(move || stdin.write_all(&bytes));
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let _ = stdout.take(MOST).read_to_end(&mut answer);
        let _ = sender.send(answer);
    });
    receiver.recv_timeout(TIME).ok()
}
