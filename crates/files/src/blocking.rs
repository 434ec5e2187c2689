//! Work with files, on a thread where nobody waits.

use std::{io, thread};

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::UploadError;

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)
}

/// How much a thread with work on files stands back where the processor is short.
#[cfg(target_os = "linux")]
const STANDS_BACK: i32 = 5;

/// Runs work that keeps a processor busy on a thread of its own, which stands back behind pages that are asked
/// for meanwhile. It ends with the work: what a thread has given up it does not get back.
pub(super) async fn behind_pages<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, UploadError> + Send + 'static,
) -> Result<T, UploadError> {
    let (tell, told) = oneshot::channel();
    let runtime = Handle::current();
    let thread = thread::Builder::new().name("files".into()).spawn(move || {
        let _inside = runtime.enter();
        // On Linux it is the calling thread's; where it is refused, nothing stands back.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(STANDS_BACK);
        // Whoever asked may have gone.
        let _ = tell.send(work());
    });
    thread?;
    // A decoder that panics met bytes that it does not understand.
    told.await.unwrap_or(Err(UploadError::Damaged))
}
