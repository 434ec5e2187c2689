// All journeys, in one process, so that they share one server and one browser. The list is the
// order; each file also runs alone: `node --test journeys/sign_in.js`.
import './journeys/sign_in.js';
import './journeys/buys_nothing.js'; // while the week still misses something
import './journeys/log_purchase.js';
import './journeys/log_without_javascript.js';
import './journeys/head_sees_office.js';
import './journeys/admin_adds_policy.js';
import './journeys/refused_policy.js';
import './journeys/policy_preview.js';
import './journeys/admin_imports_people.js';
import './journeys/exemption.js';
import './journeys/first_run.js';
import './journeys/every_page.js';
import './journeys/forgot_password.js'; // last: it ends a session that others use
