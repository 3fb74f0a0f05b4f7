//! stub
#![allow(missing_docs, clippy::all, clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)]
use super::*;
use serde::{Serialize, Deserialize};
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure { text: String, v: Exact, v2: Option<Exact>, u: Exact, uu: Exact, kind: u8 }
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberFormat;
impl NumberFormat { pub const ALL: [NumberFormat;1] = [NumberFormat]; }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading { Nearest, AsWritten, Widest }
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FigureError(String);
fn plain(t: &str) -> Option<(Exact, Exact, Exact)> {
    let c = t.replace(',', "");
    let v: Exact = c.parse().ok()?;
    let d = c.split('.').nth(1).map_or(0, str::len) as i32;
    let u = Exact::pow10(-d).ok()?;
    let digits = c.trim_start_matches('-');
    let z = if d == 0 { digits.len() - digits.trim_end_matches('0').len() } else { 0 };
    let uu = if d == 0 && digits != "0" { Exact::pow10(z as i32).ok()? } else { u.clone() };
    Some((v, u, uu))
}
impl std::fmt::Display for Figure { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.text) } }
impl Figure {
    pub fn parse(t: &str, f: &NumberFormat) -> Result<Figure, FigureError> {
        let (a, r) = Self::split(t, f)?;
        if r.is_empty() { Ok(a) } else { Err(FigureError(t.into())) }
    }
    pub fn split<'t>(t: &'t str, _: &NumberFormat) -> Result<(Figure, &'t str), FigureError> {
        let err = || FigureError(t.to_string());
        let (kind, rest) = if let Some(r) = t.strip_prefix("at least ") { (1, r) }
            else if let Some(r) = t.strip_prefix("up to ") { (2, r) }
            else if let Some(r) = t.strip_prefix("about ") { (3, r) }
            else { (0, t) };
        let (n, mut unit) = rest.split_once(' ').unwrap_or((rest, ""));
        let (v, u, uu) = plain(n).ok_or_else(err)?;
        let mut v2 = None;
        if let Some(r) = unit.strip_prefix("% to ").or(unit.strip_prefix("to ")) {
            let (n2, un) = r.split_once(' ').unwrap_or((r, ""));
            let (w, _, _) = plain(n2).ok_or_else(err)?;
            v2 = Some(w); unit = un;
        }
        let text = t[..t.len()-unit.len()].trim().to_string();
        Ok((Figure { text, v, v2, u, uu, kind }, unit))
    }
    pub fn exact(v: Exact) -> Figure { Figure { text: format!("exactly {v}"), v2: None, u: Exact::ZERO, uu: Exact::ZERO, v, kind: 9 } }
    pub fn value(&self) -> &Exact { &self.v }
    pub fn text(&self) -> &str { &self.text }
    pub fn is_vague(&self) -> bool { self.kind == 3 }
    pub fn reading(&self, r: Reading) -> Interval {
        let hi = self.v2.clone().unwrap_or(self.v.clone());
        let two = Exact::from(2);
        match self.kind {
            0 => match r {
                Reading::Nearest => { let h = (&self.u / &two).unwrap(); if self.v2.is_some() { return Interval::closed(self.v.clone(), hi).unwrap(); } Interval::closed((&self.v - &h).unwrap(), (&hi + &h).unwrap()).unwrap() }
                Reading::AsWritten => Interval::open((&self.v - &self.u).unwrap(), (&hi + &self.u).unwrap()).unwrap(),
                Reading::Widest => Interval::open((&self.v - &self.uu).unwrap(), (&hi + &self.uu).unwrap()).unwrap(),
            },
            1 => Interval::at_least(self.v.clone()),
            2 => Interval::at_most(self.v.clone()),
            3 => Interval::all(),
            _ => Interval::point(self.v.clone()),
        }
    }
    pub fn last_digit(&self) -> Option<Exact> { Some(self.u.clone()) }
}
