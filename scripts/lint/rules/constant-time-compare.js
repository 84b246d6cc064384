import { lastName, words } from "../names.js";

// Whole words, so that `signal` and `designId` are left alone.
const SECRET_WORDS = new Set(
  ["sig", "signature", "hmac", "digest", "token", "secret"].flatMap((word) => [word, `${word}s`]),
);
// A name that ends in one of these says something about a secret and is none itself.
const ABOUT = new Set(
  "at count id ids index kind length limit mode ms name prefix size state status type version visible".split(" "),
);
const EQUALITY = new Set(["===", "!==", "==", "!="]);

function namesSecret(node) {
  const parts = words(lastName(node) ?? "");
  return parts.some((word) => SECRET_WORDS.has(word)) && !ABOUT.has(parts.at(-1));
}

/** What an attacker cannot vary byte by byte: literals, `undefined`, `typeof x`. */
function isFixed(node) {
  return (
    node.type === "Literal" ||
    (node.type === "TemplateLiteral" && node.expressions.length === 0) ||
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && ["typeof", "void"].includes(node.operator))
  );
}

/** A comparison that stops at the first different byte tells an attacker how many were right. */
export const constantTimeCompare = {
  meta: {
    type: "problem",
    messages: {
      unsafe:
        "`{{name}}` is compared in a time that depends on its bytes. Use crypto.timingSafeEqual on digests of equal length.",
    },
  },
  create(context) {
    const report = (node, secret) =>
      context.report({ node, messageId: "unsafe", data: { name: lastName(secret) ?? "secret" } });
    return {
      BinaryExpression(node) {
        if (!EQUALITY.has(node.operator) || isFixed(node.left) || isFixed(node.right)) return;
        const secret = [node.left, node.right].find(namesSecret);
        if (secret) report(node, secret);
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || node.arguments.length !== 1) return;
        if (!["equals", "localeCompare"].includes(lastName(callee.property))) return;
        const secret = [callee.object, node.arguments[0]].find(namesSecret);
        if (secret) report(node, secret);
      },
    };
  },
};
