//! What the form for a purchase shows: what may be chosen, and what was typed before.

use crate::rules::purchase::{Channel, earliest_day};
use crate::rules::{Period, PurchaseId, ReceiptId, SellerId, period_kind};
use crate::standing::assess;
use crate::store::purchases::{self, Purchase};
use crate::store::records::Question;
use crate::store::sellers::{self, Recent};
use crate::store::{self, receipts};
use crate::text::{self, Arg};
use crate::web::AppState;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchase_form::{
    AmountChip, ChipKind, PurchaseFormPage, SellerChoice, SellerChoices, SimilarPurchase,
    UploadedReceipt,
};
use crate::web::views::purchases::thumbnail;
use crate::web::views::standing::{PeriodLabel, Standing};

const RECENT_SELLERS: usize = 4;
const FOUND_SELLERS: u64 = 8;
/// Rupiah; offered beside what is missing and what was spent last.
const ROUND_AMOUNT: i64 = 50_000;

/// What the page shows besides what it always shows.
#[derive(Default)]
pub struct FormState {
    /// Ties all tries of one form together.
    pub key: String,
    /// Values by field.
    pub values: FormValues,
    /// Ids of receipts that an earlier try brought.
    pub kept: Vec<ReceiptId>,
    /// A search for sellers.
    pub query: Option<String>,
    /// The purchase that looks like the same one.
    pub duplicate: Option<PurchaseId>,
}

impl FormState {
    fn text(&self, field: &str) -> &str {
        self.values.get(field).unwrap_or_default()
    }
}

pub async fn page(context: &Context<'_>, mut state: FormState) -> store::Result<Page> {
    let (app, db, user) = (context.app, context.db(), &context.user);
    let kind = period_kind::of_employee(&user.rulebook, &user.placements, user.today);
    let period = Period::of(kind, user.today);
    let periods = [period];
    let question =
        Question { recent: Some(RECENT_SELLERS), ..Question::of(user.employee.id, &periods) };
    let (person, records) =
        assess::person_with_records(db, &user.rulebook, user.placements.clone(), question).await?;
    let recent = records.recent;
    let assessment = person.assess(&user.rulebook, &period, user.now);
    let earliest = earliest_day(&user.rulebook, &user.placements, user.today);
    complete(&mut state, user, &recent);
    let view = PurchaseFormPage {
        today: user.today,
        earliest,
        period: PeriodLabel::of(&period),
        standing: Standing::of(&assessment),
        kept: uploaded_receipts(app, user, &state.kept).await?,
        sellers: offered(app, &state, &recent).await?,
        chips: chips(assessment.shortfall, recent.first().map(|shop| shop.amount)),
        districts: districts(user),
        duplicate: duplicate(app, user, state.duplicate).await?,
        key: state.key,
        form: state.values,
    };
    Ok(context.render(&view))
}

/// Fills in what was not typed, and replaces what no list of the page could show.
fn complete(state: &mut FormState, user: &SignedIn, recent: &[Recent]) {
    let known_channel = Channel::ALL.iter().any(|one| one.name() == state.text("channel"));
    if !known_channel {
        state.values.set("channel", Channel::InPerson.name());
    }
    if state.text("purchased_on").parse::<chrono::NaiveDate>().is_err() {
        state.values.set("purchased_on", user.today);
    }
    if let (None, Some(last)) = (state.values.get("seller"), recent.first()) {
        state.values.set("seller", last.id);
    }
}

/// The sellers to choose from: the chosen or last one, recent ones, those that a search found.
async fn offered(
    app: &AppState,
    state: &FormState,
    recent: &[Recent],
) -> store::Result<SellerChoices> {
    let db = app.store.reader();
    let mut near: Vec<SellerChoice> = recent.iter().map(SellerChoice::of_recent).collect();
    let wanted: Option<SellerId> = state.text("seller").parse().ok();
    let is_wanted = |seller: &SellerChoice| wanted.is_some_and(|id| seller.id == id.to_string());
    if let Some(id) = wanted
        && !near.iter().any(is_wanted)
        && let Some(seller) = sellers::by_id(db, id).await?
    {
        near.insert(0, SellerChoice::of(&seller));
    }
    let found = match &state.query {
        None => None,
        Some(query) => {
            let found = sellers::search(db, Some(query), None, FOUND_SELLERS).await?;
            let found = found.iter().map(SellerChoice::of);
            Some(found.filter(|seller| near.iter().all(|one| one.id != seller.id)).collect())
        }
    };
    let chosen = match wanted {
        Some(_) => near.iter().find(|seller| is_wanted(seller)).map(|seller| seller.name.clone()),
        None => {
            let name = state.text("seller.name");
            (!name.trim().is_empty()).then(|| name.to_owned())
        }
    };
    let mut near = near.into_iter();
    Ok(SellerChoices { chosen, last: near.next(), recent: near.collect(), found })
}

/// Amounts at a touch, in rupiah, each once.
fn chips(shortfall: Option<i64>, last: Option<i64>) -> Vec<AmountChip> {
    let wanted = [
        (ChipKind::Exact, shortfall),
        (ChipKind::Last, last),
        (ChipKind::Plain, Some(ROUND_AMOUNT)),
    ];
    let mut chips: Vec<AmountChip> = Vec::new();
    for (kind, amount) in wanted {
        if let Some(amount) = amount.filter(|amount| *amount > 0)
            && chips.iter().all(|known| known.amount != amount)
        {
            chips.push(AmountChip { kind, amount });
        }
    }
    chips
}

/// Names of sub-districts, as the offices of the district have them.
fn districts(user: &SignedIn) -> Vec<String> {
    let offices = user.rulebook.offices.iter().filter(|office| office.kind == "kecamatan");
    let mut names: Vec<String> = offices
        .map(|office| office.name.split_once(' ').map_or(&*office.name, |(_, name)| name).into())
        .collect();
    names.sort_unstable();
    names
}

async fn uploaded_receipts(
    app: &AppState,
    user: &SignedIn,
    ids: &[ReceiptId],
) -> store::Result<Vec<UploadedReceipt>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = receipts::uploaded(app.store.reader(), user.employee.id, ids).await?;
    let waiting = rows.iter().filter(|row| row.purchase_id.is_none());
    let kept = waiting.enumerate().map(|(index, row)| {
        let number = Arg::Count(index as u64 + 1);
        let name = text::text_with(user.language, "receipt-photo", &[("number", number)]);
        UploadedReceipt { id: row.id, name, thumbnail_url: thumbnail(row) }
    });
    Ok(kept.collect())
}

async fn duplicate(
    app: &AppState,
    user: &SignedIn,
    id: Option<PurchaseId>,
) -> store::Result<Option<SimilarPurchase>> {
    let Some(id) = id else { return Ok(None) };
    let found = purchases::visible(app.store.reader(), &user.sight(), id).await?;
    Ok(found.map(|Purchase { row, seller, .. }| SimilarPurchase {
        id: row.id,
        date: row.purchased_on,
        seller: seller.name,
        amount: row.amount,
    }))
}
