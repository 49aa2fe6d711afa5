//! A server of the program that was built beside this one, and the little of HTTP that asking it takes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// `rapporteur`, as it was built with the same profile.
///
/// # Errors
/// When it was not built.
pub fn program() -> Result<PathBuf> {
    let beside = std::env::current_exe()?.with_file_name(format!("rapporteur{}", std::env::consts::EXE_SUFFIX));
    ensure!(beside.is_file(), "{} is not there: build the program with the same profile first", beside.display());
    Ok(beside)
}

/// A server on loopback that ends with this value.
#[derive(Debug)]
pub struct Served {
    /// Where it listens.
    pub at: SocketAddr,
    process: Child,
}

/// The token of servers that are looked at.
pub const TOKEN: &str = "to-be-looked-at-only";

impl Served {
    /// Serves a record on a free port.
    ///
    /// # Errors
    /// When the program does not run or says no address.
    pub fn of(program: &Path, record: &Path) -> Result<Self> {
        let mut serve = Command::new(program);
        serve.args(["serve", "--listen", "127.0.0.1:0", "--token", TOKEN, "--record"]).arg(record);
        let mut process = serve.stdout(Stdio::piped()).spawn().with_context(|| program.display().to_string())?;
        let told = BufReader::new(process.stdout.take().context("no output")?);
        let mut addresses = told.lines().map_while(Result::ok).filter_map(|line| {
            let rest = line.split("http://").nth(1)?.to_owned();
            rest.split(['/', ' ']).next()?.parse::<SocketAddr>().ok()
        });
        let Some(at) = addresses.next().filter(|at| at.ip().is_loopback()) else {
            let _ = process.kill();
            bail!("{} serve says no address on loopback", program.display());
        };
        Ok(Self { at, process })
    }

    /// The most memory that it held so far, in bytes, where the system tells.
    #[must_use]
    pub fn memory(&self) -> Option<u64> {
        let told = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kibibytes| kibibytes << 10)
    }

    /// What the API answers.
    ///
    /// # Errors
    /// When it does not answer in JSON.
    pub fn json(&self, path: &str) -> Result<Value> {
        let (status, body) = Caller::to(self.at)?.get(path)?;
        ensure!(status == 200, "{path}: {status}");
        serde_json::from_slice(&body).with_context(|| path.to_owned())
    }

    /// The first ids of a list.
    ///
    /// # Errors
    /// As [`Served::json`].
    pub fn ids(&self, list: &str, most: usize) -> Result<Vec<String>> {
        let found = self.json(&format!("/api/v1/{list}{}limit={most}", if list.contains('?') { '&' } else { '?' }))?;
        let rows = found["items"].as_array().cloned().unwrap_or_default();
        Ok(rows.iter().filter_map(|row| row["id"].as_str().or(row["body"]["id"].as_str())).map(str::to_owned).collect())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A connection that is kept from one question to the next.
#[derive(Debug)]
pub struct Caller {
    at: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// An answer is waited for so long.
const PATIENCE: Duration = Duration::from_secs(90);

impl Caller {
    /// Calls a server on this machine.
    ///
    /// # Errors
    /// When it is on another one, or does not listen.
    pub fn to(at: SocketAddr) -> Result<Self> {
        ensure!(at.ip().is_loopback(), "{at} is not this machine");
        let stream = TcpStream::connect(at)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self { at, stream: BufReader::new(stream) })
    }

    /// Status and body of the answer.
    ///
    /// # Errors
    /// When the connection ends before it is whole.
    pub fn get(&mut self, path: &str) -> Result<(u16, Vec<u8>)> {
        self.send("GET", path, "")
    }

    /// Sends JSON, or nothing; gives status and body of the answer.
    ///
    /// # Errors
    /// As [`Caller::get`].
    pub fn send(&mut self, method: &str, path: &str, body: &str) -> Result<(u16, Vec<u8>)> {
        let more =
            if body.is_empty() { String::new() } else { format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()) };
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n{more}\r\n{body}", self.at);
        self.stream.get_mut().write_all(head.as_bytes())?;
        let status = self.line()?.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(':').map(|(name, value)| (name, value.trim())) {
                Some(("content-length", value)) => length = value.parse()?,
                Some(("transfer-encoding", "chunked")) => chunked = true,
                Some(_) => {}
                None => break,
            }
        }
        let mut body = Vec::new();
        if !chunked {
            self.take(length, &mut body)?;
            return Ok((status, body));
        }
        loop {
            let size = usize::from_str_radix(&self.line()?, 16)?;
            self.take(size, &mut body)?;
            self.line()?;
            if size == 0 {
                return Ok((status, body));
            }
        }
    }

    fn take(&mut self, length: usize, body: &mut Vec<u8>) -> Result<()> {
        let before = body.len();
        self.stream.by_ref().take(length as u64).read_to_end(body)?;
        ensure!(body.len() == before + length, "the answer is cut");
        Ok(())
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.stream.read_line(&mut line)? > 0, "the connection ended");
        Ok(line.trim_end().to_owned())
    }
}
