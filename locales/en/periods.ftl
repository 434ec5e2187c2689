# Periods: their close, and what changed after it.

admin-periods = Periods
periods-note = A period closes automatically once its last deadline has passed. After that its figures change by numbered amendments only.
periods-proposals = { $count ->
    [one] { $count } proposed amendment waits for a decision.
   *[other] { $count } proposed amendments wait for a decision.
}
period-state-free = No policy
period-state-running = Running
period-state-due = Not closed yet
period-state-closing = Being closed
period-state-closed = Closed
period-over = past its deadline, not closed yet
period-amended = amendment { $number }
period-worked-out = worked out at { $time } { $zone }
period-progress = { $done } of { $people } people stored
period-deadline = deadline { $date }
period-amendments = { $count ->
    [one] { $count } amendment
   *[other] { $count } amendments
}
period-proposals = { $count } proposed
period-close = Close now
period-go-on = Go on closing
period-close-note = A period is closed for all offices at once, when its last deadline has passed in the last time zone. After that its figures stay as they are.
period-closing = Closing
period-due-at = May be closed from
period-closed-at = Closed
period-people = Employees

amendments-title = Amendments after the close ({ $count })
amendments-own = Changes of closed periods
amendments-none = No amendments yet.
amendment-number = Amendment { $number }
amendment-by = by { $name }
amendment-system = by the system
amendment-change = Before → after
amendment-nobody = not counted
amendment-of-minimum = { $counted } of { $minimum }
amendment-cause-purchase = Late receipt
amendment-cause-edit = Purchase edited
amendment-cause-void = Purchase voided
amendment-cause-review = Purchase reviewed
amendment-cause-recount = Recount
amendment-cause-placement = Placement changed
amendment-cause-exemption = Exemption approved or withdrawn
amendment-cause-holiday = Holiday changed

proposals-title = Proposed amendments ({ $count })
proposals-note = A placement, exemption or holiday changed after the period was closed. Its figures change only when a proposal is accepted.
proposals-all = Decide all
proposals-all-note = For every proposal but those about yourself.
proposals-reason = Reason
proposal-decide = Decide
accept = Accept

flash-period-closed = The period is closed.
flash-period-closing = The period is being closed. The rest is done in the background.
