//! Signing in at the identity provider, and proving there anew who one is: the way there, and back.

use rocket::get;
use rocket::http::Status;

use super::sessions::{self, SignInQuery, lasting, local_path};
use crate::oidc::{NotVouched, Provider, Round, Vouched};
use crate::rules::OfficeId;
use crate::secret;
use crate::web::answers::page::{Answer, Page, cookie};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SESSION_COOKIE;
use crate::web::guards::who::{Guest, Who};
use crate::web::input::query::{Query, parameters};
use crate::web::views::sessions::{ProviderOutcome, ProviderPage};
use crate::web::{AppState, HttpError, browser};
use crate::workflows::accounts::provider_sign_in::{self, Anew, Errand, Owner, Returned};
use crate::workflows::accounts::sign_in::Browser;
use crate::workflows::{Warrant, WorkflowError};

/// Which browser has gone to the provider.
const VISIT_COOKIE: &str = "__Host-provider";

/// To the provider, to sign in.
#[get("/masuk/penyedia")]
pub async fn sign_in(
    context: Context<'_, Guest>,
    query: Query<SignInQuery>,
) -> Result<Answer, HttpError> {
    context.app.throttle.address(context.user.address)?;
    let next = local_path(query.0.next.as_deref());
    leave(&context, &context.user.stranger(), Errand::SignIn { next }).await
}

/// To the provider, which asks anew who they are.
#[get("/masuk/penyedia/ulang")]
pub async fn confirm(context: Context<'_>) -> Result<Answer, HttpError> {
    let session_hash = context.user.token_hash.clone();
    leave(&context, &context.user.warrant(), Errand::Confirm { session_hash }).await
}

async fn leave<W: Who>(
    context: &Context<'_, W>,
    warrant: &Warrant,
    errand: Errand,
) -> Result<Answer, HttpError> {
    let token = secret::token();
    let again = matches!(errand, Errand::Confirm { .. });
    match provider(context.app)?.address(&Round::of(&token), again).await {
        Ok(address) => {
            provider_sign_in::leave(context.store(), warrant, &token, errand).await?;
            context.cookies.add(lasting(VISIT_COOKIE, token, provider_sign_in::LASTS));
            Ok(Answer::done(address))
        }
        Err(why) => Ok(failed(context, why)),
    }
}

parameters! {
    pub struct ReturnQuery {
        /// What is given for the tokens.
        pub code: Option<String>,
        pub state: Option<String>,
        /// Why there is no code.
        pub error: Option<String>,
        /// Who says it (RFC 9207).
        pub iss: Option<String>,
    }
}

/// Back from the provider.
#[get("/masuk/penyedia/kembali")]
pub async fn come_back(
    context: Context<'_, Guest>,
    query: Query<ReturnQuery>,
) -> Result<Answer, HttpError> {
    let provider = provider(context.app)?;
    context.app.throttle.address(context.user.address)?;
    let ReturnQuery { code, state, error, iss } = query.0;
    let Some((token, returned)) = returned(&context, state.as_deref()).await? else {
        return Ok(shown(&context, ProviderOutcome::Ended));
    };
    if iss.is_some_and(|iss| iss != provider.issuer()) {
        let why = NotVouched::Refused("it comes from another provider".into());
        return Ok(failed(&context, why));
    }
    let Some(code) = code.filter(|_| error.is_none()) else {
        tracing::info!(error, "the identity provider vouches for nobody");
        return Ok(shown(&context, ProviderOutcome::Declined));
    };
    match provider.vouched(code, Round::of(&token), context.user.now).await {
        Ok(vouched) => arrived(&context, returned, vouched).await,
        Err(why) => Ok(failed(&context, why)),
    }
}

/// The visit of this browser, which ends now; none where the state is not that of its cookie.
async fn returned(
    context: &Context<'_, Guest>,
    state: Option<&str>,
) -> Result<Option<(String, Returned)>, HttpError> {
    let token = context.cookies.get(VISIT_COOKIE).map(|cookie| cookie.value().to_owned());
    let Some((token, state)) = token.zip(state) else { return Ok(None) };
    if !secret::same(&Round::of(&token).state, state) {
        return Ok(None);
    }
    context.cookies.remove(cookie(VISIT_COOKIE, String::new()));
    let stranger = context.user.stranger();
    let returned = provider_sign_in::come_back(context.store(), &stranger, &token).await?;
    Ok(returned.map(|returned| (token, returned)))
}

async fn arrived(
    context: &Context<'_, Guest>,
    returned: Returned,
    vouched: Vouched,
) -> Result<Answer, HttpError> {
    let stranger = context.user.stranger();
    let owner = provider_sign_in::owner(context.store(), &stranger, &vouched).await?;
    let employee = match owner {
        Owner::Open(employee) => employee,
        Owner::Closed(office) => {
            return Ok(turned_away(context, ProviderOutcome::Closed, office, None));
        }
        Owner::Unknown => {
            let number = Some(vouched.number);
            return Ok(turned_away(context, ProviderOutcome::Unknown, None, number));
        }
    };
    let Returned { errand, left_at } = returned;
    let session_hash = match errand {
        Errand::SignIn { next } => {
            // Nobody is asked on the way: hardly anybody shares a telephone.
            let remembered = browser::is_phone(&context.user.user_agent);
            let browser = Browser { remembered, by_provider: true, ..Browser::default() };
            return Ok(Answer::done(sessions::sign_in(context, employee, browser, &next).await?));
        }
        Errand::Confirm { session_hash } => session_hash,
    };
    // It is this browser's session still.
    let sent = context.cookies.get(SESSION_COOKIE).map(|cookie| secret::hash(cookie.value()));
    if sent.as_ref() != Some(&session_hash) {
        return Ok(shown(context, ProviderOutcome::Ended));
    }
    let warrant = context.user.by_session(employee, session_hash.clone());
    let vouched =
        provider_sign_in::vouch(context.store(), &warrant, session_hash, left_at, vouched).await;
    Ok(shown(
        context,
        match vouched {
            Ok(Anew::Proved) => ProviderOutcome::Proved,
            Ok(Anew::NotAnew) => ProviderOutcome::NotAnew,
            Ok(Anew::SomebodyElse) => ProviderOutcome::SomebodyElse,
            Err(WorkflowError::SignedOut) => ProviderOutcome::Ended,
            Err(error) => return Err(error.into()),
        },
    ))
}

/// The provider of the installation; 404 where there is none.
fn provider(app: &AppState) -> Result<&Provider, HttpError> {
    app.provider.as_ref().ok_or_else(HttpError::not_found)
}

/// What went wrong between us and the provider stands in the log; people read what they can do.
fn failed<W: Who>(context: &Context<'_, W>, why: NotVouched) -> Answer {
    tracing::warn!(%why, "signing in at the identity provider");
    shown(
        context,
        match why {
            NotVouched::Unreachable(_) | NotVouched::Busy => ProviderOutcome::Silent,
            NotVouched::Refused(_) => ProviderOutcome::Refused,
            NotVouched::NoNumber(_) => ProviderOutcome::NoNumber,
        },
    )
}

fn shown<W: Who>(context: &Context<'_, W>, outcome: ProviderOutcome) -> Answer {
    turned_away(context, outcome, None, None)
}

/// The page that says how it went, with who helps the people of the office.
fn turned_away<W: Who>(
    context: &Context<'_, W>,
    outcome: ProviderOutcome,
    office: Option<OfficeId>,
    number: Option<String>,
) -> Answer {
    let (settings, rulebook) = (context.store().settings_at_hand(), context.rulebook());
    let contact = settings.contacts.of(&rulebook.offices, office).cloned();
    let page = context.render(&ProviderPage { outcome, number, contact });
    Answer::page(with_status(page, outcome))
}

fn with_status(page: Page, outcome: ProviderOutcome) -> Page {
    page.with_problems(
        match outcome {
            ProviderOutcome::Proved => Status::Ok,
            ProviderOutcome::Ended => Status::BadRequest,
            ProviderOutcome::Silent => Status::ServiceUnavailable,
            ProviderOutcome::Declined
            | ProviderOutcome::Refused
            | ProviderOutcome::NoNumber
            | ProviderOutcome::Unknown
            | ProviderOutcome::Closed
            | ProviderOutcome::NotAnew
            | ProviderOutcome::SomebodyElse => Status::Forbidden,
        },
        &[],
    )
}
