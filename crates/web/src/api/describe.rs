//! The OpenAPI 3.1 document, made of the table of calls and the shapes of answers.
//!
//! It is put together here and not by `utoipa`: that needs its derives on the types of `views`, which know no HTTP, and its builders
//! do not compile without its macros (6.0).

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::table::{Call, TABLE, meaning};

/// The document.
static DOCUMENT: LazyLock<Value> = LazyLock::new(make);

/// Gives the document.
pub(super) async fn answer() -> Response {
    ([(header::CONTENT_TYPE, "application/openapi+json;version=3.1")], DOCUMENT.to_string()).into_response()
}

fn make() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for call in TABLE {
        let path = paths.entry(call.path).or_insert_with(|| json!({}));
        path[call.method] = operation(call);
    }
    let schemas: Map<String, Value> = shapes().map(|(name, fields)| (name.to_owned(), object(fields))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapporteur",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A sourced record of official cooperation. Dates are EDTF (ISO 8601-2), positions UTF-8 bytes of the clean text. \
                Answers carry an ETag of the record's version.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "printed by `rapporteur serve` when it starts" } },
        },
    })
}

fn operation(call: &Call) -> Value {
    let id = call.path.trim_start_matches("/api/v1/").replace(['/', '{', '}'], "_");
    let mut parameters: Vec<Value> = Vec::new();
    if call.path.contains("{id}") {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }));
    }
    let always: &[&str] = if call.list { &["limit", "cursor", "lang", "format"] } else { &["lang"] };
    for name in call.filters.iter().chain(always) {
        let required = matches!((call.path, *name), ("/api/v1/search", "q") | ("/api/v1/changes", "since"));
        let mut parameter = json!({ "name": name, "in": "query", "description": meaning(name), "schema": kind_of(name) });
        if required {
            parameter["required"] = json!(true);
        }
        parameters.push(parameter);
    }
    let mut operation = json!({
        "operationId": format!("{}_{}", call.method, id.trim_matches('_')),
        "summary": call.summary,
        "parameters": parameters,
        "responses": responses(call),
    });
    if let Some(body) = body(call) {
        operation["requestBody"] = body;
    }
    if call.method == "post" {
        operation["security"] = json!([{ "token": [] }]);
    }
    operation
}

fn kind_of(name: &str) -> Value {
    match name {
        "limit" => json!({ "type": "integer", "minimum": 1, "maximum": crate::asked::MOST }),
        "lang" => json!({ "type": "string", "enum": ["ru", "en"] }),
        "format" => json!({ "type": "string", "enum": ["json", "jsonl", "csv"] }),
        "possible" | "disputed" | "missing" | "as_is" | "tokens" | "telling" => json!({ "type": "boolean" }),
        "country" => json!({ "type": "string", "pattern": "^[A-Za-z]{2}$" }),
        "since" | "as_of" => json!({ "type": "string", "format": "date" }),
        _ => json!({ "type": "string" }),
    }
}

fn body(call: &Call) -> Option<Value> {
    let content = match (call.method, call.path) {
        ("post", "/api/v1/judgements") => json!({ "application/json": { "schema": to("Decision") } }),
        ("post", "/api/v1/add") => {
            let file = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
            let form =
                json!({ "type": "object", "properties": { "file": file, "text": { "type": "string" }, "address": { "type": "string" } } });
            json!({ "application/octet-stream": { "schema": file }, "multipart/form-data": { "schema": form } })
        }
        ("post", "/api/v1/extract") => json!({ "application/x-ndjson": { "schema": { "type": "string" } } }),
        _ => return None,
    };
    Some(json!({ "required": true, "content": content }))
}

fn responses(call: &Call) -> Value {
    let shape = to(call.shape);
    let content = if call.list {
        let part = json!({
            "type": "object",
            "required": ["items", "next"],
            "properties": { "items": { "type": "array", "items": shape }, "next": { "type": ["string", "null"] } },
        });
        json!({ "application/json": { "schema": part }, "application/x-ndjson": { "schema": shape }, "text/csv": { "schema": { "type": "string" } } })
    } else if call.shape == "Extracted" {
        json!({ "application/x-ndjson": { "schema": shape } })
    } else {
        json!({ "application/json": { "schema": shape } })
    };
    let problem = |what: &str| json!({ "description": what, "content": { "application/problem+json": { "schema": to("Problem") } } });
    let well = if call.shape == "Taken" { "201" } else { "200" };
    let mut all = json!({
        well: { "description": call.summary, "content": content },
        "400": problem("a filter, cursor or body that cannot be read"),
        "401": problem("the token is needed, or wrong"),
        "429": problem("too many requests"),
        "503": problem("the record is busy, or the models are not installed"),
    });
    if call.path.contains("{id}") {
        all["404"] = problem("there is no such entry");
    }
    if call.method == "get" {
        all["304"] = json!({ "description": "the answer that the reader holds is still right" });
    } else {
        all["413"] = problem("too much at once");
        all["422"] = problem("a judgement that cannot be taken");
    }
    if call.path == "/api/v1/add" {
        all["202"] = json!({ "description": "the run goes on; Location says where to ask", "content": { "application/json": { "schema": to("Job") } } });
    }
    all
}

fn to(shape: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{shape}") })
}

/// Names and fields of the shapes.
fn shapes() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("shapes.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

fn object(fields: &str) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for (name, kind) in fields.split_whitespace().filter_map(|field| field.split_once(':')) {
        let (kind, absent) = kind.strip_suffix('~').map_or((kind, false), |kind| (kind, true));
        let (kind, null) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
        let value = value(kind);
        properties.insert(name.to_owned(), if null { json!({ "anyOf": [value, { "type": "null" }] }) } else { value });
        if !absent {
            required.push(name);
        }
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

fn value(kind: &str) -> Value {
    if let Some(item) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        return json!({ "type": "array", "items": value(item) });
    }
    match kind {
        "text" => json!({ "type": "string" }),
        "number" => json!({ "type": "integer", "minimum": 0 }),
        "degrees" => json!({ "type": "number" }),
        "yes" => json!({ "type": "boolean" }),
        "date" => json!({ "type": "string", "description": "EDTF, ISO 8601-2" }),
        "country" => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        "any" => json!({ "type": "object" }),
        words if words.contains('|') => json!({ "type": "string", "enum": words.split('|').collect::<Vec<_>>() }),
        shape => to(shape),
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT, shapes};
    use std::collections::BTreeSet;

    #[test]
    fn every_shape_that_is_named_is_there() {
        let known: BTreeSet<String> = shapes().map(|(name, _)| format!("#/components/schemas/{name}")).collect();
        let text = DOCUMENT.to_string();
        let named: BTreeSet<String> =
            text.split("\"$ref\":\"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect();
        assert!(named.len() > 20);
        assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
