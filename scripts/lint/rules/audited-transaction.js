import { lastName } from "../names.js";

/** Every node under `root`, `root` included. */
function* nodesUnder(root, visitorKeys) {
  yield root;
  for (const key of visitorKeys[root.type] ?? []) {
    for (const child of [root[key]].flat()) {
      if (child && typeof child.type === "string") yield* nodesUnder(child, visitorKeys);
    }
  }
}

/** The comments on the lines directly above a node's statement, or above the function that holds it. */
function commentsAbove(sourceCode, node) {
  const comments = [];
  for (let at = node; at && at.type !== "Program"; at = at.parent) {
    comments.push(...sourceCode.getCommentsBefore(at));
  }
  return comments;
}

/** Writes leave an audit row in the same transaction, or the code says why there is nothing to audit. */
export const auditedTransaction = {
  meta: {
    type: "problem",
    messages: {
      unaudited:
        "This transaction writes no audit row. Call tx.audit(…) in it, or say above it why not: `// no audit: …`.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      CallExpression(node) {
        if (lastName(node.callee) !== "withTransaction") return;
        for (const inner of nodesUnder(node, sourceCode.visitorKeys)) {
          if (inner.type === "CallExpression" && /audit/i.test(lastName(inner.callee) ?? "")) return;
        }
        if (commentsAbove(sourceCode, node).some((comment) => /\bno audit: \S/i.test(comment.value))) return;
        context.report({ node: node.callee, messageId: "unaudited" });
      },
    };
  },
};
