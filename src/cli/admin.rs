//! `pekan admin create`.

use std::io::Read;

use super::{NewAdmin, Outcome, Result, parts};
use crate::rules::Problem;
use crate::workflows::accounts::{choose_password, passwords, set_up};
use crate::workflows::{Warrant, WorkflowError};

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
    let administrator = set_up::administrator(&login, &login, &email, now).map_err(all_in_words)?;
    choose_password::check(password, &administrator).map_err(|one| all_in_words(vec![one]))?;
    let (hash, warrant) = (passwords::hash_now(password), Warrant::system(now));
    match set_up::create_administrator(&parts.store, &warrant, &login, &email, &login, hash).await {
        Ok(_) => {}
        Err(WorkflowError::Invalid(problems)) => return Err(all_in_words(problems).into()),
        Err(error) => return Err(error.into()),
    }
    println!("the administrator can sign in at {}", parts.config.link("/masuk"));
    Ok(Outcome::Done)
}

fn all_in_words(problems: Vec<Problem>) -> String {
    let described = problems.iter().map(|one| format!("{}: {}", one.field, parts::words(one)));
    described.collect::<Vec<_>>().join("; ")
}
