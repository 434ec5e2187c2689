# The office, one employee as the head sees them, checking receipts.

office = Office
employee = Employee
office-crumbs = Offices above
office-headline = { $met } of { $obliged } staff have met the minimum ({ $rate })
office-none-obliged = Nobody is required in this period
office-empty = There are no staff yet. Ask the administrator to import them.
office-counted = Recorded purchases
office-shortfall = Total shortfall
office-open-short = Not met yet
office-met-late = Late
office-exempt = Exempt
office-children = Offices below
office-met-of = Met
office-rate = Compliance
office-note = These are recorded purchases of civil servants, not a seller's turnover. Purchases from office budgets do not count.
period-open = still running
period-closed = closed
period-previous-week = Previous week
period-next-week = Next week
period-previous-month = Previous month
period-next-month = Next month

heat-person = Employee
heat-title-week = Purchases per employee, { $count } weeks (thousand rupiah)
heat-title-month = Purchases per employee, { $count } months (thousand rupiah)
heat-sort-name = Sort by name
heat-sort-shortfall = Sort by shortfall
legend-nothing = nothing yet
legend-short = below the minimum
legend-met = met
legend-half-more = one and a half times the minimum or more
legend-exempt = C: leave, travel or holiday (not counted)

attention-title = Needs attention ({ $count })
attention-nothing = No entries yet
attention-count = { $count ->
    [one] One entry
   *[other] { $count } entries
}
attention-more = { $count ->
    [one] and one more person; see the table
   *[other] and { $count } more people; see the table
}
attention-nobody = Everyone who is required has met the minimum.

trend-title-week = Compliance by week
trend-title-month = Compliance by month
trend-words = Compliance from { $from } to { $to }

person-records = Purchases
person-asked-week = The last { $count } weeks
person-asked-month = The last { $count } months
person-why = Details
person-empty = No purchases yet.
exemptions-title = Exemptions

exemption-annual_leave = Annual leave
exemption-leave = Leave
exemption-sick_leave = Sick leave
exemption-maternity = Maternity leave
exemption-important_reason = Leave for an important reason
exemption-long_leave = Long leave
exemption-official_travel = Official travel
exemption-study = Study assignment
exemption-unpaid_leave = Unpaid leave
exemption-other = Other
decision-approved = Approved
decision-refused = Refused
decision-pending = Pending

review-left = { $count ->
    [one] One purchase to look at
   *[other] { $count } purchases to look at
}
receipts-zip-id = Purchase
receipts-zip-district = Sub-district
receipts-zip-decided = Decided at
receipts-zip-files = Files
receipts-zip-seed = Seed
receipts-zip-percent = Percent
receipts-zip-digits = First eight digits
receipts-zip-highest = Highest that is drawn
receipts-zip-yes = yes
receipts-zip-no = no
office-receipts = Download receipts (ZIP)
receipts-zip-about =
    Receipts of the people of one office and those below it in one period, by the office they belong to now.

    catatan.csv: all purchases, those returned or cancelled among them, with the names of their files. Files that were removed by retention are left out.
    nota/: the receipts, named by date, purchase and number.
    sampel.csv: what was drawn at random to be reviewed, with the seed of its week.

    Anybody can draw that sample again. A purchase is drawn if the first eight digits of the SHA-256 of "seed:purchase" are no higher than the highest that is drawn. For example, with seed SEED and purchase 123:

    printf '%s:%s' SEED 123 | sha256sum | cut -c1-8

    The highest is percent × 2^32 / 100, rounded down, less one. A week without a seed has not been drawn yet.
review-see-all = See all purchases
review-left-more = More than { $count } purchases to look at
review-again = What you skipped comes again.
review-skip = Skip
review-flagged = Flagged
review-drawn = Random sample
review-drawn-why = Drawn at random from that week. Nothing about it is suspicious.
review-flag-gone = The other purchase like it has been decided or cancelled.
review-all = All
review-all-title = All purchases
review-all-total = { $count ->
    [one] { $number } purchase
   *[other] { $number } purchases
}
review-search = Name of employee or seller
review-state = State
review-state-recorded = Not reviewed yet
review-mark = Mark
review-mark-flagged = Flagged
review-mark-drawn = Random sample
review-mark-no_receipt = Without receipt
review-row-shared = shared receipt, open it to decide
review-none-found = No purchases match.
review-tick-all = Tick all
review-accept-ticked = Accept those ticked
review-accept-ask = Accept all purchases that are ticked on this page? What has changed since this page was opened stays as it is.
review-accept-do = Yes, accept
review-empty = No receipts need checking.
review-verify = Accept
review-reject = Return
review-reject-final = Reject
review-changed = This purchase has changed since you opened it. Your decision was not saved: please look again
review-changed-amount = Amount: { $before } is now { $after }
review-changed-date = Date: { $before } is now { $after }
review-changed-seller = Seller: { $before } is now { $after }
review-changed-receipts = Receipts: { $before }, now { $after }
review-again-until = If returned, it can be recorded again until { $date }.
review-final = This period accepts no more purchases: once rejected, it cannot be corrected.
review-reason = Reason if returned
review-reason-unreadable = Receipt unreadable. Please retake it.
review-reason-amount = The amount differs from the receipt.
review-reason-date = The date differs from the receipt.
review-reason-seller = The seller is not a small business.
review-reason-other = Another reason
flag-same_file = The same file was used by somebody else.
flag-similar_purchase = Seller, date and amount equal another entry of the same person.
flag-same_photo = Another entry of the same person has the same photo.
flag-same_photo_of_another = Somebody else’s entry has the same photo. They may have bought together.
flag-similar_photo = The photo resembles one of another entry of the same person. Please look.
flag-similar_photo_of_another = The photo resembles one of somebody else’s entry. Please look.
flag-said_together = A colleague in the same office logged the same file, and this employee says they bought together. Check that both come to no more than the receipt.
flag-doubted_seller = It is doubted that this seller is a small business; the seller officer decides.
flag-denied_by_seller = The seller does not recognise this purchase. Ask the employee first; a seller may be mistaken.
flag-undrawn_photo = A photo of the receipt is kept but cannot be shown. Download it, or ask for a new one.
flag-equal_of_another = Somebody else logged the same seller, day and amount. Equal lunches are common; compare the receipts if in doubt.
review-shared = Shared receipt: one receipt, one decision.
review-shared-total = The receipt comes to { $amount }.
review-shared-waiting = { $count ->
    [one] One part is waiting for its colleague’s answer
   *[other] { $count } parts are waiting for their colleagues’ answers
}
flag-see-other = See that entry

flash-review-undone = The decision is taken back. The purchase waits again.
flash-review-accepted = { $count ->
    [one] { $count } purchase accepted.
   *[other] { $count } purchases accepted.
}
flash-review-left = { $count ->
    [one] { $count } was left out: it has changed, was decided, or has to be opened by itself.
   *[other] { $count } were left out: they have changed, were decided, or have to be opened one by one.
}
flash-review-verified = The receipt is accepted.
flash-review-rejected = The purchase is returned. The employee is told in ten minutes.

recap-period = Period
recap-number = Number
recap-name = Name
recap-office = Office
recap-status = Status
recap-minimum = Minimum (Rp)
recap-counted = Counted (Rp)
recap-count = Entries
recap-shortfall = Shortfall (Rp)
office-headline-so-far = { $met } of { $obliged } employees have met it so far ({ $rate })
attention-office = { $lacking } of { $obliged } employees have not met it
attention-in-a-row-week = short { $count } weeks in a row
attention-in-a-row-month = short { $count } months in a row
period-pick = Choose a period
period-pick-do = Show
