// The bundler replaces this one by a constant, which is how code of one runtime is left out of the other's bundle.
const BUILD_TIME = new Set(["NEXT_RUNTIME"]);

const nameOf = (node) => (node.computed ? node.property.value : node.property.name);
const isProcess = (node) =>
  (node.type === "Identifier" && node.name === "process") ||
  (node.type === "MemberExpression" && nameOf(node) === "process");

/** One place parses the environment, so that a wrong one stops the start and not the first request that needs it. */
export const envInOnePlace = {
  meta: {
    type: "problem",
    messages: { elsewhere: "Only lib/env.ts reads the environment. Import `env` from there." },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: "elsewhere" });
    return {
      MemberExpression(node) {
        if (nameOf(node) !== "env" || !isProcess(node.object)) return;
        if (node.parent.type === "MemberExpression" && BUILD_TIME.has(nameOf(node.parent))) return;
        report(node);
      },
      VariableDeclarator(node) {
        if (node.init && isProcess(node.init) && node.id.type === "ObjectPattern") {
          const property = node.id.properties.find((each) => each.type === "RestElement" || each.key.name === "env");
          if (property) report(property);
        }
      },
      ImportDeclaration(node) {
        if (!/^(node:)?process$/.test(node.source.value)) return;
        const specifier = node.specifiers.find((each) => each.imported?.name === "env");
        if (specifier) report(specifier);
      },
    };
  },
};
