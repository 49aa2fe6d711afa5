//! One event per event inside a report: parts told in several sentences are put together, in the order of the text.

use rapporteur_model::{EventKind, Role};

use super::Stage;
use super::draft::Draft;
use super::fits;
use crate::cluster::Clusters;
use crate::instruments;

/// A draft is compared with this many events of its report, the last first; articles have far fewer.
const LOOKED_AT: usize = 300;

/// Joins drafts of each report. What was decided of them before is kept.
pub fn join(stage: &Stage, drafts: &[Draft], clusters: &mut Clusters) {
    let mut start = 0;
    while start < drafts.len() {
        let end = start + drafts[start..].iter().take_while(|d| d.report == drafts[start].report).count();
        one_report(stage, drafts, start..end, clusters);
        start = end;
    }
}

/// Each draft goes to the last event before it that it can be; those that tell more are looked at first.
fn one_report(stage: &Stage, drafts: &[Draft], range: std::ops::Range<usize>, clusters: &mut Clusters) {
    let mut order: Vec<usize> = range.collect();
    order.sort_by_key(|&d| (std::cmp::Reverse(weight(&drafts[d])), drafts[d].at, d));
    let mut events: Vec<(Vec<usize>, Draft)> = Vec::new();
    for d in order {
        let fitting = |(members, whole): &&mut (Vec<usize>, Draft)| {
            fits::compatible(stage, whole, &drafts[d]) && tells_enough(stage, whole, &drafts[d]) && members.iter().all(|&m| m != d)
        };
        let mut found: Vec<&mut (Vec<usize>, Draft)> = events.iter_mut().rev().take(LOOKED_AT).filter(fitting).collect();
        // The nearest one before, else the nearest one behind.
        found.sort_by_key(|(members, _)| nearest(drafts, members, d));
        let joined = found.into_iter().find(|(members, _)| clusters.join(members[0], d));
        match joined {
            Some((members, whole)) => {
                members.push(d);
                whole.absorb(&drafts[d]);
            }
            None => events.push((vec![d], drafts[d].clone())),
        }
    }
    meetings_of_sessions(stage, drafts, &events, clusters);
}

/// "The 5th session was held … At the meeting the sides …", "X and Y met (the headline): they chaired the session": a meeting that says
/// no more than its session is the session.
fn meetings_of_sessions(stage: &Stage, drafts: &[Draft], events: &[(Vec<usize>, Draft)], clusters: &mut Clusters) {
    let of = |kind: EventKind| events.iter().filter(move |(_, whole)| whole.kind == Some(kind));
    for (members, meeting) in of(EventKind::Meeting) {
        let fits = |(_, session): &&(Vec<usize>, Draft)| is_of(stage, meeting, session);
        let found: Vec<&(Vec<usize>, Draft)> = of(EventKind::Session).filter(fits).collect();
        // A noun alone means the last session told before it.
        let first = members.iter().copied().min_by_key(|&m| drafts[m].at).unwrap_or(members[0]);
        let before = found.into_iter().min_by_key(|(session, _)| nearest(drafts, session, first));
        if let Some((session, _)) = before {
            clusters.join(session[0], members[0]);
        }
    }
}

/// All who met led or took part in the session, on no other day and in no other place; or the meeting is a noun and nothing else.
fn is_of(stage: &Stage, meeting: &Draft, session: &Draft) -> bool {
    let (met, there) = (meeting.sides(), session.sides());
    let day = meeting.dates.is_empty() || meeting.dates.iter().all(|d| session.dates.contains(d));
    let form = meeting.details.iter().all(|(role, _)| *role != "form");
    let bare = met.is_empty() && meeting.dates.is_empty() && meeting.places.is_empty();
    let same = met.len() > 1 && met.iter().all(|who| there.contains(who));
    (bare || same) && day && form && meeting.ahead() == session.ahead() && fits::places(stage, meeting, session)
}

/// How much a draft says by itself.
fn weight(draft: &Draft) -> usize {
    draft.sides().len() * 2
        + usize::from(draft.ordinal.is_some()) * 4
        + usize::from(!draft.dates.is_empty())
        + usize::from(!draft.places.is_empty())
        + draft.instruments.len()
}

fn nearest(drafts: &[Draft], members: &[usize], d: usize) -> (bool, usize) {
    let at = drafts[d].at.start();
    let before = members.iter().filter(|&&m| drafts[m].at <= drafts[d].at).map(|&m| at - drafts[m].at.start()).min();
    before.map_or_else(|| (true, members.iter().map(|&m| drafts[m].at.start().abs_diff(at)).min().unwrap_or_default()), |gap| (false, gap))
}

/// Two drafts must share what makes the kind of event this one; a mention that says nothing ("на встрече") joins any.
fn tells_enough(stage: &Stage, whole: &Draft, draft: &Draft) -> bool {
    let bare = draft.sides().is_empty() || whole.sides().is_empty();
    match draft.kind {
        Some(EventKind::Signing) => signing(stage, whole, draft),
        Some(EventKind::Visit) => {
            !bare || draft.of_roles(&[Role::Destination]).iter().any(|w| whole.of_roles(&[Role::Destination]).contains(w))
        }
        Some(EventKind::Session) => draft.body.is_some() || draft.ordinal.is_some() || bare,
        _ => true,
    }
}

/// One signing when an instrument is the same, or nothing is said of any on one side.
fn signing(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    if !instruments::tell(stage.input, &a.instruments) || !instruments::tell(stage.input, &b.instruments) {
        return fits::shared(stage, a, b) > 0 || a.sides().is_empty() || b.sides().is_empty();
    }
    instruments::any_same(stage.input, &a.instruments, &b.instruments)
}
