//! One door for writes. On SQLite a single task runs all waiting jobs as savepoints of one
//! transaction and commits them together: one fsync for many requests, and none is answered before
//! it. On PostgreSQL a write is an ordinary transaction of the pool.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{
    DatabaseConnection, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use super::{Txn, Work};

/// Jobs that may wait; more have to wait for a place in the queue.
const QUEUE: usize = 1024;
/// Jobs committed together at the most, so that the first does not wait for ever.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) enum Writer {
    Grouped { queue: mpsc::Sender<Job>, connection: DatabaseConnection },
    Direct(DatabaseConnection),
}

/// A job that says whether to keep what it did.
type Run = Box<dyn for<'c> FnOnce(&'c Txn) -> BoxFuture<'c, bool> + Send>;

fn boxed<F>(run: F) -> Run
where
    F: for<'c> FnOnce(&'c Txn) -> BoxFuture<'c, bool> + Send + 'static,
{
    Box::new(run)
}

pub(super) struct Job {
    run: Run,
    committed: oneshot::Sender<Result<(), DbErr>>,
}

impl Writer {
    pub fn grouped(connection: DatabaseConnection) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        tokio::spawn(run_groups(connection.clone(), jobs));
        Self::Grouped { queue, connection }
    }

    pub fn direct(pool: DatabaseConnection) -> Self {
        Self::Direct(pool)
    }

    pub fn connection(&self) -> &DatabaseConnection {
        match self {
            Self::Grouped { connection, .. } | Self::Direct(connection) => connection,
        }
    }

    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        match self {
            Self::Direct(pool) => {
                let txn = pool.begin().await?;
                // Dropping the transaction rolls it back.
                let value = job(&txn).await?;
                txn.commit().await?;
                Ok(value)
            }
            Self::Grouped { queue, .. } => grouped(queue, job).await,
        }
    }
}

async fn grouped<T, E, F>(queue: &mpsc::Sender<Job>, job: F) -> Result<T, E>
where
    F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    let (result, answer) = oneshot::channel();
    let (committed, commit) = oneshot::channel();
    let run = boxed(move |txn| {
        Box::pin(async move {
            let outcome = job(txn).await;
            let keep = outcome.is_ok();
            // If nobody waits any more, the change stands all the same.
            let _ = result.send(outcome);
            keep
        })
    });
    let stopped = || E::from(DbErr::Custom("the writer has stopped".into()));
    queue.send(Job { run, committed }).await.map_err(|_| stopped())?;
    commit.await.map_err(|_| stopped())??;
    answer
        .await
        .map_err(|_| E::from(DbErr::Custom("a write panicked; nothing of it remains".into())))?
}

async fn run_groups(connection: DatabaseConnection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        run_group(&connection, group.drain(..)).await;
    }
}

async fn run_group(connection: &DatabaseConnection, jobs: impl Iterator<Item = Job>) {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let mut waiting = Vec::new();
    let outcome = async {
        let txn = match connection.begin_with_options(options).await {
            Ok(txn) => txn,
            Err(error) => {
                waiting.extend(jobs.map(|job| job.committed));
                return Err(error);
            }
        };
        let mut failed = None;
        for job in jobs {
            waiting.push(job.committed);
            if failed.is_none() {
                failed = run_job(&txn, job.run).await.err();
            }
        }
        match failed {
            None => txn.commit().await,
            Some(error) => Err(error),
        }
    }
    .await;
    for committed in waiting {
        // A requester that has gone away needs no answer.
        let _ = committed.send(outcome.as_ref().copied().map_err(copy));
    }
}

/// Runs one job in a savepoint of its own; an error here spoils the whole group.
async fn run_job(txn: &Txn, run: Run) -> Result<(), DbErr> {
    let savepoint = txn.begin().await?;
    let kept = AssertUnwindSafe(run(&savepoint)).catch_unwind().await.unwrap_or(false);
    if kept { savepoint.commit().await } else { savepoint.rollback().await }
}

/// `DbErr` cannot be cloned; everybody in the group gets its words.
fn copy(error: &DbErr) -> DbErr {
    match error {
        DbErr::ConnectionAcquire(_) => DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout),
        other => DbErr::Custom(other.to_string()),
    }
}
