//! Mail: what it says ([`Letter`]), how it is put together ([`compose`]), how it leaves
//! ([`Mailer`]).

mod compose;
mod letter;
mod mailer;

use std::sync::Arc;

use tera::Tera;

use crate::config::Config;

pub use compose::{Recipient, Unsendable, compose};
pub use letter::{HeadDigest, Letter, Midweek, OfficeLink, PurchaseRejected, Written, write};
pub use mailer::{Mailer, SendFailure, Sent};

/// All that it takes to make mails and to send them.
#[derive(Clone)]
pub struct Post {
    pub mailer: Mailer,
    pub templates: Arc<Tera>,
    pub config: Arc<Config>,
}

/// An address as logs show it: `b***@lumajangkab.go.id`.
pub fn masked(address: &str) -> String {
    let (user, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = user.chars().take(1).collect();
    format!("{first}***@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_do_not_tell_addresses() {
        assert_eq!(masked("budi.santoso@lumajangkab.go.id"), "b***@lumajangkab.go.id");
        assert_eq!(masked("197001012000011001"), "1***@");
        assert_eq!(masked(""), "***@");
    }
}
