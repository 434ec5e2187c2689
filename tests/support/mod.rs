//! What the tests share.

pub mod database;
pub mod dice;
pub mod district;
pub mod lived;
pub mod mail;
pub mod observed;
pub mod paper;
pub mod photo;
pub mod smtp;
pub mod tables;
pub mod town;

use chrono::{DateTime, Utc};
use pekan::clock::Clock;
use pekan::rules::{EmployeeId, Viewer};
use pekan::workflows::Warrant;

/// Somebody who is believed, with these roles, at an instant.
pub fn warrant(viewer: &Viewer, now: DateTime<Utc>) -> Warrant {
    Warrant::proved(viewer.clone(), Clock::At(now))
}

/// Somebody without a role.
pub fn own_warrant(employee: EmployeeId, now: DateTime<Utc>) -> Warrant {
    warrant(&Viewer { employee, roles: Vec::new() }, now)
}
