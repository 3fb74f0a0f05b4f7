//! A first look.
fn main() -> Result<(), saltgrain::Error> {
    let path = std::env::args().nth(1).unwrap_or("examples/fentanyl.toml".into());
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let (d, p) =
        saltgrain::dossier::read::read::<saltgrain::Dossier>(&text, saltgrain::dossier::read::Format::Toml);
    for p in p {
        println!("{p}");
    }
    let Some(d) = d else { return Ok(()) };
    let r = saltgrain::Checker::default().check(&d)?;
    for f in r.findings() {
        println!(
            "{} {} {} {}:\n    {}\n    {}\n    {}",
            f.severity(),
            f.rule().code,
            f.claim().unwrap_or(""),
            f.conclusion().unwrap_or(""),
            f.message(),
            f.reason(),
            f.advice()
        );
        if let Some(p) = f.proof() {
            println!("{p}");
        }
    }
    for n in r.not_compared() {
        println!("NC {:?} {}", n.claim, n.reason);
    }
    for n in r.undecided() {
        println!("UN {} {:?} {:?} {:?} {}", n.rule.code, n.claim, n.conclusion, n.missing, n.because);
    }
    for q in r.questions() {
        println!("? {} {} {:?}", q.settles, q.text, q.of);
    }
    for t in r.tallies() {
        println!(
            "{} fired {} passed {} na {} un {}",
            t.rule.code, t.fired, t.passed, t.not_applicable, t.undecidable
        );
    }
    Ok(())
}
