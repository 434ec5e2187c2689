# My week.

week-title-week = This week
week-title-month = This month
week-standing = Your progress
week-of-minimum = of { $minimum }
week-shortfall = { $amount } to go
week-met = Met. Thank you for buying from small businesses.
week-met-late = Met by late entries. Thank you.
week-exempt-week = This week is not counted (leave, travel or holiday).
week-exempt-month = This month is not counted (leave, travel or holiday).
week-not_obliged-week = There is no minimum for you this week.
week-not_obliged-month = There is no minimum for you this month.
week-participating-week = Thank you for buying from small businesses this week.
week-participating-month = Thank you for buying from small businesses this month.
week-not_participating-week = This week is an appeal, without a minimum.
week-not_participating-month = This month is an appeal, without a minimum.
week-count = { $count } of { $minimum } purchases
week-deadline = Buy by { $last_day } · record by { $deadline }
week-deadline-passed = The deadline has passed: { $deadline }. Late entries are still accepted.
week-previous-week = { $period } is still { $amount } short. Its receipts can be logged until { $deadline }.
week-previous-month = { $period } is still { $amount } short. Its receipts can be logged until { $deadline }.
week-previous-log = Log for that period
week-repeat = Buy again at…
week-repeat-last = last { $amount }
week-repeat-do = Repeat
week-repeat-at = Repeat the purchase at { $seller }
week-policy-mandatory = Required by { $title }.
week-policy-appeal = Appeal under { $title }.
week-upcoming-week = From { $date }: { $amount } a week
week-upcoming-month = From { $date }: { $amount } a month
week-upcoming = A new policy applies from { $date }
week-records-week = Entries this week
week-records-month = Entries this month
week-all = Full history
week-empty-week = Nothing logged this week yet. Start by photographing a receipt.
week-empty-month = Nothing logged this month yet. Start by photographing a receipt.
week-chart-week = Last { $count } weeks
week-chart-month = Last { $count } months
week-why = How this is calculated

# The same as the mail says, for those who get none
notice-reminder = Record by { $deadline }.
notice-aside = Got it
