//! Notes beside a request, of which no answer fails: that somebody was here, that something was opened.

use std::fmt::Display;
use std::time::Duration;

use tracing::Instrument;

/// Longer no answer waits for a note, as where the disk is full.
const LONGEST: Duration = Duration::from_millis(250);

/// Writes a note; `what` names it in the log where that fails.
pub async fn note<E: Display>(
    what: &'static str,
    noting: impl Future<Output = Result<(), E>> + Send + 'static,
) {
    let noting = async move {
        if let Err(error) = noting.await {
            tracing::error!(%error, "{what} was not noted");
        }
    };
    // What is not noted by then goes on being noted.
    let noting = tokio::spawn(noting.instrument(tracing::Span::current()));
    let _ = tokio::time::timeout(LONGEST, noting).await;
}
