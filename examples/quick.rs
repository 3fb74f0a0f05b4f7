//! A first look.
fn main() -> Result<(), saltgrain::Error> {
    let c = saltgrain::Claim::share("30 kg", "5 kg")?;
    let r = saltgrain::check_claim(&c)?;
    for f in r.findings() { println!("{} {} {}: {} / {} / {}", f.severity(), f.rule().code, f.claim().unwrap_or(""), f.message(), f.reason(), f.advice()); if let Some(p)=f.proof(){println!("{p}");} }
    println!("{:?}", r.tallies());
    Ok(())
}
