//! `rapporteur serve`: the record in the browser.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::Result;
use clap::Args;
use rapporteur_web::{Options, Server};

use crate::context::Context;
use crate::failure::{Done, Usage};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur serve                                  on this machine; prints the address to open
  rapporteur serve --record mine.db --listen 8080   on another port
  rapporteur serve --listen 0.0.0.0:8765 --token \"$(cat token.txt)\" --host archive.example.org

Reading works without the token on this machine; to judge and to add, open the address with the token once. Whoever can reach another
address than loopback needs the token for everything; put a server for TLS before it. The API is described at /api.")]
pub struct ServeArgs {
    /// Where to listen: a port, an address, or both
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8765", value_parser = listen)]
    listen: SocketAddr,
    /// The token for changes, at least 16 characters [default: made at the start]
    #[arg(long, value_name = "TOKEN", env = "RAPPORTEUR_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// A name by which browsers call this server, beside localhost; several times for more
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Fetch web addresses that are given on the page of adding
    #[arg(long)]
    fetch: bool,
}

/// The port of ours where none is given.
const PORT: u16 = 8765;

fn listen(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse::<u16>() {
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    let local = text.replace("localhost", "127.0.0.1");
    let alone = || local.parse::<IpAddr>().map(|ip| SocketAddr::from((ip, PORT)));
    local.parse().or_else(|_| alone()).map_err(|_| "expected a port (8080), an address (127.0.0.1) or both (127.0.0.1:8080)".to_owned())
}

pub fn run(args: &ServeArgs, context: &Context) -> Result<Done> {
    let options = Options {
        record: context.record.clone(),
        models: Context::models()?,
        listen: args.listen,
        token: args.token.clone(),
        hosts: args.host.clone(),
        fetch: args.fetch,
        lang: context.page_language(),
        threads: context.threads(),
    };
    let server = Server::bind(options).map_err(|error| match error {
        rapporteur_web::Error::NeedsToken(_) | rapporteur_web::Error::ShortToken | rapporteur_web::Error::Listen { .. } => {
            anyhow::Error::from(Usage(error.to_string()))
        }
        error => error.into(),
    })?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "to read:          {}", server.address(false))?;
    if args.token.is_none() {
        writeln!(out, "to judge and add: {}", server.address(true))?;
    }
    writeln!(out, "Ctrl-C ends it")?;
    out.flush()?;
    drop(out);
    server.run()?;
    Ok(Done::Well)
}

#[cfg(test)]
mod tests {
    use super::listen;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        assert_eq!(listen("8080").unwrap().to_string(), "127.0.0.1:8080");
        assert_eq!(listen("localhost:1").unwrap().to_string(), "127.0.0.1:1");
        assert_eq!(listen("0.0.0.0").unwrap().to_string(), "0.0.0.0:8765");
        assert!(listen("here").is_err() && listen("99999").is_err());
    }
}
