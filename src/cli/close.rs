//! `pekan close PERIOD`.

use std::io::IsTerminal;

use super::{Outcome, Result, parts};
use crate::rules::Period;
use crate::store::closings::{self, Closing};
use crate::workflows::closing::close_period;
use crate::workflows::{By, WorkflowError};

/// Batches between two words about how far it is.
const BATCHES: usize = 5;

pub fn period(text: &str) -> std::result::Result<Period, String> {
    Period::parse(text)
        .ok_or_else(|| "write a week such as 2026-W47 or a month such as 2026-11".into())
}

pub async fn close(period: Period) -> Result {
    let parts = parts::open().await?;
    let (store, now) = (&parts.store, parts.clock.now());
    match close_period::begin(store, &By::System, &period, now).await {
        Err(WorkflowError::Conflict(problem)) => {
            println!("{}", parts::words(&problem));
            return Ok(Outcome::FoundWrong);
        }
        begun => begun?,
    }
    let terminal = std::io::stdout().is_terminal();
    while !close_period::go_on(store, &period, BATCHES, now).await? {
        if terminal {
            let found = closings::of(store.reader(), &period).await?;
            let (done, people) = found.iter().fold((0, 0), |(done, people), closing| {
                (done + closing.done, people + closing.people)
            });
            println!("{done} of {people} people");
        }
    }
    let found = closings::of(store.reader(), &period).await?;
    for Closing { time_zone, people, .. } in found.iter().filter(|closing| closing.people > 0) {
        println!("{period} is closed in {}: {people} people", time_zone.name());
    }
    println!("{period} is closed");
    Ok(Outcome::Done)
}
