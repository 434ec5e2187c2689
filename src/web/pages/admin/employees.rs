//! A person's page: who they are, where they work, what opens their account.

use rocket::{get, post};

use super::employee_list::{account_state, left_on};
use super::levels::levels;
use super::{managed_office_choices, office_choices, zone};
use crate::rules::access::scope_day;
use crate::rules::activation::whatsapp_number;
use crate::rules::employee::{self, Change};
use crate::rules::mail::MailKind;
use crate::rules::money;
use crate::rules::placement::{self, LastChange};
use crate::rules::{EmployeeId, Office, Placement, Problem, RoleKind, nip};
use crate::store::employees::{self, Employee};
use crate::store::links::{self, Link};
use crate::store::{mails, placements, roles, sessions, tokens};
use crate::text::Language;
use crate::text::formats::moment;
use crate::web::HttpError;
use crate::web::answers::http_error::describe;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::{PeopleManager, PeopleReader, SignedInAs};
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::pages::account::{key_row, session_row};
use crate::web::request::local;
use crate::web::views::account::{KeyRow, SessionRow};
use crate::web::views::employees::{
    AccountAccess, ChangeKind, EditEmployeePage, EmployeeDetails, HandedAccess, Invitation,
    UndoableChange,
};
use crate::web::views::form_values::FormValues;
use crate::web::views::placements as placement_rows;
use crate::web::views::roles::RoleRow;
use crate::workflows::accounts::second_factor;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{self, WorkflowError};

#[get("/admin/pegawai/<person>", rank = 2)]
pub async fn show(
    person: PersonSegment,
    context: Context<'_, PeopleReader>,
) -> Result<Page, HttpError> {
    edit_page(&context, person.0, None).await
}

/// The same by number, as it stands in other programs: on to the address without it.
#[get("/admin/pegawai/<number>", rank = 3)]
pub async fn by_number(
    number: &str,
    context: Context<'_, PeopleReader>,
) -> Result<Answer, HttpError> {
    let found = employees::by_number(context.db(), number).await?;
    let id = found.ok_or_else(HttpError::not_found)?.id;
    must_see(&context, id).await?;
    Ok(Answer::done(person_path(id)))
}

/// Refuses whom the viewer neither manages nor audits.
async fn must_see<R: SignedInAs>(
    context: &Context<'_, R>,
    id: EmployeeId,
) -> Result<(), HttpError> {
    let user = &context.user;
    if !user.may_audit() {
        must_manage(context.db(), user.warrant().by(), context.offices(), id, user.now).await?;
    }
    Ok(())
}

/// The roles over an office, of which most people get one.
const ROLES_AT_A_TOUCH: [RoleKind; 3] = [RoleKind::Operator, RoleKind::Head, RoleKind::Reviewer];

/// A person's page, with what was typed into one of its forms.
pub async fn edit_page<R: SignedInAs>(
    context: &Context<'_, R>,
    id: EmployeeId,
    submitted: Option<FormValues>,
) -> Result<Page, HttpError> {
    edit_page_asking(context, id, submitted, None).await
}

/// The same; it asks whether a number is meant that is no NIP.
async fn edit_page_asking<R: SignedInAs>(
    context: &Context<'_, R>,
    id: EmployeeId,
    submitted: Option<FormValues>,
    warning: Option<String>,
) -> Result<Page, HttpError> {
    let (db, tree, user) = (context.db(), context.offices(), &context.user);
    let found = employees::by_id(db, id).await?.ok_or_else(HttpError::not_found)?;
    must_see(context, found.id).await?;
    let places = placements::of(db, found.id).await?;
    let last = places.last();
    let today = context.user.rulebook.today(&places, context.user.now);
    let home = placement::current(&places, today).and_then(|place| tree.get(place.office));
    let last_office = last.and_then(|place| tree.get(place.office));
    let eve = user.today.pred_opt().unwrap_or(user.today);
    let roles = roles::lasting(db, found.id, eve).await?.into_iter();
    let roles = roles.map(|role| RoleRow::of(role, found.clone(), tree)).collect();
    let invitation = mails::newest_of(db, MailKind::Activation, found.id).await?;
    let invitation = invitation.map(|mail| Invitation::of(&mail, zone(user)));
    let gives_roles = user.viewer.is_administrator();
    let here = home.map(|office| office.id);
    let shows_amounts = user.viewer.sees_reference_amount(tree, found.id, here);
    let form = values(&found, (last, last_office), user.language)
        .with_some("role_office", home.map(|office| &office.code))
        .overlaid(submitted.unwrap_or_default());
    let (sessions, keys) = sessions_and_keys(context, &found).await?;
    let is_invited = links::invited_of(db, [found.id], user.now).await?.contains(&found.id);
    let access = account_access(context, &found).await?;
    Ok(context.render(&EditEmployeePage {
        access,
        employee: EmployeeDetails {
            account: account_state(&found, is_invited),
            left: left_on(&places, today),
            version: workflows::employees::edit::version(&found),
            home: home.map(|office| office.code.clone()),
            erased: found.erased_at.map(|at| local(at, zone(user))),
            segment: PersonSegment(found.id),
            number: found.number,
            name: found.name,
        },
        placements: placement_rows::rows(&places, tree, shows_amounts),
        mistake: last.and_then(|last| undoable_change(last, &places)),
        roles,
        roles_to_give: if gives_roles { ROLES_AT_A_TOUCH.to_vec() } else { Vec::new() },
        sessions,
        keys,
        zone: zone(user).label().to_owned(),
        invitation,
        offices: managed_office_choices(user),
        all_offices: office_choices(tree),
        levels: levels(db, user).await?,
        warning,
        form,
    }))
}

/// What the form shows of somebody before anything is typed.
fn values(
    found: &Employee,
    (last, office): (Option<&Placement>, Option<&Office>),
    language: Language,
) -> FormValues {
    let reference = last.and_then(|place| place.reference_amount);
    FormValues::default()
        .with("number", &found.number)
        .with("name", &found.name)
        .with_some("email", found.email.as_deref())
        .with("phone", found.phone.as_deref().unwrap_or_default())
        .with_some("office", office.map(|office| &office.code))
        .with_some("employment_type", last.map(|place| place.employment_type.name()))
        .with_some("grade", last.and_then(|place| place.grade.as_deref()))
        .with_some("position_level", last.map(|place| &place.position_level))
        .with_some("position_title", last.and_then(|place| place.position_title.as_ref()))
        .with_some("reference_amount", reference.map(|amount| money::form_amount(amount, language)))
}

/// How somebody comes to their account.
async fn account_access<R: SignedInAs>(
    context: &Context<'_, R>,
    found: &Employee,
) -> Result<AccountAccess, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let handed = links::newest(db, found.id, user.now).await?;
    Ok(AccountAccess {
        can_mail: found.password_hash.is_none() && found.email.is_some(),
        can_message: found.phone.as_deref().and_then(whatsapp_number).is_some(),
        second_factor: second_factor::is_set(db, found.id).await?,
        handed: handed.map(|link| handed_access(user, &link)),
    })
}

/// None for those who do not end them.
async fn sessions_and_keys<R: SignedInAs>(
    context: &Context<'_, R>,
    owner: &Employee,
) -> Result<(Vec<SessionRow>, Vec<KeyRow>), HttpError> {
    let (user, db) = (&context.user, context.db());
    if !user.viewer.manages_people() {
        return Ok((Vec::new(), Vec::new()));
    }
    let sessions = sessions::of(db, owner.id, user.now).await?.into_iter();
    let roles = roles::of(db, owner.id, scope_day(user.now)).await?;
    let keys = tokens::of(db, owner.id, &roles, user.now).await?.into_iter();
    Ok((
        sessions.map(|session| session_row(session, user, zone(user))).collect(),
        keys.map(|key| key_row(key, user, zone(user))).collect(),
    ))
}

fn handed_access(user: &SignedIn, link: &Link) -> HandedAccess {
    let zone = zone(user);
    // What ends with a day is said to work until its last minute.
    let last = zone.last_minute(link.expires_at);
    HandedAccess { channel: link.channel, until: moment(user.language, last, zone.label()) }
}

/// What can be taken back: its words, its day, and the end of its form's address.
fn undoable_change(last: &Placement, places: &[Placement]) -> Option<UndoableChange> {
    Some(match placement::last_change(places)? {
        LastChange::Placement(from) => UndoableChange {
            kind: ChangeKind::Placement,
            on: Some(from),
            path: format!("penempatan/{from}"),
        },
        LastChange::Departure => {
            UndoableChange { kind: ChangeKind::Departure, on: last.to, path: "berhenti".to_owned() }
        }
    })
}

/// A new number that is no NIP is asked about once.
#[post("/admin/pegawai/<person>", data = "<form>", rank = 2)]
pub async fn edit(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["number", "name", "email", "phone", "version", "confirm"], &[])?;
    let own = employees::by_id(context.db(), person.0).await?.map(|employee| employee.number);
    let new = employee::number(form.text("number")).ok().filter(|new| Some(new) != own.as_ref());
    let doubt = new.and_then(|new| nip::doubt("number", &new));
    if let Some(doubt) = doubt.filter(|_| !form.is_checked("confirm")) {
        let described = describe(user.language, &[doubt]).pop().map(|described| described.message);
        return Ok(Answer::page(
            edit_page_asking(&context, person.0, Some(form.values()), described).await?,
        ));
    }
    let change = Change {
        number: form.filled("number").map(Into::into),
        name: Some(form.text("name").into()),
        email: Some(form.text("email").into()),
        phone: Some(form.text("phone").into()),
        seen: form.filled("version").map(Into::into),
        ..Change::default()
    };
    let outcome = match workflows::employees::edit(
        context.store(),
        &user.warrant(),
        person.0,
        change,
    )
    .await
    {
        Ok(_) => Ok(person_path(person.0)),
        Err(WorkflowError::Stale) => {
            Err(WorkflowError::Conflict(edited_meanwhile(&context, person.0).await?))
        }
        Err(error) => Err(error),
    };
    let again = edit_page(&context, person.0, Some(form.values()));
    context.finish(outcome, "flash-admin-saved", again).await
}

/// What somebody else has made of the person; the form comes back with their version, so that
/// whoever sends it again means it.
async fn edited_meanwhile(
    context: &Context<'_, PeopleManager>,
    id: EmployeeId,
) -> Result<Problem, HttpError> {
    let found = employees::by_id(context.db(), id).await?;
    let Employee { name, email, phone, .. } = found.ok_or_else(HttpError::not_found)?;
    let now = [Some(name), email, phone].into_iter().flatten().collect::<Vec<_>>();
    Ok(Problem::new("", "edited-meanwhile").with("now", now.join(", ")))
}
