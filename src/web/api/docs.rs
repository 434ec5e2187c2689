//! The API's own description, generated from the code.

use rocket::get;
use serde_json::json;
use utoipa::OpenApi;
use utoipa::openapi::{OpenApi as Description, PathItem};

use super::Document;
use crate::web::json::Answer;
use crate::web::page::{Frame, Page};

/// This document.
#[utoipa::path(context_path = "/api", tag = "documentation",
    responses((status = 200, body = Object)))]
#[get("/v1/openapi.json")]
pub fn document() -> Answer<Description> {
    Answer::ok(Document::openapi())
}

/// A page that lists the routes.
#[get("/docs")]
pub fn page(frame: Frame) -> Page {
    let paths = Document::openapi().paths.paths;
    let routes = paths.iter().flat_map(|(path, item)| {
        let described = operations(item).into_iter();
        described.map(
            move |(method, summary)| json!({ "method": method, "path": path, "summary": summary }),
        )
    });
    frame.open_page("api/docs.html", json!({ "routes": routes.collect::<Vec<_>>() }))
}

fn operations(item: &PathItem) -> Vec<(&'static str, &str)> {
    let all = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let described = all.into_iter().filter_map(|(method, operation)| {
        Some((method, operation.as_ref()?.summary.as_deref().unwrap_or_default()))
    });
    described.collect()
}
