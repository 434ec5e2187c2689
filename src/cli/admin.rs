//! `pekan admin create`.

use std::io::Read;

use super::{NewAdmin, Outcome, Result, parts};
use crate::workflows::{passwords, set_up};

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
    let length = password.chars().count();
    if !(passwords::SHORTEST..=passwords::LONGEST).contains(&length) {
        let (shortest, longest) = (passwords::SHORTEST, passwords::LONGEST);
        return Err(format!("a password has {shortest} to {longest} characters").into());
    }
    let parts = parts::open().await?;
    let hash = passwords::hash_now(password);
    let name = new.login.clone();
    let admin = set_up::NewAdministrator { login: new.login, email: new.email, name, hash };
    set_up::create_administrator(&parts.store, admin, parts.clock.now()).await?;
    println!("the administrator can sign in at {}", parts.config.link("/masuk"));
    Ok(Outcome::Done)
}
