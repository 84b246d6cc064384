/** Reading names off the syntax tree; shared by the rules of this folder. */

/**
 * The last name of an expression: `a.b.secret` → "secret", `sign(x)` → "sign", `secrets[0]` → "secrets".
 * Looks through `!`, `as`, `await` and optional chains; null where there is no name.
 */
export function lastName(node) {
  switch (node?.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "MemberExpression":
      if (!node.computed) return lastName(node.property);
      return typeof node.property.value === "string" ? node.property.value : lastName(node.object);
    case "CallExpression":
      return lastName(node.callee);
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return lastName(node.expression);
    case "AwaitExpression":
      return lastName(node.argument);
    default:
      return null;
  }
}

/** `expectedSigHex`, `EXPECTED_SIG_HEX` → ["expected", "sig", "hex"]. */
export function words(name) {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

/** Whether `name` at this node means the global of that name, and not a variable, parameter or import of the file. */
export function isGlobal(context, node, name) {
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return variable.defs.length === 0;
  }
  return true;
}
