//! `pekan close PERIOD`.

use std::io::IsTerminal;

use super::{Outcome, Result, parts};
use crate::rules::Period;
use crate::store::closings;
use crate::workflows::closing::close_period;
use crate::workflows::{Warrant, WorkflowError};

/// Batches between two words about how far it is.
const BATCHES: usize = 5;

pub fn period(text: &str) -> std::result::Result<Period, String> {
    Period::parse(text)
        .ok_or_else(|| "write a week such as 2026-W47 or a month such as 2026-11".into())
}

pub async fn close(period: Period) -> Result {
    let parts = parts::open().await?;
    let (store, now) = (&parts.store, parts.clock.now());
    match close_period::begin(store, &Warrant::system(now), &period).await {
        Err(WorkflowError::Conflict(problem)) => {
            println!("{}", parts::words(&problem));
            return Ok(Outcome::FoundWrong);
        }
        begun => begun?,
    }
    let terminal = std::io::stdout().is_terminal();
    while !close_period::go_on(store, &period, BATCHES, now).await? {
        if terminal && let Some(closing) = closings::of(store.reader(), &period).await? {
            println!("{} of {} people", closing.done, closing.people);
        }
    }
    let closing = closings::of(store.reader(), &period).await?;
    let people = closing.map_or(0, |closing| closing.people);
    println!("{period} is closed: {people} people");
    Ok(Outcome::Done)
}
