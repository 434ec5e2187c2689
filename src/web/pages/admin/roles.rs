//! Roles: who has which, over what.

use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, PAGE, choices, mendable, office_name, page_number, pager};
use crate::store::roles;
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::grant_role::{self, Draft};
use crate::workflows::revoke_role;

#[get("/admin/peran?<halaman>")]
pub async fn list(
    halaman: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let form = json!({ "role": "head", "from": me.0.today });
    page(pekan, &frame, &me.0, page_number(halaman)?, form).await
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    page: u64,
    form: Value,
) -> Result<Page, Failure> {
    let standing = roles::standing(pekan.store.reader(), me.today).await?;
    let total = standing.len() as u64;
    let first = usize::try_from((page - 1) * PAGE).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let tree = &me.rulebook.offices;
    let shown = standing.into_iter().skip(first).take(size).map(|(row, employee)| {
        json!({
            "id": row.id,
            "employee": employee.map(|employee| employee.name),
            "role": row.kind,
            "office": office_name(tree, row.office_id),
            "acting": row.acting,
            "from": row.from_on,
            "to": row.to_on,
        })
    });
    let own = json!({
        "roles": shown.collect::<Vec<_>>(),
        "offices": choices(tree),
        "pager": pager(page, total, "/admin/peran?halaman="),
        "form": form,
    });
    Ok(frame.page("admin/roles/index.html", "admin", me, own))
}

#[post("/admin/peran", data = "<form>")]
pub async fn grant(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["employee", "role", "office", "from", "to", "acting"], &[])?;
    let draft = Draft {
        employee: form.text("employee").into(),
        role: form.text("role").into(),
        office: Some(form.text("office").into()),
        from: form.text("from").into(),
        to: Some(form.text("to").into()),
        acting: form.is_checked("acting"),
    };
    match grant_role::grant(&pekan.store, &me.by(), draft, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-saved");
            Ok(Answer::done("/admin/peran"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = page(pekan, &frame, &me, 1, form.typed()).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

#[post("/admin/peran/<id>/cabut", data = "<form>")]
pub async fn revoke(
    id: i64,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    let me = me.0;
    match revoke_role::revoke(&pekan.store, &me.by(), id, me.now).await {
        Ok(()) => {
            leave_flash(cookies, "flash-admin-removed");
            Ok(Answer::done("/admin/peran"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let form = json!({ "role": "head", "from": me.today });
            let page = page(pekan, &frame, &me, 1, form).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}
