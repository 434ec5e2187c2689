# Mail. Its form is in templates/email.

letter-brand = Pekan
letter-greeting = Dear { $name },
letter-sender = Sent automatically by Pekan, where { $institution } records purchases at small businesses. Please do not reply.
letter-settings = Reminder settings
letter-bare-link = If the button does not work, copy this address into your browser:
letter-purchases = { $count ->
    [one] { $count } purchase
   *[other] { $count } purchases
}
letter-of = { $have } of { $want }
letter-and = { $one } and { $two }
letter-week = week { $week }

# Midweek reminder
letter-midweek-subject-week = { $missing } to go this week at small businesses
letter-midweek-subject-month = { $missing } to go this month at small businesses
letter-midweek-so-far-week = You have logged { $progress } at small businesses this week ({ $range }).
letter-midweek-so-far-month = You have logged { $progress } at small businesses this month ({ $range }).
letter-midweek-nothing-week = You have not logged a purchase at a small business this week ({ $range }). The minimum is { $minimum }.
letter-midweek-nothing-month = You have not logged a purchase at a small business this month ({ $range }). The minimum is { $minimum }.
letter-midweek-missing = { $missing } to go
letter-midweek-please-week = Purchases up to { $last_day } count for this week. If you have already bought, please upload the receipt by { $deadline }.
letter-midweek-please-month = Purchases up to { $last_day } count for this month. If you have already bought, please upload the receipt by { $deadline }.
letter-midweek-do = Log a purchase
letter-midweek-ignore = Please ignore this mail if your record is complete or you are on leave.

# Digest for heads, Monday
letter-digest-subject = Recap of { $period }: { $met } of { $obliged } employees met the minimum
letter-digest-headline = { $met } of { $obliged } employees met the minimum
letter-digest-rate = Compliance in { $period } ({ $range }) was { $rate }.
letter-digest-rate-week = Compliance in { $period } ({ $range }) was { $rate } ({ $before } the week before).
letter-digest-rate-month = Compliance in { $period } ({ $range }) was { $rate } ({ $before } the month before).
letter-digest-lacking = { $count ->
    [one] { $count } employee has not met the minimum yet; you can see who after signing in.
   *[other] { $count } employees have not met the minimum yet; you can see who after signing in.
}
letter-digest-complete = Everyone who has to has met the minimum. Thank you.
letter-digest-deadline = Receipts can still be uploaded until { $deadline }.
letter-digest-row-met = Met
letter-digest-row-met-late = Met, late
letter-digest-row-lacking = Not met yet
letter-digest-row-exempt = Exempt (leave, official travel, holidays)
letter-digest-row-amount = Purchases by civil servants recorded
letter-digest-do = See the office
letter-digest-offices = Details by office:

# A purchase was returned
letter-rejected-subject = One purchase needs a correction
letter-rejected-what = Your purchase at { $seller } on { $date } for { $amount } was returned by the reviewer.
letter-rejected-reason = Reason: { $reason }
letter-rejected-please = It does not count as it is. Please log it once more with suitable evidence.
letter-rejected-do = See the record

# Activation
letter-activation-subject = Activate your account for small-business purchases
letter-activation-what = Your account at Pekan, where { $institution } records purchases at small businesses, is ready. Choose a password to begin.
letter-activation-do = Activate account
letter-activation-once = This link is for you only, works once, and is valid for 72 hours.
letter-activation-then = Once the password is set, sign in with your employee number or this email address.
letter-activation-again = The link has run out? Ask for another:

# Forgotten password
letter-reset-subject = Choose a new password for your small-business purchases
letter-reset-what = Somebody asked for a new password for your account at Pekan.
letter-reset-do = Choose a new password
letter-reset-once = This link works once and is valid for one hour.
letter-reset-ignore = If it was not you, ignore this mail. Your password has not changed.

# What is refused when somebody chooses a password or is invited
problem-already-active = The account is active already. Whoever has forgotten the password can use "Forgotten password"

# Test mail
letter-test-subject = Test mail from Pekan
letter-test-what = If this mail has arrived, Pekan can send mail.
letter-test-then = It was sent because an administrator pressed "Send a test mail" on the page of the settings.
