//! The command line: one subcommand a file.

mod admin;
mod backup;
mod check;
mod close;
mod copy_to;
mod demo;
mod erase;
mod import;
mod parts;
mod progress;
mod recount;
mod restore;
mod serve;
mod signing_key;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use rustix::fs::Mode;
use rustix::process::umask;

use crate::rules::{ImportKind, Period};

/// What a subcommand found: its exit code is 0, 1 or (from clap, for wrong usage) 2.
pub enum Outcome {
    Done,
    FoundWrong,
}

type Result = std::result::Result<Outcome, Box<dyn std::error::Error + Send + Sync>>;

/// Belanja UMKM: the server with which a local government runs its weekly purchase rule.
#[derive(Parser)]
#[command(
    name = "pekan",
    version,
    after_help = "Settings are read from the environment; see the README."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the web server and, unless told not to, the worker in the same process (the default)
    Serve(Serve),
    /// The same over data/demo/, filled on the first start with a fictional district
    Demo,
    /// Runs only the worker; any number may run on PostgreSQL
    Worker,
    /// Brings the schema up to date; `serve` does it by itself
    Migrate,
    /// Administrators
    #[command(subcommand)]
    Admin(Admin),
    /// Imports employees, offices, transfers or holidays from an XLSX, XLS, ODS or CSV file
    Import(Import),
    /// Closes a period whose deadline has passed, such as 2026-W47 or 2026-11
    Close {
        #[arg(value_parser = close::period)]
        period: Period,
    },
    /// Recomputes every total from the purchases and names differences; exit code 1 if there are any
    Recount {
        /// Puts the totals right
        #[arg(long)]
        repair: bool,
    },
    /// Copies database and receipts, as they are at one moment, into a folder of backups (else that of
    /// `PEKAN_BACKUP_DIR`); Pekan may serve meanwhile
    Backup { folder: Option<PathBuf> },
    /// Tries whether a backup, or the newest of a folder of them, can be restored, in a scratch place;
    /// exit code 1 if not
    Rehearse { folder: Option<PathBuf> },
    /// Brings a backup, or the newest of a folder of them, back into an empty place
    Restore { folder: PathBuf },
    /// Lists the ids of people whose personal data was erased, with when: keep the list apart from the
    /// backups
    Erased,
    /// Erases the personal data of people once more, by the ids that `erased` lists: after an older backup
    /// was restored
    Erase {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Copies the whole installation from SQLite into an empty PostgreSQL database, and compares counts
    /// and the figures of every office
    CopyTo {
        /// postgres://…
        target: String,
    },
    /// Looks whether all that is stored is whole: the database, the totals, the audit, every receipt;
    /// exit code 1 if anything is not
    Verify {
        /// A hash of the audit that `verify` has shown before: its entry must still be there
        #[arg(long, value_name = "HASH")]
        audit_hash: Option<String>,
    },
    /// Prints the public key (Ed25519, PEM) with which exports of this installation are verified
    SigningKey,
    /// Looks at settings, database, storage and mail server, and says what is wrong and how to mend it
    Check,
}

#[derive(Args, Default)]
struct Serve {
    /// Leaves reminders and mail to `pekan worker`
    #[arg(long)]
    no_worker: bool,
}

#[derive(Subcommand)]
enum Admin {
    /// Makes an administrator
    Create(NewAdmin),
}

#[derive(Args)]
struct NewAdmin {
    #[arg(long)]
    login: String,
    #[arg(long)]
    email: String,
    /// File with the password; `-` reads standard input, none asks for it there
    #[arg(long, default_value = "-")]
    password_file: PathBuf,
}

#[derive(Args)]
struct Import {
    #[arg(value_parser = import::kinds())]
    kind: ImportKind,
    file: PathBuf,
    /// How columns and values are read: a file that the page of an import writes
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Says what would change and changes nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let command = Arguments::parse().command.unwrap_or(Command::Serve(Serve::default()));
    keep_private();
    parts::log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(execute(command)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundWrong) => ExitCode::from(1),
        Err(error) => failed(error.as_ref()),
    }
}

/// Whatever is written from here on is for the user of Pekan alone: the database and the files beside it,
/// tables of people, mails, backups. All threads share the mask, so it is set before there are any.
fn keep_private() {
    let given = umask(Mode::RWXG | Mode::RWXO);
    umask(given | Mode::RWXG | Mode::RWXO);
}

async fn execute(command: Command) -> Result {
    match command {
        Command::Serve(Serve { no_worker }) => serve::serve(!no_worker).await,
        Command::Demo => demo::demo().await,
        Command::Worker => serve::worker().await,
        Command::Migrate => serve::migrate().await,
        Command::Admin(Admin::Create(new)) => admin::create(new).await,
        Command::Import(import) => import::import(import).await,
        Command::Close { period } => close::close(period).await,
        Command::Recount { repair } => recount::recount(repair).await,
        Command::Backup { folder } => backup::backup(folder).await,
        Command::Rehearse { folder } => backup::rehearse(folder).await,
        Command::Restore { folder } => restore::restore(&folder).await,
        Command::Erased => erase::list().await,
        Command::Erase { ids } => erase::again(&ids).await,
        Command::CopyTo { target } => copy_to::copy_to(&target).await,
        Command::Verify { audit_hash } => verify::verify(audit_hash.as_deref()).await,
        Command::SigningKey => signing_key::print().await,
        Command::Check => check::check().await,
    }
}

fn failed(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    eprintln!("pekan: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    ExitCode::from(1)
}
