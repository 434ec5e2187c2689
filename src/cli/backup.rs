//! `pekan backup DIR`.

use std::path::Path;

use super::{Outcome, Result, parts, progress};
use crate::backup::{self, Source};

pub async fn backup(folder: &Path) -> Result {
    let parts = parts::open().await?;
    let source = Source { database_url: &parts.config.database_url, storage: &parts.storage };
    let bar = progress::bar();
    let advance = |done, all| progress::advance(&bar, done, all);
    let taken = backup::take(source, folder, parts.clock.now(), &advance).await?;
    bar.finish_and_clear();
    let rows: i64 = taken.manifest.rows.values().sum();
    println!("{}", taken.path.display());
    println!("{rows} rows, {} files, {} of them new", taken.manifest.files, taken.new_files);
    for file in &taken.bad_files {
        println!("not copied: {file}");
    }
    Ok(if taken.bad_files.is_empty() { Outcome::Done } else { Outcome::FoundWrong })
}
