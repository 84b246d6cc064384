import { isGlobal } from "../names.js";

const CLIENT_PACKAGES = new Set(["undici", "axios", "got", "ky", "node-fetch", "cross-fetch", "superagent", "request"]);
const NODE_NETWORK = new Set(["http", "https", "http2", "net", "tls", "dgram"]);
// A server may be opened anywhere; only what opens a connection to somewhere else is kept in one place.
const OPENS_CONNECTION = new Set([
  "request",
  "get",
  "connect",
  "createConnection",
  "createSocket",
  "Socket",
  "TLSSocket",
  "Agent",
  "ClientRequest",
  "globalAgent",
]);
const GLOBAL_OBJECTS = new Set(["globalThis", "window", "self", "global"]);
const GLOBAL_CLIENTS = new Set(["fetch", "XMLHttpRequest", "EventSource", "WebSocket"]);

const packageOf = (source) => source.replace(/^node:/, "").split("/")[0];

/** Everything outbound goes through lib/egress, which resolves, checks, pins, times out, caps and redacts. */
export const egressOnly = {
  meta: {
    type: "problem",
    messages: {
      elsewhere: "`{{what}}` reaches the network past lib/egress and its address checks. Use the client of lib/egress.",
    },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: "elsewhere", data: { what } });
    const checkSource = (node, source, names) => {
      if (typeof source !== "string") return;
      const name = packageOf(source);
      if (CLIENT_PACKAGES.has(name)) report(node, source);
      else if (NODE_NETWORK.has(name) && names.some((each) => each === "*" || OPENS_CONNECTION.has(each))) {
        report(node, source);
      }
    };
    return {
      ImportDeclaration(node) {
        if (node.importKind === "type") return;
        const names = node.specifiers
          .filter((each) => each.importKind !== "type")
          .map((each) => (each.type === "ImportSpecifier" ? (each.imported.name ?? each.imported.value) : "*"));
        if (names.length > 0 || node.specifiers.length === 0) checkSource(node, node.source.value, names);
      },
      ImportExpression(node) {
        checkSource(node, node.source.value, ["*"]);
      },
      CallExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "require") {
          checkSource(node, node.arguments[0]?.value, ["*"]);
        }
      },
      ExportNamedDeclaration(node) {
        if (node.source && node.exportKind !== "type") {
          checkSource(
            node,
            node.source.value,
            node.specifiers.map((each) => each.local.name),
          );
        }
      },
      ExportAllDeclaration(node) {
        if (node.exportKind !== "type") checkSource(node, node.source.value, ["*"]);
      },
      MemberExpression(node) {
        const property = node.computed ? node.property.value : node.property.name;
        if (node.object.type !== "Identifier" || !GLOBAL_OBJECTS.has(node.object.name)) return;
        if (GLOBAL_CLIENTS.has(property)) report(node, `${node.object.name}.${property}`);
      },
      Identifier(node) {
        if (!GLOBAL_CLIENTS.has(node.name)) return;
        const { parent } = node;
        const isName =
          (parent.type === "MemberExpression" && parent.property === node && !parent.computed) ||
          (["Property", "PropertyDefinition", "MethodDefinition"].includes(parent.type) &&
            parent.key === node &&
            !parent.computed) ||
          parent.type.startsWith("TS") ||
          parent.type.startsWith("JSX");
        if (!isName && isGlobal(context, node, node.name)) report(node, node.name);
      },
    };
  },
};
