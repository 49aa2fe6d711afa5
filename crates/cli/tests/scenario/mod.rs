//! What must be true of the record of each scenario.

mod events;
mod found;
mod identity;

pub use found::Found;

/// A check: the scenario, what must be true, whether it is.
pub type Check = (&'static str, &'static str, fn(&Found) -> bool);

/// All checks, in the order of the scenarios.
pub static CHECKS: &[Check] = &[
    ("bodies", "the Indian-Serbian commission held its 5th session", identity::indian_serbian),
    ("bodies", "the Armenian-Kazakh commission held the 7th and the 9th, the 8th is missing", identity::armenian_kazakh),
    ("bodies", "the Belarusian-Cuban commission held its 7th session", identity::belarusian_cuban),
    ("bodies", "three bodies have sessions", identity::three_series),
    ("bodies", "the commission named without its sides is that report's own", identity::own_commission),
    ("bodies", "one session is missing in all", identity::one_missing),
    ("ordinal-in-name", "one body, no number in its name", identity::no_number),
    ("ordinal-in-name", "sessions 3 and 4, both held", identity::third_and_fourth),
    ("ministries", "a Tunisian and an Armenian ministry", identity::two_ministries),
    ("ministries", "the ministry without a country is not Tunisia's", identity::never_tunisian),
    ("part-and-whole", "the UN, the UNECE and the UNFPA are three", identity::three_organisations),
    ("part-and-whole", "the Secretary-General is of the UN and of no other", identity::secretary_general),
    ("part-and-whole", "the committee is part of the Senate and is not the Senate", identity::committee),
    ("surname-mates", "two people, one a deputy prime minister, one dismissed", identity::surname_mates),
    ("two-scripts", "seven people", identity::seven_people),
    ("two-scripts", "six meetings, each told by two reports", identity::six_meetings),
    ("one-signing", "one signing by the two, told by three reports", events::one_signing),
    ("one-signing", "one memorandum", events::one_memorandum),
    ("one-signing", "its title in the language of the reader", events::title_by_language),
    ("announced-held", "one meeting, held on 5 May", events::held_on_the_fifth),
    ("announced-held", "the announcement for 3 May is to be seen", events::announced_for_the_third),
    ("told-denied", "one meeting, disputed, with both reports", events::disputed),
    ("told-denied", "it is in review", events::in_review),
    ("told-denied", "the denial does not count for it", events::one_witness),
    ("cancellation-denied", "the signing is planned, not cancelled", events::signing_planned),
    ("disagreement", "one session, the 10th, told by three reports", events::tenth_session),
    ("disagreement", "the better supported day and place are shown", events::supported_shown),
    ("disagreement", "both days and both places are kept with their reports", events::both_kept),
    ("disagreement", "it is in review", events::in_review),
    ("reprints", "one meeting and one signing, told by three reports", events::meeting_and_signing),
    ("reprints", "one witness", events::one_witness),
    ("name-orders", "one person with all three names", identity::three_names),
    ("name-orders", "director of the institute", identity::director),
    ("name-orders", "who visited Pskov, Brest and Grodno", identity::three_visits),
    ("departures", "a departure each, held, and no appointment", events::three_departures),
    ("departures", "the posts are former from that day", events::former_posts),
    ("undated", "the visit has its three days", events::visit_days),
    ("undated", "the meeting is on some day of the visit until the report", events::meeting_of_the_visit),
    ("undated", "the signing likewise", events::signing_of_the_visit),
    ("undated", "the protocol is of some day of the session", events::protocol_of_the_session),
    ("countries", "one entry for Uzbekistan over all its names", identity::one_uzbekistan),
    ("dealings", "the company and the plant are two", identity::two_lyras),
    ("dealings", "the sale stands as a relation of both firms, in their dossiers", identity::sale),
    ("dealings", "the share stands as a relation of both firms, in their dossiers", identity::share),
];
