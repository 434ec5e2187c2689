# Why somebody stands in a period as they do: one message, one sentence.

explanation-mandatory = For { $period }, { $title } applies, and it is mandatory.
explanation-appeal = For { $period }, { $title } applies. It is an appeal, without any duty.
explanation-basis = Basis: { $basis }.
explanation-no-policy = No policy applies to { $period }.
explanation-not-placed = There is no duty for { $period }, because no placement covers every day of it.
explanation-nothing-asked = Nothing is asked of this employee for { $period }: by the policy that applies, the minimum is nil.
explanation-no-day = There is no duty for { $period }, because it holds no day on which purchases count.
explanation-minimum = The policy's minimum: { $amount }.
explanation-tier = The minimum of the policy's tier { $tier }: { $amount }.
explanation-count = The policy asks for at least { $count ->
    [one] one purchase.
   *[other] { $count } purchases.
}
explanation-days = This period has { $weekdays } days Monday to Friday: { $holidays } on holiday, { $leave } on leave or travel.
explanation-exempt = No working day is left, so this period is exempt.
explanation-prorated = The minimum is taken for { $asked } of { $weekdays } days, rounded up to whole thousands: { $minimum }.
explanation-prorated-count = The number of purchases is taken in the same way: { $count }.
explanation-purchase-verified = { $day }, { $seller }, { $amount }: counts.
explanation-purchase-recorded = { $day }, { $seller }, { $amount }: counts, and may still be reviewed.
explanation-purchase-late = { $day }, { $seller }, { $amount }: counts, but was recorded after the deadline.
explanation-purchase-rejected = { $day }, { $seller }, { $amount }: does not count, because it was returned ({ $reason }).
explanation-purchase-voided = { $day }, { $seller }, { $amount }: does not count, because it was voided ({ $reason }).
explanation-purchase-office = { $day }, { $seller }, { $amount }: does not count, because it was paid from the office's budget.
explanation-purchase-ineligible = { $day }, { $seller }, { $amount }: does not count, because the seller was no small business on that day.
explanation-counted = What counts: { $counted } from { $count ->
    [one] one purchase.
   *[other] { $count } purchases.
}
explanation-met = The minimum was met on time.
explanation-met-late = The minimum was met by entries after the deadline.
explanation-shortfall = Still missing: { $amount }.
explanation-missing-count = Purchases still missing: { $count }.
explanation-deadline = Purchases are to be logged by { $date } at 23:59 { $zone }.
explanation-closed = This period is closed. These are the figures stored when it was closed.
explanation-closed-amended = This period is closed, and its figures were last changed by amendment number { $number }.

explanation-counts-on = Only purchases { $days } count.
explanation-seller-classes = Only purchases at { $classes } count.
explanation-percent-month = That is { $percent } of the reference amount a month, rounded up to whole thousands.
explanation-percent-week = That is { $percent } of the reference amount a month for one week (12/52), rounded up to whole thousands.
explanation-percent-unknown = The policy asks { $percent } of the reference amount a month. None is recorded, so { $amount } holds.
explanation-purchase-day = { $day }, { $seller }, { $amount }: does not count, because the policy counts other days.
explanation-purchase-class = { $day }, { $seller }, { $amount }: does not count, because this seller was of no class that counts on that day.
