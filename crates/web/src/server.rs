//! Listening: one loop that takes connections, within limits of number and time, until it is told to stop.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::keys::Keys;

/// A client that has not sent its head by then is cut off; so is one that keeps a connection and asks nothing.
const HEAD_TIME: Duration = Duration::from_secs(20);
/// Connections at once; more wait for one to end.
const CONNECTIONS: usize = 2048;
/// Running requests are waited for so long when the server stops.
const PATIENCE: Duration = Duration::from_secs(5);
/// A head may be so long.
const HEAD_BYTES: usize = 64 << 10;
/// Shorter tokens can be guessed.
const SHORTEST_TOKEN: usize = 16;

/// What the server is and may do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The record.
    pub record: PathBuf,
    /// The folder of the models, for adding and extracting.
    pub models: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The token for changes; made at the start where there is none. Any address but loopback needs one.
    pub token: Option<String>,
    /// Names beside `localhost` and addresses by which clients may call it.
    pub hosts: Vec<String>,
    /// Web addresses may be given to be fetched.
    pub fetch: bool,
    /// The language of pages where the reader has asked for none.
    pub lang: Option<String>,
    /// Reports to read at once.
    pub threads: Option<usize>,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An address that others reach needs a token.
    #[error("{0} can be reached from other machines: give a token of at least 16 characters with --token, or listen on 127.0.0.1")]
    NeedsToken(IpAddr),
    /// The token can be guessed.
    #[error("the token is too short: at least 16 characters are needed")]
    ShortToken,
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {reason}; give another address with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The record cannot be opened.
    #[error(transparent)]
    Record(#[from] rapporteur_store::Error),
    /// No threads, or no randomness.
    #[error("cannot start")]
    Start(#[source] std::io::Error),
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: std::net::TcpListener,
    app: App,
    routes: Router,
}

impl Server {
    /// Opens the record for reading and begins to listen; answers once it runs.
    ///
    /// # Errors
    /// When the record cannot be opened, the address cannot be had, or needs a token and has none.
    pub fn bind(options: Options) -> Result<Self, Error> {
        let open = !options.listen.ip().is_loopback();
        let token = match options.token.clone() {
            Some(token) if token.len() < SHORTEST_TOKEN => return Err(Error::ShortToken),
            Some(token) => token,
            None if open => return Err(Error::NeedsToken(options.listen.ip())),
            None => crate::keys::random().map_err(|e| Error::Start(std::io::Error::other(e.to_string())))?,
        };
        let wrong = |reason| Error::Listen { address: options.listen, reason };
        let listener = std::net::TcpListener::bind(options.listen).map_err(wrong)?;
        listener.set_nonblocking(true).map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        let app = App::new(options, address, Keys::new(token))?;
        Ok(Self { listener, routes: crate::routes::all(app.clone()), app })
    }

    /// The address to open in a browser; with the token where `signed`, which it asks for changes.
    #[must_use]
    pub fn address(&self, signed: bool) -> String {
        let at = self.app.address;
        let host = if at.ip().is_unspecified() { SocketAddr::from(([127, 0, 0, 1], at.port())) } else { at };
        if signed { format!("http://{host}/sign-in?token={}", self.app.keys.token()) } else { format!("http://{host}/") }
    }

    /// The token that changes need.
    #[must_use]
    pub fn token(&self) -> &str {
        self.app.keys.token()
    }

    /// Serves until the process is told to stop (Ctrl-C, or a signal to end); running requests are finished.
    ///
    /// # Errors
    /// When no threads can be had.
    pub fn run(self) -> Result<(), Error> {
        self.run_until(told_to_stop())
    }

    /// Serves until `stop` is done.
    ///
    /// # Errors
    /// As [`Server::run`].
    pub fn run_until(self, stop: impl Future<Output = ()>) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Start)?;
        let done = runtime.block_on(async {
            let listener = TcpListener::from_std(self.listener).map_err(Error::Start)?;
            accept(listener, self.routes, stop).await;
            Ok(())
        });
        runtime.shutdown_timeout(PATIENCE);
        done
    }
}

async fn accept(listener: TcpListener, routes: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_BYTES).max_headers(100);
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let seat = Arc::clone(&room).acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let inner = TowerToHyperService::new(routes.clone());
                let told_who = service_fn(move |mut request: hyper::Request<Incoming>| {
                    request.extensions_mut().insert(ConnectInfo(peer));
                    inner.call(request)
                });
                let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), told_who));
                tokio::spawn(async move {
                    // A client that goes away is no error of ours.
                    let _ = connection.await;
                    drop(seat);
                });
            }
            // No more file handles, or the like: those that are open have to end first.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(PATIENCE, graceful.shutdown()).await;
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut end) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}
