//! The form for a purchase, to record one and to change one: what it shows, and what it sends.

mod buyer;
mod channels;
mod colleagues;
mod effects;
mod fields;
mod sellers_offered;
mod tried;

pub use buyer::Buyer;
pub use channels::choices as channel_choices;
pub use colleagues::{gather, named};
pub use fields::{
    AskedAmount, NO_RECEIPT, check, draft, evidence_problem, form_values, unanswered_amount,
};
pub use tried::Tried;

use chrono::Days;

use crate::rules::media::MediaType;
use crate::rules::purchase::{earliest_changeable_day, earliest_day};
use crate::rules::{PurchaseId, ReceiptId, SellerId};
use crate::store::purchases::{self, Purchase};
use crate::store::{self, receipts};
use crate::text::{self, Arg};
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchase_form::{
    AmountChip, ChipKind, EditedPurchase, EventChoice, PurchaseFormPage, SimilarPurchase,
    SmallAmount, UploadedReceipt,
};
use crate::web::views::purchases::thumbnail;
use crate::web::{AppState, HttpError};

/// Rupiah; offered beside what is missing and what was spent last.
const ROUND_AMOUNT: i64 = 50_000;

/// What the page shows besides what it always shows.
#[derive(Default)]
pub struct FormState {
    /// Ties all tries of one form together.
    pub key: String,
    /// Values by field.
    pub values: FormValues,
    /// Ids of receipts that an earlier try brought, or that the edited purchase has.
    pub uploaded_before: Vec<ReceiptId>,
    /// A search for sellers.
    pub query: Option<String>,
    /// The purchase that looks like the same one.
    pub duplicate: Option<PurchaseId>,
    pub small: Option<AskedAmount>,
    /// A search for colleagues.
    pub colleague_query: Option<String>,
    /// A colleague has recorded the same receipt.
    pub together: bool,
    pub restored: bool,
    pub edited: Option<Edited>,
}

/// The purchase that is changed.
pub struct Edited {
    pub purchase: Purchase,
    /// It was changed while the form was open.
    pub is_stale: bool,
}

impl FormState {
    fn text(&self, field: &str) -> &str {
        self.values.get(field).unwrap_or_default()
    }
}

pub async fn page(context: &Context<'_>, mut state: FormState) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let buyer = Buyer::of(app, user, state.values.get("employee")).await?;
    let (rulebook, placements) = (&user.rulebook, &buyer.placements);
    let earliest = match state.edited {
        Some(_) => earliest_changeable_day(rulebook, placements, user.now),
        None => earliest_day(rulebook, placements, buyer.today),
    };
    let standings = effects::standings(context, &buyer, earliest).await?;
    let event = channels::event(app, state.text("event")).await?;
    channels::complete(&mut state.values, &user.settings.channels, event.as_ref());
    let makers = channels::makers(app, event.as_ref(), buyer.today).await?;
    // At a place of many makers it is they who sold.
    let near = if makers.is_empty() { &standings.recent } else { &makers };
    let usual = near.first().filter(|_| makers.len() < 2);
    complete(&mut state, &buyer, usual.map(|shop| shop.id));
    let shared = match (&state.edited, &buyer.other) {
        (None, None) => colleagues::form(app, user, &state).await?,
        _ => None,
    };
    let edited = state.edited.as_ref();
    let view = PurchaseFormPage {
        owner: user.employee.id,
        today: buyer.today,
        yesterday: buyer.today - Days::new(1),
        earliest,
        effects: standings.effects(
            user,
            &buyer,
            state.text("purchased_on"),
            edited.map(|it| &it.purchase),
        ),
        kept: uploaded_receipts(app, user, &state).await?,
        sellers: sellers_offered::of(app, &state, near).await?,
        chips: chips(standings.shortfall, standings.recent.first().map(|shop| shop.amount)),
        channels: channels::choices(
            context.language,
            &user.settings.channels,
            state.text("channel"),
        ),
        event: event.as_ref().map(|event| EventChoice::of(event, !makers.is_empty())),
        districts: districts(user),
        duplicate: duplicate(app, user, state.duplicate).await?,
        small: state.small.map(|AskedAmount { typed, meant }| SmallAmount { typed, meant }),
        edited: state.edited.map(edited_view),
        restored: state.restored,
        shared,
        together: state.together,
        buyer: buyer.other,
        key: state.key,
        form: state.values,
    };
    Ok(context.render(&view))
}

fn edited_view(Edited { purchase, is_stale }: Edited) -> EditedPurchase {
    let Purchase { row, seller, .. } = purchase;
    let (id, version) = (row.id, row.version);
    let now =
        SimilarPurchase { id, date: row.purchased_on, seller: seller.name, amount: row.amount };
    EditedPurchase { id, version, now: is_stale.then_some(now) }
}

/// Fills in what was not typed, and replaces what no list of the page could show.
fn complete(state: &mut FormState, buyer: &Buyer, usual: Option<SellerId>) {
    if state.text("purchased_on").parse::<chrono::NaiveDate>().is_err() {
        state.values.set("purchased_on", buyer.today);
    }
    if let (None, Some(seller)) = (state.values.get("seller"), usual) {
        state.values.set("seller", seller);
    }
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
pub fn districts(user: &SignedIn) -> Vec<String> {
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
    state: &FormState,
) -> store::Result<Vec<UploadedReceipt>> {
    if state.uploaded_before.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows =
        receipts::uploaded(app.store.reader(), user.employee.id, &state.uploaded_before).await?;
    rows.retain(|row| row.purchase_id.is_none());
    if let Some(Edited { purchase, .. }) = &state.edited {
        let attached =
            purchase.receipts.iter().filter(|row| state.uploaded_before.contains(&row.id));
        rows.splice(..0, attached.cloned());
    }
    let uploads = rows.iter().enumerate().map(|(index, row)| {
        let number = Arg::Count(index as u64 + 1);
        let name = text::text_with(user.language, "receipt-photo", &[("number", number)]);
        let undrawn = row.media_type == MediaType::Undrawn;
        UploadedReceipt { id: row.id, name, thumbnail_url: thumbnail(row), undrawn }
    });
    Ok(uploads.collect())
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
