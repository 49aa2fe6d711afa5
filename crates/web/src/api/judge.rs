//! Taking a judgement: from a program's JSON or a page's form.

use std::sync::PoisonError;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_model::Verdict;
use rapporteur_store::Store;
use rapporteur_views::{Ground, Reader, Wish};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::problem::Problem;

/// What is decided, as a program or a form sends it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) verdict: Verdict,
    /// The entry, or for undo the judgement.
    pub(crate) entry: String,
    /// The other one, for same and different.
    #[serde(default)]
    pub(crate) other: Option<String>,
    /// For split: the report that means something else.
    #[serde(default)]
    pub(crate) report: Option<String>,
    /// For split: the words there that do.
    #[serde(default)]
    pub(crate) mention: Option<String>,
    /// For correct.
    #[serde(default)]
    pub(crate) field: Option<String>,
    /// For correct.
    #[serde(default)]
    pub(crate) value: Option<String>,
    /// The reason.
    pub(crate) why: String,
    /// Who decides.
    #[serde(default)]
    pub(crate) who: Option<String>,
}

/// Longer reasons and names are no reasons and names.
const LONGEST: usize = 2000;

impl Decision {
    fn wish(self) -> Result<(Wish, String, Option<String>), Problem> {
        let needed = |name: &str, value: Option<String>| {
            value.filter(|v| !v.trim().is_empty()).ok_or_else(|| Problem::refused(format!("{name} is needed for this verdict")))
        };
        let why = needed("why", Some(self.why))?;
        let all = [Some(&why), Some(&self.entry), self.other.as_ref(), self.who.as_ref(), self.value.as_ref(), self.mention.as_ref()];
        if let Some(long) = all.into_iter().flatten().find(|v| v.len() > LONGEST || v.contains('\0')) {
            let bytes = long.len();
            return Err(Problem::refused(format!("a value of {bytes} bytes is longer than {LONGEST}, or holds a null character")));
        }
        let id = self.entry;
        let wish = match self.verdict {
            Verdict::Same => Wish::Same { a: id, b: needed("other", self.other)? },
            Verdict::Different => Wish::Different { a: id, b: needed("other", self.other)? },
            Verdict::Split => Wish::Split { id, report: needed("report", self.report)?, mention: self.mention.filter(|m| !m.is_empty()) },
            Verdict::Confirm => Wish::Confirm { id },
            Verdict::Reject => Wish::Reject { id },
            Verdict::Correct => Wish::Correct { id, field: needed("field", self.field)?, value: needed("value", self.value)? },
            Verdict::Undo => Wish::Undo { judgement: id },
        };
        Ok((wish, why, self.who.map(|w| w.trim().to_owned()).filter(|w| !w.is_empty())))
    }
}

#[derive(Serialize)]
struct Taken {
    id: String,
}

/// Takes a judgement from a program.
pub(super) async fn post(State(app): State<App>, body: Result<Json<Decision>, JsonRejection>) -> Result<Response, Problem> {
    let Json(decision) = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(2 << 20),
        _ => Problem::request(rejection.body_text()),
    })?;
    let id = take(&app, decision).await?;
    let place = format!("/api/v1/judgements?cursor=0#{id}");
    let body = serde_json::to_string(&Taken { id }).unwrap_or_default();
    let headers = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::LOCATION, place)];
    Ok((StatusCode::CREATED, headers, body).into_response())
}

/// Takes a judgement and makes the record anew; gives the judgement's id.
pub(crate) async fn take(app: &App, decision: Decision) -> Result<String, Problem> {
    let (wish, why, who) = decision.wish()?;
    let app = app.clone();
    let work = move || {
        let _turn = app.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // Only a record that is there can be judged; a new one is not made by the way.
        drop(Store::open_read_only(&app.options.record)?);
        let mut store = Store::open(&app.options.record)?;
        let ground = Ground { who: who.unwrap_or_else(|| "analyst".to_owned()), when: jiff::Timestamp::now().to_string(), why };
        let judgement = rapporteur_views::decide(&Reader::plain(&store), &wish, &ground)?.map_err(Problem::refused)?;
        let id = judgement.id();
        store.judge(&judgement)?;
        rapporteur_pipeline::refresh(&mut store, &rapporteur_pipeline::Silent)?;
        Ok(id)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Problem::internal()))
}
