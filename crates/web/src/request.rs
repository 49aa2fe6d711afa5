//! Who asks, in which language, and what may be done: read from the head of a request, before anything else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::app::App;
use crate::problem::Problem;
use crate::words::Words;

/// The head of a request, as far as answers depend on it.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The language of the interface.
    pub(crate) words: &'static Words,
    /// The language of names and titles; none for programs that did not ask for one.
    pub(crate) reading: Option<String>,
    /// True where changes may be made.
    pub(crate) signed_in: bool,
    /// Path and query, as they came.
    pub(crate) address: String,
    /// The query alone, as it came.
    pub(crate) query: String,
    /// Form of the answer that is preferred.
    pub(crate) accept: String,
    pub(crate) if_none_match: Option<String>,
    /// The day of the last visit, `YYYY-MM-DD`, where the browser kept it.
    pub(crate) last_visit: Option<String>,
}

/// Name of the cookie that holds the language.
pub(crate) const LANGUAGE_COOKIE: &str = "rapporteur-language";
/// Name of the cookie that holds the day of the last visit.
pub(crate) const VISIT_COOKIE: &str = "rapporteur-visit";

impl Ask {
    /// Reads the head of a request.
    pub(crate) fn of(app: &App, parts: &Parts) -> Self {
        let text = |name: header::HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let asked = crate::asked::Asked::of(&query).one("lang");
        let kept = cookie(&parts.headers, LANGUAGE_COOKIE);
        let preferred = preferred(&text(header::ACCEPT_LANGUAGE));
        let wanted = [asked.clone(), kept, preferred, app.options.lang.clone()];
        let words = wanted.into_iter().flatten().find_map(|lang| Words::of(&lang)).unwrap_or(&crate::words::EN);
        let api = parts.uri.path().starts_with("/api/v1/");
        let reading = if api { asked.filter(|lang| Words::of(lang).is_some()) } else { Some(words.lang.to_owned()) };
        Self {
            words,
            reading,
            signed_in: crate::guard::is_signed_in(app, &parts.headers),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            query,
            accept: text(header::ACCEPT),
            if_none_match: parts.headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).map(str::to_owned),
            last_visit: cookie(&parts.headers, VISIT_COOKIE).filter(|day| day.parse::<jiff::civil::Date>().is_ok()),
        }
    }

    /// The path alone.
    pub(crate) fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or("/")
    }

    /// True where an error should be told to a program.
    pub(crate) fn wants_json(&self) -> bool {
        self.path().starts_with("/api/v1/") || (self.accept.contains("json") && !self.accept.contains("text/html"))
    }

    /// What of the head shapes an answer.
    pub(crate) fn shape(&self) -> String {
        if self.path().starts_with("/api/v1/") {
            return self.accept.clone();
        }
        let visit = self.last_visit.as_deref().unwrap_or_default();
        format!("{},{},{},{visit}", self.words.lang, self.signed_in, self.accept)
    }
}

impl FromRequestParts<App> for Ask {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self::of(app, parts))
    }
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The first language of a list of preferences that is one of ours.
fn preferred(list: &str) -> Option<String> {
    let mut ranked: Vec<(f32, usize, &str)> = Vec::new();
    for (n, item) in list.split(',').enumerate() {
        let (lang, weight) = item.split_once(";q=").unwrap_or((item, "1"));
        ranked.push((weight.trim().parse().unwrap_or(0.0), n, lang.trim().split('-').next().unwrap_or_default()));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, _, lang)| lang.to_lowercase()).find(|lang| Words::of(lang).is_some())
}

#[cfg(test)]
mod tests {
    use super::preferred;

    #[test]
    fn languages_are_chosen_by_weight() {
        assert_eq!(preferred("de, en;q=0.5, ru-RU;q=0.8").as_deref(), Some("ru"));
        assert_eq!(preferred("fr"), None);
        assert_eq!(preferred("").as_deref(), None);
    }
}
