//! An office for its head, in one period.

use chrono::NaiveDate;
use serde::Serialize;

use super::distribution::Distribution;
use super::remindings::RemindLink;
use super::standing::{PeriodLabel, WorkedOut};
use super::{OfficeChoice, Pager, View};
use crate::rules::declaration::Reason;
use crate::rules::status::StatusGroup;
use crate::rules::{Glance, Office, PeriodKind, Status, Summary};
use crate::web::input::person_segment::PersonSegment;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct OfficePage {
    pub office: OfficeChoice,
    /// The offices above, as far as the viewer sees them, topmost first.
    pub crumbs: Vec<OfficeChoice>,
    pub period: PeriodLabel,
    pub period_state: PeriodState,
    /// The number of the last amendment of a closed period.
    pub amendment: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_out: Option<WorkedOut>,
    pub previous_url: String,
    pub next_url: Option<String>,
    pub summary: OfficeFigures,
    /// Of a running period: what the one before it said at this hour.
    pub same_hour: Option<OfficeFigures>,
    /// What share is to have met it, between 0 and 1; none where a district aims at nothing.
    pub target: Option<f64>,
    /// How far people are from their minimum; none where nobody is asked an amount.
    pub distribution: Option<Distribution>,
    /// Who is on the page by name.
    #[serde(flatten)]
    pub people: OfficePeople,
    /// To whom the table is narrowed.
    pub group: Option<StatusGroup>,
    pub groups: GroupLinks,
    /// Those that can be picked, the newest first.
    pub periods: Vec<PeriodLabel>,
    pub children: Vec<ChildOfficeRow>,
    /// The oldest first.
    pub trend: Vec<TrendPoint>,
    /// The offices below as a file.
    pub children_url: String,
    /// Trend and spread as files.
    pub trend_url: String,
    pub spread_url: String,
    /// Where the money went.
    pub money_url: String,
    /// Of all receipts, for who audits the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipts_url: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct OfficePeople {
    pub heat: Option<HeatTable>,
    /// The first of those who are short.
    pub attention: Vec<AttentionRow>,
    /// How many are short.
    pub attention_total: usize,
    /// Whether people are named who are short; of a whole district its offices are.
    pub names_people: bool,
    /// Of people of other offices, whose names are seen only when they are opened.
    pub closed_names: Option<ClosedNames>,
    /// For who may remind those who are short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind: Option<RemindLink>,
}

impl View for OfficePage {
    const TEMPLATE: &'static str = "offices/show.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// The deadline has not passed.
    Open,
    /// The deadline has passed.
    Over,
    Closed,
}

/// A [`Summary`] with its rate; amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeFigures {
    pub headcount: u32,
    pub obliged: u32,
    pub exempt: u32,
    pub met: u32,
    pub met_late: u32,
    pub open: u32,
    pub short: u32,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
    /// Of those who are obliged; none where nobody is.
    pub rate: Option<f64>,
}

impl OfficeFigures {
    pub fn of(summary: &Summary) -> Self {
        let Summary {
            headcount,
            obliged,
            exempt,
            met,
            met_late,
            open,
            short,
            counted_amount,
            shortfall_amount,
        } = *summary;
        Self {
            headcount,
            obliged,
            exempt,
            met,
            met_late,
            open,
            short,
            counted_amount,
            shortfall_amount,
            rate: summary.rate(),
        }
    }
}

/// Somebody who is short.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AttentionRow {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    pub office: Option<String>,
    /// Rupiah.
    pub shortfall: i64,
    pub count: u32,
    /// Periods in a row in which they were short, this one with them once it is over.
    pub in_a_row: u32,
    pub status: Status,
    /// Why they buy nothing, where they have declared it.
    pub declared: Option<Reason>,
}

/// An office right below.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChildOfficeRow {
    pub code: String,
    pub name: String,
    pub obliged: u32,
    pub met: u32,
    pub open: u32,
    pub short: u32,
    pub rate: Option<f64>,
    /// In the period before.
    pub previous: Option<f64>,
    /// Rupiah.
    pub counted_amount: i64,
}

impl ChildOfficeRow {
    pub fn of(office: &Office, summary: &Summary, previous: Option<&Summary>) -> Self {
        Self {
            previous: previous.and_then(Summary::rate),
            code: office.code.clone(),
            name: office.name.clone(),
            obliged: summary.obliged,
            met: summary.met,
            open: summary.open,
            short: summary.short,
            rate: summary.rate(),
            counted_amount: summary.counted_amount,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TrendPoint {
    pub start: NaiveDate,
    pub rate: Option<f64>,
    /// A year before.
    pub year_before: Option<f64>,
    /// It says how far things are so far, and is compared with nothing.
    pub running: bool,
}

/// Names that are closed, or were opened.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ClosedNames {
    /// Of how many people.
    pub count: usize,
    pub opened: bool,
    /// The address that opens or closes them.
    pub url: String,
}

/// The addresses of the page narrowed to some people.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct GroupLinks {
    pub all: String,
    pub lacking: String,
    pub met: String,
    pub met_late: String,
    pub exempt: String,
}

impl GroupLinks {
    pub fn of(address: impl Fn(StatusGroup) -> String, all: String) -> Self {
        Self {
            all,
            lacking: address(StatusGroup::Lacking),
            met: address(StatusGroup::Met),
            met_late: address(StatusGroup::MetLate),
            exempt: address(StatusGroup::Exempt),
        }
    }
}

/// The table of people and periods.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HeatTable {
    pub kind: PeriodKind,
    /// The first days of the periods, the oldest first.
    pub starts: Vec<NaiveDate>,
    pub rows: Vec<HeatRow>,
    pub sort: HeatSort,
    /// The address of the other order.
    pub sort_url: String,
    /// The whole table as a file.
    pub csv_url: String,
    pub pager: Pager,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum HeatSort {
    Name,
    Shortfall,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HeatRow {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub name: String,
    /// One for each period.
    pub cells: Vec<HeatCell>,
}

/// Amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HeatCell {
    pub amount: i64,
    pub shade: Shade,
    /// Why they buy nothing, where they have declared it and are short.
    pub declared: Option<Reason>,
}

/// How a cell is coloured, as its class is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    /// Excused.
    Free,
    /// Not obliged.
    None,
    #[serde(rename = "0")]
    Nothing,
    #[serde(rename = "1")]
    Short,
    #[serde(rename = "2")]
    Met,
    /// Half more than was asked, or still more.
    #[serde(rename = "3")]
    HalfMore,
}

impl HeatCell {
    pub fn of(one: Glance, declared: Option<Reason>) -> Self {
        let is_half_more = |minimum: i64| minimum > 0 && one.counted >= minimum + minimum / 2;
        let shade = match one.status {
            Status::Exempt => Shade::Free,
            Status::NotObliged => Shade::None,
            _ if one.counted == 0 => Shade::Nothing,
            Status::Short | Status::Open => Shade::Short,
            _ if one.minimum.is_some_and(is_half_more) => Shade::HalfMore,
            _ => Shade::Met,
        };
        let is_short = matches!(shade, Shade::Nothing | Shade::Short);
        Self { amount: one.counted, shade, declared: declared.filter(|_| is_short) }
    }
}
