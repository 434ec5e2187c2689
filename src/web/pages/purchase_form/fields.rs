//! What the form for a purchase sends.

use std::collections::BTreeMap;

use super::colleagues::{ADDED, MATES};
use crate::rules::language::Language;
use crate::rules::money::{self, AmountInput};
use crate::rules::purchase_draft::{Draft, SellerInput};
use crate::rules::{Problem, ReceiptId, problem};
use crate::web::HttpError;
use crate::web::input::parts::Parts;
use crate::workflows::purchases::several::QUEUED;

pub const NO_RECEIPT: &str = "no_receipt";
pub const REPEATED: [&str; 3] = ["receipt", "kept", ADDED];

const FIELDS: [&str; 21] = [
    "employee",
    "key",
    "owner",
    "version",
    QUEUED,
    "confirm",
    "confirm_amount",
    "together",
    "colleague_query",
    "evidence",
    "amount",
    "seller",
    "seller_query",
    "action",
    "seller.name",
    "seller.district",
    "purchased_on",
    "channel",
    "event",
    "description",
    "order_number",
];

/// # Errors
/// 422 for fields that the form does not have, and for what is not an id of a receipt.
pub fn check(parts: &Parts) -> Result<Vec<ReceiptId>, HttpError> {
    let mates = MATES.iter().flat_map(|(mate, part)| [*mate, *part]);
    let single: Vec<&str> = FIELDS.into_iter().chain(mates).collect();
    parts.only(&single, &REPEATED)?;
    let mut ids = Vec::new();
    for text in parts.all("kept") {
        let gone = |_| HttpError::invalid(Problem::new("receipt", "receipt-gone"));
        let id = text.parse().map_err(gone)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

pub fn evidence_problem(parts: &Parts) -> Option<Problem> {
    let evidence = parts.text("evidence");
    let known = ["", NO_RECEIPT].contains(&evidence);
    (!known).then(|| problem::problem_with_value("evidence", "unknown-choice", evidence))
}

/// The purchase as it was typed on a page of this language, with so many receipts.
pub fn draft(parts: &Parts, language: Language, receipts: usize) -> Draft {
    let name = parts.text("seller.name");
    let seller = match parts.text("seller") {
        "new" => new_seller(parts),
        "" if name.trim().is_empty() => SellerInput::Missing,
        "" => new_seller(parts),
        id => SellerInput::Known(id.to_owned()),
    };
    Draft {
        purchased_on: parts.text("purchased_on").to_owned(),
        amount: amount(parts, language),
        seller,
        channel: parts.text("channel").to_owned(),
        event: parts.filled("event").map(str::to_owned),
        order_number: parts.filled("order_number").map(str::to_owned),
        description: parts.filled("description").map(str::to_owned),
        funding: None,
        no_receipt: parts.text("evidence") == NO_RECEIPT,
        receipts,
    }
}

/// What was typed; or which of two amounts was meant, where the page has asked.
fn amount(parts: &Parts, language: Language) -> AmountInput {
    let typed = parts.text("amount");
    let meant = asked_amount(parts, language).map(|asked| [asked.typed, asked.meant]);
    let confirmed = parts.text("confirm_amount").parse().ok();
    match confirmed.filter(|amount| meant.is_some_and(|both| both.contains(amount))) {
        Some(amount) => AmountInput::Rupiah(amount),
        None => AmountInput::Written(typed.to_owned(), language),
    }
}

/// An amount so small that thousands may have been meant.
#[derive(Clone, Copy)]
pub struct AskedAmount {
    pub typed: i64,
    pub meant: i64,
}

fn asked_amount(parts: &Parts, language: Language) -> Option<AskedAmount> {
    let text = parts.text("amount");
    let typed = money::parse_in(text, language).ok()?;
    money::meant_in_thousands(text, typed).map(|meant| AskedAmount { typed, meant })
}

/// What to ask before `35` is recorded as Rp35, unless it was answered.
pub fn unanswered_amount(parts: &Parts, language: Language) -> Option<AskedAmount> {
    let is_answered = |asked: &AskedAmount| {
        let answer = parts.text("confirm_amount").parse().ok();
        answer.is_some_and(|answer| [asked.typed, asked.meant].contains(&answer))
    };
    asked_amount(parts, language).filter(|asked| !is_answered(asked))
}

fn new_seller(parts: &Parts) -> SellerInput {
    SellerInput::New {
        name: parts.text("seller.name").to_owned(),
        district: parts.filled("seller.district").map(str::to_owned),
    }
}

/// What a person typed, without what belongs to one showing of the form.
pub fn form_values(parts: &Parts) -> BTreeMap<String, String> {
    let names = [
        "key",
        "employee",
        "amount",
        "seller",
        "seller.name",
        "seller.district",
        "purchased_on",
        "channel",
        "event",
        "evidence",
        "description",
        "order_number",
    ];
    let mates = MATES.iter().flat_map(|(mate, part)| [mate, part]);
    let fields = names.iter().chain(mates).filter_map(|name| Some((*name, parts.filled(name)?)));
    fields.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}
