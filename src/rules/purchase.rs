//! What counts (rules.md §5), and what a purchase must be to be recorded.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::policy::{DEFAULT_GRACE_DAYS, DEFAULT_LATE_DAYS, DEFAULT_MAX_AMOUNT_PER_PURCHASE};
use super::problem::{self, Problem, Problems};
use super::{Period, PeriodKind, Placement, Policy, Rulebook, Zone, money, placement};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Recorded,
    Verified,
    Rejected,
    Voided,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Recorded, Self::Verified, Self::Rejected, Self::Voided];

    pub fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Verified => "verified",
            Self::Rejected => "rejected",
            Self::Voided => "voided",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == text)
    }
}

/// Whose money it was. An office's own budget (APBD) never counts for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    #[default]
    Personal,
    Office,
}

impl Funding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Office => "office",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Personal, Self::Office].into_iter().find(|funding| funding.name() == text)
    }
}

/// How the purchase was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    InPerson,
    Delivery,
    Online,
    Event,
    Other,
}

impl Channel {
    pub const ALL: [Self; 5] =
        [Self::InPerson, Self::Delivery, Self::Online, Self::Event, Self::Other];

    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Delivery => "delivery",
            Self::Online => "online",
            Self::Event => "event",
            Self::Other => "other",
        }
    }

    /// Reads the name, and what other systems call the same.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "offline" | "direct" | "store" | "stall" | "market" | "cash" | "qris" => {
                Some(Self::InPerson)
            }
            "marketplace" | "chat" | "whatsapp" => Some(Self::Online),
            _ => Self::ALL.into_iter().find(|channel| channel.name() == text),
        }
    }
}

/// Whether a purchase counts for the period that holds its day (rules.md §5).
pub fn counts(state: State, funding: Funding, seller_ineligible: bool) -> bool {
    matches!(state, State::Recorded | State::Verified)
        && funding == Funding::Personal
        && !seller_ineligible
}

/// An amount as it came in: typed by a person, or a number of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountInput {
    Written(String),
    Rupiah(i64),
}

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
    pub description: Option<String>,
    pub funding: Option<String>,
    /// "Tanpa nota": a photo of the goods, or none at hand, with this statement.
    pub no_receipt: bool,
    /// Files that came with it or were kept from an earlier try.
    pub receipts: usize,
}

/// Who sold it: somebody known, or somebody new by name and sub-district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerChoice {
    Known(i64),
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
    pub description: Option<String>,
    pub funding: Funding,
    pub no_receipt: bool,
}

pub const MOST_RECEIPTS: usize = 5;
const LONGEST_SELLER: usize = 80;
const LONGEST_DESCRIPTION: usize = 200;

impl Draft {
    /// Parses and judges it all at once; every fault is named, not only the first.
    /// `today` is the date in the zone of the employee's office.
    pub fn check(
        &self,
        rulebook: &Rulebook,
        placements: &[Placement],
        today: NaiveDate,
    ) -> Result<NewPurchase, Vec<Problem>> {
        let mut problems = Problems::default();
        let purchased_on = problems.take(
            problem::date("purchased_on", &self.purchased_on)
                .and_then(|date| accepted_day(rulebook, placements, date, today)),
        );
        let ceiling = ceiling(rulebook, placements, purchased_on.unwrap_or(today));
        let amount = problems.take(self.amount(ceiling));
        let seller = problems.take(self.seller());
        let channel = problems.take(
            Channel::parse(self.channel.trim()).ok_or_else(|| unknown("channel", &self.channel)),
        );
        let funding = problems.take(match self.funding.as_deref() {
            None => Ok(Funding::Personal),
            Some(text) => Funding::parse(text).ok_or_else(|| unknown("funding", text)),
        });
        let description = problems.take(problem::optional_line(
            "description",
            self.description.as_deref(),
            LONGEST_DESCRIPTION,
        ));
        if self.receipts > MOST_RECEIPTS {
            problems.add(Problem::new("receipt", "too-many-receipts").with("most", MOST_RECEIPTS));
        }
        match (purchased_on, amount, seller, channel, funding, description) {
            (
                Some(purchased_on),
                Some(amount),
                Some(seller),
                Some(channel),
                Some(funding),
                Some(description),
            ) if problems.is_empty() => Ok(NewPurchase {
                purchased_on,
                amount,
                seller,
                channel,
                description,
                funding,
                no_receipt: self.no_receipt,
            }),
            _ => Err(problems.into_vec()),
        }
    }

    fn amount(&self, ceiling: i64) -> Result<i64, Problem> {
        let amount = match &self.amount {
            AmountInput::Rupiah(amount) => *amount,
            AmountInput::Written(text) => money::parse(text).map_err(|why| {
                let code = match why {
                    money::NotRupiah::Empty => "amount-missing",
                    money::NotRupiah::Fraction => "amount-fraction",
                    money::NotRupiah::TooLarge => "amount-too-large",
                    money::NotRupiah::Unreadable => "amount-unreadable",
                };
                Problem::new("amount", code).with_rupiah("most", ceiling)
            })?,
        };
        match amount {
            ..=0 => Err(Problem::new("amount", "amount-not-positive")),
            amount if amount > ceiling => {
                Err(Problem::new("amount", "amount-too-large").with_rupiah("most", ceiling))
            }
            amount => Ok(amount),
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

/// Evidence (rules.md §5): a receipt, or the statement that there is none.
pub fn check_evidence(no_receipt: bool, receipts: usize) -> Result<(), Problem> {
    if no_receipt || receipts > 0 {
        Ok(())
    } else {
        Err(Problem::new("receipt", "receipt-missing"))
    }
}

fn unknown(field: &str, value: &str) -> Problem {
    let shown: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
    Problem::new(field, "unknown-choice").with("value", shown)
}

/// The policy that governs a day, with its period: its week or its month.
fn governing_day<'a>(
    rulebook: &'a Rulebook,
    placements: &[Placement],
    day: NaiveDate,
) -> Option<(&'a Policy, Period)> {
    [PeriodKind::Week, PeriodKind::Month].into_iter().find_map(|kind| {
        let period = Period::of(kind, day);
        rulebook.governing(placements, &period).map(|(policy, _)| (policy, period))
    })
}

/// Until when a purchase of a day is recorded on time, and may be changed by its owner
/// (rules.md §§5 and 9): the end of the deadline day in the zone of the employee's office.
pub fn on_time_until(
    rulebook: &Rulebook,
    placements: &[Placement],
    day: NaiveDate,
) -> DateTime<Utc> {
    let (grace_days, period) = governing_day(rulebook, placements, day)
        .map_or((DEFAULT_GRACE_DAYS, Period::week_of(day)), |(policy, period)| {
            (policy.grace_days, period)
        });
    let office = placement::current(placements, period.end).map(|placement| placement.office);
    let zone = office.map_or(Zone::Wib, |office| rulebook.zone(office));
    zone.end_of(period.end + Days::new(grace_days.into()))
}

/// The most that one purchase may cost, in rupiah.
fn ceiling(rulebook: &Rulebook, placements: &[Placement], day: NaiveDate) -> i64 {
    governing_day(rulebook, placements, day)
        .map_or(DEFAULT_MAX_AMOUNT_PER_PURCHASE, |(policy, _)| policy.max_amount_per_purchase)
}

/// A day is accepted up to today, and `late_days` after its period's end (rules.md §5).
fn accepted_day(
    rulebook: &Rulebook,
    placements: &[Placement],
    day: NaiveDate,
    today: NaiveDate,
) -> Result<NaiveDate, Problem> {
    if day > today {
        return Err(Problem::new("purchased_on", "date-in-future"));
    }
    let (late_days, period) = governing_day(rulebook, placements, day).map_or(
        (DEFAULT_LATE_DAYS, Period::week_of(day)),
        |(policy, period)| {
            // What is still on time is never too late.
            (policy.late_days.max(policy.grace_days), period)
        },
    );
    if period.end + Days::new(late_days.into()) < today {
        return Err(Problem::new("purchased_on", "date-too-old").with("days", late_days));
    }
    Ok(day)
}
