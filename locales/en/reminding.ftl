# Heads and operators remind those who are short.

remind-do = { $count ->
    [one] Remind { $count } employee
   *[other] Remind { $count } employees
}
remind-results = Reminders and what came of them
remind-last = Reminded on { $at } by { $by }
remind-title = Reminders
remind-send = Send a reminder
remind-short = Short
remind-mail = Get a mail
remind-had-week = Had this reminder this week
remind-had-month = Had this reminder this month
remind-app = Reads it in Pekan, without mail
remind-phone = Sees it on a phone, without mail
remind-closed = Account disabled
remind-inactive = { $count ->
    [one] { $count } receiver has not activated the account yet; the mail brings the link.
   *[other] { $count } receivers have not activated their accounts yet; their mails bring the link.
}
remind-preview = As { $name } receives it:
remind-confirm = { $count ->
    [one] Send to { $count } employee
   *[other] Send to { $count } employees
}
remind-once-week = Once a day, between 06:00 and 20:00, on no holiday. Nobody gets the last reminder more than once a week: what you send now, Pekan does not send again. Whoever has met the minimum before their mail leaves is not written to.
remind-once-month = Once a day, between 06:00 and 20:00, on no holiday. Nobody gets the last reminder more than once a month: what you send now, Pekan does not send again. Whoever has met the minimum before their mail leaves is not written to.
remind-past = Sent so far
remind-past-by = { $count ->
    [one] by { $by }, to { $count } employee
   *[other] by { $by }, to { $count } employees
}
remind-past-sent = { $count } sent
remind-past-in-folder = { $count } only written to a folder: no mail server is set
remind-past-waiting = { $count } waiting
remind-past-failed = { $count } failed
remind-past-dropped = { $count } not sent after all
remind-past-met = { $count } have met it
remind-people = Personal messages
remind-people-note = The WhatsApp button is there for people whose mobile number is recorded. WhatsApp opens with the message filled in; Pekan sends nothing. That you prepared a message is noted in the audit.
remind-whatsapp-named = WhatsApp to { $name }
remind-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
remind-list = List for the office's group
remind-list-note = This list names people and what they are short of; everyone in the group reads it. A personal message is kinder.
remind-list-head = { $office }, small-business purchases { $range }. Not complete yet:
remind-list-missing = { $missing } short
remind-message-title = Reminder by WhatsApp
remind-message-note = This message says what this person is short of. Send it only to their own number.
remind-message = Dear { $name }, your small-business purchases of { $range } are { $missing } short. You can buy until { $last_day } and log until { $deadline }: { $link } Thank you. { $office }
remind-message-over = Dear { $name }, your small-business purchases of { $range } are { $missing } short. If you have a receipt that is not logged yet, please log it until { $deadline }: { $link } Thank you. { $office }
flash-reminded = The reminders are queued and will be sent shortly.
problem-remind-no-duty = No mandatory policy asks anything of the people of this office, so there is nothing to remind them of
problem-remind-over = The deadline has passed, so a reminder is of no use any more
problem-remind-holiday = Today is a holiday for this office; send it on the next day
problem-remind-night = Reminders go out between 06:00 and 20:00 at the office only; try again then
problem-remind-today = This office has been reminded today; send again tomorrow if it is still needed
problem-remind-nobody = Nobody is left who can be reminded by mail
