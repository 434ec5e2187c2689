//! Whom to record a purchase for: found by name or number, then the ordinary form.

use rocket::get;

use super::people;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Recorder;
use crate::web::input::query::{Query, parameters};
use crate::web::views::log_for::LogForPage;

parameters! {
    pub struct LogForQuery {
        /// Part of a name, or the beginning of a number.
        pub cari: Option<String>,
    }
}

#[get("/catat-untuk")]
pub async fn show(
    context: Context<'_, Recorder>,
    query: Query<LogForQuery>,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let query = query.0.cari.unwrap_or_default().trim().to_owned();
    let offices = user.viewer.offices_to_log_for(context.offices()).narrowing();
    let mut found = people::search(context.app, user, &query, offices).await?;
    // For oneself there is the tab.
    found.retain(|person| person.number != user.employee.number);
    Ok(context.render(&LogForPage { query, people: found }))
}
