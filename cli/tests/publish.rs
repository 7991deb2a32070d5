//! `akoma publish` as a person meets it: settings, a bundle, a folder for a web server; and with
//! portals at hand, commands that are killed again and again.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::told;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Settings for the declaration.
fn settings() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../publish/examples/declaration.toml");
    fs::read_to_string(path).unwrap()
}

/// The command with these words, without what the environment may say of portals.
fn akoma(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_akoma"));
    command
        .arg("publish")
        .args(args)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for variable in ["URL", "TOKEN", "ORG"] {
        command.env_remove(format!("CKAN_{variable}")).env_remove(format!("UDATA_{variable}"));
    }
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    akoma(folder, args).output().unwrap()
}

fn code(folder: &Path, args: &[&str]) -> i32 {
    run(folder, args).status.code().unwrap()
}

/// A folder with settings and a bundle of the declaration.
fn bundled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("publish.toml"), settings()).unwrap();
    assert_eq!(code(folder.path(), &["bundle", "-q", "-o", "bundle"]), 0);
    folder
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        files.insert(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    }
    files
}

#[test]
fn settings_are_begun_and_say_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let init = &["init", "--publisher", "Chancellerie"][..];
    assert_eq!(code(folder.path(), init), 0);
    insta::assert_snapshot!(
        "init",
        fs::read_to_string(folder.path().join("publish.toml")).unwrap()
    );
    insta::assert_snapshot!("init_again", told(&run(folder.path(), init)));
    let printed = run(folder.path(), &[init, &["-o", "-"]].concat());
    assert_eq!(printed.stdout, fs::read(folder.path().join("publish.toml")).unwrap());
    insta::assert_snapshot!("left", told(&run(folder.path(), &["bundle", "-o", "bundle"])));
}

#[test]
fn what_is_given_for_settings_is_told_without_a_place_in_them() {
    let folder = tempfile::tempdir().unwrap();
    let said = told(&run(folder.path(), &["init", "--licence", "cc-by", "--homepage", "page"]));
    assert!(
        said.starts_with("exit 2\n--- stdout\n--- stderr\nerror: `dataset.licence`: "),
        "{said}"
    );
    assert!(said.contains("\nerror: `publisher.homepage`: expected"), "{said}");
    assert!(!folder.path().join("publish.toml").exists());
}

#[test]
fn all_files_of_a_bundle_are_listed_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("publish.toml"), settings()).unwrap();
    let accords = folder.path().join("accords");
    fs::create_dir(&accords).unwrap();
    for number in 10..22 {
        let text = format!("Accord {number}\n1. Objet\nÀ Paris, l’ANSSI informe Frontex.\n");
        fs::write(accords.join(format!("{number}.txt")), text).unwrap();
        let metadata = format!("work.date = \"2021-11-{number}\"\nwork.country = \"fr\"\n");
        fs::write(accords.join(format!("{number}.toml")), metadata).unwrap();
    }
    let listed = |columns: Option<&str>| {
        let mut command = akoma(folder.path(), &["bundle", "accords", "-o", "bundle"]);
        command.env_remove("COLUMNS");
        columns.map(|columns| command.env("COLUMNS", columns));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let [piped, shown] = [listed(None), listed(Some("80"))];
    assert!(piped.contains(" 10.xml ") && piped.contains(" 21.html "), "{piped}");
    assert!(!shown.contains(" 10.xml ") && shown.contains("… 11 files "), "{shown}");
}

#[test]
fn a_bundle_tells_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("publish.toml"), settings()).unwrap();
    insta::with_settings!({filters => vec![(r"┆ +[\d,]+ │", "┆     [n] │")]}, {
        insta::assert_snapshot!(told(&run(folder.path(), &["bundle", "-o", "bundle"])));
    });
}

#[test]
fn a_bundle_is_the_same_on_every_day() {
    let [first, second] = [bundled(), tempfile::tempdir().unwrap()];
    fs::write(second.path().join("publish.toml"), settings()).unwrap();
    let mut later = akoma(second.path(), &["bundle", "-q", "-o", "bundle"]);
    assert!(later.env("SOURCE_DATE_EPOCH", "1893456000").status().unwrap().success());
    assert_eq!(files(&first.path().join("bundle")), files(&second.path().join("bundle")));
}

#[test]
fn a_folder_of_documents_is_bundled() {
    let folder = tempfile::tempdir().unwrap();
    let accords = folder.path().join("accords");
    fs::create_dir(&accords).unwrap();
    fs::write(accords.join("un.txt"), "Accord\n1. Objet\nÀ Paris, l’ANSSI informe Frontex.\n")
        .unwrap();
    fs::write(
        accords.join("un.toml"),
        "work.date = \"2021-11-22\"\nwork.country = \"fr\"\n\
         work.authors = [\"republique-francaise\"]\n",
    )
    .unwrap();
    fs::write(accords.join("deux.txt"), "Déclaration\n1. Objet\nÀ Lille.\n").unwrap();
    fs::write(
        accords.join("deux.toml"),
        "work.date = \"2021-11-23\"\nwork.country = \"fr\"\n\
         work.authors = [\"republique-francaise\"]\n",
    )
    .unwrap();
    fs::write(folder.path().join("publish.toml"), settings()).unwrap();
    let said = run(folder.path(), &["bundle", "accords", "-q", "-o", "bundle"]);
    assert!(said.status.success(), "{}", told(&said));
    let made = files(&folder.path().join("bundle"));
    for name in ["un.xml", "un.txt", "un.html", "deux.xml", "deux.txt", "deux.html"] {
        assert!(made.contains_key(name), "{name}");
    }
    // Made into XML and put beside the text, a document is taken once.
    fs::copy(folder.path().join("bundle/un.xml"), accords.join("un.xml")).unwrap();
    let again = run(folder.path(), &["bundle", "accords", "-q", "-o", "bundle"]);
    assert!(again.status.success(), "{}", told(&again));
    assert_eq!(files(&folder.path().join("bundle")).len(), made.len());
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = bundled();
    let broken = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act/></akomaNtoso>";
    fs::write(folder.path().join("loi.xml"), broken).unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/letter"), "x").unwrap();
    let mut all = String::new();
    for args in [
        &["bundle", "loi.xml", "-o", "other"][..],
        &["bundle", "-o", "mine"],
        &["bundle", "-o", "other", "--settings", "none.toml"],
        &["bundle", "-o", "other", "--profile", "de"],
        &["ckan", "mine", "--url", "https://data.example.org"],
        &["ckan", "bundle"],
        &["udata", "bundle", "--url", "https://data.example.org"],
        &["site", "bundle", "-o", "mine"],
        &["site", "nowhere", "-o", "www"],
    ] {
        all.push_str(&format!(
            "$ akoma publish {}\n{}\n",
            args.join(" "),
            told(&run(folder.path(), args))
        ));
    }
    let mut plain = akoma(folder.path(), &["ckan", "bundle", "--url", "http://data.example.org"]);
    let said = plain.env("CKAN_TOKEN", "s3cret-token").output().unwrap();
    all.push_str(&format!(
        "$ CKAN_TOKEN=… akoma publish ckan bundle --url http:…\n{}\n",
        told(&said)
    ));
    fs::write(folder.path().join("bundle/mentions.csv"), "doc\n").unwrap();
    let said = run(folder.path(), &["site", "bundle", "-o", "www"]);
    all.push_str(&format!(
        "$ akoma publish site bundle -o www   # a file was changed\n{}",
        told(&said)
    ));
    assert!(!all.contains("s3cret"), "{all}");
    insta::assert_snapshot!(all);
}

#[test]
fn a_site_is_written_once_and_mended() {
    let folder = bundled();
    let site = &["site", "bundle", "-o", "www"][..];
    insta::with_settings!({filters => vec![(r"\d+ bytes", "[n] bytes")]}, {
        let dry = told(&run(folder.path(), &["site", "bundle", "-o", "www", "--dry-run"]));
        let first = told(&run(folder.path(), site));
        assert!(dry.contains("Would be done") && dry.lines().count() > 15, "{dry}");
        insta::assert_snapshot!("site_first", first);
        insta::assert_snapshot!("site_again", told(&run(folder.path(), site)));
        // What somebody has changed is not written over; what is gone comes back.
        fs::write(folder.path().join("www/index.html"), "mine").unwrap();
        fs::remove_file(folder.path().join("www/mentions.csv")).unwrap();
        insta::assert_snapshot!("site_changed", told(&run(folder.path(), site)));
        assert_eq!(fs::read(folder.path().join("www/index.html")).unwrap(), b"mine");
        fs::remove_file(folder.path().join("www/index.html")).unwrap();
        insta::assert_snapshot!("site_mended", told(&run(folder.path(), site)));
    });
    let served = files(&folder.path().join("www"));
    for (path, bytes) in files(&folder.path().join("bundle")) {
        assert_eq!(served[&path], bytes, "{path}");
    }
    assert!(served.contains_key(".htaccess"));
}

#[test]
fn plan_and_receipt_as_json() {
    let folder = bundled();
    let said = run(folder.path(), &["site", "bundle", "-o", "www", "--json"]);
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["plan"][0], "create the dataset");
    assert_eq!(told["receipt"]["portal"], "site");
    let receipt = fs::read_to_string(folder.path().join("bundle.site.receipt.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&receipt).unwrap(), told["receipt"]);
}

#[test]
fn bundles_and_sites_survive_twenty_kills() {
    let folder = bundled();
    let settings = settings();
    let begun = Instant::now();
    let say = |round: u32| {
        let settings =
            settings.replace("Administration d’exemple", &format!("Administration {round}"));
        fs::write(folder.path().join("publish.toml"), settings).unwrap();
    };
    let make = &["bundle", "-q", "-o", "bundle"][..];
    let push = &["site", "bundle", "-q", "-o", "www"][..];
    assert_eq!(code(folder.path(), make), 0);
    let whole = begun.elapsed();
    for round in 0..20 {
        say(round / 2);
        for args in [make, push] {
            let mut child = akoma(folder.path(), args).spawn().unwrap();
            // Every round a little later, from the start to the usual end.
            thread::sleep(whole.mul_f64(f64::from(round) / 20.0));
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
    for args in [make, push] {
        let said = run(folder.path(), args);
        assert!(said.status.success(), "{}", told(&said));
    }
    let [made, served] = ["bundle", "www"].map(|name| files(&folder.path().join(name)));
    assert_eq!(made.len(), 18, "{:?}", made.keys());
    assert_eq!(served.len(), 20, "{:?}", served.keys());
    for (path, bytes) in made {
        assert_eq!(served[&path], bytes, "{path}");
    }
}

#[test]
fn things_of_others_are_never_taken_for_akomas() {
    let folder = bundled();
    let mine = folder.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("thesis.txt"), "mine").unwrap();
    // Two lists of sums: one that fits, one that does not.
    let right = "3fd30542fe3f61b14bd4a4b2dc0b6fb30fa6f63ebce52dd1778aaa8c4dc02cff  thesis.txt\n";
    for sums in [right, "00  thesis.txt\n00  ../publish.toml\n"] {
        fs::write(mine.join("SHA256SUMS"), sums).unwrap();
        let before = files(&mine);
        for args in [&["bundle", "-o", "mine"][..], &["site", "bundle", "-o", "mine"]] {
            let said = run(folder.path(), args);
            assert_eq!(said.status.code(), Some(2), "{}", told(&said));
            assert!(told(&said).contains("found `SHA256SUMS`, `thesis.txt`"), "{}", told(&said));
            assert_eq!(files(&mine), before);
        }
    }
    assert!(folder.path().join("publish.toml").exists());
}

/// A portal to try, with what the command needs to know of it.
struct Portal {
    name: &'static str,
    env: Vec<(String, String)>,
}

impl Portal {
    fn find(name: &'static str) -> Self {
        let prefix = name.to_uppercase();
        let get = |variable: &str| {
            let variable = format!("{prefix}_{variable}");
            std::env::var(&variable).ok().map(|value| (variable, value))
        };
        let must = |variable: &str| {
            get(variable).unwrap_or_else(|| {
                panic!("expected a portal to try, but {prefix}_{variable} is not set")
            })
        };
        let env = [must("URL"), must("TOKEN")].into_iter().chain(get("ORG")).collect();
        Self { name, env }
    }

    fn push(&self, folder: &Path) -> Command {
        let mut command = akoma(folder, &[self.name, "bundle"]);
        if self.name == "ckan" {
            command.args(["--organization", "akoma-cli-test", "--create-organization"]);
        }
        command.envs(self.env.iter().cloned());
        command
    }

    fn ask(&self, path: &str) -> Value {
        // The portal's own word, by another client than akoma's.
        let header = match self.name {
            "ckan" => "Authorization",
            _ => "X-API-KEY",
        };
        let said = Command::new("curl")
            .args(["-s", "-H", &format!("{header}: {}", self.env[1].1)])
            .arg(format!("{}/{path}", self.env[0].1))
            .output()
            .unwrap();
        serde_json::from_slice(&said.stdout).unwrap()
    }

    /// Addresses of the files of the datasets of this title, a list for each dataset.
    fn datasets(&self, title: &str) -> Vec<Vec<String>> {
        let (found, title_of, url_of) = match self.name {
            "ckan" => {
                let path = "api/3/action/package_search?rows=1000&include_private=true";
                (self.ask(path)["result"]["results"].clone(), "title", "url")
            }
            _ => (self.ask("api/1/datasets/?page_size=1000")["data"].clone(), "title", "url"),
        };
        let found = found.as_array().unwrap();
        let ours = found.iter().filter(|dataset| dataset[title_of] == title);
        ours.map(|dataset| {
            let files = dataset["resources"].as_array().unwrap();
            files.iter().map(|file| file[url_of].as_str().unwrap().to_owned()).collect()
        })
        .collect()
    }
}

/// Kills the command again and again, at any point, then lets it end: one dataset, every file
/// whole, one receipt.
fn killed_again_and_again(name: &'static str) {
    let portal = Portal::find(name);
    let folder = tempfile::tempdir().unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    let identifier = format!("akoma-kill-{name}-{now}");
    let title = format!("Déclaration tuée vingt fois {now}");
    let settings = settings().replace("declaration-securite-be-fr-2021", &identifier);
    let settings: String = settings
        .lines()
        .map(|line| match line.starts_with("title.fr") {
            true => format!("title.fr = \"{title}\"\n"),
            false => format!("{line}\n"),
        })
        .collect();
    // Every round has something to send: description, and with it a page that names the publisher.
    let bundle = |round: u32| {
        let settings =
            settings.replace("Administration d’exemple", &format!("Administration {round}"));
        fs::write(folder.path().join("publish.toml"), settings).unwrap();
        assert_eq!(code(folder.path(), &["bundle", "-q", "-o", "bundle"]), 0);
    };

    // How long a run takes, on another dataset.
    let trial = bundled();
    let begun = Instant::now();
    let said = portal.push(trial.path()).output().unwrap();
    assert_ne!(said.status.code(), Some(2), "{}", told(&said));
    let whole = begun.elapsed();

    let mut seed = u64::try_from(now % u128::from(u64::MAX)).unwrap();
    for round in 0..20 {
        // The first rounds make the dataset, the others change it.
        bundle(round / 4);
        // Any time from the start to the usual end; xorshift, for no more is needed here.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let after = whole.mul_f64(f64::from(u32::try_from(seed % 1000).unwrap()) / 1000.0);
        let mut child = portal.push(folder.path()).spawn().unwrap();
        thread::sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
        println!("round {round}: killed after {} of {} ms", after.as_millis(), whole.as_millis());
    }
    // A portal may still be at work on the last request.
    thread::sleep(Duration::from_secs(1));
    let said = portal.push(folder.path()).output().unwrap();
    assert_ne!(said.status.code(), Some(2), "{}", told(&said));

    let found = portal.datasets(&title);
    assert_eq!(found.len(), 1, "datasets");
    let receipt = folder.path().join(format!("bundle.{name}.receipt.json"));
    let receipt: Value = serde_json::from_slice(&fs::read(receipt).unwrap()).unwrap();
    let sent: BTreeSet<_> =
        receipt["files"].as_array().unwrap().iter().map(|f| f["url"].as_str().unwrap()).collect();
    let there: BTreeSet<_> = found[0].iter().map(String::as_str).collect();
    assert_eq!((sent, found[0].len()), (there.clone(), 13), "files");
    let bundle = files(&folder.path().join("bundle"));
    for file in receipt["files"].as_array().unwrap() {
        let url = file["url"].as_str().unwrap();
        let downloaded = Command::new("curl").args(["-sL", url]).output().unwrap().stdout;
        assert_eq!(bundle[file["path"].as_str().unwrap()], downloaded, "{url}");
    }
    let left: Vec<PathBuf> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    let receipts = left.iter().filter(|path| path.to_string_lossy().ends_with(".receipt.json"));
    assert_eq!(receipts.count(), 1, "{left:?}");
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn ckan_survives_twenty_kills() {
    killed_again_and_again("ckan");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn udata_survives_twenty_kills() {
    killed_again_and_again("udata");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let folder = bundled();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("real/sub")).unwrap();
    symlink(at("real"), at("link")).unwrap();
    symlink(at("nowhere"), at("dangling")).unwrap();
    symlink(at("nowhere"), at("bundle.site.receipt.json")).unwrap();
    for args in [
        &["bundle", "-o", "link"][..],
        &["bundle", "-o", "link/"],
        &["bundle", "-o", "link/sub"],
        &["bundle", "-o", "link/new"],
        &["bundle", "-o", "dangling"],
        &["site", "bundle", "-o", "link/sub"],
        &["site", "bundle", "-o", "dangling/new"],
        &["site", "bundle", "-o", "public"],
        &["init", "-o", "dangling"],
    ] {
        let out = run(folder.path(), args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
    }
    assert!(!at("nowhere").exists() && !at("real/new").exists());
    assert_eq!(fs::read_dir(at("real/sub")).unwrap().count(), 0);
    assert!(at("dangling").is_symlink() && at("bundle.site.receipt.json").is_symlink());
}

#[test]
fn what_settings_say_of_documents_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "accord.txt",
        "Accord entre la Belgique et la France\n1. Objet\nLa France informe Frontex.\n",
    );
    let with = |more: &str| write("publish.toml", &format!("{}\n{more}\n", settings()));
    let said = |code: i32| {
        let out = run(folder.path(), &["bundle", "accord.txt", "-q", "-o", "bundle"]);
        assert_eq!(out.status.code(), Some(code), "{}", told(&out));
        told(&out)
    };
    with(
        "[documents.accord]\nwork.date = \"2021-11-22\"\nwork.authors = [\"republique-francaize\"]",
    );
    let found = said(2);
    assert!(
        found.contains("publish.toml:") && found.contains("`republique-francaise`?"),
        "{found}"
    );
    with(
        "[documents.accord]\nwork.date = \"2021-11-22\"\n[documents.autre]\nwork.date = \"2021-11-23\"",
    );
    let found = said(2);
    assert!(found.contains("(accord), but found `autre`"), "{found}");
}

#[test]
fn settings_may_name_kinds_of_one_s_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("accord.txt", "Sur les incidents\n1. Objet\nLa France informe Frontex.\n");
    write("kinds.toml", "[[kind]]\nname = \"note\"\nelement = \"act\"\npresent = \"state\"\n");
    let about = "[documents.accord.work]\ndate = \"2021-11-22\"\ncountry = \"fr\"\nkind = \"note\"\n\
        authors = [\"republique-francaise\"]";
    write("publish.toml", &format!("{}\n{about}\n", settings()));
    let bundle = ["bundle", "accord.txt", "-q", "-o", "bundle"];
    let out = run(folder.path(), &bundle);
    let found = told(&out);
    assert_eq!(out.status.code(), Some(2), "{found}");
    assert!(found.contains("publish.toml:") && found.contains("but found `note`"), "{found}");

    let out = run(folder.path(), &[&bundle[..], &["--kinds", "kinds.toml"]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    let mut found = fs::read_dir(folder.path().join("bundle")).unwrap().map(|e| e.unwrap().path());
    let xml = found.find(|path| path.extension().is_some_and(|e| e == "xml")).unwrap();
    let xml = fs::read_to_string(xml).unwrap();
    assert!(xml.contains("<act name=\"note\""), "{xml}");
    assert!(xml.contains("/akn/fr/act/note/2021-11-22/"), "{xml}");
}

#[test]
fn xml_of_an_undated_text_is_not_published_either() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("publish.toml"), settings()).unwrap();
    fs::write(folder.path().join("note.txt"), "Note\n1. Objet\nLa France informe Frontex.\n")
        .unwrap();
    let build = Command::new(env!("CARGO_BIN_EXE_akoma"))
        .current_dir(folder.path())
        .args(["build", "note.txt", "-o", "."])
        .output()
        .unwrap();
    assert_eq!(build.status.code(), Some(1), "{}", told(&build));
    let out = run(folder.path(), &["bundle", "note.xml", "-o", "bundle"]);
    assert_eq!(out.status.code(), Some(2));
    let found = told(&out);
    assert!(found.contains("note.xml: expected to know the date"), "{found}");
    assert!(found.contains("make the XML again with `akoma build`"), "{found}");
}
