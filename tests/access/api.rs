//! The API.

use rocket::http::Method::{Delete, Get, Patch, Post, Put};

use super::{Line, document, json, line, path, photo, table};

#[rustfmt::skip]
pub const LINES: &[Line] = &[
    //                                                                                                                nobody  Sari  Budi  Hadi  Rina Tutik  Agus  Dewi   Oki  Olga   Ayu  Asep
    line(Post,   "/api/v1/tokens",                        json("/api/v1/tokens", LOGIN),                              [ 201,  201,  201,  201,  201,  201,  201,  201,  201,  201,  201,  201]),
    line(Get,    "/api/v1/me",                            path("/api/v1/me"),                                         [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/me/sessions",                   path("/api/v1/me/sessions"),                                [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Delete, "/api/v1/me/sessions/<id>",              path("/api/v1/me/sessions/999999"),                         [ 401,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "/api/v1/me/data",                       path("/api/v1/me/data"),                                   [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/me/tokens",                     path("/api/v1/me/tokens"),                                  [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Delete, "/api/v1/me/tokens/<id>",                path("/api/v1/me/tokens/999999"),                           [ 401,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "/api/v1/me/compliance",                 path("/api/v1/me/compliance"),                              [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Put,    "/api/v1/me/declarations/<period>",      json("/api/v1/me/declarations/2026-W47", AWAY),             [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/me/declarations/<period>",      path("/api/v1/me/declarations/2026-W47"),                   [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Delete, "/api/v1/me/declarations/<period>",      path("/api/v1/me/declarations/2026-W47"),                   [ 401,  204,  204,  204,  204,  204,  204,  204,  204,  204,  204,  204]),
    line(Post,   "/api/v1/purchases",                     json("/api/v1/purchases", PURCHASE),                        [ 401,  201,  404,  403,  201,  404,  403,  201,  201,  404,  403,  404]),
    line(Get,    "/api/v1/purchases",                     path("/api/v1/purchases"),                                  [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/purchases",                     path("/api/v1/purchases?employee=$sari"),                   [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/purchases",                     path("/api/v1/purchases?office=DKP-UPT1"),                  [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/purchases/<id>",                path("/api/v1/purchases/$bought"),                          [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Patch,  "/api/v1/purchases/<id>",                json("/api/v1/purchases/$purchase", AMOUNT),                [ 401,  200,  404,  403,  403,  404,  403,  403,  403,  404,  403,  404]),
    line(Post,   "/api/v1/purchases/<id>/receipts",       photo("/api/v1/purchases/$purchase/receipts"),              [ 401,  201,  404,  403,  201,  404,  403,  201,  201,  404,  403,  404]),
    line(Get,    "/api/v1/me/shared",                     path("/api/v1/me/shared"),                                  [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/shared/<id>/confirm",           path("/api/v1/shared/$part/confirm"),                       [ 401,  201,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post,   "/api/v1/shared/<id>/decline",           path("/api/v1/shared/$part/decline"),                       [ 401,  204,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post,   "/api/v1/shared/<id>/withdraw",          path("/api/v1/shared/$proposed/withdraw"),                  [ 401,  204,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Patch,  "/api/v1/shared/<id>",                   json("/api/v1/shared/$proposed", PART),                     [ 401,  204,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post,   "/api/v1/purchases/<id>/void",           json("/api/v1/purchases/$purchase/void", REASON),           [ 401,  200,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Post,   "/api/v1/purchases/<id>/review",         json("/api/v1/purchases/$purchase/review", VERIFY),         [ 401,  403,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Get,    "/api/v1/receipts/<id>",                 path("/api/v1/receipts/$receipt"),                          [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/receipts/<id>/thumbnail",       path("/api/v1/receipts/$receipt/thumbnail"),                [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Post,   "/api/v1/sellers",                       json("/api/v1/sellers", SELLER),                            [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Patch,  "/api/v1/sellers/<id>",                  json("/api/v1/sellers/$seller", CLASSES),                         [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/sellers",                       path("/api/v1/sellers"),                                    [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/sellers",                       json("/api/v1/sellers", SELLER),                            [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Patch,  "/api/v1/sellers/<id>",                  json("/api/v1/sellers/$seller", CLASSES),                         [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,   "/api/v1/sellers/<id>", path("/api/v1/sellers/$seller"), [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/sellers/<id>/merge", json("/api/v1/sellers/$seller/merge", INTO), [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/sellers/merges/<id>/undo", path("/api/v1/sellers/merges/$joined/undo"), [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/sellers/qris",                  json("/api/v1/sellers/qris", QRIS),                         [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/sellers/qris/photo",            photo("/api/v1/sellers/qris/photo"),                        [ 401,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Get,  "/api/v1/events", path("/api/v1/events?year=2026"), [ 401, 200,   200,   200,   200,   200,   200,   200,   200,   200,   200,   200]),
    line(Post,  "/api/v1/events", json("/api/v1/events", EVENT), [ 401, 403,   403,   403,   403,   403,   403,   201,   403,   403,   403,   403]),
    line(Get,  "/api/v1/events/<id>", path("/api/v1/events/$event"), [ 401, 200,   200,   200,   200,   200,   200,   200,   200,   200,   200,   200]),
    line(Patch,  "/api/v1/events/<id>", json("/api/v1/events/$event", PLACED), [ 401, 403,   403,   403,   403,   403,   403,   200,   403,   403,   403,   403]),
    line(Post,  "/api/v1/events/<id>/cancel", json("/api/v1/events/$event/cancel", REASON), [ 401, 403,   403,   403,   403,   403,   403,   200,   403,   403,   403,   403]),
    line(Put,  "/api/v1/events/plans/<year>", json("/api/v1/events/plans/2026", PLANNED), [ 401, 403,   403,   403,   403,   403,   403,   200,   403,   403,   403,   403]),
    line(Get,  "/api/v1/office-purchases", path("/api/v1/office-purchases"), [ 401, 403,   403,   403,   200,   403,   200,   200,   200,   200,   403,   403]),
    line(Post,  "/api/v1/office-purchases", json("/api/v1/office-purchases", ORDERED), [ 401, 403,   403,   403,   201,   403,   403,   201,   201,   422,   403,   403]),
    line(Post,  "/api/v1/office-purchases/<id>/void", json("/api/v1/office-purchases/$ordered/void", REASON), [ 401, 403,   403,   403,   200,   403,   403,   200,   200,   404,   403,   403]),
    line(Post,   "/api/v1/offices",                       json("/api/v1/offices", OFFICE),                            [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Get,    "/api/v1/offices",                       path("/api/v1/offices"),                                    [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Patch,  "/api/v1/offices/<code>",                json("/api/v1/offices/DKP-UPT1", NAME),                     [ 401,  403,  403,  403,  403,  404,  403,  200,  403,  404,  403,  404]),
    line(Get,    "/api/v1/offices/<code>/compliance",     path("/api/v1/offices/DKP-UPT1/compliance?employees=true"), [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/offices/<code>/recap.csv", path("/api/v1/offices/DKP-UPT1/recap.csv"), [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/offices/<code>/recap.xlsx", path("/api/v1/offices/DKP-UPT1/recap.xlsx"), [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/offices/<code>/recap.pdf", path("/api/v1/offices/DKP-UPT1/recap.pdf"), [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/offices/<code>/compliance",     path("/api/v1/offices/LMJ/compliance"),                     [ 401,  404,  404,  404,  404,  404,  200,  200,  404,  404,  404,  404]),
    line(Get,    "/api/v1/offices/<code>/trend",          path("/api/v1/offices/DKP-UPT1/trend"),                     [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Post,   "/api/v1/employees",                     json("/api/v1/employees", PERSON),                          [ 401,  403,  403,  403,  403,  403,  403,  201,  201,  422,  403,  403]),
    line(Get,    "/api/v1/employees",                     path("/api/v1/employees"),                                  [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/employees",                     path("/api/v1/employees?office=DKP-UPT1"),                  [ 401,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/employees/<number>",            path("/api/v1/employees/$sari"),                            [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Patch,  "/api/v1/employees/<number>",            json("/api/v1/employees/$sari", PHONE),                     [ 401,  403,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Post,   "/api/v1/employees/<number>/activation", json("/api/v1/employees/$sari/activation", SLIP),           [ 401,  403,  404,  403,  403,  404,  403,  201,  201,  404,  403,  404]),
    // A client has ten tries in a while.
    line(Post,   "/api/v1/activations",                   json("/api/v1/activations", NO_CODE),                       [ 422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  429,  429]),
    line(Post,   "/api/v1/employees/<number>/placements", json("/api/v1/employees/$colleague/placements", PLACE),     [ 401,  404,  404,  403,  403,  404,  403,  201,  201,  404,  403,  404]),
    line(Post,   "/api/v1/employees/<number>/departure",  json("/api/v1/employees/$colleague/departure", LEAVES),     [ 401,  404,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/departure",  path("/api/v1/employees/$leaver/departure"),                 [ 401,  404,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/placements/<from>", path("/api/v1/employees/$moved/placements/2026-11-09"), [ 401,  404,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Get,    "/api/v1/employees/<number>/sessions",   path("/api/v1/employees/$colleague/sessions"),               [ 401,  404,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/sessions/<id>", path("/api/v1/employees/$colleague/sessions/999999"),      [ 401,  404,  404,  403,  403,  404,  403,  404,  404,  404,  403,  404]),
    line(Get,    "/api/v1/employees/<number>/tokens",     path("/api/v1/employees/$colleague/tokens"),                 [ 401,  404,  404,  403,  403,  404,  403,  200,  200,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/tokens/<id>", path("/api/v1/employees/$colleague/tokens/999999"),          [ 401,  404,  404,  403,  403,  404,  403,  404,  404,  404,  403,  404]),
    line(Put,    "/api/v1/employees/<number>/disabled",   path("/api/v1/employees/$colleague/disabled"),             [ 401,  404,  404,  403,  403,  404,  403,  204,  204,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/disabled",   path("/api/v1/employees/$colleague/disabled"),             [ 401,  404,  404,  403,  403,  404,  403,  204,  204,  404,  403,  404]),
    line(Delete, "/api/v1/employees/<number>/second-factor", path("/api/v1/employees/$colleague/second-factor"),      [ 401,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Get,    "/api/v1/corrections",                   path("/api/v1/corrections"),                                 [ 401,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Post,   "/api/v1/corrections/<id>/done",         path("/api/v1/corrections/$correction/done"),                [ 401,  403,  403,  403,  403,  403,  403,  204,  204,  404,  403,  403]),
    line(Post,   "/api/v1/corrections/<id>/refuse",       json("/api/v1/corrections/$correction/refuse", REASON),      [ 401,  403,  403,  403,  403,  403,  403,  204,  204,  404,  403,  403]),
    line(Get,    "/api/v1/me/corrections",                path("/api/v1/me/corrections"),                              [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/me/corrections",                json("/api/v1/me/corrections", NOTHING_WRONG),               [ 401,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Post,   "/api/v1/me/corrections",                json("/api/v1/me/corrections", WRONG),                       [ 401,  201,  201,  201,  201,  201,  201,  201,  201,  201,  201,  201]),
    line(Get,    "/api/v1/employees/<number>/erasure",    path("/api/v1/employees/$gone/erasure"),                     [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/employees/<number>/erasure",    path("/api/v1/employees/$gone/erasure"),                     [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/employees/<number>/exemptions", json("/api/v1/employees/$sari/exemptions", LEAVE),          [ 401,  201,  404,  403,  403,  404,  403,  201,  201,  404,  403,  404]),
    line(Post,   "/api/v1/offices/<code>/exemptions",     json("/api/v1/offices/DKP-UPT1/exemptions", LEAVE),         [ 401,  403,  403,  403,  403,  403,  403,  200,  200,  404,  403,  403]),
    line(Get,    "/api/v1/exemptions",                    path("/api/v1/exemptions"),                                 [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/exemptions",                    path("/api/v1/exemptions?employee=$sari"),                  [ 401,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/exemptions/<id>/document",      path("/api/v1/exemptions/$papers/document"),                [ 401,  200,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Post,   "/api/v1/exemptions/<id>/withdraw",      json("/api/v1/exemptions/$approved/withdraw", REASON),      [ 401,  409,  404,  403,  200,  404,  403,  200,  200,  404,  403,  404]),
    line(Post,   "/api/v1/exemptions/<id>/approve",       path("/api/v1/exemptions/$exemption/approve"),              [ 401,  403,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Post,   "/api/v1/exemptions/<id>/refuse",        path("/api/v1/exemptions/$exemption/refuse"),               [ 401,  403,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Put,    "/api/v1/holidays/<date>",               json("/api/v1/holidays/$day", HOLIDAY),                     [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Delete, "/api/v1/holidays/<date>",               path("/api/v1/holidays/$holiday"),                          [ 401,  403,  403,  403,  403,  403,  403,  204,  403,  403,  403,  403]),
    line(Get,    "/api/v1/holidays",                      path("/api/v1/holidays"),                                   [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/policies",                      json("/api/v1/policies", POLICY),                           [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Post,   "/api/v1/policies/preview",              json("/api/v1/policies/preview", POLICY),                   [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/policies",                      path("/api/v1/policies"),                                   [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/api/v1/policies/<id>/end",             json("/api/v1/policies/$policy/end", END),                  [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/policies/<id>/document",        document("/api/v1/policies/$policy/document"),              [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Get,    "/api/v1/policies/<id>/document",        path("/api/v1/policies/$circular/document"),                [ 401,  200,  200,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,    "/api/v1/periods/<period>",              path("/api/v1/periods/2026-W46"),                           [ 401,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/api/v1/transparency", path("/api/v1/transparency"), [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    line(Get,  "/api/v1/signing-key.pem", path("/api/v1/signing-key.pem"), [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    line(Post,   "/api/v1/periods/<period>/close",        path("/api/v1/periods/2026-W46/close"),                     [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/api/v1/periods/<period>/allowances.csv", path("/api/v1/periods/2026-W46/allowances.csv?office=DKP-UPT1"), [401, 403, 403, 403, 403, 403, 403, 200, 200, 404, 403, 403]),
    line(Get,  "/api/v1/periods/<period>/allowances.csv.sig", path("/api/v1/periods/2026-W46/allowances.csv.sig?office=DKP-UPT1"), [401, 403, 403, 403, 403, 403, 403, 200, 200, 404, 403, 403]),
    line(Post,   "/api/v1/amendments/<id>/accept",        json("/api/v1/amendments/$proposal/accept", REASON),        [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/amendments/<id>/refuse",        json("/api/v1/amendments/$proposal/refuse", REASON),        [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/transfers",                     json("/api/v1/transfers", TRANSFER),                        [ 401,  403,  403,  403,  403,  403,  403,  409,  201,  409,  403,  403]),
    line(Get,    "/api/v1/transfers",                     path("/api/v1/transfers"),                                  [ 401,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post,   "/api/v1/transfers/<id>/accept",         path("/api/v1/transfers/$transfer/accept"),                 [ 401,  403,  403,  403,  403,  403,  403,  204,  204,  403,  403,  403]),
    line(Post,   "/api/v1/transfers/<id>/refuse",         json("/api/v1/transfers/$transfer/refuse", REASON),         [ 401,  403,  403,  403,  403,  403,  403,  204,  204,  403,  403,  403]),
    line(Post,   "/api/v1/transfers/<id>/withdraw",       path("/api/v1/transfers/$transfer/withdraw"),               [ 401,  403,  403,  403,  403,  403,  403,  204,  403,  204,  403,  403]),
    line(Post,   "/api/v1/roles",                         json("/api/v1/roles", ROLE),                                [ 401,  403,  403,  403,  403,  403,  403,  201,  403,  403,  403,  403]),
    line(Get,    "/api/v1/roles",                         path("/api/v1/roles"),                                      [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Delete, "/api/v1/roles/<id>",                    path("/api/v1/roles/$role"),                                [ 401,  403,  403,  403,  403,  403,  403,  204,  403,  403,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>/plan",              table("/api/v1/imports/employees/plan", "", PEOPLE),             [ 401,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>",                table("/api/v1/imports/employees", "", PEOPLE),             [ 401,  403,  403,  403,  403,  403,  403,  200,  422,  422,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>",                table("/api/v1/imports/offices", "", OFFICES),              [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>",                table("/api/v1/imports/placements?dry_run=true", "", MOVES), [ 401,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Get,    "/api/v1/imports",                       path("/api/v1/imports"),                                    [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/imports/<id>/undo",             path("/api/v1/imports/$import/undo"),                       [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>",                table("/api/v1/imports/exemptions", "", LEAVE_TABLE),       [ 401,  403,  403,  403,  403,  403,  403,  200,  200,  422,  403,  403]),
    line(Post,   "/api/v1/imports/<kind>",                table("/api/v1/imports/holidays", "", HOLIDAYS),            [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/reminders",                     path("/api/v1/reminders"),                                  [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/mail",                          path("/api/v1/mail"),                                       [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/mail/retry",                    path("/api/v1/mail/retry?state=failed"),                   [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/mail/<id>/cancel",              path("/api/v1/mail/$waiting/cancel"),                      [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/mail/<id>/retry",               path("/api/v1/mail/$mail/retry"),                           [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/mail/addresses",               path("/api/v1/mail/addresses"),                             [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/mail/addresses/clear",         json("/api/v1/mail/addresses/clear", r#"{"address":"hilang@example.go.id"}"#),[ 401,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Get,    "/api/v1/webhooks/deliveries",          path("/api/v1/webhooks/deliveries"),                        [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/webhooks/deliveries/<id>",     path("/api/v1/webhooks/deliveries/$delivery"),              [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/webhooks/deliveries/<id>/cancel",path("/api/v1/webhooks/deliveries/$delivery/cancel"),       [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,   "/api/v1/webhooks/deliveries/<id>/retry",path("/api/v1/webhooks/deliveries/$delivery/retry"),        [ 401,  403,  403,  403,  403,  403,  403,  409,  403,  403,  403,  403]),
    line(Get,    "/api/v1/audit",                         path("/api/v1/audit"),                                      [ 401,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,    "/api/v1/openapi.json",                  path("/api/v1/openapi.json"),                               [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/docs",                             path("/api/docs"),                                          [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,    "/api/v1/settings",                      path("/api/v1/settings"),                                   [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Patch,  "/api/v1/settings",                      json("/api/v1/settings", SETTINGS),                         [ 401,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
];

/// For Sari, by whoever may record for others.
const QRIS: &str = r#"{"payload":"00020101021126680016ID.CO.CONTOH.WWW011893600999000000001702150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID90241234567830303UMI5204581253033605802ID5918WARUNG CONTOH SATU6011KAB. CONTOH61051234562070703A016304BB1E"}"#;
const PURCHASE: &str = r#"{"employee":"$sari","purchased_on":"2026-11-20","amount":$n,
    "seller":{"name":"Warung $n"},"channel":"in_person","evidence":"no_receipt"}"#;
const EVENT: &str = r#"{"name":"Bazar $n","kind":"bazaar","from":"2026-11-20"}"#;
const PLACED: &str = r#"{"place":"Alun-alun"}"#;
const PLANNED: &str = r#"{"planned":251}"#;
const ORDERED: &str = r#"{"office":"DKP","purchased_on":"2026-11-20","amount":$n,"channel":"e_order",
    "supplier":"PT Kertas","item":"Kertas","order_number":"EP-$n"}"#;
const SELLER: &str = r#"{"name":"Toko $n","district":"Senduro"}"#;
const CLASSES: &str = r#"{"classes":[{"class":"micro","from":"2030-01-01"}]}"#;
const OFFICE: &str = r#"{"code":"V-$n","name":"Unit","kind":"bidang","parent":"DKP"}"#;
const PERSON: &str = r#"{"number":"V-$n","name":"Joko","email":"v$n@example.go.id",
    "employment_type":"NON_ASN","office":"DKP","from":"2026-11-23"}"#;
const LEAVE: &str = r#"{"from":"$day","to":"$day","reason":"annual_leave"}"#;
/// For an office without people, from next year on.
const POLICY: &str = r#"{"title":"SE $n","legal_basis":"47/2026","mode":"mandatory",
    "period":"week","office":"BALI","effective_from":"2027-01-04","minimum_amount":150000}"#;
const END: &str = r#"{"until":"2027-01-31","reason":"keliru"}"#;
const ROLE: &str = r#"{"employee":"$budi","role":"reviewer","office":"DKP",
    "from":"$day","to":"$day"}"#;
/// The operator of one side proposes it; the other side finds it proposed already.
const TRANSFER: &str = r#"{"employee":"$budi","office":"KEC-TEMPEH","from":"2027-06-01"}"#;
const PEOPLE: &str =
    "nip;nama;email;jenis;unit;tmt\nJ-$n;Joko;j$n@example.go.id;NON_ASN;BALI;2026-11-23\n";
const MOVES: &str = "nip;unit;mulai\n$budi;KEC-TEMPEH;2027-12-01\n";
const OFFICES: &str = "kode;nama;jenis;induk\nW-$n;Unit;bidang;DKP\n";
const AWAY: &str = r#"{"reason":"away"}"#;
const LEAVE_TABLE: &str = "nip;mulai;sampai;alasan\n$sari;$day;$day;Tugas belajar\n";
const HOLIDAYS: &str = "tanggal;nama;jenis\n$day;Libur;Cuti bersama\n";
const LOGIN: &str = r#"{"login":"$me","password":"$password","name":"uji"}"#;
const AMOUNT: &str = r#"{"amount":40000}"#;
const PART: &str = r#"{"amount":100}"#;
const REASON: &str = r#"{"reason":"keliru"}"#;
const VERIFY: &str = r#"{"decision":"verify"}"#;
const NAME: &str = r#"{"name":"Unit Satu"}"#;
const PHONE: &str = r#"{"phone":"0812345"}"#;
const PLACE: &str = r#"{"from":"2026-12-01"}"#;
const LEAVES: &str = r#"{"on":"2027-01-31"}"#;
const HOLIDAY: &str = r#"{"name":"Libur","kind":"public"}"#;
const SETTINGS: &str = r#"{"mail_months": 24}"#;
const SLIP: &str = r#"{ "channel": "slip" }"#;
const NO_CODE: &str =
    r#"{ "number": "1", "code": "BCDFGHJK", "password": "pasar senggol buka sampai malam" }"#;
const INTO: &str = r#"{"into": 1}"#;
const WRONG: &str = r#"{"field": "grade", "wanted": "III/c"}"#;
const NOTHING_WRONG: &str = r#"{"field": "", "wanted": ""}"#;
