//! Who a page is for.

use rocket::Request;

use super::viewer::{SignedIn, by_session, must_be_signed_in};
use crate::web::HttpError;
use crate::web::request::Visit;

/// Named in the [`Context`](super::context::Context) of a page.
#[rocket::async_trait]
pub trait Who {
    /// What is known about them.
    type User: Send;

    async fn identify(request: &Request<'_>) -> Result<Self::User, HttpError>;

    /// Whose name and tabs stand in the layout.
    fn signed_in(user: &Self::User) -> Option<&SignedIn>;
}

/// Anybody; nobody asks whether they have signed in.
pub enum Guest {}

#[rocket::async_trait]
impl Who for Guest {
    type User = Visit;

    async fn identify(request: &Request<'_>) -> Result<Visit, HttpError> {
        Ok(Visit::of(request))
    }

    fn signed_in(_: &Visit) -> Option<&SignedIn> {
        None
    }
}

/// Anybody, with who has signed in.
pub enum Anybody {}

#[rocket::async_trait]
impl Who for Anybody {
    type User = Option<SignedIn>;

    async fn identify(request: &Request<'_>) -> Result<Option<SignedIn>, HttpError> {
        by_session(request).await
    }

    fn signed_in(user: &Option<SignedIn>) -> Option<&SignedIn> {
        user.as_ref()
    }
}

/// People who have signed in, all of them or those with a role; 403 for the others.
pub trait SignedInAs {
    fn allows(user: &SignedIn) -> bool;
}

#[rocket::async_trait]
impl<R: SignedInAs> Who for R {
    type User = SignedIn;

    async fn identify(request: &Request<'_>) -> Result<SignedIn, HttpError> {
        let user = must_be_signed_in(request).await?;
        if R::allows(&user) { Ok(user) } else { Err(HttpError::forbidden()) }
    }

    fn signed_in(user: &SignedIn) -> Option<&SignedIn> {
        Some(user)
    }
}

impl SignedInAs for SignedIn {
    fn allows(_: &SignedIn) -> bool {
        true
    }
}

/// Decides on purchases and exemptions.
pub enum Reviewer {}

impl SignedInAs for Reviewer {
    fn allows(user: &SignedIn) -> bool {
        user.may_review()
    }
}

/// Reads administration and the audit: auditors and administrators. Only [`Administrator`]s change it.
pub enum AdministrationReader {}

impl SignedInAs for AdministrationReader {
    fn allows(user: &SignedIn) -> bool {
        user.may_audit()
    }
}

/// Reads the figures of the whole installation side by side.
pub enum Leader {}

impl SignedInAs for Leader {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.leads(&user.rulebook.offices)
    }
}

/// Looks after the list of sellers.
pub enum SellerOfficer {}

impl SignedInAs for SellerOfficer {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.may_keep_sellers()
    }
}

/// Looks after the people of some office: an administrator or an operator.
pub enum PeopleManager {}

impl SignedInAs for PeopleManager {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.manages_people()
    }
}

/// Imports tables: of the people whom they manage, or of sellers. Which ones, says `right_to_import`.
pub enum Importer {}

impl SignedInAs for Importer {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.manages_people() || user.viewer.may_keep_sellers()
    }
}

/// Records purchases for others: a reviewer, an operator or an administrator.
pub enum Recorder {}

impl SignedInAs for Recorder {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.logs_for_others()
    }
}

/// Reads what offices have bought from their own budget: who records it, and auditors.
pub enum LedgerReader {}

impl SignedInAs for LedgerReader {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.reads_ledger()
    }
}

/// Looks at people as [`PeopleManager`]s do, without changing them: auditors as well.
pub enum PeopleReader {}

impl SignedInAs for PeopleReader {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.manages_people() || user.may_audit()
    }
}

pub enum Administrator {}

impl SignedInAs for Administrator {
    fn allows(user: &SignedIn) -> bool {
        user.viewer.is_administrator()
    }
}
