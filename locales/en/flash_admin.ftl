# Messages after something was done on a page of administration.

flash-admin-saved = Saved.
flash-admin-removed = Removed.
flash-admin-decided = The decision is saved.
flash-employee-added = Person added.
flash-employee-placed = The new placement is saved.
flash-employee-departed = The last working day is saved.
flash-account-disabled = The account is disabled. All its devices and programs are signed out.
flash-account-enabled = The account is enabled. The person can sign in with the old password.
flash-employee-erased = The personal data is erased. No figure has changed.
flash-second-factor-reset = Two-step sign-in of this person is reset. All their devices and programs are signed out.
flash-employee-taken-back = The last change was taken back.
flash-employee-invited = An activation link will be sent by mail.
flash-policy-added = The policy was added.
flash-mail-queued = The mail waits to be sent again.
flash-mails-queued = All failed mails wait to be sent again.
flash-transfer-proposed = Transfer proposed. It takes effect once accepted.
flash-transfer-accepted = Transfer accepted.
flash-transfer-refused = Transfer refused.
flash-transfer-withdrawn = Transfer withdrawn.
flash-role-granted = Role given.
flash-role-revoked = Role revoked.
flash-correction-done = The request is marked as done, and the employee is told.
flash-correction-refused = The request is answered with a reason, and the employee is told.
flash-correction-asked = The request is sent. You will be told when it is answered.
