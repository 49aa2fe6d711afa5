//! The record in the browser: pages made on the server, which work without JavaScript, and an HTTP API that gives what they show.
//!
//! [`Server`] listens; what it may do is said in [`Options`]. A request goes through `guard` (host, token, rate, headers), is read
//! by `asked` (filters, cursors), answered from one snapshot of the record in `app`, and leaves as a page (`pages`), as JSON or CSV
//! (`api`), or as a feed (`feeds`). What cannot be answered is a `Problem` that says what to do.
//!
//! No statement of SQL, no rule of reading, no decision about the record is made here.

mod answers;
mod api;
mod app;
mod asked;
mod assets;
mod feeds;
mod guard;
mod html;
mod jobs;
mod keys;
mod lists;
mod pages;
mod pool;
mod problem;
mod rate;
mod request;
mod routes;
mod server;
mod stream;
mod svg;
mod words;

pub use server::{Error, Options, Server};
