//! The chain of the audit: each entry holds a hash of all it says and of the hash before it, so that whoever
//! changes, removes or slips in an entry behind Pekan's back would have to write all later ones anew. Their ids
//! follow each other without a gap.

use std::fmt;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::audit::Entry;
use super::entities::audit::{Column, Entity};
use super::{Result, Txn, broken, settings};
use pekan_rules::AuditId;
use pekan_secret::sha256;

/// Entries that are read at once.
const PIECE: u64 = 1000;

/// Where a chain ends, or begins: with no entry and no hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub id: i64,
    /// SHA-256 in hexadecimal.
    pub hash: String,
}

/// The end of the chain, to which the transaction may add; on PostgreSQL nobody else does until it is over.
/// On SQLite there is one writer anyway.
pub(super) async fn locked_head(txn: &Txn) -> Result<Head> {
    let stored = settings::locked(txn, settings::AUDIT_HEAD).await?;
    let stored = stored.ok_or_else(|| broken("end of the audit", ""))?;
    serde_json::from_str(&stored).map_err(|_| broken("end of the audit", &stored))
}

/// Notes where the chain ends now.
pub(super) async fn put_head(txn: &Txn, head: &Head) -> Result<()> {
    settings::put_part(txn, settings::AUDIT_HEAD, head).await
}

/// An instant as both databases keep it.
pub(super) fn kept(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
}

/// The hash of an entry: of the hash before it and of all it says, a line each. Only the last can hold
/// the end of a line.
pub(super) fn hash_of(entry: &Entry) -> String {
    let id = |id: Option<pekan_rules::EmployeeId>| id.map(|id| id.to_string()).unwrap_or_default();
    let lines = [
        entry.previous.clone(),
        entry.id.to_string(),
        entry.at.timestamp_micros().to_string(),
        id(entry.actor_id),
        id(entry.about_id),
        entry.action.name().to_owned(),
        entry.subject.clone(),
        entry.details.clone(),
    ];
    sha256(lines.join("\n"))
}

/// Where the chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// An entry says something else than when it was written.
    Changed(AuditId),
    /// An entry was not written by Pekan.
    Inserted(AuditId),
    /// Entries are gone: the first and the last.
    Removed(AuditId, AuditId),
}

impl fmt::Display for Break {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(id) => write!(to, "entry {id} has been changed"),
            Self::Inserted(id) => write!(to, "entry {id} was not written by Pekan"),
            Self::Removed(first, last) if first == last => write!(to, "entry {first} is gone"),
            Self::Removed(first, last) => write!(to, "entries {first} to {last} are gone"),
        }
    }
}

/// What walking the chain has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    pub breaks: Vec<Break>,
    pub entries: u64,
    /// The end: whoever keeps its hash elsewhere can say later that all up to here is as it was.
    pub head: Head,
    /// Whether an entry with the hash that was asked for is in the chain.
    pub found: bool,
}

/// Walks the whole chain, and looks for the entry with the hash `kept`.
pub async fn walk(db: &impl ConnectionTrait, kept: Option<&str>) -> Result<Walked> {
    let mut walked = Walked::default();
    // Read first: what is added meanwhile lies behind it.
    let noted = settings::get(db, settings::AUDIT_HEAD).await?;
    let noted = noted.and_then(|noted| serde_json::from_str(&noted).ok()).unwrap_or_default();
    loop {
        let after = Entity::find().filter(Column::Id.gt(walked.head.id));
        let piece = after.order_by_asc(Column::Id).limit(PIECE).all(db).await?;
        if piece.is_empty() {
            walked.end(noted);
            return Ok(walked);
        }
        for entry in piece {
            walked.found |= kept == Some(entry.hash.as_str());
            walked.step(entry);
        }
    }
}

impl Walked {
    /// What Pekan has noted as the end is there.
    fn end(&mut self, noted: Head) {
        if noted.id > self.head.id {
            self.breaks.push(Break::Removed(AuditId(self.head.id + 1), AuditId(noted.id)));
        }
    }

    fn step(&mut self, entry: Entry) {
        let before = &self.head;
        let says_what_it_said = hash_of(&entry) == entry.hash;
        let follows = entry.previous == before.hash;
        let follows_at_once = entry.id.0 == before.id + 1;
        if !follows && !follows_at_once {
            self.breaks.push(Break::Removed(AuditId(before.id + 1), AuditId(entry.id.0 - 1)));
        } else if !follows && says_what_it_said {
            // What the entry was chained to stands there no more.
            self.breaks.push(Break::Changed(AuditId(before.id)));
        }
        if !says_what_it_said {
            let is_new = !follows && follows_at_once;
            let broken = if is_new { Break::Inserted } else { Break::Changed };
            self.breaks.push(broken(entry.id));
        }
        self.breaks.dedup();
        self.entries += 1;
        self.head = Head { id: entry.id.0, hash: entry.hash };
    }
}
