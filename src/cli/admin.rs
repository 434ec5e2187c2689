//! `pekan admin create`.

use std::io::Read;

use super::{NewAdmin, Outcome, Result, parts};
use crate::rules::Problem;
use crate::workflows::{Refused, choose_password, passwords, set_up};

/// More is no password.
const MOST_BYTES: u64 = 4096;

pub async fn create(new: NewAdmin) -> Result {
    let mut password = String::new();
    if new.password_file.as_os_str() == "-" {
        eprintln!("password, then end of input (Ctrl-D):");
        std::io::stdin().take(MOST_BYTES).read_to_string(&mut password)?;
    } else {
        std::fs::File::open(&new.password_file)?.take(MOST_BYTES).read_to_string(&mut password)?;
    }
    let password = password.trim_end_matches(['\r', '\n']);
    let parts = parts::open().await?;
    let now = parts.clock.now();
    let NewAdmin { login, email, .. } = new;
    choose_password::check(password, &set_up::administrator(&login, &email, &login, now))
        .map_err(in_words)?;
    let hash = passwords::hash_now(password);
    match set_up::create_administrator(&parts.store, &login, &email, &login, hash, now).await {
        Ok(_) => {}
        Err(Refused::Invalid(problems)) => {
            return Err(problems.into_iter().map(in_words).collect::<Vec<_>>().join("; ").into());
        }
        Err(Refused::Conflict(problem)) => return Err(in_words(problem).into()),
        Err(error) => return Err(error.into()),
    }
    println!("the administrator can sign in at {}", parts.config.link("/masuk"));
    Ok(Outcome::Done)
}

fn in_words(problem: Problem) -> String {
    format!("{}: {}", problem.field, parts::words(&problem))
}
