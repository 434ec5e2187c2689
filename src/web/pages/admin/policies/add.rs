//! A new policy: filled in, its tiers put in order, tried out, added.

use rocket::http::Status;
use rocket::{get, post};

use super::form;
use super::tier_moves::Move;
use super::{preview, reminder_fields};
use crate::rules::policy_draft::{Draft, MOST_TIERS};
use crate::rules::policy_remarks::{asks_again, proposes_day, remarks};
use crate::rules::problem::ProblemArg;
use crate::rules::{PolicyDocumentId, PolicyId, Problem};
use crate::store::policy_documents::{self, DocumentRow};
use crate::web::HttpError;
use crate::web::answers::http_error::{describe, mendable};
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::policy_document::{sent, unusable};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::form::UploadForm;
use crate::web::input::parts::Parts;
use crate::web::input::query::{Query, parameters};
use crate::web::input::takes::Document;
use crate::web::input::url_id::UrlId;
use crate::web::pages::admin::levels::levels;
use crate::web::pages::admin::{first_steps, office_choices};
use crate::web::views::policies::{
    NewPolicyPage, PolicyDocument, PolicyForm, PolicyPreview, PolicyRemark,
};
use crate::workflows;
use crate::workflows::policies::{attach_document, effects};

/// What the page shows besides the form.
#[derive(Default)]
struct Extras {
    remarks: Vec<Problem>,
    /// Whether saving takes one more look.
    confirm: bool,
    preview: Option<PolicyPreview>,
    document: Option<DocumentRow>,
    /// The row that was just added.
    fresh: Option<usize>,
}

parameters! {
    pub struct NewPolicyQuery {
        /// The key of a preset to begin with.
        pub contoh: Option<String>,
        /// The policy that is to be replaced.
        pub ganti: Option<UrlId<PolicyId>>,
    }
}

#[get("/admin/kebijakan/baru")]
pub async fn new(
    context: Context<'_, Administrator>,
    query: Query<NewPolicyQuery>,
) -> Result<Page, HttpError> {
    let form = match query.0.ganti {
        None => form::blank(&context.user, query.0.contoh.as_deref()),
        Some(UrlId(id)) => {
            let replaced = context.user.rulebook.policies.iter().find(|policy| policy.id == id);
            form::copied(&context.user, replaced.ok_or_else(HttpError::not_found)?)
        }
    };
    page(&context, form, Extras::default()).await
}

async fn page(
    context: &Context<'_, Administrator>,
    form: PolicyForm,
    extras: Extras,
) -> Result<Page, HttpError> {
    let described = describe(context.user.language, &extras.remarks);
    let remarks = extras.remarks.iter().zip(described).map(|(remark, described)| {
        let date = remark.args.iter().find_map(|(_, value)| match value {
            ProblemArg::Date(date) if proposes_day(remark) => Some(*date),
            _ => None,
        });
        PolicyRemark { field: described.field, message: described.message, better: date }
    });
    let document = extras
        .document
        .map(|row| PolicyDocument { id: row.id, kilobytes: (row.bytes + 1023) / 1024 });
    let levels = levels(context.db(), &context.user).await?;
    Ok(context.render(&NewPolicyPage {
        levels,
        offices: office_choices(context.offices()),
        remarks: remarks.collect(),
        confirm: extras.confirm,
        preview: extras.preview,
        document,
        hours: reminder_fields::hours(context.user.language),
        most_tiers: MOST_TIERS,
        fresh: extras.fresh,
        form,
    }))
}

/// Adds a policy, or does to its form what one of the buttons says.
#[post("/admin/kebijakan", data = "<form>")]
pub async fn add(
    context: Context<'_, Administrator>,
    mut form: UploadForm<Document>,
) -> Result<Answer, HttpError> {
    let came = Came::read(&context, &mut form.0).await?;
    let language = context.user.language;
    let draft = form::read(&form.0, language)?;
    let mut policy_form = form::form_values(&form.0, &draft, language);
    let action = form.0.text("action");
    if action == "preview" {
        return preview(&context, draft, policy_form, came).await;
    }
    let mut extras = Extras { document: came.row, ..Extras::default() };
    let rearranged = if let Some(by) = Move::parse(action) {
        policy_form = form::with_moved_tiers(&form.0, by, language);
        extras.fresh = (by == Move::Add).then(|| policy_form.tiers.len().saturating_sub(1));
        true
    } else if let Some((field, date)) = proposed(action) {
        policy_form.values.set(field, date);
        true
    } else {
        false
    };
    if rearranged {
        return Ok(with_refused_document(page(&context, policy_form, extras).await?, came.refused));
    }
    save(&context, draft, policy_form, extras, (came.refused, form.0.is_checked("confirm"))).await
}

/// Adds the policy, unless its circular was refused, or a duty would end or week and month would both
/// hold and nobody has said that this is meant.
async fn save(
    context: &Context<'_, Administrator>,
    draft: Draft,
    policy_form: PolicyForm,
    mut extras: Extras,
    (refused, confirmed): (Option<HttpError>, bool),
) -> Result<Answer, HttpError> {
    let user = &context.user;
    let checked = draft.check(context.offices());
    if let Some(mut refused) = refused {
        refused.problems.extend(checked.err().unwrap_or_default());
        return Ok(with_refused_document(page(context, policy_form, extras).await?, Some(refused)));
    }
    if let Ok(policy) = checked {
        let mut remarks = remarks(&policy, &user.rulebook.policies, context.offices());
        remarks.extend(effects::warnings_of(context.db(), &user.rulebook, &policy).await?);
        if remarks.iter().any(asks_again) && !confirmed {
            extras.remarks = remarks;
            extras.confirm = true;
            return Ok(Answer::page(page(context, policy_form, extras).await?));
        }
    }
    let id = extras.document.as_ref().map(|row| row.id);
    let outcome =
        workflows::policies::add::add_with(context.store(), &user.warrant(), draft, id).await;
    let next = outcome.map(|_| first_steps::onwards(context, 3, "/admin/kebijakan"));
    context.finish(next, "flash-policy-added", page(context, policy_form, extras)).await
}

/// The page, and why the file that came with it was not taken.
fn with_refused_document(page: Page, refused: Option<HttpError>) -> Answer {
    Answer::page(match refused {
        None => page,
        Some(error) => page.with_problems(error.status, &error.problems),
    })
}

/// A better day, by the button that takes it: `date-effective_from-2026-12-01`.
fn proposed(action: &str) -> Option<(&str, &str)> {
    let (field, date) = action.strip_prefix("date-")?.split_once('-')?;
    let known = ["effective_from", "effective_until"].contains(&field);
    let date = date.parse::<chrono::NaiveDate>().is_ok().then_some(date)?;
    known.then_some((field, date))
}

/// Shows what the policy would have asked. It may still be without a title.
async fn preview(
    context: &Context<'_, Administrator>,
    draft: Draft,
    policy_form: PolicyForm,
    came: Came,
) -> Result<Answer, HttpError> {
    let user = &context.user;
    let untitled = draft.title.trim().is_empty();
    let title = if untitled { "-".to_owned() } else { draft.title };
    let draft = Draft { title, ..draft };
    let extras = Extras { document: came.row, ..Extras::default() };
    match workflows::policies::preview(context.store(), &user.warrant(), &draft).await {
        Ok(found) => {
            let preview = preview::view(&found, context.offices());
            let extras = Extras { remarks: found.warnings, preview, ..extras };
            Ok(with_refused_document(page(context, policy_form, extras).await?, came.refused))
        }
        Err(refused) => {
            let (status, mut problems) = mendable(refused)?;
            problems.extend(came.refused.into_iter().flat_map(|error| error.problems));
            let again = page(context, policy_form, extras).await?;
            Ok(Answer::page(again.with_problems(status, &problems)))
        }
    }
}

/// The circular that came with the form, or with an earlier try of it.
struct Came {
    row: Option<DocumentRow>,
    refused: Option<HttpError>,
}

impl Came {
    fn refused(error: HttpError) -> Self {
        Self { row: None, refused: Some(error) }
    }

    /// A file is kept at once, so that it need not be chosen again.
    async fn read(
        context: &Context<'_, Administrator>,
        form: &mut Parts,
    ) -> Result<Self, HttpError> {
        let id = match sent(form.take_files()) {
            Err(error) => return Ok(Self::refused(error)),
            Ok(None) => form.filled("kept").map(|id| id.parse().unwrap_or(PolicyDocumentId::NONE)),
            Ok(Some(file)) => match context.app.storage.store(file).await {
                Err(refusal) => return Ok(Self::refused(unusable(&refusal))),
                Ok(stored) => {
                    let warrant = context.user.warrant();
                    match attach_document::store_unattached(context.store(), &warrant, &stored)
                        .await
                    {
                        Ok(id) => Some(id),
                        Err(refused) => {
                            let (status, problems) = mendable(refused)?;
                            let error = HttpError { problems, ..HttpError::status(status) };
                            return Ok(Self::refused(error));
                        }
                    }
                }
            },
        };
        let Some(id) = id else { return Ok(Self { row: None, refused: None }) };
        let row = policy_documents::waiting(context.db(), id, context.user.employee.id).await?;
        let gone = || {
            let problem = Problem::new("document", "document-gone");
            HttpError::of(Status::UnprocessableEntity, problem)
        };
        Ok(Self { refused: row.is_none().then(gone), row })
    }
}
