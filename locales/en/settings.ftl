# Settings of the installation, and the first steps.

admin-settings = Settings
admin-settings-text = Institution, languages, deadlines, retention
settings-note = For the whole installation. Every change is noted in the audit.
settings-institution = Institution
settings-institution-hint = Shown at the top of pages, in browser titles and in mails
settings-zone-note = This is the zone of the topmost office. Offices below it have a zone of their own.
settings-save-next = Save and go on
settings-logo = Logo
settings-logo-note = Replaces Pekan's sign at the top of every page, also before signing in.
settings-logo-now = The logo now
settings-logo-file = Logo file
settings-logo-hint = PNG, JPEG or WebP, 2 MB at most. What is transparent becomes white.
settings-logo-choose = Use this logo
settings-logo-remove-what = The name of the institution stays. A logo can be chosen again at any time.
settings-logo-remove = Remove logo
settings-language-note = Everybody can still choose one of the languages on offer.
settings-language = Main language
settings-languages = Languages on offer
settings-languages-hint = With only one, no choice is shown
settings-defaults = Deadlines and reminders
settings-defaults-note = Policies that are added from now on take these. Policies that are there already do not change; to change their times, add a new policy.
settings-reminder-on = Send it
settings-reminder-day = Day
settings-reminder-hour = Hour
settings-reminder-hint-midweek = To employees who are still short; under a monthly policy, in the last seven days of the month
settings-reminder-hint-last_call = To employees who are still short, shortly before the time to buy ends; employees cannot mute it
settings-reminder-hint-grace = To employees who are still short and may have a receipt not yet logged
settings-reminder-hint-head_digest = To heads of offices, within seven days after the week or month
reminder-days-before = { $count ->
    [0] on the day of the deadline
    [one] { $count } day before the deadline
   *[other] { $count } days before the deadline
}
settings-holidays-hint = Hours are those of the office's zone; mail is sent only between 06:00 and 20:00. On a holiday, a reminder moves to the working day before within the period or, if there is none, to the first working day after. The digest always moves to the working day after.
settings-mail = Mail
settings-mail-note = Send a mail to yourself to make sure that mail arrives.
settings-mail-server = Mail server
settings-mail-none = None yet; mail is only written to a folder
settings-mail-from = Sender
settings-mail-how = The mail server is set by the person who runs the server, in
settings-mail-nowhere = Your account has no email address, so no test mail can be sent.
settings-mail-to = It goes to { $to }
settings-mail-most = Mails a week, at most
settings-mail-most-hint = For each employee, besides what is about their account. One is kept for the last reminder; the rest is shown in the application.
settings-recap-to-heads = Send heads of offices their recap after a close
settings-recap-to-heads-hint = Once for each week or month, on a working day after it was closed, without names.
settings-summary-to-leaders = Send leaders a summary after a close
settings-summary-to-leaders-hint = To heads of the topmost office and auditors of the whole institution: the figures of all offices, and the five that need most attention.
settings-mail-own = A paragraph of your own in mails
settings-mail-own-hint = Added to reminders, digests for heads and invitations, as it is written. {"{nama}"}, {"{unit}"} and {"{instansi}"} stand for the receiver’s name, office and institution.
mail-test-do = Send a test mail
mail-test-again = Send another test mail
mail-test-accepted = The mail server accepted the test mail. Check your inbox.
mail-test-written = The test mail was written to a folder and sent to nobody.
mail-test-refused = The mail server has refused the test mail.
mail-test-failed = The test mail was not sent.
mail-test-when = To { $to }, { $moment }
mail-test-answer = The server answered:
mail-test-folder = Folder:
mail-test-mend-refused = Mostly that server does not know the address of the sender or of the receiver. Check PEKAN_MAIL_FROM and your own address.
mail-test-mend-failed = The server cannot be reached, does not answer, is busy, or refuses the name and password. Check PEKAN_SMTP_URL and try again.
problem-mail-unusable = No mail can be made with these settings of the server: { $why }
settings-retention = Retention
settings-retention-note = What is left empty is kept for ever.
settings-second-factor = Two-step sign-in for administrators
settings-second-factor-note = From this day on administrators can do nothing until they have turned two-step sign-in on on their account page.
settings-second-factor-from = Required from
settings-second-factor-hint = Leave empty if it is not required
settings-receipts-years = Keep receipt files for (years)
settings-receipts-years-hint = Counted from the end of the month of the purchase, 2 years at least. The purchase and the file's fingerprint stay.
settings-documents-months = Keep documents of leave for (months)
settings-documents-months-hint = Counted from the last day of the leave. The leave itself stays.
settings-retention-confirm = Yes, remove them and save this
settings-mail-months = Keep the text of mails for (months)
settings-mail-months-hint = Receiver, subject and time stay. Webhook deliveries that are done are removed wholly.
settings-retention-more = What is removed, and when
settings-kept-figures = Never removed: purchases, results, closed periods and the audit.
settings-kept-sessions = Always removed: sessions in the night after they end, one-use links a day after they end.
settings-kept-uploads = Always removed: uploads whose form was never saved, after a day.
settings-kept-when = Removal runs every night, little by little, and is noted in the audit.
settings-shopping = Shopping
settings-shopping-note = Additional channels, and when a seller is pointed out.
settings-channels = Additional channels
settings-channels-hint = One name a line. A channel taken away is offered no more; what was recorded stays.
settings-target-rate = Compliance target
settings-target-rate-note = Shown as a line in the charts of offices and on the leaders' page. It changes nobody's status.
settings-target-rate-field = Employees who should meet the minimum (percent)
settings-target-rate-hint = A whole number from 1 to 100. Empty: no target.
settings-seller-notice = Notice per seller and week
settings-seller-notice-hint = Above this recorded ASN spending a seller is named on the page of the spread. Empty: none.

settings-backup = Backups
settings-backup-note = Every night the database and the receipt files are copied into the backup folder, and then that copy is restored as a trial.
settings-backup-folder = Backup folder
settings-backup-none = Not set
settings-backup-how = The backup folder is set by whoever runs the server, with
settings-backup-taken = Last backup
settings-backup-rehearsed = Last trial restore that went well
settings-backup-never = Never
settings-backup-hour = Begin at
settings-backup-hour-hint = 0 to 23, in the time zone of the institution
settings-backup-days = Daily backups to keep
settings-backup-keep-hint = The newest of each day, week and month is kept, this many of each. The last backup is never removed.
settings-backup-weeks = Weekly backups to keep
settings-backup-months = Monthly backups to keep
receipt-removed = The file was removed, as the retention rule says.
mail-body-removed = The text of this mail was removed, as the retention rule says.
problem-receipt-removed = The file was removed, as the retention rule says
problem-language-default = The main language must be one of those on offer
problem-logo-unsupported = A logo is a PNG, JPEG or WebP that does not move. SVG is not accepted
problem-logo-too-large = A logo may have 2 MB at most
problem-logo-too-many-pixels = This picture is too large to be opened. Make it smaller first
problem-logo-damaged = This picture is damaged or empty
problem-logo-io = The logo could not be read. Try again in a moment

flash-mail-tried = The test mail was tried. The result is below.
flash-steps-hidden = The list is hidden.

step-now = Step { $now } of 8
step-back = Back to the first steps
step-title-2 = Logo and name
step-text-2 = The logo can follow later; name and time zone were given in the first step.
step-title-3 = What must be spent
step-text-3 = Begin with a rule that a district already has, or make your own. The figures can still be changed before they are saved.
step-title-4 = Try the mail
step-text-4 = Reminders and activation links go out by mail.
step-title-5 = Offices and people
step-text-5 = The offices first, then the people.
step-next = Go on
step-later = Not now
step-leave = Leave the first steps
step-finish = Done
step-quota-there = There is a policy already:
step-preset-lumajang = A duty of every employee
step-preset-probolinggo = A duty, from Rp50,000 to Rp200,000
step-preset-kebumen = A duty, from Rp50,000 to Rp250,000
step-preset-banjar = A duty, without a minimum amount
step-preset-salatiga = Without a minimum
step-preset-bojonegoro = A duty, by each person's reference amount
step-preset-bali = A duty of civil servants, every Friday
step-preset-indramayu = A duty of officials, Rp494,000
step-preset-kudus = A duty, Rp50,000 at traditional markets
step-preset-batu = A duty, one purchase without a minimum amount
step-preset-banyuwangi = Without a minimum, on twin dates
step-quota-more = Examples from other regions
step-quota-own = Make your own
step-quota-own-text = Amounts, period and levels as you like
step-people-there = There are { $people } people in { $offices } offices.
step-offices = Offices
step-offices-text = Departments, agencies and sub-districts; one by one or from a file
step-import = Import people
step-import-text = From a CSV or XLSX file, checked first
step-person-text = One by one
step-demo = Or look around first
step-demo-text = An invented district with a thousand employees and half a year of purchases. Run this on the server:
step-demo-where = The demonstration has a database of its own in data/demo and never mixes with this installation.
steps-title = Next steps
steps-note = Pekan is running. These steps are still open.
steps-done = Done
steps-hide = Hide this list
step-title-6 = Holidays
step-text-6 = Public holidays and joint leave decide which days are working days and when reminders go out.
step-title-7 = Heads, reviewers and operators
step-text-7 = A head sees their office, a reviewer checks receipts, an operator looks after its people.
step-title-8 = Invite employees
step-text-8 = Employees can sign in once they have activated their account, by email or by a printed slip.
step-institution-change = Change name or time zone
step-holidays-there = { $year } already has { $count ->
    [one] { $count } holiday
   *[other] { $count } holidays
}.
step-holidays-own = List of holidays
step-holidays-own-text = Add local holidays, or import a file
step-roles-there = Every office has a head.
step-roles-why = Without a head nobody but the head of the institution sees how this office does.
step-roles-more = { $count ->
    [one] See { $count } more office
   *[other] See { $count } more offices
}
step-roles-give = Give a role
step-roles-give-text = Head, reviewer, operator or auditor
step-roles-person = Find an employee by name
step-roles-person-text = Open their page and give the role from there
step-accounts-there = { $active } active accounts, { $invited } invitations not used yet.
step-accounts-list = Employees without an invitation
step-accounts-list-text = { $count ->
    [one] { $count } employee
   *[other] { $count } employees
}
settings-imports-months = Keep rows of imported tables for (months)
settings-imports-months-hint = What stood before and after an import, addresses and telephones among it. After that the import cannot be undone.
settings-leavers-months = Keep accounts of people who have left for (months)
settings-leavers-months-hint = Address, telephone, login and password go so many months after the last day. Name and purchases stay.
settings-devices-months = Remember devices that are not used for (months)
settings-devices-months-hint = Left empty, devices are forgotten 180 days and sessions 90 days after they were last used.

settings-sellers = The sellers’ word
settings-sellers-note = Sellers can confirm purchases at their place by a link, without an account or an app.
settings-sellers-confirm = Sellers may be asked
settings-sellers-confirm-hint = What they confirm needs no receipt and is not drawn for review.

# Other systems that are told
webhooks-link = Tell other systems (webhooks)
admin-webhooks = Webhooks
webhooks-note = Systems of the district that are told when something happens. Each delivery is signed (Standard Webhooks) and tried again where it fails.
webhooks-standing = Receivers
webhooks-none = No receiver yet.
webhook-key = The new receiver's signing key
webhook-key-once = Copy it to the receiving system now: it is not shown again.
webhook-new = Add a receiver
webhook-url = Address
webhook-url-hint = https://… Only this server itself may go without https.
webhook-kind-message = Messages to employees without mail
webhook-hint-message = Employee number, telephone and text, for the district's own SMS or WhatsApp gateway.
webhook-kind-purchase-recorded = A purchase is recorded
webhook-hint-purchase-recorded = Employee number, office, date, amount and seller.
webhook-kind-period-closed = A period is closed
webhook-hint-period-closed = The week or month that was closed, without data of people.
webhook-kind-policy-added = A policy is added
webhook-hint-policy-added = Title, legal basis, office and first day.
webhook-paused = Paused since { $at }: a delivery has failed for good.
webhook-resume = Resume, and send what failed again
webhook-end = Remove
webhook-end-named = Remove the receiver { $url }
webhook-end-what = Nothing more is sent to this address, and what waits is dropped.
webhook-deliveries = Latest deliveries
webhook-deliveries-note = The fifty newest, with what their receivers answered.
webhook-deliveries-none = No delivery yet.
webhook-cancel = Cancel the delivery
webhook-cancel-named = Cancel the delivery to { $url }
webhook-cancel-what = This delivery is not sent to its receiver any more.
webhook-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
flash-webhook-queued = Will be sent again shortly.
flash-webhook-cancelled = The delivery is cancelled.
problem-webhook-url = The address "{ $value }" cannot be used. Write a full address that begins with https://, without user name and password
problem-webhook-plain = The address "{ $value }" is not encrypted. Use https://
problem-webhook-address = Only this machine's own network answers at "{ $value }". Use the address of the receiving system
problem-webhook-kinds = Choose at least one thing to be told of
problem-webhook-not-failed = This delivery has not failed
problem-webhook-not-queued = This delivery does not wait, so it cannot be cancelled
