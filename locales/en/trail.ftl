# The audit in sentences; before each stands the name of who did it.
trail-of = of { $name }
trail-other-details = other details
trail-access-end = ended the access of { $who }, who has left
trail-account-disable = disabled the account of { $who }
trail-account-edit = changed their account settings
trail-account-enable = enabled the account of { $who } again
trail-administrator-create = made { $who } an administrator
trail-amendment-propose = proposed an amendment of { $period } for { $count ->
    [one] { $count } employee
   *[other] { $count } employees
} ({ $cause })
trail-amendment-refuse = refused the proposed amendment of { $period } for { $who }
trail-declaration-make = declared no purchase in { $period }
trail-declaration-withdraw = withdrew the declaration of no purchase in { $period }
trail-employee-add = added { $who } at { $office } from { $from }
trail-employee-depart = recorded that { $who } leaves, last day { $on }
trail-employee-edit = changed the record of { $who } ({ $changes })
trail-employee-erase = erased the personal data of { $who }
trail-employee-import = imported employees, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}: { $created } new, { $changed } changed
trail-slip-issue = printed a slip with a code for { $who }
trail-message-prepare = prepared a WhatsApp link for { $who }
trail-employee-invite = sent an activation invitation to { $who }
trail-employee-place = placed { $who } at { $office } from { $from }
trail-employee-undo_placement = undid the last change to the placement of { $who } ({ $office }, from { $from })
trail-exemption-approve = approved the exemption of { $who } from { $from } to { $to }
trail-exemption-import = imported exemptions, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}: { $created } new
trail-exemption-refuse = refused the exemption of { $who } from { $from } to { $to }
trail-exemption-request = recorded an exemption of { $who } from { $from } to { $to }
trail-exemption-withdraw = withdrew the exemption of { $who } from { $from } to { $to }
trail-holiday-import = imported holidays, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}: { $created } new, { $changed } changed
trail-holiday-remove = removed the holiday of { $day } ({ $office })
trail-holiday-set = made { $day } a holiday: { $name } ({ $office })
trail-import-undo = undid the import of { $kind }; { $count ->
    [one] { $count } record is
   *[other] { $count } records are
} as before
trail-exemption-purge = deleted { $count ->
    [one] { $count } document
   *[other] { $count } documents
} of leave that ended before { $before }, as retention requires
trail-logo-choose = set the logo
trail-logo-remove = removed the logo
trail-mail-cancel = cancelled the mail “{ $kind }”
trail-mail-address_mark = noted that nobody is at { $address }
trail-mail-address_clear = restored the address { $address }
trail-mail-purge = deleted the text of { $count ->
    [one] { $count } email
   *[other] { $count } emails
} from before { $before }, as retention requires
trail-mail-retry_all = { $count ->
    [one] sent a failed email again
   *[other] sent { $count } failed emails again
}
trail-mail-retry = sent an email again: “{ $kind }”
trail-mail-test = sent a test email to { $address }
trail-office-add = added the office { $name }
trail-office-contact = changed who helps at { $office }
trail-office-edit = changed the office { $office } ({ $changes })
trail-office-exempt = exempted { $count ->
    [one] { $count } employee
   *[other] { $count } employees
} of { $office } from { $from } to { $to }
trail-office-import = imported offices, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}: { $created } new, { $changed } changed
trail-password-change = changed their password
trail-password-choose = chose a password by a link
trail-password-request_reset = received a request for a password link for { $who }
trail-period-amend = recorded amendment { $number } of { $period }, which is closed, for { $who } ({ $cause })
trail-period-begin_close = began to close { $period } for { $count ->
    [one] { $count } employee
   *[other] { $count } employees
}
trail-period-close = closed { $period } for { $count ->
    [one] { $count } employee
   *[other] { $count } employees
}
trail-placement-import = imported transfers, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}: { $created } new, { $changed } changed
trail-policy-add = added the policy “{ $title }” from { $from }
trail-policy-attach_document = attached the circular to the policy “{ $title }”
trail-policy-end = ended the policy “{ $title }” on { $until }
trail-purchase-attach_receipt = added a receipt to the entry of { $amount }{ $of_whom }
trail-purchase-edit = changed a purchase{ $of_whom } ({ $changes })
trail-purchase-log = logged a purchase of { $amount } on { $on }{ $of_whom }
trail-purchase-undo_review = took back their decision on the entry of { $amount } at { $seller }{ $of_whom }
trail-purchase-reject = returned the entry of { $amount } at { $seller }{ $of_whom }
trail-purchase-verify = accepted the entry of { $amount } at { $seller }{ $of_whom }
trail-purchase-void = voided the entry of { $amount } at { $seller }{ $of_whom }
trail-receipt-purge = deleted { $count ->
    [one] { $count } receipt file
   *[other] { $count } receipt files
} of purchases before { $before }, as retention requires
trail-reminder-message = prepared a reminder by WhatsApp for { $who } ({ $period })
trail-reminder-send = reminded { $count ->
    [one] { $count } employee
   *[other] { $count } employees
} of { $office } by mail “{ $kind }” for { $period }
trail-reminder-queue = prepared { $count ->
    [one] { $count } email
   *[other] { $count } emails
} “{ $kind }” for { $period }
trail-role-grant = gave { $who } the role { $role } for { $office } from { $from }
trail-role-revoke = revoked the role { $role } of { $who } ({ $office })
trail-second_factor-begin = began to set up two-step sign-in
trail-second_factor-set = turned two-step sign-in on
trail-second_factor-remove = turned two-step sign-in off
trail-second_factor-reset = reset two-step sign-in of { $who }
trail-second_factor-use_recovery_code = signed in with a recovery code, { $count } left
trail-seller-add = added the seller “{ $name }”
trail-seller-classify = changed the classes of the seller “{ $name }”
trail-seller-scan = scanned the QRIS code of the seller “{ $name }” for the first time
trail-seller-differ = scanned the QRIS code of the seller “{ $name }”, which has changed: { $changes }
trail-seller-check = checked the QRIS code of the seller “{ $name }”
trail-audit-export = downloaded the audit trail ({ $count } lines)
trail-document-open = opened the document of an exemption{ $of_whom }
trail-mail-open = read the text of a mail to { $who }
trail-people-export = downloaded the list of people ({ $count } people)
trail-receipt-open = opened the receipt of a purchase{ $of_whom }
trail-receipt-export = downloaded the receipts of { $office } for { $period }
trail-names-open = opened names of people of { $office } for { $period }
trail-figures-export = downloaded the table { $title } of { $office } for { $period }
trail-recap-export = downloaded the recap of { $office } for { $period }
trail-recap-issue = issued the recap of { $office } for { $period } under { $number }
trail-recap-letterhead = changed the letterhead and signer of { $office }
trail-recap-scan = kept the signed recap of { $office } for { $period } ({ $number })
trail-roster-export = downloaded the list of people to be told ({ $count } people)
trail-data-export = downloaded all their own data
trail-session-close = signed out
trail-session-end = signed one device out{ $of_whom }
trail-session-end_others = signed all their other devices out
trail-session-open = signed in
trail-shared_part-change = changed the part of { $who } in a shared receipt ({ $changes })
trail-shared_part-decline = answered that a part of { $amount } was not theirs
trail-shared_part-propose = named the part of { $who }, { $amount }, in a shared receipt of { $on }
trail-shared_part-withdraw = took back the part of { $who }, { $amount }
trail-settings-change = changed the settings { $section } ({ $changes })
trail-steps-hide = hid the list of first steps
trail-token-issue = issued the API token “{ $name }”
trail-token-revoke = revoked the API token “{ $name }”{ $of_whom }
trail-transfer-accept = accepted the transfer of { $who } to { $office }
trail-transfer-propose = proposed the transfer of { $who } to { $office } from { $from }
trail-transfer-refuse = refused the transfer of { $who } to { $office }
trail-transfer-withdraw = withdrew the transfer of { $who } to { $office }
trail-correction-ask = asked to have their record corrected
trail-correction-done = settled a request for correction{ $of_whom }
trail-correction-refuse = refused a request for correction{ $of_whom }
trail-account-purge = removed address, telephone and password of { $count } people who left before { $before }, as the retention rule says
trail-device-purge = forgot { $count } devices and sessions not used since { $before }, as the retention rule says
trail-import-purge = removed { $count } rows of tables imported before { $before }, as the retention rule says
trail-seller-answer = the seller “{ $name }” answered about purchases there
trail-seller-link = made a link for the seller “{ $name }”
trail-seller-unlink = ended the link of the seller “{ $name }”
yes = yes
no = no
trail-webhook-add = added a receiver of webhooks
trail-webhook-end = removed a receiver of webhooks
trail-webhook-resume = resumed a receiver of webhooks
trail-webhook-retry = sent a webhook again
trail-webhook-purge = removed { $count } webhook deliveries from before { $before }, as the retention rule says
trail-webhook-cancel = cancelled a webhook
