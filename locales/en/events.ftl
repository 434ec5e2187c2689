# Events, sheets with codes, and how spending is spread.
nav-events = Events
events-of-year = Events of { $year }
events-note = Bazaars, expos, shopping Fridays, and sale points of small businesses.
events-plan = Planned for the year
events-entered = Scheduled
events-held = Held
events-cancelled = Cancelled
events-none = No events in this month yet.
events-places = Sale points
events-by-month = By month
events-plan-of = Plan for { $year }
events-plan-note = How many events are planned for the year, those included that have no date yet.
events-planned = Number of events
event-new = Add an event
event-edit = Change the event
event-name = Name of the event
event-facts = About the event
event-kind = Kind
event-kind-bazaar = Bazaar
event-kind-expo = Expo
event-kind-campaign = Shopping campaign
event-kind-sale_point = Sale point
event-when = When
event-from = From
event-to = To
event-to-hint = Leave it empty for a single day, or for a sale point that stays.
event-weekday = Every week on
event-weekday-hint = Choose a day if the event comes again each week.
event-every-day = Every day between the two dates
event-each = Every { $day }
event-next = Next
event-since = Since { $date }
event-place = Place
event-place-hint = For example: town square
event-organiser = Organiser
event-expected-sellers = Sellers expected
event-cancelled = Cancelled
event-over = Over
event-on = On now
event-log = Record a purchase here
event-cancel = Cancel the event
event-bought = Bought at this event
event-bought-none = No purchase has been recorded at this event yet.
event-bought-sum = { $amount } in { $count ->
    [one] one record
   *[other] { $count } records
} at { $sellers } sellers.
event-again-sum = At { $again } of them something was bought again.
event-there = At the event
event-since-then = Since then
event-purchases = { $count ->
    [one] one record
   *[other] { $count } records
}
event-again = { $count ->
    [one] one record
   *[other] { $count } records
}, { $people } buyers
event-last = { $count ->
    [0] last on { $date }, this week
    [one] last on { $date }, a week ago
   *[other] last on { $date }, { $count } weeks ago
}
event-not-again = Nothing bought again yet
flash-event-added = The event was added.
flash-event-cancelled = The event was cancelled. What was recorded stays.

leaflet-title = Buy from small businesses, record it here
leaflet-scan = Scan, then record your purchase
leaflet-note = The form opens with the place filled in.
leaflet-card = Sheet with a code
leaflet-card-note = One A4 sheet to hang up. Its code opens the form for a purchase, filled in.

spread-title = How spending is spread
spread-label = Recorded ASN spending (belanja ASN tercatat), not a seller's turnover.
spread-weeks = { $count ->
    [one] This week
   *[other] Last { $count } weeks
}
spread-sum = { $amount } at { $sellers } sellers, { $count ->
    [one] one record
   *[other] { $count } records
}.
spread-top = Top five sellers
spread-top-share = Share of the top five sellers: { $share }.
spread-goods = By line of business
spread-channels = By channel
spread-goods-unknown = Not known yet
spread-share = Share
spread-amount = Recorded spending
spread-none = No purchase has been recorded in these weeks yet.
spread-notice = Worth a look
spread-notice-what = Recorded ASN spending at these sellers was above { $amount } in one week. This is no offence: invite people to try other sellers as well.
spread-notice-week = Week of { $range }

audit-event-add = Added an event
audit-event-cancel = Cancelled an event
audit-event-edit = Changed an event
audit-event-plan = Set the plan of events
trail-event-add = added the event “{ $name }”
trail-event-cancel = cancelled the event “{ $name }”
trail-event-edit = changed the event “{ $name }”: { $changes }
trail-event-plan = set the plan of events for { $number }
problem-event-is-cancelled = This event is cancelled already

# The ledger of offices (APBD).
nav-ledger = Office purchases
ledger-of-year = Office purchases { $year }
ledger-note = Bought from an office's own budget (APBD): e-order, e-catalogue. It counts for no employee.
ledger-new = Record an office purchase
ledger-show = Show
ledger-amount = Recorded office purchases
ledger-small = At small businesses: { $amount }
ledger-domestic = Domestic products: { $amount }
ledger-is-small = small business
ledger-is-domestic = Domestic
ledger-voided = Voided
ledger-void = Void
ledger-none = No office purchase has been recorded yet.
ledger-item = Goods or services
ledger-item-hint = For example: A4 paper, 25 reams
ledger-order-hint = Number of the e-order, e-catalogue order or receipt
ledger-domestic-label = Domestic product (P3DN)
ledger-domestic-hint = If an order is mixed, record it in two.
ledger-supplier = Supplier
ledger-small-label = The supplier is a small business
ledger-small-hint = One that is not known yet goes on the list of sellers, to be looked at.
flash-office-purchase-logged = The office purchase was recorded.
flash-office-purchase-voided = The record was voided.
audit-office_purchase-log = Recorded an office purchase
audit-office_purchase-void = Voided an office purchase
trail-office_purchase-log = recorded an office purchase of { $amount } for { $office }
trail-office_purchase-void = voided an office purchase of { $amount } for { $office }
problem-office-purchase-voided = This record is voided already

event-makers = Makers with goods here
event-makers-note = What is bought here is recorded for the maker of the goods, not for the place.
event-makers-none = No makers are entered yet.
event-maker-search = Look for a seller to add
event-maker-add = Add
event-maker-add-named = Add { $name }
event-maker-end = End
event-maker-end-named = End the consignment of { $name }
event-maker-end-what = Their goods are not offered here from tomorrow on. What was recorded stays.
log-makers = Choose who made the goods.
audit-event-consign = Added a maker to a sale point
audit-event-end_consignment = Ended a maker’s consignment
trail-event-consign = added the maker “{ $seller }” to “{ $name }”
trail-event-end_consignment = ended the consignment of “{ $seller }” at “{ $name }”
