//! What is kept about people, said to everybody; and all that is kept about oneself, to be taken along.

use rocket::{get, post};

use crate::rules::correction::{CorrectionField, Draft, MOST_OPEN};
use crate::rules::opening::OpeningKind;
use crate::store::corrections;
use crate::store::openings::{self, Opening};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::own_archive::{Archive, archive};
use crate::web::guards::context::Context;
use crate::web::guards::who::Anybody;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::form::Form;
use crate::web::views::corrections::OwnCorrection;
use crate::web::views::form_values::FormValues;
use crate::web::views::own_data::{NoticePage, NoticeRow, OwnDataPage, OwnOpening};
use crate::workflows::corrections as verbs;

#[get("/data-pribadi")]
pub fn notice(context: Context<'_, Anybody>) -> Page {
    let kept = context.store().settings_at_hand().retention;
    let (rows, signed_in) = (NoticeRow::all(&kept), context.user.is_some());
    context.render(&NoticePage { rows, signed_in })
}

/// So many openings are shown; the file holds all of them.
const MOST_OPENINGS: u64 = 50;

/// So many corrections are shown.
const MOST_CORRECTIONS: u64 = 20;

#[get("/akun/data")]
pub async fn show(context: Context<'_>) -> Result<Page, HttpError> {
    page(&context, FormValues::default()).await
}

async fn page(context: &Context<'_>, form: FormValues) -> Result<Page, HttpError> {
    let (user, db) = (&context.user, context.db());
    let me = user.employee.id;
    let found = openings::of_owner(db, me, Some(MOST_OPENINGS)).await?;
    let zone = user.zone();
    let asked = corrections::of(db, me, MOST_CORRECTIONS).await?;
    let open = corrections::open_of(db, me).await?;
    Ok(context.render(&OwnDataPage {
        openings: found.into_iter().map(row).collect(),
        corrections: asked.into_iter().map(|one| OwnCorrection::of(one, zone)).collect(),
        fields: CorrectionField::ALL.to_vec(),
        can_ask: open < MOST_OPEN,
        form,
    }))
}

/// Says what is wrong about oneself.
#[post("/akun/data/perbaikan", data = "<form>")]
pub async fn ask(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&["field", "wanted", "note"], &[])?;
    let draft = Draft {
        field: form.text("field").into(),
        wanted: form.text("wanted").into(),
        note: form.text("note").into(),
    };
    let asked = verbs::ask(context.store(), &context.user.warrant(), draft).await;
    let next = asked.map(|_| "/akun/data#perbaikan");
    context.finish(next, "flash-correction-asked", page(&context, form.values())).await
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
