//! `pekan check`: what is wrong with this installation, and how to mend it.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::parts::{self, Parts};
use super::{Outcome, Result};
use crate::config::{Config, DatabaseConnection};
use crate::mail::Mailer;
use crate::oidc::{self, Provider};
use crate::rules::backup::{BackupAlarm, Nightly};
use crate::store::Store;
use crate::store::contents::{self, Look};

/// What is said about one part of the installation.
enum Finding {
    Fine(String),
    /// It runs, and people will miss something.
    Warning(String),
    Wrong(String),
}

impl Finding {
    fn of(checked: std::result::Result<String, String>) -> Self {
        match checked {
            Ok(found) => Self::Fine(found),
            Err(why) => Self::Wrong(why),
        }
    }
}

pub async fn check() -> Result {
    let mut wrong = 0;
    let mut say = |what: &str, finding: Finding| match finding {
        Finding::Fine(found) => println!("ok     {what}: {found}"),
        Finding::Warning(missing) => println!("WARN   {what}: {missing}"),
        Finding::Wrong(why) => {
            wrong += 1;
            println!("WRONG  {what}: {why}");
        }
    };
    say("version", Finding::Fine(env!("CARGO_PKG_VERSION").into()));
    let (config, figment) = match parts::config() {
        Ok(read) => read,
        Err(error) => {
            let why = format!("{error}; see the table of settings in the README");
            say("settings", Finding::Wrong(why));
            return Ok(Outcome::FoundWrong);
        }
    };
    say("settings", Finding::Fine(format!("data in {}", config.data_dir.display())));
    say("address", address(&config));
    say("mail", mail(&config).await);
    if let Some(provider) = Provider::of(&config) {
        say("identity provider", identity_provider(&config, &provider).await);
    }
    let (connection, file) = (config.database_connection(), sqlite_file(&config));
    match parts::open_with(config, figment).await {
        Ok(parts) => {
            say("database", database(&parts.store).await);
            let readable = || file.as_deref().and_then(readable);
            if let Some(finding) = reached(&connection).or_else(readable) {
                say("database", finding);
            }
            let storage = parts.storage.check().await;
            let storage = storage.map(|()| "receipts can be written".to_owned());
            let mend = "give the data folder to the user of Pekan";
            say("storage", Finding::of(storage.map_err(|error| format!("{error}: {mend}"))));
            for finding in backups(&parts).await {
                say("backups", finding);
            }
        }
        Err(error) => {
            say("database or storage", Finding::Wrong(format!("{error}: see PEKAN_DATABASE_URL")));
        }
    }
    Ok(if wrong == 0 { Outcome::Done } else { Outcome::FoundWrong })
}

/// Whether the provider answers as one, and where it has to lead back to.
async fn identity_provider(config: &Config, provider: &Provider) -> Finding {
    if let Err(why) = provider.check().await {
        let mend = "see PEKAN_OIDC_ISSUER, which has to be written as the provider writes it";
        return Finding::Wrong(format!("{why}: {mend}"));
    }
    Finding::Fine(format!(
        "{} answers; it has to allow {} to return to",
        provider.issuer(),
        config.link(oidc::RETURN_PATH)
    ))
}

async fn database(store: &Store) -> Finding {
    match contents::damage(store.reader(), Look::Quick).await {
        Ok(damage) => match damage.first() {
            None => Finding::Fine("is sound, and its schema is up to date".into()),
            Some(first) => Finding::Wrong(format!(
                "{first} ({} in all): restore a backup, see docs/operations.md",
                damage.len()
            )),
        },
        Err(error) => Finding::Wrong(error.to_string()),
    }
}

/// Who can read what goes to a database that is not on this machine.
fn reached(connection: &DatabaseConnection) -> Option<Finding> {
    match connection {
        DatabaseConnection::OwnMachine => None,
        DatabaseConnection::Verified => {
            Some(Finding::Fine("is reached encrypted, by its certificate".into()))
        }
        DatabaseConnection::Weak(mode) => Some(Finding::Warning(format!(
            "sslmode={mode}: whoever is between can read what goes to it or pretend to be it; \
            without the word the server has to show its certificate (sslrootcert=FILE names who \
            signed it)"
        ))),
    }
}

fn sqlite_file(config: &Config) -> Option<PathBuf> {
    config.database_url.strip_prefix("sqlite://").map(PathBuf::from)
}

/// A database file that others on this machine can read, as versions before this one made them.
fn readable(file: &Path) -> Option<Finding> {
    let mode = std::fs::metadata(file).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| {
        let folder = file.parent().unwrap_or(file).display().to_string();
        Finding::Warning(format!("others on this machine can read it: chmod -R go= {folder}"))
    })
}

/// When backups and their rehearsals last went well, or why not.
async fn backups(parts: &Parts) -> Vec<Finding> {
    let settings = match parts.store.settings().await {
        Ok(settings) => settings,
        Err(error) => return vec![Finding::Wrong(error.to_string())],
    };
    let backups = &settings.backups;
    let why = |one: &Nightly| one.problem().unwrap_or_default().to_owned();
    let alarms = backups.alarms(parts.config.backup_dir.is_some(), parts.clock.now());
    let findings = alarms.into_iter().map(|alarm| match alarm {
        BackupAlarm::None => Finding::Warning(
            "none were ever taken: set PEKAN_BACKUP_DIR to a folder that is itself copied elsewhere"
                .into(),
        ),
        BackupAlarm::Failed => Finding::Wrong(format!("the last one failed: {}", why(&backups.backup))),
        BackupAlarm::Old => Finding::Wrong(format!("the last one is of {}", at(&backups.backup))),
        BackupAlarm::RehearsalFailed => {
            Finding::Wrong(format!("the rehearsal failed: {}", why(&backups.rehearsal)))
        }
        BackupAlarm::RehearsalOld => {
            Finding::Wrong(format!("the last that was rehearsed is of {}", at(&backups.rehearsal)))
        }
    });
    let found: Vec<_> = findings.collect();
    if !found.is_empty() {
        return found;
    }
    let (taken, rehearsed) = (at(&backups.backup), at(&backups.rehearsal));
    vec![Finding::Fine(format!("last taken {taken}, last rehearsed {rehearsed}"))]
}

fn at(one: &Nightly) -> String {
    one.succeeded_at
        .map_or_else(|| "never".into(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string())
}

fn address(config: &Config) -> Finding {
    let base = &config.base_url;
    if base.scheme() == "https" || config.is_local() {
        return Finding::Fine(base.to_string());
    }
    Finding::Wrong(format!(
        "{base} is not https: browsers will not keep anybody signed in. Put a \
        proxy with a certificate in front (see deploy/) and set PEKAN_BASE_URL"
    ))
}

async fn mail(config: &Config) -> Finding {
    match Mailer::from_config(config) {
        Ok(Mailer::Folder(folder)) => Finding::Warning(format!(
            "PEKAN_SMTP_URL is not set: mail is written to {}; nobody gets reminders, \
            invitations or password links until it is set",
            folder.display()
        )),
        Ok(mailer) => match mailer.check().await {
            Ok(found) if mailer.is_readable_on_its_way() => Finding::Warning(found),
            checked => Finding::of(checked),
        },
        Err(error) => Finding::Wrong(error.to_string()),
    }
}
