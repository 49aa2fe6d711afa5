//! Answers that were given before: one of the same address and the same name (its ETag says state of the record, language and what the
//! reader may do) is given again, and is made once where many ask for it at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::OnceCell;

use crate::app::App;
use crate::problem::Problem;
use crate::request::Ask;

/// Larger answers are made anew each time.
const LARGEST: u64 = 512 << 10;
/// All answers together hold so many bytes; then they are forgotten.
const ROOM: usize = 32 << 20;
/// And are so many.
const MANY: usize = 8192;

/// What was given: nothing where the answer is none to be kept.
type Given = Arc<OnceCell<Option<(HeaderMap, Bytes)>>>;

/// The answers.
#[derive(Debug, Default)]
pub(crate) struct Answers(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    all: HashMap<(String, String), Given>,
    bytes: usize,
}

impl Answers {
    fn of(&self, address: &str, tag: &str) -> Given {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.bytes > ROOM || shelf.all.len() > MANY {
            *shelf = Shelf::default();
        }
        Arc::clone(shelf.all.entry((address.to_owned(), tag.to_owned())).or_default())
    }

    fn grow(&self, bytes: usize) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).bytes += bytes;
    }
}

/// Gives an answer again, or lets it be made.
pub(crate) async fn again(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::of(&app, &parts);
    let own = parts.method != Method::GET || ask.if_none_match.is_some() || ask.path().starts_with("/assets/");
    let request = Request::from_parts(parts, body);
    // A record that cannot be asked is told of by the page itself.
    let tag = if own { None } else { app.read(&ask, |_, view| Ok(view.etag())).await.ok() };
    let Some(tag) = tag else { return next.run(request).await };
    let given = app.answers.of(&ask.address, &tag);
    let mut asked = Some((request, next));
    let mut made = None;
    let kept = given
        .get_or_init(|| async {
            let (request, next) = asked.take()?;
            let (response, kept) = keep(next.run(request).await, &tag).await;
            made = Some(response);
            app.answers.grow(kept.as_ref().map_or(0, |(_, bytes)| bytes.len()) + ask.address.len());
            kept
        })
        .await;
    match (made, kept, asked) {
        (Some(response), ..) => response,
        (None, Some((headers, bytes)), _) => {
            let mut response = Response::new(Body::from(bytes.clone()));
            *response.headers_mut() = headers.clone();
            response
        }
        (None, None, Some((request, next))) => next.run(request).await,
        (None, None, None) => Problem::internal().into_response(),
    }
}

/// The answer, and what of it is kept: a whole one, of this very state, that says nothing to this reader alone.
async fn keep(response: Response, tag: &str) -> (Response, Option<(HeaderMap, Bytes)>) {
    let named = response.headers().get(header::ETAG).is_some_and(|given| given.as_bytes() == tag.as_bytes());
    let personal = response.headers().contains_key(header::SET_COOKIE);
    let small = response.body().size_hint().exact().is_some_and(|size| size <= LARGEST);
    if response.status() != StatusCode::OK || !named || personal || !small {
        return (response, None);
    }
    let (parts, body) = response.into_parts();
    match axum::body::to_bytes(body, LARGEST as usize).await {
        Ok(bytes) => {
            let kept = (parts.headers.clone(), bytes.clone());
            (Response::from_parts(parts, Body::from(bytes)), Some(kept))
        }
        Err(_) => (Problem::internal().into_response(), None),
    }
}
