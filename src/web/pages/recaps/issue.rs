//! What stands above the recaps of an office and who signs; a recap is issued; the signed sheet is kept.

use rocket::{State, get, post};

use super::{asked, sheet};
use crate::files::{MediaType, Rendition, UploadError};
use crate::rules::recap::{Letterhead, Paper};
use crate::rules::{Office, RecapId};
use crate::store::recaps;
use crate::web::answers::file_response::{Disposition, FileResponse, NOT_CACHED};
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::parts::{NotOne, Parts, SentFiles, invalid_field};
use crate::web::input::takes::Document;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::recaps::issue::issue;
use crate::workflows::recaps::{keep_scan, set_letterhead};

/// In which period and for which paper the forms stand.
const ABOUT: [&str; 2] = ["period", "paper"];

/// The page with a form, as it was sent.
struct Asked<'a> {
    office: &'a Office,
    period: crate::rules::Period,
    paper: Paper,
}

impl<'a> Asked<'a> {
    fn of(user: &'a SignedIn, code: &str, form: &Parts) -> Result<Self, HttpError> {
        let (office, period) = asked(user, code, form.filled("period"))?;
        if !user.viewer.may_issue_recaps(&user.rulebook.offices, office.id) {
            return Err(HttpError::forbidden());
        }
        let paper = Paper::from_name(form.text("paper")).unwrap_or(Paper::F4);
        Ok(Self { office, period, paper })
    }

    fn address(&self) -> String {
        let (code, period) = (&self.office.code, self.period.label());
        format!("/unit/{code}/rekap?periode={period}&kertas={}", self.paper.name())
    }

    async fn again(&self, context: &Context<'_>, form: &Parts) -> Result<Page, HttpError> {
        sheet::page(context, (self.office, &self.period), self.paper, form.values()).await
    }
}

#[post("/unit/<code>/rekap/kop", data = "<form>")]
pub async fn letterhead(code: &str, context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&[&ABOUT[..], &Letterhead::FIELDS[..]].concat(), &[])?;
    let asked = Asked::of(&context.user, code, &form)?;
    let outcome = match Letterhead::check(|field| form.text(field)) {
        Err(problems) => Err(crate::workflows::WorkflowError::Invalid(problems)),
        Ok(letterhead) => {
            let (store, warrant) = (context.store(), context.user.warrant());
            set_letterhead::set_letterhead(store, &warrant, code, letterhead).await
        }
    };
    let next = outcome.map(|()| asked.address());
    context.finish(next, "flash-recap-letterhead", asked.again(&context, &form)).await
}

#[post("/unit/<code>/rekap/terbit", data = "<form>")]
pub async fn publish(code: &str, context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&[&ABOUT[..], &["number"]].concat(), &[])?;
    let asked = Asked::of(&context.user, code, &form)?;
    let (store, warrant) = (context.store(), context.user.warrant());
    let about = (code, asked.period);
    let issued = issue(store, &warrant, about, form.text("number")).await;
    let next = issued.map(|_| asked.address());
    context.finish(next, "flash-recap-issued", asked.again(&context, &form)).await
}

#[post("/unit/<code>/rekap/<id>/pindaian", data = "<form>")]
pub async fn keep(
    code: &str,
    id: UrlId<RecapId>,
    context: Context<'_>,
    form: UploadForm<Document>,
) -> Result<Answer, HttpError> {
    let mut form = form.0;
    form.only(&ABOUT, &["document"])?;
    let (store, warrant) = (context.store(), context.user.warrant());
    let row = keep_scan::must_keep(store, &warrant, code, id.0).await?;
    let asked = Asked { period: row.period(), ..Asked::of(&context.user, code, &form)? };
    let stored = match sent(form.take_files()) {
        Err(error) => Err(error),
        Ok(file) => context.app.storage.store(file).await.map_err(|refusal| unusable(&refusal)),
    };
    let outcome = match stored {
        Err(error) => Err(error),
        Ok(stored) => {
            keep_scan::keep_scan(store, &warrant, (code, id.0), &stored).await.map_err(Into::into)
        }
    };
    let next = outcome.map(|()| asked.address());
    context.finish(next, "flash-recap-scan", asked.again(&context, &form)).await
}

fn sent(files: SentFiles) -> Result<crate::files::Upload, HttpError> {
    let file = files.one().map_err(|why| match why {
        NotOne::Refused(error) => unusable(&error),
        NotOne::TooMany => invalid_field("document", "field-twice"),
    });
    file?.ok_or_else(|| invalid_field("document", "missing"))
}

fn unusable(error: &UploadError) -> HttpError {
    HttpError::upload("document", error)
}

/// The signed sheet, for whoever sees the recap.
#[get("/unit/<code>/rekap/<id>/pindaian")]
pub async fn scan(
    code: &str,
    id: UrlId<RecapId>,
    user: SignedIn,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    let about = (&*user.rulebook, &user.viewer);
    let row: recaps::RecapRow = keep_scan::in_sight(app.store.reader(), about, code, id.0).await?;
    let (hash, media): (&str, MediaType) = row.scan().ok_or_else(HttpError::not_found)?;
    let name = format!("rekap-{code}-{}-bertanda-tangan", row.period().label());
    let file = (hash, media, Rendition::Full);
    FileResponse::open(app, file, Disposition::Save, &name, NOT_CACHED).await
}
