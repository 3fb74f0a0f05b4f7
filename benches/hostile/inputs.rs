//! Files made to stall a reader or a rule, with the beginning of what each is told; shared by the bench that times them
//! and the test that reads the messages.

#[path = "crowds.rs"]
mod crowds;

use std::fmt::Write as _;

/// A hostile file.
pub struct Hostile {
    pub name: &'static str,
    /// `.toml` or `.json`.
    pub is_json: bool,
    pub text: String,
    /// Part of the first problem told; where there is none to tell, empty.
    pub told: &'static str,
}

const MANY: usize = 100_000;

fn claim(figure: &str) -> String {
    format!("[[claim]]\nid = \"a\"\nfigure = {figure}\n")
}

fn each(n: usize, mut one: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    (0..n).for_each(|i| one(&mut text, i));
    text
}

pub use crowds::swept;

/// Each of forty totals misses its whole, and each of 20,000 figures elsewhere might be the one that was meant.
fn totals() -> String {
    let mut text = String::from(
        "[[claim]]\nid = \"long\"\n[claim.total]\nwhole = \"at least 0 people\"\n[claim.total.parts]\n",
    );
    for i in 0..20_000 {
        let _ = writeln!(text, "p{i} = \"{} people\"", 100_000 + i);
    }
    for claim in 0..40 {
        let _ = writeln!(
            text,
            "[[claim]]\nid = \"c{claim}\"\n[claim.total]\nwhole = \"912,345 people\"\nexclusive = true\nexhaustive = true\n[claim.total.parts]"
        );
        for i in 0..24 {
            let _ = writeln!(text, "p{i} = \"{} people\"", 1_001 + 7 * i);
        }
    }
    text
}

/// Every hostile file.
#[allow(clippy::too_many_lines, reason = "a list")]
pub fn hostile() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mut toml = |name, told, text| all.push(Hostile { name, is_json: false, text, told });
    let too_large = "is no figure that could be checked: expected at most 100 digits";
    let deep = "tables and lists stand more than 64 deep";
    let quoted = |figure: &str| claim(&format!("\"{figure}\""));

    toml("1e999999999", too_large, quoted("1e999999999"));
    toml("1e999999999, unquoted", too_large, claim("1e999999999"));
    toml("100,000 digits", too_large, quoted(&"9".repeat(MANY)));
    toml("100,000 digits, unquoted", too_large, claim(&"9".repeat(MANY)));
    toml("100,000 decimals", too_large, quoted(&format!("0.{}1", "0".repeat(MANY))));
    toml("1/0", "`1/0` divides by zero", quoted("1/0"));
    toml("mixed separators", "`1,2` does not fit the number format 1,234.5", quoted("1,2.3,4.5"));
    toml("nested inline tables", deep, claim(&format!("{}1{}", "{a=".repeat(MANY), "}".repeat(MANY))));
    toml("nested lists", deep, format!("x = {}{}\n", "[".repeat(MANY), "]".repeat(MANY)));
    toml("unclosed lists", deep, format!("x = {}", "[".repeat(10 * MANY)));
    toml("dotted keys", deep, format!("a{} = 1\n", ".a".repeat(MANY)));
    toml("one header of many names", deep, format!("[a{}]\n", ".a".repeat(MANY)));
    toml(
        "headers within headers",
        deep,
        each(1_000, |text, i| {
            let _ = writeln!(text, "[a{}]", ".a".repeat(i));
        }),
    );
    toml("many totals that do not add up, and a long one", "", totals());
    toml(
        "like cycle",
        "'like' goes round in a circle",
        each(1_000, |text, i| {
            let _ = writeln!(
                text,
                "[[claim]]\nid = \"c{i}\"\nfigure = \"1 kg\"\nlike = \"c{}\"",
                (i + 1) % 1_000
            );
        }),
    );
    let cycle = |n: usize| {
        each(n, |text, i| {
            let _ = writeln!(text, "n{i} = \"n{}\"", (i + 1) % n);
        })
    };
    toml(
        "is_a cycle",
        "these edges run in a circle: n0 is_a n1",
        format!("[taxonomy.is_a]\n{}\n{}of = \"n0\"\n", cycle(10_000), quoted("5 kg")).replacen(
            "\n[[claim]]",
            "\n\n[[claim]]",
            1,
        ),
    );
    toml(
        "part_of cycle",
        "these edges run in a circle: n0 part_of n1",
        format!("[taxonomy.place.part_of]\n{}\n{}place = \"n0\"\n", cycle(10_000), quoted("5 kg")),
    );
    toml(
        "part_of, 20,000 deep",
        "",
        format!(
            "[taxonomy.place.part_of]\n{}\n{}place = \"n0\"\n",
            each(20_000, |text, i| {
                let _ = writeln!(text, "n{i} = \"n{}\"", i + 1);
            }),
            quoted("5 kg"),
        ),
    );
    toml(
        "partition of 5,000",
        "",
        format!(
            "[taxonomy]\npartition = [{{ whole = \"w\", parts = [{}], exclusive = true, exhaustive = true }}]\n{}of = \"w\"\n",
            each(5_000, |text, i| {
                let _ = write!(text, "\"p{i}\", ");
            }),
            quoted("5 kg"),
        ),
    );
    toml(
        "growth over a million steps",
        "'999999' is not a period",
        "[[claim]]\nid = \"a\"\nchange = { from = \"1 kg\", to = \"2 kg\", stated = \"1 % per year\" }\nperiod = \"0001/999999\"\n".into(),
    );
    toml(
        "an assumption for each of 5,000 frames",
        "",
        each(5_000, |text, i| {
            let _ = writeln!(
                text,
                "[frame.f{i}]\ndesign = \"enforcement\"\n[[assume]]\nname = \"coverage\"\nfor = \"f{i}\"\nvalue = \"10 %\"\nsource = \"supposed\""
            );
        }) + &quoted("5 kg"),
    );
    // Each of one chain excludes something, and one name is excluded as often.
    toml(
        "exclusions along a chain of 5,000",
        "",
        format!(
            "[taxonomy]\nis_a = {{ {} }}\ndisjoint = [{}]\n{}of = \"n0\"\nagainst = \"b\"\n{}of = \"q\"\n",
            each(5_000, |text, i| {
                let _ = write!(text, "n{i} = \"n{}\", ", i + 1);
            })
            .trim_end_matches(", "),
            each(5_000, |text, i| {
                let _ = write!(text, "[\"n{i}\", \"z{i}\"], [\"q\", \"w{i}\"], ");
            }),
            quoted("5 kg"),
            quoted("5 kg").replace("\"a\"", "\"b\""),
        ),
    );
    toml(
        "unknown names",
        "no claim is called 'd0'",
        each(10_000, |text, i| {
            let _ = writeln!(
                text,
                "[[claim]]\nid = \"c{i}\"\nfigure = \"1 kg\"\nlike = \"d{i}\"\nplace = \"Nowhere{i}\""
            );
        }),
    );
    toml(
        "one id, many times",
        "the id 'a' stands twice, first on line 2",
        each(10_000, |text, _| {
            text.push_str(&quoted("1 kg"));
        }),
    );
    toml(
        "drawn from one claim, many times",
        "claim 'a' stands twice in 'from'",
        format!("{}[[conclusion]]\nid = \"c\"\nfrom = [{}]\n", quoted("1 kg"), "\"a\", ".repeat(10_000)),
    );
    toml(
        "parts beyond their whole",
        "",
        format!(
            "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"5 kg\", parts = {{ {} }} }}\n",
            each(1_000, |text, i| {
                let _ = write!(text, "p{i} = \"{} kg\", ", i + 9);
            })
            .trim_end_matches(", "),
        ),
    );
    toml(
        "an id of a megabyte",
        "no claim is called 'bbb",
        format!(
            "[[claim]]\nid = \"{}\"\nfigure = \"5 kg\"\nlike = \"{}\"\n",
            "a".repeat(10 * MANY),
            "b".repeat(10 * MANY)
        ),
    );
    toml("a key of a megabyte", "unknown key `aaa", format!("{} = 1\n", "a".repeat(10 * MANY)));
    toml("a unit of a megabyte", "is too long to be one", quoted(&format!("5 {}", "k".repeat(10 * MANY))));
    toml(
        "a line of a megabyte",
        "'tonns' is no unit: did you mean 'tonnes'?",
        format!("{} # {}", quoted("5 tonns").trim_end(), "x".repeat(10 * MANY)),
    );
    toml("quotes", "keys cannot be multi-line", "\"\"\"".repeat(MANY));
    toml("NULs", "invalid unquoted key", "\0".repeat(1_000));
    toml("a NUL in a text", "invalid basic string", claim("\"5 \0kg\""));
    toml(
        "carriage returns alone",
        "carriage return must be followed by newline",
        quoted("5 kg").replace('\n', "\r"),
    );

    let mut json = |name, told, text| all.push(Hostile { name, is_json: true, text, told });
    json(
        "1e999999999, a number of JSON",
        too_large,
        "{\"claim\":[{\"id\":\"a\",\"figure\":1e999999999}]}".into(),
    );
    json("nested objects", deep, format!("{{\"claim\": {}1{}}}", "{\"a\":".repeat(MANY), "}".repeat(MANY)));
    json("nested arrays", deep, format!("{}{}", "[".repeat(MANY), "]".repeat(MANY)));
    json("unclosed objects", deep, "{\"a\":".repeat(MANY));
    json(
        "a million elements",
        "the number 1 where a claim (",
        format!("{{\"claim\":[{}1]}}", "1,".repeat(10 * MANY)),
    );
    json("a NUL", "`\\0` within a string", "{\"claim\":[{\"id\":\"a\0\",\"figure\":\"5 kg\"}]}".into());
    json(
        "an escaped NUL",
        "is neither a unit nor a noun",
        "{\"claim\":[{\"id\":\"a\",\"figure\":\"5\\u0000 kg\"}]}".into(),
    );
    json("nothing", "the file is empty", String::new());
    json("null", "null where", "null".into());
    all.extend(crowds::crowds());
    all
}
