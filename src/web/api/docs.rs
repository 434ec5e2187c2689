//! The API's own description, generated from the code.

use std::sync::LazyLock;

use rocket::get;
use rocket::http::ContentType;
use rocket::response::{self, Responder};
use rocket::{Request, Response};
use utoipa::OpenApi;
use utoipa::openapi::PathItem;

use super::{Document, described};
use crate::web::answers::compression::Prepared;
use crate::web::answers::json;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::views::api_docs::{ApiDocsPage, ApiRoute};

/// Made once, at the first request: it is the same for everybody.
static DESCRIPTION: LazyLock<Description> = LazyLock::new(|| {
    let mut document = Document::openapi();
    described::complete(&mut document);
    let routes = document.paths.paths.iter().flat_map(|(path, item)| {
        let described = operations(item).into_iter();
        described.map(move |(method, summary)| ApiRoute {
            method: method.into(),
            path: path.clone(),
            summary: summary.into(),
        })
    });
    let routes = routes.collect();
    // The schema of our own types: every key is text.
    let text = document.to_json().expect("a description is JSON");
    let tag = json::content_tag(text.as_bytes());
    Description { text: Prepared::of(text), tag, routes }
});

struct Description {
    text: Prepared,
    tag: String,
    routes: Vec<ApiRoute>,
}

/// The description as it is sent.
pub struct Sent;

impl<'r> Responder<'r, 'static> for Sent {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response: Response<'static> = DESCRIPTION.text.respond(request);
        response.set_header(ContentType::JSON);
        json::make_conditional(&mut response, request, DESCRIPTION.tag.clone());
        Ok(response)
    }
}

/// This document.
#[utoipa::path(context_path = "/api", tag = "documentation",
    responses((status = 200, body = Object)))]
#[get("/v1/openapi.json")]
pub fn document() -> Sent {
    Sent
}

/// A page that lists the routes.
#[get("/docs")]
pub fn page(context: Context<'_, Guest>) -> Page {
    context.render(&ApiDocsPage { routes: DESCRIPTION.routes.clone() })
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
