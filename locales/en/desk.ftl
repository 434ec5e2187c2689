# Administration: what needs somebody today, then its menu.
desk-title = Needs attention
desk-nothing = Nothing is waiting. All is in order.
desk-nobody_invited = { $count ->
    [one] { $count } employee has
   *[other] { $number } employees have
} not been invited. Nobody but you can sign in yet.
desk-uninvited = { $count ->
    [one] { $count } employee has
   *[other] { $number } employees have
} no active account and no invitation
desk-invited = { $count ->
    [one] { $count } invitation is
   *[other] { $number } invitations are
} not used yet
desk-headless = { $count ->
    [one] { $count } office has
   *[other] { $number } offices have
} no head
desk-leave = { $count ->
    [one] { $count } request
   *[other] { $number } requests
} for leave or travel to decide
desk-mails_failed = { $count ->
    [one] { $count } email
   *[other] { $number } emails
} could not be sent
desk-mails_queued = { $count ->
    [one] { $count } email waits
   *[other] { $number } emails wait
} because no mail server is set
desk-outage = No mail can be sent: the mail server serves nobody
desk-nothing_taken = No mail can be sent: the mail server refused all of the last mails
desk-worker_silent = The worker has stopped: mail, reminders and closing do not run
desk-no_mail_server = No mail server is set: reminders and invitations do not arrive
desk-weeks_due = { $count ->
    [one] { $count } week is
   *[other] { $number } weeks are
} past the deadline and not closed
desk-months_due = { $count ->
    [one] { $count } month is
   *[other] { $number } months are
} past the deadline and not closed
desk-proposals = { $count ->
    [one] { $count } proposed amendment
   *[other] { $number } proposed amendments
} of closed periods to decide
desk-no_policy = There is no policy yet: no minimum applies
desk-level = { $count ->
    [one] { $count } employee has
   *[other] { $number } employees have
} the level “{ $name }”, which no policy knows
desk-levels = { $count ->
    [one] { $count } other employee has
   *[other] { $number } other employees have
} a level that no policy knows
admin-policies-coming = { $count ->
    [one] { $count } policy is
   *[other] { $count } policies are
} to come
admin-exemptions-text = Leave, travel, study
admin-periods-text = Closing and proposed amendments
admin-mail-text = Sent, waiting and failed
admin-version = Pekan version { $version }
account-state-active = Active
account-state-invited = Invited
account-state-none = Not invited
account-state-disabled = Disabled
employees-more-filters = More filters and order
employees-order = Sort by
employees-none-found = No employee matches this filter.
employees-file = employees
desk-moves = { $count ->
    [one] { $count } proposed move
   *[other] { $number } proposed moves
} between offices to decide
desk-no_backup = No automatic backup is set up: if the server breaks, every record is lost
desk-backup_failed = The last backup failed
desk-backup_old = No new backup for more than a day
desk-rehearsal_failed = The newest backup could not be restored when it was tried
desk-rehearsal_old = No trial restore for more than a day
desk-backup-taken = Last backup { $moment }.
desk-backup-rehearsed = Last trial restore that went well { $moment }.
desk-backup-unrehearsed = It was never restored as a trial.
desk-backup-none = There is no backup yet.
desk-corrections = { $count ->
    [one] One request for correction waits for an answer
   *[other] { $count } requests for correction wait for an answer
}
operator-corrections-text = { $count } waiting for an answer
