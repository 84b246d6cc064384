const HTML_PROPERTIES = new Set(["innerHTML", "outerHTML", "srcdoc"]);
const HTML_CALLS = new Set(["insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment"]);

/** Text of tenants and providers reaches the page as text, never as markup. */
export const noRawHtml = {
  meta: {
    type: "problem",
    messages: { raw: "`{{name}}` puts a string into the page as HTML. Render it as text or as elements." },
  },
  create(context) {
    const report = (node, name) => context.report({ node, messageId: "raw", data: { name } });
    return {
      JSXAttribute(node) {
        if (["dangerouslySetInnerHTML", "srcDoc"].includes(node.name.name)) report(node, node.name.name);
      },
      Property(node) {
        const name = node.key.name ?? node.key.value;
        if (name === "dangerouslySetInnerHTML") report(node, name);
      },
      AssignmentExpression(node) {
        const name = node.left.type === "MemberExpression" && (node.left.property.name ?? node.left.property.value);
        if (HTML_PROPERTIES.has(name)) report(node, name);
      },
      CallExpression(node) {
        const name = node.callee.type === "MemberExpression" && node.callee.property.name;
        if (HTML_CALLS.has(name)) report(node, name);
        if (["write", "writeln"].includes(name) && node.callee.object.name === "document")
          report(node, `document.${name}`);
      },
    };
  },
};
