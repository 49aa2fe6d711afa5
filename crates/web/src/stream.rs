//! A long list as a body that is written while it is read: a few rows ahead of the client, and no more.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc;

/// Pieces that may wait for the client.
const AHEAD: usize = 4;

/// A body of pieces to come.
struct Pieces(mpsc::Receiver<Bytes>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// Where a list is written to.
pub(crate) struct Writer(mpsc::Sender<Bytes>);

impl Writer {
    /// Waits until there is room; false where the client went away.
    pub(crate) fn write(&self, piece: String) -> bool {
        piece.is_empty() || self.0.blocking_send(Bytes::from(piece)).is_ok()
    }
}

/// A body and where it is written to.
pub(crate) fn body() -> (Writer, Body) {
    let (sender, receiver) = mpsc::channel(AHEAD);
    (Writer(sender), Body::new(Pieces(receiver)))
}
