//! PostgreSQL's own programs, which copy a database better than we could.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tokio::process::Command;
use url::Url;

use super::{BackupError, Result};

/// Where Debian has the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Copies the moment that `snapshot` names.
pub async fn dump(url: &str, snapshot: &str, to: &Path) -> Result<()> {
    let arguments = [
        "--format=custom".into(),
        "--no-owner".into(),
        "--no-privileges".into(),
        format!("--snapshot={snapshot}").into(),
        file_argument("--file=", to),
    ];
    run("pg_dump", url, arguments).await
}

/// Restores all of it or nothing.
pub async fn restore(url: &str, from: &Path) -> Result<()> {
    let arguments = [
        "--no-owner".into(),
        "--no-privileges".into(),
        "--exit-on-error".into(),
        "--single-transaction".into(),
        from.into(),
    ];
    run("pg_restore", url, arguments).await
}

fn file_argument(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push(path);
    argument
}

async fn run(
    tool: &'static str,
    url: &str,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    let (address, password) = without_password(url);
    let mut command = Command::new(find(tool).ok_or(BackupError::NoTool { tool })?);
    command.arg(format!("--dbname={address}")).args(arguments).kill_on_drop(true);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let done = command.output().await.map_err(BackupError::io(tool))?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    Err(BackupError::Tool { tool, said })
}

/// Everybody on a machine can read the arguments of a program, but not its environment.
fn without_password(url: &str) -> (String, Option<String>) {
    let Ok(mut address) = Url::parse(url) else { return (url.to_owned(), None) };
    let password = address.password().map(decoded);
    if address.set_password(None).is_err() {
        return (url.to_owned(), None);
    }
    (address.into(), password)
}

fn decoded(text: &str) -> String {
    let name = format!("p={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(name.as_bytes())
        .next()
        .map_or_else(|| text.to_owned(), |(_, value)| value.into_owned())
}

/// On the path, or where Debian keeps the newest version of it.
fn find(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    std::env::split_paths(&path)
        .chain(versions.into_iter().rev().map(|(_, folder)| folder))
        .map(|folder| folder.join(tool))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_in_no_argument() {
        let (address, password) = without_password("postgres://pekan:a%40b+c@db.local:5432/pekan");
        assert_eq!(address, "postgres://pekan@db.local:5432/pekan");
        assert_eq!(password.as_deref(), Some("a@b+c"));
        assert_eq!(without_password("postgres://pekan@db/pekan").1, None);
    }
}
