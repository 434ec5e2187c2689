//! All that is kept about somebody, for themselves: facts as JSON, purchases and leave as tables too, and the
//! receipts and documents that they have sent.

mod facts;

use std::io;
use std::path::Path;

use serde_json::json;

use crate::files::{MediaType, Rendition, Storage};
use crate::reports::archive::{self, Content};
use crate::reports::table::{Heading, Table};
use crate::rules::audit::AuditAction;
use crate::rules::channel::Channels;
use crate::rules::{EmployeeId, Sight};
use crate::store::purchases::Purchase;
use crate::store::{ConnectionTrait, Store, exemptions, purchases};
use crate::text::{self, Language};
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{store, txn_job};

/// Rows that are read at once.
const AT_ONCE: u64 = 500;

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
pub enum NotArchived {
    #[error(transparent)]
    Refused(#[from] WorkflowError),
    #[error("the archive was not written: {0}")]
    Io(#[from] io::Error),
}

impl From<store::Error> for NotArchived {
    fn from(error: store::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Puts it into one file, which begins in this folder, and notes that it leaves.
pub async fn own_data(
    store: &Store,
    storage: &Storage,
    warrant: &Warrant,
    (folder, language): (&Path, Language),
) -> Result<std::fs::File, NotArchived> {
    let (me, db) = (warrant.viewer()?.employee, store.reader());
    let bought = all_purchases(db, me).await?;
    let left = all_leave(db, me, warrant).await?;
    let settings = store.settings().await?;
    let facts = facts::of(store, (me, warrant.now()), &bought, &left).await?;
    let facts = serde_json::to_vec_pretty(&facts).map_err(io::Error::from)?;
    let mut contents = vec![
        ("data.json".to_owned(), Content::Text(facts)),
        (
            "belanja.csv".to_owned(),
            Content::Text(purchase_table(&bought, language, &settings.channels)?),
        ),
        ("pengecualian.csv".to_owned(), Content::Text(leave_table(&left, language)?)),
    ];
    let mut file = |name: String, sha256: &str, media: MediaType| {
        let path = storage.path(sha256, media, Rendition::Full)?;
        contents.push((format!("{name}.{}", media.extension()), Content::File(path)));
        Ok::<_, io::Error>(())
    };
    for receipt in bought.iter().flat_map(|one| &one.receipts) {
        if receipt.file_removed_at.is_none() {
            file(format!("nota/{}", receipt.id), &receipt.stored_sha256, receipt.media_type)?;
        }
    }
    for row in &left {
        if let (Some(sha256), Some(media)) = (&row.document_sha256, row.document_type) {
            file(format!("pengecualian/{}", row.id), sha256, media)?;
        }
    }
    let folder = folder.to_owned();
    let written = tokio::task::spawn_blocking(move || archive::write(&folder, contents)).await;
    let archive = written.map_err(io::Error::other)??;
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let subject = format!("employees/{me}");
            acting.note(AuditAction::DataExport, subject, json!({})).await?;
            Ok(())
        }))
        .await?;
    Ok(archive)
}

async fn all_purchases(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Purchase>> {
    let mut all = Vec::new();
    loop {
        let (page, _) = purchases::of_employee(db, me, None, all.len() as u64, AT_ONCE).await?;
        let is_last = (page.len() as u64) < AT_ONCE;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

async fn all_leave(
    db: &impl ConnectionTrait,
    me: EmployeeId,
    warrant: &Warrant,
) -> store::Result<Vec<exemptions::ExemptionRow>> {
    let own = exemptions::Search { employee: Some(me), ..Default::default() };
    let sight = Sight::of_everyone(crate::rules::access::scope_day(warrant.now()));
    let mut all = Vec::new();
    loop {
        let page = exemptions::page(db, &sight, &own, (all.len() as u64, AT_ONCE)).await?;
        let is_last = (page.len() as u64) < AT_ONCE;
        all.extend(page.into_iter().map(|(row, _)| row));
        if is_last {
            return Ok(all);
        }
    }
}

fn purchase_table(
    bought: &[Purchase],
    language: Language,
    channels: &Channels,
) -> io::Result<Vec<u8>> {
    let rows = bought.iter().map(|one| {
        let row = &one.row;
        vec![
            row.purchased_on.to_string(),
            row.amount.to_string(),
            one.seller.name.clone(),
            text::channel_name(language, channels, &row.channel),
            row.order_number.clone().unwrap_or_default(),
            row.description.clone().unwrap_or_default(),
            text::text(language, &format!("state-{}", row.state.name())),
            row.recorded_at.to_rfc3339(),
        ]
    });
    let headings = [
        "log-date",
        "log-amount",
        "log-seller",
        "log-channel",
        "log-order-number",
        "log-description",
        "data-state",
        "purchase-recorded-at",
    ];
    csv(language, &headings, rows.collect())
}

fn leave_table(left: &[exemptions::ExemptionRow], language: Language) -> io::Result<Vec<u8>> {
    let rows = left.iter().map(|row| {
        vec![
            row.from_on.to_string(),
            row.to_on.to_string(),
            text::text(language, &format!("exemption-{}", row.reason.name())),
            row.state.name().to_owned(),
        ]
    });
    csv(language, &["date-from", "date-to", "exemption-kind", "data-state"], rows.collect())
}

fn csv(language: Language, headings: &[&str], rows: Vec<Vec<String>>) -> io::Result<Vec<u8>> {
    let columns = headings.iter().map(|key| Heading {
        words: text::text(language, key),
        width: 20,
        digits: false,
    });
    let table = Table { name: String::new(), columns: columns.collect(), rows };
    table.csv().map_err(io::Error::other)
}
