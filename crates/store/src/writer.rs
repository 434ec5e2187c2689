//! One door for writes. On SQLite a single task runs all waiting jobs as savepoints of one
//! transaction and commits them together: one fsync for many requests, and none is answered before
//! it. On PostgreSQL a write is an ordinary transaction of the pool.
//!
//! A connection on which a transaction did not begin, end or nest as it should is never used again.
//! SQLite may have rolled back by itself or may still be inside a transaction, and the driver only
//! counts: on such a connection a later COMMIT can succeed and store nothing.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use super::sqlite::SqliteWriter;
use super::{Error, Refusal, Result, Txn, Work};

/// Jobs that may wait; more have to wait for a place in the queue.
const QUEUE: usize = 1024;
/// Jobs committed together at the most, so that the first does not wait for ever.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) enum Writer {
    Grouped(mpsc::Sender<Order>),
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

pub(super) enum Order {
    Run(Job),
    /// Says when the database is closed.
    Close(oneshot::Sender<()>),
}

pub(super) struct Job {
    run: Run,
    turn: Turn,
    committed: oneshot::Sender<Result<()>>,
}

/// Whether a job begins or is given up: both are asked for at once, and one of them is first.
#[derive(Clone, Default)]
struct Turn(Arc<AtomicBool>);

impl Turn {
    /// True for the first who asks.
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}

impl Writer {
    pub fn grouped(sqlite: SqliteWriter) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        tokio::spawn(run_groups(sqlite, jobs));
        Self::Grouped(queue)
    }

    pub fn direct(pool: DatabaseConnection) -> Self {
        Self::Direct(pool)
    }

    /// Fails once writes have stopped for good.
    pub fn check(&self) -> Result<()> {
        match self {
            Self::Grouped(queue) if queue.is_closed() => Err(Error::Stopped),
            Self::Grouped(_) | Self::Direct(_) => Ok(()),
        }
    }

    /// Jobs in the queue.
    pub fn queued(&self) -> usize {
        match self {
            Self::Grouped(queue) => queue.max_capacity() - queue.capacity(),
            Self::Direct(_) => 0,
        }
    }

    /// Closes the database; who writes after it is answered that writes have stopped.
    pub async fn close(&self) {
        match self {
            Self::Direct(pool) => {
                let _ = pool.clone().close().await;
            }
            Self::Grouped(queue) => {
                let (closed, wait) = oneshot::channel();
                if queue.send(Order::Close(closed)).await.is_ok() {
                    let _ = wait.await;
                }
            }
        }
    }

    /// A job that does not begin within `patience` is answered busy, and never runs.
    pub async fn write<T, E, F>(&self, job: F, patience: Duration) -> std::result::Result<T, E>
    where
        F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Clone + Send + 'static,
        T: Send + 'static,
        E: Refusal + Send + 'static,
    {
        match self {
            Self::Direct(pool) => match direct(pool, job.clone()).await {
                Err(refused) if matches!(refused.database(), Some(Error::Crossed(_))) => {
                    direct(pool, job).await
                }
                outcome => outcome,
            },
            Self::Grouped(queue) => grouped(queue, job, Instant::now() + patience).await,
        }
    }
}

async fn direct<T, E, F>(pool: &DatabaseConnection, job: F) -> std::result::Result<T, E>
where
    F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E>,
    E: Refusal,
{
    let txn = pool.begin().await.map_err(Error::from)?;
    // Dropping the transaction rolls it back.
    let value = job(&txn).await?;
    // PostgreSQL rolls a transaction back in which something failed, and answers COMMIT
    // as if it had been one. Any other statement it refuses.
    txn.execute_unprepared("SELECT 1").await.map_err(Error::from)?;
    txn.commit().await.map_err(Error::from)?;
    Ok(value)
}

async fn grouped<T, E, F>(
    queue: &mpsc::Sender<Order>,
    job: F,
    deadline: Instant,
) -> std::result::Result<T, E>
where
    F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Send + 'static,
    T: Send + 'static,
    E: Refusal + Send + 'static,
{
    let (result, answer) = oneshot::channel();
    let (committed, mut commit) = oneshot::channel();
    let run = boxed(move |txn| {
        Box::pin(async move {
            let outcome = job(txn).await;
            let succeeded = outcome.is_ok();
            // If nobody waits any more, the change stands all the same.
            let _ = result.send(outcome);
            succeeded
        })
    });
    let turn = Turn::default();
    let queued = queue.send(Order::Run(Job { run, turn: turn.clone(), committed }));
    let Ok(queued) = timeout_at(deadline, queued).await else {
        return Err(Error::no_turn().into());
    };
    queued.map_err(|_| Error::Stopped)?;
    let stored = match timeout_at(deadline, &mut commit).await {
        Ok(stored) => stored,
        Err(_) if turn.take() => return Err(Error::no_turn().into()),
        // It has begun, and is stored or not: that is worth knowing.
        Err(_) => commit.await,
    };
    stored.map_err(|_| Error::Stopped)??;
    answer.await.map_err(|_| Error::other("a write panicked; nothing of it remains"))?
}

/// Runs until the store is dropped or the disk fails. Jobs that then still wait see their channel
/// closed, and so does whoever comes later.
async fn run_groups(mut sqlite: SqliteWriter, mut orders: mpsc::Receiver<Order>) {
    let mut group = Vec::with_capacity(GROUP);
    while orders.recv_many(&mut group, GROUP).await > 0 {
        let (mut waiting, mut runs, mut closed) = (Vec::new(), Vec::new(), None);
        for order in group.drain(..) {
            match order {
                Order::Run(job) => {
                    waiting.push(job.committed);
                    runs.push((job.turn, job.run));
                }
                Order::Close(close) => closed = Some(close),
            }
        }
        let outcome = run_group(&mut sqlite, runs).await;
        if let Err(error) = &outcome {
            tracing::error!(%error, jobs = waiting.len(), "a group of writes was not stored");
            sqlite.discard().await;
        }
        let outcome = outcome.map_err(Error::of_group);
        for committed in waiting {
            // A requester that has gone away needs no answer.
            let _ = committed.send(outcome.clone());
        }
        if matches!(outcome, Err(Error::Stopped)) {
            tracing::error!("the disk failed to sync: no more writes until Pekan is started again");
            return;
        }
        if let Some(closed) = closed {
            sqlite.close().await;
            let _ = closed.send(());
            return;
        }
    }
}

/// Runs jobs in one transaction. After an error nothing is stored, and the connection is in an
/// unknown state.
async fn run_group(
    sqlite: &mut SqliteWriter,
    jobs: Vec<(Turn, Run)>,
) -> std::result::Result<(), DbErr> {
    if jobs.is_empty() {
        return Ok(());
    }
    let connection = sqlite.connection().await?;
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let txn = connection.begin_with_options(options).await?;
    for (turn, run) in jobs {
        // Who has given up is answered that nothing of it was done.
        if turn.take() {
            run_job(&txn, run).await?;
        }
    }
    txn.commit().await?;
    require_autocommit(connection).await
}

/// Runs one job in a savepoint of its own; an error here spoils the whole group.
async fn run_job(txn: &Txn, run: Run) -> std::result::Result<(), DbErr> {
    let savepoint = txn.begin().await?;
    let stored = AssertUnwindSafe(run(&savepoint)).catch_unwind().await.unwrap_or(false);
    if stored { savepoint.commit().await } else { savepoint.rollback().await }
}

/// Fails if the connection is still inside a transaction, where SQLite accepts no BEGIN.
///
/// Asked after each commit, so that the next group, which has the connection to itself, begins
/// outside of any transaction too.
async fn require_autocommit(connection: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    connection.execute_unprepared("BEGIN; ROLLBACK").await.map(|_| ())
}
