//! What an office buys from its own budget (APBD): kept apart from people, and never counted for one.

use chrono::NaiveDate;

use super::access::Offices;
use super::channel::{Channel, Channels};
use super::money::AmountInput;
use super::problem::{self, Problem, Problems, problem_with_value};
use super::purchase_draft::{LONGEST_ORDER_NUMBER, LONGEST_SELLER, amount};
use super::{OfficeId, OfficeTree};

/// As it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The code of the office.
    pub office: String,
    pub purchased_on: String,
    pub amount: AmountInput,
    pub channel: String,
    /// The name of who sold it.
    pub supplier: String,
    /// The sub-district of a small business.
    pub district: Option<String>,
    /// Whether who sold it is a small business.
    pub small: bool,
    pub item: String,
    /// Of the order: the evidence.
    pub order_number: String,
    /// Whether it is a domestic product (P3DN).
    pub domestic: bool,
}

/// The fields of a [`Draft`], as forms name them.
pub const FIELDS: [&str; 10] = [
    "office",
    "purchased_on",
    "amount",
    "channel",
    "supplier",
    "district",
    "small",
    "item",
    "order_number",
    "domestic",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOfficePurchase {
    pub office: OfficeId,
    pub purchased_on: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub channel: Channel,
    pub supplier: Supplier,
    pub item: String,
    pub order_number: String,
    pub domestic: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supplier {
    Small { name: String, district: Option<String> },
    Other(String),
}

const LONGEST_ITEM: usize = 200;
/// Rupiah: more is a number typed wrong.
const MOST: i64 = 100_000_000_000;

impl Draft {
    /// Every fault at once. `offices` are those for which whoever asks may record.
    pub fn check(
        &self,
        (tree, offices): (&OfficeTree, &Offices),
        channels: &Channels,
        today: NaiveDate,
    ) -> Result<NewOfficePurchase, Vec<Problem>> {
        let mut problems = Problems::default();
        let office = tree.by_code(self.office.trim()).map(|office| office.id);
        let office = office
            .filter(|id| offices.holds(*id))
            .ok_or_else(|| problem_with_value("office", "unknown-choice", &self.office));
        let office = problems.take(office);
        let on = problem::date("purchased_on", &self.purchased_on).and_then(|day| {
            let past = Problem::new("purchased_on", "date-in-future");
            if day > today { Err(past) } else { Ok(day) }
        });
        let purchased_on = problems.take(on);
        let amount = problems.take(amount(&self.amount, MOST));
        let channel = channels
            .read(self.channel.trim())
            .ok_or_else(|| problem_with_value("channel", "unknown-choice", &self.channel));
        let channel = problems.take(channel);
        let supplier = problems.take(self.supplier());
        let item = problems.take(problem::line("item", &self.item, LONGEST_ITEM));
        let number = problem::line("order_number", &self.order_number, LONGEST_ORDER_NUMBER);
        let texts = supplier.zip(item).zip(problems.take(number));
        match (office, purchased_on, amount, channel, texts) {
            (
                Some(office),
                Some(purchased_on),
                Some(amount),
                Some(channel),
                Some(((supplier, item), order_number)),
            ) if problems.is_empty() => Ok(NewOfficePurchase {
                office,
                purchased_on,
                amount,
                channel,
                supplier,
                item,
                order_number,
                domestic: self.domestic,
            }),
            _ => Err(problems.into_vec()),
        }
    }

    fn supplier(&self) -> Result<Supplier, Problem> {
        let name = problem::line("supplier", &self.supplier, LONGEST_SELLER)?;
        let district = self.district.as_deref().filter(|_| self.small);
        let district = problem::optional_line("district", district, LONGEST_SELLER)?;
        Ok(if self.small { Supplier::Small { name, district } } else { Supplier::Other(name) })
    }
}

/// What offices have bought from their own budget, and which part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    pub count: u64,
    /// Rupiah, all three.
    pub amount: i64,
    /// At small businesses that were not marked ineligible on that day.
    pub small: i64,
    /// For domestic products.
    pub domestic: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::{Office, Zone};

    fn tree() -> OfficeTree {
        let office = |id, code: &str, parent| Office {
            id: OfficeId(id),
            code: code.into(),
            name: code.into(),
            kind: "dinas".into(),
            parent,
            zone: Zone::Wib,
        };
        let root = Some(OfficeId(1));
        OfficeTree::new(vec![
            office(1, "PEMDA", None),
            office(2, "DKP", root),
            office(3, "DLH", root),
        ])
    }

    fn paper() -> Draft {
        Draft {
            office: "DKP".into(),
            purchased_on: "2026-11-20".into(),
            amount: AmountInput::Written("1.250.000".into(), Language::Indonesian),
            channel: "e_catalogue".into(),
            supplier: " Toko Kertas ".into(),
            district: Some("Senduro".into()),
            small: true,
            item: "Kertas A4, 25 rim".into(),
            order_number: "EP-01".into(),
            domestic: true,
        }
    }

    fn judged(draft: &Draft) -> Result<NewOfficePurchase, Vec<String>> {
        let offices = Offices::These([OfficeId(2)].into());
        let today = "2026-11-20".parse().unwrap();
        draft.check((&tree(), &offices), &Channels::default(), today).map_err(|found| {
            found.iter().map(|problem| format!("{}: {}", problem.field, problem.code)).collect()
        })
    }

    #[test]
    fn an_order_is_read_as_it_was_typed() {
        let read = judged(&paper()).unwrap();
        assert_eq!((read.office, read.amount, read.domestic), (OfficeId(2), 1_250_000, true));
        let small =
            Supplier::Small { name: "Toko Kertas".into(), district: Some("Senduro".into()) };
        assert_eq!(read.supplier, small);
        // The sub-district is that of a small business; of anybody else nobody asks.
        let other = judged(&Draft { small: false, ..paper() }).unwrap();
        assert_eq!(other.supplier, Supplier::Other("Toko Kertas".into()));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let wrong = Draft {
            office: "DLH".into(),
            purchased_on: "2026-11-21".into(),
            amount: AmountInput::Rupiah(0),
            channel: "teleport".into(),
            supplier: String::new(),
            item: " ".into(),
            order_number: String::new(),
            ..paper()
        };
        assert_eq!(
            judged(&wrong).unwrap_err(),
            [
                "office: unknown-choice",
                "purchased_on: date-in-future",
                "amount: amount-not-positive",
                "channel: unknown-choice",
                "supplier: missing",
                "item: missing",
                "order_number: missing",
            ]
        );
    }
}
