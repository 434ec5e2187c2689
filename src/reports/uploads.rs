//! Tables that wait between a check and the order to apply them: one for each person.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::fs;

use crate::rules::EmployeeId;
use crate::secret;

pub struct Uploads {
    folder: PathBuf,
}

impl Uploads {
    pub fn below(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("imports") }
    }

    /// Keeps a table in the place of the one that its owner sent before. Returns its name.
    pub async fn store(&self, owner: EmployeeId, table: &[u8]) -> io::Result<String> {
        fs::create_dir_all(&self.folder).await?;
        self.drop_all(owner).await?;
        let name = secret::token();
        fs::write(self.path(owner, &name), table).await?;
        Ok(name)
    }

    /// The table of that name, if it is its owner's and still there.
    pub async fn find(&self, owner: EmployeeId, name: &str) -> io::Result<Option<Vec<u8>>> {
        // Names are of our own making: anything else leads out of the folder.
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        {
            return Ok(None);
        }
        match fs::read(self.path(owner, name)).await {
            Ok(table) => Ok(Some(table)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn drop_all(&self, owner: EmployeeId) -> io::Result<()> {
        let prefix = format!("{owner}.");
        let names = |name: &str| name.starts_with(&prefix);
        self.remove(|name, _| names(name)).await.map(|_| ())
    }

    /// Removes tables last written before `older_than`, and says how many.
    pub async fn sweep(&self, older_than: SystemTime) -> io::Result<usize> {
        self.remove(|_, modified| modified < older_than).await
    }

    async fn remove(&self, is_meant: impl Fn(&str, SystemTime) -> bool) -> io::Result<usize> {
        let mut entries = match fs::read_dir(&self.folder).await {
            Ok(entries) => entries,
            // Nothing was ever sent.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        let mut removed = 0;
        while let Some(entry) = entries.next_entry().await? {
            let modified = entry.metadata().await?.modified()?;
            if is_meant(&entry.file_name().to_string_lossy(), modified) {
                fs::remove_file(entry.path()).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    fn path(&self, owner: EmployeeId, name: &str) -> PathBuf {
        self.folder.join(format!("{owner}.{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_table_is_its_owners_and_only_the_last() {
        let dir = tempfile::TempDir::new().unwrap();
        let uploads = Uploads::below(dir.path());
        let first = uploads.store(EmployeeId(1), b"first").await.unwrap();
        let other = uploads.store(EmployeeId(11), b"other").await.unwrap();
        let last = uploads.store(EmployeeId(1), b"last").await.unwrap();
        assert_eq!(uploads.find(EmployeeId(1), &first).await.unwrap(), None);
        assert_eq!(
            uploads.find(EmployeeId(1), &last).await.unwrap().as_deref(),
            Some(&b"last"[..])
        );
        assert_eq!(uploads.find(EmployeeId(1), &other).await.unwrap(), None);
        assert_eq!(
            uploads.find(EmployeeId(11), &other).await.unwrap().as_deref(),
            Some(&b"other"[..])
        );
        for name in ["", "../1", "a/b", "."] {
            assert_eq!(uploads.find(EmployeeId(1), name).await.unwrap(), None, "{name}");
        }
    }

    #[tokio::test]
    async fn a_table_that_nobody_applied_goes() {
        let dir = tempfile::tempdir().unwrap();
        let uploads = Uploads::below(dir.path());
        let long_ago = SystemTime::UNIX_EPOCH;
        assert_eq!(uploads.sweep(long_ago).await.unwrap(), 0, "no folder yet");
        let name = uploads.store(EmployeeId(1), b"table").await.unwrap();
        assert_eq!(uploads.sweep(long_ago).await.unwrap(), 0);
        let far_ahead = long_ago + std::time::Duration::from_hours(24 * 365 * 200);
        assert_eq!(uploads.sweep(far_ahead).await.unwrap(), 1);
        assert_eq!(uploads.find(EmployeeId(1), &name).await.unwrap(), None);
    }
}
