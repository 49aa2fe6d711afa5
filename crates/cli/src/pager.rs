//! Long output through a pager, as git does it: only on a terminal, only what does not fit its height, and never a reason to lose output.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// The command of the pager; none where the reader wants none.
fn command() -> Option<String> {
    let named = ["RAPPORTEUR_PAGER", "PAGER"].iter().find_map(std::env::var_os);
    let command = named.map_or_else(|| "less".to_owned(), |value| value.to_string_lossy().trim().to_owned());
    (!command.is_empty() && command != "cat").then_some(command)
}

/// Writes text to the pager; to standard output where there is none. A reader that leaves it early is no error.
pub fn show(text: &[u8]) -> io::Result<()> {
    let Some(command) = command() else { return plain(text) };
    let mut words = command.split_whitespace();
    let simple = !command.contains(['|', '&', ';', '<', '>', '$', '"', '\'', '\\', '*', '(', '`', '=']);
    let mut child = if simple {
        let mut child = Command::new(words.next().unwrap_or("less"));
        child.args(words);
        child
    } else {
        let mut child = Command::new("sh");
        child.args(["-c", &command]);
        child
    };
    if std::env::var_os("LESS").is_none() {
        child.env("LESS", "FRX");
    }
    // A pager that is not there: as if there were none.
    let Ok(mut running) = child.stdin(Stdio::piped()).spawn() else { return plain(text) };
    if let Some(mut input) = running.stdin.take() {
        match input.write_all(text) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    let ended = running.wait()?;
    // What a shell says of a command that is not there (POSIX).
    if ended.code() == Some(127) { plain(text) } else { Ok(()) }
}

fn plain(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()
}
