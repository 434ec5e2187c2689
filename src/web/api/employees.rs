//! People.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::offices::given;
use super::paging::Paging;
use crate::rules::access::Offices;
use crate::rules::employee::{Change, Draft};
use crate::rules::language::Language;
use crate::rules::money::AmountInput;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::{AccountState, EmployeeId, OfficeTree, Placement, Problem, Viewer, placement};
use crate::standing::people;
use crate::store::employees::{self, Employee, Search};
use crate::store::placements;
use crate::web::answers::http_error::{ProblemView, describe};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::{PeopleReader, SignedInAs};
use crate::web::input::query::{Query, parameters};
use crate::web::opened_names::note_people;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct EmployeeJson {
    number: String,
    name: String,
    /// For administrators, operators of the office and oneself only, and so are phone and language.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Where they belong today: office, position and the rest of that placement.
    #[serde(flatten)]
    place: Option<PlacementJson>,
    /// Since when nobody signs in to the account; for those who may see the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<DateTime<Utc>>,
    /// What is odd about the number; it was accepted all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    warnings: Option<Vec<ProblemView>>,
}

#[derive(Serialize, ToSchema)]
pub struct PlacementJson {
    /// An office's code.
    office: Option<String>,
    position_level: String,
    position_title: Option<String>,
    grade: Option<String>,
    employment_type: &'static str,
    /// Rupiah a month; for administrators, operators of the office and oneself only.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_amount: Option<i64>,
    from: NaiveDate,
    /// The last day; `null` while it lasts.
    to: Option<NaiveDate>,
}

impl PlacementJson {
    pub fn of(
        placement: &Placement,
        owner: EmployeeId,
        viewer: &Viewer,
        tree: &OfficeTree,
    ) -> Self {
        let visible = viewer.sees_reference_amount(tree, owner, Some(placement.office));
        Self {
            office: tree.get(placement.office).map(|office| office.code.clone()),
            position_level: placement.position_level.clone(),
            position_title: placement.position_title.clone(),
            grade: placement.grade.clone(),
            employment_type: placement.employment_type.name(),
            reference_amount: placement.reference_amount.filter(|_| visible),
            from: placement.from,
            to: placement.to,
        }
    }
}

impl EmployeeJson {
    fn of(employee: Employee, placements: &[Placement], user: &SignedIn) -> Self {
        let tree = &user.rulebook.offices;
        let today = user.rulebook.today(placements, user.now);
        let place = placement::current(placements, today);
        let managed = user.viewer.managed_offices(tree);
        let id = employee.id;
        let near = user.employee.id == id
            || place.map_or(managed == Offices::All, |place| managed.holds(place.office));
        Self {
            number: employee.number,
            name: employee.name,
            email: employee.email.filter(|_| near),
            phone: employee.phone.filter(|_| near),
            language: employee.language.filter(|_| near),
            disabled_at: employee.disabled_at.filter(|_| near),
            place: place.map(|place| PlacementJson::of(place, id, &user.viewer, tree)),
            warnings: None,
        }
    }

    fn warned(self, warnings: &[Problem], user: &SignedIn) -> Self {
        Self { warnings: Some(describe(user.language, warnings)), ..self }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEmployee {
    /// The NIP, or a local number.
    number: String,
    name: String,
    /// Several people may share one.
    email: Option<String>,
    phone: Option<String>,
    /// `PNS`, `CPNS`, `PPPK`, `PPPK_PW` or `NON_ASN`.
    employment_type: String,
    grade: Option<String>,
    /// `staff` if it is left out.
    position_level: Option<String>,
    position_title: Option<String>,
    /// Rupiah a month that a percentage is taken of.
    reference_amount: Option<i64>,
    /// An office's code.
    office: String,
    /// The first day.
    from: String,
}

/// What is left out stays; `null` clears.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmployeeChange {
    number: Option<String>,
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    email: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
}

/// Adds a person with the first placement.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = NewEmployee,
    responses((status = 201, body = EmployeeJson)))]
#[post("/v1/employees", data = "<body>")]
pub async fn add(
    caller: Caller,
    body: Body<NewEmployee>,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let new = body.0;
    let draft = Draft {
        number: new.number,
        name: new.name,
        email: new.email.unwrap_or_default(),
        phone: new.phone,
        place: PlaceDraft {
            office: Some(new.office),
            position_level: new.position_level,
            position_title: new.position_title,
            grade: new.grade,
            employment_type: Some(new.employment_type),
            reference_amount: new.reference_amount.map(AmountInput::Rupiah),
            from: new.from,
        },
    };
    let user = caller.0;
    let added = workflows::employees::add(&app.store, &user.warrant(), draft).await?;
    let visible = load(app, &user, &added.number).await?;
    Ok(Answer::created(visible.warned(&added.warnings, &user)))
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct EmployeeQuery {
        /// A code: that office and all below it
        pub office: Option<String>,
        /// Part of the name, or how the number begins
        pub q: Option<String>,
        /// `active`, `invited`, `none` or `disabled`; for administrators, auditors and operators
        #[param(value_type = Option<String>)]
        pub account: Option<AccountState>,
    }
}

/// The people in sight.
#[utoipa::path(context_path = "/api", tag = "employees",
    params(EmployeeQuery, Paging),
    responses((status = 200, body = List<EmployeeJson>)))]
#[get("/v1/employees")]
pub async fn list(
    caller: Caller,
    query: Query<(EmployeeQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<EmployeeJson>>, HttpError> {
    let user = caller.0;
    let (query, paging) = query.0;
    let offices = user.subtree_in_sight(query.office.as_deref())?;
    if query.account.is_some() && !PeopleReader::allows(&user) {
        return Err(HttpError::forbidden());
    }
    let search = Search {
        text: query.q.as_deref().map(str::trim).filter(|q| !q.is_empty()).map(str::to_owned),
        offices,
        after: paging.after.map(EmployeeId),
        limit: paging.to_ask(),
        account: query.account.map(|state| (state, user.now)),
        ..Search::default()
    };
    let db = app.store.reader();
    let found = employees::search(db, &user.sight(), &search).await?;
    let places = placements::of_many(db, found.iter().map(|employee| employee.id)).await?;
    note_people(&app.store, &user, &places).await;
    let list = paging.list(
        found,
        |employee| employee.id,
        |employee| {
            let places = places.get(&employee.id).map(Vec::as_slice).unwrap_or_default();
            EmployeeJson::of(employee, places, &user)
        },
    );
    Ok(Answer::ok(list))
}

/// One person in sight.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = EmployeeJson)))]
#[get("/v1/employees/<number>")]
pub async fn show(
    caller: Caller,
    number: &str,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    Ok(Answer::ok(load(app, &user, number).await?))
}

/// Changes what is known of a person.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = EmployeeChange,
    params(("number" = String, Path)), responses((status = 200, body = EmployeeJson)))]
#[patch("/v1/employees/<number>", data = "<body>")]
pub async fn edit(
    caller: Caller,
    number: &str,
    body: Body<EmployeeChange>,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    let EmployeeChange { number: new_number, name, email, phone, language } = body.0;
    let change = Change {
        number: new_number,
        name,
        email: email.map(Option::unwrap_or_default),
        phone: phone.map(Option::unwrap_or_default),
        language: language.map(Option::unwrap_or_default),
        seen: None,
    };
    let (changed, warnings) =
        workflows::employees::edit(&app.store, &user.warrant(), number, change).await?;
    let visible = load(app, &user, &changed.number).await?;
    Ok(Answer::ok(visible.warned(&warnings, &user)))
}

/// Whose number it is. Out of sight is not found, whatever is asked about somebody.
pub async fn must_be_in_sight(
    app: &AppState,
    user: &SignedIn,
    number: &str,
) -> Result<EmployeeId, HttpError> {
    let found =
        people::owner(&app.store, &user.rulebook, &user.viewer, Some(number), user.now).await?;
    Ok(found.ok_or_else(HttpError::not_found)?.id)
}

/// Whoever has the number, as they are now; who may see them was asked before.
pub async fn load(
    app: &AppState,
    user: &SignedIn,
    number: &str,
) -> Result<EmployeeJson, HttpError> {
    let db = app.store.reader();
    let found = employees::by_number(db, number).await?.ok_or_else(HttpError::not_found)?;
    let places = placements::of(db, found.id).await?;
    Ok(EmployeeJson::of(found, &places, user))
}
