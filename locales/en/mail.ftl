# Mail. Its form is in templates/email.

email-brand = Pekan
email-greeting = Dear { $name },
email-sender = Sent automatically by Pekan, where { $institution } records purchases at small businesses. Please do not reply.
email-settings = Reminder settings
email-help = Questions? Ask { $who }.
# Why a mail came, at its foot
email-why-reminder = You get this because what you have recorded for that time is below the minimum.
email-why-head_digest = You get this because you head that office.
email-why-office_recap = You get this because you head that office.
email-why-leaders_summary = You get this because your role in Pekan reaches all offices.
email-why-activation = You get this because an account was prepared for you.
email-why-purchase_rejected = You get this because one of your purchases was sent back.
email-why-part_proposed = You get this because a colleague has named you on a receipt.
email-why-exemption_decided = You get this because you asked for an exemption.
email-why-period_result = You get this because you asked for it on your account.
email-why-day_notices = You get this because you asked for the notices of a day in one mail.
email-why-access_handed = You get this for the safety of your account.
email-why-account_changed = You get this so that you know of the change.
email-why-password_reset = You get this because somebody filled in “Forgotten password”.
email-why-test = This mail is only a test.
email-bare-link = If the button does not work, copy this address into your browser:
email-purchases = { $count ->
    [one] { $count } purchase
   *[other] { $count } purchases
}
email-of = { $have } of { $want }
email-and = { $one } and { $two }
email-week = week { $week }

# Reminders to buy and to record: midweek, last call, grace
email-reminder-subject-midweek-week = { $missing } to go this week at small businesses
email-reminder-subject-midweek-month = { $missing } to go this month at small businesses
email-reminder-subject-last_call-week = { $missing } to go this week at small businesses, until { $last_day }
email-reminder-subject-last_call-month = { $missing } to go this month at small businesses, until { $last_day }
email-reminder-subject-grace-week = Receipts of the week { $range } can be logged until { $deadline }
email-reminder-subject-grace-month = Receipts of { $range } can be logged until { $deadline }
email-reminder-standing-now-recorded-week = You have logged { $progress } at small businesses this week ({ $range }).
email-reminder-standing-now-recorded-month = You have logged { $progress } at small businesses this month ({ $range }).
email-reminder-standing-now-nothing-week = You have not logged a purchase at a small business this week ({ $range }). The minimum is { $minimum }.
email-reminder-standing-now-nothing-month = You have not logged a purchase at a small business this month ({ $range }). The minimum is { $minimum }.
email-reminder-standing-over-recorded-week = You have logged { $progress } at small businesses for the week { $range }.
email-reminder-standing-over-recorded-month = You have logged { $progress } at small businesses for the month { $range }.
email-reminder-standing-over-nothing-week = You have not logged a purchase at a small business for the week { $range }. The minimum is { $minimum }.
email-reminder-standing-over-nothing-month = You have not logged a purchase at a small business for the month { $range }. The minimum is { $minimum }.
email-reminder-missing = { $missing } to go
email-reminder-buy-until = Buy by
email-reminder-record-until = Log by
email-reminder-basis = Legal basis
email-reminder-please-midweek = If you have already bought, please upload the receipt before the time to log it ends.
email-reminder-please-last_call = This is the last reminder before the time to buy ends. Receipts of what you buy can still be logged after that, as shown above.
email-reminder-please-grace = If you still have a receipt that is not logged, please log it before the time ends.
email-reminder-please-over = New purchases no longer count for that time. If you still have a receipt that is not logged, please log it before the time ends.
email-reminder-please-asked = The receipts of what you buy can be logged until the deadline.
email-reminder-by = This reminder was sent by { $office }.
email-reminder-do = Log a purchase
email-reminder-ignore = Please ignore this mail if your record is complete or you are on leave.

# Digest for heads, Monday
email-digest-subject = Recap of { $period }: { $met } of { $obliged } employees met the minimum
email-digest-headline = { $met } of { $obliged } employees met the minimum
email-digest-rate = Compliance in { $period } ({ $range }) was { $rate }.
email-digest-rate-week = Compliance in { $period } ({ $range }) was { $rate } ({ $before } the week before).
email-digest-rate-month = Compliance in { $period } ({ $range }) was { $rate } ({ $before } the month before).
email-digest-lacking = { $count ->
    [one] { $count } employee has not met the minimum yet; you can see who after signing in.
   *[other] { $count } employees have not met the minimum yet; you can see who after signing in.
}
email-digest-complete = Everyone who has to has met the minimum. Thank you.
email-digest-deadline = Receipts can still be uploaded until { $deadline }.
email-digest-row-met = Met
email-digest-row-met-late = Met, late
email-digest-row-lacking = Not met yet
email-digest-row-exempt = Exempt (leave, official travel, holidays)
email-digest-row-amount = Purchases by civil servants recorded
email-digest-do = See the office
email-digest-offices = Details by office:

# After a close: the recap to heads, the summary to leaders
email-recap-subject = Result of { $period }: { $met } of { $obliged } employees have met it
email-recap-subject-many = Result of { $period } for { $count } offices
email-recap-headline = { $met } of { $obliged } employees have met it ({ $rate })
email-recap-sentence = The result of { $period } ({ $range }) at { $office } is final: { $met } of { $obliged } employees have met it, that is { $rate }.
email-recap-final = The result of { $period } ({ $range }) is final.
email-recap-before-week = The week before: { $before }.
email-recap-before-month = The month before: { $before }.
email-recap-row-short = Short
email-recap-row-not-obliged = Not obliged
email-recap-row-before = The period before
email-recap-row-shortfall = Missing altogether
email-recap-sign = The recap is ready to be downloaded and signed. Names are shown after signing in.
email-recap-do = Open the recap
email-recap-more = { $count ->
    [one] You head one office more; its recap can be opened after signing in.
   *[other] You head { $count } offices more; their recaps can be opened after signing in.
  }
email-leaders-subject = Summary of { $period }: { $met } of { $obliged } employees have met it
email-leaders-behind = To look after: below the target of { $target }%
email-leaders-behind-any = To look after: not all their people have met it
email-leaders-office = { $met } of { $obliged } ({ $rate })
email-leaders-more = { $count ->
    [one] There is one office more.
   *[other] There are { $count } offices more.
  }
email-leaders-none = All offices have reached the target of { $target }%.
email-leaders-none-any = Everybody who is obliged has met it, in all offices.
email-leaders-do = Compare all offices
email-leaders-recap = The recap to sign

# A purchase was returned
email-rejected-subject = One purchase needs a correction
email-rejected-what = Your purchase at { $seller } on { $date } for { $amount } was returned by the reviewer.
email-rejected-reason = Reason: { $reason }
email-rejected-please = It does not count. Please record the purchase once more with a matching receipt, by { $date } at the latest.
email-rejected-final-subject = One purchase was not accepted
email-rejected-final = It does not count. That period accepts no more purchases, so there is nothing to send again.
email-rejected-do = See the record
# A part of a shared receipt
email-part-subject = { $by } logged a receipt shared with you
email-part-what = { $by } logged a shared receipt from { $seller } on { $date } and named { $amount } as your part. Is that right?
email-part-until = The part counts once you have confirmed it. If it was not yours, simply answer “Not me”.
email-part-do = Answer

# The result of a closed period
email-result-subject-met = UMKM purchases, { $period }: met
email-result-subject-met_late = UMKM purchases, { $period }: met, late
email-result-subject-short = UMKM purchases, { $period }: { $missing } short
email-result-standing = The result of { $period } ({ $range }) is settled. Your recorded UMKM purchases came to { $progress }.
email-result-met = You have met the minimum. Thank you.
email-result-met_late = You have met the minimum with what was recorded late. Thank you.
email-result-wrong = If something is wrong, tell whoever looks after your office.
email-result-do = See your history

# The notices of a day in one mail
email-day-subject = { $count } notices today
email-day-do = Open Pekan

# An exemption was decided
email-exemption-subject-approved = Your exemption was approved
email-exemption-subject-refused = Your exemption was not approved
email-exemption-approved = Your exemption for { $range } was approved.
email-exemption-refused = Your exemption for { $range } was not approved.
email-exemption-do = See exemptions

# Activation
email-activation-subject = Activate your account for small-business purchases
email-activation-what = Your account at Pekan, where { $institution } records purchases at small businesses, is ready. Choose a password to begin.
email-activation-rule = It rests on { $rule }.
email-activation-whose = This account is for NIP/number { $number }
email-activation-do = Activate account
email-activation-once = This link is for you only, works once, and is valid for 72 hours.
email-activation-then = Once the password is set, sign in with your employee number, { $number }.
email-activation-again = The link has run out? Ask for another:

# In other mails to somebody whose account is not active
email-account-inactive = The account for NIP/number { $number } is not active yet: activate it with this link (valid for 72 hours, works once) and it can be used right away.

# A slip or a message that replaces a password was made by somebody else
email-handed-subject = A code for a new password was made for your account
email-handed-slip = On { $at }, { $by } printed a slip with a code that sets a new password for your account.
email-handed-whatsapp = On { $at }, { $by } prepared a WhatsApp message with a link that sets a new password for your account.
email-handed-means = Anyone who has it can set a new password until { $until }. Until it is used, your present password still works.
email-handed-if-asked = If you asked for it, there is nothing to do.
email-handed-if-not = If you did not, change your password at once and contact { $who }.
email-handed-admin = the administrator of Pekan
# Changes of an account
email-changed-subject-password = The password of your account was changed
email-changed-subject-address = The email address of your account was changed
email-changed-subject-role_granted = A new role for your account
email-changed-subject-role_revoked = A role of your account was revoked
email-changed-subject-second_factor_set = Two-step sign-in is on for your account
email-changed-subject-second_factor_removed = Two-step sign-in of your account was turned off
email-changed-subject-second_factor_reset = Two-step sign-in of your account was reset
email-changed-subject-recovery_code_used = A recovery code of your account was used
email-changed-subject-new_device = Your account was used on a new device
email-changed-password = On { $at }, the password of your account was changed. Other devices and programs that used the account are signed out.
email-changed-address = On { $at }, the email address of your account was changed to { $to }. From now on mail goes there.
email-changed-address-none = no address
email-changed-role_granted = On { $at }, your account was given the role { $role } for { $office }.
email-changed-role_revoked = On { $at }, the role { $role } for { $office } was taken from your account.
email-changed-second_factor_set = On { $at }, two-step sign-in was turned on for your account.
email-changed-second_factor_removed = On { $at }, two-step sign-in was turned off for your account. The password alone is now enough to sign in.
email-changed-second_factor_reset = On { $at }, two-step sign-in of your account was reset. All devices are signed out, and the password alone is now enough to sign in.
email-changed-recovery_code_used = On { $at }, somebody signed in to your account with a recovery code.
email-changed-new_device = On { $at }, somebody signed in to your account with { $browser }, which was not known before.
email-changed-by = Done by { $by }.
email-changed-if-not = If this is not what you expect, change your password at once, sign out devices that you do not know, and contact { $who }.
email-changed-do = Look at the account

# Forgotten password
email-reset-subject = Choose a new password for your small-business purchases
email-reset-what = A new password was requested for the account of { $name } ({ $number }) at Pekan.
email-reset-do = Choose a new password
email-reset-once = This link works once and is valid for one hour.
email-reset-ignore = If it was not you, ignore this mail. Your password has not changed.

# What is refused when somebody chooses a password or is invited
problem-already-active = The account is already active. To choose a new password, use "Forgotten password"

# Test mail
email-test-subject = Test mail from Pekan
email-test-what = If this mail has arrived, Pekan can send mail.
email-test-then = It was sent because an administrator pressed "Send a test mail" on the page of the settings.
email-changed-subject-correction_asked = An employee asks for a correction
email-changed-subject-correction_done = Your record was corrected
email-changed-subject-correction_refused = The answer to your request for a correction
email-changed-correction_asked = On { $at }, somebody in your office asked to have their record corrected. Please answer; this mail comes once a day at the most.
email-changed-correction_done = On { $at }, your request for a correction was settled.
email-changed-correction_refused = On { $at }, your request for a correction was answered: { $reason }
email-changed-do-correction = See the request
