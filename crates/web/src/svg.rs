//! Small pictures: bars of months, bars of posts, a circle of neighbours, circles on a map. Colours and type are the style sheet's; no
//! style stands here, the content policy allows none.

use std::fmt::Write;

use crate::html::escaped;

/// A bar of a chart.
pub(crate) struct Bar {
    /// What it stands for, in words.
    pub(crate) label: String,
    /// Shown under it, where there is room.
    pub(crate) tick: Option<String>,
    pub(crate) count: u32,
    pub(crate) href: String,
    /// Within what is chosen.
    pub(crate) chosen: bool,
}

/// Height of the bars, and of the words under them.
const BARS: f64 = 64.0;
const TICKS: f64 = 18.0;
const WIDTH: f64 = 960.0;

/// Bars that can be chosen.
pub(crate) fn bars(bars: &[Bar], title: &str) -> String {
    let most = f64::from(bars.iter().map(|b| b.count).max().unwrap_or(1).max(1));
    let step = WIDTH / bars.len().max(1) as f64;
    let wide = (step * 0.78).clamp(1.0, 40.0);
    let mut out = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {WIDTH} {}\" role=\"group\" aria-label=\"{}\" preserveAspectRatio=\"none\">",
        BARS + TICKS,
        escaped(title)
    );
    for (n, bar) in bars.iter().enumerate() {
        let (left, high) = (n as f64 * step, (f64::from(bar.count) / most * (BARS - 4.0)).max(if bar.count > 0 { 2.0 } else { 0.0 }));
        let label = escaped(&format!("{}: {}", bar.label, bar.count));
        if bar.count > 0 {
            let class = if bar.chosen { "bar" } else { "bar off" };
            let _ = write!(
                out,
                "<a href=\"{}\" aria-label=\"{label}\"><title>{label}</title><rect class=\"hit\" x=\"{left:.1}\" y=\"0\" width=\"{step:.1}\" height=\"{BARS}\"/>\
                 <rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"/></a>",
                escaped(&bar.href),
                left + (step - wide) / 2.0,
                BARS - high
            );
        }
        if let Some(tick) = &bar.tick {
            let _ = write!(out, "<line class=\"tick\" x1=\"{left:.1}\" x2=\"{left:.1}\" y1=\"{BARS}\" y2=\"{}\"/>", BARS + 5.0);
            let room = tick.chars().count() as f64 * 8.0;
            let (anchor, at) = if left + 4.0 + room > WIDTH { ("end", WIDTH) } else { ("start", left + 4.0) };
            let _ = write!(
                out,
                "<text class=\"tick\" x=\"{at:.1}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                BARS + TICKS - 4.0,
                escaped(tick)
            );
        }
    }
    let _ = write!(out, "<line class=\"axis\" x1=\"0\" x2=\"{WIDTH}\" y1=\"{BARS}\" y2=\"{BARS}\"/></svg>");
    out
}

/// Something that lasts: first and last day as numbers, and whether it goes on.
pub(crate) struct Span {
    pub(crate) first: f64,
    pub(crate) last: f64,
    pub(crate) label: String,
    /// "former", "acting" …: the end of a class.
    pub(crate) class: String,
}

/// One bar of time on the scale of all.
pub(crate) fn lasting(span: &Span, from: f64, to: f64) -> String {
    let wide = (to - from).max(1.0);
    let at = |day: f64| (day - from) / wide * 300.0;
    let (left, right) = (at(span.first), at(span.last));
    let label = escaped(&span.label);
    format!(
        "<svg class=\"span\" viewBox=\"-4 0 308 14\" role=\"img\" aria-label=\"{label}\" preserveAspectRatio=\"none\"><title>{label}</title>\
         <line class=\"axis\" x1=\"-4\" x2=\"304\" y1=\"7\" y2=\"7\"/>\
         <rect class=\"bar {}\" x=\"{:.1}\" y=\"3\" width=\"{:.1}\" height=\"8\" rx=\"1.7\" ry=\"4\"/></svg>",
        span.class,
        left - 4.0,
        (right - left).max(0.0) + 8.0
    )
}

/// A bar that shows a share of the greatest.
pub(crate) fn share(count: u32, most: u32) -> String {
    let wide = f64::from(count) / f64::from(most.max(1)) * 100.0;
    format!(
        "<svg class=\"share\" viewBox=\"0 0 100 8\" aria-hidden=\"true\" preserveAspectRatio=\"none\"><rect class=\"bar\" width=\"{wide:.1}\" height=\"8\" rx=\"1\"/></svg>"
    )
}

/// Somebody in a picture of neighbours.
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) kind: String,
    /// Events with the one in the middle; none for that one.
    pub(crate) count: Option<u32>,
}

/// The width of a picture of neighbours; its height grows with their number.
const PLANE: f64 = 960.0;

fn height(count: usize) -> f64 {
    (220.0 + 14.0 * count as f64).clamp(280.0, 640.0)
}

/// One in the middle, others around, lines by how often; laid out by forces, from the same beginning to the same end each time.
pub(crate) fn network(nodes: &[Node], ties: &[(usize, usize, u32)], title: &str) -> String {
    let places = layout(nodes.len(), ties);
    let mut out =
        format!("<svg class=\"network\" viewBox=\"0 0 {PLANE} {}\" role=\"group\" aria-label=\"{}\">", height(nodes.len()), escaped(title));
    for &(a, b, count) in ties {
        let ((x1, y1), (x2, y2)) = (places[a], places[b]);
        let wide = (f64::from(count).sqrt() * 1.2).min(6.0);
        let _ = write!(
            out,
            "<line class=\"tie{}\" x1=\"{x1:.0}\" y1=\"{y1:.0}\" x2=\"{x2:.0}\" y2=\"{y2:.0}\" stroke-width=\"{wide:.1}\"/>",
            if a == 0 || b == 0 { " own" } else { "" }
        );
    }
    for (n, node) in nodes.iter().enumerate() {
        let (x, y) = places[n];
        let label = node.count.map_or_else(|| node.name.clone(), |count| format!("{}: {count}", node.name));
        let size = node.count.map_or(11.0, |count| 4.0 + f64::from(count).sqrt().min(7.0));
        let (anchor, offset) = if x > PLANE * 0.8 { ("end", -size - 4.0) } else { ("start", size + 4.0) };
        let _ = write!(
            out,
            "<a class=\"node k-{}{}\" href=\"{}\"><title>{}</title>{}<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text></a>",
            node.kind,
            if n == 0 { " focus" } else { "" },
            escaped(&node.href),
            escaped(&label),
            shape(&node.kind, x, y, size),
            x + offset,
            y + 4.0,
            escaped(&short(&node.name, 28))
        );
    }
    out.push_str("</svg>");
    out
}

/// People are circles, organisations squares, bodies diamonds: kinds are not told by colour alone.
fn shape(kind: &str, x: f64, y: f64, size: f64) -> String {
    match kind {
        "person" => format!("<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{size:.1}\"/>"),
        "body" => format!(
            "<path d=\"M{x:.0} {:.0}L{:.0} {y:.0}L{x:.0} {:.0}L{:.0} {y:.0}Z\"/>",
            y - size * 1.2,
            x + size * 1.2,
            y + size * 1.2,
            x - size * 1.2
        ),
        _ => format!("<rect x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"{:.0}\"/>", x - size, y - size, size * 2.0, size * 2.0),
    }
}

/// A name of at most so many letters.
pub(crate) fn short(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Places by attraction along ties and repulsion between all (Fruchterman and Reingold 1991), the first held in the middle. Positions
/// begin on a spiral, so that the same neighbours always lie the same way.
fn layout(count: usize, ties: &[(usize, usize, u32)]) -> Vec<(f64, f64)> {
    let high = height(count);
    let (middle_x, middle_y) = (PLANE / 2.0, high / 2.0);
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let begin = |n: usize| {
        // A few stand around the middle, many on a spiral.
        let turn = if count <= 9 { (n as f64 - 1.0) * std::f64::consts::TAU / (count as f64 - 1.0).max(1.0) } else { n as f64 * golden };
        let far = 40.0 + high * 0.4 * (n as f64 / count.max(1) as f64).sqrt();
        if n == 0 { (middle_x, middle_y) } else { (middle_x + far * turn.cos() * 1.4, middle_y + far * turn.sin()) }
    };
    let mut at: Vec<(f64, f64)> = (0..count).map(begin).collect();
    let ideal = ((PLANE * high / count.max(1) as f64).sqrt() * 0.62).min(130.0);
    for round in 0..240 {
        let heat = 40.0 * (1.0 - f64::from(round) / 240.0) + 0.5;
        let mut push = vec![(0.0, 0.0); count];
        for a in 0..count {
            for b in a + 1..count {
                // Names are wide: what lies beside pushes harder than what lies above.
                let (dx, dy) = ((at[a].0 - at[b].0) * 0.6, at[a].1 - at[b].1);
                let far = (dx * dx + dy * dy).sqrt().max(1.0);
                let force = ideal * ideal / far / far;
                push[a] = (push[a].0 + dx * force, push[a].1 + dy * force);
                push[b] = (push[b].0 - dx * force, push[b].1 - dy * force);
            }
        }
        for &(a, b, times) in ties {
            let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
            let far = (dx * dx + dy * dy).sqrt().max(1.0);
            let force = far / ideal * (0.6 + f64::from(times).sqrt() * 0.2).min(1.6) * 0.5;
            push[a] = (push[a].0 - dx * force / 2.0, push[a].1 - dy * force / 2.0);
            push[b] = (push[b].0 + dx * force / 2.0, push[b].1 + dy * force / 2.0);
        }
        for n in 1..count {
            let (dx, dy) = push[n];
            let far = (dx * dx + dy * dy).sqrt().max(0.01);
            let step = far.min(heat) / far;
            at[n] = ((at[n].0 + dx * step).clamp(20.0, PLANE - 150.0), (at[n].1 + dy * step).clamp(18.0, high - 18.0));
        }
    }
    at
}

/// A place on the map.
pub(crate) struct Spot {
    pub(crate) name: String,
    pub(crate) count: u32,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) href: String,
}

/// Width of a map by its height.
const SHAPE: f64 = 2.2;
/// Names on a map.
const NAMES: usize = 24;

/// Circles on the outline of the land, equirectangular, cut to where they lie.
pub(crate) fn map(spots: &[Spot], land: &str, title: &str) -> String {
    let place = |s: &Spot| ((s.lon + 180.0) / 360.0 * 1000.0, (90.0 - s.lat) / 180.0 * 500.0);
    let (mut left, mut top, mut right, mut bottom) = (1000.0_f64, 430.0_f64, 0.0_f64, 0.0_f64);
    for (x, y) in spots.iter().map(place) {
        (left, right, top, bottom) = (left.min(x), right.max(x), top.min(y), bottom.max(y));
    }
    if spots.is_empty() {
        (left, top, right, bottom) = (0.0, 20.0, 1000.0, 430.0);
    }
    let wide = ((right - left) * 1.2).max((bottom - top) * 1.2 * SHAPE).clamp(220.0, 1000.0);
    let high = wide / SHAPE;
    let x = ((left + right) / 2.0 - wide / 2.0).clamp(0.0, 1000.0 - wide);
    let y = ((top + bottom) / 2.0 - high / 2.0).clamp(0.0, 500.0 - high.min(500.0));
    let unit = wide / 1000.0;
    let mut out = format!(
        "<svg class=\"map\" viewBox=\"{x:.1} {y:.1} {wide:.1} {high:.1}\" role=\"group\" aria-label=\"{}\"><path class=\"land\" d=\"{land}\"/>",
        escaped(title)
    );
    let most = f64::from(spots.iter().map(|s| s.count).max().unwrap_or(1).max(1));
    let mut ordered: Vec<&Spot> = spots.iter().collect();
    ordered.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let size = |spot: &Spot| (2.5 + 11.0 * (f64::from(spot.count) / most).sqrt()) * unit;
    for spot in &ordered {
        let ((cx, cy), size) = (place(spot), size(spot));
        let label = escaped(&format!("{}: {}", spot.name, spot.count));
        let _ = write!(
            out,
            "<a href=\"{}\"><title>{label}</title><circle cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"{size:.2}\"/></a>",
            escaped(&spot.href)
        );
    }
    // Names lie over all circles, the greatest places first, beside their own and on no other.
    let circles: Vec<(f64, f64, f64)> = spots.iter().map(|spot| (place(spot).0, place(spot).1, size(spot))).collect();
    let mut named: Vec<[f64; 4]> = Vec::new();
    for spot in ordered {
        let ((cx, cy), size, text) = (place(spot), size(spot), short(&spot.name, 22));
        let (gap, long) = (size + 2.0 * unit, (2.0 + 6.5 * text.chars().count() as f64) * unit);
        let sides = [("start", cx + gap, cx + gap), ("end", cx - gap, cx - gap - long)];
        let free = |from: f64| {
            let own = [from, cy - 6.0 * unit, from + long, cy + 6.0 * unit];
            let inside = own[0] >= x && own[2] <= x + wide;
            let on_circle = circles.iter().any(|&(a, b, r)| {
                let (near_x, near_y) = (a.clamp(own[0], own[2]), b.clamp(own[1], own[3]));
                (a, b) != (cx, cy) && (a - near_x).hypot(b - near_y) < r
            });
            let on_name = named.iter().any(|other| own[0] < other[2] && own[2] > other[0] && own[1] < other[3] && own[3] > other[1]);
            (inside && !on_circle && !on_name).then_some(own)
        };
        let Some((anchor, at, own)) = sides.iter().find_map(|(anchor, at, from)| Some((anchor, at, free(*from)?))) else { continue };
        if named.len() < NAMES {
            named.push(own);
            let _ = write!(
                out,
                "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{:.2}\">{}</text>",
                cy + 4.0 * unit,
                11.5 * unit,
                escaped(&text)
            );
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::{Spot, layout, map, short};

    #[test]
    fn names_of_places_lie_on_no_circle() {
        let spot = |name: &str, count, lat, lon| Spot { name: name.to_owned(), count, lat, lon, href: "/x".to_owned() };
        // The second lies where the first one's name would begin, so that it goes to the other side; between two others a third has no room.
        let drawn = map(&[spot("Minsk", 9, 54.0, 27.0), spot("Orsha", 1, 54.0, 31.5), spot("Suva", 1, -18.0, 178.0)], "", "Map");
        assert!(drawn.contains("text-anchor=\"end\" font-size") && drawn.contains(">Minsk</text>"), "{drawn}");
        let crowd = map(
            &[spot("Minsk", 9, 54.0, 27.0), spot("Orsha", 1, 54.0, 31.5), spot("Brest", 1, 54.0, 22.5), spot("Suva", 1, -18.0, 178.0)],
            "",
            "Map",
        );
        assert!(!crowd.contains(">Minsk</text>") && crowd.contains(">Suva</text>"), "{crowd}");
        assert_eq!(crowd.matches("<circle").count(), 4);
    }

    #[test]
    fn the_same_neighbours_lie_the_same_way_and_apart() {
        let ties = [(0, 1, 3), (0, 2, 1), (1, 2, 1), (0, 3, 1)];
        let (a, b) = (layout(4, &ties), layout(4, &ties));
        assert_eq!(a, b);
        for n in 0..4 {
            for m in n + 1..4 {
                assert!((a[n].0 - a[m].0).abs() + (a[n].1 - a[m].1).abs() > 30.0);
            }
        }
    }

    #[test]
    fn long_names_are_cut_at_letters() {
        assert_eq!(short("Константинопольский", 8), "Констан…");
        assert_eq!(short("Минск", 8), "Минск");
    }
}
