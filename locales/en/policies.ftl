# Policies: tiers, preview, circular, line of time, end.

preset-kebumen = Kebumen: monthly, by echelon and grade
preset-banjar = Kota Banjar: one purchase a week
policy-withdrawn = Withdrawn
policy-count-week = { $count ->
    [one] one purchase a week
   *[other] { $count } purchases a week
}
policy-count-month = { $count ->
    [one] one purchase a month
   *[other] { $count } purchases a month
}

policy-basis-line = Basis: { $basis }
policy-document = Circular
policy-document-open = Open the circular (PDF)
policy-document-file = Circular as a PDF
policy-document-hint = PDF, 10 MB at most. Everybody whom the policy covers can open it.
policy-document-kept = Kept ({ $size } KB). Choose another file to replace it.
policy-document-none = No PDF of the circular is attached.
policy-document-attach = Attach

tiers-none = No tiers yet. The minimum above applies to everybody.
tiers-most = At most { $most } tiers.
tier-add = Add a tier
tier-up = Move tier { $number } up
tier-down = Move tier { $number } down
tier-remove = Remove tier { $number }
tier-everybody = Everybody
tier-amount = Amount
tier-count = Purchases

policy-preview-note = As if this policy had been in force in the last period that is over. Nothing is saved yet.
policy-preview-do = Work out the preview
preview-working = Working…
preview-people = Staff
preview-met = Met
preview-short = Short
preview-exempt = Exempt
preview-offices = By office ({ $count })
preview-changes = { $count ->
    [one] The status of one person changes
   *[other] The status of { $count } people changes
}
preview-change = { $count ->
    [one] one person
   *[other] { $count } people
}
preview-who = Who they are
preview-unnamed = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
preview-no-changes = No status changes.
policy-take-date = Take { $date }
policy-confirm = Save with this date all the same

timeline-title = Timeline
timeline-note = The policies of one office: past, present and to come.
timeline-none = There is no policy for { $office } yet.
timeline-from = From { $date }
timeline-now = Now
timeline-gap = No policy is in force.
timeline-overlap = A weekly and a monthly policy are both in force.

policy-replace-title = Replace or end
policy-replace-note = A policy is not changed. If it is wrong, add another one: the one that starts later takes its place.
policy-replace = Replace with a new policy
policy-end = End without a replacement
policy-end-note = Periods that have begun keep this policy, so it ends on { $date } at the earliest.
policy-withdraw-note = This policy has not started. Ending on { $date } means that it never comes into force.
policy-end-until = Last day
policy-end-reason = Reason
policy-end-do = End the policy
policy-end-done = This policy has a last day already.
flash-policy-ended = The policy's last day is saved.
flash-policy-document = The circular is attached.

field-until = { policy-end-until }

problem-governs-nothing = This policy ends before one full period. Until { $date } at the earliest
problem-gives-way-to-monthly = The rest of that month goes back to the monthly policy although some of its weeks were counted. Better until { $date }
problem-ends-too-early = Periods that have begun must not change. { $date } at the earliest
problem-ends-already = This policy already ends on { $date }
problem-document-exists = This policy has a circular already
problem-document-gone = The file uploaded before is gone. Choose it again
problem-document-not-pdf = The circular must be a PDF
problem-document-too-large = PDF, 10 MB at most
problem-document-damaged = This PDF is damaged or cut short. Save it again, then choose it again
problem-document-encrypted = This PDF is locked. Save it without a password, then choose it again
problem-document-active = This PDF carries scripts or files. Print it to PDF again, then choose it again
problem-document-too-many-pages = This PDF has more than 50 pages
policy-title-proposed = Buying from small businesses, { $institution }
