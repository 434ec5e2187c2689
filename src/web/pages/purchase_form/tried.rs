//! One try of the form: the files that came with it, and what is wrong so far.

use rocket::http::Status;

use super::fields::form_values;
use crate::files::{MediaType, StoredFile, UploadError};
use crate::rules::purchase_draft::MOST_RECEIPTS;
use crate::rules::{Problem, ReceiptId};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::ReturnableForm;
use crate::web::input::parts::{Parts, SentFiles};
use crate::web::input::takes::Receipts;
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::keep_draft::{self, Typed};

pub struct Tried {
    pub files: Vec<StoredFile>,
    pub problems: Vec<Problem>,
    /// The status of the first refused file.
    refused: Option<Status>,
    /// How many receipts the purchase would have, files that were not taken among them.
    pub receipts: usize,
    /// One of the files evidences another purchase already: none of them is kept.
    pub used_before: bool,
}

impl Tried {
    /// Keeps what came. Each refused file is named; the others stay.
    pub async fn of(
        app: &AppState,
        user: &SignedIn,
        form: &mut ReturnableForm<Receipts>,
        uploaded_before: usize,
    ) -> Result<Self, HttpError> {
        let parts = &mut form.parts;
        if !form.is_accepted {
            return Ok(Self::returned(parts));
        }
        let files = parts.take_files();
        let mut tried = Self {
            files: Vec::new(),
            problems: Vec::new(),
            refused: None,
            receipts: files.came + uploaded_before,
            used_before: false,
        };
        match keep_draft::must_have_room(app.store.reader(), user.employee.id, files.taken.len())
            .await
        {
            Ok(()) => tried.store_files(app, files, uploaded_before).await,
            Err(WorkflowError::Invalid(full)) => tried.problems.extend(full),
            Err(error) => return Err(error.into()),
        }
        if parts.all("receipt").iter().any(|text| !text.is_empty()) {
            // A part without a file name is text, and no text is a receipt.
            tried.add_upload_error(Some(UploadError::UnsupportedType));
        }
        Ok(tried)
    }

    /// Of a form whose token is no longer right: no file of it was received.
    fn returned(parts: &Parts) -> Self {
        let mut problems = vec![Problem::new("", "form-returned")];
        if parts.files.came > 0 {
            problems.push(Problem::new("receipt", "receipt-choose-again"));
        }
        Self { files: Vec::new(), problems, refused: None, receipts: 0, used_before: false }
    }

    async fn store_files(&mut self, app: &AppState, files: SentFiles, uploaded_before: usize) {
        if self.receipts > MOST_RECEIPTS {
            // Not one more is worked on; the rules say why.
            return;
        }
        for file in files.taken {
            match app.storage.store_or_keep(file).await {
                Ok(stored) => {
                    self.files.push(stored);
                    let number = uploaded_before + self.files.len();
                    self.problems.extend(self.files.last().and_then(|file| undrawn(file, number)));
                }
                Err(refusal) => self.add_upload_error(Some(refusal)),
            }
        }
        self.add_upload_error(files.refused);
    }

    fn add_upload_error(&mut self, refusal: Option<UploadError>) {
        let Some(refusal) = refusal else { return };
        self.receipts = self.receipts.max(1);
        let error = HttpError::upload("receipt", &refusal);
        self.refused.get_or_insert(error.status);
        self.problems.extend(error.problems);
    }

    /// The status of the page that comes back.
    pub fn status(&self) -> Status {
        self.refused.unwrap_or(Status::UnprocessableEntity)
    }

    /// What a workflow refused, if the form can mend it: the status of the page that comes back.
    ///
    /// # Errors
    /// What no form can mend.
    pub fn refused(&mut self, refused: WorkflowError) -> Result<Status, HttpError> {
        match refused {
            WorkflowError::Conflict(problem) => {
                self.used_before = problem.code.starts_with("receipt-used");
                self.problems.push(problem);
                Ok(Status::Conflict)
            }
            WorkflowError::Invalid(problems) => {
                self.problems.extend(problems);
                Ok(self.status())
            }
            refused => Err(refused.into()),
        }
    }

    /// The receipts that the form goes on with: those of before and the files of this try. They wait
    /// with what was typed.
    pub async fn waiting(
        &mut self,
        app: &AppState,
        user: &SignedIn,
        (parts, mut uploaded_before): (&Parts, Vec<ReceiptId>),
    ) -> Result<Vec<ReceiptId>, HttpError> {
        let files = std::mem::take(&mut self.files);
        if self.used_before {
            uploaded_before.clear();
            return Ok(uploaded_before);
        }
        let key = parts.filled("key").map(str::to_owned);
        let typed = Typed { key, fields: form_values(parts), uploaded_before };
        Ok(keep_draft::keep(&app.store, &user.warrant(), typed, files).await?)
    }
}

/// Said once of a photo that is kept and cannot be shown: who sends the form again takes it as it is.
fn undrawn(file: &StoredFile, number: usize) -> Option<Problem> {
    let is_undrawn = file.media_type == MediaType::Undrawn;
    is_undrawn.then(|| Problem::new("receipt", "receipt-undrawn").with("number", number))
}
