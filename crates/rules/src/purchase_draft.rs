//! A purchase as it came in, and what it must be to be recorded (rules.md §5).

use chrono::NaiveDate;

use super::channel::{Channel, Channels};
use super::money::{self, AmountInput};
use super::problem::{self, Problem, Problems};
use super::purchase::{Funding, accepted_day, ceiling};
use super::{EventId, Placement, Rulebook, SellerId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerInput {
    Known(String),
    New { name: String, district: Option<String> },
    Missing,
}

/// A purchase as it came in: plain text, nothing believed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub purchased_on: String,
    pub amount: AmountInput,
    pub seller: SellerInput,
    pub channel: String,
    /// The bazaar, campaign or place at which it was.
    pub event: Option<String>,
    pub description: Option<String>,
    /// Of what was ordered online: evidence as a receipt is.
    pub order_number: Option<String>,
    pub funding: Option<String>,
    /// "Tanpa nota": a photo of the goods, or none at hand, with this statement.
    pub no_receipt: bool,
    /// Files that came with it or were kept from an earlier try.
    pub receipts: usize,
}

/// Who sold it: somebody known, or somebody new by name and sub-district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerChoice {
    Known(SellerId),
    New { name: String, district: Option<String> },
}

/// A purchase that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPurchase {
    pub purchased_on: NaiveDate,
    /// Rupiah, above 0.
    pub amount: i64,
    pub seller: SellerChoice,
    pub channel: Channel,
    pub event: Option<EventId>,
    pub description: Option<String>,
    pub order_number: Option<String>,
    pub funding: Funding,
    pub no_receipt: bool,
}

pub const MOST_RECEIPTS: usize = 5;
/// Sent together, each for a purchase of its own.
pub const MOST_RECEIPTS_AT_ONCE: usize = 20;
pub const LONGEST_SELLER: usize = 80;
const LONGEST_DESCRIPTION: usize = 200;
pub const LONGEST_ORDER_NUMBER: usize = 60;

impl Draft {
    /// Parses and judges it all at once; every fault is named, not only the first.
    /// `today` is the date in the zone of the employee's office.
    pub fn check(
        &self,
        (rulebook, channels): (&Rulebook, &Channels),
        placements: &[Placement],
        today: NaiveDate,
    ) -> Result<NewPurchase, Vec<Problem>> {
        let mut problems = Problems::default();
        let purchased_on = problems.take(
            problem::date("purchased_on", &self.purchased_on)
                .and_then(|date| accepted_day(rulebook, placements, date, today)),
        );
        let ceiling = ceiling(rulebook, placements, purchased_on.unwrap_or(today));
        let amount = problems.take(amount(&self.amount, ceiling));
        let seller = problems.take(self.seller());
        let channel = problems.take(
            channels.read(self.channel.trim()).ok_or_else(|| unknown("channel", &self.channel)),
        );
        let event = problems.take(
            problem::given(self.event.as_deref())
                .map(|text| text.parse().map_err(|_| unknown("event", text)))
                .transpose(),
        );
        let funding = problems.take(match self.funding.as_deref() {
            None => Ok(Funding::Personal),
            Some(text) => Funding::from_name(text).ok_or_else(|| unknown("funding", text)),
        });
        let description = problems.take(problem::optional_line(
            "description",
            self.description.as_deref(),
            LONGEST_DESCRIPTION,
        ));
        let order_number = problems.take(problem::optional_line(
            "order_number",
            self.order_number.as_deref(),
            LONGEST_ORDER_NUMBER,
        ));
        if self.receipts > MOST_RECEIPTS {
            problems.add(Problem::new("receipt", "too-many-receipts").with("most", MOST_RECEIPTS));
        }
        let texts = event.zip(description).zip(order_number);
        match (purchased_on, amount, seller, channel, funding, texts) {
            (
                Some(purchased_on),
                Some(amount),
                Some(seller),
                Some(channel),
                Some(funding),
                Some(((event, description), order_number)),
            ) if problems.is_empty() => Ok(NewPurchase {
                purchased_on,
                amount,
                seller,
                channel,
                event,
                description,
                order_number,
                funding,
                no_receipt: self.no_receipt,
            }),
            _ => Err(problems.into_vec()),
        }
    }

    /// Evidence (rules.md §5): a receipt, the number of an order, or the statement that there is none.
    pub fn check_evidence(&self) -> Result<(), Problem> {
        let is_ordered = problem::given(self.order_number.as_deref()).is_some();
        if self.no_receipt || self.receipts > 0 || is_ordered {
            Ok(())
        } else {
            Err(Problem::new("receipt", "receipt-missing"))
        }
    }

    fn seller(&self) -> Result<SellerChoice, Problem> {
        match &self.seller {
            SellerInput::Missing => Err(Problem::new("seller", "seller-missing")),
            SellerInput::Known(id) => {
                id.parse().map(SellerChoice::Known).map_err(|_| unknown("seller", id))
            }
            SellerInput::New { name, district } => Ok(SellerChoice::New {
                name: problem::line("seller.name", name, LONGEST_SELLER)?,
                district: problem::optional_line(
                    "seller.district",
                    district.as_deref(),
                    LONGEST_SELLER,
                )?,
            }),
        }
    }
}

/// Reads an amount of at most so many rupiah.
pub fn amount(input: &AmountInput, ceiling: i64) -> Result<i64, Problem> {
    let amount = input.read().map_err(|why| {
        let code = match why {
            money::NotRupiah::Empty => "amount-missing",
            money::NotRupiah::Fraction => "amount-fraction",
            money::NotRupiah::TooLarge => "amount-too-large",
            money::NotRupiah::Unreadable => "amount-unreadable",
            money::NotRupiah::CommaGroups(meant) => {
                return Problem::new("amount", "amount-comma").with_rupiah("meant", meant);
            }
        };
        Problem::new("amount", code).with_rupiah("most", ceiling)
    })?;
    match amount {
        ..=0 => Err(Problem::new("amount", "amount-not-positive")),
        amount if amount > ceiling => {
            Err(Problem::new("amount", "amount-too-large").with_rupiah("most", ceiling))
        }
        amount => Ok(amount),
    }
}

fn unknown(field: &str, value: &str) -> Problem {
    problem::problem_with_value(field, "unknown-choice", value)
}
