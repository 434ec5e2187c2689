//! The receipts of an office's people in a period, for auditors, as one ZIP: with a table of the purchases, and
//! with the drawn sample, its seeds, and how to draw it again.

use std::collections::HashMap;
use std::io;

use chrono::NaiveDate;
use tokio::sync::mpsc;

use super::propose::is_drawn_by;
use crate::files::{Rendition, Storage};
use crate::reports::archive::{self, Content};
use crate::reports::pieces;
use crate::reports::table::{Dialect, as_text, csv_of, safe};
use crate::rules::sample::{self, Attention};
use crate::rules::{Office, OfficeId, Period, Sight, access::scope_day};
use crate::secret;
use crate::store::purchases::{self, Purchase, Search};
use crate::store::review_seeds::{self, ReviewSeed};
use crate::store::{self, Store};
use crate::text::{Language, text};
use crate::workflows::trail::{Export, note_export, note_taken_receipts};
use crate::workflows::{Warrant, WorkflowError};

/// Purchases that are read at once.
const AT_ONCE: u64 = 200;
/// Files that are on their way into the archive.
const ON_THE_WAY: usize = 16;

type Files = mpsc::Sender<(String, Content)>;

/// What is taken along.
struct Wanted {
    sight: Sight,
    offices: Vec<OfficeId>,
    period: Period,
    seeds: HashMap<NaiveDate, ReviewSeed>,
    language: Language,
}

/// Begins it, and notes that it leaves; the pieces of the archive come as they are read. Where something fails on
/// the way the archive has no end, and opens nowhere.
///
/// # Errors
/// `Forbidden` for who audits nothing there.
pub async fn take_receipts(
    store: &Store,
    storage: &Storage,
    warrant: &Warrant,
    (office, period, language): (&Office, Period, Language),
) -> Result<mpsc::Receiver<Vec<u8>>, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let scope = warrant.viewer()?.audit_scope(&rulebook.offices);
    if !scope.holds_office(office.id) {
        return Err(WorkflowError::Forbidden);
    }
    let (first, last) = (Period::week_of(period.start).start, period.end);
    let seeds = review_seeds::between(store.reader(), first, last).await?;
    let wanted = Wanted {
        sight: Sight { scope, day: scope_day(warrant.now()) },
        offices: rulebook.offices.subtree(office.id),
        period,
        seeds: seeds.into_iter().map(|seed| (seed.week, seed)).collect(),
        language,
    };
    let export = Export::Receipts { office: office.code.clone(), period: wanted.period.label() };
    note_export(store, warrant, export).await?;
    let (files, mut reading) = mpsc::channel(ON_THE_WAY);
    let (store, storage, warrant) = (store.clone(), storage.clone(), warrant.clone());
    tokio::spawn(async move {
        if let Err(error) = gather(&store, &storage, &warrant, wanted, &files).await {
            tracing::error!(%error, "receipts were not gathered");
            // Without an end, so that nobody takes it for whole.
            let broken = Content::File(std::path::PathBuf::new());
            let _ = files.send((String::new(), broken)).await;
        }
    });
    Ok(pieces::written(move |out| {
        let contents = std::iter::from_fn(|| reading.blocking_recv());
        Ok(archive::stream(contents, out)?)
    }))
}

/// Why it ended early.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Refused(#[from] WorkflowError),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("nobody reads it any more")]
    Unread,
}

async fn gather(
    store: &Store,
    storage: &Storage,
    warrant: &Warrant,
    wanted: Wanted,
    files: &Files,
) -> Result<(), Ended> {
    let language = wanted.language;
    let mut rows = vec![headings(language, &INDEX)];
    let mut sample = vec![headings(language, &SAMPLE)];
    let mut search = Search {
        from: Some(wanted.period.start),
        to: Some(wanted.period.end),
        offices: Some(wanted.offices.clone()),
        limit: AT_ONCE,
        ..Search::default()
    };
    loop {
        let page = purchases::search(store.reader(), &wanted.sight, &search).await?;
        let with_files = page.iter().filter(|one| !one.receipts.is_empty());
        let taken: Vec<_> = with_files.map(|one| (one.row.id, one.row.employee_id)).collect();
        if !taken.is_empty() {
            note_taken_receipts(store, warrant, taken).await?;
        }
        for one in &page {
            let names = send(storage, one, files).await?;
            let week = Period::week_of(one.row.purchased_on).start;
            let seed = wanted.seeds.get(&week).filter(|seed| is_drawn_by(seed, one.row.id));
            sample.extend(seed.map(|seed| sample_row(seed, one)));
            rows.push(index_row(one, seed.is_some(), &names, language));
        }
        search.after = page.last().map(|last| last.row.id);
        if (page.len() as u64) < AT_ONCE {
            break;
        }
    }
    let about = text(language, "receipts-zip-about");
    for (name, bytes) in [
        ("catatan.csv", csv_of(Dialect::Spreadsheet, rows.into_iter()).map_err(io::Error::other)?),
        ("sampel.csv", csv_of(Dialect::Spreadsheet, sample.into_iter()).map_err(io::Error::other)?),
        ("BACA-SAYA.txt", about.into_bytes()),
    ] {
        put(files, name.to_owned(), Content::Text(bytes)).await?;
    }
    Ok(())
}

/// Sends the files of a purchase, and says what they are called.
async fn send(storage: &Storage, one: &Purchase, files: &Files) -> Result<Vec<String>, Ended> {
    let mut names = Vec::new();
    let standing = one.receipts.iter().filter(|receipt| receipt.file_removed_at.is_none());
    for (number, receipt) in (1..).zip(standing) {
        let media = receipt.media_type;
        let path = storage.path(&receipt.stored_sha256, media, Rendition::Full)?;
        let (day, id, ending) = (one.row.purchased_on, one.row.id, media.extension());
        let name = format!("nota/{day}-{id}-{number}.{ending}");
        put(files, name.clone(), Content::File(path)).await?;
        names.push(name);
    }
    Ok(names)
}

async fn put(files: &Files, name: String, content: Content) -> Result<(), Ended> {
    files.send((name, content)).await.map_err(|_| Ended::Unread)
}

const INDEX: [&str; 15] = [
    "receipts-zip-id",
    "log-date",
    "log-amount",
    "log-seller",
    "receipts-zip-district",
    "employee",
    "number",
    "purchase-recorded-at",
    "data-state",
    "receipts-zip-decided",
    "reason",
    "review-mark-no_receipt",
    "review-flagged",
    "review-drawn",
    "receipts-zip-files",
];

const SAMPLE: [&str; 6] = [
    "period-week",
    "receipts-zip-seed",
    "receipts-zip-percent",
    "receipts-zip-id",
    "receipts-zip-digits",
    "receipts-zip-highest",
];

fn headings(language: Language, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| text(language, key)).collect()
}

fn index_row(one: &Purchase, drawn: bool, files: &[String], language: Language) -> Vec<String> {
    let row = &one.row;
    let is = |yes: bool| text(language, if yes { "receipts-zip-yes" } else { "receipts-zip-no" });
    vec![
        row.id.to_string(),
        row.purchased_on.to_string(),
        row.amount.to_string(),
        safe(&one.seller.name),
        safe(one.seller.district.as_deref().unwrap_or_default()),
        safe(&one.employee.name),
        as_text(&one.employee.number),
        row.recorded_at.to_rfc3339(),
        text(language, &format!("state-{}", row.state.name())),
        row.decided_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        safe(row.reason.as_deref().unwrap_or_default()),
        is(row.no_receipt),
        is(row.attention == Some(Attention::Flagged)),
        is(drawn),
        files.join(" "),
    ]
}

fn sample_row(seed: &ReviewSeed, one: &Purchase) -> Vec<String> {
    let digest = secret::sha256(sample::drawn_by(&seed.seed, one.row.id));
    vec![
        seed.week.to_string(),
        seed.seed.clone(),
        seed.percent.to_string(),
        one.row.id.to_string(),
        as_text(&digest[..8]),
        as_text(&format!("{:08x}", sample::highest_drawn(seed.percent))),
    ]
}
