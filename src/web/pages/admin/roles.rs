//! Roles: who has which, over what.

use rocket::http::Status;
use rocket::{get, post};

use super::{PAGE, in_order, office_choices};
use crate::rules::problem::{self, Problem};
use crate::rules::{RoleId, RoleKind};
use crate::store::employees::{self, Employee};
use crate::store::roles::{self, RoleRow as Held};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator, SignedInAs};
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::input::query::{Parameter, Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::PageNumber;
use crate::web::pages::people::{self, Named};
use crate::web::views::Pager;
use crate::web::views::form_values::FormValues;
use crate::web::views::people::PersonChoice;
use crate::web::views::roles::{RoleGroup, RoleRow, RolesPage};
use crate::workflows::WorkflowError;
use crate::workflows::employees::grant_role::{self, Draft};
use crate::workflows::employees::revoke_role;

/// The kind that the list is narrowed to; none for all of them.
pub struct Kind(Option<RoleKind>);

impl Parameter for Kind {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let asked = text.unwrap_or_default();
        let known = RoleKind::from_name(asked);
        if known.is_none() && !asked.is_empty() {
            return Err(problem::problem_with_value(name, "unknown-choice", asked));
        }
        Ok(Self(known))
    }
}

parameters! {
    pub struct RolesQuery {
        pub peran: Kind,
        /// Who is to get one.
        pub pegawai: Option<PersonSegment>,
        pub halaman: PageNumber,
    }
}

/// What the page shows besides what it always shows.
struct Shown {
    kind: Option<RoleKind>,
    page: u64,
    people: Vec<PersonChoice>,
    form: FormValues,
}

impl Shown {
    fn form(form: FormValues) -> Self {
        Self { kind: None, page: 1, people: Vec::new(), form }
    }
}

#[get("/admin/peran")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<RolesQuery>,
) -> Result<Page, HttpError> {
    let RolesQuery { peran: Kind(kind), pegawai, halaman: PageNumber(page) } = query.0;
    let employee = match pegawai {
        None => None,
        Some(PersonSegment(id)) => employees::by_id(context.db(), id).await?,
    };
    let number = employee.map(|employee| employee.number);
    let form = blank(&context).with_some("employee", number);
    page_of(&context, Shown { kind, page, ..Shown::form(form) }).await
}

fn blank<R: SignedInAs>(context: &Context<'_, R>) -> FormValues {
    FormValues::default().with("role", RoleKind::Operator.name()).with("from", context.user.today)
}

async fn page_of<R: SignedInAs>(context: &Context<'_, R>, state: Shown) -> Result<Page, HttpError> {
    let Shown { kind, page, people, form } = state;
    let tree = context.offices();
    let standing = roles::standing(context.db(), context.user.today).await?.into_iter();
    let mut standing: Vec<(Held, Employee)> = standing
        .filter(|(role, _)| kind.is_none_or(|kind| role.kind == kind))
        .filter_map(|(role, employee)| Some((role, employee?)))
        .collect();
    let order: Vec<_> = in_order(tree).into_iter().map(|(office, _)| office.id).collect();
    let place = |role: &Held| order.iter().position(|id| Some(*id) == role.office_id);
    standing.sort_by_cached_key(|(role, employee)| {
        (place(role), rank(role.kind), employee.name.clone(), role.id)
    });
    let total = standing.len() as u64;
    let first = usize::try_from((page - 1) * PAGE).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let mut groups: Vec<RoleGroup> = Vec::new();
    for (role, employee) in standing.into_iter().skip(first).take(size) {
        let row = RoleRow::of(role, employee, tree);
        match groups.last_mut().filter(|group| group.office == row.office) {
            Some(group) => group.roles.push(row),
            None => groups.push(RoleGroup { office: row.office.clone(), roles: vec![row] }),
        }
    }
    let narrowed = kind.map(RoleKind::name).unwrap_or_default();
    let base = format!("/admin/peran?peran={narrowed}&halaman=");
    Ok(context.render(&RolesPage {
        kind,
        groups,
        kinds: RoleKind::ALL.to_vec(),
        offices: office_choices(tree),
        people,
        pager: Pager::new(page, total, PAGE, base),
        form,
    }))
}

/// The order within an office: who answers for it first.
fn rank(kind: RoleKind) -> u8 {
    match kind {
        RoleKind::Administrator => 0,
        RoleKind::Head => 1,
        RoleKind::Operator => 2,
        RoleKind::Reviewer => 3,
        RoleKind::Auditor => 4,
        RoleKind::SellerOfficer => 5,
    }
}

/// Gives a role to somebody who is named by number or by name; of several whom a name may mean, one
/// is chosen first.
#[post("/admin/peran", data = "<form>")]
pub async fn grant(
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["employee", "asked", "chosen", "role", "office", "from", "to", "acting"], &[])?;
    let employee = match people::named(context.app, user, &form, None).await? {
        Named::Number(number) => number.into(),
        Named::Choices(people) => {
            let state = Shown { people, ..Shown::form(form.values()) };
            let ask = [Problem::new("employee", "choose-person")];
            let page = page_of(&context, state).await?;
            return Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &ask)));
        }
    };
    let draft = Draft {
        employee,
        role: form.text("role").into(),
        office: Some(form.text("office").into()),
        from: form.text("from").into(),
        to: Some(form.text("to").into()),
        acting: form.is_checked("acting"),
    };
    let granted = grant_role::grant(context.store(), &user.warrant(), draft).await;
    let granted = granted.map(|_| "/admin/peran");
    let again = page_of(&context, Shown::form(form.values()));
    context.finish(granted, "flash-role-granted", again).await
}

/// Gives one at a touch on a person's page: from today, for good.
#[post("/admin/pegawai/<person>/peran", data = "<form>")]
pub async fn grant_here(
    person: PersonSegment,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["role", "role_office"], &[])?;
    let draft = Draft {
        employee: person.0.into(),
        role: form.text("role").into(),
        office: Some(form.text("role_office").into()),
        from: user.today.to_string(),
        ..Draft::default()
    };
    let granted = grant_role::grant(context.store(), &user.warrant(), draft).await;
    // The page has another field of the name `office`.
    let granted = granted.map_err(|error| match error {
        WorkflowError::Invalid(problems) => WorkflowError::Invalid(
            problems
                .into_iter()
                .map(|mut one| {
                    if one.field == "office" {
                        one.field = "role_office".into();
                    }
                    one
                })
                .collect(),
        ),
        error => error,
    });
    let next = granted.map(|_| person_path(person.0));
    let again = super::employees::edit_page(&context, person.0, Some(form.values()));
    context.finish(next, "flash-role-granted", again).await
}

/// `person` is whose page it was revoked on.
#[post("/admin/peran/<id>/cabut", data = "<form>")]
pub async fn revoke(
    id: UrlId<RoleId>,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&["person"], &[])?;
    let user = &context.user;
    let revoked = revoke_role::revoke(context.store(), &user.warrant(), id.0).await;
    let person = Parameter::read("person", form.0.filled("person")).map_err(HttpError::invalid)?;
    let next = match person {
        Some(PersonSegment(id)) => person_path(id),
        None => "/admin/peran".to_owned(),
    };
    let again = page_of(&context, Shown::form(blank(&context)));
    context.finish(revoked.map(|()| next), "flash-role-revoked", again).await
}
