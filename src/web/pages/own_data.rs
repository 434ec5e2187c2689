//! What is kept about people, said to everybody; and all that is kept about oneself, to be taken along.

use rocket::{get, post};

use crate::rules::opening::OpeningKind;
use crate::store::openings::{self, Opening};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::documents::own_archive::{Archive, archive};
use crate::web::guards::context::Context;
use crate::web::guards::who::Anybody;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::views::own_data::{NoticePage, NoticeRow, OwnDataPage, OwnOpening};

#[get("/data-pribadi")]
pub fn notice(context: Context<'_, Anybody>) -> Page {
    let kept = context.store().settings_at_hand().retention;
    let (rows, signed_in) = (NoticeRow::all(&kept), context.user.is_some());
    context.render(&NoticePage { rows, signed_in })
}

/// So many openings are shown; the file holds all of them.
const MOST_OPENINGS: usize = 50;

#[get("/akun/data")]
pub async fn show(context: Context<'_>) -> Result<Page, HttpError> {
    let found = openings::of_owner(context.db(), context.user.employee.id).await?;
    let openings = found.into_iter().take(MOST_OPENINGS).map(row).collect();
    Ok(context.render(&OwnDataPage { openings }))
}

fn row(opening: Opening) -> OwnOpening {
    let record = opening.record_id;
    OwnOpening {
        kind: opening.kind,
        role: opening.role,
        on: opening.opened_on,
        url: match opening.kind {
            OpeningKind::Receipt => Some(format!("/belanja/{record}")),
            OpeningKind::ExemptionDocument => Some(format!("/pengecualian/{record}")),
            OpeningKind::Mail => None,
        },
    }
}

/// All of it as a ZIP.
#[post("/akun/data", data = "<form>")]
pub async fn download(context: Context<'_>, form: ConfirmedForm) -> Result<Archive, HttpError> {
    form.0.only(&[], &[])?;
    archive(context.app, &context.user).await
}
