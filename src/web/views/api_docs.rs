//! The page that lists the routes of the API.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ApiDocsPage {
    pub routes: Vec<ApiRoute>,
}

impl View for ApiDocsPage {
    const TEMPLATE: &'static str = "api/docs.html";
}

#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ApiRoute {
    pub method: String,
    pub path: String,
    pub summary: String,
}
