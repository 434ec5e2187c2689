# Words that stand on every page.

app-name = Pekan
skip = Skip to content
save = Save
change = Change
search = Search
show = Show
undo = Undo
reason = Reason
name = Name
number = NIP
email = Email address
position-level = Position level
position-title = Job title
reference-amount = Reference amount a month

nav-label = Main menu
nav-menu = Account menu: { $name }
nav-week = This week
nav-log = Log
nav-log-long = Log a purchase
nav-history = History
nav-office = Office
nav-admin = Manage
nav-review-tab = Review
nav-review = Check receipts
nav-account = My account
nav-sign-out = Sign out
foot-purpose = Purchases of civil servants at small businesses
foot-language = Language

field-optional = (optional)
file-choose = Choose a file
error-prefix = Error:
errors-title = { $count ->
    [one] One answer needs correcting
   *[other] { $count } answers need correcting
}

pages-label = Pages
pages-previous = Previous
pages-next = Next
pages-now = Page { $page } of { $pages }

zone = Time zone
zone-wib = Sumatra, Java, West and Central Kalimantan
zone-wita = Bali, Nusa Tenggara, Sulawesi, South, East and North Kalimantan
zone-wit = Maluku and Papua

# Status of an employee in a period
status-met = Met
status-met-late = Met, late
status-open = In progress
status-short = Not met
status-short-by = { $amount } short
status-exempt = Exempt
status-participating = Taking part
status-not-participating = Not yet taking part
status-not-obliged = Not required

# State of a purchase
state-recorded = Recorded
state-in-review = In review
state-verified = Accepted
state-rejected = Returned
state-voided = Voided

# Charts
chart-table = Show as a table
progress-words = { $counted } recorded of a minimum of { $minimum }
columns-words-week = Met in { $met } of { $asked } weeks. Dashed line: the minimum.
columns-words-month = Met in { $met } of { $asked } months. Dashed line: the minimum.
columns-free-week = Recorded purchases by week.
columns-free-month = Recorded purchases by month.
columns-now-week = this week
columns-now-month = this month
heat-exempt = L
period-week = Week
period-month = Month
column-counted = Counted
column-minimum = Minimum
column-status = Status

clock-banner = The clock is set: { $moment }
chart-clipped = What exceeds { $minimum } is cut off.
