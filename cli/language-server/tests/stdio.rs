//! Sessions over standard input and output, with a process of its own.

use std::{
    env,
    error::Error,
    fs,
    io::{BufReader, Write as _},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use lsp_server::{Message, Notification, Request};
use nas_language_server::{Ended, serve_stdio};
use serde_json::{Value, json};

/// Set in the process that is the server.
const SERVER: &str = "NAS_TEST_IS_SERVER";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    if env::var_os(SERVER).is_some() {
        assert_eq!(serve_stdio()?, Ended::Orderly);
        return Ok(());
    }
    a_mistake_is_published()?;
    a_bare_alternative_keeps_its_name()?;
    a_label_is_renamed()?;
    a_file_that_is_not_open_is_found_and_renamed()?;
    names_that_nothing_uses_are_warned_of()
}

fn a_mistake_is_published() -> Outcome {
    let mut session = Session::start(&json!({ "capabilities": {} }))?;
    assert_eq!(session.receive()?["result"]["serverInfo"]["name"], "nas");
    session.open("untitled:a", "const a = b")?;
    assert_eq!(session.receive()?["params"]["diagnostics"][0]["code"], "N0101");
    session.end()
}

const BARE: &str = "\
op halve = conv(2, 1)
space S {
  input x: image[4, 8, 8]
  x -> oneof { halve, keep: conv(2, 3) }
  require count(halve) <= 1
}
";

fn a_bare_alternative_keeps_its_name() -> Outcome {
    let (mut session, uri) = Session::at_work(BARE)?;
    let edits = session.rename(&uri, (0, 3), "half")?;
    assert_eq!(texts(&edits[&uri]), [(0, 3, "half"), (3, 15, "halve: half")]);
    session.end()
}

fn a_label_is_renamed() -> Outcome {
    let (mut session, uri) = Session::at_work(BARE)?;
    let edits = session.rename(&uri, (4, 16), "small")?;
    assert_eq!(texts(&edits[&uri]), [(3, 15, "small: halve"), (4, 16, "small")]);
    session.end()
}

fn a_file_that_is_not_open_is_found_and_renamed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let user = "use \"./blocks.nas\"::{halve}\nspace S { input x: image[4, 8, 8] x -> halve }\n";
    fs::write(folder.path().join("user.nas"), user)?;
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let folders = json!([{ "uri": uri(""), "name": "workspace" }]);
    let mut session = Session::start(&json!({ "capabilities": {}, "workspaceFolders": folders }))?;
    session.receive()?;
    session.open(&uri("blocks.nas"), "op halve = conv(2, 1)\n")?;
    let mut params = at(&uri("blocks.nas"), (0, 3));
    params["context"] = json!({ "includeDeclaration": false });
    let found = session.ask("textDocument/references", &params)?;
    let files: Vec<&Value> = found.as_array().ok_or("no list")?.iter().map(|it| &it["uri"]).collect();
    assert_eq!(files, [&json!(uri("user.nas")); 2]);
    let edits = session.rename(&uri("blocks.nas"), (0, 3), "half")?;
    assert_eq!(texts(&edits[&uri("user.nas")]), [(0, 21, "half"), (1, 39, "half")]);
    session.end()
}

fn names_that_nothing_uses_are_warned_of() -> Outcome {
    let text = "use std::blocks::{sep_conv}\nop f(c: int) {\n  let spare = c\n  conv(c, 1)\n}\n";
    let mut session = Session::start(&json!({ "capabilities": {} }))?;
    session.receive()?;
    session.open("untitled:a", text)?;
    let published = session.receive()?;
    let found = published["params"]["diagnostics"].as_array().ok_or("no list")?;
    let messages: Vec<&str> = found.iter().filter_map(|it| it["message"].as_str()?.lines().next()).collect();
    assert_eq!(messages, ["nothing uses `sep_conv`", "nothing uses `spare`"]);
    session.end()
}

/// A session with a server.
struct Session {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i32,
}

impl Session {
    fn start(params: &Value) -> Outcome<Self> {
        let mut command = Command::new(env::current_exe()?);
        let mut server = command.env(SERVER, "1").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = server.stdin.take().ok_or("no input")?;
        let output = BufReader::new(server.stdout.take().ok_or("no output")?);
        let mut session = Self { server, input, output, next: 0 };
        session.request("initialize", params)?;
        session.note("initialized", &json!({}))?;
        Ok(session)
    }

    /// Starts a session with a document that has no mistakes.
    fn at_work(text: &str) -> Outcome<(Self, String)> {
        let mut session = Self::start(&json!({ "capabilities": {} }))?;
        session.receive()?;
        session.open("untitled:a", text)?;
        Ok((session, "untitled:a".to_owned()))
    }

    fn send(&mut self, message: impl Into<Message>) -> Outcome {
        message.into().write(&mut self.input)?;
        Ok(self.input.flush()?)
    }

    fn request(&mut self, method: &str, params: &Value) -> Outcome {
        self.next += 1;
        self.send(Request { id: self.next.into(), method: method.to_owned(), params: params.clone() })
    }

    fn note(&mut self, method: &str, params: &Value) -> Outcome {
        self.send(Notification { method: method.to_owned(), params: params.clone() })
    }

    fn open(&mut self, uri: &str, text: &str) -> Outcome {
        let document = json!({ "uri": uri, "languageId": "nas", "version": 1, "text": text });
        self.note("textDocument/didOpen", &json!({ "textDocument": document }))
    }

    fn receive(&mut self) -> Outcome<Value> {
        Ok(serde_json::to_value(Message::read(&mut self.output)?.ok_or("the server is silent")?)?)
    }

    /// Asks for something and waits for the answer; what is published before is passed over.
    fn ask(&mut self, method: &str, params: &Value) -> Outcome<Value> {
        self.request(method, params)?;
        loop {
            let message = self.receive()?;
            if message["id"] == self.next {
                return Ok(message["result"].clone());
            }
        }
    }

    fn rename(&mut self, uri: &str, place: (u32, u32), name: &str) -> Outcome<Value> {
        let mut params = at(uri, place);
        params["newName"] = json!(name);
        Ok(self.ask("textDocument/rename", &params)?["changes"].clone())
    }

    fn end(mut self) -> Outcome {
        self.ask("shutdown", &Value::Null)?;
        self.note("exit", &Value::Null)?;
        assert!(self.server.wait()?.success());
        Ok(())
    }
}

fn at(uri: &str, (line, character): (u32, u32)) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// Line, column and text of each edit, in order.
fn texts(edits: &Value) -> Vec<(u64, u64, &str)> {
    let place = |it: &Value, what: &str| it["range"]["start"][what].as_u64().unwrap_or_default();
    let each = edits.as_array().into_iter().flatten();
    let mut each: Vec<_> = each
        .map(|it| (place(it, "line"), place(it, "character"), it["newText"].as_str().unwrap_or_default()))
        .collect();
    each.sort_unstable();
    each
}
