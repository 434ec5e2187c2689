//! Work with files, on a thread where nobody waits.

use std::io;

use tokio::task::JoinError;

use super::UploadError;

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)
}

pub(super) fn finished<T>(
    work: Result<Result<T, UploadError>, JoinError>,
) -> Result<T, UploadError> {
    match work {
        Ok(done) => done,
        // A decoder that panics met bytes that it does not understand.
        Err(error) if error.is_panic() => Err(UploadError::Damaged),
        Err(error) => Err(UploadError::Io(io::Error::other(error))),
    }
}
