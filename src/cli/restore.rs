//! `pekan restore DIR`.

use std::path::Path;

use super::{Outcome, Result, parts, progress};
use crate::backup;

pub async fn restore(folder: &Path) -> Result {
    let (config, _) = parts::config()?;
    let storage = parts::open_storage(&config)?;
    let bar = progress::bar();
    let advance = |done, all| progress::advance(&bar, done, all);
    let restored = backup::restore(folder, &config.database_url, &storage, &advance).await?;
    bar.finish_and_clear();
    let rows: i64 = restored.manifest.rows.values().sum();
    println!("{} of {}", restored.path.display(), restored.manifest.taken_at);
    println!("{rows} rows, {} files; `pekan serve` goes on from here", restored.manifest.files);
    Ok(Outcome::Done)
}
