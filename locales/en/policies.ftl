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
policy-confirm = Yes, save it like this

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

preset-bojonegoro = Bojonegoro: 10% of the reference amount a month, micro businesses
preset-bali = Bali: 10% of the reference amount a month, Fridays, PNS
preset-indramayu = Indramayu: officials, monthly
preset-kudus = Kudus: the third Friday, at a traditional market
preset-batu = Kota Batu: every 17th
preset-banyuwangi = Banyuwangi: twin dates, an appeal
policy-percent = Percent of the reference amount
policy-percent-hint = A share of the reference amount a month (such as the TPP ceiling), for example 10 or 2.5. People without one owe the minimum amount.
policy-percent-week = { $amount } of the reference amount, weekly
policy-percent-month = { $amount } of the reference amount a month
percent-else = without one { $amount }
tier-percent = { $percent } of the reference amount
tier-share = Percent
policy-counts-on = Days that count
policy-counts-on-hint = None chosen: every day. Otherwise a purchase counts when it fits one of them.
policy-weekdays = Days of the week
policy-month-days = Days of the month
policy-month-days-hint = With commas between them, for example 1, 17
policy-nth = Which one of the month
policy-nth-none = Not used
policy-nth-weekday = Weekday
policy-twin-dates = Twin dates (1/1, 2/2 and so on)
policy-seller-classes = Sellers that count
policy-seller-classes-hint = None chosen: every seller.
policy-programmes = Codes of programmes
policy-programmes-hint = For sellers in a programme of the district; with commas between them
seller-class-micro = micro businesses
seller-class-small = small businesses
seller-class-medium = medium businesses
seller-class-traditional_market = traditional markets
seller-class-cooperative = cooperatives
nth-1 = first
nth-2 = second
nth-3 = third
nth-4 = fourth
nth-5 = fifth
nth-last = last
counts-on-weekdays = every { $days }
counts-on-month_days = on day { $days } of the month
counts-on-nth_weekday = on the { $nth } { $day } of the month
counts-on-twin_dates = on twin dates (1/1, 2/2 and so on)
either-or = or
problem-ends_duty = From { $date } on, “{ $policy }” no longer obliges { $people } people ({ $offices }). Confirm if this is meant
problem-without_reference = { $people } people have no reference amount a month; they owe the minimum amount
problem-counts-on-unclear = The days that count are unclear. Weekdays are 1 to 7 (1 is Monday), days of the month 1 to 31, the order 1 to 5 or the last
problem-percent-unclear = “{ $value }” is no percentage. Write a number above 0 up to 100, with two decimals at most
field-minimum_percent = { policy-percent }
field-counts_on = { policy-counts-on }
field-seller_classes = { policy-seller-classes }
