//! One request after the other: who is asked when, what is tried again, what is refused.

use std::collections::HashMap;
use std::io::Read;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rapporteur_model::{Issue, IssueKind};
use ureq::http::{HeaderMap, Response, Uri};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};

use super::Network;
use super::answer::{Answer, Page, Validators};
use super::guard::{Guarded, REFUSED};
use super::robots::Rules;

/// Most redirects of one request.
const REDIRECTS: usize = 10;
/// Hosts whose rules are kept.
const HOSTS: usize = 10_000;

/// Asks servers for pages.
pub struct Client {
    agent: Agent,
    network: Network,
    rules: HashMap<String, Rules>,
    asked: HashMap<String, Instant>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("network", &self.network).finish_non_exhaustive()
    }
}

/// How one try ended that gave no answer.
enum Failure {
    /// It may go well later; after this time, where the server says one.
    ForNow(Issue, Option<Duration>),
    /// It will not.
    ForGood(Issue),
}

fn issue(message: impl Into<String>) -> Issue {
    Issue::new(IssueKind::Unreadable, message)
}

impl Client {
    /// A client that uses the network so.
    ///
    /// # Errors
    /// When the proxy's address is none.
    pub fn new(network: Network) -> Result<Self, Issue> {
        let private = network.private || network.proxy.is_some();
        Self::guarded(network, Guarded { private, known: None })
    }

    fn guarded(network: Network, guard: Guarded) -> Result<Self, Issue> {
        let proxy = match &network.proxy {
            Some(address) => Some(Proxy::new(address).map_err(|error| issue(format!("{address} is no address of a proxy ({error})")))?),
            None => None,
        };
        let config = Agent::config_builder()
            .user_agent(concat!("rapporteur/", env!("CARGO_PKG_VERSION"), " (reads press reports; obeys robots.txt)"))
            .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5")
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(network.timeout))
            .proxy(proxy)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Ok(Self { agent, network, rules: HashMap::new(), asked: HashMap::new() })
    }

    /// Fetches a page, unless it is what it was.
    ///
    /// # Errors
    /// Why there is none, with what to do where something can be done.
    pub fn get(&mut self, address: &str, known: &Validators) -> Result<Answer, Issue> {
        self.online()?;
        let mut address = address.split('#').next().unwrap_or_default().to_owned();
        for _ in 0..=REDIRECTS {
            let uri = checked(&address)?;
            self.obey(&uri, &address)?;
            let response = self.tried(&uri, known)?;
            let status = response.status().as_u16();
            match status {
                304 => return Ok(Answer::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let target = header(response.headers(), "location").ok_or_else(|| issue("redirects to nowhere"))?;
                    address =
                        resolved(&address, &target).ok_or_else(|| issue(format!("redirects to {target}, which is no web address")))?;
                }
                200..=299 => return self.page(address, response).map(Answer::Page),
                401 | 402 | 403 | 451 => return Err(issue(format!("the server refuses it (status {status})"))),
                404 | 410 => return Err(issue(format!("is not there (status {status})"))),
                _ => return Err(issue(format!("the server answered with status {status}"))),
            }
        }
        Err(issue(format!("redirects more than {REDIRECTS} times")))
    }

    /// Sends bytes to an address that the user named: no rules for robots are asked, and no redirect is followed.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn post(&mut self, address: &str, media: &str, body: &[u8]) -> Result<(), Issue> {
        self.online()?;
        let uri = checked(address)?;
        let mut wait = self.network.pause.max(Duration::from_millis(200));
        for left in (0..=self.network.retries).rev() {
            let failed = match self.agent.post(&uri).header("Content-Type", media).send(body) {
                Ok(response) => match response.status().as_u16() {
                    200..=299 => return Ok(()),
                    status @ (429 | 500..=599) => Failure::ForNow(issue(format!("the server did not take it (status {status})")), None),
                    status => Failure::ForGood(issue(format!("the server did not take it (status {status})"))),
                },
                Err(error) => failure(&error),
            };
            match failed {
                Failure::ForNow(..) if left > 0 => sleep(wait.min(self.network.patience)),
                Failure::ForNow(issue, _) | Failure::ForGood(issue) => return Err(issue),
            }
            wait *= 2;
        }
        Err(issue("gave no answer"))
    }

    fn online(&self) -> Result<(), Issue> {
        if self.network.offline { Err(issue("is a web address, and --offline fetches none")) } else { Ok(()) }
    }

    /// Asks the rules of the host, and waits its pause.
    fn obey(&mut self, uri: &Uri, address: &str) -> Result<(), Issue> {
        let host = host(uri);
        if !self.rules.contains_key(&host) {
            if self.rules.len() >= HOSTS {
                self.rules.clear();
            }
            let rules = self.ask_rules(uri)?;
            self.rules.insert(host.clone(), rules);
        }
        let rules = &self.rules[&host];
        if matches!(rules, Rules::Unknown) {
            return Err(issue("robots.txt of its host could not be read, so nothing was asked of it; try again later"));
        }
        if !rules.allow(address) {
            return Err(Issue::new(IssueKind::Unsupported, "robots.txt of its host forbids it"));
        }
        Ok(())
    }

    fn ask_rules(&mut self, uri: &Uri) -> Result<Rules, Issue> {
        let mut address = format!("{}/robots.txt", host(uri));
        for _ in 0..5 {
            let uri = checked(&address)?;
            let response = match self.tried(&uri, &Validators::default()) {
                Ok(response) => response,
                Err(refused) if refused.message.contains(REFUSED) => return Err(refused),
                Err(_) => return Ok(Rules::Unknown),
            };
            match response.status().as_u16() {
                200..=299 => {
                    let mut bytes = Vec::new();
                    let _ = response.into_body().into_reader().take(512 << 10).read_to_end(&mut bytes);
                    return Ok(Rules::parse(&bytes));
                }
                301 | 302 | 303 | 307 | 308 => {
                    let target = header(response.headers(), "location").and_then(|target| resolved(&address, &target));
                    let Some(target) = target else { return Ok(Rules::None) };
                    address = target;
                }
                500..=599 => return Ok(Rules::Unknown),
                _ => return Ok(Rules::None),
            }
        }
        Ok(Rules::None)
    }

    /// Asks until there is an answer, or trying again is no use.
    fn tried(&mut self, uri: &Uri, known: &Validators) -> Result<Response<Body>, Issue> {
        let mut wait = self.network.pause.max(Duration::from_millis(200));
        for left in (0..=self.network.retries).rev() {
            self.pause(uri);
            match self.once(uri, known) {
                Ok(response) => return Ok(response),
                Err(Failure::ForNow(_, after)) if left > 0 => {
                    sleep(after.unwrap_or(wait).min(self.network.patience));
                    wait *= 2;
                }
                Err(Failure::ForNow(issue, _) | Failure::ForGood(issue)) => return Err(issue),
            }
        }
        Err(issue("gave no answer"))
    }

    fn pause(&mut self, uri: &Uri) {
        let host = host(uri);
        let pause = self.rules.get(&host).map_or(Duration::ZERO, Rules::pause).max(self.network.pause);
        if let Some(last) = self.asked.get(&host) {
            sleep(pause.saturating_sub(last.elapsed()));
        }
        if self.asked.len() >= HOSTS {
            self.asked.clear();
        }
        self.asked.insert(host, Instant::now());
    }

    fn once(&self, uri: &Uri, known: &Validators) -> Result<Response<Body>, Failure> {
        let mut request = self.agent.get(uri);
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header("If-Modified-Since", modified);
        }
        let response = request.call().map_err(|error| failure(&error))?;
        match response.status().as_u16() {
            status @ (429 | 500 | 502 | 503 | 504) => {
                let after = header(response.headers(), "retry-after").and_then(|after| after.trim().parse().ok()).map(Duration::from_secs);
                let message = format!("the server is too busy (status {status}); try again later");
                Err(Failure::ForNow(issue(message), after))
            }
            _ => Ok(response),
        }
    }

    fn page(&self, address: String, response: Response<Body>) -> Result<Page, Issue> {
        let headers = response.headers();
        let validators = Validators { etag: header(headers, "etag"), modified: header(headers, "last-modified") };
        let media = header(headers, "content-type").unwrap_or_default();
        let charset = media
            .to_ascii_lowercase()
            .split("charset=")
            .nth(1)
            .map(|label| label.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned());
        let most = self.network.most;
        let long =
            || Issue::new(IssueKind::Cut, format!("is longer than {} MB and was left out; download it and add the file", most >> 20));
        if header(headers, "content-length").and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > most) {
            return Err(long());
        }
        let mut bytes = Vec::new();
        // The limit holds for what is unpacked.
        let end = response.into_body().into_reader().take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(long());
        }
        end.map_err(|error| issue(format!("the answer ended early ({error}); try again later")))?;
        Ok(Page { address, bytes, charset, validators })
    }
}

/// An address of the web that can be asked.
fn checked(address: &str) -> Result<Uri, Issue> {
    let wrong = || issue(format!("{address} is no web address"));
    let uri: Uri = encoded(address).parse().map_err(|_| wrong())?;
    let http = matches!(uri.scheme_str(), Some("http" | "https"));
    (http && uri.host().is_some_and(|host| !host.is_empty())).then_some(uri).ok_or_else(wrong)
}

/// Letters beyond ASCII and spaces, as addresses write them.
fn encoded(address: &str) -> String {
    let mut made = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        if byte.is_ascii_graphic() { made.push(char::from(byte)) } else { made.push_str(&format!("%{byte:02X}")) }
    }
    made
}

/// Scheme, host and port.
fn host(uri: &Uri) -> String {
    format!("{}://{}", uri.scheme_str().unwrap_or("http"), uri.authority().map_or("", |authority| authority.as_str()))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Where a redirect leads.
fn resolved(from: &str, to: &str) -> Option<String> {
    rapporteur_text::resolve(from, to.trim())
}

fn failure(error: &ureq::Error) -> Failure {
    use ureq::Error;
    match error {
        Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Failure::ForGood(issue(error.to_string())),
        Error::HostNotFound => Failure::ForGood(issue("its host is not known")),
        Error::Timeout(_) => Failure::ForGood(issue("the server is too slow; try again later")),
        Error::Io(_) | Error::ConnectionFailed => {
            Failure::ForNow(issue(format!("the server could not be reached ({error}); try again later")), None)
        }
        _ => Failure::ForGood(issue(format!("could not be fetched ({error})"))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::{Client, Guarded, Network, Validators, checked, encoded};

    #[test]
    fn a_public_server_cannot_lead_inside() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let known = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut line = String::new();
                BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
                let target = line.strip_prefix("GET /to/").map_or("", |rest| rest.split(' ').next().unwrap());
                let head = if target.is_empty() { "404 Not Found".to_owned() } else { format!("302 Found\r\nLocation: http://{target}/") };
                let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        let network = Network { pause: std::time::Duration::ZERO, retries: 0, ..Network::default() };
        let mut client = Client::guarded(network, Guarded { private: false, known: Some(known) }).unwrap();
        for inside in ["127.0.0.1:9", "localhost:9", "10.0.0.1", "[::1]:9", "169.254.169.254"] {
            let message = client.get(&format!("http://{known}/to/{inside}"), &Validators::default()).unwrap_err().message;
            assert!(message.contains("private network"), "{inside}: {message}");
        }
        let message = client.post("http://127.0.0.1:9/hook", "text/plain", b"x").unwrap_err().message;
        assert!(message.contains("private network"), "{message}");
    }

    #[test]
    fn nothing_is_asked_offline() {
        let mut client = Client::new(Network { offline: true, private: true, ..Network::default() }).unwrap();
        assert!(client.get("http://127.0.0.1:9/", &Validators::default()).unwrap_err().message.contains("--offline"));
        assert!(client.post("http://127.0.0.1:9/", "text/plain", b"x").unwrap_err().message.contains("--offline"));
    }

    #[test]
    fn addresses_are_checked() {
        assert!(checked("https://a.example/новости?q=1").is_ok());
        assert!(checked("file:///etc/passwd").is_err() && checked("ftp://a.example/").is_err() && checked("https://").is_err());
        assert_eq!(encoded("https://a.example/й b"), "https://a.example/%D0%B9%20b");
    }
}
