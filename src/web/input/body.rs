//! Bodies that are read into memory. They are counted as their bytes come, not as they are announced, and
//! until the request is answered: more than there is room for is asked to come again.

use std::sync::{Mutex, PoisonError};

use rocket::Request;
use rocket::data::{Data, ToByteUnit};
use rocket::http::Status;
use rocket::tokio::io::AsyncReadExt;

use crate::web::answers::http_error::HttpError;
use crate::web::bodies::Taken;
use crate::web::request::{app_state, client_address};

/// Read at once.
const PIECE: usize = 16 * 1024;
/// Seconds until there may be room again.
const LATER: u64 = 5;

/// Reads a body of at most so many bytes.
///
/// # Errors
/// 413 where it is larger, 400 where it is cut, 503 where too much is in memory already.
pub async fn read(request: &Request<'_>, data: Data<'_>, most: u64) -> Result<Vec<u8>, HttpError> {
    let mut stream = data.open((most + 1).bytes());
    let (mut body, mut piece) = (Vec::new(), vec![0; PIECE]);
    loop {
        let read = stream.read(&mut piece).await;
        let read = read.map_err(|_| HttpError::status(Status::BadRequest))?;
        if read == 0 {
            return Ok(body);
        }
        hold(request, read)?;
        body.extend_from_slice(&piece[..read]);
        if body.len() as u64 > most {
            return Err(HttpError::status(Status::PayloadTooLarge));
        }
    }
}

/// Counts bytes that this request has in memory from now on.
///
/// # Errors
/// 503 where too much is there already.
pub fn hold(request: &Request<'_>, bytes: usize) -> Result<(), HttpError> {
    let taken: &Mutex<Taken> =
        request.local_cache(|| Mutex::new(app_state(request).bodies.of(client_address(request))));
    if taken.lock().unwrap_or_else(PoisonError::into_inner).more(bytes) {
        return Ok(());
    }
    let busy = HttpError::status(Status::ServiceUnavailable);
    Err(HttpError { retry_after: Some(LATER), ..busy })
}
