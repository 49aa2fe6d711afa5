//! Styles, script, icon and land outline: part of the program, named by their content so that a browser may keep them for good.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

use crate::problem::Problem;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// Changes whenever a file does.
static MARK: LazyLock<String> = LazyLock::new(|| {
    let mut all: Vec<_> = FILES.files().collect();
    all.sort_by_key(|file| file.path());
    let bytes: Vec<u8> = all.iter().flat_map(|file| file.contents().iter().copied()).collect();
    format!("{:08x}", crate::app::fnv(&bytes) & 0xffff_ffff)
});

/// The address of a file.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *MARK)
}

/// The icon, where a browser asks for it without a page that says where it is.
pub(crate) async fn icon() -> Result<Response, Problem> {
    file(Path((String::new(), "icon.svg".to_owned()))).await
}

/// A file. The mark in its address is for the browser alone.
pub(crate) async fn file(Path((_, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let file = FILES.get_file(&name).ok_or_else(|| Problem::not_found("such file"))?;
    let kind = match name.rsplit_once('.').map(|(_, end)| end) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    let mut response = file.contents().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
