//! Roles: who has which, over what.

use rocket::{get, post};

use super::{Desk, PAGE, office_choices, office_name, page_number};
use crate::store::roles;
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::views::Pager;
use crate::web::views::form_values::FormValues;
use crate::web::views::roles::{RoleRow, RolesPage};
use crate::workflows::employees::grant_role::{self, Draft};
use crate::workflows::employees::revoke_role;

#[get("/admin/peran?<halaman>")]
pub async fn list(halaman: Option<&str>, desk: Desk<'_>) -> Result<Page, Failure> {
    page(&desk, page_number(halaman)?, blank(&desk)).await
}

fn blank(desk: &Desk<'_>) -> FormValues {
    FormValues::default().with("role", "head").with("from", desk.user.today)
}

async fn page(desk: &Desk<'_>, page: u64, form: FormValues) -> Result<Page, Failure> {
    let standing = roles::standing(desk.db(), desk.user.today).await?;
    let total = standing.len() as u64;
    let first = usize::try_from((page - 1) * PAGE).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let tree = desk.offices();
    let rows = standing.into_iter().skip(first).take(size).map(|(row, employee)| RoleRow {
        id: row.id,
        employee: employee.map(|employee| employee.name),
        role: row.kind,
        office: office_name(tree, row.office_id).map(str::to_owned),
        acting: row.acting,
        from: row.from_on,
        to: row.to_on,
    });
    Ok(desk.show(&RolesPage {
        roles: rows.collect(),
        offices: office_choices(tree),
        pager: Pager::new(page, total, PAGE, "/admin/peran?halaman="),
        form,
    }))
}

#[post("/admin/peran", data = "<form>")]
pub async fn grant(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (user, form) = (&desk.user, form.0);
    form.only(&["employee", "role", "office", "from", "to", "acting"], &[])?;
    let draft = Draft {
        employee: form.text("employee").into(),
        role: form.text("role").into(),
        office: Some(form.text("office").into()),
        from: form.text("from").into(),
        to: Some(form.text("to").into()),
        acting: form.is_checked("acting"),
    };
    let granted = grant_role::grant(desk.store(), &user.by(), draft, user.now).await;
    let granted = granted.map(|_| "/admin/peran");
    desk.finish(granted, "flash-admin-saved", page(&desk, 1, form.values())).await
}

#[post("/admin/peran/<id>/cabut", data = "<form>")]
pub async fn revoke(id: i64, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    let user = &desk.user;
    let revoked = revoke_role::revoke(desk.store(), &user.by(), id, user.now).await;
    let revoked = revoked.map(|()| "/admin/peran");
    desk.finish(revoked, "flash-admin-removed", page(&desk, 1, blank(&desk))).await
}
