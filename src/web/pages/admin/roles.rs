//! Roles: who has which, over what.

use rocket::{get, post};

use super::{PAGE, office_choices, office_name};
use crate::rules::RoleId;
use crate::store::roles;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::Paging;
use crate::web::views::Pager;
use crate::web::views::form_values::FormValues;
use crate::web::views::roles::{RoleRow, RolesPage};
use crate::workflows::employees::grant_role::{self, Draft};
use crate::workflows::employees::revoke_role;

#[get("/admin/peran")]
pub async fn list(
    context: Context<'_, Administrator>,
    query: Query<Paging>,
) -> Result<Page, HttpError> {
    page(&context, query.0.halaman.0, blank(&context)).await
}

fn blank(context: &Context<'_, Administrator>) -> FormValues {
    FormValues::default().with("role", "head").with("from", context.user.today)
}

async fn page(
    context: &Context<'_, Administrator>,
    page: u64,
    form: FormValues,
) -> Result<Page, HttpError> {
    let standing = roles::standing(context.db(), context.user.today).await?;
    let total = standing.len() as u64;
    let first = usize::try_from((page - 1) * PAGE).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let tree = context.offices();
    let rows = standing.into_iter().skip(first).take(size).map(|(row, employee)| RoleRow {
        id: row.id,
        employee: employee.map(|employee| employee.name),
        role: row.kind,
        office: office_name(tree, row.office_id).map(str::to_owned),
        acting: row.acting,
        from: row.from_on,
        to: row.to_on,
    });
    Ok(context.render(&RolesPage {
        roles: rows.collect(),
        offices: office_choices(tree),
        pager: Pager::new(page, total, PAGE, "/admin/peran?halaman="),
        form,
    }))
}

#[post("/admin/peran", data = "<form>")]
pub async fn grant(
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["employee", "role", "office", "from", "to", "acting"], &[])?;
    let draft = Draft {
        employee: form.text("employee").into(),
        role: form.text("role").into(),
        office: Some(form.text("office").into()),
        from: form.text("from").into(),
        to: Some(form.text("to").into()),
        acting: form.is_checked("acting"),
    };
    let granted = grant_role::grant(context.store(), &user.by(), draft, user.now).await;
    let granted = granted.map(|_| "/admin/peran");
    context.finish(granted, "flash-admin-saved", page(&context, 1, form.values())).await
}

#[post("/admin/peran/<id>/cabut", data = "<form>")]
pub async fn revoke(
    id: UrlId<RoleId>,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    let revoked = revoke_role::revoke(context.store(), &user.by(), id.0, user.now).await;
    let revoked = revoked.map(|()| "/admin/peran");
    context.finish(revoked, "flash-admin-removed", page(&context, 1, blank(&context))).await
}
