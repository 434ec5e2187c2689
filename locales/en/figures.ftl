# Figures: offices and leaders.

office-code = Code
office-obliged = Obliged employees
office-previous = Compliance in the period before
office-people = Employees
office-same-hour-week = Last week on the same day and hour: { $met } of { $obliged } ({ $rate }).
office-same-hour-month = Last month on the same day and hour: { $met } of { $obliged } ({ $rate }).
target-words = Dashed line: target { $target }.
trend-year = Dotted line: a year before.
year-before = A year before
previous-short = before { $rate }
bullet-target-week = Bar: compliance. Tick: target { $target }. Circle: the week before. The lowest come first.
bullet-free-week = Bar: compliance. Circle: the week before. The lowest come first.
bullet-target-month = Bar: compliance. Tick: target { $target }. Circle: the month before. The lowest come first.
bullet-free-month = Bar: compliance. Circle: the month before. The lowest come first.
table-csv = Download the table (CSV)
dots-title = Spread around the minimum
dots-words = { $below } employees below the minimum, { $reached } at or above it.
dots-note = Percent of the minimum. { $count ->
    [1] One dot is one employee.
   *[other] One dot stands for up to { $count } employees.
 } Three times as much or more stands in the last column.
dots-share = Share of the minimum
dots-nothing = Nothing yet
dots-below = below { $to }%
dots-between = { $from }% to below { $to }%
dots-from = { $from }% or more
names-closed = The names of { $count } employees of offices below are not shown; their figures are counted.
names-open = Open names (noted in the audit trail)
names-opened = The names of { $count } employees of offices below are open; this is noted in the audit trail.
names-close = Close them again
group-lacking = Not met
group-met = Met
group-met_late = Late
group-exempt = Exempt
group-nobody = There is nobody who can be shown here.
money-title = Where the spending goes
money-sum = { $amount } in { $count } entries.
money-none = No spending counts in this period yet.
money-sellers-title = Top sellers
money-districts = By the seller's sub-district
money-district = Sub-district
money-sellers = Sellers
money-count = Entries
money-more = and { $count } more; the CSV file has them all.
bars-clipped = { $count ->
    [1] One bar is cut off
   *[other] { $count } bars are cut off
 } at { $top } so that the others can be read.

leaders-title = Leaders
leaders-offices = Offices
leaders-money = Spending
leaders-events = Events
leaders-reminders = Reminders
link-copy = Copy the link to this view
link-copied = Link copied
leaders-order-kepatuhan = Lowest compliance
leaders-order-nama = Name
leaders-order-belum = Most who have not met it
leaders-order-belanja = Most spending
leaders-order-apbd = Most office budget at small businesses
leaders-plot = Compliance of all offices
leaders-plot-target = Dot: compliance from 0 to 100%. Tick: target { $target }. Circle: the period before.
leaders-plot-free = Dot: compliance from 0 to 100%. Circle: the period before.
leaders-so-far = This period is not closed; its figures may still change.
leaders-own = Employees' own spending
leaders-ledger = Office purchases (budget)
leaders-ledger-small = Budget at small businesses
leaders-ledger-note = Office purchases are kept apart and count for nobody.
leaders-before = Before
leaders-during = At the event
leaders-after = After
leaders-events-title = Spending at the sellers of an event
leaders-events-note = The same sellers: { $days } days before the first day, at the event, and { $days } days after the last. What comes after is not yet caused by it.
leaders-events-none = There was no event in the year before this period ends.
leaders-not-over = not over yet
leaders-cut = a bar is cut off so that the others can be read
leaders-reminder = Reminder
leaders-way = Sent
leaders-reminders-title = Who was reminded, and who met it afterwards
leaders-reminders-note = As it stood when the period was closed. A person may get more than one kind; meeting it afterwards need not be because of it.
leaders-reminders-none = No reminder was sent for this period.
leaders-reminders-open = These figures are there once the period is closed. Pick one that is.
leaders-reminded = Reminded
leaders-completed = Met in time
leaders-by-hand = by a head or an operator
leaders-by-itself = automatically
leaders-first = First day
leaders-last = Last day
