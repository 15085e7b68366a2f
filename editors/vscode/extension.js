// Starts `nas lsp` and hands its answers to the editor.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("nas.restartServer", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("nas.server")) {
        return restart();
      }
    }),
  );
  await start();
}

async function deactivate() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await deactivate();
  await start();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("nas.server");
  if (!settings.get("enabled")) {
    return;
  }
  const command = settings.get("path");
  client = languageClient(command);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showWarningMessage(
      `\`${command} lsp\` did not start: ${error.message}. The setting nas.server.path says where nas is.`,
    );
  }
}

function languageClient(command) {
  const server = { command, args: ["lsp"] };
  const options = {
    documentSelector: [
      { scheme: "file", language: "nas" },
      { scheme: "untitled", language: "nas" },
    ],
  };
  return new LanguageClient("nas", "nas", server, options);
}

module.exports = { activate, deactivate };
