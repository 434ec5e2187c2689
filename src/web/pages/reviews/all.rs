//! All purchases that a reviewer may look at: narrowed, and accepted together.

use rocket::{get, post};
use url::form_urlencoded::Serializer;

use crate::rules::purchase::State;
use crate::rules::sample::Mark;
use crate::rules::{Period, Problem, PurchaseId, placement};
use crate::store::placements;
use crate::store::purchases::{self, Purchase, ReviewSearch};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Reviewer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::query::{Chosen, Parameter, Query, choice, parameters};
use crate::web::pages::exemption_reviews;
use crate::web::pages::paging::{PAGE, PageNumber, unreadable};
use crate::web::views::form_values::FormValues;
use crate::web::views::reviews::{AllReviewsPage, AllReviewsRow};
use crate::web::views::{OfficeChoice, Pager};
use crate::workflows::purchases::verify_many::{Accepted, verify_many};

/// The word of the address for purchases in any state.
const ANY: &str = "semua";

impl Parameter for Option<Mark> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, Mark::from_name)
    }
}

/// The state that the list is narrowed to: those that wait where none is given, and none for all.
pub struct StateChoice(Option<State>);

impl Parameter for StateChoice {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        match text {
            None | Some("") => Ok(Self(Some(State::Recorded))),
            Some(ANY) => Ok(Self(None)),
            text => choice(name, text, State::from_name).map(Self),
        }
    }
}

parameters! {
    pub struct AllQuery {
        /// Of the name of a buyer, or of a seller.
        pub cari: Option<String>,
        /// The code of an office: that and all below it.
        pub unit: Option<String>,
        pub pekan: Chosen<Period>,
        pub keadaan: StateChoice,
        pub tanda: Chosen<Mark>,
        pub halaman: PageNumber,
    }
}

/// The fields of the address that narrow the list, in their order.
const NARROWING: [&str; 5] = ["cari", "unit", "pekan", "keadaan", "tanda"];

fn fields(query: &AllQuery) -> FormValues {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    FormValues::default()
        .with("cari", text(&query.cari))
        .with("unit", text(&query.unit))
        .with("pekan", query.pekan.0.map(|period| period.label()).unwrap_or_default())
        .with("keadaan", query.keadaan.0.map_or(ANY, State::name))
        .with("tanda", query.tanda.0.map(Mark::name).unwrap_or_default())
}

/// The address of the list that is narrowed so.
fn address<'a>(value: impl Fn(&str) -> &'a str) -> String {
    let given = NARROWING.into_iter().map(|name| (name, value(name)));
    let query = Serializer::new(String::new())
        .extend_pairs(given.filter(|(_, value)| !value.is_empty()))
        .finish();
    format!("/tinjau/semua?{query}")
}

fn search(user: &SignedIn, query: &AllQuery) -> Result<ReviewSearch, HttpError> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let scope = user.viewer.review_scope(&user.rulebook.offices);
    let offices = match filled(&query.unit) {
        None => None,
        Some(code) => {
            let office = user.rulebook.offices.by_code(&code);
            let office = office.filter(|office| scope.holds_office(office.id));
            let office = office.ok_or_else(|| unreadable("unit", &code))?;
            Some(user.rulebook.offices.subtree(office.id))
        }
    };
    Ok(ReviewSearch {
        offices,
        days: query.pekan.0.map(|period| (period.start, period.end)),
        state: query.keadaan.0,
        mark: query.tanda.0,
        words: filled(&query.cari),
    })
}

#[get("/tinjau/semua")]
pub async fn list(
    context: Context<'_, Reviewer>,
    query: Query<AllQuery>,
) -> Result<Page, HttpError> {
    let (app, user, db) = (context.app, &context.user, context.db());
    let PageNumber(page) = query.0.halaman;
    let (search, form) = (search(user, &query.0)?, fields(&query.0));
    let (sight, me) = (user.review_sight(), user.employee.id);
    let from = ((page - 1) * PAGE, PAGE);
    let (found, total) = purchases::page_to_review(db, &sight, me, &search, from).await?;
    let places = placements::of_many(db, found.iter().map(|one| one.row.employee_id)).await?;
    let rows = found.iter().map(|one| {
        let own = places.get(&one.row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let here = placement::current(own, one.row.purchased_on);
        let office = here.and_then(|here| user.rulebook.offices.get(here.office));
        row(one, office.map(|office| office.name.clone()))
    });
    let base = format!("{}&halaman=", address(|name| form.get(name).unwrap_or_default()));
    let scope = &sight.scope;
    let offices = crate::web::pages::admin::in_order(&user.rulebook.offices).into_iter();
    let offices = offices.filter(|(office, _)| scope.holds_office(office.id));
    let is_narrowed = |name: &&str| form.get(name).is_some_and(|value| !value.is_empty());
    Ok(context.render(&AllReviewsPage {
        purchases: rows.collect(),
        total,
        narrowed: ["cari", "unit", "pekan", "tanda"].iter().any(is_narrowed),
        offices: offices.map(|(office, _)| OfficeChoice::of(office)).collect(),
        requested: exemption_reviews::waiting(app, user).await?,
        pager: Pager::new(page, total, PAGE, base),
        form,
    }))
}

fn row(purchase: &Purchase, office: Option<String>) -> AllReviewsRow {
    let row = &purchase.row;
    AllReviewsRow {
        id: row.id,
        version: row.version,
        employee: purchase.employee.name.clone(),
        office,
        seller: purchase.seller.name.clone(),
        date: row.purchased_on,
        amount: row.amount,
        state: row.state,
        proposed: row.attention,
        no_receipt: purchase.receipts.is_empty(),
        shared: !purchase.parts.is_empty(),
    }
}

/// Accepts those that are ticked.
#[post("/tinjau/semua", data = "<form>")]
pub async fn verify(context: Context<'_, Reviewer>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&NARROWING, &["pilih"])?;
    let seen = ticked(&form.0)?;
    let (store, user) = (context.store(), &context.user);
    let Accepted { accepted, left } = verify_many(store, &user.warrant(), seen).await?;
    Ok(context.accepted((accepted, left), address(|name| form.0.text(name))))
}

/// What was ticked, as it was seen.
fn ticked(form: &Parts) -> Result<Vec<(PurchaseId, i32)>, HttpError> {
    let ticked = form.all("pilih");
    if ticked.len() as u64 > PAGE {
        return Err(HttpError::invalid(
            Problem::new("pilih", "too-many-ticked").with("most", PAGE),
        ));
    }
    let read = |text: &String| {
        let (id, version) = text.split_once('-')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    let mut seen = Vec::new();
    for text in ticked {
        let one: (PurchaseId, i32) = read(text).ok_or_else(|| unreadable("pilih", text))?;
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    if seen.is_empty() {
        return Err(HttpError::invalid(Problem::new("pilih", "nothing-ticked")));
    }
    Ok(seen)
}
