#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const COLLINS: &str = "factors = { yellow-car = \"1 in 10\", moustache = \"1 in 4\", ponytail = \"1 in 10\", \
                       blond-hair = \"1 in 3\", beard = \"1 in 10\", mixed-couple = \"1 in 1,000\" }\n\
                       stated = \"1 in 12 million\"";

fn joint(kind: &str, joint: &str) -> Judged {
    judge("IN10", &format!("[[claim]]\nid = \"together\"\n[claim.joint]\nkind = \"{kind}\"\n{joint}\n"))
}

fn chances(fields: &str) -> Judged {
    joint("probabilities", fields)
}

fn p_values(fields: &str) -> Judged {
    joint("p-values", fields)
}

const THREE: &str = "factors = { first = \"0.05\", second = \"0.2\", third = \"0.1\" }";

#[test]
fn the_couple_of_the_court() {
    let finding = chances(&format!("{COLLINS}\ntrials = \"12 million couples\"")).warned();
    assert_eq!(number(&finding, "product"), exact("1/12000000"));
    assert_eq!(number(&finding, "largest joint chance"), exact("1/1000"));
    assert_eq!(limits(&finding, "joint chance"), closed("0", "1/1000"));
    // 1/1000 over 1/12,000,000.
    assert_eq!(number(&finding, "dependence factor"), exact("12000"));
    assert_eq!(number(&finding, "expected"), exact("1"));
    // (1 - q - n·p·(1 - p)^(n - 1))/(1 - q) with q = (1 - p)^n, in double precision.
    let another = limits(&finding, "chance of another");
    assert!(
        another.contains(&exact("0.4180232831")) || another.is_subset(&closed("0.41802328", "0.41802329"))
    );
    assert_eq!(
        finding.reason(),
        "where they go together, all of them happen with a chance of up to 0.1 %, 12,000 times the product; nothing says \
         that they do not, and even by the product 1 is expected in 12 million couples, and beside one there is another \
         with a chance of 41.8 %"
    );
    let finding = chances(COLLINS).warned();
    assert!(finding.reason().ends_with("nothing says that they do not"), "{}", finding.reason());
    assert_eq!(finding.question().map(|field| field.name().to_string()).as_deref(), Some("independent"));
}

#[test]
fn who_says_why_may_multiply() {
    chances(&format!("{COLLINS}\nindependent = \"drawn from six urns\"")).passed();
    let two = "factors = { a = \"0.5 %\", b = \"2 %\" }";
    chances(&format!("{two}\nstated = \"0.01 %\"")).warned();
    chances(&format!("{two}\nstated = \"0.01 %\"\nindependent = \"two reactors of different make\""))
        .passed();
    // Counted: 1 of 10,000 is what was seen.
    chances(&format!("{two}\nstated = \"1 of 10,000 days\"")).passed();
    chances(&format!("{two}\nstated = {{ value = \"0.01 %\", n = \"10,000\" }}")).passed();
}

#[test]
fn only_what_is_the_product_and_nothing_else() {
    let two = |stated: &str| chances(&format!("factors = {{ a = \"0.5 %\", b = \"2 %\" }}\n{stated}"));
    // 0.45 · 1.5 to 0.55 · 2.5, in hundredths of a per cent: 0.00675 to 0.01375 %.
    two("stated = \"0.007 %\"").warned();
    two("stated = \"0.005 %\"").not_applicable();
    two("stated = \"0.02 %\"").not_applicable();
    two("stated = \"0.5 %\"").not_applicable();
    // 70 · 70 = 49 %, among 40 to 70; 97 · 97 = 94.1 %, among 94 to 97, of which the digits leave open more than half.
    chances("factors = { a = \"70 %\", b = \"70 %\" }\nstated = \"49 %\"").warned();
    chances("factors = { a = \"97 %\", b = \"97 %\" }\nstated = \"94 %\"").not_applicable();
    chances("factors = { a = \"97.0 %\", b = \"97.0 %\" }\nstated = \"94.1 %\"").warned();
    // A limit is no product.
    chances("factors = { a = \"less than 1 %\", b = \"2 %\" }\nstated = \"less than 0.02 %\"")
        .not_applicable();
    // Certain and impossible.
    chances("factors = { a = \"1\", b = \"0.02\" }\nstated = \"0.02\"").not_applicable();
    chances("factors = { a = \"0\", b = \"0.02\" }\nstated = \"0\"").not_applicable();
}

#[test]
fn at_least_one_of_them() {
    // 1 - 0.9 · 0.8 = 28 %, among 20 and 30.
    let two = "factors = { a = \"10.0 %\", b = \"20.0 %\" }";
    let finding = chances(&format!("{two}\nunion = \"28.0 %\"")).warned();
    assert_eq!(limits(&finding, "chance of any"), closed("1/5", "3/10"));
    assert!(
        finding.message().starts_with("28.0 % for at least one of a (10.0 %) and b (20.0 %)"),
        "{}",
        finding.message()
    );
    chances(&format!("{two}\nunion = \"28.0 %\"\nindependent = \"two separate lines\"")).passed();
    // The sum is an upper limit, and what is said here is that they exclude each other.
    chances(&format!("{two}\nunion = \"30.0 %\"")).not_applicable();
}

/// The chance of the second given the first: the rule of multiplication holds without independence.
#[test]
fn a_chain_of_conditions_needs_no_independence() {
    let chain = |base: &str| {
        let factors =
            format!("factors = {{ first = \"4/52\", second = {{ value = \"3/51\", base = \"{base}\" }} }}");
        let fields = format!("[claim.joint]\nkind = \"probabilities\"\n{factors}\nstated = \"1 in 221\"");
        judge("IN10", &format!("[[claim]]\nid = \"aces\"\nbase = \"none\"\n{fields}\n"))
    };
    chain("first").not_applicable();
    chain("none").warned();
    chain("unknown").asks("base", "aces");
    // Of two conditions nobody says whether they are one.
    judge(
        "IN10",
        "[[claim]]\nid = \"two\"\nbase = \"winters\"\n[claim.joint]\nkind = \"probabilities\"\nstated = \"0.01 %\"\n\
         factors = { a = \"0.5 %\", b = { value = \"2 %\", base = \"cold-winters\" } }\n",
    )
    .asks("taxonomy", "two");
}

#[test]
fn a_product_of_p_values_is_none() {
    for independent in ["", "independent = \"three laboratories\""] {
        let finding = p_values(&format!("{THREE}\nstated = \"0.001\"\n{independent}")).warned();
        assert_eq!(number(&finding, "product"), exact("1/1000"));
        // x·(1 + L + L²/2) with x = 0.001, L = -ln x: 0.0317662967761…
        assert!(limits(&finding, "combined").is_subset(&closed("0.0317662967", "0.0317662968")));
        // Three times 0.05.
        assert_eq!(number(&finding, "smallest times their number"), exact("3/20"));
        assert_eq!(
            finding.message(),
            "0.001 is the product of the P-values of first (0.05), second (0.2) and third (0.1), and no P-value"
        );
        assert!(finding.advice().starts_with("print 0.0318 and how it was combined"), "{}", finding.advice());
    }
}

#[test]
fn fisher_s_combination_needs_independence() {
    p_values(&format!("{THREE}\nstated = \"0.032\"\nindependent = \"three laboratories\"")).passed();
    p_values(&format!("{THREE}\nstated = \"0.032\"")).asks("independent", "together");
    // Neither: combined in another way, such as Bonferroni's or Tippett's (1 - 0.95³ = 0.143).
    p_values(&format!("{THREE}\nstated = \"0.15\"")).not_applicable();
    p_values(&format!("{THREE}\nstated = \"0.143\"\nindependent = \"three laboratories\"")).not_applicable();
    p_values(THREE).not_applicable();
    p_values("factors = { a = \"0.000\", b = \"0.2\" }\nstated = \"0.000\"").not_applicable();
    p_values("factors = { a = \"0.05\" }\nstated = \"0.05\"").not_applicable();
    // Two of one half: 0.25·(1 + ln 4) = 0.597; as printed too coarse to tell from others.
    p_values("factors = { a = \"0.5\", b = \"0.5\" }\nstated = \"0.6\"").not_applicable();
    p_values("factors = { a = \"0.50\", b = \"0.50\" }\nstated = \"0.60\"").asks("independent", "together");
}

#[test]
fn it_says_nothing_of_what_it_is_not_about() {
    joint("shares", "factors = { a = \"60 %\", b = \"50 %\" }\nstated = \"30 %\"").not_applicable();
    chances("factors = { a = \"60 %\", b = \"50 %\" }").not_applicable();
    chances("factors = { a = \"60 %\", b = \"50 %\" }\nstated = \"300 people\"").not_applicable();
    chances("factors = { a = \"60 people\", b = \"50 %\" }\nstated = \"30 %\"").not_applicable();
    chances("factors = { a = \"120 %\", b = \"50 %\" }\nstated = \"60 %\"").not_applicable();
    judge("IN10", "[[claim]]\nid = \"x\"\nfigure = \"30 %\"").not_applicable();
}
