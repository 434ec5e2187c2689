//! My account: language, reminders, password, and what opens it.

use rocket::{get, post};

use crate::rules::mail::MailChoice;
use crate::rules::{PushSubscriptionId, SessionId, TokenId, Zone, api_key, placement, problem};
use crate::store::employees;
use crate::store::push_subscriptions::{self, PushSubscription};
use crate::store::sessions::{self, Session};
use crate::store::tokens::{self, Token};
use crate::text::{self, Language};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::account::{Account, AccountPage, KeyRow, PhoneRow, SessionRow};
use crate::web::views::exemptions;
use crate::web::views::form_values::FormValues;
use crate::workflows::WorkflowError;
use crate::workflows::accounts::change::{self, Wishes};
use crate::workflows::accounts::own_access;
use crate::workflows::accounts::phones::{self, Draft};

#[get("/akun")]
pub async fn show(context: Context<'_>) -> Result<Page, HttpError> {
    page(&context).await
}

async fn page(context: &Context<'_>) -> Result<Page, HttpError> {
    let user = &context.user;
    let here = placement::current(&user.placements, user.today);
    let office = here.and_then(|here| user.rulebook.offices.get(here.office));
    // Levels of the list have words; a district's own are shown as they were typed.
    let position = here.map(|here| {
        let key = format!("position-{}", here.position_level);
        text::known(user.language, &key).unwrap_or_else(|| here.position_level.clone())
    });
    let account = Account {
        name: user.employee.name.clone(),
        number: user.employee.number.clone(),
        email: user.employee.email.clone(),
        office: office.map(|office| office.name.clone()),
        position,
        position_title: here.and_then(|here| here.position_title.clone()),
        reference_amount: here.and_then(|here| here.reference_amount),
    };
    let form = FormValues::default()
        .with("language", user.language.name())
        .with("mail_choice", user.employee.mail_choice.name())
        .with("mute_midweek", checked(user.employee.mute_midweek))
        .with("one_mail_a_day", checked(user.employee.one_mail_a_day))
        .with("wants_results", checked(user.employee.wants_results));
    let zone = user.zone();
    let (db, now) = (context.db(), user.now);
    let sessions = sessions::of(db, user.employee.id, now).await?;
    let keys = tokens::of(db, user.employee.id, &user.viewer.roles, now).await?;
    let phones = push_subscriptions::of(db, user.employee.id).await?;
    let this = sessions.iter().find(|session| session.token_hash == user.token_hash);
    let this = this.map(|session| session.id);
    let phones: Vec<PhoneRow> =
        phones.into_iter().map(|phone| phone_row(phone, this, zone)).collect();
    let leave_rule = exemptions::leave_rule(user);
    Ok(context.render(&AccountPage {
        account,
        leave_rule,
        sessions: sessions.into_iter().map(|session| session_row(session, user, zone)).collect(),
        phone_here: phones.iter().any(|phone| phone.current),
        phones,
        push_key: user.settings.push_public.clone(),
        keys: keys.into_iter().map(|key| key_row(key, user, zone)).collect(),
        second_factor: user.has_second_factor,
        zone: zone.label().to_owned(),
        form,
    }))
}

fn checked(is_so: bool) -> &'static str {
    if is_so { "1" } else { "" }
}

pub fn session_row(session: Session, user: &SignedIn, zone: Zone) -> SessionRow {
    SessionRow {
        id: session.id,
        browser: Some(session.browser).filter(|browser| !browser.is_empty()),
        current: session.token_hash == user.token_hash,
        remembered: session.remembered,
        seen_at: local(session.seen_at, zone),
    }
}

fn phone_row(phone: PushSubscription, this: Option<SessionId>, zone: Zone) -> PhoneRow {
    PhoneRow {
        id: phone.id,
        browser: Some(phone.browser).filter(|browser| !browser.is_empty()),
        current: phone.session_id.is_some() && phone.session_id == this,
        since: local(phone.created_at, zone),
    }
}

pub fn key_row(key: Token, user: &SignedIn, zone: Zone) -> KeyRow {
    KeyRow {
        id: key.id,
        name: key.name,
        created_on: zone.date(key.created_at),
        expires_on: zone.date(key.expires_at),
        ends_soon: api_key::ends_soon(key.expires_at, user.now),
        seen_at: key.seen_at.map(|at| local(at, zone)),
    }
}

/// Signs a browser out; this one is signed out at the top of the page.
#[post("/akun/sesi/<id>/akhiri", data = "<form>")]
pub async fn end_session(
    id: UrlId<SessionId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    own_access::end_session(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-session-ended", "/akun"))
}

/// Signs all other browsers out.
#[post("/akun/sesi/lain", data = "<form>")]
pub async fn end_other_sessions(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let (user, this) = (&context.user, context.user.token_hash.clone());
    own_access::end_other_sessions(context.store(), &user.warrant(), this).await?;
    Ok(context.done("flash-sessions-ended", "/akun"))
}

/// From now on this phone says what mails said.
#[post("/akun/ponsel", data = "<form>")]
pub async fn add_phone(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["endpoint", "p256dh", "auth"], &[])?;
    let text = |name| form.0.text(name).to_owned();
    let draft = Draft { endpoint: text("endpoint"), p256dh: text("p256dh"), auth: text("auth") };
    let user = &context.user;
    let added = phones::add(context.store(), &user.warrant(), draft, user.token_hash.clone()).await;
    let next = added.map(|()| "/akun");
    context.finish(next, "flash-phone-added", page(&context)).await
}

/// Tells a phone nothing more.
#[post("/akun/ponsel/<id>/hentikan", data = "<form>")]
pub async fn end_phone(
    id: UrlId<PushSubscriptionId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    phones::end(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-phone-ended", "/akun"))
}

/// Ends a key to the API.
#[post("/akun/kunci/<id>/cabut", data = "<form>")]
pub async fn revoke_key(
    id: UrlId<TokenId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    own_access::revoke_token(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-key-revoked", "/akun"))
}

#[post("/akun", data = "<form>")]
pub async fn save(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let wishes = ["mute_midweek", "mail_choice", "one_mail_a_day", "wants_results"];
    form.0.only(&[&["language"][..], &wishes].concat(), &[])?;
    let (store, user) = (context.store(), &context.user);
    let text = form.0.text("language");
    let known = Language::ALL.into_iter().find(|language| language.name() == text);
    let unknown = |field, text| {
        WorkflowError::invalid(problem::problem_with_value(field, "unknown-choice", text))
    };
    let wanted = form.0.filled("mail_choice");
    let choice = wanted.map(|name| MailChoice::from_name(name).ok_or(name)).transpose();
    let saved = match (user.settings.languages.offered(known), choice) {
        (None, _) => Err(unknown("language", text)),
        (_, Err(name)) => Err(unknown("mail_choice", name)),
        (Some(language), Ok(mail_choice)) => {
            let wishes = Wishes {
                mute_midweek: form.0.is_checked("mute_midweek"),
                mail_choice,
                one_mail_a_day: match user.employee.email {
                    Some(_) => form.0.is_checked("one_mail_a_day"),
                    // Not asked of them.
                    None => user.employee.one_mail_a_day,
                },
                wants_results: form.0.is_checked("wants_results"),
            };
            change::change_settings(store, &user.warrant(), language, wishes).await
        }
    };
    if saved.is_ok() {
        // The choice of the footer would stand before the one made here.
        context.cookies.remove("lang");
    }
    let next = saved.map(|()| "/akun");
    context.finish(next, "flash-account-saved", page(&context)).await
}

#[post("/akun/sandi", data = "<form>")]
pub async fn change_password(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["login", "current_password", "password", "password_again"], &[])?;
    let (current, new) = (form.0.text("current_password"), form.0.text("password"));
    let again = form.0.text("password_again");
    let (store, user, passwords) = (context.store(), &context.user, &context.app.password_changes);
    // Whoever sits at somebody's open browser does not guess for long.
    context.app.throttle.present_password(user.employee.id)?;
    let found = employees::by_id(context.db(), user.employee.id).await?;
    let account = found.ok_or_else(HttpError::not_found)?;
    let problems = change::check_password(passwords, &account, current, new, again).await;
    let problems = problems?;
    let changed = if problems.is_empty() {
        let hash = passwords.hash(&user.employee.id.to_string(), new.to_owned()).await?;
        let session = user.token_hash.clone();
        change::change_password(store, &user.warrant(), hash, session).await?;
        Ok("/akun")
    } else {
        Err(WorkflowError::Invalid(problems))
    };
    context.finish(changed, "flash-password-changed", page(&context)).await
}
