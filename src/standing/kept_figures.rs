//! The figures of a large district that are kept for a while.

use super::kept::Kept;
use super::live::KeptLive;
use super::money::Money;
use crate::rules::{OfficeId, Period, Summary};

#[derive(Default)]
pub struct KeptFigures {
    pub live: KeptLive,
    /// What an office with all below it had come to at this hour of the period before.
    pub same_hour: Kept<(OfficeId, Period), Summary>,
    /// Where everybody's money went.
    pub money: Kept<Period, Money>,
}
