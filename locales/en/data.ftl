# Personal data: what is kept, what for, for how long, and who sees it.
notice-title = Your personal data
notice-lead = What this application keeps about you, what for, for how long, and who sees it (Law 27/2022).
notice-why = What for
notice-long = For how long
notice-who = Who sees it
notice-years = { $count ->
    [one] One year
   *[other] { $count } years
}
notice-months = { $count ->
    [one] One month
   *[other] { $count } months
}
notice-read = Read all of it
notice-person = Name, NIP, email address, telephone and placements
notice-why-person = To know who you are, to tell what is asked of you by position and office, and to send reminders.
notice-long-person = While you are employed; after that until you ask to have it erased.
notice-who-person = You, your head of office and your reviewers (without address and telephone), operators and administrators.
notice-purchases = Purchases
notice-why-purchases = To work out how you and your office stand.
notice-long-purchases = For ever: recaps are based on them.
notice-who-purchases = You, your reviewers and your head of office, auditors and administrators.
notice-receipts = Photos of receipts
notice-why-receipts = Evidence that can be reviewed.
notice-long-receipts = For ever.
notice-who-receipts = You, your reviewers and your head of office, auditors and administrators. The page of the purchase says who has opened them.
notice-leave = Leave
notice-why-leave = To excuse you on those days.
notice-long-leave = For ever: recaps are based on it.
notice-who-leave = The kind of leave: you, those who decide and those who enter it. Others see only that you are on leave.
notice-documents = Documents of leave
notice-why-documents = What a decision about your leave is based on; it can hold data on health.
notice-long-documents = For ever.
notice-who-documents = You, those who decide and those who enter it; it is noted when somebody else opens one.
notice-mails = Emails sent to you
notice-why-mails = Reminders, invitations and notices about your account.
notice-long-mails = For ever.
notice-who-mails = You and administrators; it is noted when an administrator reads one.
notice-devices = Devices and when you signed in
notice-why-devices = To keep your account from others.
notice-long-devices = Until sessions end: 90 days without use at the most, and 180 days for devices.
notice-who-devices = You, and operators and administrators when you ask for help.
notice-audit = The audit trail
notice-why-audit = To show who changed or opened what, and when.
notice-long-audit = For ever.
notice-who-audit = Auditors and administrators; addresses and telephones are masked.
notice-rights = Your rights
notice-rights-text = You can download all that is kept about you, and ask your operator or administrator to correct what is wrong. Once you have left you can ask an administrator to erase your personal data; the figures of recaps stay, without your name. Backups hold it until they age out.
data-title = Data about me
data-lead = All that is kept about you, and who has opened it.
data-download = Download my data
data-download-note = One ZIP file: data.json, tables of purchases and leave, and the receipts and documents that you have sent. You are asked for your password first.
data-download-do = Download ZIP
data-opened = Opened by others
data-opened-note = Once a day for each record.
data-opened-none = Nobody has opened anything yet.
data-opened-receipt = Photo of a receipt
data-opened-exemption_document = Document of an exemption
data-opened-mail = An email to you
data-link = See the data about me
data-link-note = What is kept, who has opened it, and a copy for you.
roster-download = Whom to tell of a data breach
roster-file = people-to-be-told
erase-title = Erase personal data
erase-note = When somebody who has left asks to have their data erased (Law 27/2022). No figure in a recap changes.
erase-look = See what is erased
erase-left = last day { $date }
erase-goes = What is erased
erase-goes-always = Name, employee number, email address, telephone, password and every way to sign in always go. All pages call them a former employee, with the number of a row.
erase-goes-receipts = { $count ->
    [one] The file of one photo of a receipt
   *[other] The files of { $count } photos of receipts
}
erase-goes-descriptions = { $count ->
    [one] The description of one purchase
   *[other] The descriptions of { $count } purchases
}
erase-goes-documents = { $count ->
    [one] One document of leave
   *[other] { $count } documents of leave
}
erase-goes-leave = { $count ->
    [one] The kind of one leave
   *[other] The kinds of { $count } leaves
}
erase-goes-mails = { $count ->
    [one] Recipient, subject and text of one mail
   *[other] Recipients, subjects and texts of { $count } mails
}
erase-goes-roles = { $count ->
    [one] One role
   *[other] { $count } roles
}
erase-goes-access = { $count ->
    [one] One session, device, API token or link
   *[other] { $count } sessions, devices, API tokens and links
}
erase-goes-import-rows = { $count ->
    [one] One row of an imported table
   *[other] { $count } rows of imported tables
}
erase-stays = What stays
erase-stays-note = Without a name, so that recaps and closed periods stay the same to the rupiah.
erase-stays-purchases = { $count ->
    [one] One purchase: day, amount and seller
   *[other] { $count } purchases: day, amount and seller
}
erase-stays-leave = { $count ->
    [one] One leave: its days only
   *[other] { $count } leaves: their days only
}
erase-stays-placements = { $count ->
    [one] One placement, without the title of the post
   *[other] { $count } placements, without the titles of posts
}
erase-stays-closed-periods = { $count ->
    [one] The result of one closed period
   *[other] The results of { $count } closed periods
}
erase-stays-audit = { $count ->
    [one] One entry of the audit, which cannot be changed; a reason that an official wrote stays with it
   *[other] { $count } entries of the audit, which cannot be changed; reasons that officials wrote stay with them
}
erase-stays-elsewhere = Backups that have been taken still hold the data until they age out. Mails that were sent and files that people have downloaded are out of reach. Look yourself whether the contact of an office or a circular names the person.
erase-final = This cannot be undone
erase-final-text = Once erased, nobody, not even an administrator, can bring the data back or see who it was.
erase-unreviewed = { $count ->
    [one] One of their purchases has not been reviewed. Its photo cannot be seen after this, so it is better reviewed first.
   *[other] { $count } of their purchases have not been reviewed. Their photos cannot be seen after this, so they are better reviewed first.
}
erase-do = Erase personal data for ever
erase-done = The personal data was erased on { $at }. The purchases still count in recaps.
correction-title = Is something wrong?
correction-lead = Say what is wrong about you. The operator of your office or an administrator answers, and you are told.
correction-field = What is wrong
correction-wanted = It should be
correction-note = Remark
correction-ask = Send the request
correction-wait = Some of your requests still wait for an answer. You can send the next one once one of them is answered.
correction-name = Name
correction-number = NIP/employee number
correction-email = Email
correction-phone = Telephone
correction-office = Office
correction-position = Position
correction-grade = Grade
correction-employment_type = Kind of employment
correction-other = Something else
correction-state-open = Waiting
correction-state-done = Put right
correction-state-refused = Not changed
corrections-title = Requests for correction
corrections-lead = Change the record on the page of the employee first, then mark the request as done. Answer with a reason what stays as it is.
corrections-open = Waiting for an answer ({ $count })
corrections-settled = Answered
corrections-none = Nothing waits.
correction-do = Done
correction-refuse-named = Refuse the request of { $name }
correction-by = answered by { $name }
correction-unseen = (not shown)
notice-leavers = Address, telephone and password after you have left
notice-why-leavers = So that the account opens again if your departure was recorded by mistake, or you come back.
notice-long-leavers = For ever.
notice-who-leavers = Operators and administrators.
notice-imports = Tables of employees that were imported
notice-why-imports = So that an import can be undone that was a mistake.
notice-long-imports = For ever.
notice-who-imports = The application itself only; no page shows them.
