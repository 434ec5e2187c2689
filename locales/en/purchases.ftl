# Logging, history, one purchase.

log-title = Log a purchase
log-photo = Photograph receipt
log-photo-again = Add a photo
log-gallery = From gallery
log-file = Choose a file
log-no-receipt = No receipt
log-receipt = Receipt
log-receipt-hint = JPEG, PNG, WebP or PDF, 10 MB at most, up to 5 files.
log-receipt-drop = You can also drop it on this page or paste it (Ctrl+V).
log-no-receipt-label = No receipt
log-no-receipt-hint = The seller gave none. If you can, photograph the goods or the stall.
log-amount = Amount
log-amount-unread = Not understood yet. Try 35,000 or 35k
log-chip-exact = exact
log-chip-last = last
log-seller = Seller
log-seller-none = Not chosen
log-seller-new = New seller
log-seller-new-hint = Give the name and sub-district
log-seller-name = Name of the seller
log-seller-district = Sub-district
log-seller-search = Search for another seller
log-scan = Scan the seller’s QRIS
log-seller-found = { $count ->
    [0] Nothing found. Check the spelling, or add a new seller.
    [one] One seller found.
   *[other] { $count } sellers found.
}
log-date = Date
log-date-label = Date of purchase
log-date-other = Another date
log-today = Today, { $date }
log-day-today = Today
log-day-yesterday = Yesterday
log-more = How you bought
log-channel = How you bought
log-channel-hint = The amount is of the goods alone, without delivery and service fees.
log-event = Event
log-event-at = Bought at: { $name }
log-event-untick = Untick it if it was not at this event
log-order-number = Order number
log-order-number-hint = For online orders. This number, or a screenshot of it, is the evidence.
log-description = Description
log-description-hint = For example: rice, 5 kg
log-effect-now = Recorded so far: { $counted } of { $minimum }.
log-effect-met = After saving: { $counted } of { $minimum }. Met.
log-effect-short = After saving: { $counted } of { $minimum }. { $shortfall } to go.
log-effect-other = Counts towards { $period }.
log-effect-late = It is recorded as late.
log-mends-now = For { $period }: { $counted } of { $minimum } recorded.
log-mends-met = For { $period }: { $counted } of { $minimum } once saved. Met.
log-mends-short = For { $period }: { $counted } of { $minimum } once saved. { $shortfall } still missing.
log-save = Save
log-sending = Sending…
log-unsent = Not sent yet. What you entered is safe on this device.
log-retry = Send again
log-brought-back = What you had not saved is back.
log-clear = Clear
log-restored = This purchase has not been saved yet. What you typed is still here: check it, choose the photo again if needed, and save.
log-small = Did you mean { $amount }?
log-small-meant = Yes, { $amount }
log-small-typed = No, { $amount }

edit-title = Edit purchase
edit-save = Save changes
edit-now = It now says { $amount } at { $seller }, { $date }. If you save again, your version replaces it.
log-duplicate = Similar to the entry of { $date } ({ $seller }, { $amount }). Save anyway?
log-duplicate-see = See that entry
log-duplicate-save = Save anyway
log-together = A colleague in your office has already logged this receipt. Did you buy together?
log-together-what = If so, enter your own part only as the amount. The reviewer sees both side by side.
log-together-yes = Yes, this is my part
log-together-no = No, save anyway

share-title = Shared receipt
share-none = Just me
share-with = { $count ->
    [one] With one colleague
   *[other] With { $count } colleagues
}
share-note = One receipt for several people: enter the total of the receipt above, then choose colleagues in your office. Parts left empty are equal, and what remains is yours. A colleague’s part counts once they have confirmed it.
share-untick = Untick to leave them out
share-part = Part of { $name }
share-equal = equal part
share-own = Your part: { $own } of { $total }.
share-above = The parts come to more than { $total }.
share-search = Find a colleague in your office
share-found = { $count ->
    [0] Nobody in your office has that name.
   *[other] Tick who took part, then add them.
}
share-add = Add

channel-direct = In person
channel-market = Traditional market
channel-bazaar = Bazaar or fair
channel-sale_point = Sale point
channel-lapak = Stall (lapak)
channel-food_delivery = Food delivery (GoFood, GoShop, …)
channel-whatsapp = WhatsApp
channel-instagram = Instagram
channel-marketplace = Marketplace (Tokopedia, Shopee, Mbizmarket, …)
channel-e_order = E-order
channel-e_catalogue = E-catalogue
channel-virtual_expo = Virtual expo
channel-online = Online, other
channel-other = Other

capture-size = { $size }
capture-shrunk = { $size }, reduced from { $from }
capture-remove = Remove { $name }
capture-kept = already uploaded
capture-undrawn = kept, cannot be opened
capture-keep = Keep { $name }
capture-working = Reducing the photo…

history-title = Purchase history
history-sum = { $count ->
    [one] One entry, { $amount } counted
   *[other] { $count } entries, { $amount } counted
}
history-month = Month
history-all-months = All months
history-empty = Nothing yet. Your first purchase will appear here.
history-empty-month = No entries in that month.

purchase-late = late
purchase-facts = Details
purchase-counts-provisionally = It counts already, and is being reviewed.
purchase-not-counted = Not counted.
purchase-no-receipt = No receipt.
log-for-title = Log for an employee
log-for-note = For employees of your offices who hand you their receipts. The record says who logged it.
log-for-none = No employee of your offices has that name or number.
log-for-whom = Logging for { $name }
log-for-other = Somebody else
log-for-do = Log a purchase
purchase-recorded-by = Recorded by
purchase-recorded-at = Recorded
purchase-reviewed-at = Accepted
purchase-funding = Funds
purchase-funding-office = Office budget (APBD)
purchase-receipt-amount = Total of the receipt
purchase-shared-by = Shared receipt
purchase-shared-by-who = { $count ->
    [0] Logged by { $name }
    [one] Logged by { $name }, with one other colleague
   *[other] Logged by { $name }, with { $count } other colleagues
}

parts-title = Shared receipt
parts-note = Each part counts for that colleague once they have confirmed it.
part-title = Shared receipt
part-asked = { $by } logged a shared receipt. Is { $amount } your part?
part-where = { $seller }, { $date }
part-note = If it is, the purchase is logged in your name with the same receipt. Until you answer, this part counts for nobody.
part-yes = Yes, that’s right
part-still-yes = Yes, it is another one
part-no = Not me
part-alike = You have already logged the same purchase. Is this another one?
part-too-late = The period of that day accepts no more purchases, so this part cannot be logged.
part-change = Change or take back
part-change-do = Save part
part-amount = Part of { $name }
part-withdraw = Take back the part of { $name }
part-state-proposed = Waiting for an answer
part-state-confirmed = Confirmed
part-state-declined = Not theirs
part-state-withdrawn = Taken back
part-state-claimed = Says they took part
purchase-rejected = Returned: { $reason }
purchase-rejected-what = This entry is not counted. Please log it again with the right receipt.
purchase-rejected-final = It does not count, and its period accepts no more purchases.
purchase-log-again = Log again
purchase-edit = Edit
purchase-undone = undone right after saving
purchase-voided = Voided: { $reason }
purchase-void = Void this entry
purchase-void-do = Void entry
purchase-void-explain = The entry stays stored and visible, but no longer counts.
purchase-void-reason-hint = For example: wrong amount
receipt-photo = Photo of receipt { $number }
data-state = State
receipt-open = Open photo
receipt-opened = { $count ->
    [one] Opened once by others
   *[other] Opened { $count } times by others
}
receipt-pdf = Download PDF
receipt-undrawn = Cannot be shown, download
receipt-undrawn-better = Add a better photo

flash-purchase-recorded = The purchase is recorded.
flash-purchase-mended-met = Recorded for { $period }: { $counted } of { $minimum }. Met.
flash-purchase-mended-late = Recorded late for { $period }: { $counted } of { $minimum }. Met.
flash-purchase-mended-short = Recorded for { $period }: { $counted } of { $minimum }. { $shortfall } still missing.
flash-purchase-mended-other = Recorded for { $period }: { $counted }.
flash-purchase-changed = Changes saved.
flash-purchase-undone = The purchase is undone.
flash-purchase-voided = The entry is voided.
flash-part-confirmed = Your part is logged.
flash-part-declined = All right, that part is not logged in your name.
flash-part-changed = The part was changed.
flash-part-withdrawn = The part was taken back.

uncounted-office_funds = Not counted: paid from the office’s budget.
uncounted-ineligible_seller = Not counted: this seller was no small business on that day.
uncounted-day = Not counted: the policy counts other days.
uncounted-seller_class = Not counted: this seller is of no class that the policy counts.

## Scanning a seller's QRIS code
scan-title = Scan the seller’s QRIS
scan-note = Point the camera at the QRIS code on the counter. It is only used to find the seller; no money is paid.
scan-camera = Picture of the camera
scan-photo = Photo of the QRIS code
scan-photo-hint = Take it from close by and straight on. The photo is not stored.
scan-read = Read the code
scan-declares = QRIS says who the seller is, not that you bought something. The receipt still needs a photo.

## Several receipts at once
log-several = Several receipts at once
several-title = Several receipts at once
several-note = Send all photos now, then fill them in one after the other. Each photo becomes one purchase.
several-waiting = { $count ->
    [one] { $count } receipt waits to be filled in
   *[other] { $count } receipts wait to be filled in
}
several-one = Receipt { $number }
several-since = Sent { $time }
several-next = Fill in the first receipt
several-discard = Discard
several-discard-do = Yes, discard this photo
several-photos = Photos of receipts
several-hint = { $most } photos at most. Those not filled in are discarded after a day.
several-send = Send photos
